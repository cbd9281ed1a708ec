// Expressions: which columns they use, and the subqueries in them.

#include <unordered_map>

#include "sql/postgres/names.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {
namespace {

enum class Is { Column, Operation, Boolean, Sublink, Call, Window, Leaf, Select, Other };

Is kind_of(std::string_view tag) {
  static const std::unordered_map<std::string_view, Is> kinds = {
      {"ColumnRef", Is::Column},  {"A_Expr", Is::Operation}, {"BoolExpr", Is::Boolean}, {"SubLink", Is::Sublink},
      {"FuncCall", Is::Call},     {"WindowDef", Is::Window}, {"A_Const", Is::Leaf},     {"ParamRef", Is::Leaf},
      {"SetToDefault", Is::Leaf}, {"String", Is::Leaf},      {"TypeName", Is::Leaf},    {"A_Star", Is::Leaf},
      {"SelectStmt", Is::Select},
  };
  const auto found = kinds.find(tag);
  return found == kinds.end() ? Is::Other : found->second;
}

bool is_wrapped(Node n) {
  const std::string_view tag = n.tag();
  return !tag.empty() && tag[0] >= 'A' && tag[0] <= 'Z';
}

bool is_system_column(std::string_view name) {
  return name == "ctid" || name == "tableoid" || name == "xmin" || name == "xmax" || name == "cmin" || name == "cmax";
}

}  // namespace

void Walk::expression(Node n, Scope& scope, Use use) {
  if (!n || n.empty()) return;
  const Level level(depth_);
  if (depth_ > deepest_level || !spend()) {
    gave_up_ = true;
    return;
  }
  if (!is_wrapped(n)) {  // an array, or a struct whose type the tree does not name
    for (Node child : n) expression(child, scope, use);
    return;
  }
  const Node body = n.body();
  switch (kind_of(n.tag())) {
    case Is::Column: return column(body, scope, use.role);
    case Is::Operation: return operation(body, scope, use);
    case Is::Boolean:
      if (body["boolop"].text() != "AND_EXPR") use.always = false;
      for (Node argument : body["args"]) expression(argument, scope, use);
      return;
    case Is::Sublink: return sublink(body, scope, use);
    case Is::Call: return call(body, scope, use);
    case Is::Window: return window(body, scope);
    case Is::Leaf: return;
    case Is::Select: select(body, &scope, scope.with); return;
    case Is::Other: break;
  }
  use.always = false;
  for (Node child : body) {
    if (child.key() != "typeName") expression(child, scope, use);
  }
}

void Walk::expressions(Node list, Scope& scope, Use use) {
  for (Node item : list) expression(item, scope, use);
}

void Walk::sublink(Node n, Scope& scope, Use use) {
  const Node test = n["testexpr"];
  use.always = false;
  expression(test, scope, use);
  if (use.role == ColumnRole::Filtered && test && !n["operName"]) {
    for (const Owner& owner : owners(test.as("ColumnRef"), scope)) {
      if (owner.source->access >= 0) accesses_->shape(owner.source->access).key = true;
    }
  }
  select(n["subselect"].body(), &scope, scope.with);
}

void Walk::window(Node n, Scope& scope) {
  expressions(n["partitionClause"], scope, {ColumnRole::Grouped});
  for (Node item : n["orderClause"]) expression(item.body()["node"], scope, {ColumnRole::Ordered});
}

std::vector<Owner> Walk::owners(Node reference, const Scope& scope, std::string_view* column_name) const {
  ColumnName name;
  for (Node field : reference["fields"]) {
    name.schema = name.source;
    name.source = name.column;
    name.column = field.tag() == "A_Star" ? "*" : field.body()["sval"].text();
  }
  if (column_name) *column_name = name.column;
  if (name.column.empty() || name.column == "*") return {};
  if (name.column.find(hole_identifier) != std::string_view::npos || is_system_column(name.column)) return {};
  if (name.source.empty() && body_ && body_->variables.contains(name.column)) return {};
  std::size_t steps = 0;
  for (const Scope* s = &scope; s; s = s->outer) {
    for (const Source& source : s->sources) steps += 1 + (source.columns.names.size() + source.sure.size()) / 8;
  }
  if (!spend(steps)) return {};
  return owners_of(name, scope, *accesses_, options_.catalog);
}

void Walk::column(Node n, Scope& scope, ColumnRole role) {
  const Node fields = n["fields"];
  if (fields.last().tag() == "A_Star") {
    const std::size_t count = fields.size();
    std::string_view qualifier;
    for (std::size_t i = 0; Node field : fields) {
      if (++i == count - 1) qualifier = field.body()["sval"].text();
    }
    const auto star = [&](const Scope& s) {
      bool met = false;
      if (!spend(s.sources.size())) return true;
      for (std::size_t i = s.first; i < s.sources.size(); ++i) {
        if (count > 1 && s.sources[i].name != qualifier) continue;
        accesses_->use(s.sources[i].access, "*", role, facts::Confidence::Certain);
        met = true;
      }
      return met;
    };
    for (const Scope* s = &scope; s && !star(*s) && count > 1; s = s->outer) {
    }
    return;
  }
  std::string_view name;
  const std::vector<Owner> owned = owners(n, scope, &name);
  if (fields.size() == 1) {
    // An alias alone is the whole row, unless a column is so named.
    for (const Scope* s = &scope; s; s = s->outer) {
      for (const Source& source : s->sources) {
        if (!source.aliased || source.name != name || source.columns.has(name)) continue;
        accesses_->use(source.access, "*", role, facts::Confidence::Certain);
        return;
      }
    }
  }
  if (!spend(2 * owned.size())) return;
  for (const Owner& owner : owned) {
    const bool renamed =
        owner.source->access >= 0 && owner.source->columns.has(name);  // which column that is, nobody knows
    if (!renamed) accesses_->use(owner.source->access, name, role, owner.confidence);
  }
}

}  // namespace onewriter::sql::postgres
