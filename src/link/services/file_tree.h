#pragma once
// The files of the workspace as the readers of deployments ask for them: by name, by folder.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "facts/place.h"

namespace onewriter::link {

// The file of that path, or nullptr. `files` sorted by path.
const extract::SourceFile* file_at(const std::vector<extract::SourceFile>& files, std::string_view path);

class FileTree {
 public:
  // `files` sorted by path; they must outlive the tree.
  explicit FileTree(const std::vector<extract::SourceFile>& files);

  const std::vector<extract::SourceFile>& files() const { return *files_; }
  const extract::SourceFile* file(std::string_view path) const;
  // Is it a folder that holds files, at any depth? The root is one.
  bool is_folder(std::string_view path) const { return path.empty() || folders_.count(std::string(path)) > 0; }
  // Files that lie directly in the folder, sorted.
  std::vector<const extract::SourceFile*> in(std::string_view folder) const;
  // Files below the folder at any depth, sorted.
  std::vector<const extract::SourceFile*> below(std::string_view folder) const;
  // Files of that base name anywhere, sorted by path.
  std::vector<const extract::SourceFile*> named(std::string_view name) const;
  const std::set<std::string>& folders() const { return folders_; }
  // Does any code (or a page of markup with code) lie below the folder?
  bool holds_code(std::string_view folder) const;

 private:
  const std::vector<extract::SourceFile>* files_;
  std::set<std::string> folders_;
  std::set<std::string> code_folders_;
  std::multimap<std::string, const extract::SourceFile*, std::less<>> by_name_;
};

facts::Place place_of(const extract::SourceFile& file, const extract::ConfigNode& node);

// Paths that no production deployable comes from: tests, samples, documentation, vendored code. Asked segment by
// segment.
bool is_aside(std::string_view path);

}  // namespace onewriter::link
