#include "workspace/yaml_document.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <streambuf>
#include <unordered_map>
#include <unordered_set>

#include "workspace/yaml_template.h"

namespace onewriter::workspace {
namespace {

// yaml-cpp reads streams only; this one reads a view.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

// A limit was met: what has been read is kept.
struct Stop {
  YAML::Mark mark;
  std::string message;
};

struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

class Builder : public YAML::EventHandler {
 public:
  Builder(YamlDocument& out, const YamlLimits& limits, const YamlTemplate& pieces)
      : out_(out), limits_(limits), pieces_(pieces) {}

  // Each document of a file is parsed by itself, so that a broken one does not hide the others.
  void begin(std::string_view chunk, std::uint32_t lines_before) {
    chunk_ = chunk;
    lines_before_ = lines_before;
    anchors_.clear();
    stack_.clear();
    skipping_ = 0;
    document_at_ = -1;
  }

  Position position(const YAML::Mark& mark) const {
    if (mark.line < 0) return {lines_before_ + 1, 1};
    std::uint32_t line = lines_before_ + static_cast<std::uint32_t>(mark.line) + 1;
    return {line, pieces_.column(line, static_cast<std::uint32_t>(mark.column) + 1)};
  }

  // What a document that broke off left open still gets its merged entries.
  void abandon() {
    try {
      while (!stack_.empty()) close();
    } catch (const Stop&) {
      stack_.clear();
    }
  }

 private:
  struct Frame {
    YamlId node = no_yaml;
    YamlId last_child = no_yaml;
    bool map = false;
    bool has_key = false;
    bool merging = false;  // the list in "<<: [*a, *b]": its aliases are merged into the map around it
    std::string key;
    Position key_at;
    std::vector<YamlId> merges;
  };

  // The parser announces an empty document again and again where a token stands that it has no use for ("a" then "]").
  void OnDocumentStart(const YAML::Mark& mark) override {
    if (mark.pos == document_at_)
      throw Stop{mark, "YAML: a character that does not belong here; the rest of the document is not read"};
    document_at_ = mark.pos;
    anchors_.clear();
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (skipping_ > 0) return;
    if (expects_key()) return take_key(mark, "");
    if (stack_.empty()) return;
    name(anchor, add(YamlNode::Kind::Null, mark));
  }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string& value) override {
    if (skipping_ > 0) return;
    std::string text = value;
    pieces_.restore(text);
    if (expects_key()) return take_key(mark, std::move(text));
    YamlId id = add(YamlNode::Kind::Scalar, mark);
    if (block_scalar_at(mark)) ++out_.nodes[id].value_line;
    out_.nodes[id].value = std::move(text);
    name(anchor, id);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (skipping_ > 0) return;
    auto found = anchors_.find(anchor);
    YamlId source = found == anchors_.end() ? no_yaml : found->second;
    if (expects_key()) return take_key(mark, source == no_yaml ? "" : out_.nodes[source].value);
    if (!stack_.empty() && (stack_.back().merging || (stack_.back().map && stack_.back().key == "<<"))) {
      Frame& target = stack_.back().merging ? stack_[stack_.size() - 2] : stack_.back();
      if (source != no_yaml && !is_open(source)) target.merges.push_back(source);
      if (!stack_.back().merging) stack_.back().has_key = false;
      return;
    }
    YamlId id = add(YamlNode::Kind::Null, mark);
    if (source == no_yaml) return;
    if (is_open(source)) throw Stop{mark, "an alias stands inside what it names"};
    fill(id, source, mark, stack_.size());
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    if (skip_key()) return;
    if (!stack_.empty() && stack_.back().map && stack_.back().key == "<<") {
      stack_.back().has_key = false;
      Frame frame;
      frame.merging = true;
      stack_.push_back(std::move(frame));
      return;
    }
    open(YamlNode::Kind::List, mark, anchor);
  }
  void OnSequenceEnd() override { end(); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    if (skip_key()) return;
    if (!stack_.empty() && stack_.back().merging) {  // "<<: [{a: 1}]"
      skipping_ = 1;
      return;
    }
    open(YamlNode::Kind::Map, mark, anchor);
  }
  void OnMapEnd() override { end(); }

  bool expects_key() const { return !stack_.empty() && stack_.back().map && !stack_.back().has_key; }

  void take_key(const YAML::Mark& mark, std::string key) {
    stack_.back().has_key = true;
    stack_.back().key = std::move(key);
    stack_.back().key_at = position(mark);
  }

