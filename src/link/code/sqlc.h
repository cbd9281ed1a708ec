#pragma once
// sqlc.yaml (docs.sqlc.dev: Configuration): which SQL files hold queries that code is generated from.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/extract.h"

namespace onewriter::link {

class SqlcQueries {
 public:
  // `files` sorted by path.
  explicit SqlcQueries(const std::vector<extract::SourceFile>& files);

  // How a file of queries counts. Generated: the code that runs them is in the tree and says what they do. Missing: it
  // is generated when the service is built, and the file alone tells. Nothing: no file of queries.
  enum class Code { Generated, Missing };
  std::optional<Code> code_of(const std::string& path) const;

 private:
  void add(const std::vector<extract::SourceFile>& files, const extract::SourceFile& config, extract::ConfigId entry,
           std::string_view out);

  std::map<std::string, Code> code_;  // by file or folder of queries
};

}  // namespace onewriter::link
