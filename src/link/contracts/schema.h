#pragma once
// What a schema says of the fields of a message, whatever it is written in: JSON Schema (with OpenAPI's and AsyncAPI's
// additions), Avro, or Protobuf as extract reads it.

#include <string>
#include <vector>

#include "link/contracts/documents.h"

namespace onewriter::link {

struct SchemaField {
  std::string name;
  SpecNode schema;  // as written
};

// The fields of an object, or of a list's elements: its own, and those of the schemas that it is put together from
// (allOf, oneOf, anyOf, base definitions). In source order, each name once, at most 500.
std::vector<SchemaField> fields_of(const Documents& documents, SpecNode schema);

// Does it say nothing of the content? "{}", "true", "type: object" without properties. A reference that cannot be
// followed says something, elsewhere.
bool says_nothing(const Documents& documents, SpecNode schema);

// What of a message's content tells its version and its time: names of fields, at the top or in an envelope beside the
// data ("metadata", "header").
struct Marks {
  std::string version, timestamp, envelope;
};
void find_marks(const Documents& documents, SpecNode schema, Marks& marks);

// "id,name,total"
std::string names_of(const std::vector<SchemaField>& fields);

}  // namespace onewriter::link
