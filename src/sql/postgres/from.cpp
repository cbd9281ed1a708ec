// The FROM list: tables, joins, subqueries, functions.

#include <algorithm>

#include "sql/catalog.h"
#include "sql/postgres/names.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {

void Walk::from_list(Node list, Scope& scope) {
  for (Node item : list) from_item(item, scope);
}

void Walk::from_item(Node item, Scope& scope) {
  const Level level(depth_);
  if (depth_ > deepest_level || !spend()) {
    gave_up_ = true;
    return;
  }
  const std::string_view tag = item.tag();
  const Node n = item.body();
  if (tag == "RangeVar") {
    add_source(range_variable(n, scope.with), n["alias"], scope);
  } else if (tag == "JoinExpr") {
    join(n, scope);
  } else if (tag == "RangeSubselect") {
    // Only a LATERAL one sees what stands before it.
    Source source;
    source.columns = select(n["subquery"].body(), n["lateral"].truth() ? &scope : scope.outer, scope.with);
    add_source(std::move(source), n["alias"], scope);
  } else if (tag == "RangeFunction") {
    range_function(n, scope);
  } else if (tag == "RangeTableSample") {
    from_item(n["relation"], scope);
    expressions(n["args"], scope);
  } else if (tag == "RangeTableFunc") {
    expression(n["docexpr"], scope);
    expression(n["rowexpr"], scope);
    Source source;
    for (Node column : n["columns"]) {
      source.columns.names.push_back(column.body()["colname"].text());
      expression(column.body()["colexpr"], scope);
    }
    add_source(std::move(source), n["alias"], scope);
  }
}

void Walk::join(Node n, Scope& scope) {
  const std::size_t first = scope.sources.size();
  from_item(n["larg"], scope);
  const std::size_t middle = scope.sources.size();
  from_item(n["rarg"], scope);
  if (const Node condition = n["quals"]) {
    const std::size_t before = scope.first;
    scope.first = first;
    expression(condition, scope, {ColumnRole::Joined, true});
    scope.first = before;
  }
  if (const Node columns = n["usingClause"]) join_using(columns, scope, first, middle);
  if (n["isNatural"].truth()) natural_join(scope, first, middle);
  // (a JOIN b ON ...) AS x: the names inside are hidden, x stands for all.
  if (const Node alias = n["alias"]) {
    Source whole;
    whole.columns.open = true;
    add_source(std::move(whole), alias, scope);
  }
}

// Over the columns that both sides have: those of the catalog, else nobody knows which.
void Walk::natural_join(Scope& scope, std::size_t first, std::size_t middle) {
  const auto columns_of = [&](const Source& source) {
    const Catalog::Table* known =
        options_.catalog && source.access >= 0 ? options_.catalog->find(accesses_->table(source.access)) : nullptr;
    return known && !known->partial ? known->columns : std::vector<ColumnDefinition>();
  };
  bool known = false;
  if (!spend((middle - first) * (scope.sources.size() - middle))) return;
  for (std::size_t left = first; left < middle; ++left) {
    const auto columns = columns_of(scope.sources[left]);
    for (std::size_t right = middle; right < scope.sources.size(); ++right) {
      const auto others = columns_of(scope.sources[right]);
      known |= !columns.empty() && !others.empty();
      for (const ColumnDefinition& column : columns) {
        const auto same = [&](const ColumnDefinition& other) { return other.name == column.name; };
        if (std::none_of(others.begin(), others.end(), same)) continue;
        accesses_->use(scope.sources[left].access, column.name, ColumnRole::Joined, facts::Confidence::Certain);
        accesses_->use(scope.sources[right].access, column.name, ColumnRole::Joined, facts::Confidence::Certain);
      }
    }
  }
  for (std::size_t i = first; i < scope.sources.size() && !known; ++i) {
    accesses_->use(scope.sources[i].access, "*", ColumnRole::Joined, facts::Confidence::Possible);
  }
}

