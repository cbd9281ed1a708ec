// What may follow a select list: INTO, FROM and the clauses behind it.

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// SELECT ... INTO: a new table, or variables, by dialect.
void Reader::into_clause() {
  ++at_;
  if (is(TokenKind::Open)) return skip_parentheses();  // INTO (a, b): variables
  if (kw() == Kw::Outfile || kw() == Kw::Dumpfile) {
    at_ += 2;
    while (!at_end() && kw() != Kw::From) ++at_;
    return;
  }
  bool temporary = false;
  while (kw() == Kw::Temporary || kw() == Kw::Temp || kw() == Kw::Unlogged || kw() == Kw::Table || word("strict")) {
    temporary |= kw() == Kw::Temporary || kw() == Kw::Temp;
    ++at_;
  }
  const bool fills_variables =
      dialect({Dialect::MySql, Dialect::MariaDb, Dialect::Oracle, Dialect::Db2, Dialect::Snowflake}) ||
      (session_.routine_body && session_.dialect != Dialect::TSql);
  const auto indicator = [&] {  // of embedded SQL: INTO :a:b
    while (op(":") && is(TokenKind::Word, 1)) at_ += 2;
  };
  auto target = name();
  if (!target) return;
  indicator();
  if (fills_variables || is(TokenKind::Comma) ||
      (list_[target->token].kind == TokenKind::Placeholder && list_[target->token].op != '$' &&
       list_[target->token].op != '{' && list_[target->token].op != '#')) {
    while (take(TokenKind::Comma)) {
      if (!name()) ++at_;
      indicator();
    }
    return;
  }
  if (temporary) target->temporary = true;
  if (target->temporary) {
    session_.temporary.insert(target->table.name);
    return;
  }
  write_target(*target, Verb::Create);
  if (!target->dynamic) access(target->table, Mode::Ddl, Verb::Create, target->token);
}

