#pragma once
// Reads a user's YAML file (onewriter.yaml, service.yaml) that has one document and a schema: faults become Errors, and
// what is right can be asked for by name. Absent and mistyped parts read as empty.

#include <string>
#include <string_view>
#include <vector>

#include "facts/place.h"
#include "facts/result.h"
#include "workspace/settings.h"
#include "workspace/yaml_document.h"

namespace onewriter::workspace {

class DocumentReader {
 public:
  // Appends the faults of the text and those against the schema to `errors`, in the order of their lines.
  DocumentReader(std::string_view text, std::string file, std::string_view schema, std::vector<facts::Error>& errors);

  YamlId root() const;  // no_yaml for an empty file
  YamlId get(YamlId map, std::string_view key) const { return document_.get(map, key); }
  std::vector<YamlId> children(YamlId id) const { return document_.children(id); }
  YamlNode::Kind kind(YamlId id) const { return document_.node(id).kind; }
  const std::string& key(YamlId id) const { return document_.node(id).key; }
  const std::string& value(YamlId id) const { return document_.node(id).value; }
  facts::Place place(YamlId id) const { return {file_, document_.node(id).line, document_.node(id).column, 0}; }

  // The scalar below a key.
  std::string text(YamlId map, std::string_view key) const;
  // The scalars of a list, or the one that stands instead of it.
  std::vector<std::string> texts(YamlId id) const;
  std::vector<PlacedText> placed(YamlId id) const;

 private:
  YamlDocument document_;
  std::string file_;
};

}  // namespace onewriter::workspace
