// TOML 1.0 (https://toml.io/en/v1.0.0), read leniently: what a strict parser refuses (a key twice, a table reopened)
// merges or repeats, and a line that can't be read is told and passed over. Dates and numbers stay as they are written.

#include <algorithm>
#include <unordered_map>

#include "extract/characters.h"
#include "extract/config/builder.h"

namespace onewriter::extract::config {
namespace {

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Reader {
 public:
  Reader(std::string_view text, Builder& out) : text_(text), lines_(text), out_(out) {}

  void read() {
    ConfigId table = no_config;
    for (skip_blank(true); at_ < text_.size() && !out_.full(); skip_blank(true)) {
      if (document_ == no_config) table = document_ = out_.add(0, ConfigNode::Kind::Map, "", here());
      bool good = text_[at_] == '[' ? header(table) : entry(table, 1);
      skip_blank(false);
      if (good && at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r')
        good = fail("more than one value on a line");
      if (!good) at_ = std::min(text_.find('\n', at_), text_.size());
    }
  }

 private:
  struct Part {
    std::string name;
    At at;
  };

  At here() const { return lines_.at(std::min(at_, text_.size())); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  bool fail(const char* what) {
    if (++failures_ <= max_failures) out_.warn(here(), std::string("TOML: ") + what);
    return false;
  }

  void skip_blank(bool over_lines) {
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '#')
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (c == ' ' || c == '\t' || (over_lines && (c == '\n' || c == '\r')))
        ++at_;
      else
        return;
    }
  }

  void skip_spaces() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }

  // "a . 'b c' . d"
  bool key(std::vector<Part>& parts) {
    while (parts.size() < max_depth) {
      skip_spaces();
      Part part{"", here()};
      if (peek() == '"' || peek() == '\'') {
        if (!string(part.name)) return false;
      } else {
        while (is_bare(peek())) part.name += text_[at_++];
        if (part.name.empty()) return fail("a key was expected");
      }
      parts.push_back(std::move(part));
      skip_spaces();
      if (peek() != '.') return true;
      ++at_;
    }
    return fail("a key of too many parts");
  }

  // The table or list of tables that headers and dotted keys made at a name, by one look-up: files of many tables are
  // common.
  ConfigId& made(ConfigId map, const std::string& name) {
    return made_.try_emplace(std::to_string(map) + '\n' + name, no_config).first->second;
  }

  // "[a.b]" below "[[a]]" goes into the newest element.
  ConfigId map_below(ConfigId map, const Part& part) {
    ConfigId& known = made(map, part.name);
    if (known == no_config) known = out_.add(map, ConfigNode::Kind::Map, part.name, part.at);
    bool list = known != no_config && out_.node(known).kind == ConfigNode::Kind::List;
    return list ? out_.last_child(known) : known;
  }

  bool header(ConfigId& table) {
    bool element = peek(1) == '[';
    At start = here();
    at_ += element ? 2 : 1;
    std::vector<Part> parts;
    table = no_config;  // what stands below a header that can't be read has no place
    if (!key(parts)) return false;
    if (peek() != ']' || (element && peek(1) != ']')) return fail("a ']' is missing");
    at_ += element ? 2 : 1;
    ConfigId map = document_;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) map = map_below(map, parts[i]);
    if (!element) {
      table = map_below(map, parts.back());
      return true;
    }
    ConfigId& list = made(map, parts.back().name);
    if (list == no_config || out_.node(list).kind != ConfigNode::Kind::List)
      list = out_.add(map, ConfigNode::Kind::List, parts.back().name, parts.back().at);
    table = out_.add(list, ConfigNode::Kind::Map, "", start);
    return true;
  }

