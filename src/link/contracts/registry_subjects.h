#pragma once
// Subjects of a schema registry, where the build or Terraform registers them (Confluent, "Schema Registry Maven
// Plugin", schema-registry:register; Terraform providers confluentinc/confluent, "confluent_schema", and
// cultureamp/schemaregistry, "schemaregistry_schema").

#include <string>
#include <vector>

#include "extract/extract.h"

namespace onewriter::link {

struct RegistrySubject {
  std::string event;  // the topic, or the record's own name (Confluent, "Subject Name Strategy")
  std::string kind;   // avro | protobuf | json-schema
  extract::ConfigId node = extract::no_config;
};

std::vector<RegistrySubject> registry_subjects_in(const extract::SourceFile& file);

}  // namespace onewriter::link
