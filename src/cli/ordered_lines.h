#pragma once
// Lines in, lines out, in the same order, worked on by several threads.

#include <functional>
#include <iosfwd>
#include <string>

namespace onewriter::cli {

// Each line of `in` (without its end) gives answer(line) and a newline in `out`; an empty answer gives none. What is
// answered is written and flushed as soon as all before it are, also while the next line is still awaited: one may talk
// through pipes. Reads ahead as far as a bounded number of lines and bytes. `threads` 0: one for each core.
void answer_in_order(std::istream& in, std::ostream& out, const std::function<std::string(const std::string&)>& answer,
                     unsigned threads = 0);

}  // namespace onewriter::cli
