#pragma once
// SQL recovered from code or read from a file becomes observations: one for each table and mode, blind spots for what
// it does not tell.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "link/code/mapper_xml.h"
#include "link/code/program.h"
#include "link/code/schemas.h"
#include "link/observation.h"
#include "sql/reader.h"

namespace onewriter::link {

// Where and how a statement is run; copied into each observation made of it.
struct StatementSite {
  std::string file;  // of the call
  std::string function;
  facts::Place place;  // of the call: used where the text itself has no place
  std::string via = "sql";
  std::string engine;  // of the connection, if known; decides the dialect
  std::string family = "relational";
  std::uint32_t connection = no_connection;
  facts::Scope scope = facts::Scope::Main;
  std::vector<std::string> services;  // Observation::services
  bool unreached = false;             // in shared code that no deployable reaches
  facts::Confidence confidence = facts::Confidence::Certain;
};

// An observation of what is done there, with everything but what it is.
Observation observed(const StatementSite& site, facts::Place place);

class Statements {
 public:
  // Columns without a qualifier are resolved with the tables that the workspace's SQL files define.
  Statements(const Program& program, const Schemas& schemas) : program_(program), schemas_(schemas) {}

  // Reads one text and appends what it does. False when it is no SQL at all.
  bool add(const Text& text, const StatementSite& site, Observations& out);

  // The same for a text put together from a configuration file.
  bool add(const PlacedText& text, const StatementSite& site, Observations& out);
  // A statement of a mapper's XML with all that it runs: its keys, the nested selects of its result maps.
  void add(const MapperXml& mappers, const MapperStatement& statement, const StatementSite& site, Observations& out,
           int depth = 0);

  // The named routine is run: what it does counts as done there. False when nobody defines it.
  bool call(const std::string& name, const StatementSite& site, Observations& out);

  // The same for a reading that was made before (a .sql file). `place_of` maps positions to lines of the file as they
  // are.
  void add(const sql::Reading& reading, const StatementSite& site, Observations& out);

 private:
  // The reading of a text, remembered.
  const sql::Reading& read(const std::string& text, const StatementSite& site);
  template <typename PlaceOf>
  void add_reading(const sql::Reading& reading, const StatementSite& site, PlaceOf place_of, bool holes,
                   Observations& out);

  void add_access(const sql::Access& access, const StatementSite& site, facts::Place place, Observations& out);
  // What the routine does, and the routines that it runs. False when nobody defines it.
  bool add_routine(const sql::TableName& name, const StatementSite& site, const facts::Place& place, Observations& out);
  // `run`: those that are run already; each once, however they call each other.
  bool add_routine(const sql::TableName& name, const StatementSite& site, const facts::Place& place, Observations& out,
                   std::set<const sql::Routine*>& run);

  // Views over tables, and privileges.
  template <typename PlaceOf>
  void add_rights(const sql::Statement& statement, const StatementSite& site, PlaceOf place_of, Observations& out);

  const Program& program_;
  const Schemas& schemas_;
  std::map<std::string, const sql::Catalog*> catalogs_;  // by file
  std::map<std::tuple<std::string, sql::Dialect, const sql::Catalog*>, std::shared_ptr<const sql::Reading>> read_;
  std::size_t statements_ = 0;
};

// Is the text the bare name of a routine, [dbo].[close_order], which some libraries are handed instead of a statement?
bool is_routine_name(std::string_view text);

}  // namespace onewriter::link
