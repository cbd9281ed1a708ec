#pragma once
// The database that a service's own schema scripts select: "USE shop" after "CREATE DATABASE shop" (MySQL, SQL Server).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "link/services/system.h"

namespace onewriter::link {

struct ScriptDatabase {
  std::string name, engine;
  facts::Place place;
};

// What a script has selected when it comes to a line; empty: nothing.
std::string selected_at(const extract::SourceFile& file, std::uint32_t line);

class ScriptDatabases {
 public:
  ScriptDatabases(const System& system, const std::vector<extract::SourceFile>& files);

  // The only one that the service's scripts select; nothing when they select none, or several.
  std::optional<ScriptDatabase> of(const std::string& service) const;

 private:
  std::map<std::string, std::vector<ScriptDatabase>> by_service_;
};

}  // namespace onewriter::link
