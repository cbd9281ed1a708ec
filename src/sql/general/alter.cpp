// ALTER: what is altered.

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::alter() {
  const std::uint32_t head = at_;
  current_.kind = StatementKind::Ddl;
  ++at_;
  while (kw() == Kw::Or || kw() == Kw::Ignore || kw() == Kw::External || kw() == Kw::Foreign || kw() == Kw::Dynamic ||
         kw() == Kw::Iceberg || kw() == Kw::Materialized || kw() == Kw::Definer || word("algorithm") ||
         word("online") || word("offline") ||
         ((kw() == Kw::Row || kw() == Kw::All) && (kw(1) == Kw::Row || word("access", 1))) || word("access")) {
    if (kw() == Kw::Definer || word("algorithm")) {
      while (!at_end() && kw() != Kw::View && kw() != Kw::Procedure && kw() != Kw::Function && kw() != Kw::Event &&
             kw() != Kw::Trigger)
        ++at_;
    } else {
      ++at_;
    }
  }
  if (word("security") && kw(1) == Kw::Policy) return security_policy();
  if (kind_of_index()) ++at_;  // T-SQL: ALTER FULLTEXT INDEX ON t
  switch (kw()) {
    case Kw::Table: ++at_; return alter_table();
    case Kw::View: {
      const std::uint32_t view = ++at_;
      skip_if_exists();
      auto target = name();
      if (target && (kw() == Kw::As || is(TokenKind::Open))) {
        at_ = view;
        return create_view(Definition::Kind::View, false, head);
      }
      if (target) alter_actions(*target);
      return;
    }
    case Kw::Procedure:
    case Kw::Proc: return routine(Routine::Kind::Procedure);
    case Kw::Function: return routine(Routine::Kind::Function);
    case Kw::Trigger:
      if (kw(2) != Kw::On || kw(3) == Kw::None) {
        std::uint32_t ahead = 1;
        while (ahead < 8 && !ends(ahead) && kw(ahead) != Kw::On) ++ahead;
        const bool body = session_.dialect == Dialect::TSql || session_.dialect == Dialect::Oracle;
        if (body) return trigger();
      }
      [[fallthrough]];
    case Kw::Policy:
    case Kw::Index: {
      while (!at_end() && kw() != Kw::On) ++at_;
      if (!take(Kw::On)) break;
      const std::uint32_t at = at_;
      if (auto table = name(); table && !table->dynamic && !table->temporary)
        access(table->table, Mode::Ddl, Verb::Alter, at);
      break;
    }
    case Kw::Sequence:
    case Kw::Schema:
    case Kw::Database:
    case Kw::User:
    case Kw::Role: break;
    case Kw::Session:
    case Kw::System: current_.kind = StatementKind::Session; break;
    default: break;
  }
  while (!at_end() && !(kw() == Kw::Go)) ++at_;
}

// T-SQL's CREATE and ALTER SECURITY POLICY p ADD FILTER PREDICATE f(a) ON t, DROP BLOCK PREDICATE ON u AFTER INSERT,
// ...: DDL on the tables, up to the next statement.
void Reader::security_policy() {
  const auto part = [&] {  // a head's word that is the policy's own
    const Kw before = list_[at_ - 1].kw;
    if (before == Kw::After || before == Kw::Before) return true;
    return (kw() == Kw::Drop || kw() == Kw::Alter) && (kw(1) == Kw::Filter || word("block", 1));
  };
  while (!at_end() && (!statement_head() || part())) {
    if (is(TokenKind::Open)) {
      skip_parentheses();
    } else if (take(Kw::On)) {
      const std::uint32_t at = at_;
      if (auto table = name(); table && !table->dynamic) access(table->table, Mode::Ddl, Verb::Alter, at);
    } else {
      ++at_;
    }
  }
}

void Reader::alter_table() {
  if (kw() == Kw::All) {
    while (!at_end()) ++at_;
    return;
  }
  skip_if_exists();
  take(Kw::Only);
  const std::uint32_t at = at_;
  auto table = name();
  if (!table) {
    understood_ = false;
    return;
  }
  table->token = at;
  std::vector<Name> more;  // Vertica: ALTER TABLE a, b RENAME TO c, d
  while (is(TokenKind::Comma)) {
    ++at_;
    auto next = name();
    if (!next) break;
    if (!next->dynamic && !next->temporary) more.push_back(std::move(*next));
  }
  for (const Name& other : more) access(other.table, Mode::Ddl, Verb::Alter, other.token);
  if (op("*")) ++at_;
  if (table->dynamic) {
    blind_name(*table);
    while (!at_end() && !statement_head()) ++at_;
    return;
  }
  alter_actions(*table);
}

}  // namespace onewriter::sql::general
