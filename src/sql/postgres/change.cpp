// Statements that change rows. The target is written; it is read only where it also stands in a FROM or a subquery.

#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {

StatementKind Walk::insert(Node n, const Scope* outer, const With* outer_with, Columns* columns) {
  With with{outer_with};
  if (const Node clause = n["withClause"]) with_clause(clause, outer, with);
  Scope scope{outer, &with};
  const Node conflict = n["onConflictClause"];
  const bool upsert = conflict["action"].text() == "ONCONFLICT_UPDATE";
  const Source into = target(n["relation"], upsert ? Verb::Upsert : Verb::Insert);
  scope.sources.push_back(into);
  for (Node column : n["cols"]) {
    accesses_->use(into.access, column.body()["name"].text(), ColumnRole::Written, facts::Confidence::Certain);
  }
  const Node query = n["selectStmt"];
  if (!n["cols"] && query) accesses_->use(into.access, "*", ColumnRole::Written, facts::Confidence::Certain);
  if (query) select(query.body(), outer, &with);
  if (conflict) on_conflict(conflict, scope, into.access);
  returning(n["returningList"], scope, columns);
  return StatementKind::Dml;
}

void Walk::on_conflict(Node n, Scope& scope, int access) {
  Scope row{scope.outer, scope.with, {scope.sources.front()}};  // the index's columns are the target's
  for (Node element : n["infer"]["indexElems"]) {
    const Node index = element.body();
    accesses_->use(access, index["name"].text(), ColumnRole::Filtered, facts::Confidence::Certain);
    expression(index["expr"], row, {ColumnRole::Filtered});
  }
  expression(n["infer"]["whereClause"], row, {ColumnRole::Filtered});
  Source excluded;  // the row that was to be inserted; it must be named to be meant
  excluded.name = "excluded";
  scope.sources.push_back(std::move(excluded));
  assignments(n["targetList"], scope, access);
  expression(n["whereClause"], scope, {ColumnRole::Filtered});
  scope.sources.pop_back();
}

// SET a = .., (b, c) = (SELECT ..). The tree repeats the source of a multiple assignment for each of its columns: once
// is enough.
void Walk::assignments(Node targets, Scope& scope, int access) {
  for (Node wrapped : targets) {
    const Node assignment = wrapped.body();
    const std::string_view name = assignment["name"].text();
    if (name.find(hole_identifier) == std::string_view::npos) {
      accesses_->use(access, name, ColumnRole::Written, facts::Confidence::Certain);
    }
    const Node multiple = assignment["val"].as("MultiAssignRef");
    if (multiple && multiple["colno"].number() > 1) continue;
    expression(multiple ? multiple["source"] : assignment["val"], scope);
    expression(assignment["indirection"], scope);
  }
}

void Walk::returning(Node list, Scope& scope, Columns* columns) {
  for (Node wrapped : list) expression(wrapped.body()["val"], scope);
  if (columns) *columns = output_columns(list, scope);
}

StatementKind Walk::update(Node n, const Scope* outer, const With* outer_with, Columns* columns) {
  With with{outer_with};
  if (const Node clause = n["withClause"]) with_clause(clause, outer, with);
  Scope scope{outer, &with};
  const Node relation = n["relation"];
  Node written;
  if (!relation["alias"] && !relation["schemaname"]) written = aliased(n["fromClause"], relation["relname"].text());
  scope.sources.push_back(target(written ? written : relation, Verb::Update));
  const int access = scope.sources.front().access;
  from_list(n["fromClause"], scope);
  assignments(n["targetList"], scope, access);
  expression(n["whereClause"], scope, {ColumnRole::Filtered, true});
  returning(n["returningList"], scope, columns);
  shape_of(scope, false, scope.key);
  return StatementKind::Dml;
}

StatementKind Walk::remove(Node n, const Scope* outer, const With* outer_with, Columns* columns) {
  With with{outer_with};
  if (const Node clause = n["withClause"]) with_clause(clause, outer, with);
  Scope scope{outer, &with};
  scope.sources.push_back(target(n["relation"], Verb::Delete));
  from_list(n["usingClause"], scope);
  expression(n["whereClause"], scope, {ColumnRole::Filtered, true});
  returning(n["returningList"], scope, columns);
  shape_of(scope, false, scope.key);
  return StatementKind::Dml;
}

StatementKind Walk::merge(Node n, const Scope* outer, const With* outer_with) {
  With with{outer_with};
  if (const Node clause = n["withClause"]) with_clause(clause, outer, with);
  Scope scope{outer, &with};
  scope.sources.push_back(target(n["relation"], Verb::Merge));
  const int access = scope.sources.front().access;
  from_item(n["sourceRelation"], scope);
  expression(n["joinCondition"], scope, {ColumnRole::Joined, true});
  for (Node wrapped : n["mergeWhenClauses"]) {
    const Node clause = wrapped.body();
    expression(clause["condition"], scope, {ColumnRole::Filtered});
    assignments(clause["targetList"], scope, access);
    expressions(clause["values"], scope);
    if (clause["values"] && !clause["targetList"]) {
      accesses_->use(access, "*", ColumnRole::Written, facts::Confidence::Certain);
    }
  }
  shape_of(scope, false, false);
  return StatementKind::Dml;
}

StatementKind Walk::copy(Node n) {
  const bool from = n["is_from"].truth();
  const Node relation = n["relation"];
  if (!relation) {
    return statement(n["query"]);
  }
  Scope scope;
  scope.sources.push_back(from ? target(relation, Verb::Copy) : range_variable(relation, nullptr));
  const int access = scope.sources.front().access;
  const ColumnRole role = from ? ColumnRole::Written : ColumnRole::Read;
  for (Node column : n["attlist"])
    accesses_->use(access, column.body()["sval"].text(), role, facts::Confidence::Certain);
  if (!n["attlist"]) accesses_->use(access, "*", role, facts::Confidence::Certain);
  expression(n["whereClause"], scope, {ColumnRole::Filtered});
  return from ? StatementKind::Dml : StatementKind::Query;
}

StatementKind Walk::truncate(Node n) {
  for (Node relation : n["relations"]) target(relation.body(), Verb::Truncate);
  return StatementKind::Dml;
}

}  // namespace onewriter::sql::postgres
