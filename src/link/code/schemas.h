#pragma once
// The tables that the workspace's schema files leave behind: SQL, Liquibase's change logs, Atlas' HCL, DBML. Migrations
// are history: scripts that are numbered are applied in their order, and what one creates another may rename or drop.
// What only undoes another script is no part of it.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "link/code/reach.h"
#include "sql/catalog.h"

namespace onewriter::link {

class Schemas {
 public:
  // `files` and `owners_of` as observe() takes them; the files outlive this.
  Schemas(const std::vector<extract::SourceFile>& files,
          const std::function<FileOwners(const std::string&)>& owners_of);

  // What the schema file does, without its sections that undo; columns without a table's name are those of the table
  // that has them: of the tables there are before or after a numbered script, and of the service's tables in other
  // files. Null when it only undoes another one, and for files that tell no schema.
  const sql::Reading* reading(const std::string& file) const;

  // The tables, with their columns, that a statement in the file may mean: those of its service's schema files, and
  // those of schema files that belong to no service alone. Views are left out: who reads one reads the view.
  const sql::Catalog* of(const std::string& file) const;

  // The routines of that name that a statement in the file may run: those that its service's SQL files define, or SQL
  // files of no service alone; several, where it is defined for several engines or again.
  std::vector<const sql::Routine*> routines(const std::string& file, const sql::TableName& name) const;

  // What a table that a numbered script names is called after all scripts of its folder. Nothing when they create it
  // and drop it again.
  std::optional<sql::TableName> in_the_end(const std::string& file, const sql::TableName& name) const;

 private:
  struct History {
    sql::Catalog tables;
    std::map<sql::TableName, sql::TableName> renamed;
    std::map<sql::TableName, bool> created;  // is it still there?
  };
  void apply(const sql::Reading& reading, History& history) const;
  void read_with(const extract::SourceFile& file, const sql::Catalog& tables);
  std::string service_of(const std::string& file) const;

  const std::function<FileOwners(const std::string&)>& owners_of_;
  std::map<std::string, sql::Reading> made_;      // of files with sections that undo, and of those that are no SQL
  std::map<std::string, sql::Reading> resolved_;  // of files whose columns other files tell
  std::map<std::string, const sql::Reading*> readings_;
  std::map<std::string, std::string> folders_;  // of numbered scripts
  std::map<std::string, History> histories_;    // by folder
  std::map<std::string, sql::Catalog> by_service_;
  std::map<std::string, std::multimap<std::string, const sql::Routine*>> routines_;  // by service, name in lower case
};

}  // namespace onewriter::link
