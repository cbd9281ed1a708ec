// SELECT and WITH; clauses that stand without their statement.

#include <algorithm>

#include "sql/judging/judge.h"

namespace onewriter::sql::judging {

Verdict Judge::select() {
  const std::size_t from = find(Kw::From, 4000);
  const int points = evidence();
  if (from == 0) {  // SELECT 1, SELECT f(x)
    const TokenKind next = kind(at_ + 1);
    if (find(Kw::Into, 200) && points > 0) return Verdict::Statement;
    if ((next == TokenKind::Number || next == TokenKind::String || next == TokenKind::Placeholder ||
         next == TokenKind::Hole || next == TokenKind::Open) &&
        (closes(at_ + 2) || kind(at_ + 2) == TokenKind::Close))
      return Verdict::Statement;
    if (behind_name(at_ + 1) == TokenKind::Open && !is_prose(at_ + 1)) return Verdict::Statement;
    return points > 1 && !prose_before(20) && (upper(at_) || lower_case(at_)) ? Verdict::Statement : Verdict::No;
  }
  if (from == at_ + 1) return Verdict::No;
  const bool table = name(from + 1) || kind(from + 1) == TokenKind::Open || is_reserved(kw(from + 1)) ||
                     kind(from + 1) == TokenKind::String;
  if (!table) return closes(from + 1) && points > 1 ? Verdict::Fragment : Verdict::No;
  // An item of more than three words in a row is prose.
  std::size_t words = 0;
  for (std::size_t i = at_ + 1; i < from; ++i) {
    words = kind(i) == TokenKind::Word && kw(i) == Kw::None ? words + 1 : 0;
    if (words > 2) return Verdict::No;
  }
  const bool wordy = is_prose(from + 1) || prose_before(from - at_);
  if (wordy && points < 4) return Verdict::No;
  if (points == 0) return same_case(at_, from) && !ends_like_prose() ? Verdict::Statement : Verdict::No;
  return points >= 2 || same_case(at_, from) ? Verdict::Statement : Verdict::No;
}

Verdict Judge::with() {
  std::size_t i = at_ + 1;
  if (kw(i) == Kw::Recursive) ++i;
  if (!name(i)) return Verdict::No;
  ++i;
  if (kind(i) == TokenKind::Open) i = std::max<std::size_t>(list_[i].mate, i) + 1;
  if (kw(i) != Kw::As) return Verdict::No;
  ++i;
  while (kw(i) == Kw::Not || kw(i) == Kw::Materialized) ++i;
  return shape(kind(i) == TokenKind::Open);
}

Verdict Judge::fragment_or(Verdict otherwise) const {
  const auto clause = [&](std::size_t i) {
    switch (kw(i)) {
      case Kw::Where:
      case Kw::And:
      case Kw::Or:
      case Kw::On:
      case Kw::Having:
      case Kw::Set:
        return kind(after_name(i + 1)) == TokenKind::Operator || kw(after_name(i + 1)) == Kw::In ||
               kw(after_name(i + 1)) == Kw::Like || kw(after_name(i + 1)) == Kw::Is ||
               kw(after_name(i + 1)) == Kw::Between;
      case Kw::Order:
      case Kw::Group: return kw(i + 1) == Kw::By;
      case Kw::Join: return name(i + 1) && find(Kw::On, 12) > 0;
      case Kw::Inner:
      case Kw::Cross: return kw(i + 1) == Kw::Join;
      case Kw::Left:
      case Kw::Right:
      case Kw::Full: return kw(i + 1) == Kw::Join || (kw(i + 1) == Kw::Outer && kw(i + 2) == Kw::Join);
      case Kw::From: return name(i + 1) && (evidence() > 1);
      case Kw::Limit: return kind(i + 1) == TokenKind::Number || kind(i + 1) == TokenKind::Placeholder;
      case Kw::Values: return kind(i + 1) == TokenKind::Open;
      case Kw::Union: return kw(i + 1) == Kw::Select || kw(i + 1) == Kw::All;
      case Kw::Returning: return name(i + 1);
      default: return false;
    }
  };
  if (clause(at_)) return Verdict::Fragment;
  // name = ?
  if (otherwise == Verdict::No && kind(at_) == TokenKind::Word && kw(at_) == Kw::None && name(at_)) {
    const std::size_t next = after_name(at_);
    if (kind(next) == TokenKind::Operator && text(next) == "=" &&
        (kind(next + 1) == TokenKind::Placeholder || kind(next + 1) == TokenKind::Hole) && list_.size() < 40)
      return Verdict::Fragment;
  }
  return otherwise;
}

}  // namespace onewriter::sql::judging
