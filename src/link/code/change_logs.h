#pragma once
// Liquibase's change logs (docs.liquibase.com: Changelog formats XML, YAML, JSON; Change Types; include, includeAll):
// what their changes do to tables, and the order that a master file gives to the files it includes.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "sql/reading.h"

namespace onewriter::link {

class ChangeLogs {
 public:
  // `files` sorted by path.
  explicit ChangeLogs(const std::vector<extract::SourceFile>& files);

  // What a change log does, in its order; nothing for other files.
  std::optional<sql::Reading> changes_in(const extract::SourceFile& file) const;

  // Where a file stands in the history that a master file tells: SQL files take part in it, too.
  struct Place {
    std::string master;
    std::size_t number = 0;
  };
  const Place* place_of(const std::string& path) const;

 private:
  std::map<std::string, Place> places_;
  std::map<std::string, std::map<std::string, std::string>> properties_;  // by master: what ${name} stands for
};

}  // namespace onewriter::link
