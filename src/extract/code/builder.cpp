// How a role's target becomes a node, in the order in which it is tried:
//   textual role (name, module, ...)      a Word with its text; nothing inside it makes nodes
//   the target is a head                  that head's node
//   one named child (parentheses, await)  the same again with the child
//   a leaf                                a Name; in a type role a TypeRef
//   a name with qualifiers                a Name with all of it
//   anything else                         in a type role a TypeRef with its text, as a body nothing (its nodes are
//                                         children), otherwise an Other around the heads inside it
// Heads that no role has taken nest by source range. The roles of a pattern without a head make a node that spans their
// targets.

#include "extract/code/builder.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "extract/code/draft.h"
#include "extract/code/heredocs.h"
#include "extract/code/literals.h"
#include "extract/code/names.h"

namespace onewriter::extract {
namespace {

using Use = Capture::Use;

class Builder {
 public:
  Builder(const Grammar& grammar, const Matches& matches, TSNode root, std::string_view source, CodeOutline& outline)
      : grammar_(grammar), matches_(matches), root_(root), source_(source), draft_(outline) {}

  bool run();

 private:
  // Whatever takes part in nesting by range.
  struct Range {
    std::uint32_t start, end, size;  // size: syntax nodes in it; of two equal ranges the larger is around the other
    RecordId record;                 // no_record: closed, but no node (a @skip, a name)
    bool open;                       // heads inside become its children
    bool taken;                      // bound by a role: not a child of what is around it
  };

  struct Joined {
    std::string_view separator;
    RecordId word = no_record;
  };

  std::string_view text(TSNode node) const {
    const std::uint32_t start = ts_node_start_byte(node);
    return source_.substr(start, ts_node_end_byte(node) - start);
  }
  void make_heads();
  void add_settings();
  void bind_roles();
  void bind(const Binding& binding);
  RecordId resolve(TSNode node, Role role);
  RecordId word(TSNode node, std::string_view text) { return draft_.add_leaf(Kind::Word, node, text); }
  bool join(const Binding& binding);
  RecordId typeref(TSNode node);
  void close(TSNode node);
  void wrap_targets();
  void add_range(TSNode node, RecordId record, bool open, bool taken);
  void make_strings();
  void nest();

