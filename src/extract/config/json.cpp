// JSON as people write it: comments (tsconfig.json, appsettings.json), trailing commas, single-quoted and bare keys
// (JSON5), several values in one file (one document each). Strict where it matters: a missing comma or bracket is told,
// and reading goes on.

#include <algorithm>

#include "extract/characters.h"
#include "extract/config/builder.h"

namespace onewriter::extract::config {
namespace {

class Reader {
 public:
  Reader(std::string_view text, Builder& out) : text_(text), lines_(text), out_(out) {}

  void read() {
    skip_blank();
    while (at_ < text_.size() && !out_.full()) {
      std::size_t before = at_;
      value(0, "", lines_.at(at_), 0);
      if (at_ == before) ++at_;
      skip_blank();
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        skip_blank();
      }
    }
  }

 private:
  void warn(std::size_t offset, const char* what) {
    if (warned_) return;  // what follows the first error is mostly its consequence
    warned_ = true;
    out_.warn(lines_.at(offset), what);
  }

  void skip_blank() {
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == '\0') {
        ++at_;
      } else if (text_.substr(at_).starts_with("//") || c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_).starts_with("/*")) {
        std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  void value(ConfigId parent, std::string key, At at, std::size_t depth) {
    if (at_ >= text_.size()) return;
    std::uint32_t value_line = lines_.at(at_).line;
    char c = text_[at_];
    if (c == '{' || c == '[') {
      if (depth >= max_depth) {
        warn(at_, "JSON: nested too deep; the rest is not read");
        at_ = text_.size();
        return;
      }
      ConfigId id =
          out_.add(parent, c == '{' ? ConfigNode::Kind::Map : ConfigNode::Kind::List, std::move(key), at, value_line);
      c == '{' ? object(id, depth) : array(id, depth);
    } else if (c == '"' || c == '\'') {
      std::string decoded = string();
      out_.scalar(parent, std::move(key), std::move(decoded), at, value_line);
    } else {
      std::string_view word = bare();
      if (word.empty()) return;
      if (word == "null")
        out_.add(parent, ConfigNode::Kind::Null, std::move(key), at, value_line);
      else
        out_.scalar(parent, std::move(key), std::string(word), at, value_line);
    }
  }

  void object(ConfigId id, std::size_t depth) {
    std::size_t open = at_++;
    for (skip_blank(); at_ < text_.size() && !out_.full(); skip_blank()) {
      char c = text_[at_];
      if (c == '}' || c == ']') {
        if (c == ']') warn(at_, "JSON: ']' where '}' should stand");
        ++at_;
        return;
      }
      if (c == ',') {
        ++at_;
        continue;
      }
      std::size_t start = at_;
      std::string key = c == '"' || c == '\'' ? string() : std::string(bare());
      skip_blank();
      if (at_ >= text_.size() || text_[at_] != ':') {
        warn(start, "JSON: a key without ':'");
        if (at_ == start) ++at_;
        continue;
      }
      ++at_;
      skip_blank();
      if (at_ < text_.size() && (text_[at_] == ',' || text_[at_] == '}')) {
        warn(at_, "JSON: a key without a value");
        out_.add(id, ConfigNode::Kind::Null, std::move(key), lines_.at(start));
        continue;
      }
      value(id, std::move(key), lines_.at(start), depth + 1);
      separator('}');
    }
    if (!out_.full()) warn(open, "JSON: '{' is never closed");
  }

  void array(ConfigId id, std::size_t depth) {
    std::size_t open = at_++;
    for (skip_blank(); at_ < text_.size() && !out_.full(); skip_blank()) {
      char c = text_[at_];
      if (c == ']' || c == '}') {
        if (c == '}') warn(at_, "JSON: '}' where ']' should stand");
        ++at_;
        return;
      }
      std::size_t before = at_;
      if (c != ',') value(id, "", lines_.at(at_), depth + 1);
      if (c == ',' || at_ == before)
        ++at_;
      else
        separator(']');
    }
    if (!out_.full()) warn(open, "JSON: '[' is never closed");
  }

  void separator(char close) {
    skip_blank();
    if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != close) warn(at_, "JSON: a ',' is missing");
  }

  std::string_view bare() {
    std::size_t end = text_.find_first_of(" \t\r\n,:{}[]\"'", at_);
    std::string_view word = text_.substr(at_, (end == std::string_view::npos ? text_.size() : end) - at_);
    at_ += word.size();
    return word;
  }

  std::uint32_t hex4(std::size_t from) const {
    std::uint32_t code = 0;
    for (std::size_t i = from; i < from + 4; ++i) {
      const int digit = i < text_.size() ? hex_digit(text_[i]) : -1;
      if (digit < 0) return 0xFFFFFFFF;
      code = code * 16 + static_cast<std::uint32_t>(digit);
    }
    return code;
  }

  // A string ends at its quote; one that is never closed ends with its line.
  std::string string() {
    char quote = text_[at_];
    std::size_t open = at_++;
    std::string out;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\n') {
        warn(open, "JSON: a string is never closed");
        return out;
      }
      if (text_[at_] != '\\') {
        out += text_[at_++];
        continue;
      }
      char e = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
      std::size_t escape = at_;
      at_ += 2;
      switch (e) {
        case 'n': out += '\n'; break;
        case 't': out += '\t'; break;
        case 'r': out += '\r'; break;
        case 'b': out += '\b'; break;
        case 'f': out += '\f'; break;
        case 'u': {
          std::uint32_t code = hex4(escape + 2);
          if (code == 0xFFFFFFFF) {
            out += "\\u";
            break;
          }
          at_ += 4;
          if (code >= 0xD800 && code < 0xDC00 && text_.substr(std::min(at_, text_.size())).starts_with("\\u")) {
            std::uint32_t low = hex4(at_ + 2);
            if (low >= 0xDC00 && low < 0xE000) {
              code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
              at_ += 6;
            }
          }
          append_utf8(out, code);
          break;
        }
        default: out += e; break;
      }
    }
    at_ = std::min(at_, text_.size());
    if (at_ < text_.size())
      ++at_;
    else
      warn(open, "JSON: a string is never closed");
    return out;
  }

  std::string_view text_;
  Lines lines_;
  Builder& out_;
  std::size_t at_ = 0;
  bool warned_ = false;
};

}  // namespace

void read_json(std::string_view text, Builder& out) { Reader(text, out).read(); }

}  // namespace onewriter::extract::config
