// Function calls: aggregates, routines of the system, and functions that run SQL given as a string.

#include <algorithm>
#include <utility>

#include "sql/postgres/names.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {
namespace {

bool is_constant_text(Node n) { return static_cast<bool>(n.as("A_Const")["sval"]); }

std::string_view constant(Node n) { return n.as("A_Const")["sval"]["sval"].text(); }

// dblink's functions that run SQL: PostgreSQL documentation, "F.12. dblink".
bool is_dblink(std::string_view name) {
  return name == "dblink" || name == "dblink_exec" || name == "dblink_open" || name == "dblink_send_query";
}

// The database's name in a connection string or URI ("34.1.1. Connection Strings"), else the connection's own name.
std::string database_of(std::string_view connection) {
  const auto word_at = [&](std::size_t at) {
    const std::size_t end = std::min(connection.find_first_of(" \t'\"?&", at), connection.size());
    return std::string(connection.substr(at, end - at));
  };
  if (const std::size_t key = connection.find("dbname="); key != std::string_view::npos) {
    std::size_t at = key + 7;
    if (at < connection.size() && connection[at] == '\'') ++at;
    return word_at(at);
  }
  if (connection.starts_with("postgres://") || connection.starts_with("postgresql://")) {
    const std::size_t path = connection.find('/', connection.find("//") + 2);
    return path == std::string_view::npos ? std::string("dblink") : word_at(path + 1);
  }
  return connection.find('=') == std::string_view::npos && !connection.empty() ? std::string(connection)
                                                                               : std::string("dblink");
}

}  // namespace

TableName Walk::routine_name(Node names) const { return name_of_list(names); }

void Walk::add_call(const TableName& name, Node at) {
  if (name.name.empty()) return;
  if (name.name.find(hole_identifier) != std::string::npos)
    return blind_spot("dynamic routine name", name.name, place(at));
  const auto known = [&](const RoutineCall& call) { return call.name == name; };
  if (std::none_of(out_.calls.begin(), out_.calls.end(), known)) out_.calls.push_back({name, {place(at)}});
}

void Walk::standing_call(Node n) {
  const TableName name = routine_name(n["funcname"]);
  if (name.schema.empty() && !is_builtin_function(name.name)) add_call(name, n);
}

void Walk::call(Node n, Scope& scope, Use use) {
  const TableName name = routine_name(n["funcname"]);
  if (!name.schema.empty() && name.schema != "pg_catalog") add_call(name, n);
  const Node over = n["over"];
  if (!over &&
      (is_aggregate(name.name) || n["agg_star"] || n["agg_distinct"] || n["agg_filter"] || n["agg_within_group"])) {
    scope.aggregate = true;
  }
  if (name.name == "set_config" && constant(n["args"].first()) == "search_path") {
    auto argument = n["args"].begin();
    ++argument;
    if (argument != n["args"].end()) set_search_path(constant(*argument));
  }
  sql_call(n);
  use.always = false;
  expressions(n["args"], scope, use);
  for (Node item : n["agg_order"]) expression(item.body()["node"], scope, {ColumnRole::Ordered});
  expression(n["agg_filter"], scope, {ColumnRole::Filtered});
  if (over) window(over, scope);
}

bool Walk::sql_call(Node n) {
  const std::string name = routine_name(n["funcname"]).name;
  const Node args = n["args"];
  if (runs_its_texts(name)) {
    for (Node argument : args) {
      if (!argument.as("A_Const") || is_constant_text(argument)) run_text(argument, place(n));
    }
    return true;
  }
  if (!is_dblink(name) || args.empty()) return false;

  // (connection, sql), (sql); dblink_open has a cursor's name before the sql. Further arguments are no text.
  std::vector<Node> given;
  for (Node argument : args) given.push_back(argument);
  while (given.size() > 1 && (given.back().tag() == "TypeCast" || given.back().as("A_Const")["boolval"]))
    given.pop_back();
  const std::size_t before = name == "dblink_open" ? 2 : 1;
  const bool has_connection = given.size() > before;
  const std::string database = has_connection ? database_of(constant(given.front())) : "dblink";

  Accesses remote;
  Accesses* local = std::exchange(accesses_, &remote);
  const std::size_t definitions = out_.definitions.size();
  run_text(given.back(), place(n));
  accesses_ = local;
  for (std::size_t i = definitions; i < out_.definitions.size(); ++i) out_.definitions[i].name.catalog = database;
  for (Access& access : std::move(remote).finish()) {
    if (access.table.catalog.empty()) access.table.catalog = database;
    const int index = accesses_->add(access.table, access.mode, access.verb, access.at.offset);
    for (const ColumnUse& use : access.columns) accesses_->use(index, use.name, use.role, use.confidence);
    accesses_->shape(index) = access.shape;
    accesses_->count_use(index, access.shape.single);
  }
  return true;
}

}  // namespace onewriter::sql::postgres
