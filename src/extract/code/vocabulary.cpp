#include "extract/code/vocabulary.h"

#include <array>

namespace onewriter::extract {
namespace {

constexpr std::array<std::string_view, kind_count> kinds = {
    "file",   "package", "import", "type",    "field",    "method", "parameter", "annotation", "assign",
    "return", "loop",    "guard",  "scope",   "call",     "create", "member",    "index",      "name",
    "string", "text",    "hole",   "number",  "constant", "concat", "binary",    "choice",     "list",
    "map",    "pair",    "lambda", "typeref", "word",     "other"};

constexpr std::array<std::string_view, role_count> roles = {
    "child",     "name",   "module", "alias",  "base",     "annotation", "type",        "typearg",  "typeparameter",
    "parameter", "result", "value",  "target", "operator", "modifier",   "receiver",    "argument", "function",
    "object",    "key",    "part",   "left",   "right",    "condition",  "alternative", "element",  "body"};

constexpr std::array<std::string_view, 13> languages = {"none",   "python", "javascript", "typescript", "java",
                                                        "csharp", "go",     "php",        "ruby",       "kotlin",
                                                        "rust",   "scala",  "cpp"};

template <typename Enum, std::size_t n>
std::optional<Enum> find(const std::array<std::string_view, n>& words, std::string_view word) {
  for (std::size_t i = 0; i < n; ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view to_string(Role role) { return roles[static_cast<std::size_t>(role)]; }
std::string_view to_string(Language language) { return languages[static_cast<std::size_t>(language)]; }
std::optional<Kind> kind_from(std::string_view word) { return find<Kind>(kinds, word); }
std::optional<Role> role_from(std::string_view word) { return find<Role>(roles, word); }

bool is_textual(Role role) {
  return role == Role::Name || role == Role::Module || role == Role::Alias || role == Role::Operator ||
         role == Role::Modifier;
}

bool is_type_role(Role role) {
  return role == Role::Type || role == Role::TypeArg || role == Role::TypeParameter || role == Role::Base ||
         role == Role::Result;
}

bool is_leaf(Kind kind) {
  return kind == Kind::Name || kind == Kind::Text || kind == Kind::Number || kind == Kind::Constant ||
         kind == Kind::Word;
}

std::optional<Capture> capture_from(std::string_view name) {
  using Use = Capture::Use;
  if (name.starts_with('_')) return Capture{Use::Ignored};
  if (name == "skip") return Capture{Use::Skip};
  if (name == "transparent") return Capture{Use::Transparent};
  if (name == "transparent.value") return Capture{Use::Through};
  if (name == "string.text") return Capture{Use::Text, Kind::String};
  if (name == "string.escape") return Capture{Use::Escape, Kind::String};
  if (name == "string.hole") return Capture{Use::Hole, Kind::String};
  const std::size_t dot = name.find('.');
  const std::optional<Kind> kind = kind_from(name.substr(0, dot));
  // The file, texts, words and others are made by the builder, never by a query.
  if (!kind || *kind == Kind::File || *kind == Kind::Text || *kind == Kind::Word) return std::nullopt;
  if (dot == std::string_view::npos) return Capture{Use::Head, *kind};
  const std::optional<Role> role = role_from(name.substr(dot + 1));
  if (!role || *role == Role::Child || is_leaf(*kind)) return std::nullopt;
  return Capture{Use::Bind, *kind, *role};
}

}  // namespace onewriter::extract