  // A map or list that is itself a key ("? [a, b]") is no configuration that anybody asks for.
  bool skip_key() {
    if (skipping_ > 0) {
      ++skipping_;
      return true;
    }
    if (!expects_key()) return false;
    stack_.back().has_key = true;
    stack_.back().key.clear();
    stack_.back().key_at = {};
    skipping_ = 1;
    return true;
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (stack_.size() >= limits_.depth)
      throw Stop{mark, "nested deeper than " + std::to_string(limits_.depth) + " levels; the rest is not read"};
    YamlId id = add(kind, mark);
    name(anchor, id);
    Frame frame;
    frame.node = id;
    frame.map = kind == YamlNode::Kind::Map;
    stack_.push_back(std::move(frame));
  }

  void end() {
    if (skipping_ > 0) {
      --skipping_;
      return;
    }
    close();
  }

  void close() {
    Frame frame = std::move(stack_.back());
    stack_.pop_back();
    if (frame.merging) return;
    if (frame.merges.empty()) return;
    YAML::Mark mark = YAML::Mark::null_mark();
    std::unordered_set<std::string> keys;
    for (YamlId child : out_.children(frame.node)) keys.insert(out_.nodes[child].key);
    for (YamlId source : frame.merges) {
      for (YamlId child = out_.nodes[source].first_child; child != no_yaml; child = out_.nodes[child].next_sibling) {
        if (!keys.insert(out_.nodes[child].key).second) continue;
        YamlId copy = append(frame.node, frame.last_child);
        count_copy(child, mark);
        out_.nodes[copy].key = out_.nodes[child].key;
        out_.nodes[copy].line = out_.nodes[child].line;
        out_.nodes[copy].column = out_.nodes[child].column;
        fill(copy, child, mark, stack_.size() + 1);
      }
    }
  }

  bool is_open(YamlId id) const {
    for (const Frame& frame : stack_)
      if (frame.node == id) return true;
    return false;
  }

  void name(YAML::anchor_t anchor, YamlId id) {
    if (anchor != 0) anchors_[anchor] = id;
  }

  YamlId append(YamlId parent, YamlId& last_child) {
    YamlId id = static_cast<YamlId>(out_.nodes.size());
    out_.nodes.emplace_back();
    out_.nodes[id].parent = parent;
    if (last_child == no_yaml)
      out_.nodes[parent].first_child = id;
    else
      out_.nodes[last_child].next_sibling = id;
    last_child = id;
    return id;
  }

  YamlId add(YamlNode::Kind kind, const YAML::Mark& mark) {
    if (++written_ > limits_.nodes)
      throw Stop{mark, "more than " + std::to_string(limits_.nodes) + " entries; the rest is not read"};
    bool top = stack_.empty() || stack_.back().merging;
    YamlId id = stack_.empty() ? append(0, last_document_)
                               : append(top ? stack_[stack_.size() - 2].node : stack_.back().node,
                                        top ? stack_[stack_.size() - 2].last_child : stack_.back().last_child);
    YamlNode& node = out_.nodes[id];
    Position at = position(mark);
    node.kind = kind;
    node.value_line = at.line;
    if (!top && stack_.back().map) {
      node.key = std::move(stack_.back().key);
      stack_.back().key.clear();
      stack_.back().has_key = false;
      if (stack_.back().key_at.line != 0) at = stack_.back().key_at;
    }
    node.line = at.line;
    node.column = at.column;
    return id;
  }

  void count_copy(YamlId source, const YAML::Mark& mark) {
    copied_bytes_ += out_.nodes[source].value.size() + out_.nodes[source].key.size();
    if (++copied_ > limits_.copied_nodes || copied_bytes_ > limits_.copied_bytes)
      throw Stop{mark, "aliases expand to more than " + std::to_string(limits_.copied_nodes) +
                           " entries; the rest is not read"};
  }

  // Makes `target` a copy of `source`, but for its key and place.
  void fill(YamlId target, YamlId source, const YAML::Mark& mark, std::size_t depth) {
    if (depth >= limits_.depth)
      throw Stop{mark, "aliases nest deeper than " + std::to_string(limits_.depth) + " levels; the rest is not read"};
    out_.nodes[target].kind = out_.nodes[source].kind;
    out_.nodes[target].value = std::string(out_.nodes[source].value);
    out_.nodes[target].value_line = out_.nodes[source].value_line;
    YamlId last = no_yaml;
    for (YamlId child = out_.nodes[source].first_child; child != no_yaml; child = out_.nodes[child].next_sibling) {
      count_copy(child, mark);
      YamlId copy = append(target, last);
      out_.nodes[copy].key = std::string(out_.nodes[child].key);
      out_.nodes[copy].line = out_.nodes[child].line;
      out_.nodes[copy].column = out_.nodes[child].column;
      fill(copy, child, mark, depth + 1);
    }
  }

