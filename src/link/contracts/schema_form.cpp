#include "link/contracts/schema_form.h"

#include <vector>

namespace onewriter::link {
namespace {

using Kind = extract::ConfigNode::Kind;

constexpr std::size_t most_schemas = 200'000;

bool is_type(std::string_view name) {
  static const std::set<std::string_view> types = {"array",  "boolean", "integer", "number",
                                                   "object", "string",  "null",    "file"};
  return types.count(name) > 0;
}

}  // namespace

void SchemaForm::check(SpecNode schema) {
  std::vector<SpecNode> todo = {schema};
  while (!todo.empty() && seen_.size() < most_schemas) {
    const SpecNode node = documents_.behind(todo.back());
    todo.pop_back();
    if (!node.is(Kind::Map) || !seen_.insert(node).second) continue;
    check_one(node);
    for (const char* key : {"items", "additionalProperties", "not"})
      if (const SpecNode inner = documents_.child(node, key)) todo.push_back(inner);
    for (const char* key : {"properties", "patternProperties", "allOf", "anyOf", "oneOf"})
      for (SpecNode inner : documents_.children(documents_.child(node, key))) todo.push_back(inner);
  }
}

void SchemaForm::check_one(SpecNode schema) {
  const SpecNode type = documents_.child(schema, "type");
  std::vector<SpecNode> types;
  if (type.is(Kind::Scalar)) types.push_back(type);
  if (type.is(Kind::List)) types = documents_.children(type);
  for (SpecNode each : types)
    if (each.is(Kind::Scalar) && !is_type(each->value)) report_(each, "there is no type \"" + each->value + "\"");
  for (const char* key : {"enum", "required"})
    if (const SpecNode list = documents_.child(schema, key); list.is(Kind::Map) || list.is(Kind::Scalar))
      report_(list, std::string("`") + key + "` of a schema is no list");
  if (items_required_ && type.is(Kind::Scalar) && type->value == "array" && !documents_.child(schema, "items"))
    report_(type, "an array without `items`");
}

}  // namespace onewriter::link
