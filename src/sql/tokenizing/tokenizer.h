#pragma once
// The tokenizer's state, and the parts it has in common. Its member functions stand in one file per subject.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sql/reader.h"
#include "sql/tokenizer.h"

namespace onewriter::sql::tokenizing {

enum : std::uint8_t { space = 1, digit = 2, name_start = 4, name_part = 8 };

inline constexpr auto classes = [] {
  std::array<std::uint8_t, 256> c{};
  for (int i = 0; i <= ' '; ++i) c[i] = space;
  c[0x01] = c[0x02] = 0;
  for (int i = '0'; i <= '9'; ++i) c[i] = digit | name_part;
  for (int i = 'a'; i <= 'z'; ++i) c[i] = name_start | name_part;
  for (int i = 'A'; i <= 'Z'; ++i) c[i] = name_start | name_part;
  for (int i = 0x80; i < 256; ++i) c[i] = name_start | name_part;
  c['_'] = name_start | name_part;
  c['$'] = name_part;
  return c;
}();

inline bool is(char c, std::uint8_t mask) { return classes[static_cast<unsigned char>(c)] & mask; }

class Tokenizer {
 public:
  Tokenizer(std::string_view text, const TokenizeOptions& options)
      : text_(text), options_(options), lexis_(lexis_of(options.dialect)) {
    out_.text = text;
    // Memory that is not used costs nothing, growing a long list does.
    const bool is_long = text.size() > (std::size_t{1} << 14) && text.size() <= (std::size_t{1} << 24);
    out_.list.reserve(text.size() / (is_long ? 2 : 5) + 8);
  }

  Tokens run();

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool has(std::string_view s) const { return text_.compare(at_, s.size(), s) == 0; }

  Token& add(TokenKind kind, std::size_t begin, char op = 0) {
    Token t;
    t.offset = static_cast<std::uint32_t>(begin);
    t.length = static_cast<std::uint32_t>(at_ - begin);
    t.kind = kind;
    t.op = op;
    out_.list.push_back(t);
    return out_.list.back();
  }

  bool skip_blank();
  bool line_command();
  // The needle at most `limit` bytes away: what is opened and never closed must not be searched to the end again and
  // again.
  std::size_t find_near(std::string_view needle, std::size_t from, std::size_t limit) const {
    const auto found = text_.substr(std::min(from, text_.size()), limit).find(needle);
    return found == std::string_view::npos ? found : from + found;
  }
  // The needle anywhere behind; what is not found once is never looked for again.
  std::size_t find_once(std::string_view needle, std::size_t from) {
    bool& never = never_closed_[static_cast<unsigned char>(needle[0])];
    if (never) return std::string_view::npos;
    const auto found = text_.find(needle, from);
    never = found == std::string_view::npos;
    return found;
  }
  void skip_line() {
    const auto end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
  }
  bool dot_command();
  void block_comment();
  void next();
  void word();
  void number();
  bool names_something(std::string_view text) const;
  void quoted(char close, TokenKind kind, bool backslash, std::size_t begin);
  bool string_with_prefix(std::size_t begin);
  bool dollar();
  bool placeholder();
  bool braces();
  bool percent();
  bool tag();
  bool entity();
  bool colon();
  bool bracket_is_name() const;
  void after_semicolon();
  void pair_up();

  std::string_view text_;
  TokenizeOptions options_;
  Lexis lexis_;
  Tokens out_;
  std::size_t at_ = 0;
  std::string delimiter_;      // what DELIMITER set, unless ;
  std::size_t statement_ = 0;  // index of the first token of the running statement
  bool line_start_ = true;
  bool no_copy_end_ = false;              // there is no further "\."
  std::array<bool, 256> never_closed_{};  // by the first character of what would close it
  bool cdata_ = false;                    // inside XML's <![CDATA[
};

}  // namespace onewriter::sql::tokenizing
