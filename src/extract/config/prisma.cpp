// Prisma schemas (Prisma schema reference: model, enum, datasource, generator; @@map). A block is a map below its kind
// and name: model.User.email is "String @unique"; an attribute of the block is an entry named by it, with the text that
// its parentheses hold: model.User.@@map is "users". Quotes are taken off values that are one string.

#include <algorithm>

#include "extract/config/builder.h"

namespace onewriter::extract::config {
namespace {

std::string value_of(std::string_view text) {
  text = trim(text);
  if (text.size() >= 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1)
    text = text.substr(1, text.size() - 2);
  return std::string(text);
}

std::string_view word(std::string_view& line) {
  line = trim(line);
  const std::size_t end = std::min(line.find_first_of(" \t{(="), line.size());
  const std::string_view result = line.substr(0, end);
  line.remove_prefix(end);
  return result;
}

}  // namespace

void read_prisma(std::string_view text, Builder& out) {
  const ConfigId document = out.add(0, ConfigNode::Kind::Map, "", {1, 1});
  std::vector<std::pair<std::string, ConfigId>> kinds;
  ConfigId block = no_config;
  std::uint32_t number = 0;
  while (!text.empty() && !out.full()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty() || line.starts_with("//")) continue;
    const At at{number, 1};
    if (line == "}") {
      block = no_config;
      continue;
    }
    const std::string first(word(line));
    if (block == no_config) {
      const std::string name(word(line));
      if (trim(line) != "{") continue;
      ConfigId kind = no_config;
      for (const auto& [known, id] : kinds)
        if (known == first) kind = id;
      if (kind == no_config) {
        kind = out.add(document, ConfigNode::Kind::Map, first, at);
        kinds.emplace_back(first, kind);
      }
      block = out.add(kind, ConfigNode::Kind::Map, name, at);
      continue;
    }
    line = trim(line);
    if (line.starts_with("=")) line.remove_prefix(1);
    if (first.starts_with("@@") && line.starts_with("(") && line.find(')') != std::string_view::npos) {
      line = trim(line.substr(1, line.rfind(')') - 1));
      if (line.starts_with("name:")) line.remove_prefix(5);
    }
    out.scalar(block, first, value_of(line), at);
  }
}

}  // namespace onewriter::extract::config
