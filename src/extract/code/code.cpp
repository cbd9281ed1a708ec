#include "extract/code/code.h"

#include <time.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <memory>

#include "extract/code/builder.h"
#include "extract/code/docblocks.h"
#include "extract/code/grammar.h"
#include "extract/code/matches.h"

namespace onewriter::extract {
namespace {

// Larger files are data or bundles.
constexpr std::size_t text_limit = 8u << 20;
constexpr std::size_t harmless_size = 32u << 10;
constexpr std::uint64_t walk_cost_limit = 500'000'000;

// The parser reports progress every 100 operations. The limit is on operations rather than on time, as the outline of a
// file must not depend on how busy the machine is; real code needs at most two reports for 100 bytes. Time is only the
// last resort, for grammars whose recovery from errors makes single operations slow.
struct Budget {
  std::uint64_t reports = 0;
  std::uint64_t limit = 0;
  std::int64_t end = 0;

  explicit Budget(std::size_t size) : limit(5'000 + size / 10), end(thread_clock() + seconds_limit) {}
  bool spent() { return ++reports > limit || (reports % 64 == 0 && thread_clock() > end); }

  static constexpr std::int64_t seconds_limit = 10;
  // Seconds of work that this thread has done.
  static std::int64_t thread_clock() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec;
  }
};

using Tree = std::unique_ptr<TSTree, decltype(&ts_tree_delete)>;

Tree parse(const TSLanguage* language, std::string_view text, bool& in_time) {
  const std::unique_ptr<TSParser, decltype(&ts_parser_delete)> parser(ts_parser_new(), ts_parser_delete);
  Tree tree(nullptr, ts_tree_delete);
  if (!ts_parser_set_language(parser.get(), language)) return tree;

  TSInput input{};
  input.payload = &text;
  input.encoding = TSInputEncodingUTF8;
  input.read = [](void* payload, std::uint32_t offset, TSPoint, std::uint32_t* size) {
    const std::string_view& source = *static_cast<const std::string_view*>(payload);
    *size = offset < source.size() ? static_cast<std::uint32_t>(source.size()) - offset : 0;
    return *size ? source.data() + offset : "";
  };
  Budget budget(text.size());
  TSParseOptions options{};
  options.payload = &budget;
  options.progress_callback = [](TSParseState* state) { return static_cast<Budget*>(state->payload)->spent(); };
  tree.reset(ts_parser_parse_with_options(parser.get(), nullptr, input, options));
  in_time = tree != nullptr;
  return tree;
}

// Text of no program (a megabyte of brackets) parses to long runs of tokens without a named node among them. To lay them
// out and to match in them costs seconds and gives nothing.
bool is_walkable(TSNode root, std::size_t size) {
  if (size < harmless_size) return true;
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  std::uint64_t cost = 0;
  bool more = true;
  std::vector<std::uint64_t> runs = {0};  // by depth: the tokens behind the last named sibling
  while (more && cost < walk_cost_limit) {
    std::uint64_t& run = runs.back();
    run = ts_node_is_named(ts_tree_cursor_current_node(&cursor)) ? 0 : run + 1;
    cost += run;
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      runs.push_back(0);
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      runs.pop_back();
      more = ts_tree_cursor_goto_parent(&cursor);
      if (!more) break;
    }
  }
  ts_tree_cursor_delete(&cursor);
  return cost < walk_cost_limit;
}

// Comments that speak to onewriter. Found by their text: few files have any, so the tree is asked only about those
// places.
void find_remarks(TSNode root, std::string_view source, std::vector<Remark>& out) {
  constexpr std::string_view mark = "onewriter:";
  std::uint32_t done = 0;
  for (std::size_t at = source.find(mark); at != std::string_view::npos; at = source.find(mark, at + mark.size())) {
    const auto offset = static_cast<std::uint32_t>(at);
    if (offset < done) continue;
    const TSNode node = ts_node_descendant_for_byte_range(root, offset, offset + 1);
    if (std::string_view(ts_node_type(node)).find("comment") == std::string_view::npos) continue;
    const std::uint32_t begin = ts_node_start_byte(node);
    done = ts_node_end_byte(node);
    const std::uint32_t row = ts_node_start_point(node).row;
    const auto lines = std::count(source.begin() + begin, source.begin() + offset, '\n');
    const std::string_view comment = source.substr(offset, done - offset);
    out.push_back(
        {std::string(comment.substr(0, comment.find_first_of("\r\n"))), row + 1 + static_cast<std::uint32_t>(lines)});
    done = offset + static_cast<std::uint32_t>(mark.size());
  }
}

void warn(std::vector<facts::Diagnostic>& out, std::string message) {
  out.push_back({facts::Level::Warning, {}, std::move(message)});
}

}  // namespace

CodeOutline outline_code(workspace::FileKind kind, std::string_view text, std::vector<facts::Diagnostic>& diagnostics) {
  CodeOutline outline;
  outline.language = language_of(kind);
  outline.nodes.push_back({Kind::File});
  outline.nodes[0].span = {1, 1, 1 + static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'))};
  const Grammar* rules = grammar(kind);
  if (!rules) return outline;
  if (text.size() > text_limit) {
    warn(diagnostics, "larger than " + std::to_string(text_limit >> 20) + " MiB: not read as code");
    return outline;
  }
  std::string rewritten;
  if (kind == workspace::FileKind::Php) text = rewritten = docblocks_as_attributes(text);
  bool in_time = false;
  const Tree tree = parse(rules->parser, text, in_time);
  if (!tree) {
    outline.has_errors = true;
    warn(diagnostics, in_time ? "could not be parsed" : "parsing took too long: nothing in it was read");
    return outline;
  }
  const TSNode root = ts_tree_root_node(tree.get());
  outline.has_errors = ts_node_has_error(root);
  if (!is_walkable(root, text.size())) {
    warn(diagnostics, "not the text of a program: nothing in it was read");
    return outline;
  }
  const Matches matches = find_matches(*rules, root, text);
  const bool whole = build(*rules, matches, root, text, outline);
  if (!matches.complete || !whole) warn(diagnostics, "too large or too deeply nested: only a part of it was read");
  find_remarks(root, text, outline.remarks);
  return outline;
}

}  // namespace onewriter::extract
