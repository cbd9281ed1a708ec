#pragma once
// The words that stand at the root of OpenAPI and AsyncAPI documents (OpenAPI Specification, "OpenAPI Object", in 2.0
// "Swagger Object"; AsyncAPI Specification, "AsyncAPI Object").

#include <vector>

#include "link/contracts/contract_document.h"

namespace onewriter::link {

// A word that the format does not know is a fault when it is near one that the document lacks: `chanels`. Others, which
// readers get over, are none.
void check_root_words(const Documents& documents, const ContractDocument& document,
                      std::vector<facts::ContractError>& errors);

}  // namespace onewriter::link
