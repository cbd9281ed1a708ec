#pragma once
// The parts of a string literal in its syntax tree.

#include <tree_sitter/api.h>

#include <string>
#include <string_view>
#include <vector>

#include "extract/code/vocabulary.h"
#include "extract/outline.h"

namespace onewriter::extract {

// What the query has captured inside a literal, in source order: Text, Escape or Hole. An escape may stand inside a
// text.
struct Piece {
  Capture::Use use = Capture::Use::Text;
  TSNode node;
};

struct Part {
  bool is_hole = false;
  std::string text;  // decoded
  TSNode hole{};     // none for a $name that the grammar takes for text: then `text` is the name
  std::uint32_t start = 0;
  Span span;
};

struct LiteralStyle {
  bool strip_indent = false;  // take off the common indentation
  bool rest = false;          // all that is no hole is text; the pieces are holes only
  bool dollar = false;        // $name in the text is a hole
  bool below = false;         // the text begins behind the newline that the first piece starts with
  std::string_view doubled;   // characters that stand for one when written twice
};

// Without pieces the literal is taken as one token. Neighbouring texts and escapes are one part, except where the
// decoded text has lost a newline: so the line of any character is that of its part plus the newlines before it.
// `strip`: take off the common indentation.
std::vector<Part> read_literal(TSNode literal, const std::vector<Piece>& pieces, std::string_view source,
                               const LiteralStyle& style);

}  // namespace onewriter::extract
