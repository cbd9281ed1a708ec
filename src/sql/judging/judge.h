#pragma once
// Is a string from code a statement? The tokens looked at, and what is asked of them; one file per subject.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "sql/reader.h"
#include "sql/tokenizer.h"

namespace onewriter::sql::judging {

class Judge {
 public:
  explicit Judge(const Tokens& tokens) : tokens_(tokens), list_(tokens.list) {}

  Verdict judge();

 private:
  TokenKind kind(std::size_t i) const { return i < list_.size() ? list_[i].kind : TokenKind::End; }
  Kw kw(std::size_t i) const { return i < list_.size() ? list_[i].kw : Kw::None; }
  std::string_view text(std::size_t i) const { return i < list_.size() ? tokens_.of(list_[i]) : std::string_view(); }
  bool closes(std::size_t i) const { return kind(i) == TokenKind::End || kind(i) == TokenKind::Semicolon; }
  bool name(std::size_t i) const;
  std::size_t after_name(std::size_t i) const;
  TokenKind behind_name(std::size_t i) const { return kind(after_name(i)); }
  bool upper(std::size_t i) const {
    const std::string_view word = text(i);
    return !word.empty() && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }
  bool lower_case(std::size_t i) const {
    const std::string_view word = text(i);
    return !word.empty() && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  bool is_prose(std::size_t i) const;
  bool prose_before(std::size_t limit) const;
  // Index of the keyword outside of parentheses, or 0.
  std::size_t find(Kw wanted, std::size_t limit) const;
  bool find_semicolon() const;
  // What prose has not: operators, placeholders, dotted and quoted names, calls, numbers, clauses.
  int evidence() const;
  // SELECT and FROM written alike, as people write SQL: both small or both large, never "Select".
  bool same_case(std::size_t a, std::size_t b) const {
    return (upper(a) && upper(b)) || (lower_case(a) && lower_case(b));
  }
  bool ends_like_prose() const;
  Verdict shape(bool statement) const { return statement ? Verdict::Statement : Verdict::No; }

  Verdict select();
  Verdict with();
  Verdict insert();
  Verdict update();
  Verdict delete_();
  Verdict create();
  Verdict drop();
  Verdict truncate();
  // A clause without its statement.
  Verdict fragment_or(Verdict otherwise) const;

  const Tokens& tokens_;
  const std::vector<Token>& list_;
  std::size_t at_ = 0;
};

}  // namespace onewriter::sql::judging
