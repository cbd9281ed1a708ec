#pragma once
// A small workspace in memory: texts by path become source files as extraction makes them.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extract/config/read_config.h"
#include "extract/extract.h"
#include "workspace/file_kind.h"

namespace onewriter::link_test {

inline std::vector<extract::SourceFile> tree(std::vector<std::pair<std::string, std::string>> texts) {
  std::sort(texts.begin(), texts.end());
  std::vector<extract::SourceFile> files;
  for (auto& [path, text] : texts) {
    extract::SourceFile file;
    file.path = path;
    const workspace::FileKind kind = workspace::kind_of(path);
    file.outline = extract::extract(kind, path, text);
    file.outline.kind = kind;
    if (file.outline.config.empty()) file.outline.config = extract::read_config(kind, text, file.outline.diagnostics);
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace onewriter::link_test
