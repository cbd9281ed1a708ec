// What may stand behind a table in FROM: aliases, hints, samples, versions, PIVOT.

#include <algorithm>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// Spanner: FROM t @{FORCE_INDEX=i} JOIN @{JOIN_METHOD=HASH_JOIN} u
bool Reader::hint() const {
  return is(TokenKind::Placeholder) && tok().op == '@' && tokens_.of(tok()).starts_with("@{");
}

bool Reader::alias_starts() const {
  if (is(TokenKind::Quoted)) return true;
  if (is(TokenKind::String)) return tok().op == '"' || mysql() || dialect({Dialect::TSql, Dialect::Sqlite});
  if (!is(TokenKind::Word)) return false;
  if (is(TokenKind::Dot, 1)) return false;
  switch (kw()) {
    case Kw::None:
      return !word("match_recognize") && !(word("match_condition") && is(TokenKind::Open, 1)) &&
             !word("subpartition") && !(word("referencing") && is(TokenKind::Word, 1) && kw(1) == Kw::None) &&
             !join_starts() && !(word("versions") && kw(1) == Kw::Between);
    case Kw::Partition:
    case Kw::Final:
    case Kw::Indexed: return !is(TokenKind::Open, 1) && kw() != Kw::Final && kw() != Kw::Indexed && kw(1) != Kw::By;
    case Kw::Sample:
      return !is(TokenKind::Number, 1) && !is(TokenKind::Open, 1) && kw(1) != Kw::System && !word("bernoulli", 1) &&
             !word("block", 1);
    case Kw::Pivot:
    case Kw::Unpivot:  // PIVOT XML (...), UNPIVOT INCLUDE NULLS (...)
      return !is(TokenKind::Open, 1) && !word("nulls", 2) && !(word("xml", 1) && is(TokenKind::Open, 2));
    case Kw::Use:
    case Kw::Force:
    case Kw::Ignore: return kw(1) != Kw::Index && kw(1) != Kw::Key && session_.dialect != Dialect::TSql;
    case Kw::Offset: return !is(TokenKind::Number, 1) && !is(TokenKind::Placeholder, 1) && !is(TokenKind::Open, 1);
    case Kw::Cluster:
    case Kw::Distribute:
    case Kw::Sort: return kw(1) != Kw::By;
    case Kw::Start: return kw(1) != Kw::With;
    case Kw::Semi:
    case Kw::Anti:
    case Kw::Asof:
    case Kw::Any:
    case Kw::All:
    case Kw::Global:
    case Kw::Positional:
    case Kw::Array:
    case Kw::Local:
    case Kw::Hash: return !join_starts();
    case Kw::Outer: return kw(1) != Kw::Apply && kw(1) != Kw::Join;
    case Kw::Option: return !is(TokenKind::Open, 1);
    case Kw::Settings: return ends(1) || is(TokenKind::Close, 1) || is(TokenKind::Comma, 1) || is_reserved(kw(1));
    case Kw::Format: return session_.dialect != Dialect::ClickHouse;
    case Kw::Lock: return kw(1) != Kw::In;
    case Kw::Model: return !model_clause();
    case Kw::Connect: return kw(1) != Kw::By;
    case Kw::At:
    case Kw::Before: return !is(TokenKind::Open, 1);
    case Kw::Changes: return !is(TokenKind::Open, 1);
    case Kw::Timestamp:
    case Kw::Version: return kw(1) != Kw::As;
    case Kw::Output: return session_.dialect != Dialect::TSql;
    case Kw::Bulk: return kw(1) != Kw::Collect;
    case Kw::Log: return kw(1) != Kw::Errors;
    case Kw::Commit:
    case Kw::Rollback:
    case Kw::Throw:
    case Kw::Raiserror:
    case Kw::Waitfor:
    case Kw::Deallocate:
    case Kw::Goto:
    case Kw::Close:
    case Kw::Open: return !dialect({Dialect::TSql, Dialect::Unknown});
    case Kw::Do: return false;
    case Kw::Replace: return !is(TokenKind::Word, 1);
    case Kw::Begin:
    case Kw::Call:
    case Kw::End:
    case Kw::Execute:
    case Kw::Exec:
    case Kw::Go:
    case Kw::If:
    case Kw::Limit:
    case Kw::Loop:
    case Kw::Merge:
    case Kw::Minus:
    case Kw::Prewhere:
    case Kw::Print:
    case Kw::Qualify:
    case Kw::Return:
    case Kw::Returning:
    case Kw::Truncate:
    case Kw::Window:  // a name like others to most dialects: an alias where none of what it begins may follow
      return is(TokenKind::Comma, 1) || kw(1) == Kw::Where || kw(1) == Kw::On || kw(1) == Kw::Left ||
             kw(1) == Kw::Inner || (kw(1) == Kw::Join && kw() != Kw::Loop && kw() != Kw::Merge);
    default: return !is_reserved(kw());
  }
}

