// The reader's entry, and what all parts of the walk share: names, places, blind spots.

#include <algorithm>

#include "sql/postgres/guard.h"
#include "sql/postgres/parse.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql {

std::optional<Statement> read_postgres(std::string_view statement, const PostgresOptions& options) {
  if (!postgres::is_safe_to_parse(statement)) return std::nullopt;
  postgres::Text text;
  text.sql = statement;
  std::optional<Statement> result(std::in_place);
  postgres::Walk walk(*result, options);
  if (!walk.read(text) || walk.gave_up()) return std::nullopt;
  walk.finish();
  return result;
}

namespace postgres {

bool Walk::read(const Text& text) {
  const Parse parse(text.sql);
  if (parse.refused() || parse.statements().size() != 1) return false;
  text_ = &text;
  out_.kind = statement(parse.statements().first()["stmt"]);
  return true;
}

bool Walk::read_inner(const Text& text) {
  if (text_depth_ >= deepest_text || gave_up_ || !is_safe_to_parse(text.sql)) return false;
  inner_size_ += text.sql.size();
  if (inner_size_ > most_inner_size) {
    gave_up_ = true;
    return false;
  }
  const Parse parse(text.sql);
  if (parse.refused()) return false;
  const Level level(text_depth_);
  const Text* outside = std::exchange(text_, &text);
  for (Node statement_node : parse.statements()) statement(statement_node["stmt"]);
  text_ = outside;
  return true;
}

TableName Walk::name_of(Node n) const {
  return {std::string(n["catalogname"].text()), std::string(n["schemaname"].text()), std::string(n["relname"].text())};
}

TableName Walk::name_of_list(Node strings) const {
  TableName name;
  for (Node part : strings) {
    name.catalog = std::move(name.schema);
    name.schema = std::move(name.name);
    name.name = part.body()["sval"].text();
  }
  return name;
}

std::uint32_t Walk::place(Node n) const {
  return text_->place(static_cast<std::size_t>(std::max<std::int64_t>(n["location"].number(), 0)));
}

// Some nodes have no place: the name is looked for as a token of the text.
std::uint32_t Walk::find_token(std::string_view name, std::size_t* from) const {
  const std::string_view sql = text_->sql;
  for (std::size_t at = skip_blank(sql, from ? *from : 0); at < sql.size() && spend();) {
    const std::size_t next = skip_token(sql, at);
    std::string_view token = sql.substr(at, next - at);
    if (token.size() > 2 && token.front() == '"') token = token.substr(1, token.size() - 2);
    if (token == name || same_word(token, name)) {
      if (from) *from = next;
      return text_->place(at);
    }
    at = skip_blank(sql, next);
  }
  return text_->place(0);
}

bool Walk::hole(const TableName& table, std::uint32_t at) {
  for (const std::string& part : {table.name, table.schema, table.catalog}) {
    // "%s" between an identifier's quotes is filled by a function like printf.
    const bool format = part.size() == 2 && part[0] == '%';
    if (!format && part.find(hole_identifier) == std::string::npos) continue;
    blind_spot("dynamic table name", part, at);
    return true;
  }
  return false;
}

void Walk::blind_spot(std::string what, std::string_view detail, std::uint32_t at) {
  BlindSpot& spot = out_.blind_spots.emplace_back();
  spot.what = std::move(what);
  spot.detail = detail.substr(0, 80);
  spot.at.offset = at;
}

void Walk::finish() {
  out_.accesses = std::move(statement_accesses_).finish();
  out_.parser = Parser::Postgres;
  const bool writes = std::any_of(out_.accesses.begin(), out_.accesses.end(),
                                  [](const Access& access) { return access.mode == Mode::Write; });
  if (out_.kind == StatementKind::Query && writes) out_.kind = StatementKind::Dml;
  std::sort(out_.view_reads.begin(), out_.view_reads.end());
  out_.view_reads.erase(std::unique(out_.view_reads.begin(), out_.view_reads.end()), out_.view_reads.end());

  const std::string_view sql = text_->sql;
  std::vector<std::uint32_t> lines{0};
  for (std::size_t at = sql.find('\n'); at != std::string_view::npos; at = sql.find('\n', at + 1)) {
    lines.push_back(static_cast<std::uint32_t>(at + 1));
  }
  const auto locate = [&](Position& at) {
    const auto line = std::upper_bound(lines.begin(), lines.end(), at.offset) - 1;
    at.line = static_cast<std::uint32_t>(line - lines.begin() + 1);
    at.column = at.offset - *line + 1;
  };
  const auto locate_all = [&](auto& items) {
    for (auto& item : items) locate(item.at);
  };
  out_.at.offset = static_cast<std::uint32_t>(skip_blank(sql, 0));
  locate(out_.at);
  out_.end_line = static_cast<std::uint32_t>(lines.size());
  locate_all(out_.accesses);
  locate_all(out_.definitions);
  locate_all(out_.foreign_keys);
  locate_all(out_.grants);
  locate_all(out_.routines);
  for (Routine& routine : out_.routines) {
    locate_all(routine.accesses);
    locate_all(routine.calls);
  }
  locate_all(out_.calls);
  locate_all(out_.replications);
  locate_all(out_.blind_spots);
}

}  // namespace postgres
}  // namespace onewriter::sql
