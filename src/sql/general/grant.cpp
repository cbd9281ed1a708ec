// GRANT and REVOKE.

#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

void Reader::grant() {
  Grant grant;
  grant.revoke = kw() != Kw::Grant;
  current_.kind = StatementKind::Dcl;
  grant.at = position(at_);
  ++at_;
  if (kw() == Kw::Grant && kw(1) == Kw::Option) at_ += 3;
  std::string privilege;
  while (!at_end() && kw() != Kw::On && kw() != Kw::To && kw() != Kw::From) {
    if (is(TokenKind::Comma)) {
      constexpr std::size_t most_privileges = 100;
      if (!privilege.empty() && grant.privileges.size() < most_privileges)
        grant.privileges.push_back(std::move(privilege));
      privilege.clear();
      ++at_;
    } else if (is(TokenKind::Open)) {
      skip_parentheses();
    } else {
      if (kw() != Kw::Privileges) {
        if (!privilege.empty()) privilege += ' ';
        for (char c : tokens_.of(tok())) privilege += lower(c);
      }
      ++at_;
    }
  }
  if (!privilege.empty()) grant.privileges.push_back(std::move(privilege));
  if (!take(Kw::On)) {  // a role
    while (!at_end()) ++at_;
    return;
  }
  const bool object_word = kw() == Kw::Schema || kw() == Kw::Database || kw() == Kw::Function ||
                           kw() == Kw::Procedure || kw() == Kw::Sequence || kw() == Kw::Type || kw() == Kw::Language ||
                           word("warehouse") || kw() == Kw::Stage || kw() == Kw::Package || kw() == Kw::Directory ||
                           kw() == Kw::Role || kw() == Kw::User || word("integration") || word("file");
  std::vector<TableName> tables;
  if (object_word && (is(TokenKind::Word, 1) || is(TokenKind::Quoted, 1)) && !is(TokenKind::Dot, 1)) {
    while (!at_end()) ++at_;
    return;
  }
  if (word("object") || word("schema")) {
    ++at_;
    if (op("::")) ++at_;
  }
  if (op("::", 1)) at_ += 2;  // T-SQL: OBJECT::dbo.t
  if (kw() == Kw::All && (kw(1) == Kw::Tables || word("views", 1))) {
    TableName all;
    all.name = "*";
    at_ += 2;
    if (kw() == Kw::In) {
      at_ += 2;
      if (auto schema = name()) all.schema = schema->table.name;
    }
    tables.push_back(all);
  } else {
    take(Kw::Table) || take(Kw::View);
    do {
      if (op("*")) {  // MySQL: *.*
        ++at_;
        if (is(TokenKind::Dot)) at_ += 2;
        TableName all;
        all.name = "*";
        tables.push_back(all);
        continue;
      }
      auto table = name();
      if (!table) break;
      if (is(TokenKind::Dot) && op("*", 1)) {  // MySQL: shop.*
        TableName all;
        all.schema = table->table.name;
        all.name = "*";
        tables.push_back(all);
        at_ += 2;
        continue;
      }
      if (table->dynamic)
        blind_name(*table);
      else
        tables.push_back(table->table);
      if (tables.size() >= most_accesses) {
        blind("unreadable statement", "too many tables", at_);
        while (!at_end()) ++at_;
      }
    } while (take(TokenKind::Comma));
  }
  while (!at_end() && kw() != Kw::To && kw() != Kw::From) ++at_;
  if (!at_end()) {
    do {
      ++at_;
      take(Kw::Group) || take(Kw::Role) || take(Kw::User);
      if (is(TokenKind::Word) || is(TokenKind::Quoted) || is(TokenKind::String)) {
        constexpr std::size_t most_grantees = 100;
        std::string grantee = folded(at_++);
        if (grant.grantees.size() < most_grantees) grant.grantees.push_back(std::move(grantee));
        if (is(TokenKind::Placeholder) && tok().op == '@') ++at_;
      }
    } while (is(TokenKind::Comma));
  }
  for (TableName& table : tables) {
    if (is_system_table(table, session_.dialect)) continue;
    Grant one = grant;
    one.table = std::move(table);
    current_.grants.push_back(std::move(one));
  }
  while (!at_end() && !statement_head()) ++at_;
}

}  // namespace onewriter::sql::general
