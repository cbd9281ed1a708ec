// UPDATE in all its forms.

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// The target is a CTE or a derived table: its only base table is what is written.
bool Reader::write_through(const Name& target, Verb verb) {
  const Derived* cte = find_cte(target);
  if (!cte) return false;
  std::vector<TableName> bases = cte->bases;
  std::sort(bases.begin(), bases.end());
  bases.erase(std::unique(bases.begin(), bases.end()), bases.end());
  if (bases.size() == 1) {
    Name base = target;
    base.table = bases[0];
    base.parts = 2;
    write_target(base, verb);
  } else if (!bases.empty()) {
    blind("write through a query", target.table.name, target.token);
  }
  return true;
}

// The table of the query's FROM that an output comes from, `origin` being what Derived::origins says of it, and the
// column's name there. Null when it can't be told.
const TableName* Reader::base_of(const Derived& derived, std::uint32_t origin, std::string& column) const {
  if (origin == 0) return nullptr;
  std::uint32_t last = origin - 1;
  std::uint32_t before = last;  // what qualifies it
  for (; list_[last + 1].kind == TokenKind::Dot; last += 2) before = last;
  column = folded(last);
  const std::string qualifier = before == last ? std::string() : folded(before);
  constexpr std::size_t most_bases = 100;  // each column asks anew
  for (std::size_t b = 0; b < std::min(derived.bases.size(), most_bases); ++b) {
    const bool named = b < derived.base_aliases.size() && derived.base_aliases[b] == qualifier;
    const bool known = before == last && session_.catalog &&
                       session_.catalog->has_column(derived.bases[b], column) == Catalog::Has::Yes;
    if (named || known) return &derived.bases[b];
  }
  return nullptr;
}

// An INSERT into a query or a DELETE from one changes the only table that its outputs come from.
std::optional<TableName> Reader::base_of_outputs(const Derived& derived) const {
  if (derived.bases.size() == 1) return derived.bases[0];
  const TableName* base = nullptr;
  constexpr std::size_t most = 1000;
  for (std::size_t i = 0; i < std::min(derived.origins.size(), most); ++i) {
    std::string column;
    const TableName* of = base_of(derived, derived.origins[i], column);
    if (!of || (base && *base != *of)) return std::nullopt;
    base = of;
  }
  return base ? std::optional(*base) : std::nullopt;
}

// An UPDATE of a query writes the tables under it whose columns are set by the references [set_from, set_to): these.
std::vector<TableName> Reader::update_bases(const Derived& derived, Name target, std::size_t set_from,
                                            std::size_t set_to) {
  std::unordered_map<std::string_view, std::uint32_t> outputs;
  for (std::uint32_t i = 0; i < std::min(derived.outputs.size(), derived.origins.size()); ++i)
    outputs.emplace(derived.outputs[i], derived.origins[i]);
  const bool one = std::all_of(derived.bases.begin(), derived.bases.end(),
                               [&](const TableName& base) { return base == derived.bases[0]; });
  std::map<TableName, std::vector<std::string>> written;
  bool lost = derived.bases.empty();
  for (std::size_t i = set_from; i < set_to && !derived.bases.empty(); ++i) {
    const Reference& r = scope_->references[i];
    if (r.role != ColumnRole::Written) continue;
    const std::string output = folded(r.token + 2 * (r.parts - 1));
    const auto origin = outputs.find(output);
    std::string column = output;
    const TableName* base = origin == outputs.end() ? nullptr : base_of(derived, origin->second, column);
    if (!base && one) base = &derived.bases[0];
    if (base)
      written[*base].push_back(std::move(column));
    else
      lost = true;
  }
  if (lost && !derived.bases.empty()) blind("write through a query", target.table.name, target.token);
  std::vector<TableName> tables;
  for (auto& [table, columns] : written) {
    target.table = table;
    target.parts = 2;
    target.dynamic = false;
    write_target(target, Verb::Update, std::move(columns));
    tables.push_back(table);
  }
  return tables;
}

