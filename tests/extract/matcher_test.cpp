// Our matching of the languages' queries beside that of tree-sitter's own library.

#include "extract/code/matcher.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "extract/code/grammar.h"
#include "workspace/file_kind.h"

namespace fs = std::filesystem;
using namespace onewriter;

namespace {

using Parser = std::unique_ptr<TSParser, decltype(&ts_parser_delete)>;
using Tree = std::unique_ptr<TSTree, decltype(&ts_tree_delete)>;
struct DeleteQuery {
  void operator()(TSQuery* query) const { ts_query_delete(query); }
};
using TheirQuery = std::unique_ptr<TSQuery, DeleteQuery>;

Tree parse(const TSLanguage* language, const std::string& text) {
  const Parser parser(ts_parser_new(), ts_parser_delete);
  REQUIRE(ts_parser_set_language(parser.get(), language));
  return Tree(ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())),
              ts_tree_delete);
}

TheirQuery their_query(const TSLanguage* language, const std::string& text) {
  std::uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  TheirQuery query(ts_query_new(language, text.data(), static_cast<std::uint32_t>(text.size()), &offset, &error));
  CAPTURE(text.substr(offset, 60));
  REQUIRE(query);
  return query;
}

std::string shown(std::string_view name, TSNode node) {
  return " " + std::string(name) + "=" + std::to_string(ts_node_start_byte(node)) + "-" +
         std::to_string(ts_node_end_byte(node)) + ":" + ts_node_type(node);
}

// One line for each match: the pattern's index and what it captured.
std::set<std::string> our_matches(const extract::Query& query, TSNode root) {
  std::set<std::string> lines;
  const auto nodes = extract::laid_out(root, 1'000'000);
  const bool whole =
      extract::Matcher(query, nodes).run([&](std::uint16_t pattern, std::span<const extract::Captured> captures) {
        std::set<std::string> words;
        for (const extract::Captured& each : captures) words.insert(shown(query.captures[each.capture], each.node));
        std::string line = std::to_string(pattern);
        for (const std::string& word : words) line += word;
        lines.insert(line);
        return true;
      });
  CHECK(whole);
  return lines;
}

std::set<std::string> their_matches(const TSQuery* query, TSNode root) {
  std::set<std::string> lines;
  const std::unique_ptr<TSQueryCursor, decltype(&ts_query_cursor_delete)> cursor(ts_query_cursor_new(),
                                                                                 ts_query_cursor_delete);
  ts_query_cursor_exec(cursor.get(), query, root);
  for (TSQueryMatch match; ts_query_cursor_next_match(cursor.get(), &match);) {
    std::set<std::string> words;
    for (std::uint16_t i = 0; i < match.capture_count; ++i) {
      std::uint32_t size = 0;
      const char* name = ts_query_capture_name_for_id(query, match.captures[i].index, &size);
      words.insert(shown(std::string_view(name, size), match.captures[i].node));
    }
    std::string line = std::to_string(match.pattern_index);
    for (const std::string& word : words) line += word;
    lines.insert(line);
  }
  return lines;
}

std::string missing(const std::set<std::string>& from, const std::set<std::string>& in) {
  std::string out;
  for (const std::string& line : from)
    if (!in.count(line)) out += line + "\n";
  return out;
}

}  // namespace

// class A extends B with C: tree-sitter's library loses the second of the nodes that the clause's field names.
constexpr std::string_view theirs_lost = "11 type.base=228-229:type_identifier type=102-957:class_definition\n";

TEST_CASE("the patterns of each language match in its samples what tree-sitter's own library lets them match") {
  std::map<workspace::FileKind, TheirQuery> queries;
  for (const auto& folder : fs::directory_iterator(SOURCE_ROOT "/tests/extract/outlines")) {
    for (const auto& sample : fs::directory_iterator(folder)) {
      if (sample.path().extension() == ".outline") continue;
      const std::string name = sample.path().lexically_relative(SOURCE_ROOT).string();
      CAPTURE(name);
      const workspace::FileKind kind = workspace::kind_of(name);
      const extract::Grammar* grammar = extract::grammar(kind);
      REQUIRE(grammar);
      std::stringstream text;
      text << std::ifstream(sample.path()).rdbuf();
      const Tree tree = parse(grammar->parser, text.str());
      const TSNode root = ts_tree_root_node(tree.get());
      auto& query = queries[kind];
      if (!query) query = their_query(grammar->parser, extract::query_text(extract::query_name(kind)));
      const auto ours = our_matches(*grammar->query, root), theirs = their_matches(query.get(), root);
      CHECK(missing(theirs, ours) == "");
      CHECK(missing(ours, theirs) == (name.ends_with("scala/orders.scala") ? theirs_lost : ""));
    }
  }
}
