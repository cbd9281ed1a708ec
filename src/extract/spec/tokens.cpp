#include "extract/spec/tokens.h"

#include <algorithm>

namespace onewriter::extract::spec {

Tokens::Tokens(std::string_view text, bool hash, std::string_view words)
    : text_(text), lines_(text), hash_(hash), words_(words) {
  next_ = read();
}

Token Tokens::take() {
  Token taken = next_;
  next_ = read();
  return taken;
}

bool Tokens::accept(std::string_view what) {
  if (!next_.is(what)) return false;
  take();
  return true;
}

void Tokens::skip_statement() {
  while (next_.kind != Token::Kind::End && !next_.is("}")) {
    const Token token = take();
    if (token.is(";")) return;
    if (token.is("{")) return skip_block("{", "}");
  }
}

void Tokens::skip_block(std::string_view open, std::string_view close) {
  for (std::size_t depth = 1; depth > 0 && next_.kind != Token::Kind::End;) {
    const Token token = take();
    if (token.is(open)) ++depth;
    if (token.is(close)) --depth;
  }
}

void Tokens::skip_blank() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    const std::string_view rest = text_.substr(at_);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || (hash_ && c == ',')) {
      ++at_;
    } else if ((hash_ && c == '#') || (!hash_ && rest.starts_with("//"))) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (!hash_ && rest.starts_with("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
    } else {
      return;
    }
  }
}

Token Tokens::read() {
  skip_blank();
  Token token;
  if (at_ >= text_.size()) return token;
  token.at = lines_.at(at_);
  const auto in_word = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           words_.find(c) != std::string_view::npos;
  };
  const char c = text_[at_];
  std::size_t end = at_;
  if (text_.substr(at_).starts_with("\"\"\"")) {
    end = std::min(text_.find("\"\"\"", at_ + 3), text_.size());
    token.kind = Token::Kind::Text;
    token.text = text_.substr(at_ + 3, end - std::min(end, at_ + 3));
    at_ = std::min(end + 3, text_.size());
    return token;
  }
  if (c == '"' || c == '\'') {
    for (end = at_ + 1; end < text_.size() && text_[end] != c && text_[end] != '\n'; ++end)
      if (text_[end] == '\\') ++end;
    end = std::min(end, text_.size());
    token.kind = Token::Kind::Text;
    token.text = text_.substr(at_ + 1, end - at_ - 1);
    at_ = std::min(end + 1, text_.size());
    return token;
  }
  if (in_word(c)) {
    while (end < text_.size() && in_word(text_[end])) ++end;
    token.kind = Token::Kind::Word;
  } else {
    end = at_ + 1;
    token.kind = Token::Kind::Mark;
  }
  token.text = text_.substr(at_, end - at_);
  at_ = end;
  return token;
}

}  // namespace onewriter::extract::spec
