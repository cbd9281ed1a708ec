#pragma once
// What the code of one file was seen to do with data, before it is known which deployable runs it and which database it
// meets. link/code makes observations; link/services and link/datastores say who and where; link/assemble.h puts them
// together into facts.

#include <cstdint>
#include <string>
#include <vector>

#include "facts/confidence.h"
#include "facts/facts.h"
#include "facts/place.h"
#include "link/effect.h"

namespace onewriter::link {

// How code or a setting says which database it talks to; any part may be empty. `url` and the keyword parts may both be
// given: a part stated on its own wins over the same part of the URL.
struct ConnectionText {
  std::string engine;  // from the driver: postgresql | mysql | sqlserver | oracle | sqlite | mongodb | redis | ... ;
                       // empty: by the URL
  std::string url;  // URL or keyword form (JDBC, ADO.NET, libpq, PDO DSN ...); may hold unresolved ${NAME} placeholders
  std::string host;
  std::string port;
  std::string database;
  std::string user;
  std::string schema;
  std::string name;  // a logical name to look up in settings: connection-string name, data source bean, Django alias
  facts::Place place;

  bool empty() const { return engine.empty() && url.empty() && host.empty() && database.empty() && name.empty(); }
};

inline constexpr std::uint32_t no_connection = 0xFFFFFFFF;

// A table as the code names it.
struct TableReference {
  std::string database;  // named in the statement itself (MySQL's db.table, T-SQL's db.schema.table)
  std::string schema;
  std::string name;
};

struct Observation {
  enum class Kind : std::uint8_t {
    Access,      // table, mode, ...
    Definition,  // the table is created or mapped for creation here (mode is ddl); columns may be known
    Connect,     // a connection is made; no table
    BlindSpot,   // what, detail
    View,        // `table` is a view, synonym or foreign table that shows rows of `references`
    Grant,  // privileges (detail, comma-separated) on `table` are given to (verb grant) or taken from (revoke) `what`
    Reference,  // rows of `table` point at rows of `references`: a foreign key, an ORM's relation; columns are those of
                // `table`
  } kind = Kind::Access;
  std::string file;
  std::string function;               // qualified name of the method that holds it; empty at file level
  std::vector<std::string> services;  // the deployables that reach it, when the call graph tells; empty: those that
                                      // hold or build in the file
  bool unreached = false;             // in shared code that no deployable reaches
  std::uint32_t connection = no_connection;  // index into Observations::connections
  std::string
      engine_family;  // relational | document | keyvalue | search | "" : which of a service's stores can be meant
  TableReference table;
  TableReference references;  // Reference, View
  facts::Mode mode = facts::Mode::Read;
  facts::Scope scope = facts::Scope::Main;
  std::string via;
  std::string verb;
  std::string shape;
  std::string statement;  // equal for all accesses of one statement
  std::vector<facts::AccessColumn> columns;
  std::string what;    // BlindSpot; Grant: the grantee
  std::string detail;  // BlindSpot; Grant: the privileges
  facts::Confidence confidence = facts::Confidence::Certain;
  facts::Place place;
};

struct Observations {
  std::vector<ConnectionText> connections;
  std::vector<Observation> items;
  std::vector<Effect> effects;  // in the order of files and source
  std::vector<CodeCall> calls;  // likewise
  std::map<CodeKey, std::vector<CodeKey>> bases;  // of types of the workspace, those of the workspace
  std::vector<facts::FunctionStep> steps;
};

}  // namespace onewriter::link
