#pragma once
// The engines that keep data, by the one word that each has here, and what kind of store each is.

#include <span>
#include <string_view>

namespace onewriter::facts {

struct Engine {
  std::string_view name;
  std::string_view family;  // relational | document | keyvalue | search | graph | timeseries | broker
};

// Each name once. Cassandra and its kin speak of tables in a language like SQL: relational, for whoever asks what a
// name in a statement means.
std::span<const Engine> engines();

// Empty for an unknown engine.
std::string_view family_of(std::string_view engine);

}  // namespace onewriter::facts
