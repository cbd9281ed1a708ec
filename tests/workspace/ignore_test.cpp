#include "workspace/ignore.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using onewriter::workspace::IgnorePatterns;

namespace {

struct Case {
  std::string patterns;
  std::string path;  // ends with '/' for a folder
  bool ignored;
};

const Case cases[] = {
    {"a.log", "a.log", true},
    {"a.log", "x/y/a.log", true},
    {"a.log", "a.log2", false},
    {"# a.log", "a.log", false},
    {"\\#a", "#a", true},
    {"\\!a", "!a", true},
    {"*.log", "x/a.log", true},
    {"*.log\n!a.log", "a.log", false},
    {"!a.log\n*.log", "a.log", true},
    {"a/", "a/", true},
    {"a/", "a", false},
    {"a/", "x/a/", true},
    {"/a", "a", true},
    {"/a", "x/a", false},
    {"x/a", "x/a", true},
    {"x/a", "y/x/a", false},
    {"x/*", "x/a", true},
    {"x/*.c", "x/y/a.c", false},
    {"**/a", "a", true},
    {"**/a", "x/y/a", true},
    {"**/x/a", "y/x/a", true},
    {"x/**", "x/", false},
    {"x/**", "x/a", true},
    {"x/**/a", "x/a", true},
    {"x/**/a", "x/y/z/a", true},
    {"x/**/a", "x/y/z/b", false},
    {"x**/a", "xy/a", true},
    {"bar**/*.c", "bar/foo/x.c", true},
    {"y/x**/a", "y/x/z/a", true},
    {"a?c", "abc", true},
    {"x?c/d", "x/c/d", false},
    {"[a-c]x", "bx", true},
    {"[!a-c]x", "bx", false},
    {"[^a-c]x", "dx", true},
    {"[]a]x", "]x", true},
    {"[a\\-c]x", "-x", true},
    {"[a\\-c]x", "bx", false},
    {"[[:digit:]]", "7", true},
    {"[[:digit:]]", "x", false},
    {"a[b", "a[b", false},
    {"a\\[b", "a[b", true},
    {"a\\", "a\\", false},
    {"a ", "a", true},
    {"a\\ ", "a ", true},
    {"a\\ ", "a", false},
    {" a", "a", false},
    {"a\r\nb\r\n", "a", true},
    {"a*b*c", "aXXbYYc", true},
    {"a*b*c", "aXXcYYb", false},
    {"*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
    {"x/[a/b]/y", "x/a/y", true},
    {"x[/]y/z", "x/y/z", false},
    {"foo/***", "foo/a/b", true},
    {"/", "a", false},
    {"", "a", false},
};

}  // namespace

TEST_CASE("patterns of .gitignore") {
  for (const Case& c : cases) {
    CAPTURE(c.patterns);
    CAPTURE(c.path);
    bool folder = c.path.ends_with('/');
    std::string path = folder ? c.path.substr(0, c.path.size() - 1) : c.path;
    CHECK(IgnorePatterns(c.patterns).match(path, folder).value_or(false) == c.ignored);
  }
}

// The table above is what git says; where git is installed it is asked.
TEST_CASE("git says the same" * doctest::skip(std::system("git --version >/dev/null 2>&1") != 0)) {
  namespace fs = std::filesystem;
  fs::path root = fs::temp_directory_path() / ("onewriter-ignore-" + std::to_string(::getpid()));
  for (const Case& c : cases) {
    CAPTURE(c.patterns);
    CAPTURE(c.path);
    fs::remove_all(root);
    fs::create_directories(root / fs::path(c.path).parent_path());
    if (c.path.ends_with('/'))
      fs::create_directories(root / c.path);
    else
      std::ofstream(root / c.path) << "x";
    std::ofstream(root / ".gitignore", std::ios::binary) << c.patterns;
    std::ofstream(root / "paths") << c.path.substr(0, c.path.size() - c.path.ends_with('/')) << '\0';
    REQUIRE(std::system(("git init -q " + root.string()).c_str()) == 0);
    int status = std::system(
        ("cd " + root.string() + " && git -c core.excludesFile= check-ignore -q -z --stdin < paths").c_str());
    CHECK((status == 0) == c.ignored);
  }
  fs::remove_all(root);
}

TEST_CASE("hostile patterns cost little") {
  std::string stars;
  for (int i = 0; i < 1000; ++i) stars += "*a";
  IgnorePatterns(stars + "b").match(std::string(4000, 'a'), false);
  std::string folders;
  for (int i = 0; i < 500; ++i) folders += "**/a*/";
  std::string path;
  for (int i = 0; i < 1000; ++i) path += "aa/";
  IgnorePatterns(folders + "b").match(path, false);
}
