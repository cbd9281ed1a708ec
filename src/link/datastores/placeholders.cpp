#include "link/datastores/placeholders.h"

#include <cctype>

#include "link/services/words.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

constexpr int max_depth = 8;
constexpr std::size_t max_size = 64 * 1024;
constexpr int max_lookups = 2000;  // values may refer to each other without end

bool is_name_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool is_setting_name(std::string_view name) {
  if (name.empty() || name.size() > 200) return false;
  for (char c : name)
    if (!is_name_char(c) && c != '.' && c != '-' && c != '[' && c != ']') return false;
  return true;
}

// The position of the brace that closes the one before `from`.
std::size_t closing(std::string_view text, std::size_t from) {
  int depth = 1;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

class Resolver {
 public:
  Resolver(const Lookup& lookup, bool* defaulted) : lookup_(lookup), defaulted_(defaulted) {}

  std::string run(std::string_view text, int depth) const {
    std::string out;
    for (std::size_t i = 0; i < text.size() && out.size() < max_size;) {
      const std::size_t used = depth < max_depth ? step(text, i, depth, out) : 0;
      if (used == 0) out += text[i++];
      i += used;
    }
    return out;
  }

 private:
  // Takes a placeholder at `i`, if one stands there; how many characters it had.
  std::size_t step(std::string_view text, std::size_t i, int depth, std::string& out) const {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("$$")) {
      out += '$';
      return 2;
    }
    if (rest.starts_with("${")) return braced(rest, depth, out);
    if (rest.starts_with("$(")) return enclosed(rest, 2, ")", depth, out);
    if (rest.starts_with("%env(")) return symfony(rest, depth, out);
    if (rest.starts_with("%(")) return enclosed(rest, 2, ")s", depth, out);
    if (rest.front() == '%') return enclosed(rest, 1, "%", depth, out);
    if (rest.front() == '$') {
      std::size_t end = 1;
      while (end < rest.size() && is_name_char(rest[end])) ++end;
      if (end == 1) return 0;
      const auto value = value_of(rest.substr(1, end - 1), depth);
      if (!value) return 0;
      out += *value;
      return end;
    }
    return 0;
  }

  std::size_t braced(std::string_view rest, int depth, std::string& out) const {
    const std::size_t end = closing(rest, 2);
    if (end == std::string_view::npos) return 0;
    const std::string_view body = rest.substr(2, end - 2);
    std::size_t cut = 0;
    while (cut < body.size() && (is_name_char(body[cut]) || body[cut] == '.' || body[cut] == '[' || body[cut] == ']' ||
                                 (body[cut] == '-' && cut > 0 && body[cut - 1] != ':' &&
                                  !std::isupper(static_cast<unsigned char>(body[0])))))
      ++cut;
    const std::string_view name = trim(body.substr(0, cut));
    std::string_view fallback = body.substr(cut);
    if (const auto value = value_of(name, depth); value && !(value->empty() && fallback.starts_with(":-"))) {
      out += *value;
      return end + 1;
    }
    if (fallback.starts_with(":-")) {
      fallback.remove_prefix(2);
    } else if (fallback.starts_with(":?") || fallback.starts_with("?") || fallback.empty()) {
      out += "${" + std::string(name) + "}";
      return end + 1;
    } else if (fallback.starts_with(":") || fallback.starts_with("-")) {
      fallback.remove_prefix(1);
    } else {
      return 0;
    }
    if (defaulted_) *defaulted_ = true;
    out += run(fallback, depth + 1);
    return end + 1;
  }

  std::size_t enclosed(std::string_view rest, std::size_t open, std::string_view close, int depth,
                       std::string& out) const {
    const std::size_t end = rest.find(close, open);
    if (end == std::string_view::npos) return 0;
    const std::string_view name = rest.substr(open, end - open);
    if (!is_setting_name(name)) return 0;
    const auto value = value_of(name, depth);
    if (!value && close == "%") return 0;  // a URL-encoded byte, a LIKE pattern
    out += value ? *value : "${" + std::string(name) + "}";
    return end + close.size();
  }

  // Symfony: %env(resolve:NAME)%; https://symfony.com/doc/current/configuration/env_var_processors.html
  std::size_t symfony(std::string_view rest, int depth, std::string& out) const {
    const std::size_t end = rest.find(")%");
    if (end == std::string_view::npos) return 0;
    std::string_view name = rest.substr(5, end - 5);
    name = name.substr(name.rfind(':') == std::string_view::npos ? 0 : name.rfind(':') + 1);
    if (!is_setting_name(name)) return 0;
    const auto value = value_of(name, depth);
    out += value ? *value : "${" + std::string(name) + "}";
    return end + 2;
  }

  std::optional<std::string> value_of(std::string_view name, int depth) const {
    if (!lookup_ || name.empty() || lookups_++ > max_lookups) return std::nullopt;
    std::optional<std::string> value = lookup_(name);
    if (value) value = run(*value, depth + 1);
    return value;
  }

  const Lookup& lookup_;
  bool* defaulted_;
  mutable int lookups_ = 0;
};

}  // namespace

std::string resolve_placeholders(std::string_view text, const Lookup& lookup, bool* defaulted) {
  return Resolver(lookup, defaulted).run(text.substr(0, max_size), 0);
}

std::string with_placeholders(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == sql::hole_begin)
      out += "${";
    else if (c == sql::hole_end)
      out += '}';
    else
      out += c;
  }
  return out;
}

bool is_unresolved(std::string_view text) {
  return contains(text, "${") || contains(text, "{{") || contains(text, "$(") || contains(text, "%s") ||
         contains(text, "%v") || contains(text, "{0}") || contains(text, "{}") ||
         text.find(sql::hole_begin) != std::string_view::npos || contains(text, "<") ||
         (text.size() > 1 && text[0] == '$' && is_name_char(text[1]));
}

}  // namespace onewriter::link
