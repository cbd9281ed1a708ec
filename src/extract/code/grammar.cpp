#include "extract/code/grammar.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <mutex>
#include <optional>

#include "extract/code/query.h"
#include "facts/resources.h"

extern "C" {
const TSLanguage* tree_sitter_python(void);
const TSLanguage* tree_sitter_javascript(void);
const TSLanguage* tree_sitter_typescript(void);
const TSLanguage* tree_sitter_tsx(void);
const TSLanguage* tree_sitter_java(void);
const TSLanguage* tree_sitter_c_sharp(void);
const TSLanguage* tree_sitter_go(void);
const TSLanguage* tree_sitter_php(void);
const TSLanguage* tree_sitter_ruby(void);
const TSLanguage* tree_sitter_kotlin(void);
const TSLanguage* tree_sitter_rust(void);
const TSLanguage* tree_sitter_scala(void);
const TSLanguage* tree_sitter_cpp(void);
}

namespace onewriter::extract {
namespace {

using workspace::FileKind;

struct Entry {
  FileKind kind;
  Language language;
  const TSLanguage* (*parser)();
};

constexpr std::array<Entry, 13> entries = {{
    {FileKind::Python, Language::Python, tree_sitter_python},
    {FileKind::JavaScript, Language::JavaScript, tree_sitter_javascript},
    {FileKind::TypeScript, Language::TypeScript, tree_sitter_typescript},
    {FileKind::Tsx, Language::TypeScript, tree_sitter_tsx},
    {FileKind::Java, Language::Java, tree_sitter_java},
    {FileKind::CSharp, Language::CSharp, tree_sitter_c_sharp},
    {FileKind::Go, Language::Go, tree_sitter_go},
    {FileKind::Php, Language::Php, tree_sitter_php},
    {FileKind::Ruby, Language::Ruby, tree_sitter_ruby},
    {FileKind::Kotlin, Language::Kotlin, tree_sitter_kotlin},
    {FileKind::Rust, Language::Rust, tree_sitter_rust},
    {FileKind::Scala, Language::Scala, tree_sitter_scala},
    {FileKind::Cpp, Language::Cpp, tree_sitter_cpp},
}};

const Entry* entry_of(FileKind kind) {
  for (const Entry& entry : entries)
    if (entry.kind == kind) return &entry;
  return nullptr;
}

facts::Error query_error(std::string_view name, std::string_view query, std::size_t offset, std::string message) {
  facts::Error error{std::move(message), {}};
  error.place.file = "rules/extract/" + std::string(name) + ".scm";
  error.place.line = 1 + static_cast<std::uint32_t>(std::count(query.begin(), query.begin() + offset, '\n'));
  return error;
}

// What is wrong with a clause, or "".
std::string add_clause(const QueryClause& clause, Pattern& pattern) {
  const std::vector<QueryClause::Word>& words = clause.words;
  if (clause.name == "set!") {
    if (words.size() != 2 || words[0].capture || words[1].capture) return "#set! takes <kind>.<role> and a text";
    const std::string& key = words[0].text;
    const std::string& value = words[1].text;
    if (key == "string.indent") {
      pattern.strip_indent = true;
    } else if (key == "import.join" || key == "typeref.join") {
      pattern.join = value;
    } else if (key == "string.text") {
      pattern.rest = true;
    } else if (key == "string.heredoc") {
      pattern.heredoc = true;
    } else if (key == "string.hole") {
      pattern.dollar = true;
    } else if (key == "string.doubled") {
      pattern.doubled = value;
    } else {
      const std::optional<Capture> capture = capture_from(key);
      if (!capture || capture->use != Capture::Use::Bind || !is_textual(capture->role)) return "#set! of " + key;
      pattern.settings.push_back({capture->role, value});
    }
    return "";
  }
  const bool one = clause.name == "eq?" || clause.name == "not-eq?";
  const bool any = clause.name == "any-of?" || clause.name == "not-any-of?";
  const bool kind = clause.name == "not-kind?";
  if ((!one && !any && !kind) || words.size() < 2 || !words[0].capture) return "#" + clause.name + " is not supported";
  Predicate predicate{words[0].index, clause.name.starts_with("not-"), kind, {}};
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].capture) return "#" + clause.name + " takes texts only";
    predicate.words.push_back(words[i].text);
  }
  pattern.predicates.push_back(std::move(predicate));
  return "";
}

}  // namespace

std::string_view query_name(FileKind kind) { return kind == FileKind::Tsx ? "tsx" : to_string(language_of(kind)); }

std::string query_text(std::string_view name) {
  constexpr std::string_view inherits = "; inherits: ";
  const std::optional<std::string_view> own = facts::resource("rules/extract/" + std::string(name) + ".scm");
  if (!own) return "";
  std::string text(*own);
  if (own->starts_with(inherits)) {
    const std::string_view line = own->substr(0, own->find('\n'));
    text += '\n' + query_text(line.substr(inherits.size()));
  }
  return text;
}

facts::Result<Grammar> compile(FileKind kind, std::string_view text) {
  const Entry* entry = entry_of(kind);
  if (!entry) return facts::Error{"not a kind of code", {}};
  const std::string_view name = query_name(kind);
  Grammar grammar{entry->language, entry->parser(), nullptr, {}, {}};

  auto query = std::make_shared<Query>();
  if (const auto fault = read_query(grammar.parser, text, *query))
    return query_error(name, text, fault->offset, fault->message);
  for (const std::string& word : query->captures) {
    const std::optional<Capture> capture = capture_from(word);
    if (!capture) {
      const auto is_word = [&](std::size_t at) {
        return at < text.size() &&
               (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '_' || text[at] == '.');
      };
      std::size_t where = text.find("@" + word);
      while (where < text.size() && is_word(where + 1 + word.size())) where = text.find("@" + word, where + 1);
      return query_error(name, text, std::min(where, text.size()), "unknown capture @" + word);
    }
    grammar.captures.push_back(*capture);
  }
  for (const QueryPattern& each : query->patterns) {
    Pattern pattern;
    for (const QueryClause& clause : each.clauses)
      if (const std::string wrong = add_clause(clause, pattern); !wrong.empty())
        return query_error(name, text, each.offset, wrong);
    grammar.patterns.push_back(std::move(pattern));
  }
  grammar.query = std::move(query);
  return grammar;
}

const Grammar* grammar(FileKind kind) {
  struct Slot {
    std::once_flag once;
    std::optional<Grammar> grammar;
  };
  static std::array<Slot, entries.size()> slots;  // written once each, under its flag
  const Entry* entry = entry_of(kind);
  if (!entry) return nullptr;
  Slot& slot = slots[static_cast<std::size_t>(entry - entries.data())];
  std::call_once(slot.once, [&] {
    const std::string text = query_text(query_name(kind));
    if (text.empty()) return;
    facts::Result<Grammar> compiled = compile(kind, text);
    if (compiled) slot.grammar = std::move(*compiled);
  });
  return slot.grammar ? &*slot.grammar : nullptr;
}

Language language_of(FileKind kind) {
  const Entry* entry = entry_of(kind);
  return entry ? entry->language : Language::None;
}

}  // namespace onewriter::extract
