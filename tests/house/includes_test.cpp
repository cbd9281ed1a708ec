// Data goes one way through the rooms: a stage includes its left neighbour, and what all may use.

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <set>

#include "source_tree.h"

namespace {

using onewriter::house::at;
using onewriter::house::joined;
using onewriter::house::Line;

// Which rooms a room may include, beside itself. main.cpp, which is in no room, may include only the command line.
const std::map<std::string, std::set<std::string>> allowed = {
    {"", {"cli"}},
    {"facts", {}},
    {"sql", {"facts"}},
    {"workspace", {"facts"}},
    {"extract", {"workspace", "sql", "facts"}},
    {"link", {"extract", "sql", "facts"}},
    {"check", {"facts"}},
    {"plan", {"facts"}},
    {"report", {"plan", "check", "facts"}},
    {"cli", {"workspace", "extract", "link", "check", "plan", "report", "sql", "facts"}},
};

// "src/link/java/types.cpp" -> "link"; "src/main.cpp" -> "".
std::string room_of(const std::string& file) {
  const std::size_t start = std::string("src/").size();
  const std::size_t end = file.find('/', start);
  return end == std::string::npos ? "" : file.substr(start, end - start);
}

// What stands between the quotes of an #include "..." line.
std::optional<std::string> included_by(const std::string& text) {
  const std::size_t hash = text.find_first_not_of(" \t");
  if (hash == std::string::npos || text[hash] != '#') return std::nullopt;
  const std::size_t word = text.find_first_not_of(" \t", hash + 1);
  if (word == std::string::npos || text.compare(word, 7, "include") != 0) return std::nullopt;
  const std::size_t open = text.find('"', word);
  const std::size_t close = text.find('"', open + 1);
  if (open == std::string::npos || close == std::string::npos) return std::nullopt;
  return text.substr(open + 1, close - open - 1);
}

std::optional<std::string> breach(const Line& line) {
  const std::optional<std::string> path = included_by(line.text);
  if (!path) return std::nullopt;
  const std::string from = room_of(line.file);
  const std::string to = path->substr(0, path->find('/'));
  if (!allowed.contains(from)) return at(line, "\"" + from + "\" is no room of the house");
  if (!allowed.contains(to) || path->find('/') == std::string::npos)
    return at(line, "\"" + *path + "\" names no room: include as \"room/file.h\", other people's headers as <file.h>");
  if (from == to || allowed.at(from).contains(to)) return std::nullopt;
  return at(line, (from.empty() ? "main" : from) + " includes \"" + *path + "\": it may not enter " + to);
}

TEST_CASE("each room includes only the rooms it may enter") {
  std::vector<std::string> breaches;
  for (const std::string& file : onewriter::house::files_under("src", {".h", ".cpp"}))
    for (const Line& line : onewriter::house::lines_of(file))
      if (const auto found = breach(line)) breaches.push_back(*found);
  CHECK_EQ(joined(breaches), "");
}

TEST_CASE("a breach is told with its place") {
  CHECK_EQ(breach({"src/check/run.cpp", 3, "#include \"link/link.h\""}),
           "src/check/run.cpp:3: check includes \"link/link.h\": it may not enter link");
  CHECK_EQ(breach({"src/main.cpp", 1, "#include \"link/link.h\""}),
           "src/main.cpp:1: main includes \"link/link.h\": it may not enter link");
  CHECK_EQ(breach({"src/attic/a.cpp", 1, "#include \"facts/place.h\""}), "src/attic/a.cpp:1: \"attic\" is no room of the house");
  CHECK_EQ(breach({"src/sql/a.cpp", 9, "  #  include \"reader.h\""}),
           "src/sql/a.cpp:9: \"reader.h\" names no room: include as \"room/file.h\", other people's headers as <file.h>");
}

TEST_CASE("what is allowed is no breach") {
  CHECK_FALSE(breach({"src/link/java/types.cpp", 1, "#include \"link/java/types.h\""}));
  CHECK_FALSE(breach({"src/link/link.cpp", 1, "#include \"extract/outline.h\""}));
  CHECK_FALSE(breach({"src/facts/store.cpp", 1, "#include <sqlite3.h>"}));
  CHECK_FALSE(breach({"src/facts/store.cpp", 1, "// includes \"link/link.h\" for no reason"}));
}

}  // namespace
