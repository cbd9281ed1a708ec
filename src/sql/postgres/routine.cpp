// Functions, procedures, DO blocks, triggers, rules and policies. What a routine does it does when it is called or
// fired, so its accesses are its own; a DO block runs at once.

#include <algorithm>
#include <utility>

#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {

template <typename Read>
void Walk::into_routine(Routine& routine, Read read) {
  Accesses own;
  std::vector<RoutineCall> calls;
  Accesses* outside = std::exchange(accesses_, &own);
  std::swap(calls, out_.calls);
  read();
  std::swap(calls, out_.calls);
  accesses_ = outside;
  routine.calls = std::move(calls);
  routine.accesses = std::move(own).finish();
}

StatementKind Walk::create_function(Node n) {
  Routine routine;
  routine.kind = n["is_procedure"].truth() ? Routine::Kind::Procedure : Routine::Kind::Function;
  routine.name = routine_name(n["funcname"]);
  routine.at.offset = find_token(routine.name.name);

  Body known;
  for (Node wrapped : n["parameters"]) known.variables.emplace(wrapped.body()["name"].text());
  if (n["returnType"]["names"].last().body()["sval"].text() == "trigger") {
    // Transition tables are named by the trigger, elsewhere: these are the names that people give them.
    known.temporary = {"new_table", "old_table", "newtab", "oldtab", "new_rows", "old_rows"};
  }
  std::string language = "sql";
  Node definition;
  for (Node wrapped : n["options"]) {
    const Node option = wrapped.body();
    if (option["defname"].text() == "language") language = option["arg"].body()["sval"].text();
    if (option["defname"].text() == "as") definition = option;
  }
  Body* outside = std::exchange(body_, &known);
  into_routine(routine, [&] {
    for (Node statements : n["sql_body"].as("List")["items"]) {
      for (Node inner : statements.as("List")["items"]) statement(inner);
    }
    if (n["sql_body"].tag() == "ReturnStmt") statement(n["sql_body"]);
    if (definition) body(definition, language);
  });
  body_ = outside;
  out_.routines.push_back(std::move(routine));
  return StatementKind::Routine;
}

StatementKind Walk::run_block(Node n) {
  std::string language = "plpgsql";
  Node definition;
  for (Node wrapped : n["args"]) {
    const Node option = wrapped.body();
    if (option["defname"].text() == "language") language = option["arg"].body()["sval"].text();
    if (option["defname"].text() == "as") definition = option;
  }
  Body known;
  Body* outside = std::exchange(body_, &known);
  if (definition) body(definition, language);
  body_ = outside;
  return StatementKind::Call;
}

void Walk::body(Node definition, std::string_view language) {
  // The place is that of AS, or of the string itself.
  std::size_t at =
      skip_blank(text_->sql, static_cast<std::size_t>(std::max<std::int64_t>(definition["location"].number(), 0)));
  if (same_word(std::string_view(text_->sql).substr(at, 2), "as")) at += 2;
  const bool sql = same_word(language, "sql"), plpgsql = same_word(language, "plpgsql");
  if (!sql && !plpgsql) {
    const bool compiled = same_word(language, "c") || same_word(language, "internal");
    if (!compiled) blind_spot("routine in another language", language, text_->place(at));
    return;
  }
  const std::optional<Text> text = literal_at(*text_, at);
  if (!text) return;
  if (sql)
    sql_body(*text);
  else
    plpgsql_body(*text);
}

// The trigger's function does the work; that it is fired by changes of the table is the trigger's part.
StatementKind Walk::create_trigger(Node n) {
  const Node relation = n["relation"];
  const TableName table = name_of(relation);
  if (hole(table, place(relation))) return StatementKind::Ddl;
  Routine routine;
  routine.kind = Routine::Kind::Trigger;
  routine.name.name = n["trigname"].text();
  routine.table = table;
  routine.at.offset = find_token(routine.name.name);
  into_routine(routine, [&] { add_call(routine_name(n["funcname"]), n); });
  for (RoutineCall& call : routine.calls) call.at.offset = find_token(call.name.name);
  out_.routines.push_back(std::move(routine));
  ddl(table, Verb::Alter, place(relation));
  return StatementKind::Routine;
}

StatementKind Walk::create_rule(Node n) {
  const Node relation = n["relation"];
  const TableName table = name_of(relation);
  if (hole(table, place(relation))) return StatementKind::Ddl;
  Routine routine;
  routine.kind = Routine::Kind::Rule;
  routine.name.name = n["rulename"].text();
  routine.table = table;
  routine.at.offset = find_token(routine.name.name);
  into_routine(routine, [&] {
    for (Node action : n["actions"]) statement(action);
    Scope scope;
    expression(n["whereClause"], scope, {ColumnRole::Filtered});
  });
  out_.routines.push_back(std::move(routine));
  ddl(table, Verb::Alter, place(relation));
  return StatementKind::Routine;
}

// A row level security policy reads other tables whenever its table is used: a rule by another name.
StatementKind Walk::create_policy(Node n) {
  const Node relation = n["table"];
  const TableName table = name_of(relation);
  if (hole(table, place(relation))) return StatementKind::Ddl;
  Routine routine;
  routine.kind = Routine::Kind::Rule;
  routine.name.name = n["policy_name"].text();
  routine.table = table;
  routine.at.offset = find_token(routine.name.name);
  into_routine(routine, [&] {
    Scope scope;
    Source row;
    row.name = relation["relname"].text();
    row.columns.open = true;
    scope.sources.push_back(std::move(row));
    expression(n["qual"], scope, {ColumnRole::Filtered});
    expression(n["with_check"], scope, {ColumnRole::Filtered});
  });
  if (!routine.accesses.empty() || !routine.calls.empty()) out_.routines.push_back(std::move(routine));
  ddl(table, Verb::Alter, place(relation));
  return StatementKind::Ddl;
}

}  // namespace onewriter::sql::postgres
