#pragma once
// SQL inside SQL: the body of a function, the argument of EXECUTE or dblink. Each byte of such a text knows where it
// came from, so that positions stay true through quoting and cutting.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::sql::postgres {

struct Text {
  std::string sql;
  std::vector<std::uint32_t> origin;  // for each byte its offset in the statement; empty: the text is the statement

  std::uint32_t place(std::size_t offset) const;
  void append(std::string_view made_up, std::uint32_t at);  // text that stands nowhere
  void append(const Text& other, std::size_t begin, std::size_t length);
};

Text slice(const Text& text, std::size_t begin, std::size_t length);

// What PostgreSQL's lexer steps over between tokens: white space, -- and nested /* */ comments. Gives the offset
// behind.
std::size_t skip_blank(std::string_view sql, std::size_t at);

// Offset behind the token that begins at `at` (not blank): a quoted string of any kind, a quoted name, a word, a number
// or one character. An unterminated one ends with the text.
std::size_t skip_token(std::string_view sql, std::size_t at);

// The content of the string constant ('..', E'..', $tag$..$tag$, also continued on further lines) that begins at `at`
// or after blanks.
std::optional<Text> literal_at(const Text& text, std::size_t at);

bool is_word_start(char c);
bool is_word(char c);
bool same_word(std::string_view token, std::string_view lower);  // `token` may be in any case

}  // namespace onewriter::sql::postgres
