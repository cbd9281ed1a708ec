#pragma once
// The formats of `report`, each in a file of its own.

#include <optional>
#include <string>

#include "report/json_values.h"
#include "report/ownership/changes.h"
#include "report/ownership/model.h"

namespace onewriter::report {

struct ReportContext {
  std::optional<Changes> changes;  // present when an earlier facts file was given
  std::string title;               // empty: "Data ownership"
  std::string source_url;          // "https://host/project/blob/main/{path}#L{line}"; empty: no links
};

// Version 1. `places`: with every place of every use; the HTML page takes them from the graph instead.
Json ownership_document(const Ownership& model, const ReportContext& context, bool places);
std::string ownership_json(const Ownership& model, const ReportContext& context);
// A line for each table and service that uses it, and one for a table that nobody uses.
std::string ownership_csv(const Ownership& model);
// For a wiki page or a pull request.
std::string ownership_markdown(const Ownership& model, const ReportContext& context);
// How each service stands with the guide's validation checklist, C1 to C8: met, broken or not applicable, and why.
// Empty without services.
std::string checklist_markdown(const Ownership& model);
// One page that needs nothing else: no network, no other file.
std::string ownership_html(const Ownership& model, const ReportContext& context);

// The address of a place on the code host; empty without a template. A path is escaped as a URL wants it.
std::string source_link(const std::string& source_url, const facts::Place& place);

}  // namespace onewriter::report
