#pragma once
// Servers of other databases that SQL declares, by the name that foreign tables and linked-server names use:
// CREATE SERVER of PostgreSQL (documentation, "CREATE SERVER"; postgres_fdw's options host and dbname) and
// sp_addlinkedserver of SQL Server (learn.microsoft.com, "sp_addlinkedserver").

#include <map>
#include <string>
#include <vector>

#include "extract/extract.h"

namespace onewriter::link {

struct ForeignServer {
  std::string host;      // empty: not told
  std::string database;  // empty: not told
};

// By name in lower case.
std::map<std::string, ForeignServer> foreign_servers(const std::vector<extract::SourceFile>& files);

}  // namespace onewriter::link
