#pragma once
// Who owns which tables, as documents of other tools tell it. What they name is a service only when one of the system
// goes by that name, or is the only one of that team, or has the document in its tree; what names none is left out.
//
//   Open Data Contract Standard   bitol-io.github.io/open-data-contract-standard: kind DataContract, `schema`
//   EventCatalog                  eventcatalog.dev/docs: services/*/index.mdx with `writesTo` containers (databases)
//   GitLab's database dictionary  docs.gitlab.com/ee/development/database/database_dictionary.html: db/docs/*.yml
//   schema domains                github.blog, "Partitioning GitHub's relational databases": db/schema-domains.yml

#include <vector>

#include "facts/facts.h"
#include "link/services/file_tree.h"
#include "link/services/system.h"

namespace onewriter::link {

// Declarations of kind owns, not yet with their tables. That of a whole database has the name "<database>.*".
std::vector<facts::Declaration> owners_in_documents(const System& system, const FileTree& tree);

}  // namespace onewriter::link
