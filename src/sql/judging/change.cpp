// INSERT, UPDATE, DELETE.

#include <algorithm>

#include "sql/judging/judge.h"

namespace onewriter::sql::judging {

Verdict Judge::insert() {
  std::size_t i = at_ + 1;
  while (kw(i) == Kw::Or || kw(i) == Kw::Ignore || kw(i) == Kw::Replace || kw(i) == Kw::Overwrite ||
         kw(i) == Kw::Delayed || kw(i) == Kw::Table || kw(i) == Kw::Into || kw(i) == Kw::All ||
         equals_ignoring_case(text(i), "low_priority") || (kw(i) == Kw::Top)) {
    if (kw(i) == Kw::Top) ++i;
    if (kind(i) == TokenKind::Open) i = list_[i].mate;
    ++i;
  }
  if (!name(i)) return Verdict::No;
  const std::size_t next = after_name(i);
  if (kind(next) == TokenKind::Open) {
    const std::size_t mate = std::max<std::size_t>(list_[next].mate, next);
    if (kw(next + 1) == Kw::Select) return Verdict::Statement;
    if (kind(mate) != TokenKind::Close) return Verdict::Fragment;
    const Kw behind = kw(mate + 1);
    if (closes(mate + 1)) return Verdict::Fragment;
    return behind == Kw::Values || behind == Kw::Value || behind == Kw::Select || behind == Kw::With ||
                   behind == Kw::Exec || behind == Kw::Output || behind == Kw::Default || behind == Kw::Overriding ||
                   kind(mate + 1) == TokenKind::Open || kind(mate + 1) == TokenKind::Placeholder ||
                   kind(mate + 1) == TokenKind::Hole || kind(mate + 1) == TokenKind::Template
               ? Verdict::Statement
               : Verdict::No;
  }
  const Kw behind = kw(next);
  if (behind == Kw::Values || behind == Kw::Value)
    return kind(next + 1) == TokenKind::Open || !closes(next + 1) ? Verdict::Statement : Verdict::Fragment;
  if (behind == Kw::Select || behind == Kw::Partition || behind == Kw::Exec || behind == Kw::Output ||
      (behind == Kw::Default && kw(next + 1) == Kw::Values))
    return Verdict::Statement;
  if (behind == Kw::Set) return shape(evidence() > 1);
  if (behind == Kw::As || behind == Kw::None)
    return shape(find(Kw::Values, 30) > 0 && evidence() > 0 && kind(next) == TokenKind::Word);
  return Verdict::No;
}

Verdict Judge::update() {
  const std::size_t set = find(Kw::Set, 200);
  if (set == 0 || set == at_ + 1 || !(name(at_ + 1) || kind(at_ + 1) == TokenKind::Open || is_reserved(kw(at_ + 1))))
    return Verdict::No;
  const std::size_t column = set + 1;
  if (closes(column)) return Verdict::Fragment;
  const std::size_t next =
      kind(column) == TokenKind::Open ? std::max<std::size_t>(list_[column].mate, column) + 1 : after_name(column);
  const bool assigns = kind(next) == TokenKind::Operator &&
                       (text(next)[0] == '=' || text(next) == ":=" || text(next)[0] == '+' || text(next)[0] == '-');
  const bool unknown =
      kind(column) == TokenKind::Hole || kind(column) == TokenKind::Placeholder || kind(column) == TokenKind::Template;
  return shape(assigns || unknown);
}

Verdict Judge::delete_() {
  const bool from = kw(at_ + 1) == Kw::From;
  const std::size_t target = at_ + (from ? 2 : 1);
  if (!name(target)) return Verdict::No;
  const std::size_t next = after_name(target);
  const std::size_t where = find(Kw::Where, 400);
  if (where > 0) return shape(evidence() > 2 && !is_prose(where + 1) && !prose_before(where - at_));
  if (!from) return shape(find(Kw::From, 20) > 0 && evidence() > 1);
  if (closes(next)) return shape(same_case(at_, at_ + 1) && !ends_like_prose());
  return shape(find(Kw::Using, 30) > 0 && evidence() > 0);
}

}  // namespace onewriter::sql::judging
