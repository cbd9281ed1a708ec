// Where an expression ends.

#include <algorithm>
#include <array>
#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// Does the expression end here, at a clause or at another statement?
bool Reader::stops(std::uint32_t depth, std::uint32_t cases, bool operand) const {
  if (depth > 0) return false;
  if (is(TokenKind::Dot, 1) && !operand) return false;
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
    case Kw::Revoke: return operand || !call;
    case Kw::Group:
    case Kw::Order: return kw(1) == Kw::By || (operand && kw() == Kw::Order && word("siblings", 1));
    case Kw::Except:
    case Kw::Minus: return operand;
    case Kw::Then:
    case Kw::Else:
    case Kw::End:
    case Kw::When:
      return cases == 0 && !(!operand && (kw(1) == Kw::From || kw(1) == Kw::As || is(TokenKind::Comma, 1)));
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
    case Kw::Deallocate: break;
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
    case Kw::Model: return operand && session_.dialect == Dialect::Oracle;
    case Kw::Until:
    case Kw::Open:
    case Kw::Close:
    case Kw::Waitfor:
      return operand && !is(TokenKind::Dot, 1) && (is(TokenKind::Word, 1) || is(TokenKind::Placeholder, 1));
    default: return false;
  }
  if (kw() == Kw::With && kw(1) == Kw::Unique) return false;  // IS JSON WITH UNIQUE KEYS
  if (!operand && (call || ends(1) || is(TokenKind::Comma, 1) || is(TokenKind::Operator, 1) || is(TokenKind::Close, 1)))
    return false;
  return operand || is_reserved(kw());
}

}  // namespace onewriter::sql::general
