#pragma once
// Where a version can be seen: in paths, hosts, names of parameters and fields, media types, packages and topics.

#include <string>
#include <string_view>

namespace onewriter::link {

// "v1", "v2beta1", "2024-01-31", "1.0"; with `numbers`, "1" alone too.
bool is_version_word(std::string_view word, bool numbers = false);
// A segment of a path that is a version, or a parameter for one: "/api/v1/orders", "/{version}/orders".
bool has_version_segment(std::string_view path, bool numbers = false);
// A version word among the words of a topic, subject, package or type: "orders.v1", "order-placed-v2", "OrderPlacedV2".
std::string version_word_of(std::string_view name);
// "v1.api.example.com", "api-v1.example.com"
bool has_version_in_host(std::string_view host);
// "application/vnd.shop.v1+json", "application/json; version=1"
bool has_version_in_media_type(std::string_view type);
// Of a header, a query parameter or a field: "api-version", "X-API-Version", "schemaVersion", "v".
bool is_version_name(std::string_view name);
// Of a field or header that tells when something happened: "occurredAt", "timestamp", "event_time".
bool is_time_name(std::string_view name);

}  // namespace onewriter::link
