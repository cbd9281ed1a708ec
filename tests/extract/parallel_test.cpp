#include "extract/parallel.h"

#include <doctest/doctest.h>

#include "extract/code/print.h"

using namespace onewriter;

namespace {

std::string shown(const std::vector<extract::SourceFile>& files) {
  std::string text;
  for (const extract::SourceFile& file : files) {
    text += file.path + '\n' + extract::print(file.outline.code);
    for (const auto& statement : file.outline.sql.reading.statements)
      text += "statement at line " + std::to_string(statement.at.line) + '\n';
    if (!file.outline.config.empty()) text += "configuration\n";
    for (const facts::Diagnostic& d : file.outline.diagnostics) text += d.place.file + d.message + '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("files come back in the order asked for, whatever the number of threads, each read as its kind") {
  workspace::MemoryFileSystem files;
  files.add("a.py", "save(1)");
  files.add("b.sql", "select 1;\nselect 2;");
  files.add("c.yaml", "key: value");
  files.add("d.java", "class D {}  // and a long comment, so that it is the first to be read");
  files.add("go.mod", "module x");
  files.add("notes.txt", "of no kind that is read");
  const std::vector<workspace::SourceEntry> entries = workspace::discover(files).files;
  const workspace::SourceClassifier classifier(entries, {});
  const std::string expected =
      "a.py\nfile\n  call name=save\n    argument number '1'\n"
      "b.sql\nstatement at line 1\nstatement at line 2\n"
      "c.yaml\nconfiguration\n"
      "d.java\nfile\n  type name=D\n"
      "go.mod\nconfiguration\n"
      "notes.txt\n";
  CHECK(shown(extract::extract_all(files, entries, classifier, 1)) == expected);
  CHECK(shown(extract::extract_all(files, entries, classifier, 4)) == expected);
}
