#pragma once
// Schemas with a language of their own as configuration trees.
//
//   Protobuf  package, syntax; a block is a map below its kind and name: service.Orders.Place is {request, response},
//             message.OrderPlaced.fields.id is "string"; nested messages stand in `message` of theirs
//   GraphQL   a block is a map below its kind and name: type.Query.orders is "[Order!]!"; `extend type` adds to it;
//             operations of clients (query, mutation, fragment) stand below these words with their name alone

#include <string_view>

#include "extract/config/builder.h"

namespace onewriter::extract::spec {

// protobuf.dev, "Protocol Buffers Version 3 Language Specification" and "Version 2"
void read_proto(std::string_view text, config::Builder& out);
// spec.graphql.org, "Type System"
void read_graphql(std::string_view text, config::Builder& out);

}  // namespace onewriter::extract::spec
