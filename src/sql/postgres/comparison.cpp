// Operators, and what a condition says of the shape of an access: a key, a range, a search, a join.

#include <algorithm>

#include "sql/catalog.h"
#include "sql/postgres/names.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {
namespace {

// The column that the side is about: itself, or under casts and one-argument functions (lower(email)).
Node column_in(Node side, bool* bare = nullptr) {
  if (bare) *bare = true;
  for (int i = 0; i < 8; ++i) {
    const std::string_view tag = side.tag();
    if (tag == "ColumnRef") return side.body();
    if (tag == "TypeCast" || tag == "CollateClause") {
      side = side.body()["arg"];
    } else if (tag == "FuncCall" && side.body()["args"].size() == 1) {
      side = side.body()["args"].first();
      if (bare) *bare = false;
    } else {
      return {};
    }
  }
  return {};
}

bool is_condition(ColumnRole role) { return role == ColumnRole::Filtered || role == ColumnRole::Joined; }

bool is_range_operator(std::string_view op) { return op == "<" || op == ">" || op == "<=" || op == ">="; }

}  // namespace

void Walk::operation(Node n, Scope& scope, Use use) {
  // a || b || c ... leans to the left: walked in a loop.
  for (;;) {
    const Node left = n["lexpr"], right = n["rexpr"];
    const Use inner{use.role, false};
    if (is_condition(use.role)) {
      const std::string_view kind = n["kind"].text(), op = n["name"].last().body()["sval"].text();
      if (joins(left, right, scope)) {
        expression(left, scope, {ColumnRole::Joined});
        expression(right, scope, {ColumnRole::Joined});
        return;
      }
      if (left.tag() == "RowExpr" && right.tag() == "RowExpr") {
        auto other = right.body()["args"].begin();
        const auto end = right.body()["args"].end();
        for (Node item : left.body()["args"]) {
          if (!(other != end)) break;
          compared(item, *other, kind, op, scope, {use.role, false});
          ++other;
        }
      } else {
        compared(left, right, kind, op, scope, use);
        compared(right, left, kind, op, scope, use);
      }
    }
    expression(right, scope, inner);
    if (left.tag() != "A_Expr") return expression(left, scope, inner);
    n = left.body();
    use = inner;
  }
}

// By the table's definition when it is known, else by its name.
bool Walk::is_key(std::string_view column, const TableName& table) const {
  const Catalog::Table* known = options_.catalog ? options_.catalog->find(table) : nullptr;
  if (known && !known->key.empty()) return known->key.size() == 1 && known->key.front() == column;
  return is_key_name(column, table.name);
}

// Columns of two different sources on the two sides.
bool Walk::joins(Node left, Node right, const Scope& scope) const {
  const Node a = column_in(left), b = column_in(right);
  if (!a || !b) return false;
  const std::vector<Owner> of_a = owners(a, scope), of_b = owners(b, scope);
  if (of_a.empty() || of_b.empty()) return false;
  if (of_a.size() > 1 || of_b.size() > 1) return true;  // unqualified on both sides of several tables: most likely
  return of_a[0].source != of_b[0].source;
}

void Walk::compared(Node side, Node other, std::string_view kind, std::string_view op, Scope& scope, Use use) {
  bool bare = true;
  const Node reference = column_in(side, &bare);
  if (!reference) return;
  std::string_view name;
  const std::vector<Owner> owned = owners(reference, scope, &name);
  const bool equality =
      (kind == "AEXPR_OP" || kind == "AEXPR_IN" || kind == "AEXPR_OP_ANY") ? op == "=" : kind == "AEXPR_NOT_DISTINCT";
  const bool range = (kind == "AEXPR_OP" && is_range_operator(op)) || kind.find("BETWEEN") != std::string_view::npos;
  const bool search =
      kind == "AEXPR_LIKE" || kind == "AEXPR_ILIKE" || kind == "AEXPR_SIMILAR" || is_search_operator(op);
  // A variable or a name of nowhere is a value.
  const Node other_column = column_in(other);
  const bool other_is_column = other_column && !owners(other_column, scope).empty();
  for (const Owner& owner : owned) {
    if (owner.source->access < 0) continue;
    Shape& shape = accesses_->shape(owner.source->access);
    shape.key |= equality && !other_is_column;
    shape.range |= range;
    shape.search |= search;
    const bool one_value = kind == "AEXPR_OP" && equality && bare && use.always && !other_is_column;
    if (one_value && is_key(name, accesses_->table(owner.source->access))) scope.key = true;
  }
}

}  // namespace onewriter::sql::postgres
