#pragma once
// What an expression may be worth, as far as the text of the program tells: texts, objects with what they are bound to,
// names outside the workspace. All alternatives at once; nothing known is an empty Value.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "link/code/program.h"
#include "link/code/text.h"
#include "link/observation.h"

namespace onewriter::link {

// What an object stands for: a collection handle for its table, a session for its connection, a query for its entity.
struct Binding {
  bool named = false;  // by a call that names a table, whether or not the name was recovered
  std::vector<Text> tables;
  std::vector<Text> schemas;
  std::vector<Text> databases;
  Type entity;
  // What stands between an entity and the one that the relation was asked of: another entity, or a table of both.
  struct Along {
    Type entity;
    Type first, second;
    std::string table;
    std::string joined;  // how the table is called where nothing names it: a word of joined_table()
    std::string member;  // that declares the relation
    std::string schema;  // of the table
  };
  std::vector<Along> along;
  bool loads = false;                             // an attribute of an entity: reading it reads what it leads to
  std::uint32_t connection = no_connection;       // index into the evaluator's connections
  std::map<std::string, std::vector<Text>> kept;  // what the library's calls that led here said, by `keeps`
  NodeRef origin;                                 // the call that made a thing of its own: a router, a client, a cache
};

struct Object {
  Type type;
  bool is_class = false;  // the class itself, not an instance
  bool loaded = false;    // read through a library that writes the changes of what it read (dirty checking)
  std::shared_ptr<const Binding> binding;

  // Stands for another entity from now on.
  void rebind(const Type& entity);

  bool operator==(const Object& other) const {
    return type == other.type && is_class == other.is_class && loaded == other.loaded && binding == other.binding;
  }
};

// What an object stands for where its rows are meant: an entity's class, or a table of which no class tells.
using EntityKey = std::pair<const TypeDecl*, std::string>;
EntityKey entity_key(const Object& object);

struct Value {
  std::vector<Text> texts;
  std::vector<Object> objects;
  std::string path;                // a name outside the workspace: "psycopg2", "pg.Pool"
  const Unit* module = nullptr;    // a module of the workspace
  std::vector<NodeRef> literals;   // Map, List, Lambda and Method nodes it may be
  std::vector<NodeRef> callables;  // functions it may be

  bool empty() const {
    return texts.empty() && objects.empty() && path.empty() && !module && literals.empty() && callables.empty();
  }
  void merge(const Value& other);
};

}  // namespace onewriter::link
