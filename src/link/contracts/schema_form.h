#pragma once
// Faults of schemas that no reader of them can get over (OpenAPI, "Schema Object"; JSON Schema Validation, "type",
// "enum", "required").

#include <functional>
#include <set>
#include <string>

#include "link/contracts/documents.h"

namespace onewriter::link {

class SchemaForm {
 public:
  using Report = std::function<void(SpecNode, std::string)>;

  // `items_required`: arrays must say what they hold (OpenAPI before 3.1).
  SchemaForm(const Documents& documents, bool items_required, Report report)
      : documents_(documents), items_required_(items_required), report_(std::move(report)) {}

  // The schema and all in it; each is looked at once, however often it is referred to.
  void check(SpecNode schema);

 private:
  void check_one(SpecNode schema);

  const Documents& documents_;
  bool items_required_;
  Report report_;
  std::set<SpecNode> seen_;
};

}  // namespace onewriter::link
