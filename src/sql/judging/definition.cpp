// CREATE, DROP, TRUNCATE.

#include "sql/judging/judge.h"

namespace onewriter::sql::judging {

Verdict Judge::create() {
  for (std::size_t i = at_ + 1; i < at_ + 12 && !closes(i); ++i) {
    switch (kw(i)) {
      case Kw::Table:
      case Kw::View: {
        std::size_t named = i + 1;
        if (kw(named) == Kw::If) named += 3;
        if (!name(named)) return Verdict::No;
        const std::size_t next = after_name(named);
        return shape(kind(next) == TokenKind::Open || kw(next) == Kw::As || kw(next) == Kw::Like ||
                     kw(next) == Kw::Select || kw(next) == Kw::Partition || kw(next) == Kw::Clone ||
                     kw(next) == Kw::On || kw(next) == Kw::With);
      }
      case Kw::Index: return shape(find(Kw::On, 16) > 0 && evidence() > 0);
      case Kw::Procedure:
      case Kw::Proc:
      case Kw::Function:
      case Kw::Trigger:
      case Kw::Package:
        return shape(evidence() > 0 && name(i + 1) &&
                     (find(Kw::As, 4000) > 0 || find(Kw::Begin, 4000) > 0 || find(Kw::Is, 4000) > 0 ||
                      find(Kw::Execute, 4000) > 0));
      case Kw::Sequence:
      case Kw::Schema:
      case Kw::Database:
      case Kw::Extension:
      case Kw::Type:
      case Kw::Role:
      case Kw::User:
      case Kw::Domain:
        return shape(i == at_ + 1 && name(i + (kw(i + 1) == Kw::If ? 4 : 1)) && (upper(at_) || lower_case(at_)) &&
                     !prose_before(8) && upper(at_) == upper(i));
      default:
        if (kind(i) == TokenKind::Open || is_prose(i)) return Verdict::No;
    }
  }
  return Verdict::No;
}

Verdict Judge::drop() {
  std::size_t i = at_ + 1;
  while (kw(i) == Kw::Temporary || kw(i) == Kw::Materialized || kw(i) == Kw::External) ++i;
  switch (kw(i)) {
    case Kw::Table:
    case Kw::View:
    case Kw::Index:
    case Kw::Sequence:
    case Kw::Schema:
    case Kw::Database:
    case Kw::Function:
    case Kw::Procedure:
    case Kw::Trigger:
    case Kw::Type: break;
    default: return Verdict::No;
  }
  const bool guarded = kw(i + 1) == Kw::If && kw(i + 2) == Kw::Exists;
  if (!name(i + (guarded ? 3 : 1))) return Verdict::No;
  return shape(guarded || (same_case(at_, i) && !prose_before(6) && !ends_like_prose()));
}

Verdict Judge::truncate() {
  const bool table = kw(at_ + 1) == Kw::Table;
  const std::size_t named = at_ + (table ? 2 : 1);
  if (!name(named)) return Verdict::No;
  const std::size_t next = after_name(named);
  const bool done = closes(next) || kind(next) == TokenKind::Comma || kw(next) == Kw::Cascade ||
                    kw(next) == Kw::Restrict || equals_ignoring_case(text(next), "restart");
  return shape(done && (table || upper(at_)));
}

}  // namespace onewriter::sql::judging
