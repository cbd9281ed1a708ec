#pragma once
// Where a query's patterns match in a syntax tree. A pattern whose parts match in several ways matches as often.

#include <functional>
#include <span>

#include "extract/code/query.h"
#include "extract/code/syntax.h"

namespace onewriter::extract {

struct Captured {
  std::uint16_t capture = 0;
  TSNode node;
};

class Matcher {
 public:
  // Both outlive this.
  Matcher(const Query& query, const std::vector<SyntaxNode>& nodes) : query_(query), nodes_(nodes) {}

  // Calls `found` with each match, by the node where it begins, then by pattern, until it says false. False: it did, or
  // the tree asks for more work than real code does, and matches are missing.
  bool run(const std::function<bool(std::uint16_t pattern, std::span<const Captured>)>& found);

 private:
  // What is left to match behind a node: the parts of its parent from `part` on, at the siblings from `node` on, and
  // then the rest of the parent.
  struct Rest {
    const QueryNode* parent;
    std::size_t part;
    std::uint32_t node;
    const Rest* above;
  };

  bool match(const QueryNode& wanted, std::uint32_t at, const Rest* rest);
  bool go_on(const Rest* rest);
  bool is(const QueryNode& wanted, const SyntaxNode& node) const;
  bool is_one_of(const QueryNode& wanted, const SyntaxNode& node) const;
  bool has_field(const SyntaxNode& node, TSFieldId field);
  bool is_last(std::uint32_t at);
  bool tell();

  const Query& query_;
  const std::vector<SyntaxNode>& nodes_;
  const std::function<bool(std::uint16_t, std::span<const Captured>)>* found_ = nullptr;
  std::uint16_t pattern_ = 0;
  std::vector<Captured> captures_;
  bool is_over() const { return stopped_ || steps_ > limit_; }

  std::uint64_t steps_ = 0, limit_ = 0;  // the limit is that of the pattern under way
  bool stopped_ = false, complete_ = true;
};

}  // namespace onewriter::extract
