// A file includes the standard headers that it uses, itself or through the project's headers: a build with precompiled
// headers (cmake/standard.h) does not show where one is missing.

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "source_tree.h"

namespace {

using onewriter::house::at;
using onewriter::house::files_under;
using onewriter::house::joined;
using onewriter::house::Line;
using onewriter::house::lines_of;

// The names of the precompiled headers that no other standard header promises to bring. <utility> and <functional>'s
// comparisons come with every container.
const std::map<std::string, std::string> header_names = {
    {"algorithm",
     "adjacent_find all_of any_of binary_search clamp copy count_if equal fill find find_if for_each is_sorted "
     "lower_bound max "
     "max_element min min_element none_of remove_if replace reverse rotate search set_difference sort stable_sort "
     "transform "
     "unique upper_bound"},
    {"array", "array"},
    {"cstdint", "int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t uintptr_t"},
    {"deque", "deque"},
    {"functional", "function not_fn"},
    {"map", "map multimap"},
    {"memory", "make_shared make_unique shared_ptr unique_ptr weak_ptr"},
    {"optional", "nullopt optional"},
    {"set", "multiset set"},
    {"sstream", "istringstream ostringstream stringstream"},
    {"string", "getline stod stoi stol stoll string to_string"},
    {"string_view", "string_view"},
    {"tuple", "make_tuple tie tuple"},
    {"unordered_map", "unordered_map"},
    {"unordered_set", "unordered_set"},
    {"variant", "get_if holds_alternative monostate variant visit"},
    {"vector", "vector"},
};

// name -> header
std::map<std::string, std::string> headers_of_names() {
  std::map<std::string, std::string> headers;
  for (const auto& [header, names] : header_names) {
    std::istringstream words(names);
    for (std::string name; words >> name;) headers.emplace(name, header);
  }
  return headers;
}

struct Source {
  std::set<std::string> standard;     // <...>
  std::vector<std::string> own;       // "...", as files of the tree
  std::map<std::string, Line> names;  // std::..., where each is first used
};

Source read(const std::string& file, const std::vector<Line>& lines) {
  static const std::regex include(R"re(\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  static const std::regex name(R"(std::(\w+))");
  Source source;
  for (const Line& line : lines) {
    const std::string code = line.text.substr(0, line.text.find("//"));
    if (std::smatch found; std::regex_search(code, found, include)) {
      const std::filesystem::path beside = std::filesystem::path(file).parent_path() / found[2].str();
      if (found[1] == "<")
        source.standard.insert(found[2]);
      else
        source.own.insert(source.own.end(), {"src/" + found[2].str(), beside.lexically_normal().generic_string()});
    }
    for (std::sregex_iterator used(code.begin(), code.end(), name), end; used != end; ++used)
      source.names.emplace((*used)[1], line);
  }
  return source;
}

using Sources = std::map<std::string, Source>;

void reach(const Sources& sources, const std::string& file, std::set<std::string>& reached,
           std::set<std::string>& standard) {
  const auto source = sources.find(file);
  if (source == sources.end() || !reached.insert(file).second) return;
  standard.insert(source->second.standard.begin(), source->second.standard.end());
  for (const std::string& own : source->second.own) reach(sources, own, reached, standard);
}

std::vector<std::string> missing(const Sources& sources) {
  static const std::map<std::string, std::string> headers = headers_of_names();
  std::vector<std::string> breaches;
  for (const auto& [file, source] : sources) {
    std::set<std::string> reached, standard;
    reach(sources, file, reached, standard);
    for (const auto& [name, line] : source.names) {
      const auto header = headers.find(name);
      if (header != headers.end() && !standard.contains(header->second))
        breaches.push_back(at(line, "std::" + name + " without #include <" + header->second + ">"));
    }
  }
  return breaches;
}

TEST_CASE("each file includes the standard headers it uses") {
  Sources sources;
  for (const std::string folder : {"src", "tests"})
    for (const std::string& file : files_under(folder, {".h", ".cpp"}))
      sources.emplace(file, read(file, lines_of(file)));
  CHECK_EQ(joined(missing(sources)), "");
}

TEST_CASE("a header that only a precompiled one brings is missed") {
  const auto source = [](const std::string& file, const std::vector<std::string>& texts) {
    std::vector<Line> lines;
    for (const std::string& text : texts) lines.push_back({file, static_cast<int>(lines.size()) + 1, text});
    return std::pair(file, read(file, lines));
  };
  const Sources sources = {
      source("src/a/a.h", {"#include <string>", "std::set<std::string> names;"}),
      source("src/a/a.cpp", {"#include \"a/a.h\"", "#include <set>", "std::set<std::string> others;"}),
      source("src/a/b.cpp", {"#include \"a.h\"", "// std::map", "std::string text;", "std::vector<int> numbers;"})};
  CHECK_EQ(joined(missing(sources)),
           "\nsrc/a/a.h:2: std::set without #include <set>"
           "\nsrc/a/b.cpp:4: std::vector without #include <vector>");
}

}  // namespace
