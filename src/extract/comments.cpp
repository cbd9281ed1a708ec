#include "extract/comments.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace onewriter::extract {
namespace {

using workspace::FileKind;

// The signs of a family of languages.
struct Signs {
  bool slashes = false;      // // and /* */
  bool hash = false;         // #
  bool hash_begins = false;  // ... only where a line or a word begins (YAML: "a#b" is a value)
  bool head_only = false;    // # (and !, ;) only at the head of a line (.properties, Dockerfile)
  bool semicolon = false;    // ; at the head of a line or after a space (INI)
  bool dashes = false;       // --
  bool blocks = false;       // /* */ without //
  bool markup = false;       // <!-- -->
  bool characters = false;   // ' ' holds one character: 'a', '\n'; Rust's 'a is no quote
  bool backtick = false;     // ` ` is a string of several lines
  bool triple = false;       // """ and '''
  bool quotes = true;
};

Signs signs_of(FileKind kind) {
  Signs s;
  switch (kind) {
    case FileKind::Python: s.hash = s.triple = true; break;
    case FileKind::Ruby: s.hash = s.hash_begins = true; break;
    case FileKind::JavaScript:
    case FileKind::TypeScript:
    case FileKind::Tsx: s.slashes = s.backtick = true; break;
    case FileKind::Java:
    case FileKind::CSharp:
    case FileKind::Kotlin:
    case FileKind::Scala: s.slashes = s.characters = s.triple = true; break;
    case FileKind::Go: s.slashes = s.characters = s.backtick = true; break;
    case FileKind::Rust:
    case FileKind::Cpp: s.slashes = s.characters = true; break;
    case FileKind::Php: s.slashes = s.hash = true; break;
    case FileKind::Sql: s.dashes = s.blocks = s.hash = s.head_only = true; break;
    case FileKind::Yaml:
    case FileKind::Toml:
    case FileKind::Env:
    case FileKind::Shell: s.hash = s.hash_begins = true; break;
    case FileKind::Properties:
      s.hash = s.head_only = true;
      s.quotes = false;
      break;
    case FileKind::Dockerfile:
      s.hash = s.head_only = true;
      s.quotes = false;
      break;
    case FileKind::Ini:
      s.hash = s.hash_begins = s.semicolon = true;
      s.quotes = false;
      break;
    case FileKind::Hcl: s.slashes = s.hash = true; break;
    case FileKind::GraphQl: s.hash = s.triple = true; break;
    case FileKind::Proto:
    case FileKind::Prisma:
    case FileKind::Dbml:
    case FileKind::Json:
    case FileKind::Avro: s.slashes = true; break;
    case FileKind::Xml:
      s.markup = true;
      s.quotes = false;
      break;
    case FileKind::Other: s.quotes = false; break;
  }
  return s;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

class Walk {
 public:
  Walk(FileKind kind, std::string_view text) : signs_(signs_of(kind)), kind_(kind), text_(text) {}

  Comments run() {
    out_.code.push_back(false);
    out_.code.push_back(false);
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  bool here(std::string_view sign) const { return text_.substr(at_).starts_with(sign); }
  bool line_begins() const { return blank_; }
  bool word_begins() const { return at_ == 0 || is_space(text_[at_ - 1]) || text_[at_ - 1] == '\n'; }

  void advance(std::size_t count, bool code) {
    for (std::size_t i = 0; i < count && at_ < text_.size(); ++i, ++at_) {
      if (text_[at_] == '\n') {
        out_.code.push_back(false);
        blank_ = true;
        line_start_ = at_ + 1;
      } else if (!is_space(text_[at_])) {
        if (code) out_.code.back() = true;
        blank_ = false;
      }
    }
  }

  void step() {
    if (signs_.slashes && here("//")) return comment(2, line_end());
    if ((signs_.slashes || signs_.blocks) && here("/*")) return block(2, "*/");
    if (signs_.markup && here("<!--")) return block(4, "-->");
    if (signs_.dashes && here("--")) return comment(2, line_end());
    if (hash()) return comment(1, line_end());
    if (signs_.quotes && quote()) return;
    advance(1, true);
  }

  bool hash() const {
    const char c = text_[at_];
    const bool sign =
        (signs_.hash && c == '#') || (signs_.semicolon && c == ';') || (kind_ == FileKind::Properties && c == '!');
    if (!sign) return false;
    if (signs_.head_only) return line_begins();
    if (kind_ == FileKind::Php && here("#[")) return false;  // an attribute
    return !signs_.hash_begins || word_begins();
  }

  std::size_t line_end() const { return std::min(text_.find('\n', at_), text_.size()); }

  // One line from the sign to `end`.
  void comment(std::size_t sign, std::size_t end) {
    emit(at_ + sign, end);
    advance(end - at_, false);
  }

  void block(std::size_t sign, std::string_view close) {
    const std::size_t found = text_.find(close, at_ + sign);
    const std::size_t end = found == std::string_view::npos ? text_.size() : found;
    std::size_t from = at_ + sign;
    while (from <= end) {
      const std::size_t stop = std::min(std::min(text_.find('\n', from), text_.size()), end);
      advance(from - at_, false);
      emit(from, stop);
      from = stop + 1;
    }
    advance(end - at_, false);
    if (found != std::string_view::npos) advance(close.size(), false);
  }

  void emit(std::size_t from, std::size_t end) {
    while (from < end &&
           (is_space(text_[from]) || std::string_view("*/!#-;").find(text_[from]) != std::string_view::npos))
      ++from;
    while (end > from && is_space(text_[end - 1])) --end;
    if (from >= end) return;
    out_.lines.push_back({static_cast<std::uint32_t>(out_.code.size() - 1),
                          static_cast<std::uint32_t>(from - line_start_ + 1), text_.substr(from, end - from)});
  }

  // Walks over a string, if one opens here.
  bool quote() {
    const char c = text_[at_];
    if (c != '"' && c != '\'' && !(c == '`' && (signs_.backtick || signs_.dashes))) return false;
    if (signs_.hash_begins && at_ > 0 && std::isalnum(static_cast<unsigned char>(text_[at_ - 1]))) return false;
    const std::string three(3, c);
    if (signs_.triple && here(three)) {
      const std::size_t close = text_.find(three, at_ + 3);
      if (close == std::string_view::npos) return false;
      string_to(close + 3);
      return true;
    }
    const bool lines = (c == '`' && signs_.backtick) || (c == '\'' && signs_.dashes);
    const std::size_t limit = lines ? text_.size() : line_end();
    std::size_t i = at_ + 1;
    while (i < limit && text_[i] != c) i += text_[i] == '\\' && !signs_.dashes && kind_ != FileKind::Yaml ? 2 : 1;
    if (i >= limit) return false;
    if (c == '\'' && signs_.characters && i - at_ > 12) return false;
    string_to(i + 1);
    return true;
  }

  // SQL in a string of several lines has comments of its own.
  void string_to(std::size_t end) {
    const std::string_view inside = text_.substr(at_, end - at_);
    if (inside.find('\n') == std::string_view::npos) return advance(inside.size(), true);
    while (at_ < end) {
      if (here("--")) {
        const std::size_t stop = std::min(line_end(), end);
        emit(at_ + 2, stop);
        advance(stop - at_, false);
      } else {
        advance(1, true);
      }
    }
  }

  Signs signs_;
  FileKind kind_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  bool blank_ = true;  // nothing but spaces so far in this line
  Comments out_;
};

}  // namespace

Comments comments_in(FileKind kind, std::string_view text) { return Walk(kind, text).run(); }

}  // namespace onewriter::extract
