// Input that nobody meant to be read: it must come back, soon, with an outline whose invariants hold.

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "extract/code/code.h"
#include "extract/code/print.h"

using namespace onewriter;
using extract::CodeOutline;
using extract::NodeId;
using workspace::FileKind;

namespace {

constexpr FileKind code_kinds[] = {FileKind::Python, FileKind::JavaScript, FileKind::TypeScript, FileKind::Tsx,
                                   FileKind::Java,   FileKind::CSharp,     FileKind::Go,         FileKind::Php,
                                   FileKind::Ruby,   FileKind::Kotlin,     FileKind::Rust,       FileKind::Scala,
                                   FileKind::Cpp};

// "" or what is wrong with the outline.
std::string fault(const CodeOutline& outline) {
  if (outline.nodes.empty() || outline.nodes[0].kind != extract::Kind::File) return "node 0 is not the file";
  std::size_t edges = 0;
  for (NodeId id = 0; id < outline.nodes.size(); ++id) {
    const extract::Node& node = outline.nodes[id];
    if (id > 0 && node.parent >= id) return "a parent behind its child";
    if (std::size_t{node.text_offset} + node.text_size > outline.texts.size()) return "a text out of range";
    if (std::size_t{node.first_edge} + node.edge_count > outline.edges.size()) return "edges out of range";
    NodeId last = id;
    for (NodeId child : outline.children(id)) {
      if (child <= last || child >= outline.nodes.size()) return "children out of order";
      if (outline.nodes[child].parent != id) return "a child of another";
      last = child;
    }
    edges += node.edge_count;
    if (node.span.line == 0 || node.span.end_line < node.span.line) return "a span that ends before it begins";
  }
  return edges + 1 == outline.nodes.size() ? "" : "a node without an edge";
}

std::string outline_fault(FileKind kind, std::string_view text) {
  std::vector<facts::Diagnostic> diagnostics;
  return fault(extract::outline_code(kind, text, diagnostics));
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace

TEST_CASE("random bytes are read in any language") {
  std::mt19937 random(7);
  for (FileKind kind : code_kinds) {
    for (int round = 0; round < 8; ++round) {
      std::string text(2000, '\0');
      const bool printable = round % 2 == 0;
      for (char& c : text) c = static_cast<char>(printable ? 32 + random() % 95 : random() % 256);
      CHECK(outline_fault(kind, text) == "");
    }
  }
}

TEST_CASE("deep nesting is cut, not followed to the end") {
  for (FileKind kind : code_kinds) {
    CAPTURE(static_cast<int>(kind));
    CHECK(outline_fault(kind, "x = " + repeated("(", 10'000) + "1" + repeated(")", 10'000)) == "");
    CHECK(outline_fault(kind, repeated("f(", 3'000) + repeated(")", 3'000)) == "");
    CHECK(outline_fault(kind, repeated("{", 10'000)) == "");
    CHECK(outline_fault(kind, "x = a" + repeated(" + \"b\"", 5'000)) == "");
    CHECK(outline_fault(kind, "x = a" + repeated(".b()", 5'000)) == "");
    CHECK(outline_fault(kind, repeated("\"", 9'999)) == "");
    CHECK(outline_fault(kind, repeated("a < b > ( ", 2'000)) == "");
  }
}

TEST_CASE("five megabytes of opening brackets come back") {
  const std::string brackets(5u << 20, '[');
  for (FileKind kind : {FileKind::Python, FileKind::Java}) CHECK(outline_fault(kind, brackets) == "");
}

TEST_CASE("what is too deep is said to be missing, and what is before it is kept") {
  std::vector<facts::Diagnostic> diagnostics;
  const std::string text = "save(order)\n" + repeated("f(", 1'000) + repeated(")", 1'000);
  const CodeOutline outline = extract::outline_code(FileKind::Python, text, diagnostics);
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].message == "too large or too deeply nested: only a part of it was read");
  CHECK(extract::print(outline).starts_with("file\n  call name=save\n    argument name 'order'\n  call name=f\n"));
}

TEST_CASE("a file that ends anywhere is read up to there") {
  const std::string java =
      "package a;\nimport b.C;\n@Entity class A extends B<C> {\n  @Id Long id = 1L;\n  void f() { g(\"select "
      "\\\"x\\\"\" + "
      "h.i(new J()), \"\"\"\n    text\n    \"\"\"); }\n}\n";
  const std::string python =
      "from a import b\n@c('d')\nclass E(F):\n  g = f\"{h(i)} {{j}}\" 'k'\n  def l(self, m=1): return n[o]\n";
  for (std::size_t end = 0; end <= java.size(); ++end) {
    CHECK(outline_fault(FileKind::Java, java.substr(0, end)) == "");
    CHECK(outline_fault(FileKind::CSharp, java.substr(0, end)) == "");
  }
  for (std::size_t end = 0; end <= python.size(); ++end) {
    CHECK(outline_fault(FileKind::Python, python.substr(0, end)) == "");
    CHECK(outline_fault(FileKind::Ruby, python.substr(0, end)) == "");
  }
}
