#include "link/code/text.h"

#include <algorithm>

#include "facts/ascii.h"
#include "link/models/naming.h"
#include "sql/reader.h"

namespace onewriter::link {

bool Text::has_holes() const { return value.find(sql::hole_begin) != std::string::npos; }

const Text::Piece* Text::piece_at(std::size_t offset) const {
  const Piece* found = pieces.empty() ? nullptr : &pieces.front();
  for (const Piece& piece : pieces) {
    if (piece.offset > offset) break;
    found = &piece;
  }
  return found;
}

void Text::append(const Text& other) {
  if (value.size() + other.value.size() > max_text_size) return;
  for (Piece piece : other.pieces) {
    piece.offset += static_cast<std::uint32_t>(value.size());
    pieces.push_back(piece);
  }
  value += other.value;
}

void Text::append_hole(std::string_view name) {
  if (value.size() < max_text_size) value += sql::hole(name);
}

std::vector<Text> joined(const std::vector<Text>& left, const std::vector<Text>& right) {
  std::vector<Text> result;
  for (const Text& l : left) {
    for (const Text& r : right) {
      if (result.size() >= max_alternatives) return result;
      result.push_back(l);
      result.back().append(r);
    }
  }
  return result;
}

void add_alternatives(std::vector<Text>& texts, const std::vector<Text>& more) {
  for (const Text& text : more) {
    if (texts.size() >= max_alternatives) return;
    const bool known = std::any_of(texts.begin(), texts.end(), [&](const Text& t) {
      return t.value == text.value && t.pieces.size() == text.pieces.size() &&
             (t.pieces.empty() || t.pieces.front().origin == text.pieces.front().origin);
    });
    if (!known) texts.push_back(text);
  }
}

bool add_default(Text& text, const Text& fallback) {
  const std::string& v = text.value;
  if (v.size() < 2 || v.front() != sql::hole_begin || v.find(sql::hole_end) != v.size() - 1) return false;
  if (v.find(":-") != std::string::npos || fallback.has_holes() || fallback.value.empty()) return false;
  text.value.insert(text.value.size() - 1, ":-" + fallback.value);
  return true;
}

Text with_defaults(const Text& text) {
  Text result;
  std::size_t start = 0;
  for (std::size_t open; (open = text.value.find(sql::hole_begin, start)) != std::string::npos;) {
    const std::size_t close = text.value.find(sql::hole_end, open);
    if (close == std::string::npos) break;
    result.value += text.value.substr(start, open - start);
    const std::string hole = text.value.substr(open, close + 1 - open);
    const auto fallback = hole.find(":-");
    result.value += fallback == std::string::npos ? hole : hole.substr(fallback + 2, hole.size() - fallback - 3);
    start = close + 1;
  }
  result.value += text.value.substr(start);
  result.pieces = text.pieces;
  return result;
}

namespace {

// One placeholder of a format at `at`: its length and the index of its argument (-1: the next one; -2: named, so not by
// position).
struct Placeholder {
  std::size_t size = 0;
  int index = -1;
  std::string name;
};

using ascii::is_digit;

// printf conversions: %s, %5.2f, %1$s (Java, PHP), %(name)s (Python). "%%" is a percent sign.
Placeholder percent_placeholder(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  Placeholder p;
  if (i < text.size() && text[i] == '(') {
    auto close = text.find(')', i);
    if (close == std::string_view::npos) return {};
    p.index = -2;
    p.name = std::string(text.substr(i + 1, close - i - 1));
    i = close + 1;
  }
  std::size_t digits = i;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits > i && digits < text.size() && text[digits] == '$') {
    p.index = std::atoi(std::string(text.substr(i, digits - i)).c_str()) - 1;
    i = digits + 1;
  }
  while (i < text.size() && std::string_view("-+ #0123456789.,*").find(text[i]) != std::string_view::npos) ++i;
  while (i < text.size() && (text[i] == 'l' || text[i] == 'h')) ++i;
  if (i >= text.size() || std::string_view("sdiufFeEgGxXoqvtcbn@").find(text[i]) == std::string_view::npos) return {};
  p.size = i + 1 - at;
  return p;
}

// {}, {0}, {name}, {0:x}: Python's str.format, C#'s String.Format, MessageFormat, Rust's format!.
Placeholder brace_placeholder(std::string_view text, std::size_t at) {
  auto close = text.find('}', at);
  if (close == std::string_view::npos || close - at > 40) return {};
  std::string_view inside = text.substr(at + 1, close - at - 1);
  inside = inside.substr(0, inside.find_first_of(":,!"));
  Placeholder p;
  p.size = close + 1 - at;
  if (inside.empty()) return p;
  if (std::all_of(inside.begin(), inside.end(), is_digit)) {
    p.index = std::atoi(std::string(inside).c_str());
    return p;
  }
  p.index = -2;
  p.name = std::string(inside);
  return p;
}

}  // namespace

