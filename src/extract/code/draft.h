#pragma once
// The outline while it is being built: records with edges in any order, in which a record may still have several
// parents
// ("int a, b;" has one type and two fields). emit() turns it into the flat array, copying what is shared.

#include <tree_sitter/api.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/outline.h"

namespace onewriter::extract {

using RecordId = std::uint32_t;
inline constexpr RecordId no_record = 0xFFFFFFFF;

struct Record {
  Kind kind = Kind::Other;
  std::uint32_t text_offset = 0;
  std::uint32_t text_size = 0;
  std::uint32_t start = 0;  // byte where it stands: its place among its siblings
  Span span;
};

struct Edge {
  RecordId parent = no_record;
  RecordId child = no_record;
  Role role = Role::Child;
};

class Draft {
 public:
  explicit Draft(CodeOutline& outline) : outline_(outline) {}

  RecordId add(Kind kind, TSNode node);
  // A leaf with a text of its own, standing where `node` stands.
  RecordId add_leaf(Kind kind, TSNode node, std::string_view text);
  RecordId add_record(const Record& record);
  void bind(RecordId parent, RecordId child, Role role) { edges_.push_back({parent, child, role}); }

  Record& record(RecordId id) { return records_[id]; }
  std::size_t size() const { return records_.size(); }
  // Lengthens a record's text.
  void append(Record& record, std::string_view text);
  // Keeps a text for a record made by hand; returns its offset.
  std::uint32_t keep(std::string_view text);

  // Writes nodes and edges in source order, from `root` on. False when depth or number of nodes met their limits.
  bool emit(RecordId root);

 private:
  CodeOutline& outline_;
  std::vector<Record> records_;
  std::vector<Edge> edges_;
};

Span span_of(TSNode node);

}  // namespace onewriter::extract
