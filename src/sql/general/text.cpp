// SQL in strings: routines' bodies, DO, and what EXECUTE and its like run.

#include <algorithm>
#include <utility>

#include "sql/general/reader.h"

namespace onewriter::sql::general {
namespace {

constexpr int deepest_text = 3;

}  // namespace

// A routine's body in a string; positions are those of the string. Returns what routine_body does.
std::set<std::string> Reader::text_body(Routine& routine, std::string_view text, std::uint32_t token) {
  if (session_.text_depth >= deepest_text) {
    blind("dynamic SQL", "nested", token);
    return session_.temporary;
  }
  const Tokens inner = tokenize(text, {session_.dialect, false});
  Session session = session_;
  ++session.text_depth;
  Reader reader(inner, 0, static_cast<std::uint32_t>(inner.list.size() - 1), session);
  Statement& definition = reader.current_;
  std::set<std::string> temporary = reader.routine_body(routine);
  for (Access& access : routine.accesses) access.at = position(token);
  for (RoutineCall& call : routine.calls) call.at = position(token);
  for (BlindSpot& spot : definition.blind_spots)
    current_.blind_spots.push_back({std::move(spot.what), std::move(spot.detail), position(token)});
  if (reader.body_lost_) blind("dynamic SQL", std::string(trim(text)), token);
  return temporary;
}

// PostgreSQL: DO [LANGUAGE l] 'body' [LANGUAGE l]
bool Reader::anonymous_block() {
  constexpr std::uint32_t longest = 5;
  std::uint32_t text = 0;
  bool foreign_language = false;
  for (std::uint32_t ahead = 1; ahead < longest && !ends(ahead); ++ahead) {
    if (is(TokenKind::String, ahead) && text == 0) text = at_ + ahead;
    if (kw(ahead) == Kw::Language) foreign_language = !word("plpgsql", ahead + 1);
  }
  if (text == 0) return false;
  current_.kind = StatementKind::Call;
  Routine block;
  if (!foreign_language) session_.temporary = text_body(block, unquoted(tokens_.of(list_[text]), lexis_), text);
  current_.accesses = std::move(block.accesses);
  current_.calls = std::move(block.calls);
  while (!at_end()) ++at_;
  return true;
}

// SQL in a string: its accesses are this statement's. Positions are those of the string.
void Reader::read_text(std::string_view text, std::uint32_t token) {
  if (session_.text_depth >= deepest_text) return blind("dynamic SQL", "nested", token);
  const std::string owned(text);
  const Tokens inner = tokenize(owned, {session_.dialect, false});
  ++session_.text_depth;
  std::vector<Statement> statements =
      general::read(inner, 0, static_cast<std::uint32_t>(inner.list.size() - 1), session_);
  --session_.text_depth;
  const Position at = position(token);
  for (Statement& s : statements) {
    if (s.kind == StatementKind::Unreadable) {
      blind("dynamic SQL", std::string(trim(text)), token);
      continue;
    }
    for (Access& a : s.accesses) {
      a.at = at;
      current_.accesses.push_back(std::move(a));
    }
    for (BlindSpot& b : s.blind_spots) {
      b.at = at;
      current_.blind_spots.push_back(std::move(b));
    }
    for (RoutineCall& c : s.calls) current_.calls.push_back({std::move(c.name), at});
    for (Definition& d : s.definitions) {
      d.at = at;
      current_.definitions.push_back(std::move(d));
    }
  }
}

// A constant is read; anything put together at run time is a blind spot.
void Reader::execute_text() {
  const std::uint32_t first = at_;
  if (is(TokenKind::Placeholder) && op("=", 1)) at_ += 2;  // @stmt = N'...'
  std::string text;
  bool constant = is(TokenKind::String);
  const std::uint32_t at = at_;
  while (constant && is(TokenKind::String)) {
    text += unquoted(tokens_.of(tok()), lexis_);
    ++at_;
    if (op("+") || op("||")) {
      ++at_;
      constant = is(TokenKind::String);
    }
  }
  if (constant)
    read_text(text, at);
  else
    blind("dynamic SQL", std::string(text_from(first, std::min(first + 6, end_))), first);
  while (!at_end() && !statement_head() && !is(TokenKind::Close)) {
    if (is(TokenKind::Open))
      skip_parentheses();
    else
      ++at_;
  }
}

}  // namespace onewriter::sql::general
