#include "sql/postgres/json.h"

#include <charconv>

#include "facts/ascii.h"
#include "sql/postgres/escape.h"

namespace onewriter::sql::postgres {
namespace {

// Four hex digits; libpg_query writes \u00XX for control characters and for < and >.
int hex4(const char* p) {
  int value = 0;
  auto [end, error] = std::from_chars(p, p + 4, value, 16);
  return error == std::errc() && end == p + 4 ? value : -1;
}

// `at` is after the opening quote. Undoes escapes in place; gives the length, moves `at` behind the closing quote.
bool read_string(char* json, std::size_t length, std::size_t& at, std::uint32_t& result) {
  const std::size_t begin = at;
  std::size_t in = at;
  while (in < length && json[in] != '"' && json[in] != '\\') ++in;  // nearly all have no escape
  std::size_t out = in;
  while (in < length && json[in] != '"') {
    if (json[in] != '\\') {
      json[out++] = json[in++];
      continue;
    }
    if (in + 1 >= length) return false;
    if (json[in + 1] == 'u') {
      if (in + 6 > length) return false;
      const int code = hex4(json + in + 2);
      if (code < 0 || code > 0xff) return false;
      json[out++] = static_cast<char>(code);
      in += 6;
    } else {
      json[out++] = unescaped(json[in + 1]);
      in += 2;
    }
  }
  if (in >= length) return false;
  result = static_cast<std::uint32_t>(out - begin);
  at = in + 1;
  return true;
}

}  // namespace

Tree::Tree(char* json, std::size_t length) : json_(json) {
  items_.reserve(length / 14 + 16);
  if (length > UINT32_MAX || !parse(json, length)) items_.clear();
}

bool Tree::parse(char* json, std::size_t length) {
  std::vector<std::uint32_t> open;
  std::size_t at = 0;
  std::uint32_t key_at = 0, key_length = 0;
  bool expect_key = false;
  while (at < length) {
    const char c = json[at];
    if (ascii::is_space(c)) {
      ++at;
      continue;
    }
    if (c == ',') {
      if (open.empty()) return false;
      expect_key = json[items_[open.back()].text_at] == '{';
      ++at;
      continue;
    }
    if (c == '}' || c == ']') {
      if (open.empty()) return false;
      Item& item = items_[open.back()];
      item.end = static_cast<std::uint32_t>(items_.size());
      open.pop_back();
      ++at;
      if (open.empty()) return true;
      continue;
    }
    if (expect_key) {
      if (c != '"') return false;
      ++at;
      key_at = static_cast<std::uint32_t>(at);
      if (!read_string(json, length, at, key_length)) return false;
      while (at < length && ascii::is_space(json[at])) ++at;
      if (at >= length || json[at] != ':') return false;
      ++at;
      expect_key = false;
      continue;
    }
    Item item{};
    item.key_at = key_at;
    item.key_length = key_length;
    key_length = 0;
    item.text_at = static_cast<std::uint32_t>(at);
    item.end = static_cast<std::uint32_t>(items_.size() + 1);
    if (c == '{' || c == '[') {
      item.container = 1;
      open.push_back(static_cast<std::uint32_t>(items_.size()));
      expect_key = c == '{';
      ++at;
    } else if (c == '"') {
      ++at;
      item.text_at = static_cast<std::uint32_t>(at);
      std::uint32_t text_length = 0;
      if (!read_string(json, length, at, text_length)) return false;
      item.text_length = text_length;
    } else {
      while (at < length && json[at] != ',' && json[at] != '}' && json[at] != ']' && !ascii::is_space(json[at])) ++at;
      item.text_length = static_cast<std::uint32_t>(at - item.text_at);
    }
    items_.push_back(item);
    if (open.empty()) return true;
  }
  return false;
}

Node Node::operator[](std::string_view key) const {
  for (Node member : *this) {
    if (member.key() == key) return member;
  }
  return {};
}

std::string_view Node::key() const {
  if (!tree_) return {};
  const Tree::Item& item = tree_->items_[index_];
  return {tree_->json_ + item.key_at, item.key_length};
}

std::string_view Node::tag() const { return first().key(); }

Node Node::body() const { return first(); }

std::string_view Node::text() const {
  if (!tree_) return {};
  const Tree::Item& item = tree_->items_[index_];
  return {tree_->json_ + item.text_at, item.text_length};
}

std::int64_t Node::number() const {
  const std::string_view digits = text();
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool Node::empty() const { return !(begin() != end()); }

std::size_t Node::size() const {
  std::size_t count = 0;
  for ([[maybe_unused]] Node item : *this) ++count;
  return count;
}

Node Node::first() const { return empty() ? Node() : *begin(); }

Node Node::last() const {
  Node result;
  for (Node item : *this) result = item;
  return result;
}

}  // namespace onewriter::sql::postgres