  bool entry(ConfigId map, std::size_t depth) {
    std::vector<Part> parts;
    if (!key(parts)) return false;
    if (peek() != '=') return fail("a '=' is missing");
    ++at_;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) map = map_below(map, parts[i]);
    return value(map, std::move(parts.back().name), parts.back().at, depth);
  }

  bool value(ConfigId parent, std::string name, At at, std::size_t depth) {
    if (depth > max_depth) {
      fail("nested too deep; the rest is not read");
      at_ = text_.size();
      return false;
    }
    skip_blank(false);
    std::uint32_t line = here().line;
    char c = peek();
    if (c == '[') return array(out_.add(parent, ConfigNode::Kind::List, std::move(name), at, line), depth);
    if (c == '{') return inline_table(out_.add(parent, ConfigNode::Kind::Map, std::move(name), at, line), depth);
    std::string text;
    if (c == '"' || c == '\'') {
      std::uint32_t below = text_.substr(at_).starts_with("\"\"\"\n") || text_.substr(at_).starts_with("'''\n") ? 1 : 0;
      if (!string(text)) return false;
      out_.scalar(parent, std::move(name), std::move(text), at, line + below);
      return true;
    }
    std::size_t end = std::min(text_.find_first_of(",]}#\r\n", at_), text_.size());
    text = std::string(trim(text_.substr(at_, end - at_)));
    if (text.empty()) return fail("a value was expected");
    at_ = end;
    out_.scalar(parent, std::move(name), std::move(text), at, line);
    return true;
  }

  bool array(ConfigId list, std::size_t depth) {
    for (++at_;;) {
      skip_blank(true);
      if (peek() == ']') break;
      if (at_ >= text_.size()) return fail("a ']' is missing");
      if (!value(list, "", here(), depth + 1)) return false;
      skip_blank(true);
      if (peek() == ',')
        ++at_;
      else if (peek() != ']')
        return fail("a ',' or ']' is missing");
    }
    ++at_;
    return true;
  }

  bool inline_table(ConfigId map, std::size_t depth) {
    for (++at_;;) {
      skip_blank(true);
      if (peek() == '}') break;
      if (at_ >= text_.size()) return fail("a '}' is missing");
      if (!entry(map, depth + 1)) return false;
      skip_blank(true);
      if (peek() == ',')
        ++at_;
      else if (peek() != '}')
        return fail("a ',' or '}' is missing");
    }
    ++at_;
    return true;
  }

  bool string(std::string& out) {
    char quote = peek();
    bool basic = quote == '"';
    bool multi = peek(1) == quote && peek(2) == quote;
    std::size_t open = at_;
    at_ += multi ? 3 : 1;
    if (multi && peek() == '\r' && peek(1) == '\n') ++at_;
    if (multi && peek() == '\n') ++at_;
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == quote && (!multi || (peek(1) == quote && peek(2) == quote))) {
        at_ += multi ? 3 : 1;
        for (int more = 0; multi && more < 2 && peek() == quote; ++more, ++at_)
          out += quote;  // quotes at the very end are text
        return true;
      }
      if (c == '\n' && !multi) break;
      if (c == '\\' && basic) {
        escape(out);
      } else {
        out += c;
        ++at_;
      }
    }
    at_ = open;
    return fail("a text is never closed");
  }

  void escape(std::string& out) {
    char c = peek(1);
    at_ = std::min(at_ + 2, text_.size());
    switch (c) {
      case 'n': out += '\n'; break;
      case 't': out += '\t'; break;
      case 'r': out += '\r'; break;
      case 'b': out += '\b'; break;
      case 'f': out += '\f'; break;
      case 'u':
      case 'U': {
        std::uint32_t code = 0;
        for (int digits = c == 'u' ? 4 : 8; digits > 0; --digits, ++at_) {
          char d = peek();
          const int v = hex_digit(d);
          if (v < 0) break;
          code = code * 16 + static_cast<std::uint32_t>(v);
        }
        append_utf8(out, code);
        break;
      }
      case ' ':
      case '\t':
      case '\r':
      case '\n':  // the end of a line in a basic text of several lines joins it with the next
        at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
        break;
      default: out += c; break;
    }
  }

  static constexpr std::size_t max_failures = 5;

  std::string_view text_;
  Lines lines_;
  Builder& out_;
  std::size_t at_ = 0;
  ConfigId document_ = no_config;
  std::size_t failures_ = 0;
  std::unordered_map<std::string, ConfigId> made_;
};

}  // namespace

void read_toml(std::string_view text, Builder& out) { Reader(text, out).read(); }

}  // namespace onewriter::extract::config
