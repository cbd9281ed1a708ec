#pragma once
// A legacy in which one service already writes another's table, as a git repository; for the tests of what a change
// does.

#include <string>
#include <vector>

#include "program.h"

namespace onewriter::cli {

class Legacy {
 public:
  Legacy();

  Folder folder;
  // git in the folder, quiet, as an author of the test's own; its output.
  std::string git(const std::string& arguments) const;
  void commit(const std::string& message) const;
  // order/<name>.js with one function for each statement.
  void write_module(const std::string& name, const std::vector<std::string>& statements) const;
  Seen check(std::vector<std::string> arguments = {}) const;
};

}  // namespace onewriter::cli
