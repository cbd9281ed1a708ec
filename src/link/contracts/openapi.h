#pragma once
// OpenAPI documents: Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2 (spec.openapis.org). What they offer, where a client sends
// the version, and what of their form is missing.

#include "link/contracts/contract_document.h"

namespace onewriter::link {

ContractReading read_openapi(const Documents& documents, const ContractDocument& document);

// What a reader of the document cannot do without: `info`, `title`, `paths`, paths that begin with "/", methods that
// exist, parameters with a name and a place, answers. In source order. info.version is not asked for here.
void check_openapi_form(const Documents& documents, const ContractDocument& document,
                        std::vector<facts::ContractError>& errors);

}  // namespace onewriter::link
