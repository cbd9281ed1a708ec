#pragma once
// The queries of rules/extract/*.scm, as far as these use tree-sitter's query language (tree-sitter: "Using Parsers",
// Query Syntax and Operators): nodes, fields, !fields, "anonymous nodes", wildcards, [alternations], anchors, "?", "*",
// captures and clauses like (#eq? ...). Read here and not by tree-sitter's library, which analyses a query for longer
// than it takes to read a small tree of sources with it.

#include <tree_sitter/api.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::extract {

struct QueryNode {
  enum class What : std::uint8_t {
    Any,     // _
    Named,   // (_)
    Symbol,  // (call), "static"
    Choice,  // [ ... ]: parts are the alternatives
    Row,     // ((a) . (b)): parts are siblings; a pattern's root alone
  } what = What::Any;
  bool optional = false;     // (...)?
  bool many = false;         // (...)*, of nodes alone: as many as there are
  bool next = false;         // ". (...)": no named node between what is in front and this
  bool last = false;         // "(...) .": no named node behind it
  bool captures_in = false;  // it or something in it is captured
  TSSymbol symbol = 0;
  TSFieldId field = 0;               // 0: any
  std::vector<TSFieldId> absent;     // !field
  std::vector<std::uint16_t> names;  // captures
  std::vector<std::uint32_t> parts;  // nodes of the query
};

// (#eq? @a "x"): the name without '#', then the words.
struct QueryClause {
  struct Word {
    bool capture = false;
    std::uint16_t index = 0;  // of the capture
    std::string text;
  };
  std::string name;
  std::vector<Word> words;
};

struct QueryPattern {
  std::uint32_t root = 0;
  std::size_t offset = 0;  // in the text
  std::vector<QueryClause> clauses;
};

struct Query {
  std::vector<QueryNode> nodes;
  std::vector<QueryPattern> patterns;
  std::vector<std::string> captures;
  // The patterns that may begin at a node of that symbol, in their order.
  std::vector<std::vector<std::uint16_t>> by_symbol;
};

struct QueryFault {
  std::size_t offset = 0;
  std::string message;
};

// Reads `text` into an empty query; what is wrong with it, if anything is.
std::optional<QueryFault> read_query(const TSLanguage* language, std::string_view text, Query& query);

}  // namespace onewriter::extract
