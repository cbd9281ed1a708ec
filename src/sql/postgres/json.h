#pragma once
// libpg_query's JSON, read fast. The text is machine-made and trusted to be well-formed (what is not gives no tree); it
// is changed in place (escapes are undone), and all strings are views into it. The nodes lie in one array in the order
// of the text, so that a tree of a big statement costs one allocation. Depth is no concern: nothing here is recursive.

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace onewriter::sql::postgres {

class Tree;

// A value of the tree, or none: asking a missing node gives missing nodes and empty values, so that a path needs no
// checks.
class Node {
 public:
  Node() = default;

  explicit operator bool() const { return tree_ != nullptr; }
  Node operator[](std::string_view key) const;  // a member of an object
  std::string_view key() const;                 // under which this node stands in its object

  // libpg_query wraps each parse node in an object with one member, named for its type: {"RangeVar": {...}}.
  std::string_view tag() const;  // "RangeVar"
  Node body() const;             // {...}
  Node as(std::string_view tag) const { return this->tag() == tag ? body() : Node(); }

  std::string_view text() const;  // of a string, number or literal
  std::int64_t number() const;    // 0 when it is none
  bool truth() const { return text() == "true"; }

  class Iterator;
  Iterator begin() const;  // items of an array, members of an object
  Iterator end() const;
  bool empty() const;
  std::size_t size() const;
  Node first() const;
  Node last() const;

  bool operator==(const Node&) const = default;

 private:
  friend class Tree;
  Node(const Tree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

  const Tree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

class Tree {
 public:
  // `json` must outlive the tree. The root is missing when the text is not well-formed.
  Tree(char* json, std::size_t length);

  Node root() const { return items_.empty() ? Node() : Node(this, 0); }

 private:
  friend class Node;
  struct Item {
    std::uint32_t key_at, text_at;
    std::uint32_t text_length;
    std::uint32_t end : 31;  // the index after the last of this item's descendants
    std::uint32_t container : 1;
    std::uint32_t key_length;
  };
  bool parse(char* json, std::size_t length);

  const char* json_ = nullptr;
  std::vector<Item> items_;
};

class Node::Iterator {
 public:
  Iterator(const Tree* tree, std::uint32_t index) : tree_(tree), index_(index) {}
  Node operator*() const { return Node(tree_, index_); }
  Iterator& operator++();
  bool operator!=(const Iterator& other) const { return index_ != other.index_; }

 private:
  const Tree* tree_;
  std::uint32_t index_;
};

inline Node::Iterator& Node::Iterator::operator++() {
  index_ = tree_->items_[index_].end;
  return *this;
}

inline Node::Iterator Node::begin() const { return Iterator(tree_, index_ + (tree_ ? 1 : 0)); }

inline Node::Iterator Node::end() const {
  if (!tree_) return Iterator(tree_, index_);
  const Tree::Item& item = tree_->items_[index_];
  return Iterator(tree_, item.container ? item.end : index_ + 1);
}

}  // namespace onewriter::sql::postgres
