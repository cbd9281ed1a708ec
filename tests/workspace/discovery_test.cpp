#include "workspace/discovery.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "workspace/git.h"
#include "workspace/source_text.h"

using namespace onewriter;
using namespace onewriter::workspace;

namespace {

std::string shown(const Discovery& found) {
  std::string out;
  for (const SourceEntry& f : found.files) out += f.path + "\n";
  for (const SkippedPath& s : found.skipped) out += "skip " + s.path + ": " + s.reason + "\n";
  for (const facts::Diagnostic& d : found.diagnostics) out += "! " + d.place.file + ": " + d.message + "\n";
  return out;
}

std::string shown(const std::vector<facts::Diagnostic>& diagnostics) {
  std::string out;
  for (const facts::Diagnostic& d : diagnostics)
    out += std::string(d.level == facts::Level::Note ? "note " : "warning ") + d.place.file + ": " + d.message + "\n";
  return out;
}

// An index entry as git writes it in version 2.
std::string index_of(const std::vector<std::string>& paths) {
  std::string out = std::string("DIRC") + std::string("\0\0\0\2\0\0\0", 7) + static_cast<char>(paths.size());
  for (const std::string& path : paths) {
    std::string entry(62, '\0');
    entry += path;
    entry += std::string(8 - entry.size() % 8, '\0');
    out += entry;
  }
  return out;
}

class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() / ("onewriter-discovery-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("gitignore files hold at their level and below, a re-included file comes back") {
  MemoryFileSystem files;
  files.add(".gitignore", "*.log\n/build/\ngen/*\n!gen/keep.sql\n");
  files.add("a.log", "");
  files.add("a.py", "");
  files.add("build/x.py", "");
  files.add("gen/a.sql", "");
  files.add("gen/keep.sql", "");
  files.add("svc/.gitignore", "!b.log\n/tmp\n");
  files.add("svc/b.log", "");
  files.add("svc/build/y.py", "");
  files.add("svc/tmp/z.py", "");
  files.add("svc/in/tmp/z.py", "");
  CHECK(shown(discover(files)) == "a.py\ngen/keep.sql\nsvc/b.log\nsvc/build/y.py\nsvc/in/tmp/z.py\n");
}

TEST_CASE("an ignored folder is never opened") {
  MemoryFileSystem files;
  files.add(".gitignore", "out/\n");
  files.add("out/.gitignore", "!*\n");
  files.add("out/a.py", "");
  files.add("node_modules/.gitignore", "");
  CHECK(shown(discover(files)) == "skip node_modules: packages of npm\n");
  CHECK(files.files_read() == std::vector<std::string>{".gitignore"});
}

TEST_CASE("what git tracks counts although a pattern ignores it; .git/info/exclude counts too") {
  MemoryFileSystem files;
  files.add(".git/index", index_of({".gitignore", "bin/run.sh", "dist/x/schema.sql"}));
  files.add(".git/info/exclude", "notes.sql\n");
  files.add(".gitignore", "bin/\ndist\n");
  files.add("bin/run.sh", "");
  files.add("bin/other.sh", "");
  files.add("dist/x/schema.sql", "");
  files.add("dist/x/other.sql", "");
  files.add("notes.sql", "");
  CHECK(shown(discover(files)) == "bin/run.sh\ndist/x/schema.sql\n");
}

TEST_CASE("a repository inside has its own rules") {
  MemoryFileSystem files;
  files.add(".gitignore", "*.sql\n");
  files.add("one/.git/HEAD", "");
  files.add("one/.gitignore", "*.py\n");
  files.add("one/a.sql", "");
  files.add("one/a.py", "");
  files.add("two/.git", "gitdir: ../.modules/two\n");
  files.add(".modules/two/info/exclude", "b.py\n");
  files.add("two/b.py", "");
  files.add("two/b.sql", "");
  CHECK(shown(discover(files)) == ".modules/two/info/exclude\none/a.sql\ntwo/.git\ntwo/b.sql\n");
}

TEST_CASE("vendored folders need evidence where their name is a word of the trade") {
  MemoryFileSystem files;
  files.add("go/go.mod", "");
  files.add("go/vendor/x.go", "");
  files.add("php/vendor/autoload.php", "");
  files.add("services/vendor/vendor.go", "");
  files.add("venv/pyvenv.cfg", "");
  files.add("env/dev.env", "");
  files.add("third_party/x.py", "");
  files.add("3rdparty/x.cpp", "");
  files.add("cpp/CMakeLists.txt", "");
  files.add("cpp/thirdparty/x.cpp", "");
  files.add("py/thirdparty/payments.py", "");
  files.add("web/app.min.js", "");
  files.add("build/Build.java", "");
  CHECK(shown(discover(files)) == R"(build/Build.java
cpp/CMakeLists.txt
env/dev.env
go/go.mod
py/thirdparty/payments.py
services/vendor/vendor.go
skip 3rdparty: third-party code
skip cpp/thirdparty: third-party code
skip go/vendor: packages of Go
skip php/vendor: packages of Composer
skip third_party: third-party code
skip venv: a virtual environment of Python
skip web/app.min.js: minified
)");
}

TEST_CASE("the settings' exclude wins over all") {
  MemoryFileSystem files;
  files.add("legacy/a.py", "");
  files.add("svc/old/a.py", "");
  files.add("svc/a.py", "");
  CHECK(shown(discover(files, {{"legacy/", "**/old/*.py"}})) ==
        "svc/a.py\nskip legacy: excluded by the settings\nskip svc/old/a.py: excluded by the settings\n");
}

TEST_CASE("links to folders and out of the tree are not followed; rules above the root hold") {
  TemporaryFolder top;
  top.write(".git/HEAD", "");
  top.write(".gitignore", "*.log\n/root/secret.py\n");
  top.write("outside.py", "");
  top.write("root/a.py", "x");
  top.write("root/a.log", "");
  top.write("root/secret.py", "");
  std::filesystem::create_directory_symlink(top.path() / "root", top.path() / "root/loop");
  std::filesystem::create_symlink(top.path() / "outside.py", top.path() / "root/out.py");
  std::filesystem::create_symlink("a.py", top.path() / "root/b.py");
  std::filesystem::create_symlink("nowhere", top.path() / "root/dangling.py");
  auto disk = open_disk((top.path() / "root").string());
  REQUIRE(disk.ok());
  CHECK(shown(discover(**disk)) == "a.py\nb.py\nskip loop: a symbolic link to a folder\n");
  CHECK_FALSE(open_disk((top.path() / "none").string()).ok());
  CHECK_FALSE(open_disk((top.path() / "outside.py").string()).ok());
}

TEST_CASE("a broken index is no index") {
  std::string whole = index_of({"a", "b/c"});
  CHECK(read_git_index(whole) == std::vector<std::string>{"a", "b/c"});
  for (std::size_t cut = 0; cut < whole.size() - 8; ++cut)
    CHECK(read_git_index(std::string_view(whole).substr(0, cut)).empty());
  CHECK(read_git_index("DIRC\0\0\0\4\xff\xff\xff\xff").empty());
}

TEST_CASE("files that only look like source are told and not read") {
  MemoryFileSystem files;
  files.add("bad/binary.sql", std::string("SQL\0\1\2", 6));
  files.add("bad/bundle.js", "var a=1;" + std::string(100'000, 'x') + "\n");
  files.add("bad/huge.json", std::string(5u << 20, ' '));
  files.add("bad/minified.js", std::string(50u << 20, 'x'));
  files.add_unreadable("bad/secret.py");
  files.add("bad/jquery.js",
            "/*!\n * jQuery JavaScript Library v3.5.1\n * Released under the MIT license\n */\n( function() {} )();\n");
  files.add("bad/angular.js",
            "/**\n * @license AngularJS v1.2.0\n * (c) 2010-2014 Google, Inc.\n */\n(function() {})();\n");
  files.add("good/address.js", "/*!\n * listens on 127.0.0.1\n */\n(async () => {})();\n");
  files.add("good/header.js", "/**\n * @license MIT\n * @version 1.2.0\n */\n(function() {})();\n");
  files.add("good/kept.js", "/*! Apache License, Version 2.0 */\n(function() {})();\n");
  files.add("good/server.js", "/*!\n * orders v1.2.0\n */\nconst x = 1;\n");
  files.add("good/latin1.py", "# caf\xE9\n");
  files.add("good/utf16.sql", std::string("\xFF\xFES\0E\0L\0\xE9\0\x3D\xD8\x00\xDE", 14));
  files.add("good/utf8.sql", "\xEF\xBB\xBFselect 1");
  std::vector<facts::Diagnostic> diagnostics;
  std::string texts;
  for (const SourceEntry& file : discover(files).files) {
    SourceText source = read_source(files, file, diagnostics);
    if (source.unread == Unread::No) texts += file.path + ": " + source.text + "\n";
  }
  CHECK(texts ==
        "good/address.js: /*!\n * listens on 127.0.0.1\n */\n(async () => {})();\n\n"
        "good/header.js: /**\n * @license MIT\n * @version 1.2.0\n */\n(function() {})();\n\n"
        "good/kept.js: /*! Apache License, Version 2.0 */\n(function() {})();\n\n"
        "good/latin1.py: # caf\xE9\n\n"
        "good/server.js: /*!\n * orders v1.2.0\n */\nconst x = 1;\n\n"
        "good/utf16.sql: SEL\xC3\xA9\xF0\x9F\x98\x80\ngood/utf8.sql: select 1\n");
  CHECK(shown(diagnostics) == R"(note bad/angular.js: a library as published for browsers: not read
warning bad/binary.sql: binary content in a file whose name says text: not read
note bad/bundle.js: minified or generated onto few lines: not read
note bad/huge.json: larger than 4 MB: not read
note bad/jquery.js: a library as published for browsers: not read
warning bad/minified.js: larger than 4 MB: not read
warning bad/secret.py: can't be read: Permission denied
)");
}

TEST_CASE("a long dump is read up to the limit, to the end of a line") {
  MemoryFileSystem files;
  std::string line = "insert into t values (1);\n";
  std::string dump;
  while (dump.size() <= max_sql_size) dump += line;
  files.add("dump.sql", dump);
  std::vector<facts::Diagnostic> diagnostics;
  SourceText source = read_source(files, discover(files).files.at(0), diagnostics);
  CHECK(source.text.size() == max_sql_size / line.size() * line.size());
  CHECK(shown(diagnostics) == "warning dump.sql: larger than 64 MB: read up to there\n");
}
