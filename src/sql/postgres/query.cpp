// SELECT, VALUES, set operations and WITH.

#include "sql/postgres/names.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {
namespace {

// The name that PostgreSQL gives a column of the select list ("7.3.2. Column Labels"); empty for ?column?.
std::string_view output_name(Node target) {
  if (const Node name = target["name"]) return name.text();
  Node value = target["val"];
  while (value.tag() == "TypeCast" || value.tag() == "CollateClause") value = value.body()["arg"];
  if (value.tag() == "ColumnRef") return value.body()["fields"].last().body()["sval"].text();
  if (value.tag() == "FuncCall") return value.body()["funcname"].last().body()["sval"].text();
  if (value.tag() == "A_Indirection") return value.body()["indirection"].last().body()["sval"].text();
  return {};
}

bool is_one(Node count) { return count.as("A_Const")["ival"]["ival"].number() == 1; }

}  // namespace

Columns Walk::select(Node n, const Scope* outer, const With* outer_with) {
  const Level level(depth_);
  if (depth_ > deepest_level || !spend()) {
    gave_up_ = true;
    return {};
  }
  With with{outer_with};
  const With* visible = outer_with;
  if (const Node clause = n["withClause"]) {
    with_clause(clause, outer, with);
    visible = &with;
  }
  if (n["op"].text() != "SETOP_NONE") {
    Columns columns = set_operation(n, outer, visible);
    // ORDER BY and LIMIT of a set operation see its output columns only.
    Scope scope{outer, visible};
    scope.sources.emplace_back().columns = columns;
    for (Node item : n["sortClause"]) expression(item, scope, {ColumnRole::Ordered});
    return columns;
  }
  Scope scope{outer, visible};
  return simple_select(n, scope);
}

// A long chain of UNIONs leans to the left: its spine is walked in a loop.
Columns Walk::set_operation(Node n, const Scope* outer, const With* with) {
  Node left = n;
  while (left["op"].text() != "SETOP_NONE" && (left == n || !left["withClause"])) {
    select(left["rarg"], outer, with);
    left = left["larg"];
  }
  return select(left, outer, with);
}

// A query of a plain WITH sees the ones before it; not itself, so that its own name there is the real table. With
// RECURSIVE all see all
// ("7.8. WITH Queries").
void Walk::with_clause(Node n, const Scope* outer, With& with) {
  const bool recursive = n["recursive"].truth();
  if (recursive) {
    for (Node cte : n["ctes"]) with.entries.push_back({cte.body()["ctename"].text(), {{}, true}});
  }
  std::size_t index = 0;
  for (Node wrapped : n["ctes"]) {
    const Node cte = wrapped.body();
    Columns columns;
    statement(cte["ctequery"], outer, &with, &columns);
    if (const Node names = cte["aliascolnames"]) {
      std::size_t i = 0;
      for (Node name : names) {
        if (i < columns.names.size())
          columns.names[i] = name.body()["sval"].text();
        else
          columns.names.push_back(name.body()["sval"].text());
        ++i;
      }
    }
    // SEARCH and CYCLE add columns.
    if (cte["search_clause"] || cte["cycle_clause"]) columns.open = true;
    if (recursive)
      with.entries[index].columns = std::move(columns);
    else
      with.entries.push_back({cte["ctename"].text(), std::move(columns)});
    ++index;
  }
}

Columns Walk::simple_select(Node n, Scope& scope) {
  from_list(n["fromClause"], scope);
  for (Node row : n["valuesLists"]) expressions(row.body()["items"], scope);

  const Node targets = n["targetList"];
  for (Node wrapped : targets) {
    const Node target = wrapped.body();
    const Node value = target["val"];
    if (value.tag() == "FuncCall" && scope.sources.empty()) standing_call(value.body());
    expression(value, scope);
  }
  expression(n["whereClause"], scope, {ColumnRole::Filtered, true});
  const bool one_key = scope.key;
  grouping(n, scope);
  expression(n["havingClause"], scope, {ColumnRole::Filtered});
  for (Node window_definition : n["windowClause"]) window(window_definition.body(), scope);
  for (Node item : n["distinctClause"]) {
    if (!output_reference(item, targets, scope, ColumnRole::Grouped)) expression(item, scope, {ColumnRole::Grouped});
  }
  ordering(n["sortClause"], targets, scope);
  expression(n["limitCount"], scope);
  expression(n["limitOffset"], scope);
  locking(n["lockingClause"], scope);
  const bool aggregate = scope.aggregate || n["groupClause"];
  shape_of(scope, aggregate, !aggregate && (is_one(n["limitCount"]) || one_key));

  Columns columns = output_columns(targets, scope);
  if (n["valuesLists"]) columns.open = true;
  if (const Node into = n["intoClause"]) select_into(into["rel"]);
  return columns;
}

