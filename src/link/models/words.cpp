#include "link/models/words.h"

#include <algorithm>

#include "link/models/naming.h"

namespace onewriter::link {

void wrong(const YAML::Node& node, const std::string& message) { throw WrongModel{message, node.Mark()}; }

void read_map(const YAML::Node& node, const std::string& what, const Words& words) {
  if (!node.IsMap()) wrong(node, what + " must be a map");
  for (const auto& entry : node) {
    const std::string key = entry.first.as<std::string>();
    auto word = words.find(key);
    if (word != words.end()) {
      word->second(entry.second);
      continue;
    }
    std::string known;
    for (const auto& [name, reader] : words) known += (known.empty() ? "" : ", ") + name;
    wrong(entry.first, "unknown word \"" + key + "\" in " + what + "; known are: " + known);
  }
}

std::string text_of(const YAML::Node& node, const std::string& what) {
  if (!node.IsScalar()) wrong(node, what + " must be a text");
  return node.as<std::string>();
}

std::vector<YAML::Node> list_of(const YAML::Node& node) {
  if (!node.IsSequence()) return {node};
  return {node.begin(), node.end()};
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    auto end = text.find(separator);
    std::string_view part = text.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> texts_of(const YAML::Node& node, const std::string& what) {
  std::vector<std::string> result;
  for (const YAML::Node& item : list_of(node)) result.push_back(text_of(item, what));
  return result;
}

std::string naming_word(const YAML::Node& node) {
  const std::string word = text_of(node, "naming");
  const auto words = naming_words();
  if (std::find(words.begin(), words.end(), word) == words.end()) {
    std::string known;
    for (std::string_view each : words) known += (known.empty() ? "" : ", ") + std::string(each);
    wrong(node, "unknown naming \"" + word + "\"; known are: " + known);
  }
  return word;
}

std::string joined_word(const YAML::Node& node) {
  const std::string word = text_of(node, "joined");
  if (!joined_table(word, {})) wrong(node, "unknown name of a joined table \"" + word + "\"");
  return word;
}

}  // namespace onewriter::link
