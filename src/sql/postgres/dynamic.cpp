// SQL in strings: what EXECUTE, dblink and query_to_xml are given. Constant parts are put together; a part that is not
// constant becomes a parameter where it is surely a value, else a hole.

#include <string>
#include <utility>

#include "sql/postgres/guard.h"
#include "sql/postgres/parse.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {
namespace {

constexpr std::string_view unknown_part = "ow_hole_0";
constexpr int deepest_string = 200;
constexpr std::size_t longest_string = 100'000;

std::string quoted_name(std::string_view name) {
  std::string result = "\"";
  for (char c : name) result.append(c == '"' ? 2 : 1, c);
  return result + '"';
}

std::string quoted_literal(std::string_view value) {
  std::string result = "'";
  for (char c : value) result.append(c == '\'' ? 2 : 1, c);
  return result + "'";
}

}  // namespace

// Appends what the expression gives. False: nothing of it is constant.
bool Walk::constant_text(Node n, Dynamic& result, int depth) const {
  const std::uint32_t at = place(n.body());
  const auto unknown = [&] {
    result.text.append(unknown_part, at);
    result.known = false;
    return false;
  };
  if (depth > deepest_string || result.text.sql.size() > longest_string || !spend(1 + result.text.sql.size() / 8))
    return unknown();
  const std::string_view tag = n.tag();
  const Node body = n.body();
  if (tag == "A_Const") {
    if (body["sval"]) {
      const std::string_view value = body["sval"]["sval"].text();
      std::optional<Text> literal = literal_at(*text_, static_cast<std::size_t>(body["location"].number()));
      if (literal && literal->sql == value)
        result.text.append(*literal, 0, value.size());
      else
        result.text.append(value, at);
      return true;
    }
    result.text.append(
        body["fval"] ? std::string(body["fval"]["fval"].text()) : std::to_string(body["ival"]["ival"].number()), at);
    return true;
  }
  if (tag == "TypeCast" || tag == "CollateClause") return constant_text(body["arg"], result, depth + 1);
  if (tag == "ParamRef") return unknown();
  if (tag == "A_Expr" && body["name"].last().body()["sval"].text() == "||") {
    const bool left = constant_text(body["lexpr"], result, depth + 1);
    const bool right = constant_text(body["rexpr"], result, depth + 1);
    return left || right;
  }
  if (tag != "FuncCall") return unknown();

  const std::string name = routine_name(body["funcname"]).name;
  const Node args = body["args"];
  if (name == "format") return formatted(args, result, depth + 1);
  if (name == "concat") {
    bool any = false;
    for (Node argument : args) any |= constant_text(argument, result, depth + 1);
    return any;
  }
  if (name == "quote_ident" || name == "quote_literal" || name == "quote_nullable") {
    Dynamic inner;
    const bool constant = constant_text(args.first(), inner, depth + 1) && inner.known;
    const bool value = name != "quote_ident";
    if (constant)
      result.text.append(value ? quoted_literal(inner.text.sql) : quoted_name(inner.text.sql), at);
    else
      result.text.append(value ? std::string_view("$1 ") : unknown_part, at);
    return constant;
  }
  return unknown();
}

// format('.. %I .. %2$L .. %s', ...): "9.4.1. format".
bool Walk::formatted(Node args, Dynamic& result, int depth) const {
  Dynamic pattern;
  if (!args || !constant_text(args.first(), pattern, depth) || !pattern.known) {
    result.text.append(unknown_part, 0);
    result.known = false;
    return false;
  }
  std::vector<Node> values;
  for (Node argument : args) values.push_back(argument);
  std::size_t next = 1;
  const std::string_view sql = pattern.text.sql;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (gave_up_ || result.text.sql.size() > longest_string) return false;
    if (sql[i] != '%') {
      result.text.append(pattern.text, i, 1);
      continue;
    }
    const std::uint32_t at = pattern.text.place(i);
    if (++i >= sql.size()) break;
    if (sql[i] == '%') {
      result.text.append("%", at);
      continue;
    }
    std::size_t number = 0, digits = i;
    while (digits < sql.size() && sql[digits] >= '0' && sql[digits] <= '9' && number < 10000)
      number = number * 10 + (sql[digits++] - '0');
    if (digits > i && digits < sql.size() && sql[digits] == '$') {
      next = number;
      i = digits + 1;
    }
    while (i < sql.size() && (sql[i] == '-' || (sql[i] >= '0' && sql[i] <= '9'))) ++i;  // a width
    const char kind = i < sql.size() ? sql[i] : 's';
    Dynamic value;
    const bool constant = next < values.size() && constant_text(values[next], value, depth) && value.known;
    ++next;
    if (!spend(value.text.sql.size() / 8)) return false;
    if (kind == 'L') {
      result.text.append(constant ? quoted_literal(value.text.sql) : "$1 ", at);
    } else if (kind == 'I') {
      result.text.append(constant ? quoted_name(value.text.sql) : std::string(unknown_part), at);
    } else if (constant) {
      result.text.append(value.text, 0, value.text.sql.size());
    } else {
      result.text.append(unknown_part, at);
      result.known = false;
    }
  }
  return true;
}

// Reads the SQL that the expression gives. Where a table's name, or a part that may hold one, cannot be told, a blind
// spot says so.
void Walk::run_text(Node expression, std::uint32_t at) {
  const std::size_t spots = out_.blind_spots.size();
  Dynamic dynamic;
  const bool read = constant_text(expression, dynamic) && read_inner(dynamic.text);
  bool hidden = !read || !dynamic.known;
  for (std::size_t i = spots; i < out_.blind_spots.size();) {
    if (out_.blind_spots[i].what == "dynamic table name") {
      hidden = true;
      out_.blind_spots.erase(out_.blind_spots.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  if (hidden) blind_spot("dynamic SQL", dynamic.text.sql, at);
}

// `SELECT <expression>`, of EXECUTE <expression>.
void Walk::execute_expression(const Text& text, std::uint32_t at) {
  if (!is_safe_to_parse(text.sql)) return blind_spot("dynamic SQL", {}, at);
  const Parse parse(text.sql);
  const Node select = parse.refused() ? Node() : parse.statements().first()["stmt"].as("SelectStmt");
  if (!select) return blind_spot("dynamic SQL", text.sql.substr(7), at);
  const Text* outside = std::exchange(text_, &text);
  run_text(select["targetList"].first().body()["val"], at);
  text_ = outside;
}

}  // namespace onewriter::sql::postgres