Columns Walk::output_columns(Node targets, const Scope& scope) const {
  Columns columns;
  for (Node wrapped : targets) {
    const Node target = wrapped.body();
    const Node reference = target["val"].as("ColumnRef");
    if (reference["fields"].last().tag() != "A_Star") {
      columns.names.push_back(output_name(target));
      continue;
    }
    const Node qualifier = reference["fields"].first();
    for (const Source& source : scope.sources) {
      if (reference["fields"].size() > 1 && qualifier.body()["sval"].text() != source.name) continue;
      columns.open |= source.columns.open;
      if (columns.names.size() + source.columns.names.size() > most_columns || !spend(source.columns.names.size())) {
        columns.open = true;
        break;
      }
      columns.names.insert(columns.names.end(), source.columns.names.begin(), source.columns.names.end());
    }
  }
  return columns;
}

// GROUP BY and ORDER BY may name an output column, or count to it.
bool Walk::output_reference(Node wanted, Node targets, Scope& scope, ColumnRole role) {
  if (const Node constant = wanted.as("A_Const")) {
    std::int64_t position = constant["ival"]["ival"].number();
    for (Node target : targets) {
      if (!spend()) break;
      if (--position == 0) {
        expression(target.body()["val"], scope, {role});
        return true;
      }
    }
    return true;
  }
  const Node fields = wanted.as("ColumnRef")["fields"];
  if (!fields || fields.size() != 1) return false;
  const std::string_view name = fields.first().body()["sval"].text();
  for (Node wrapped : targets) {
    const Node target = wrapped.body();
    if (!spend()) break;
    if (name.empty() || target["name"].text() != name) continue;
    // `a AS a`: the column itself
    if (target["val"].as("ColumnRef")["fields"].last().body()["sval"].text() == name) return false;
    expression(target["val"], scope, {role});
    return true;
  }
  return false;
}

void Walk::grouping(Node n, Scope& scope) {
  for (Node item : n["groupClause"]) {
    if (!output_reference(item, n["targetList"], scope, ColumnRole::Grouped))
      expression(item, scope, {ColumnRole::Grouped});
  }
}

void Walk::ordering(Node sort_clause, Node targets, Scope& scope) {
  for (Node wrapped : sort_clause) {
    const Node item = wrapped.body()["node"];
    if (!output_reference(item, targets, scope, ColumnRole::Ordered)) expression(item, scope, {ColumnRole::Ordered});
  }
}

void Walk::locking(Node clauses, Scope& scope) {
  for (Node wrapped : clauses) {
    const Node locked = wrapped.body()["lockedRels"];
    for (const Source& source : scope.sources) {
      if (!spend(1 + locked.size())) return;
      bool named = !locked;
      for (Node relation : locked) named |= relation.body()["relname"].text() == source.name;
      if (named && source.access >= 0) accesses_->shape(source.access).locking = true;
    }
  }
}

void Walk::shape_of(const Scope& scope, bool aggregate, bool one_row) {
  for (const Source& source : scope.sources) {
    if (source.access < 0) continue;
    Shape& shape = accesses_->shape(source.access);
    shape.join |= scope.sources.size() > 1;
    shape.aggregate |= aggregate;
    accesses_->count_use(source.access, one_row && scope.sources.size() == 1);
  }
}

void Walk::select_into(Node relation) {
  const TableName table = name_of(relation);
  Definition* definition = define(relation, Definition::Kind::Table, Definition::Change::Create);
  if (!definition) return;
  definition->partial = true;
  if (out_.definitions.back().kind != Definition::Kind::Temporary) {
    accesses_->use(accesses_->add(table, Mode::Write, Verb::Create, place(relation)), "*", ColumnRole::Written,
                   facts::Confidence::Certain);
  }
}

}  // namespace onewriter::sql::postgres
