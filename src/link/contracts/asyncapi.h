#pragma once
// AsyncAPI documents, 2.x and 3.x (asyncapi.com/docs/reference/specification): which messages travel on which channels,
// which way, and what their contracts say.

#include "link/contracts/contract_document.h"

namespace onewriter::link {

ContractReading read_asyncapi(const Documents& documents, const ContractDocument& document);

// What a reader of the document cannot do without: `info` with a title, `channels` that are a map, operations that say
// what they do with which channel. In source order.
void check_asyncapi_form(const Documents& documents, const ContractDocument& document,
                         std::vector<facts::ContractError>& errors);

}  // namespace onewriter::link