// At the parenthesis of PIVOT (SUM(a) FOR b IN (1, 2)) or UNPIVOT (c FOR d IN (a, b)): a and b are columns of the
// table. Those that are not named are kept.
void Reader::pivot_columns(Source& source, bool pivot) const {
  const std::uint32_t close = after_mate(at_);
  const auto add = [&](std::string column) {
    source.read_columns.push_back({std::move(column), ColumnRole::Read, facts::Confidence::Certain});
  };
  add("*");
  bool in = false;
  for (std::uint32_t i = at_ + 1; i + 1 < close && !(in && pivot); ++i) {
    const Token& t = list_[i];
    in |= t.kw == Kw::In;
    const bool name = t.kind == TokenKind::Quoted || (t.kind == TokenKind::Word && !is_reserved(t.kw));
    const TokenKind before = list_[i - 1].kind;
    const TokenKind behind = list_[i + 1].kind;
    if (name && in != pivot && list_[i - 1].kw != Kw::As && before != TokenKind::Close && behind != TokenKind::Open &&
        behind != TokenKind::Dot)
      add(folded(i));
  }
}

void Reader::table_suffixes(Source& source) {
  bool alias_seen = false;
  while (!at_end()) {
    const Kw k = kw();
    const bool open_next = is(TokenKind::Open, 1);
    if (k == Kw::As && kw(1) == Kw::Of) {  // AS OF TIMESTAMP x, AS OF SCN x
      at_ += 2;
      if (is(TokenKind::Word) && !is(TokenKind::Open, 1)) ++at_;
      if (take(Kw::Between)) {
      }
      const ColumnRole role = ColumnRole::Read;
      expression(role, stop_comma);
    } else if ((k == Kw::Partition || word("subpartition")) &&
               (open_next || (kw(1) == Kw::For && is(TokenKind::Open, 2)))) {
      at_ += open_next ? 1 : 2;
      skip_parentheses();
    } else if (k == Kw::Tablesample || (k == Kw::Sample && !alias_starts())) {
      ++at_;
      if (is(TokenKind::Number)) {
        ++at_;
        if (op("/")) at_ += 2;
        if (kw() == Kw::Offset && is(TokenKind::Number, 1)) {
          at_ += 2;
          if (op("/")) at_ += 2;
        }
      }
      if (is(TokenKind::Word) && is(TokenKind::Open, 1) && !is_reserved(kw())) {
        ++at_;
        skip_parentheses();
      }
      if (is(TokenKind::Open)) skip_parentheses();
      if ((word("seed") || kw() == Kw::Repeatable) && is(TokenKind::Open, 1)) {
        ++at_;
        skip_parentheses();
      }
      if (kw() == Kw::With && word("weight", 1)) {  // BigQuery: TABLESAMPLE RESERVOIR (1 ROWS) WITH WEIGHT AS w
        at_ += 2;
        if (take(Kw::As) || (is(TokenKind::Word) && kw() == Kw::None)) ++at_;
      }
    } else if (k == Kw::Final && !alias_seen && dialect({Dialect::ClickHouse, Dialect::Unknown, Dialect::Ansi})) {
      ++at_;
    } else if (k == Kw::Final && dialect({Dialect::ClickHouse})) {
      ++at_;
    } else if (k == Kw::For &&
               (word("system_time", 1) || word("business_time", 1) || word("application_time", 1) ||
                ((kw(1) == Kw::Version || kw(1) == Kw::Timestamp || word("system_version", 1)) && kw(2) == Kw::As) ||
                (kw(1) == Kw::Period))) {
      at_ += 2;
      while (kw() == Kw::As || kw() == Kw::Of || kw() == Kw::Between || kw() == Kw::All || kw() == Kw::From ||
             word("contained") || kw() == Kw::In)
        ++at_;
      expression(ColumnRole::Read, stop_comma);
      if (kw() == Kw::To) {
        ++at_;
        expression(ColumnRole::Read, stop_comma);
      }
    } else if (k == Kw::For && word("path", 1) && session_.dialect == Dialect::TSql) {
      at_ += 2;  // a node or edge of SHORTEST_PATH
    } else if ((k == Kw::Timestamp || k == Kw::Version) && kw(1) == Kw::As && kw(2) == Kw::Of) {
      at_ += 3;
      expression(ColumnRole::Read, stop_comma);
    } else if ((k == Kw::At || k == Kw::Before || k == Kw::Changes || (k == Kw::End && is(TokenKind::Open, 1))) &&
               open_next) {
      ++at_;
      skip_parentheses();
    } else if (word("versions") && kw(1) == Kw::Between) {
      at_ += 2;
      if (is(TokenKind::Word)) ++at_;
      expression(ColumnRole::Read, stop_comma);
    } else if (k == Kw::With && (open_next || kw(1) == Kw::Ordinality || (kw(1) == Kw::Offset))) {
      if (open_next) {
        ++at_;
        const std::vector<std::string> columns = name_list();  // hints, or OPENJSON's columns
        if (source.kind == Source::Kind::Derived && !columns.empty()) {
          source.derived.outputs = columns;
          source.derived.open = false;
        }
      } else {
        const bool offset = kw(1) == Kw::Offset;
        at_ += 2;
        if (offset && (kw() == Kw::As || (is(TokenKind::Word) && kw() == Kw::None))) {
          take(Kw::As);
          if (is(TokenKind::Word)) source.derived.outputs.push_back(folded(at_++));
        }
      }
    } else if (is(TokenKind::Open) && !alias_seen && source.kind == Source::Kind::Table) {
      skip_parentheses();  // T-SQL's old hints: t (NOLOCK)
    } else if ((k == Kw::Use || k == Kw::Force || k == Kw::Ignore) && (kw(1) == Kw::Index || kw(1) == Kw::Key)) {
      at_ += 2;
      if (kw() == Kw::For) {
        while (!at_end() && !is(TokenKind::Open)) ++at_;
      }
      skip_parentheses();
      if (is(TokenKind::Comma) && (kw(1) == Kw::Use || kw(1) == Kw::Force || kw(1) == Kw::Ignore) && kw(2) == Kw::Index)
        ++at_;
    } else if (k == Kw::Indexed && kw(1) == Kw::By) {
      at_ += 3;
    } else if (k == Kw::Not && kw(1) == Kw::Indexed) {
      at_ += 2;
    } else if ((k == Kw::Pivot || k == Kw::Unpivot) && !alias_starts()) {
      ++at_;
      while (is(TokenKind::Word) && !is(TokenKind::Open)) ++at_;
      if (is(TokenKind::Open)) {
        const std::uint32_t close = after_mate(at_);
        if (source.kind == Source::Kind::Table) pivot_columns(source, k == Kw::Pivot);
        // Subqueries in IN (...) read; names there are values or new columns.
        for (std::uint32_t i = at_; i < close; ++i) {
          if (list_[i].kind == TokenKind::Open && (list_[i + 1].kw == Kw::Select) && i > at_) {
            at_ = i;
            parenthesised_query();
            i = at_ - 1;
          }
        }
        at_ = close;
      }
      // What comes out has columns of its own.
      if (source.kind == Source::Kind::Table || source.kind == Source::Kind::Derived) {
        Source pivoted;
        pivoted.kind = Source::Kind::Derived;
        if (source.alias.empty()) source.alias = source.table.name;
        add_source(std::move(source));
        source = std::move(pivoted);
        alias_seen = false;
      }
    } else if (word("match_recognize") && open_next) {
      ++at_;
      skip_parentheses();
      Source matched;
      matched.kind = Source::Kind::Derived;
      if (source.alias.empty()) source.alias = source.table.name;
      add_source(std::move(source));
      source = std::move(matched);
      alias_seen = false;
    } else if (!alias_seen &&
               ((k == Kw::As && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1) || is(TokenKind::String, 1) ||
                                 is(TokenKind::Hole, 1) || is(TokenKind::Placeholder, 1) || is(TokenKind::Open, 1))) ||
                alias_starts())) {
      take(Kw::As);
      alias_seen = true;
      if (is(TokenKind::Word) || is(TokenKind::Quoted) || is(TokenKind::String)) source.alias = folded(at_);
      if (!is(TokenKind::Open)) ++at_;
      if (is(TokenKind::Open)) {
        const std::uint32_t close = after_mate(at_);
        std::vector<std::string> columns = name_list();
        at_ = close;
        if (source.kind == Source::Kind::Derived) {
          source.derived.outputs = std::move(columns);
          source.derived.open = false;
        }
      }
    } else if (op("[") && !alias_seen) {  // an element of a table's column: FROM t[0]
      while (!at_end() && !op("]") && !is(TokenKind::Close)) {
        if (is(TokenKind::Open))
          skip_parentheses();
        else
          ++at_;
      }
      if (op("]")) ++at_;
    } else if (is(TokenKind::Placeholder) && !alias_seen && tok().op == '{') {
      ++at_;  // {alias}
      alias_seen = true;
    } else if (hint()) {
      ++at_;
    } else if (op("}")) {
      ++at_;  // the end of ODBC's { oj ... }
    } else {
      return;
    }
  }
}

}  // namespace onewriter::sql::general
