#include "extract/code/grammar.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <mutex>
#include <optional>

#include "facts/resources.h"

extern "C" {
const TSLanguage* tree_sitter_python(void);
const TSLanguage* tree_sitter_javascript(void);
const TSLanguage* tree_sitter_typescript(void);
const TSLanguage* tree_sitter_tsx(void);
const TSLanguage* tree_sitter_java(void);
const TSLanguage* tree_sitter_c_sharp(void);
const TSLanguage* tree_sitter_go(void);
const TSLanguage* tree_sitter_php(void);
const TSLanguage* tree_sitter_ruby(void);
const TSLanguage* tree_sitter_kotlin(void);
const TSLanguage* tree_sitter_rust(void);
const TSLanguage* tree_sitter_scala(void);
const TSLanguage* tree_sitter_cpp(void);
}

namespace onewriter::extract {
namespace {

using workspace::FileKind;

struct Entry {
  FileKind kind;
  Language language;
  const TSLanguage* (*parser)();
};

constexpr std::array<Entry, 13> entries = {{
    {FileKind::Python, Language::Python, tree_sitter_python},
    {FileKind::JavaScript, Language::JavaScript, tree_sitter_javascript},
    {FileKind::TypeScript, Language::TypeScript, tree_sitter_typescript},
    {FileKind::Tsx, Language::TypeScript, tree_sitter_tsx},
    {FileKind::Java, Language::Java, tree_sitter_java},
    {FileKind::CSharp, Language::CSharp, tree_sitter_c_sharp},
    {FileKind::Go, Language::Go, tree_sitter_go},
    {FileKind::Php, Language::Php, tree_sitter_php},
    {FileKind::Ruby, Language::Ruby, tree_sitter_ruby},
    {FileKind::Kotlin, Language::Kotlin, tree_sitter_kotlin},
    {FileKind::Rust, Language::Rust, tree_sitter_rust},
    {FileKind::Scala, Language::Scala, tree_sitter_scala},
    {FileKind::Cpp, Language::Cpp, tree_sitter_cpp},
}};

const Entry* entry_of(FileKind kind) {
  for (const Entry& entry : entries)
    if (entry.kind == kind) return &entry;
  return nullptr;
}

facts::Error query_error(std::string_view name, std::string_view query, std::size_t offset, std::string message) {
  facts::Error error{std::move(message), {}};
  error.place.file = "rules/extract/" + std::string(name) + ".scm";
  error.place.line = 1 + static_cast<std::uint32_t>(std::count(query.begin(), query.begin() + offset, '\n'));
  return error;
}

std::string_view describe(TSQueryError error) {
  switch (error) {
    case TSQueryErrorNodeType: return "no such node in this grammar";
    case TSQueryErrorField: return "no such field in this grammar";
    case TSQueryErrorCapture: return "a predicate names a capture that the pattern does not have";
    case TSQueryErrorStructure: return "the grammar never builds such a tree";
    case TSQueryErrorLanguage: return "the grammar's version is not supported";
    default: return "not the syntax of a query";
  }
}

// One predicate or directive, its steps as tree-sitter gives them without the closing Done. Returns what is wrong with
// it, or "".
std::string add_clause(const TSQuery* query, const TSQueryPredicateStep* steps, std::size_t count, Pattern& pattern) {
  const auto word = [&](std::size_t i) {
    std::uint32_t size = 0;
    const char* text = ts_query_string_value_for_id(query, steps[i].value_id, &size);
    return std::string(text, size);
  };
  const auto is = [&](std::size_t i, TSQueryPredicateStepType type) { return i < count && steps[i].type == type; };
  if (!is(0, TSQueryPredicateStepTypeString)) return "a clause without a name";
  const std::string name = word(0);
  if (name == "set!") {
    if (count != 3 || !is(1, TSQueryPredicateStepTypeString) || !is(2, TSQueryPredicateStepTypeString))
      return "#set! takes <kind>.<role> and a text";
    const std::string key = word(1);
    if (key == "string.indent") {
      pattern.strip_indent = true;
      return "";
    }
    if (key == "import.join" || key == "typeref.join") {
      pattern.join = word(2);
      return "";
    }
    if (key == "string.text") {
      pattern.rest = true;
      return "";
    }
    if (key == "string.heredoc") {
      pattern.heredoc = true;
      return "";
    }
    if (key == "string.hole") {
      pattern.dollar = true;
      return "";
    }
    if (key == "string.doubled") {
      pattern.doubled = word(2);
      return "";
    }
    const std::optional<Capture> capture = capture_from(key);
    if (!capture || capture->use != Capture::Use::Bind || !is_textual(capture->role)) return "#set! of " + key;
    pattern.settings.push_back({capture->role, word(2)});
    return "";
  }
  const bool one = name == "eq?" || name == "not-eq?";
  const bool any = name == "any-of?" || name == "not-any-of?";
  if ((!one && !any) || !is(1, TSQueryPredicateStepTypeCapture) || count < 3) return "#" + name + " is not supported";
  Predicate predicate{steps[1].value_id, name.starts_with("not-"), {}};
  for (std::size_t i = 2; i < count; ++i) {
    if (!is(i, TSQueryPredicateStepTypeString)) return "#" + name + " compares with texts only";
    predicate.words.push_back(word(i));
  }
  pattern.predicates.push_back(std::move(predicate));
  return "";
}

}  // namespace

std::string_view query_name(FileKind kind) { return kind == FileKind::Tsx ? "tsx" : to_string(language_of(kind)); }

std::string query_text(std::string_view name) {
  constexpr std::string_view inherits = "; inherits: ";
  const std::optional<std::string_view> own = facts::resource("rules/extract/" + std::string(name) + ".scm");
  if (!own) return "";
  std::string text(*own);
  if (own->starts_with(inherits)) {
    const std::string_view line = own->substr(0, own->find('\n'));
    text += '\n' + query_text(line.substr(inherits.size()));
  }
  return text;
}

facts::Result<Grammar> compile(FileKind kind, std::string_view text) {
  const Entry* entry = entry_of(kind);
  if (!entry) return facts::Error{"not a kind of code", {}};
  const std::string_view name = query_name(kind);
  Grammar grammar{entry->language, entry->parser(), nullptr, {}, {}};

  std::uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  TSQuery* query = ts_query_new(grammar.parser, text.data(), static_cast<std::uint32_t>(text.size()), &offset, &error);
  if (!query) {
    const std::string_view at = text.substr(offset, 40);
    return query_error(name, text, offset,
                       std::string(describe(error)) + ": " + std::string(at.substr(0, at.find('\n'))));
  }
  grammar.query =
      std::shared_ptr<const TSQuery>(query, [](const TSQuery* q) { ts_query_delete(const_cast<TSQuery*>(q)); });

  for (std::uint32_t i = 0; i < ts_query_capture_count(query); ++i) {
    std::uint32_t size = 0;
    const std::string word(ts_query_capture_name_for_id(query, i, &size));
    const std::optional<Capture> capture = capture_from(word);
    if (!capture) {
      const auto is_word = [&](std::size_t at) {
        return at < text.size() &&
               (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '_' || text[at] == '.');
      };
      std::size_t where = text.find("@" + word);
      while (where < text.size() && is_word(where + 1 + word.size())) where = text.find("@" + word, where + 1);
      return query_error(name, text, std::min(where, text.size()), "unknown capture @" + word);
    }
    grammar.captures.push_back(*capture);
  }
  for (std::uint32_t i = 0; i < ts_query_pattern_count(query); ++i) {
    Pattern pattern;
    std::uint32_t count = 0;
    const TSQueryPredicateStep* steps = ts_query_predicates_for_pattern(query, i, &count);
    for (std::uint32_t begin = 0, end = 0; end < count; ++end) {
      if (steps[end].type != TSQueryPredicateStepTypeDone) continue;
      const std::string wrong = add_clause(query, steps + begin, end - begin, pattern);
      if (!wrong.empty()) return query_error(name, text, ts_query_start_byte_for_pattern(query, i), wrong);
      begin = end + 1;
    }
    grammar.patterns.push_back(std::move(pattern));
  }
  return grammar;
}

const Grammar* grammar(FileKind kind) {
  struct Slot {
    std::once_flag once;
    std::optional<Grammar> grammar;
  };
  static std::array<Slot, entries.size()> slots;  // written once each, under its flag
  const Entry* entry = entry_of(kind);
  if (!entry) return nullptr;
  Slot& slot = slots[static_cast<std::size_t>(entry - entries.data())];
  std::call_once(slot.once, [&] {
    const std::string text = query_text(query_name(kind));
    if (text.empty()) return;
    facts::Result<Grammar> compiled = compile(kind, text);
    if (compiled) slot.grammar = std::move(*compiled);
  });
  return slot.grammar ? &*slot.grammar : nullptr;
}

Language language_of(FileKind kind) {
  const Entry* entry = entry_of(kind);
  return entry ? entry->language : Language::None;
}

}  // namespace onewriter::extract
