// Is a string from code a statement at all? Prose, log messages and other languages must not become accesses.

#include "sql/judging/judge.h"

namespace onewriter::sql::judging {

Verdict Judge::judge() {
  while (kind(at_) == TokenKind::Open) ++at_;
  switch (kw(at_)) {
    case Kw::Select: return select();
    case Kw::Insert:
    case Kw::Replace: return insert();
    case Kw::Update: return update();
    case Kw::Delete: return delete_();
    case Kw::With: return with();
    case Kw::Merge:
      return shape(find(Kw::Using, 12) > 0 && kind(at_ + 1) != TokenKind::Open && find(Kw::When, 400) > 0);
    case Kw::Create: return create();
    case Kw::Alter:
      return shape((kw(at_ + 1) == Kw::Table || kw(at_ + 1) == Kw::View || kw(at_ + 1) == Kw::Index ||
                    kw(at_ + 1) == Kw::Sequence) &&
                   name(at_ + 2) && !closes(at_ + 3));
    case Kw::Drop: return drop();
    case Kw::Truncate: return truncate();
    case Kw::Call: return shape(name(at_ + 1) && (behind_name(at_ + 1) == TokenKind::Open || upper(at_)));
    case Kw::Exec:
    case Kw::Execute:
      return shape((name(at_ + 1) || kind(at_ + 1) == TokenKind::Placeholder || kind(at_ + 1) == TokenKind::Open) &&
                   (upper(at_) || lower_case(at_)) && !prose_before(8));
    case Kw::Grant:
    case Kw::Revoke:
      return shape(find(Kw::On, 20) > 0 && (find(Kw::To, 40) > 0 || find(Kw::From, 40) > 0) &&
                   evidence() + upper(at_) > 0);
    case Kw::Declare:
      return shape(kind(at_ + 1) == TokenKind::Placeholder || (find(Kw::Begin, 200) > 0 && find(Kw::End, 4000) > 0));
    case Kw::Begin: return shape(find(Kw::End, 4000) > 0 && find_semicolon());
    case Kw::If: return shape(find(Kw::Exists, 4) > 0 && find(Kw::Select, 6) > 0);
    case Kw::Copy: return shape(name(at_ + 1) && (find(Kw::From, 40) > 0 || find(Kw::To, 40) > 0) && upper(at_));
    case Kw::Load: return shape(kw(at_ + 1) == Kw::Data && find(Kw::Into, 20) > 0);
    case Kw::Values: return shape(kind(at_ + 1) == TokenKind::Open);
    case Kw::Rename: return shape(kw(at_ + 1) == Kw::Table && find(Kw::To, 8) > 0);
    case Kw::Set:
    case Kw::Use:
    case Kw::Show:
    case Kw::Pragma:
    case Kw::Explain:
    case Kw::Describe:
    case Kw::Commit:
    case Kw::Rollback:
    case Kw::Start:
    case Kw::Lock:
    case Kw::Vacuum:
    case Kw::Analyze:
      if (kw(at_) == Kw::Explain && (kw(at_ + 1) == Kw::Select || kw(at_ + 1) == Kw::Analyze))
        return Verdict::Statement;
      return upper(at_) && !prose_before(6) ? fragment_or(Verdict::Statement) : fragment_or(Verdict::No);
    default: return fragment_or(Verdict::No);
  }
}

}  // namespace onewriter::sql::judging

namespace onewriter::sql {

Verdict looks_like_sql(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) <= ' ' || text[at] == '(') && text[at] != hole_begin)
    ++at;
  if (text.size() - at < 5) return Verdict::No;
  const char head = lower(text[at]);
  const bool letter = head >= 'a' && head <= 'z';
  if (!letter && head != '-' && head != '/' && head != '<' && head != '{' && head != '"' && head != '`' && head != '[')
    return Verdict::No;
  if (letter) {
    // Most strings are refused here: their first word begins no statement and no clause.
    std::size_t end = at;
    while (end < text.size() &&
           ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z') || text[end] == '_'))
      ++end;
    const bool known = keyword_from(text.substr(at, end - at)) != Kw::None;
    if (!known && text.find('=', end) == std::string_view::npos) return Verdict::No;
  }
  constexpr std::size_t longest = 20000;
  const Tokens tokens = tokenize(text.substr(0, longest), {Dialect::Unknown, false});
  return judging::Judge(tokens).judge();
}

}  // namespace onewriter::sql
