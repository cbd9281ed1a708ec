#pragma once
// The project's own sources, as text, for the tests that hold them to the rules of the house.

#include <string>
#include <vector>

namespace onewriter::house {

struct Line {
  std::string file;  // relative to the source tree, with "/"
  int number = 0;    // from 1
  std::string text;
};

// All regular files below `folder` whose name ends in one of `endings` (none given: all), relative, sorted.
std::vector<std::string> files_under(const std::string& folder, const std::vector<std::string>& endings = {});

// The lines of one file.
std::vector<Line> lines_of(const std::string& file);

// "file:line: what", as an editor likes it.
std::string at(const Line& line, const std::string& what);

// One breach per line; empty when there is none, so that a failed comparison shows the list.
std::string joined(const std::vector<std::string>& breaches);

}  // namespace onewriter::house
