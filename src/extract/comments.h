#pragma once
// The comments of a file, in any of the languages and formats that are read.
//
// No parser: a walk over the text that knows quotes and the signs that open and close comments, for the few files where
// somebody looks for something in comments. A regular expression with quotes in it can lead it astray until the line's
// end, never further.

#include <cstdint>
#include <string_view>
#include <vector>

#include "workspace/file_kind.h"

namespace onewriter::extract {

// What stands of a comment in one line; a block comment of three lines is three of these.
struct CommentLine {
  std::uint32_t line = 0;
  std::uint32_t column = 0;  // of `text`, in bytes from 1
  std::string_view text;     // without the signs, leading * and spaces
};

struct Comments {
  std::vector<CommentLine> lines;  // in the order of the text
  std::vector<bool> code;          // by line from 1: does it hold more than comments and spaces?
};

// Text of a kind that has no comments gives none. A comment of SQL in a string of several lines counts too.
Comments comments_in(workspace::FileKind kind, std::string_view text);

}  // namespace onewriter::extract