// Each side has the column: for certain when it is one table.
void Walk::join_using(Node columns, Scope& scope, std::size_t first, std::size_t middle) {
  for (Node column : columns) {
    const std::string_view name = column.body()["sval"].text();
    for (const auto& [from, to] : {std::pair(first, middle), std::pair(middle, scope.sources.size())}) {
      if (!spend(to - from)) return;
      Scope side{nullptr, nullptr, {scope.sources.begin() + from, scope.sources.begin() + to}};
      for (const Owner& owner : owners_of({{}, {}, name}, side, *accesses_, options_.catalog)) {
        accesses_->use(owner.source->access, name, ColumnRole::Joined, owner.confidence);
        if (owner.confidence != facts::Confidence::Certain) continue;
        scope.sources[from + static_cast<std::size_t>(owner.source - side.sources.data())].sure.push_back(name);
      }
    }
  }
}

void Walk::range_function(Node n, Scope& scope) {
  Source source;
  source.columns.open = true;
  for (Node function : n["functions"]) {
    const Node call_node = function.body()["items"].first();
    if (call_node.tag() == "FuncCall") {
      standing_call(call_node.body());
      source.name = call_node.body()["funcname"].last().body()["sval"].text();
    }
    expression(call_node, scope);
  }
  for (Node column : n["coldeflist"]) source.columns.names.push_back(column.body()["colname"].text());
  if (n["coldeflist"] || n["alias"]["colnames"]) source.columns.open = false;
  if (auto known = columns_of_function(source.name); known && n["functions"].size() == 1) {
    source.columns.names = std::move(*known);
    source.columns.open = false;
    if (source.columns.names.front() == source.name && n["alias"])
      source.columns.names.front() = n["alias"]["aliasname"].text();
    if (n["ordinality"].truth()) source.columns.names.push_back("ordinality");
  }
  add_source(std::move(source), n["alias"], scope);
}

void Walk::add_source(Source source, Node alias, Scope& scope) {
  if (alias) {
    source.name = alias["aliasname"].text();
    source.aliased = true;
    source.schema = {};
    std::size_t i = 0;
    for (Node column : alias["colnames"]) {
      const std::string_view name = column.body()["sval"].text();
      if (i < source.columns.names.size()) {
        source.columns.names[i] = name;
      } else {
        source.columns.names.push_back(name);
      }
      ++i;
    }
  }
  scope.sources.push_back(std::move(source));
}

Source Walk::range_variable(Node n, const With* with) {
  Source source;
  source.schema = n["schemaname"].text();
  source.name = n["relname"].text();
  source.columns.open = true;
  const TableName table = name_of(n);
  if (table.schema.empty() && table.catalog.empty() && with) {
    if (const With::Entry* entry = with->find(source.name)) {
      source.columns = entry->columns;
      return source;
    }
  }
  if (is_local_name(table) || hole(table, place(n))) return source;
  source.access = accesses_->add(table, Mode::Read, Verb::Select, place(n));
  return source;
}

// The target of a change. It is no CTE, whatever its name.
Source Walk::target(Node n, Verb verb) {
  Source source;
  source.schema = n["schemaname"].text();
  source.name = n["relname"].text();
  source.columns.open = true;
  if (const Node alias = n["alias"]) source.name = alias["aliasname"].text(), source.aliased = true;
  const TableName table = name_of(n);
  if (is_local_name(table) || hole(table, place(n))) return source;
  source.access = accesses_->add(table, Mode::Write, verb, place(n));
  return source;
}

// The table of FROM that has this alias: UPDATE o SET .. FROM orders o, as T-SQL has it. In PostgreSQL a name used
// twice is an error, so that nothing else can be meant.
Node Walk::aliased(Node from_clause, std::string_view alias) {
  std::vector<Node> left;
  for (Node item : from_clause) left.push_back(item);
  while (!left.empty() && spend()) {
    const Node item = left.back();
    left.pop_back();
    const Node n = item.body();
    if (item.tag() == "JoinExpr") {
      left.push_back(n["larg"]);
      left.push_back(n["rarg"]);
    } else if (item.tag() == "RangeVar" && n["alias"]["aliasname"].text() == alias) {
      return n;
    }
  }
  return {};
}

bool Walk::is_local_name(const TableName& table) const {
  if (is_system_relation(table) || is_temporary_schema(table.schema)) return true;
  return body_ && table.schema.empty() && body_->temporary.contains(table.name);
}

}  // namespace onewriter::sql::postgres
