#pragma once
// A grammar with its compiled query. Immutable once made, so that all threads share one per language.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/code/vocabulary.h"
#include "facts/result.h"
#include "workspace/file_kind.h"

struct TSLanguage;

namespace onewriter::extract {

struct Query;

// (#eq? @a "x"), (#not-eq? ...), (#any-of? @a "x" "y"), (#not-any-of? ...): on the text of a capture.
// (#not-kind? @a "block"): on what node it is.
struct Predicate {
  std::uint32_t capture = 0;
  bool negated = false;
  bool of_kind = false;
  std::vector<std::string> words;
};

// (#set! method.modifier "constructor"): a Word that does not stand in the source.
struct Setting {
  Role role = Role::Modifier;
  std::string text;
};

struct Pattern {
  std::vector<Predicate> predicates;
  std::vector<Setting> settings;
  std::string join;  // (#set! import.join "."), of typeref too: several modules or names make one, joined by this
  bool strip_indent = false;  // (#set! string.indent "strip"): a literal whose common indentation is not part of it
  bool rest = false;          // (#set! string.text "rest"): all that is no hole is text
  bool heredoc = false;       // (#set! string.heredoc "below"): the text stands elsewhere, see heredocs.h
  bool dollar = false;        // (#set! string.hole "$"): $name in the text is a hole
  std::string doubled;        // (#set! string.doubled "{}"): characters that stand for themselves when written twice

  bool has_settings() const {
    return !settings.empty() || !join.empty() || !doubled.empty() || strip_indent || rest || heredoc || dollar;
  }
};

struct Grammar {
  Language language = Language::None;
  const TSLanguage* parser = nullptr;
  std::shared_ptr<const Query> query;
  std::vector<Capture> captures;  // by capture index
  std::vector<Pattern> patterns;  // by pattern index
};

// The text of rules/extract/<name>.scm after the files that its first line inherits ("; inherits: ecma"), which
// stand behind its own patterns. Empty when there is none.
std::string query_text(std::string_view name);

// The name of the query file of a kind of code: its language, but tsx for TSX.
std::string_view query_name(workspace::FileKind kind);

// Compiles; an Error names the file, the line and the capture or node that is not known.
facts::Result<Grammar> compile(workspace::FileKind kind, std::string_view query);

// The grammar of a kind of code file, compiled at its first use in the process; null for other kinds, and for a query
// that does not compile (a test sees to it that all do).
const Grammar* grammar(workspace::FileKind kind);

Language language_of(workspace::FileKind kind);

}  // namespace onewriter::extract
