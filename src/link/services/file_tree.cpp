#include "link/services/file_tree.h"

#include <algorithm>

#include "link/services/words.h"

namespace onewriter::link {

FileTree::FileTree(const std::vector<extract::SourceFile>& files) : files_(&files) {
  for (const extract::SourceFile& f : files) {
    const bool code = workspace::is_code(f.outline.kind) && base_name(f.path) != "Tiltfile";
    for (std::string folder = parent_of(f.path); !folder.empty(); folder = parent_of(folder)) {
      const bool new_folder = folders_.insert(folder).second;
      const bool new_code = code && code_folders_.insert(folder).second;
      if (!new_folder && !new_code) break;
    }
    if (code) code_folders_.insert("");
    by_name_.emplace(std::string(base_name(f.path)), &f);
  }
}

const extract::SourceFile* file_at(const std::vector<extract::SourceFile>& files, std::string_view path) {
  const auto it = std::lower_bound(files.begin(), files.end(), path,
                                   [](const extract::SourceFile& f, std::string_view p) { return f.path < p; });
  return it != files.end() && it->path == path ? &*it : nullptr;
}

const extract::SourceFile* FileTree::file(std::string_view path) const { return file_at(*files_, path); }

std::vector<const extract::SourceFile*> FileTree::below(std::string_view folder) const {
  std::vector<const extract::SourceFile*> out;
  const std::string prefix = folder.empty() ? "" : std::string(folder) + "/";
  auto it = std::lower_bound(files_->begin(), files_->end(), prefix,
                             [](const extract::SourceFile& f, const std::string& p) { return f.path < p; });
  for (; it != files_->end() && std::string_view(it->path).starts_with(prefix); ++it) out.push_back(&*it);
  return out;
}

std::vector<const extract::SourceFile*> FileTree::in(std::string_view folder) const {
  std::vector<const extract::SourceFile*> out;
  for (const extract::SourceFile* f : below(folder))
    if (parent_of(f->path) == folder) out.push_back(f);
  return out;
}

std::vector<const extract::SourceFile*> FileTree::named(std::string_view name) const {
  std::vector<const extract::SourceFile*> out;
  auto [from, to] = by_name_.equal_range(name);
  for (; from != to; ++from) out.push_back(from->second);
  return out;
}

bool FileTree::holds_code(std::string_view folder) const { return code_folders_.count(std::string(folder)) > 0; }

facts::Place place_of(const extract::SourceFile& file, const extract::ConfigNode& node) {
  return {file.path, node.line, node.column, node.line};
}

bool is_aside(std::string_view path) {
  static const std::set<std::string, std::less<>> aside = {"test",
                                                           "tests",
                                                           "testing",
                                                           "e2e",
                                                           "e2etest",
                                                           "e2etests",
                                                           "integrationtest",
                                                           "integrationtests",
                                                           "unittests",
                                                           "functionaltests",
                                                           "it",
                                                           "spec",
                                                           "specs",
                                                           "sample",
                                                           "samples",
                                                           "example",
                                                           "examples",
                                                           "docs",
                                                           "doc",
                                                           "documentation",
                                                           "benchmark",
                                                           "benchmarks",
                                                           "vendor",
                                                           "thirdparty",
                                                           "nodemodules",
                                                           "fixtures",
                                                           "testdata",
                                                           "loadtest",
                                                           "loadtests",
                                                           "perftest",
                                                           "cypress",
                                                           "playwright",
                                                           "template",
                                                           "templates",
                                                           "playground",
                                                           "github",
                                                           "githubworkflows",
                                                           "devcontainer",
                                                           "testcontainers",
                                                           "mock",
                                                           "mocks",
                                                           "archive",
                                                           "deprecated",
                                                           "legacy",
                                                           "old",
                                                           "hack"};
  for (const std::string& segment : split(path, "/"))
    if (aside.count(folded(segment))) return true;
  return false;
}

}  // namespace onewriter::link