// T-SQL: the accesses from `first` on are those of the query for another server in the string at `text`. A change
// through it writes the table of its outputs.
void Reader::change_far(std::size_t first, std::uint32_t text, Verb verb) {
  if (first == current_.accesses.size() || list_[text].kind != TokenKind::String) return;
  const std::string far = unquoted(tokens_.of(list_[text]), lexis_);
  const Tokens inner = tokenize(far, {session_.dialect, false});
  Session session = session_;
  Reader reader(inner, 0, static_cast<std::uint32_t>(inner.list.size() - 1), session);
  std::optional<TableName> base;
  if (reader.query_starts()) base = reader.base_of_outputs(reader.query());
  if (!base) return blind("write through a query", std::string(trim(far)), text);
  for (std::size_t i = first; i < current_.accesses.size(); ++i) {
    if (current_.accesses[i].table != *base) continue;
    current_.accesses[i].mode = Mode::Write;
    current_.accesses[i].verb = verb;
  }
}

// T-SQL: UPDATE and DELETE of OPENQUERY (server, 'query') or OPENROWSET.
bool Reader::far_target(Verb verb) {
  if ((!word("openquery") && !word("openrowset")) || !is(TokenKind::Open, 1)) return false;
  const std::size_t before = current_.accesses.size();
  const std::uint32_t text = after_mate(at_ + 1) - 2;  // its last argument
  table_factor();
  change_far(before, text, verb);
  assignments();
  clauses();
  return true;
}

// What may stand between UPDATE and its tables.
void Reader::skip_update_hints() {
  while (word("low_priority") || (kw() == Kw::Ignore && !is(TokenKind::Open, 1)) || kw() == Kw::Or ||
         (kw() == Kw::Only && !is(TokenKind::Operator, 1)) ||
         (kw() == Kw::Top && (is(TokenKind::Open, 1) || is(TokenKind::Number, 1)))) {
    const Kw k = kw();
    ++at_;
    if (k == Kw::Or) ++at_;
    if (k == Kw::Top) {
      if (is(TokenKind::Open))
        skip_parentheses();
      else
        ++at_;
      take(Kw::Percent);
    }
  }
  if (!mysql() && session_.dialect != Dialect::Unknown) return;
  while (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1) || is(TokenKind::Number, 1) ||
         is(TokenKind::Placeholder, 1) || is(TokenKind::String, 2)) {  // AliSQL, PolarDB
    if (kw(1) == Kw::Set)
      return;
    else if (word("commit_on_success") || word("rollback_on_fail"))
      ++at_;
    else if (word("queue_on_pk") || word("target_affect_row"))
      at_ += 2;
    else if (kw() == Kw::Force && ((kw(1) == Kw::All && word("partitions", 2)) || kw(1) == Kw::Partition))
      at_ += 3;
    else
      return;
  }
}

