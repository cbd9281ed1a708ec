#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "extract/code/grammar.h"
#include "facts/resources.h"

using namespace onewriter;
using workspace::FileKind;

namespace {

constexpr FileKind code_kinds[] = {FileKind::Python, FileKind::JavaScript, FileKind::TypeScript, FileKind::Tsx,
                                   FileKind::Java,   FileKind::CSharp,     FileKind::Go,         FileKind::Php,
                                   FileKind::Ruby,   FileKind::Kotlin,     FileKind::Rust,       FileKind::Scala,
                                   FileKind::Cpp};

std::string fault(FileKind kind, std::string_view query) {
  const auto compiled = extract::compile(kind, query);
  return compiled ? "" : std::to_string(compiled.error().place.line) + ": " + compiled.error().message;
}

}  // namespace

TEST_CASE("the query of each language compiles against the grammar we build with, and uses known captures only") {
  for (FileKind kind : code_kinds) {
    const std::string name(extract::query_name(kind));
    CAPTURE(name);
    const std::string text = extract::query_text(name);
    CHECK_FALSE(text.empty());
    CHECK(fault(kind, text) == "");
    CHECK(extract::grammar(kind) != nullptr);
  }
}

TEST_CASE("README.md has each kind in its table and each role") {
  std::ifstream in(SOURCE_ROOT "/rules/extract/README.md");
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  for (int i = 0; i < extract::kind_count; ++i) {
    const std::string kind(extract::to_string(static_cast<extract::Kind>(i)));
    CAPTURE(kind);
    CHECK(text.find("\n| `" + kind + "` |") != std::string::npos);
  }
  for (int i = 1; i < extract::role_count; ++i) {
    const std::string role(extract::to_string(static_cast<extract::Role>(i)));
    CAPTURE(role);
    CHECK(text.find("`" + role + "`") != std::string::npos);
  }
}

TEST_CASE("a query with a mistake names the line and what is wrong") {
  CHECK(fault(FileKind::Python, "(call) @call\n(call) @cal") == "2: unknown capture @cal");
  CHECK(fault(FileKind::Python, "(call function: (_) @call.functio) @call") == "1: unknown capture @call.functio");
  CHECK(fault(FileKind::Python, "\n(caller) @call") == "2: no such node in this grammar: caller) @call");
  CHECK(fault(FileKind::Python, "((call) @call (#match? @call \"x\"))") == "1: #match? is not supported");
  CHECK(fault(FileKind::Python, "((call) @call (#set! call.receiver \"x\"))") == "1: #set! of call.receiver");
  CHECK(fault(FileKind::Yaml, "") == "0: not a kind of code");
}
