#pragma once
// Words, strings and marks of a schema language, one after the other, comments left out.

#include <string>
#include <string_view>

#include "extract/config/builder.h"

namespace onewriter::extract::spec {

struct Token {
  enum class Kind { End, Word, Text, Mark } kind = Kind::End;
  std::string_view text;  // of a Text: what its quotes hold, undecoded
  config::At at;

  bool is(std::string_view what) const { return kind != Kind::Text && text == what; }
};

class Tokens {
 public:
  // `hash`: comments begin with #; else with // and between /* and */. `words`: what words may hold beside letters,
  // digits and _.
  Tokens(std::string_view text, bool hash, std::string_view words);

  const Token& peek() const { return next_; }
  Token take();
  // Takes the next token when it is that one.
  bool accept(std::string_view what);
  // Up to behind the ";" (or the block) that ends what stands here.
  void skip_statement();
  // From behind an opening mark to behind its closing one.
  void skip_block(std::string_view open, std::string_view close);

 private:
  Token read();
  void skip_blank();

  std::string_view text_;
  config::Lines lines_;
  bool hash_;
  std::string_view words_;
  std::size_t at_ = 0;
  Token next_;
};

}  // namespace onewriter::extract::spec
