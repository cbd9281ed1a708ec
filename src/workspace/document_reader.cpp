#include "workspace/document_reader.h"

#include <algorithm>

#include "workspace/schema_check.h"

namespace onewriter::workspace {

DocumentReader::DocumentReader(std::string_view text, std::string file, std::string_view schema,
                               std::vector<facts::Error>& errors)
    : document_(read_yaml(text)), file_(std::move(file)) {
  std::size_t before = errors.size();
  for (const YamlProblem& problem : document_.problems)
    errors.push_back({problem.message, {file_, problem.line, problem.column, 0}});
  std::vector<YamlId> documents = document_.children(0);
  if (documents.size() > 1) errors.push_back({"only one document may stand in this file", place(documents[1])});
  if (!documents.empty()) check_schema(document_, documents[0], schema, file_, errors);
  std::stable_sort(errors.begin() + static_cast<std::ptrdiff_t>(before), errors.end(),
                   [](const facts::Error& a, const facts::Error& b) { return a.place < b.place; });
}

YamlId DocumentReader::root() const { return document_.node(0).first_child; }

std::string DocumentReader::text(YamlId map, std::string_view key) const {
  YamlId id = get(map, key);
  return id == no_yaml ? std::string() : value(id);
}

std::vector<std::string> DocumentReader::texts(YamlId id) const {
  std::vector<std::string> out;
  for (PlacedText& text : placed(id)) out.push_back(std::move(text.text));
  return out;
}

std::vector<PlacedText> DocumentReader::placed(YamlId id) const {
  std::vector<PlacedText> out;
  if (id == no_yaml) return out;
  if (kind(id) == YamlNode::Kind::Scalar) return {{value(id), place(id)}};
  for (YamlId element : children(id))
    if (kind(element) == YamlNode::Kind::Scalar) out.push_back({value(element), place(element)});
  return out;
}

}  // namespace onewriter::workspace
