// CREATE VIEW, also of a materialized one.

#include <algorithm>
#include <iterator>
#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::create_view(Definition::Kind kind, bool temporary, std::uint32_t) {
  skip_if_exists();
  const std::uint32_t at = at_;
  auto view = name();
  if (!view) {
    understood_ = false;
    return;
  }
  Definition definition;
  definition.kind = temporary ? Definition::Kind::Temporary : kind;
  definition.name = view->table;
  definition.at = position(at);
  std::vector<std::string> columns;
  TableName target;  // ClickHouse: CREATE MATERIALIZED VIEW v TO t AS SELECT
  bool has_target = false;
  while (!at_end()) {
    if (is(TokenKind::Open) && !query_starts(1)) {
      if (columns.empty() && !equals_ignoring_case(tokens_.of(list_[at_ - 1]), "options"))
        columns = name_list();
      else
        settings();
    } else if (kw() == Kw::To && kind == Definition::Kind::MaterializedView) {
      ++at_;
      if (auto to = name()) {
        target = to->table;
        has_target = true;
      }
    } else if (kw() == Kw::As &&
               (query_starts(1) || is(TokenKind::Open, 1) || kw(1) == Kw::Values || kw(1) == Kw::Table)) {
      ++at_;
      break;
    } else if (query_starts() && (kw() == Kw::Select || kw() == Kw::With)) {
      break;
    } else {
      ++at_;
    }
  }
  std::vector<Access> before = std::move(current_.accesses);
  current_.accesses.clear();
  Derived derived;
  if (!at_end()) derived = query();
  std::vector<Access> body = std::move(current_.accesses);
  current_.accesses = std::move(before);
  for (const Access& a : body) {
    if (a.mode == Mode::Read) current_.view_reads.push_back(a.table);
  }
  std::sort(current_.view_reads.begin(), current_.view_reads.end());
  current_.view_reads.erase(std::unique(current_.view_reads.begin(), current_.view_reads.end()),
                            current_.view_reads.end());
  // A materialized view reads its tables when it is made; a plain one only when it is read.
  if (kind == Definition::Kind::MaterializedView)
    std::move(body.begin(), body.end(), std::back_inserter(current_.accesses));
  while (!at_end() && !statement_head()) ++at_;
  while (!at_end() && kw() == Kw::With) {
    while (!at_end()) ++at_;
  }
  if (view->dynamic) {
    blind_name(*view);
    return;
  }
  if (columns.empty()) columns = derived.outputs;
  for (std::string& column : columns) definition.columns.push_back({std::move(column), ""});
  define(std::move(definition), Verb::Create);
  if (has_target) access(target, Mode::Write, Verb::Create, at);
}

}  // namespace onewriter::sql::general
