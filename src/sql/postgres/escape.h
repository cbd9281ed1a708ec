#pragma once
// What the letter behind a backslash stands for, in strings of E'...' and of JSON alike.

namespace onewriter::sql {

constexpr char unescaped(char c) {
  switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;
  }
}

}  // namespace onewriter::sql