  // The mark of a node stands before its tag and anchor.
  bool block_scalar_at(const YAML::Mark& mark) const {
    if (mark.pos < 0) return false;
    std::size_t at = static_cast<std::size_t>(mark.pos);
    while (at < chunk_.size() && (chunk_[at] == '&' || chunk_[at] == '!')) {
      at = chunk_.find_first_of(" \t\n", at);
      if (at == std::string_view::npos) return false;
      at = chunk_.find_first_not_of(" \t", at);
    }
    return at < chunk_.size() && (chunk_[at] == '|' || chunk_[at] == '>');
  }

  YamlDocument& out_;
  const YamlLimits& limits_;
  const YamlTemplate& pieces_;
  std::string_view chunk_;
  std::uint32_t lines_before_ = 0;
  std::vector<Frame> stack_;
  std::unordered_map<YAML::anchor_t, YamlId> anchors_;
  YamlId last_document_ = no_yaml;
  int document_at_ = -1;
  std::size_t skipping_ = 0;  // open collections of a part that is not read
  std::size_t written_ = 0;
  std::size_t copied_ = 0;
  std::size_t copied_bytes_ = 0;
};

// The start of the next line that separates documents ("---" and then a blank or nothing), or the size of the text.
std::size_t next_separator(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find("\n---", from); at != std::string_view::npos; at = text.find("\n---", at + 1)) {
    std::size_t after = at + 4;
    if (after == text.size() || std::string_view(" \t\r\n").find(text[after]) != std::string_view::npos) return at + 1;
  }
  return text.size();
}

// Only comments, directives and markers.
bool says_nothing(std::string_view chunk) {
  bool first = true;
  while (!chunk.empty()) {
    std::size_t end = chunk.find('\n');
    std::string_view line = chunk.substr(0, end);
    chunk = end == std::string_view::npos ? std::string_view() : chunk.substr(end + 1);
    if (first && line.starts_with("---")) line.remove_prefix(3);
    first = false;
    if (line.starts_with("%") || line.starts_with("...")) continue;
    std::size_t start = line.find_first_not_of(" \t\r");
    if (start != std::string_view::npos && line[start] != '#') return false;
  }
  return true;
}

void parse_chunk(std::string_view chunk, Builder& builder, YamlDocument& out) {
  auto problem = [&](const YAML::Mark& mark, std::string message) {
    Position at = builder.position(mark);
    out.problems.push_back({at.line, at.column, std::move(message)});
    builder.abandon();
  };
  try {
    ViewBuffer buffer(chunk);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop& stop) {
    problem(stop.mark, stop.message);
  } catch (const YAML::DeepRecursion& e) {
    problem(e.mark, "YAML: nested too deep; the rest is not read");
  } catch (const YAML::Exception& e) {
    problem(e.mark, "YAML: " + e.msg);
  } catch (const std::exception& e) {
    problem(YAML::Mark::null_mark(), std::string("YAML: ") + e.what());
  }
}

}  // namespace

std::vector<YamlId> YamlDocument::children(YamlId id) const {
  std::vector<YamlId> out;
  if (id == no_yaml) return out;
  for (YamlId child = nodes[id].first_child; child != no_yaml; child = nodes[child].next_sibling) out.push_back(child);
  return out;
}

YamlId YamlDocument::get(YamlId from, std::string_view key) const {
  if (from == no_yaml || nodes[from].kind != YamlNode::Kind::Map) return no_yaml;
  for (YamlId child = nodes[from].first_child; child != no_yaml; child = nodes[child].next_sibling)
    if (nodes[child].key == key) return child;
  return no_yaml;
}

YamlDocument read_yaml(std::string_view text, const YamlLimits& limits) {
  YamlDocument out;
  out.nodes.emplace_back();
  out.nodes[0].kind = YamlNode::Kind::List;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  YamlTemplate pieces(text);
  out.templated = pieces.found();
  if (pieces.found()) text = pieces.plain();

  Builder builder(out, limits, pieces);
  std::uint32_t line = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = next_separator(text, at);
    std::string_view chunk = text.substr(at, end - at);
    if (!says_nothing(chunk)) {
      builder.begin(chunk, line);
      parse_chunk(chunk, builder, out);
    }
    for (char c : chunk) line += c == '\n';
    at = end;
  }
  return out;
}

}  // namespace onewriter::workspace
