// BigQuery's pipe syntax.

#include <cstddef>
#include <cstdint>

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// FROM t |> WHERE ... |> JOIN ...
Derived Reader::pipes(Derived derived) {
  if (!op("|>")) return derived;
  Scope own;
  const bool opened = scope_ == nullptr;
  if (opened) open_scope(own);
  std::size_t added = 0;
  while (op("|>")) {
    ++at_;
    derived.open = true;
    const std::size_t itself = kw() == Kw::Recursive ? announce_pipe() : 0;
    take(Kw::Recursive);
    if (kw() == Kw::With) {
      added += with_clause();
    } else if (kw() == Kw::Insert) {
      ++at_;
      take(Kw::Into);
      if (auto target = name()) write_target(*target, Verb::Insert);
    } else if (kw() == Kw::If) {
      pipe_if();
    } else if (kw() == Kw::Union || kw() == Kw::Intersect || kw() == Kw::Except) {
      ++at_;
      if (!take(Kw::All)) take(Kw::Distinct);
      while (!at_end() && !is(TokenKind::Open) && !op("|>")) ++at_;  // BY NAME, WITH DEPTH AS n
      do {
        if (is(TokenKind::Open)) parenthesised_query();
      } while (take(TokenKind::Comma));
    } else if (join_starts()) {
      joins();
    } else if (kw() == Kw::Select || word("extend") || word("aggregate")) {
      ++at_;
      Derived ignored;
      select_list(ignored);
      clauses();
    } else if (kw() == Kw::Where || kw() == Kw::Order || kw() == Kw::Limit || kw() == Kw::Group) {
      clauses();
    } else if (kw() == Kw::Set || kw() == Kw::Drop || kw() == Kw::As || kw() == Kw::Rename) {
      while (!at_end() && !op("|>") && !is(TokenKind::Close)) ++at_;
    } else {
      ++at_;
      expressions(ColumnRole::Read, item_alias);
    }
    while (!at_end() && !op("|>") && !is(TokenKind::Close)) ++at_;
    forget_ctes(itself);
  }
  forget_ctes(added);
  if (opened) close_scope();
  return derived;
}

// At |> RECURSIVE UNION ALL (query) AS t: in the query t is what the pipe gives. How many names were added.
std::size_t Reader::announce_pipe() {
  std::uint32_t at = at_;
  while (at < end_ && list_[at].kind != TokenKind::Open && list_[at].op != '|') ++at;
  if (at >= end_ || list_[at].kind != TokenKind::Open) return 0;
  at = after_mate(at);
  if (at < end_ && list_[at].kw == Kw::As) ++at;
  if (at >= end_ || (list_[at].kind != TokenKind::Word && list_[at].kind != TokenKind::Quoted)) return 0;
  add_cte(folded(at), {});
  return 1;
}

// |> IF condition THEN (|> ...) ELSEIF condition THEN (|> ...) ELSE (|> ...)
void Reader::pipe_if() {
  if (depth_ >= deepest_query) return;
  ++depth_;
  do {
    if (tok().kw != Kw::Else) {
      ++at_;
      expression(ColumnRole::Filtered);
    } else {
      ++at_;
    }
    take(Kw::Then);
    if (!is(TokenKind::Open)) break;
    const std::uint32_t close = after_mate(at_);
    ++at_;
    pipes({});
    at_ = close;
  } while (kw() == Kw::Elseif || kw() == Kw::Else);
  --depth_;
}

}  // namespace onewriter::sql::general
