#include "link/contracts/schema.h"

#include <algorithm>
#include <set>

#include "link/contracts/version.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigNode;

constexpr std::size_t most_fields = 500;
constexpr std::size_t most_schemas = 200;  // that one is put together from

class Collector {
 public:
  explicit Collector(const Documents& documents) : documents_(documents) {}

  void collect(SpecNode schema, int depth) {
    schema = documents_.behind(schema);
    if (!schema || depth > 12 || fields_.size() >= most_fields || seen_.size() >= most_schemas ||
        !seen_.insert(schema).second)
      return;
    if (schema.is(ConfigNode::Kind::List)) {  // an Avro union: [null, {...}]
      for (SpecNode member : documents_.children(schema)) collect(member, depth + 1);
      return;
    }
    for (SpecNode property : documents_.children(documents_.child(schema, "properties"))) add(property->key, property);
    const SpecNode fields = documents_.child(schema, "fields");
    if (fields.is(ConfigNode::Kind::List)) {  // Avro specification, "Complex Types / Records"
      for (SpecNode field : documents_.children(fields))
        add(std::string(documents_.text(field, "name")), documents_.child(field, "type"));
    } else if (fields.is(ConfigNode::Kind::Map)) {
      for (SpecNode field : documents_.children(fields)) add(field->key, field);
    }
    if (const SpecNode messages = documents_.child(schema, "message"); messages.is(ConfigNode::Kind::Map))
      for (SpecNode message : documents_.children(messages)) collect(message, depth + 1);
    for (const char* key : {"allOf", "oneOf", "anyOf"})
      for (SpecNode member : documents_.children(documents_.child(schema, key))) collect(member, depth + 1);
    collect(documents_.child(schema, "items"), depth + 1);
    // A schema in another language, AsyncAPI 3.0 "Multi Format Schema Object".
    if (documents_.child(schema, "schemaFormat")) collect(documents_.child(schema, "schema"), depth + 1);
  }

  std::vector<SchemaField> take() { return std::move(fields_); }

 private:
  void add(std::string name, SpecNode schema) {
    if (!name.empty() && name != "$ref" && fields_.size() < most_fields && names_.insert(name).second)
      fields_.push_back({std::move(name), schema});
  }

  const Documents& documents_;
  std::set<SpecNode> seen_;
  std::set<std::string> names_;
  std::vector<SchemaField> fields_;
};

// Keys that say nothing of the content.
bool is_remark(std::string_view key) {
  static const std::set<std::string_view> remarks = {"title",    "description", "$id",          "$schema", "$comment",
                                                     "example",  "examples",    "deprecated",   "default", "nullable",
                                                     "readOnly", "writeOnly",   "externalDocs", "xml"};
  return remarks.count(key) > 0 || key.starts_with("x-");
}

bool is_time(const Documents& documents, const SchemaField& field) {
  if (is_time_name(field.name)) return true;
  // Avro specification, "Logical Types"; Protocol Buffers, "Well-Known Types".
  const SpecNode schema = documents.behind(field.schema);
  if (schema.is(ConfigNode::Kind::Scalar) && schema->value.ends_with("protobuf.Timestamp")) return true;
  return documents.text(schema, "logicalType").starts_with("timestamp-") && !field.name.empty();
}

bool says_nothing(const Documents& documents, SpecNode schema, int depth) {
  if (!schema || schema.is(ConfigNode::Kind::Null)) return true;
  if (schema.is(ConfigNode::Kind::Scalar)) return schema->value.empty() || schema->value == "true";
  const SpecNode there = documents.behind(schema);
  if (!there || depth > 10) return false;
  if (there != schema && there.is(ConfigNode::Kind::Scalar)) return says_nothing(documents, there, depth + 1);
  if (there.is(ConfigNode::Kind::List)) return !there->first_child || there->first_child == extract::no_config;
  if (const SpecNode inner = documents.child(there, "schema"); inner && documents.child(there, "schemaFormat"))
    return says_nothing(documents, inner, depth + 1);
  for (SpecNode child : documents.children(there)) {
    if (is_remark(child->key)) continue;
    if (child->key == "type" && child.is(ConfigNode::Kind::Scalar) && child->value == "object") continue;
    const bool any = child->key == "additionalProperties" && child.is(ConfigNode::Kind::Scalar);
    const bool none = child->key == "properties" && child->first_child == extract::no_config;
    if (!any && !none) return false;
  }
  return true;
}

}  // namespace

std::vector<SchemaField> fields_of(const Documents& documents, SpecNode schema) {
  Collector collector(documents);
  collector.collect(schema, 0);
  return collector.take();
}

bool says_nothing(const Documents& documents, SpecNode schema) { return says_nothing(documents, schema, 0); }

void find_marks(const Documents& documents, SpecNode schema, Marks& marks) {
  static const std::set<std::string, std::less<>> envelopes = {
      "metadata", "meta",       "header", "headers",   "envelope",      "context",
      "event",    "attributes", "info",   "eventinfo", "eventmetadata", "messageheader"};
  const auto look = [&](const std::vector<SchemaField>& fields, const std::string& prefix) {
    for (const SchemaField& field : fields) {
      if (folded(field.name) == "specversion" || folded(field.name) == "cespecversion") {
        marks.envelope = "cloudevents";
      } else if (marks.version.empty() && is_version_name(field.name)) {
        marks.version = prefix + field.name;
      }
      if (marks.timestamp.empty() && is_time(documents, field)) marks.timestamp = prefix + field.name;
    }
  };
  const std::vector<SchemaField> fields = fields_of(documents, schema);
  look(fields, "");
  for (const SchemaField& field : fields)
    if (envelopes.count(folded(field.name))) look(fields_of(documents, field.schema), field.name + ".");
}

std::string names_of(const std::vector<SchemaField>& fields) {
  std::string out;
  for (const SchemaField& field : fields) out += (out.empty() ? "" : ",") + field.name;
  return out;
}

}  // namespace onewriter::link
