// Comments that accept findings, in the comments of every kind of file that is read.

#include "extract/suppressions.h"

#include <doctest/doctest.h>

using namespace onewriter;
using workspace::FileKind;

namespace {

// "kind rule@line>target: reason" or "... ! problem", one line each.
std::string found(FileKind kind, const std::string& text) {
  std::string lines;
  for (const facts::Suppression& s : extract::suppressions_in(kind, "f", text)) {
    lines += s.kind + " " + s.rule + "@" + std::to_string(s.place.line);
    if (s.target_line > 0) lines += ">" + std::to_string(s.target_line);
    lines += s.problem.empty() ? ": " + s.reason + "\n" : " ! " + s.problem + "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("every language's comments can accept a finding") {
  const std::string ignore = "onewriter:ignore foreign-writer next release";
  const std::string slashes = "a();\n// " + ignore + "\nb(); // " + ignore + "\n/* " + ignore + " */\nc();\n";
  const std::string said =
      "line foreign-writer@2>3: next release\nline foreign-writer@3: next release\nline foreign-writer@4>5: next "
      "release\n";
  for (FileKind kind : {FileKind::JavaScript, FileKind::TypeScript, FileKind::Tsx, FileKind::Java, FileKind::CSharp,
                        FileKind::Go, FileKind::Php, FileKind::Kotlin, FileKind::Rust, FileKind::Scala, FileKind::Cpp,
                        FileKind::Proto, FileKind::Prisma, FileKind::Hcl}) {
    CAPTURE(static_cast<int>(kind));
    CHECK(found(kind, slashes) == said);
  }
  for (FileKind kind : {FileKind::Python, FileKind::Ruby, FileKind::Yaml, FileKind::Toml, FileKind::Env,
                        FileKind::Shell, FileKind::Php, FileKind::Hcl, FileKind::GraphQl, FileKind::Ini}) {
    CAPTURE(static_cast<int>(kind));
    CHECK(found(kind, "a: 1\n# " + ignore + "\nb: 2 # " + ignore + "\n") ==
          "line foreign-writer@2>3: next release\nline foreign-writer@3: next release\n");
  }
  for (FileKind kind : {FileKind::Properties, FileKind::Dockerfile})
    CHECK(found(kind, "# " + ignore + "\nA=b # " + ignore + "\n") == "line foreign-writer@1>2: next release\n");
  CHECK(found(FileKind::Properties, "! " + ignore + "\na=b\n") == "line foreign-writer@1>2: next release\n");
  CHECK(found(FileKind::Ini, "; " + ignore + "\na=b\n") == "line foreign-writer@1>2: next release\n");
  CHECK(found(FileKind::Xml, "<a/>\n<!-- " + ignore + " -->\n<b/>\n") == "line foreign-writer@2>3: next release\n");
  CHECK(found(FileKind::Sql, "-- " + ignore + "\nSELECT 1; -- " + ignore + "\n/* " + ignore + " */\nSELECT 2;\n") ==
        "line foreign-writer@1>2: next release\nline foreign-writer@2: next release\nline foreign-writer@3>4: next "
        "release\n");
  CHECK(found(FileKind::Tsx, "<div>\n  {/* " + ignore + " */}\n  <Orders/>\n</div>\n") ==
        "line foreign-writer@2: next release\n");
}

TEST_CASE("several rules share a reason; a colon or a dash before it is no part of it") {
  CHECK(found(FileKind::Python, "# onewriter:ignore a,b why\n") == "line a@1>2: why\nline b@1>2: why\n");
  CHECK(found(FileKind::Python, "# onewriter:ignore a, b: why\n") == "line a@1>2: why\nline b@1>2: why\n");
  CHECK(found(FileKind::Sql, "-- onewriter:ignore a -- why\n") == "line a@1>2: why\n");
}

TEST_CASE("a suppression without a reason, or without a rule, does not count") {
  CHECK(found(FileKind::Python, "# onewriter:ignore a\n") == "line a@1>2 ! it gives no reason\n");
  CHECK(found(FileKind::Python, "# onewriter:ignore a ...\n") == "line a@1>2 ! it gives no reason\n");
  CHECK(found(FileKind::Java, "/* onewriter:ignore a */\n") == "line a@1>2 ! it gives no reason\n");
  CHECK(found(FileKind::Xml, "<!-- onewriter:ignore a -->\n") == "line a@1>2 ! it gives no reason\n");
  CHECK(found(FileKind::Python, "# onewriter:ignore\n") == "line @1>2 ! it names no rule\n");
}

TEST_CASE("a whole file is accepted at its head only") {
  CHECK(found(FileKind::Php, "<?php\n\n// A licence.\n// onewriter:ignore-file a why\nf();\n") == "file a@4: why\n");
  CHECK(found(FileKind::Java, "package a;\n/*\n * onewriter:ignore-file a why\n */\nclass A {}\n") ==
        "file a@3: why\n");
  CHECK(found(FileKind::Python, "import a\n# onewriter:ignore-file a why\n") ==
        "file a@2 ! onewriter:ignore-file belongs at the head of the file, before its first line of code\n");
}

TEST_CASE("comments above one another are about the line of code below them; a blank line ends that") {
  CHECK(found(FileKind::Go, "// onewriter:ignore a why\n// onewriter:ignore b why\n// More of it.\nf()\n") ==
        "line a@1>4: why\nline b@2>4: why\n");
  CHECK(found(FileKind::Go, "// onewriter:ignore a why\n\nf()\n") == "line a@1>2: why\n");
}

TEST_CASE("what only speaks of it is no suppression") {
  CHECK(found(FileKind::Python, "x = '# onewriter:ignore a why'\n").empty());
  CHECK(found(FileKind::JavaScript, "const x = \"// onewriter:ignore a why\";\n").empty());
  CHECK(found(FileKind::Python, "# Write onewriter:ignore a why\n").empty());
  CHECK(found(FileKind::Python, "# onewriter:ignored by many\n").empty());
  CHECK(found(FileKind::Yaml, "url: http://a/#onewriter:ignore\n").empty());
  CHECK(found(FileKind::Other, "# onewriter:ignore a why\n").empty());
}

TEST_CASE("quotes, lifetimes and apostrophes do not hide a comment") {
  CHECK(found(FileKind::Rust, "fn f<'a>(x: &'a str) {} // onewriter:ignore a why\n") == "line a@1: why\n");
  CHECK(found(FileKind::Cpp, "int x = 1'000; char c = '\"'; // onewriter:ignore a why\n") == "line a@1: why\n");
  CHECK(found(FileKind::Yaml, "a: don't # onewriter:ignore a why\n") == "line a@1: why\n");
  CHECK(found(FileKind::Python, "x = \"it's\" # onewriter:ignore a why\n") == "line a@1: why\n");
  CHECK(found(FileKind::Go, "x := `don't` // onewriter:ignore a why\n") == "line a@1: why\n");
}

TEST_CASE("SQL in a string of several lines has comments too") {
  CHECK(found(FileKind::Java, "q(\"\"\"\n  SELECT 1 -- onewriter:ignore a why\n  FROM t\n\"\"\");\n") ==
        "line a@2: why\n");
  CHECK(found(FileKind::Python, "q('''\n  -- onewriter:ignore a why\n  SELECT 1\n''')\n") == "line a@2>3: why\n");
  CHECK(found(FileKind::Go, "q(`\n  -- onewriter:ignore a why\n  SELECT 1`)\n") == "line a@2>3: why\n");
}
