#pragma once
// Are all references of a document in order? Every part that it leads to is looked at, in other files too.

#include <string>
#include <vector>

#include "link/contracts/documents.h"

namespace onewriter::link {

struct Fault {
  SpecNode at;
  std::string message;
};

struct ReferenceReport {
  std::vector<Fault> faults;                      // in the order in which they are met; each place once
  std::vector<SpecNode> remote;                   // references that are URLs: they were not followed
  std::vector<const extract::SourceFile*> files;  // those that the document is made of, its own first
};

ReferenceReport check_references(const Documents& documents, SpecNode root);

}  // namespace onewriter::link
