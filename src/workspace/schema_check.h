#pragma once
// Checks YAML against a JSON Schema, so that a file's keys stand in one place. The words of JSON Schema that are known:
// type (object, array, string, integer, boolean), properties, additionalProperties, required, items, enum, minLength,
// format "date", anyOf (by the kind of value) and "$ref" to "#/$defs/...". A scalar of any notation is a string.

#include <string>
#include <string_view>
#include <vector>

#include "facts/result.h"
#include "workspace/yaml_document.h"

namespace onewriter::workspace {

// Appends an Error with its place for each fault: unknown keys (with the nearest known one), keys that stand twice,
// missing keys, wrong types and values. `schema` is the text of the schema, itself taken to be right.
void check_schema(const YamlDocument& document, YamlId node, std::string_view schema, const std::string& file,
                  std::vector<facts::Error>& errors);

// The known word that `word` was most likely meant to be; empty when none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace onewriter::workspace