  const Grammar& grammar_;
  const Matches& matches_;
  TSNode root_;
  std::string_view source_;
  Draft draft_;
  std::vector<RecordId> records_;  // by head; no_record for those that make no node
  std::vector<TSNode> through_;    // by head: what a transparent node stands for
  std::vector<Range> ranges_;
  std::vector<std::uint32_t> range_of_;              // by record: its range, or none
  NodeIndex others_;                                 // syntax node -> the Other that was made for it
  std::vector<Binding> pieces_;                      // of strings
  std::vector<LiteralStyle> styles_;                 // by head
  std::vector<std::uint32_t> heredocs_;              // heads
  std::unordered_map<std::uint32_t, Joined> joins_;  // by head
};

bool Builder::run() {
  const RecordId file = draft_.add(Kind::File, root_);
  draft_.record(file).start = 0;
  draft_.record(file).span.line = 1;
  draft_.record(file).span.column = 1;
  ranges_.push_back({0, static_cast<std::uint32_t>(source_.size()), 0xFFFFFFFF, file, true, true});
  range_of_.assign(1, 0);
  make_heads();
  add_settings();
  bind_roles();
  wrap_targets();
  make_strings();
  nest();
  return draft_.emit(file);
}

void Builder::add_range(TSNode node, RecordId record, bool open, bool taken) {
  if (record != no_record) {
    range_of_.resize(draft_.size(), none);
    range_of_[record] = static_cast<std::uint32_t>(ranges_.size());
  }
  ranges_.push_back(
      {ts_node_start_byte(node), ts_node_end_byte(node), ts_node_descendant_count(node), record, open, taken});
}

// Nothing at this node or inside it is to be seen on its own.
void Builder::close(TSNode node) {
  const std::uint32_t head = matches_.index.find(node.id);
  if (head != none && records_[head] != no_record) {
    Range& range = ranges_[range_of_[records_[head]]];
    range.open = false;
    range.taken = true;
    return;
  }
  add_range(node, no_record, false, true);
}

void Builder::wrap_targets() {
  for (std::size_t i = 0; i < matches_.wraps.size();) {
    const Binding& first = matches_.wraps[i];
    const RecordId around = draft_.add(first.kind, first.target);
    add_range(first.target, around, true, false);
    const std::size_t range = ranges_.size() - 1;
    for (const Setting& set : grammar_.patterns[first.pattern].settings)
      draft_.bind(around, word(first.target, set.text), set.role);
    for (; i < matches_.wraps.size() && matches_.wraps[i].head == first.head; ++i) {
      const Binding& binding = matches_.wraps[i];
      ranges_[range].end = std::max(ranges_[range].end, ts_node_end_byte(binding.target));
      ranges_[range].size += ts_node_descendant_count(binding.target);
      const RecordId child = is_textual(binding.role) ? word(binding.target, text(binding.target).substr(0, name_limit))
                                                      : resolve(binding.target, binding.role);
      if (child != no_record) draft_.bind(around, child, binding.role);
    }
  }
}

void Builder::make_heads() {
  records_.assign(matches_.heads.size(), no_record);
  through_.assign(matches_.heads.size(), TSNode{});
  styles_.assign(matches_.heads.size(), {});
  ranges_.reserve(matches_.heads.size() + 16);
  for (std::size_t i = 0; i < matches_.heads.size(); ++i) {
    const Head& head = matches_.heads[i];
    if (head.use == Use::Transparent) continue;
    if (head.use == Use::Skip) {
      close(head.node);
      continue;
    }
    const bool leaf = is_leaf(head.kind);
    records_[i] = leaf ? draft_.add_leaf(head.kind, head.node, text(head.node)) : draft_.add(head.kind, head.node);
    add_range(head.node, records_[i], !leaf, false);
  }
}

void Builder::add_settings() {
  std::vector<Binding> settings = matches_.settings;
  const auto key = [](const Binding& b) { return std::pair(b.head, b.pattern); };
  std::sort(settings.begin(), settings.end(), [&](const Binding& a, const Binding& b) { return key(a) < key(b); });
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const Binding& setting = settings[i];
    if (i > 0 && key(settings[i - 1]) == key(setting)) continue;
    const Head& head = matches_.heads[setting.head];
    if (records_[setting.head] == no_record || head.kind != setting.kind) continue;
    const Pattern& pattern = grammar_.patterns[setting.pattern];
    if (pattern.strip_indent) styles_[setting.head].strip_indent = true;
    if (!pattern.join.empty()) joins_[setting.head] = {pattern.join, no_record};
    if (pattern.rest) styles_[setting.head].rest = true;
    if (pattern.dollar) styles_[setting.head].dollar = true;
    if (pattern.heredoc) {
      heredocs_.push_back(setting.head);
      styles_[setting.head].below = true;
      styles_[setting.head].strip_indent = text(head.node).starts_with("<<~");
    }
    if (!pattern.doubled.empty()) styles_[setting.head].doubled = pattern.doubled;
    for (const Setting& set : pattern.settings)
      draft_.bind(records_[setting.head], word(head.node, set.text), set.role);
  }
}

void Builder::bind_roles() {
  std::vector<Binding> sorted;
  sorted.reserve(matches_.bindings.size());
  for (const Binding& binding : matches_.bindings) {
    const Head& head = matches_.heads[binding.head];
    if (binding.use == Use::Through) {
      if (head.use == Use::Transparent && !through_[binding.head].id) through_[binding.head] = binding.target;
      continue;
    }
    if (head.use == Use::Head && head.kind == binding.kind) sorted.push_back(binding);
  }
  // The same thing said by several patterns is said once.
  const auto before = [](const Binding& a, const Binding& b) {
    if (a.head != b.head) return a.head < b.head;
    const std::uint32_t start_a = ts_node_start_byte(a.target), start_b = ts_node_start_byte(b.target);
    if (start_a != start_b) return start_a < start_b;
    return std::tie(a.use, a.target.id, a.role) < std::tie(b.use, b.target.id, b.role);
  };
  std::sort(sorted.begin(), sorted.end(), before);
  sorted.erase(std::unique(sorted.begin(), sorted.end(),
                           [&](const Binding& a, const Binding& b) { return !before(a, b) && !before(b, a); }),
               sorted.end());
  for (const Binding& binding : sorted) bind(binding);
  if (heredocs_.empty()) return;
  const std::vector<Binding> joined = join_heredocs(matches_, heredocs_);
  pieces_.insert(pieces_.end(), joined.begin(), joined.end());
  std::stable_sort(pieces_.begin(), pieces_.end(), [](const Binding& a, const Binding& b) { return a.head < b.head; });
}

void Builder::bind(const Binding& binding) {
  if (binding.use != Use::Bind) {
    pieces_.push_back(binding);
    return;
  }
  const RecordId parent = records_[binding.head];
  const TSNode head = matches_.heads[binding.head].node;
  const TSNode target = binding.target;
  const bool self = head.id == target.id;
  if (is_textual(binding.role)) {
    if (!self) close(target);
    if (join(binding)) return;
    const std::string_view whole = text(target).substr(0, name_limit);
    const bool type_name = matches_.heads[binding.head].kind == Kind::TypeRef;
    draft_.bind(parent, word(target, type_name ? std::string_view(tight(text(target))) : whole), binding.role);
    return;
  }
  if (self) {
    draft_.bind(parent,
                is_type_role(binding.role) ? typeref(target) : draft_.add_leaf(Kind::Name, target, text(target)),
                binding.role);
    return;
  }
  // A target around its own head would make a circle.
  if (ts_node_start_byte(target) <= ts_node_start_byte(head) && ts_node_end_byte(target) >= ts_node_end_byte(head) &&
      ts_node_descendant_count(target) > ts_node_descendant_count(head))
    return;
  const RecordId child = resolve(target, binding.role);
  if (child != no_record && child != parent) draft_.bind(parent, child, binding.role);
}

// True when it is a module or a type's name in pieces: all go to one word.
bool Builder::join(const Binding& binding) {
  const auto found = joins_.find(binding.head);
  if (found == joins_.end()) return false;
  if (binding.role != (binding.kind == Kind::Import ? Role::Module : Role::Name)) return false;
  Joined& joined = found->second;
  if (joined.word == no_record) {
    joined.word = word(binding.target, text(binding.target));
    draft_.bind(records_[binding.head], joined.word, binding.role);
    return true;
  }
  Record& whole = draft_.record(joined.word);
  draft_.append(whole, joined.separator);
  draft_.append(whole, text(binding.target));
  return true;
}

RecordId Builder::typeref(TSNode node) {
  const RecordId type = draft_.add(Kind::TypeRef, node);
  draft_.bind(type, word(node, tight(text(node))), Role::Name);
  return type;
}

RecordId Builder::resolve(TSNode node, Role role) {
  const bool type = is_type_role(role);
  const TSNode target = node;
  while (true) {
    const std::uint32_t head = matches_.index.find(node.id);
    if (head != none) {
      const Head& found = matches_.heads[head];
      if (found.use == Use::Skip) return no_record;
      if (found.use == Use::Transparent && through_[head].id && through_[head].id != node.id) {
        node = through_[head];
        continue;
      }
      if (found.use == Use::Head) {
        if (!type || found.kind == Kind::TypeRef || (found.kind == Kind::Call && role == Role::Base) ||
            (found.kind == Kind::Parameter && role == Role::Result)) {
          ranges_[range_of_[records_[head]]].taken = true;
          return records_[head];
        }
        // An expression where a type stands: its text is the type's name.
        if (found.kind != Kind::Member && found.kind != Kind::Name) node = target;
        close(node);
        return typeref(node);
      }
    }
    // The named children, without comments: none, one, or more than one.
    TSNode only{};
    bool several = false;
    const std::uint32_t count = std::min(ts_node_named_child_count(node), 64u);
    for (std::uint32_t i = 0; i < count && !several; ++i) {
      const TSNode child = ts_node_named_child(node, i);
      if (ts_node_is_extra(child)) continue;
      several = only.id != nullptr;
      only = child;
    }
    if (several) break;
    if (!only.id) {
      if (type) return typeref(node);
      return draft_.add_leaf(Kind::Name, node, text(node).substr(0, name_limit));
    }
    node = only;
  }
  if (type) {
    close(node);
    return typeref(node);
  }
  if (role == Role::Body) return no_record;  // a block: its nodes are children
  if (is_path(text(node))) {
    close(node);
    return draft_.add_leaf(Kind::Name, node, tight(text(node)));
  }
  const std::uint32_t known = others_.find(node.id);
  if (known != none) return known;
  const RecordId other = draft_.add(Kind::Other, node);
  others_.insert(node.id, other);
  add_range(node, other, true, true);
  return other;
}

void Builder::make_strings() {
  // Pieces are sorted by head, then by place.
  std::size_t next = 0;
  for (std::uint32_t head = 0; head < records_.size(); ++head) {
    while (next < pieces_.size() && pieces_[next].head < head) ++next;
    if (records_[head] == no_record || matches_.heads[head].kind != Kind::String) continue;
    const RecordId parent = records_[head];
    std::vector<Piece> pieces;
    for (std::size_t i = next; i < pieces_.size() && pieces_[i].head == head; ++i)
      pieces.push_back({pieces_[i].use, pieces_[i].target});
    for (const Part& part : read_literal(matches_.heads[head].node, pieces, source_, styles_[head])) {
      if (part.is_hole && !part.hole.id) {
        const Record name{Kind::Name, draft_.keep(part.text), static_cast<std::uint32_t>(part.text.size()), part.start,
                          part.span};
        const RecordId hole = draft_.add_record({Kind::Hole, 0, 0, part.start, part.span});
        draft_.bind(parent, hole, Role::Part);
        draft_.bind(hole, draft_.add_record(name), Role::Value);
      } else if (part.is_hole) {
        const std::uint32_t found = matches_.index.find(part.hole.id);
        if (found != none && records_[found] != no_record && matches_.heads[found].kind == Kind::Hole) {
          ranges_[range_of_[records_[found]]].taken = true;
          draft_.bind(parent, records_[found], Role::Part);
          continue;
        }
        const RecordId hole = draft_.add(Kind::Hole, part.hole);
        draft_.bind(parent, hole, Role::Part);
        const RecordId value = resolve(part.hole, Role::Value);
        if (value != no_record) draft_.bind(hole, value, Role::Value);
      } else {
        Record text{Kind::Text, draft_.keep(part.text), static_cast<std::uint32_t>(part.text.size()), part.start,
                    part.span};
        draft_.bind(parent, draft_.add_record(text), Role::Part);
      }
    }
  }
}

void Builder::nest() {
  std::stable_sort(ranges_.begin(), ranges_.end(), [](const Range& a, const Range& b) {
    if (a.start != b.start) return a.start < b.start;
    if (a.end != b.end) return a.end > b.end;
    return a.size > b.size;
  });
  std::vector<std::uint32_t> around;
  for (std::uint32_t i = 0; i < ranges_.size(); ++i) {
    const Range& range = ranges_[i];
    while (!around.empty() && ranges_[around.back()].end < range.end) around.pop_back();
    while (around.size() > 1 && ranges_[around.back()].end <= range.start && range.end > range.start) around.pop_back();
    if (!around.empty()) {
      const Range& outer = ranges_[around.back()];
      if (!outer.open) continue;
      if (!range.taken && range.record != no_record) draft_.bind(outer.record, range.record, Role::Child);
    }
    around.push_back(i);
  }
}

}  // namespace

bool build(const Grammar& grammar, const Matches& matches, TSNode root, std::string_view source, CodeOutline& outline) {
  return Builder(grammar, matches, root, source, outline).run();
}

}  // namespace onewriter::extract