// FROM and what may follow it, in any order: dialects differ, and order carries no meaning here.
void Reader::clauses() {
  while (!at_end()) {
    const std::uint32_t before = at_;
    switch (kw()) {
      case Kw::From: from_list(); break;
      case Kw::Into: into_clause(); break;
      case Kw::Bulk:
        if (kw(1) != Kw::Collect) return;
        at_ += 2;
        if (kw() == Kw::Into) {
          do {
            ++at_;
            name();
          } while (is(TokenKind::Comma));
        }
        break;
      case Kw::Where:
      case Kw::Prewhere:
        ++at_;
        if (kw() == Kw::Current && kw(1) == Kw::Of) {
          at_ += 3;
          break;
        }
        expression(ColumnRole::Filtered);
        break;
      case Kw::Having:
      case Kw::Qualify:
        ++at_;
        expression(ColumnRole::Filtered, may_be_output);
        break;
      case Kw::Connect:
        if (kw(1) != Kw::By) return;
        at_ += 2;
        word("nocycle") ? void(++at_) : void();
        expression(ColumnRole::Filtered);
        break;
      case Kw::Start:
        if (kw(1) != Kw::With) return;
        at_ += 2;
        expression(ColumnRole::Filtered);
        break;
      case Kw::Group:
        if (kw(1) != Kw::By) return;
        at_ += 2;
        if (scope_) scope_->aggregate = true;
        if (!take(Kw::All)) take(Kw::Distinct);
        if (is(TokenKind::Open) || !at_end()) expressions(ColumnRole::Grouped, may_be_output);
        if (kw() == Kw::With && (kw(1) == Kw::Rollup || kw(1) == Kw::Cube || kw(1) == Kw::Totals)) at_ += 2;
        break;
      case Kw::With:
        if (kw(1) == Kw::Rollup || kw(1) == Kw::Cube || kw(1) == Kw::Totals || kw(1) == Kw::Ties) {
          at_ += 2;
          break;
        }
        if (word("ur", 1) || word("cs", 1) || word("rs", 1) || word("rr", 1)) {
          at_ += 2;
          break;
        }
        if (word("invalid", 1)) {  // Exasol: SELECT * WITH INVALID FOREIGN KEY (a) FROM t REFERENCING u
          while (!at_end() && kw() != Kw::From) ++at_;
          break;
        }
        if (kw(1) == Kw::Read || kw(1) == Kw::Check || (kw(1) == Kw::No && word("schema", 2)) || kw(1) == Kw::Data ||
            kw(1) == Kw::No)
          return;
        return;
      case Kw::Order: {
        if (kw(1) != Kw::By && !word("siblings", 1)) return;
        at_ += word("siblings", 1) ? 3 : 2;
        expressions(ColumnRole::Ordered, may_be_output);
        break;
      }
      case Kw::Cluster:
      case Kw::Distribute:
      case Kw::Sort:
        if (kw(1) != Kw::By) return;
        at_ += 2;
        expressions(ColumnRole::Ordered, may_be_output);
        break;
      case Kw::Window: {
        ++at_;
        do {
          at_ += 1;
          take(Kw::As);
          if (is(TokenKind::Open))
            expression(ColumnRole::Read, stop_comma);
          else
            ++at_;
        } while (take(TokenKind::Comma));
        break;
      }
      case Kw::Limit:
        ++at_;
        if (scope_ && is(TokenKind::Number) && tokens_.of(tok()) == "1" && !is(TokenKind::Comma, 1))
          scope_->single = true;
        if (scope_ && is(TokenKind::Number) && is(TokenKind::Comma, 1) && is(TokenKind::Number, 2) &&
            tokens_.of(tok(2)) == "1")
          scope_->single = true;
        expressions(ColumnRole::Filtered, may_be_output);
        if (kw() == Kw::By) {  // ClickHouse: LIMIT 1 BY a
          ++at_;
          if (scope_) scope_->single = false;
          expressions(ColumnRole::Grouped, may_be_output);
        }
        break;
      case Kw::Offset:
        ++at_;
        expression(ColumnRole::Filtered, stop_comma);
        break;
      case Kw::Fetch:
        if (kw(1) != Kw::First && kw(1) != Kw::Next) return;
        if (scope_ && ((is(TokenKind::Number, 2) && tokens_.of(tok(2)) == "1") || kw(2) == Kw::Row))
          scope_->single = true;
        at_ += 2;
        if (kw() != Kw::Row && kw() != Kw::Rows) expression(ColumnRole::Filtered, stop_comma);
        take(Kw::Percent);
        take(Kw::Row) || take(Kw::Rows);
        take(Kw::Only);
        if (kw() == Kw::With && kw(1) == Kw::Ties) at_ += 2;
        break;
      case Kw::Row:
      case Kw::Rows:
      case Kw::Only: ++at_; break;
      case Kw::For: {
        ++at_;
        const bool locks = kw() == Kw::Update || kw() == Kw::Share || (kw() == Kw::No && kw(1) == Kw::Key) ||
                           (kw() == Kw::Key && kw(1) == Kw::Share);
        if (locks && scope_) scope_->locking = true;
        while (!at_end() && !is(TokenKind::Close) && (!statement_head() || kw() == Kw::Update) && kw() != Kw::Union &&
               kw() != Kw::Loop && kw() != Kw::Do) {
          if (is(TokenKind::Open))
            skip_parentheses();
          else
            ++at_;
        }
        break;
      }
      case Kw::Lock:
        if (kw(1) != Kw::In) return;
        if (scope_) scope_->locking = true;
        at_ += 2;
        while (is(TokenKind::Word)) ++at_;
        break;
      case Kw::Option:
        if (!is(TokenKind::Open, 1)) return;
        ++at_;
        skip_parentheses();
        break;
      case Kw::Settings: {
        do {  // name = value
          at_ += 3;
        } while (is(TokenKind::Comma));
        break;
      }
      case Kw::Format:
        if (!is(TokenKind::Word, 1)) return;
        at_ += 2;
        break;
      case Kw::Array:
      case Kw::Lateral:
      case Kw::Join:
      case Kw::Left:
      case Kw::Inner:
      case Kw::Cross:
        if (!scope_) return;
        if (!join_starts()) return;
        joins();
        break;
      default:
        if (scope_ && word("referencing")) {
          ++at_;
          table_factor();
          break;
        }
        if (model_clause()) {
          while (!at_end() && !is(TokenKind::Close) && !statement_head()) {
            if (is(TokenKind::Open))
              skip_parentheses();
            else
              ++at_;
          }
          break;
        }
        return;
    }
    if (at_ == before) return;
  }
}

}  // namespace onewriter::sql::general
