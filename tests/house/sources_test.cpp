// What a reader of the sources may rely on.

#include <doctest/doctest.h>

#include <cctype>
#include <functional>

#include "source_tree.h"

namespace {

using onewriter::house::at;
using onewriter::house::files_under;
using onewriter::house::joined;
using onewriter::house::Line;
using onewriter::house::lines_of;

// The words are put together, or this file would be the first to break the rule.
const std::vector<std::string> unfinished = {std::string("TO") + "DO", std::string("FIX") + "ME", std::string("XX") + "X"};
const std::vector<std::string> machines = {std::string("/wo") + "rk/", std::string("/ho") + "me/", std::string("/ro") + "ot/"};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The word, not a part of one.
bool has_word(const std::string& text, const std::string& word) {
  for (std::size_t found = text.find(word); found != std::string::npos; found = text.find(word, found + 1)) {
    const std::size_t end = found + word.size();
    if ((found == 0 || !is_word(text[found - 1])) && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

// A path that starts there, not "src/home/x" or "${base}/home/x".
bool has_path(const std::string& text, const std::string& start) {
  for (std::size_t found = text.find(start); found != std::string::npos; found = text.find(start, found + 1)) {
    if (found == 0) return true;
    const char before = text[found - 1];
    if (!is_word(before) && std::string(".-/})>*").find(before) == std::string::npos) return true;
  }
  return false;
}

std::vector<std::string> breaches_in(const std::vector<std::string>& files,
                                     const std::function<std::string(const Line&)>& objection) {
  std::vector<std::string> breaches;
  for (const std::string& file : files)
    for (const Line& line : lines_of(file))
      if (const std::string what = objection(line); !what.empty()) breaches.push_back(at(line, what));
  return breaches;
}

std::vector<std::string> ours() {
  std::vector<std::string> files;
  for (const char* folder : {"src", "rules", "tests", "cmake"})
    for (const std::string& file : files_under(folder)) files.push_back(file);
  return files;
}

TEST_CASE("nothing is left for later") {
  CHECK_EQ(joined(breaches_in(ours(),
                              [](const Line& line) -> std::string {
                                for (const std::string& word : unfinished)
                                  if (has_word(line.text, word)) return "\"" + word + "\": finish it, or open an issue";
                                return "";
                              })),
           "");
}

TEST_CASE("no file knows the machine it was written on") {
  CHECK_EQ(joined(breaches_in(ours(),
                              [](const Line& line) -> std::string {
                                for (const std::string& start : machines)
                                  if (has_path(line.text, start)) return "a path of one machine, below " + start;
                                return "";
                              })),
           "");
}

TEST_CASE("the lock file of the grammars names no download addresses") {
  CHECK_EQ(joined(breaches_in({"third_party/package-lock.json"},
                              [](const Line& line) -> std::string {
                                return line.text.find("\"resolved\"") == std::string::npos ? "" : "an address of one registry";
                              })),
           "");
}

TEST_CASE("a source file has one subject: at most 400 lines") {
  std::vector<std::string> breaches;
  for (const std::string& file : files_under("src", {".h", ".cpp"})) {
    const std::size_t lines = lines_of(file).size();
    if (lines > 400) breaches.push_back(file + ": " + std::to_string(lines) + " lines; which is its second subject?");
  }
  CHECK_EQ(joined(breaches), "");
}

TEST_CASE("headers are guarded, cheap to include and keep their names to themselves") {
  std::vector<std::string> breaches;
  for (const std::string& file : files_under("src", {".h"})) {
    const std::vector<Line> lines = lines_of(file);
    if (lines.empty() || lines.front().text != "#pragma once") breaches.push_back(file + ":1: does not start with #pragma once");
    for (const Line& line : lines) {
      for (const char* heavy : {"<regex>", "<iostream>", "<nlohmann/json.hpp>"})
        if (line.text.starts_with("#include ") && line.text.find(heavy) != std::string::npos)
          breaches.push_back(at(line, std::string(heavy) + " is too heavy for a header"));
      if (line.text.starts_with("using namespace ")) breaches.push_back(at(line, "a header gives its names to all that include it"));
    }
  }
  CHECK_EQ(joined(breaches), "");
}

TEST_CASE("words and paths are told from parts of others") {
  CHECK(has_word("// " + unfinished[0] + ": later", unfinished[0]));
  CHECK_FALSE(has_word("MAS" + unfinished[0] + "N", unfinished[0]));
  CHECK(has_path("see " + machines[1] + "me/notes", machines[1]));
  CHECK(has_path("\"" + machines[0] + "main\"", machines[0]));
  CHECK_FALSE(has_path("src" + machines[0] + "main", machines[0]));
}

}  // namespace
