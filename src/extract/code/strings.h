#pragma once
// What a string literal says, from how it is written. Covers the quoting of all languages that we read, so that a
// language's query only has to say which syntax nodes are strings and, where the grammar tells, which are their pieces.

#include <cstddef>
#include <string>
#include <string_view>

namespace onewriter::extract {

// Where the content of a whole literal stands inside it. `raw`: a backslash is a backslash.
struct Content {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool raw = false;
};

// Takes off prefix letters (f, rb, u8, L), @ and $, quotes ('"`, tripled ones too), R"tag( )tag", r#" "#, %q( ), %w[ ].
Content content_of(std::string_view literal);

// How many bytes from the start of `text` make up one escape (text[0] is the backslash, or the first of a doubled
// character); at least 1.
std::size_t escape_size(std::string_view text);

// Appends what an escape stands for. False: it stands for nothing (a backslash before a newline: the line goes on).
bool decode_escape(std::string_view escape, std::string& out);

// How much indentation the lines of a literal share: "\n" begins a line; blank lines do not count, a last blank one
// (before the closing quotes) does. The first line, behind the opening quotes, counts only with `first`.
std::size_t common_indent(std::string_view content, bool first);

}  // namespace onewriter::extract
