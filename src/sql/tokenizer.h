#pragma once
// Text into tokens, for all dialects. Linear time, no recursion; never fails: what is unterminated runs to the end of
// the text.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/dialect.h"
#include "sql/keywords.h"
#include "sql/reading.h"

namespace onewriter::sql {

enum class TokenKind : std::uint8_t {
  End,
  Word,    // an unquoted name or keyword
  Quoted,  // a name in quotes
  String,
  Number,
  Operator,
  Placeholder,  // ?, :a, @p, %s, $1, {0}, #{a}, ${a}
  Hole,         // reader.h's hole, also as a part of a name
  Template,     // {{ ... }}
  Open,
  Close,
  Comma,
  Dot,
  Semicolon,
  Delimiter,  // GO, a / alone on its line, the one that DELIMITER set
};

struct Token {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
  std::uint32_t mate = 0;  // of Open: index of its Close, or of the statement's last token + 1 when there is none; of
                           // Close: of its Open or 0
  TokenKind kind = TokenKind::End;
  char op = 0;       // first character of an operator, the opening quote of Quoted and String
  Kw kw = Kw::None;  // of Word
  std::uint32_t end() const { return offset + length; }
};

struct Tokens {
  std::string_view text;
  std::vector<Token> list;    // closed by one TokenKind::End
  bool unterminated = false;  // a quote or comment was not closed
  bool rewritten = false;     // tags, templates or entities between the tokens were left out
  std::uint32_t depth = 0;    // deepest nesting of parentheses and brackets
  std::string_view of(const Token& t) const { return text.substr(t.offset, t.length); }
};

struct TokenizeOptions {
  Dialect dialect = Dialect::Unknown;
  bool script = false;  // psql meta-commands, DELIMITER, GO, / and COPY data are expected
};

Tokens tokenize(std::string_view text, const TokenizeOptions& options);

// The name or text inside the quotes, escapes undone.
std::string unquoted(std::string_view quoted_text, const Lexis& lexis);

}  // namespace onewriter::sql
