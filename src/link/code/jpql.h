#pragma once
// JPQL, HQL and DQL name entities, and paths through their fields, where SQL names tables.

#include <string>
#include <string_view>
#include <vector>

namespace onewriter::link {

struct EntityUse {
  std::string name;   // the entity as written, or "alias.path" of a joined association when path is set
  std::string owner;  // for a joined path: the entity that the alias stands for
  std::string path;   // for a joined path: the association's name
  bool written = false;
};

// The entities that a query reads and writes (Jakarta Persistence 3.1, chapter 4 "Query Language"). An insert, update
// or delete writes the entity it names; a subquery reads. Paths joined by an alias are resolved to the entity of the
// alias.
std::vector<EntityUse> read_jpql(std::string_view query);

}  // namespace onewriter::link
