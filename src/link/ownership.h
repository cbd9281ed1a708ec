#pragma once
// Who owns a table, and why: the first that answers of a manifest's `owns`, `owners` of onewriter.yaml, the only
// service that connects to the table's database, the only service whose tree defines it, its only writer. Framework and
// external tables have no owner.

#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"
#include "link/services/system.h"

namespace onewriter::link {

// Sets Table::owner, owner_reason, and the kinds "external" and "framework" where onewriter.yaml says so. Everything
// else of `facts` is complete already.
void tell_owners(const System& system, const std::vector<extract::SourceFile>& files, facts::Facts& facts);

// Does the pattern ("orders", "sales.*", "order_*", "db/shop:orders") mean the table? "*" is any text.
bool names_table(std::string_view pattern, const facts::Table& table);

}  // namespace onewriter::link
