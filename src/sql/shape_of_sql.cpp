// Is a string from code a statement at all? Prose, log messages and other languages must not become accesses.

#include <algorithm>
#include <array>

#include "sql/reader.h"
#include "sql/tokenizer.h"

namespace onewriter::sql {
namespace {

// Words of English that are no names of tables or columns without quotes.
constexpr std::array<std::string_view, 42> prose = {
    "the",          "a",      "an",      "your",   "you",    "our",  "their",  "please", "this", "that", "these",
    "those",        "which",  "could",   "cannot", "failed", "must", "should", "was",    "were", "been", "has",
    "have",         "will",   "would",   "some",   "one",    "more", "its",    "it",     "we",   "they", "because",
    "successfully", "unable", "invalid", "here",   "there",  "via",  "about",  "can",    "are"};

class Judge {
 public:
  explicit Judge(const Tokens& tokens) : tokens_(tokens), list_(tokens.list) {}

  Verdict judge() {
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

 private:
  TokenKind kind(std::size_t i) const { return i < list_.size() ? list_[i].kind : TokenKind::End; }
  Kw kw(std::size_t i) const { return i < list_.size() ? list_[i].kw : Kw::None; }
  std::string_view text(std::size_t i) const { return i < list_.size() ? tokens_.of(list_[i]) : std::string_view(); }
  bool closes(std::size_t i) const { return kind(i) == TokenKind::End || kind(i) == TokenKind::Semicolon; }
  bool name(std::size_t i) const {
    switch (kind(i)) {
      case TokenKind::Word: return !is_prose(i) && (!is_reserved(kw(i)) || kind(i + 1) == TokenKind::Dot);
      case TokenKind::Quoted:
      case TokenKind::Hole:
      case TokenKind::Template:
      case TokenKind::Placeholder: return true;
      case TokenKind::String: return text(i)[0] == '"';
      default: return false;
    }
  }
  std::size_t after_name(std::size_t i) const {
    ++i;
    while (kind(i) == TokenKind::Dot ||
           (i > 0 && i < list_.size() && list_[i].offset == list_[i - 1].end() &&
            (kind(i) == TokenKind::Placeholder || kind(i) == TokenKind::Hole || kind(i) == TokenKind::Template)))
      i += kind(i) == TokenKind::Dot ? 2 : 1;
    return i;
  }
  TokenKind behind_name(std::size_t i) const { return kind(after_name(i)); }
  bool upper(std::size_t i) const {
    const std::string_view word = text(i);
    return !word.empty() && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }
  bool lower_case(std::size_t i) const {
    const std::string_view word = text(i);
    return !word.empty() && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  bool is_prose(std::size_t i) const {
    if (kind(i) != TokenKind::Word || kind(i + 1) == TokenKind::Dot || (i > 0 && kind(i - 1) == TokenKind::Dot))
      return false;
    const std::string_view word = text(i);
    if (word.size() == 1 && (kind(i + 1) != TokenKind::Word || kw(i + 1) != Kw::None)) return false;  // an alias
    return std::any_of(prose.begin(), prose.end(), [&](std::string_view p) { return equals_ignoring_case(p, word); });
  }
  bool prose_before(std::size_t limit) const {
    for (std::size_t i = at_ + 1; i < at_ + limit && !closes(i); ++i) {
      if (is_prose(i)) return true;
    }
    return false;
  }
  // Index of the keyword outside of parentheses, or 0.
  std::size_t find(Kw wanted, std::size_t limit) const {
    for (std::size_t i = at_ + 1, steps = 0; i < list_.size() && steps < limit; ++i, ++steps) {
      if (kind(i) == TokenKind::Open && wanted != Kw::Select) {
        i = std::max<std::size_t>(list_[i].mate, i);
        continue;
      }
      if (kw(i) == wanted) return i;
    }
    return 0;
  }
  bool find_semicolon() const {
    return std::any_of(list_.begin(), list_.end(), [](const Token& t) { return t.kind == TokenKind::Semicolon; });
  }
  // What prose has not: operators, placeholders, dotted and quoted names, calls, numbers, clauses.
  int evidence() const {
    int points = 0;
    const std::size_t limit = std::min<std::size_t>(list_.size(), at_ + 200);
    for (std::size_t i = at_ + 1; i < limit && points < 5; ++i) {
      switch (kind(i)) {
        case TokenKind::Placeholder:
        case TokenKind::Hole:
        case TokenKind::Template: points += 2; break;
        case TokenKind::Operator:
          points += text(i)[0] == '=' || text(i)[0] == '<' || text(i)[0] == '>' || text(i)[0] == '*' || text(i) == "::"
                        ? 2
                        : 0;
          break;
        case TokenKind::Dot:
          points += kind(i + 1) == TokenKind::Word && list_[i].end() == list_[i + 1].offset &&
                    list_[i].offset == list_[i - 1].end();
          break;
        case TokenKind::Open: points += list_[i].offset == list_[i - 1].end(); break;
        case TokenKind::Quoted: points += 1; break;
        case TokenKind::Word:
          if (text(i).find('_') != std::string_view::npos) points += 1;
          if (kw(i) == Kw::Where || kw(i) == Kw::Join ||
              ((kw(i) == Kw::Order || kw(i) == Kw::Group) && kw(i + 1) == Kw::By) || kw(i) == Kw::Limit)
            points += 2;
          break;
        default: break;
      }
    }
    return points;
  }
  // SELECT and FROM written alike, as people write SQL: both small or both large, never "Select".
  bool same_case(std::size_t a, std::size_t b) const {
    return (upper(a) && upper(b)) || (lower_case(a) && lower_case(b));
  }
  bool ends_like_prose() const {
    std::string_view all = trim(tokens_.text);
    return !all.empty() && (all.back() == '.' || all.back() == '!' ||
                            (all.back() == '?' && all.size() > 1 && all[all.size() - 2] >= 'a') || all.back() == ':');
  }
  Verdict shape(bool statement) const { return statement ? Verdict::Statement : Verdict::No; }

  Verdict select() {
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

  Verdict insert() {
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

  Verdict update() {
    const std::size_t set = find(Kw::Set, 200);
    if (set == 0 || set == at_ + 1 || !(name(at_ + 1) || kind(at_ + 1) == TokenKind::Open || is_reserved(kw(at_ + 1))))
      return Verdict::No;
    const std::size_t column = set + 1;
    if (closes(column)) return Verdict::Fragment;
    const std::size_t next =
        kind(column) == TokenKind::Open ? std::max<std::size_t>(list_[column].mate, column) + 1 : after_name(column);
    const bool assigns = kind(next) == TokenKind::Operator &&
                         (text(next)[0] == '=' || text(next) == ":=" || text(next)[0] == '+' || text(next)[0] == '-');
    const bool unknown = kind(column) == TokenKind::Hole || kind(column) == TokenKind::Placeholder ||
                         kind(column) == TokenKind::Template;
    return shape(assigns || unknown);
  }

  Verdict delete_() {
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

  Verdict with() {
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

  Verdict create() {
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

  Verdict drop() {
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

  Verdict truncate() {
    const bool table = kw(at_ + 1) == Kw::Table;
    const std::size_t named = at_ + (table ? 2 : 1);
    if (!name(named)) return Verdict::No;
    const std::size_t next = after_name(named);
    const bool done = closes(next) || kind(next) == TokenKind::Comma || kw(next) == Kw::Cascade ||
                      kw(next) == Kw::Restrict || equals_ignoring_case(text(next), "restart");
    return shape(done && (table || upper(at_)));
  }

  // A clause without its statement.
  Verdict fragment_or(Verdict otherwise) const {
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

  const Tokens& tokens_;
  const std::vector<Token>& list_;
  std::size_t at_ = 0;
};

}  // namespace

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
  return Judge(tokens).judge();
}

}  // namespace onewriter::sql