// UPDATE t SET ..., UPDATE t JOIN u ON ... SET ..., UPDATE t SET ... FROM u ..., UPDATE o SET ... FROM orders o
void Reader::update() {
  ++at_;
  skip_update_hints();
  if (kw() == Kw::Statistics) {  // T-SQL: UPDATE STATISTICS t
    current_.kind = StatementKind::Other;
    while (!at_end()) ++at_;
    return;
  }
  Scope scope;
  open_scope(scope);
  if (far_target(Verb::Update)) return close_scope();
  // The head may be a list of tables; which of them are written is seen from the columns set.
  const std::uint32_t first = at_;
  Name target;
  target.token = first;
  bool named = false;
  // Oracle: UPDATE TABLE (SELECT ...), of a nested table's rows
  if ((kw() == Kw::Table || word("the")) && is(TokenKind::Open, 1) && query_starts(2)) ++at_;
  if (!is(TokenKind::Open)) {
    const std::uint32_t before = at_;
    if (auto n = name()) {
      target = *n;
      named = true;
    }
    at_ = before;
  }
  do {
    from_item();
  } while (take(TokenKind::Comma));
  const std::size_t heads = scope.sources.size();
  const std::size_t head_accesses = current_.accesses.size();
  bool from_first = false;
  if (kw() == Kw::From) {  // UPDATE t FROM u SET ...
    from_list();
    from_first = true;
  }
  if (session_.dialect == Dialect::ClickHouse || kw() != Kw::Set) {
    while (!at_end() && kw() != Kw::Set && !statement_head()) ++at_;
  }
  const std::size_t set_from = scope.references.size();
  assignments();
  const std::size_t set_to = scope.references.size();
  output_clause();
  const bool has_from = from_first || kw() == Kw::From;
  if (kw() == Kw::From) from_list();
  clauses();
  output_clause();
  if (heads == 0) {
    understood_ = named && target.dynamic;
    close_scope();
    return;
  }
  if (heads == 1 || has_from) {
    Source& head = scope.sources[0];
    std::size_t same = 0;
    if (has_from && named) {  // T-SQL: the head names an alias or a table of FROM
      for (std::size_t i = heads; i < scope.sources.size() && same == 0; ++i) {
        const Source& s = scope.sources[i];
        const bool alias = target.parts == 1 && s.alias == target.table.name;
        const bool table =
            session_.dialect == Dialect::TSql && s.table.name == target.table.name &&
            (target.table.schema.empty() || s.table.schema.empty() || s.table.schema == target.table.schema);
        if (alias)
          same = i;
        else if (table && same == 0)
          same = i;
      }
      for (std::size_t i = heads; i < scope.sources.size(); ++i) {
        if (target.parts == 1 && scope.sources[i].alias == target.table.name) same = i;
      }
    }
    if (same > 0) {
      Source& s = scope.sources[same];
      if (s.kind == Source::Kind::Derived) {
        update_bases(s.derived, target, set_from, set_to);
      } else {
        s.written = true;
        s.verb = Verb::Update;
      }
      // The head was no mention of its own: its name is another's alias.
      head.kind = Source::Kind::Opaque;
      head.alias.clear();
      scope.index.clear();
      if (target.dynamic)
        std::erase_if(current_.blind_spots, [&](const BlindSpot& b) { return b.at.offset == position(first).offset; });
    } else if (head.kind == Source::Kind::Derived) {
      const std::vector<TableName> written = update_bases(head.derived, target, set_from, set_to);
      for (std::size_t i = 0; i < std::min(head_accesses, current_.accesses.size()) && !named; ++i) {
        Access& a = current_.accesses[i];
        if (a.mode != Mode::Read || std::find(written.begin(), written.end(), a.table) == written.end()) continue;
        a.mode = Mode::Write;
        a.verb = Verb::Update;
      }
    } else {
      head.read = false;
      head.written = true;
      head.verb = Verb::Update;
    }
  } else {
    // MySQL: UPDATE a JOIN b ... SET a.x = ..., y = ...
    bool any = false;
    for (std::size_t i = set_from; i < set_to; ++i) {
      const Reference& r = scope.references[i];
      if (r.role != ColumnRole::Written) continue;
      Source* written = nullptr;
      if (r.parts > 1) {
        written = find_source(folded(r.token + 2 * (r.parts - 2)));
      } else if (session_.catalog) {
        for (std::size_t h = 0; h < heads && !written; ++h) {
          if (session_.catalog->has_column(scope.sources[h].table, folded(r.token)) == Catalog::Has::Yes)
            written = &scope.sources[h];
        }
      }
      if (!written && r.parts == 1) written = &scope.sources[0];
      if (!written) continue;
      any = true;
      if (written->kind != Source::Kind::Table) continue;
      written->written = true;
      written->read = false;
      written->verb = Verb::Update;
    }
    if (!any) {
      scope.sources[0].written = true;
      scope.sources[0].read = false;
      scope.sources[0].verb = Verb::Update;
    }
  }
  tail_clauses();
  close_scope();
}

}  // namespace onewriter::sql::general
