#pragma once
// What services offer of a table's data to others: what others should use instead of the table.

#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.h"

namespace onewriter::link {

// "OrderLineAdded", "/order-lines/{id}", "order_lines" -> order, line, ...: lower case, singular, what stands in braces
// left out.
std::vector<std::string> offered_words(std::string_view name);

// Fills Facts::table_offers from operations, routes, events, contracts and declarations. Told by name: the words of the
// table's name stand in the offer's name in that order. "order_lines" is offered by "OrderLineAdded" and by
// "/orders/{id}/order-lines"; "customers" by "CustomerCreated". A column is carried by a field of its name, however
// either is written; the key `id` by "customerId" as well. Of an operation that changes something, whose answer tells
// nothing of what it takes, by its name: "PUT /customers/{id}/email". Sorted by table, service, kind, name, place.
void tell_offers(facts::Facts& facts);

}  // namespace onewriter::link
