// TOML by toml++. Its tables are sorted by name; the tree is in the order of the text.

#include <stdexcept>

// Some texts ("[#") make toml++ break its own assertions, which would end the process or, with NDEBUG, be undefined:
// they throw instead.
#undef NDEBUG
constexpr void toml_must(bool holds) {
  if (!holds) throw std::logic_error("malformed text");
}
#define TOML_ASSERT(expr) toml_must(static_cast<bool>(expr))
#define TOML_EXCEPTIONS 1
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 0
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "extract/config/builder.h"

namespace onewriter::extract::config {
namespace {

At place(const toml::source_position& p) { return {p.line, p.column}; }

template <typename T>
std::string shown(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

std::string scalar_text(const toml::node& node) {
  if (const auto* s = node.as_string()) return s->get();
  if (const auto* i = node.as_integer()) return std::to_string(i->get());
  if (const auto* b = node.as_boolean()) return b->get() ? "true" : "false";
  if (const auto* f = node.as_floating_point()) return shown(f->get());
  if (const auto* d = node.as_date()) return shown(d->get());
  if (const auto* t = node.as_time()) return shown(t->get());
  if (const auto* dt = node.as_date_time()) return shown(dt->get());
  return {};
}

void add(const toml::node& node, std::string key, At at, ConfigId parent, Builder& out, std::size_t depth) {
  if (depth > max_depth || out.full()) return;
  if (const toml::table* table = node.as_table()) {
    ConfigId id = out.add(parent, ConfigNode::Kind::Map, std::move(key), at);
    std::vector<std::pair<const toml::key*, const toml::node*>> entries;
    for (auto&& [name, value] : *table) entries.emplace_back(&name, &value);
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
      auto p = a.first->source().begin, q = b.first->source().begin;
      return std::pair(p.line, p.column) < std::pair(q.line, q.column);
    });
    for (const auto& [name, value] : entries)
      add(*value, std::string(name->str()), place(name->source().begin), id, out, depth + 1);
  } else if (const toml::array* array = node.as_array()) {
    ConfigId id = out.add(parent, ConfigNode::Kind::List, std::move(key), at);
    for (const toml::node& element : *array) add(element, "", place(element.source().begin), id, out, depth + 1);
  } else {
    out.scalar(parent, std::move(key), scalar_text(node), at, node.source().begin.line);
  }
}

// toml++ gives nothing of a broken text: the tables before the one that is broken are read by themselves.
toml::table before(std::string_view text, std::uint32_t broken_line) {
  std::size_t end = 0;
  for (std::uint32_t line = 1; line < broken_line && end < text.size(); ++line)
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
  std::size_t header = text.substr(0, end).rfind("\n[");
  if (header == std::string_view::npos) return {};
  try {
    return toml::parse(text.substr(0, header + 1));
  } catch (const std::exception&) {  // toml::parse_error is one
    return {};
  }
}

}  // namespace

void read_toml(std::string_view text, Builder& out) {
  toml::table table;
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error& error) {
    At at = place(error.source().begin);
    out.warn(at, "TOML: " + std::string(error.description()));
    table = before(text, at.line);
  } catch (const std::logic_error& error) {
    out.warn({}, std::string("TOML: ") + error.what());
  }
  if (!table.empty()) add(table, "", {1, 1}, 0, out, 1);
}

}  // namespace onewriter::extract::config
