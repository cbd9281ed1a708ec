#pragma once
// A text recovered from code: literals, concatenations and templates put together, with what stays unknown as holes
// (sql/reader.h) and with the places its pieces come from, so that line and column stay true however the text was
// built.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/outline.h"

namespace onewriter::link {

struct NodeRef {
  std::uint32_t unit = 0;
  extract::NodeId node = extract::no_node;

  bool valid() const { return node != extract::no_node; }
  std::uint64_t key() const { return (static_cast<std::uint64_t>(unit) << 32) | node; }
  auto operator<=>(const NodeRef&) const = default;
};

struct Text {
  struct Piece {
    std::uint32_t offset = 0;  // in value
    NodeRef origin;            // the Text node the piece was read from
  };

  std::string value;
  std::vector<Piece> pieces;

  bool has_holes() const;
  // The piece that holds the byte at `offset`; nullptr when the text has none.
  const Piece* piece_at(std::size_t offset) const;

  void append(const Text& other);
  void append_hole(std::string_view name);
};

inline constexpr std::size_t max_text_size = 1 << 20;
inline constexpr std::size_t max_alternatives = 12;

// All texts of `left` followed by all of `right`, within max_alternatives.
std::vector<Text> joined(const std::vector<Text>& left, const std::vector<Text>& right);

// Adds those of `more` that are not there yet, within max_alternatives.
void add_alternatives(std::vector<Text>& texts, const std::vector<Text>& more);

// A text that is one hole without a default gets one: ${X} becomes ${X:-value}. False when it is something else.
bool add_default(Text& text, const Text& fallback);

// The text with the defaults of its holes in place of the holes that have one.
Text with_defaults(const Text& text);

// The name of a class that only who inherits or binds it knows: cls.__name__, typeof(T).Name; with ".lower.plural" as
// it is written then (words of naming.h).
inline constexpr std::string_view class_name_hole = "cls.__name__";
std::string with_class_name(const Text& text, std::string_view name);
// The name of the hole that the text is; empty when it is something else.
std::string_view lone_hole(const Text& text);
// Writes a text that is the name of such a class in that naming; false for any other.
bool in_naming(Text& text, std::string_view word);
void lower_text(Text& text);

// Fills the placeholders of a format (%s, %d, %(name)s, {}, {0}, {name}, #{}) with the arguments that are known, holes
// otherwise.
Text formatted(const Text& format, const std::vector<std::vector<Text>>& arguments,
               const std::map<std::string, std::vector<Text>>& named = {});

}  // namespace onewriter::link
