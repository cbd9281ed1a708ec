// Evidence for SQL and against it: names, keywords to come, and the signs of prose.

#include <algorithm>
#include <array>

#include "sql/judging/judge.h"

namespace onewriter::sql::judging {

namespace {

// Words of English that are no names of tables or columns without quotes.
constexpr std::array<std::string_view, 42> prose = {
    "the",          "a",      "an",      "your",   "you",    "our",  "their",  "please", "this", "that", "these",
    "those",        "which",  "could",   "cannot", "failed", "must", "should", "was",    "were", "been", "has",
    "have",         "will",   "would",   "some",   "one",    "more", "its",    "it",     "we",   "they", "because",
    "successfully", "unable", "invalid", "here",   "there",  "via",  "about",  "can",    "are"};

}  // namespace

bool Judge::name(std::size_t i) const {
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

std::size_t Judge::after_name(std::size_t i) const {
  ++i;
  while (kind(i) == TokenKind::Dot ||
         (i > 0 && i < list_.size() && list_[i].offset == list_[i - 1].end() &&
          (kind(i) == TokenKind::Placeholder || kind(i) == TokenKind::Hole || kind(i) == TokenKind::Template)))
    i += kind(i) == TokenKind::Dot ? 2 : 1;
  return i;
}

bool Judge::is_prose(std::size_t i) const {
  if (kind(i) != TokenKind::Word || kind(i + 1) == TokenKind::Dot || (i > 0 && kind(i - 1) == TokenKind::Dot))
    return false;
  const std::string_view word = text(i);
  if (word.size() == 1 && (kind(i + 1) != TokenKind::Word || kw(i + 1) != Kw::None)) return false;  // an alias
  return std::any_of(prose.begin(), prose.end(), [&](std::string_view p) { return equals_ignoring_case(p, word); });
}

bool Judge::prose_before(std::size_t limit) const {
  for (std::size_t i = at_ + 1; i < at_ + limit && !closes(i); ++i) {
    if (is_prose(i)) return true;
  }
  return false;
}

std::size_t Judge::find(Kw wanted, std::size_t limit) const {
  for (std::size_t i = at_ + 1, steps = 0; i < list_.size() && steps < limit; ++i, ++steps) {
    if (kind(i) == TokenKind::Open && wanted != Kw::Select) {
      i = std::max<std::size_t>(list_[i].mate, i);
      continue;
    }
    if (kw(i) == wanted) return i;
  }
  return 0;
}

bool Judge::find_semicolon() const {
  return std::any_of(list_.begin(), list_.end(), [](const Token& t) { return t.kind == TokenKind::Semicolon; });
}

int Judge::evidence() const {
  int points = 0;
  const std::size_t limit = std::min<std::size_t>(list_.size(), at_ + 200);
  for (std::size_t i = at_ + 1; i < limit && points < 5; ++i) {
    switch (kind(i)) {
      case TokenKind::Placeholder:
      case TokenKind::Hole:
      case TokenKind::Template: points += 2; break;
      case TokenKind::Operator:
        points +=
            text(i)[0] == '=' || text(i)[0] == '<' || text(i)[0] == '>' || text(i)[0] == '*' || text(i) == "::" ? 2 : 0;
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

bool Judge::ends_like_prose() const {
  std::string_view all = trim(tokens_.text);
  return !all.empty() && (all.back() == '.' || all.back() == '!' ||
                          (all.back() == '?' && all.size() > 1 && all[all.size() - 2] >= 'a') || all.back() == ':');
}

}  // namespace onewriter::sql::judging
