// Where expressions and statements end.

#include <algorithm>
#include <array>
#include <utility>

#include "sql/general/reader.h"
#include "sql/general/words.h"

namespace onewriter::sql::general {

// May the token `ahead` stand behind a column? Then what stands before is one, whatever keyword it is too.
bool Reader::follows_column(std::uint32_t ahead) const {
  switch (kw(ahead)) {
    case Kw::Is:
    case Kw::In:
    case Kw::Between:
    case Kw::Like:
    case Kw::Not:
    case Kw::And:
    case Kw::Or:
    case Kw::As:
    case Kw::Asc:
    case Kw::Desc:
    case Kw::From: return true;
    default:
      return ends(ahead) || is(TokenKind::Comma, ahead) || is(TokenKind::Operator, ahead) ||
             is(TokenKind::Close, ahead);
  }
}

// At END in the place of a value: is it a column of this name? GROUP BY end ORDER BY ...
bool Reader::end_is_column() const {
  return follows_column(1) || kw(1) == Kw::Order || kw(1) == Kw::Limit || kw(1) == Kw::Having;
}

// Does the expression end here, at a clause or at another statement?
bool Reader::stops(std::uint32_t depth, std::uint32_t cases, bool operand) const {
  if (depth > 0) return false;
  if (is(TokenKind::Dot, 1) && !operand) return false;
  if (operand && kw() == Kw::With && kw(1) == Kw::Group && kw(2) == Kw::Rows) return false;
  const bool call = is(TokenKind::Open, 1);
  switch (kw()) {
    case Kw::From:  // NTH_VALUE(a, 2) FROM FIRST OVER (...)
      return !((kw(1) == Kw::First || kw(1) == Kw::Last) && operand &&
               (kw(2) == Kw::Over || kw(2) == Kw::Ignore || kw(2) == Kw::Respect));
    case Kw::Where:
    case Kw::Having:
    case Kw::Union:
    case Kw::Intersect:
    case Kw::Select:
    case Kw::Join:
    case Kw::Into: return true;
    case Kw::Insert:
    case Kw::Delete:
    case Kw::Merge:
    case Kw::Create:
    case Kw::Drop:
    case Kw::Alter:
    case Kw::Exec:
    case Kw::Execute:
    case Kw::Declare:
    case Kw::While:
    case Kw::Grant:
    case Kw::Revoke: return operand ? !is(TokenKind::Comma, 1) : !call;
    case Kw::Group:
    case Kw::Order: return kw(1) == Kw::By || (operand && kw() == Kw::Order && word("siblings", 1));
    case Kw::Except:
    case Kw::Minus: return operand;
    case Kw::Then:
    case Kw::Else:
    case Kw::End:
    case Kw::When:
      if (operand) return cases == 0 && !(kw() == Kw::End && (is(TokenKind::Comma, 1) || kw(1) == Kw::From));
      return cases == 0 && !(kw() == Kw::End ? end_is_column() : follows_column(1));
    case Kw::On:
    case Kw::Using:
    case Kw::Inner:
    case Kw::Cross:
    case Kw::Natural:
    case Kw::Limit:
    case Kw::Fetch:
    case Kw::For:
    case Kw::With:
    case Kw::Window:
    case Kw::Qualify:
    case Kw::Returning:
    case Kw::Prewhere:
    case Kw::Lateral:
    case Kw::Straight_Join:
    case Kw::Loop:
    case Kw::Begin:
    case Kw::Return:
    case Kw::Print:
    case Kw::Set:
    case Kw::Update:
    case Kw::Truncate:
    case Kw::Offset:
    case Kw::Call:
    case Kw::Do:
    case Kw::Raiserror:
    case Kw::Throw:
    case Kw::Output:
    case Kw::Settings:
    case Kw::Commit:
    case Kw::Rollback:
    case Kw::Deallocate:
      // SELECT a open, b output FROM t
      if (operand && (is(TokenKind::Comma, 1) || (kw(1) == Kw::From && kw() != Kw::Fetch))) return false;
      break;
    case Kw::Left:
    case Kw::Right:
    case Kw::Full:
      switch (kw(1)) {
        case Kw::Join:
        case Kw::Outer:
        case Kw::Semi:
        case Kw::Anti:
        case Kw::Asof:
        case Kw::Any:
        case Kw::All:
        case Kw::Array:
        case Kw::Hash:
        case Kw::Loop:
        case Kw::Merge:
        case Kw::Inner:
        case Kw::Union:
        case Kw::Intersect:
        case Kw::Except:
        case Kw::Only: return true;
        default: return false;
      }
    case Kw::If: return operand && !call ? true : operand;
    case Kw::Replace: return operand && (kw(1) == Kw::Into || is(TokenKind::Word, 1)) && !call;
    case Kw::Values: return operand && call;
    case Kw::Connect: return operand && kw(1) == Kw::By;
    case Kw::Start: return operand && kw(1) == Kw::With;
    case Kw::Cluster:
    case Kw::Distribute:
    case Kw::Sort:
    case Kw::Partition: return operand && kw(1) == Kw::By;
    case Kw::Semi:
    case Kw::Anti:
    case Kw::Asof:
    case Kw::Any:
    case Kw::All:
    case Kw::Global:
    case Kw::Positional:
      return operand && (kw(1) == Kw::Join || kw(1) == Kw::Left || kw(1) == Kw::Inner || kw(1) == Kw::Semi ||
                         kw(1) == Kw::Anti || kw(1) == Kw::Right);
    case Kw::Array: return operand && kw(1) == Kw::Join;
    case Kw::Outer: return operand && (kw(1) == Kw::Apply || kw(1) == Kw::Join);
    case Kw::Lock: return operand && kw(1) == Kw::In;
    case Kw::Option: return operand && call;
    case Kw::Bulk: return operand && kw(1) == Kw::Collect;
    case Kw::Log: return operand && kw(1) == Kw::Errors;
    case Kw::Format: return operand && is(TokenKind::Word, 1) && session_.dialect == Dialect::ClickHouse;
    case Kw::Model: return operand && model_clause();
    case Kw::In: return operand && kw(1) == Kw::Partition && session_.dialect == Dialect::ClickHouse;
    case Kw::Row: return operand && kw(1) == Kw::Format;  // Hive: TRANSFORM (a) ROW FORMAT ... USING 'cat'
    case Kw::Until:
    case Kw::Open:
    case Kw::Close:
    case Kw::Waitfor: return operand && kw(1) != Kw::From && (is(TokenKind::Word, 1) || is(TokenKind::Placeholder, 1));
    default: return false;
  }
  if (cases > 0 && !operand) return false;
  if (kw() == Kw::With && kw(1) == Kw::Unique) return false;  // IS JSON WITH UNIQUE KEYS
  if (!operand && (call || (follows_column(1) && !(kw() == Kw::Fetch && kw(1) == Kw::From)))) return false;
  return operand || is_reserved(kw());
}

// Oracle's MODEL and not an alias of this name?
bool Reader::model_clause() const {
  if (session_.dialect != Dialect::Oracle || kw() != Kw::Model) return false;
  static constexpr std::array<std::string_view, 10> heads = {
      "ignore", "keep", "unique", "return", "main", "reference", "dimension", "rules", "measures", "partition"};
  return is(TokenKind::Word, 1) && one_of(tokens_.of(tok(1)), heads);
}

// Does a new statement begin here, when one may end without a semicolon?
bool Reader::statement_head(std::uint32_t ahead) const {
  if (!is(TokenKind::Word, ahead)) return false;
  const bool plain = !is(TokenKind::Dot, ahead + 1) && !is(TokenKind::Comma, ahead + 1);
  switch (kw(ahead)) {
    case Kw::Select:
    case Kw::Insert:
    case Kw::Delete:
    case Kw::Merge:
    case Kw::Truncate:
    case Kw::Create:
    case Kw::Alter:
    case Kw::Drop:
    case Kw::Exec:
    case Kw::Execute:
    case Kw::Declare:
    case Kw::While:
    case Kw::Begin:
    case Kw::Return:
    case Kw::Print:
    case Kw::Grant:
    case Kw::Revoke:
    case Kw::Commit:
    case Kw::Rollback:
    case Kw::Raiserror:
    case Kw::Throw:
    case Kw::Else:
    case Kw::Loop:
    case Kw::End:
    case Kw::Deallocate:
    case Kw::Call: return plain;
    case Kw::If: {  // not IF [NOT] EXISTS name
      const std::uint32_t exists = ahead + (kw(ahead + 1) == Kw::Not ? 2 : 1);
      return plain && !(kw(exists) == Kw::Exists && !is(TokenKind::Open, exists + 1));
    }
    case Kw::Update: return plain && kw(ahead + 1) != Kw::For;  // Teradata: SET QUERY_BAND = '..' UPDATE FOR SESSION
    case Kw::Set: return plain && (is(TokenKind::Placeholder, ahead + 1) || is(TokenKind::Word, ahead + 1));
    case Kw::With: return query_starts(ahead);
    case Kw::Deny: return plain && is(TokenKind::Word, ahead + 1);
    case Kw::Fetch: return kw(ahead + 1) == Kw::From || kw(ahead + 1) == Kw::Next;
    default: return false;
  }
}

// Behind a parenthesis: a change whose rows are taken further, and no column of such a name.
bool Reader::change_starts(std::uint32_t ahead) const {
  switch (kw(ahead)) {
    case Kw::Insert:
    case Kw::Update:
    case Kw::Delete:
    case Kw::Merge: return !is(TokenKind::Close, ahead + 1) && !is(TokenKind::Comma, ahead + 1);
    case Kw::Replace: return kw(ahead + 1) == Kw::Into;  // H2: NEW TABLE (REPLACE INTO ...)
    default: return false;
  }
}

void Reader::skip_statement() {
  while (!at_end()) {
    if (is(TokenKind::Open)) {
      const std::uint32_t open = at_;
      skip_parentheses();
      skipped_ += at_ - open;
      continue;
    }
    if (statement_head()) return;
    ++at_;
    ++skipped_;
  }
}

}  // namespace onewriter::sql::general
