// Writes each statement of the corpus as a seed of the fuzzer: sql-seeds FOLDER.

#include <filesystem>
#include <fstream>

#include "corpus.h"
#include "dialects.h"
#include "sql/reader.h"

using namespace onewriter::sql;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const std::filesystem::path corpus_folder = std::filesystem::path(SOURCE_ROOT) / "tests/sql/corpus";
  for (const auto& entry : std::filesystem::directory_iterator(corpus_folder)) {
    if (!entry.is_directory()) continue;
    const std::string name = entry.path().filename().string();
    for (const corpus::Case& one : corpus::load(name)) {
      std::ofstream out(folder / (name + '-' + one.file + '-' + std::to_string(one.line)), std::ios::binary);
      out << static_cast<char>(byte_of(dialect_from(name), one.line % 2 == 0)) << one.sql;
    }
  }
}
