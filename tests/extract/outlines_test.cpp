// tests/extract/outlines/<language>/<topic>.<ext> beside <topic>.outline: source in, outline out, as print() writes it.
// To accept what the code now does: ONEWRITER_UPDATE=1 build/debug/tests/test-extract, and read the diff.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "extract/code/print.h"
#include "extract/extract.h"
#include "workspace/file_kind.h"

namespace fs = std::filesystem;
using namespace onewriter;
using workspace::FileKind;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the outline of each sample is the one beside it") {
  std::vector<fs::path> samples;
  for (const auto& entry : fs::recursive_directory_iterator(SOURCE_ROOT "/tests/extract/outlines"))
    if (entry.is_regular_file() && entry.path().extension() != ".outline") samples.push_back(entry.path());
  std::sort(samples.begin(), samples.end());
  REQUIRE_FALSE(samples.empty());
  for (const fs::path& sample : samples) {
    const std::string name = sample.lexically_relative(SOURCE_ROOT).string();
    CAPTURE(name);
    const FileKind kind = workspace::kind_of(name);
    REQUIRE(kind != FileKind::Other);
    const extract::Outline outline = extract::extract(kind, name, read(sample));
    const std::string printed = extract::print(outline.code, {.lines = true});
    const fs::path expected = fs::path(sample).replace_extension(".outline");
    if (std::getenv("ONEWRITER_UPDATE")) std::ofstream(expected, std::ios::binary) << printed;
    CHECK(outline.diagnostics.empty());
    CHECK(printed == read(expected));
  }
}