Text formatted(const Text& format, const std::vector<std::vector<Text>>& arguments,
               const std::map<std::string, std::vector<Text>>& named) {
  Text result;
  std::size_t start = 0, next_argument = 0;
  auto take = [&](std::size_t end) {
    if (end <= start) return;
    Text part;
    part.value = format.value.substr(start, end - start);
    if (const Text::Piece* piece = format.piece_at(start)) part.pieces.push_back({0, piece->origin});
    result.append(part);
  };
  for (std::size_t i = 0; i < format.value.size(); ++i) {
    const char c = format.value[i];
    if (c == '%' && i + 1 < format.value.size() && format.value[i + 1] == '%') {
      take(i + 1);
      start = i + 2;
      ++i;
      continue;
    }
    Placeholder p;
    if (c == '%') p = percent_placeholder(format.value, i);
    if (c == '{') p = brace_placeholder(format.value, i);
    if (p.size == 0) continue;
    take(i);
    const std::size_t index = p.index >= 0 ? static_cast<std::size_t>(p.index) : next_argument++;
    const auto given = p.index == -2 ? named.find(p.name) : named.end();
    if (given != named.end() && !given->second.empty())
      result.append(given->second.front());
    else if (p.index != -2 && index < arguments.size() && !arguments[index].empty())
      result.append(arguments[index].front());
    else
      result.append_hole(p.name.empty() ? "value" : p.name);
    start = i + p.size;
    i = start - 1;
  }
  take(format.value.size());
  return result;
}

std::string_view lone_hole(const Text& text) {
  const std::string_view v = text.value;
  if (v.size() < 3 || v.front() != sql::hole_begin || v.find(sql::hole_end) != v.size() - 1) return {};
  return v.substr(1, v.size() - 2);
}

bool in_naming(Text& text, std::string_view word) {
  const std::string hole(lone_hole(text));
  if (!hole.starts_with(class_name_hole)) return false;
  text = {};
  text.append_hole(hole + "." + std::string(word));
  return true;
}

void lower_text(Text& text) {
  if (in_naming(text, "lower")) return;
  bool inside = false;
  for (char& c : text.value) {
    if (c == sql::hole_begin || c == sql::hole_end) inside = c == sql::hole_begin;
    if (!inside && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
}

std::string with_class_name(const Text& text, std::string_view name) {
  std::string result;
  for (std::size_t at = 0; at < text.value.size();) {
    const auto end = text.value[at] == sql::hole_begin ? text.value.find(sql::hole_end, at) : std::string::npos;
    if (end == std::string::npos) {
      result += text.value[at++];
      continue;
    }
    const std::string hole = text.value.substr(at + 1, end - at - 1);
    if (!hole.starts_with(class_name_hole)) {
      result += text.value.substr(at, end - at + 1);
      at = end + 1;
      continue;
    }
    at = end + 1;
    std::string made(name);
    for (std::size_t dot = class_name_hole.size(); dot < hole.size();) {
      const std::size_t next = std::min(hole.find('.', dot + 1), hole.size());
      made = named(std::string_view(hole).substr(dot + 1, next - dot - 1), made).value_or(made);
      dot = next;
    }
    result += made;
  }
  return result;
}

}  // namespace onewriter::link
