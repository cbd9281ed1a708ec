#pragma once
// Runs somebody's SELECT over the facts, locked down: rules may come with the workspace that is checked, so their SQL
// is not trusted.
//
// Allowed: SELECT over the named relations, CTEs, and the functions of a short list. Not: writing, ATTACH, PRAGMA,
// loading extensions, SQLite's own tables, a second statement. Bounded in time, rows and size.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/store.h"

namespace onewriter::facts {

struct SelectLimits {
  std::uint32_t milliseconds = 10'000;
  std::uint64_t rows = 100'000;
  std::uint64_t bytes = 64u << 20;  // of all values together
};

struct SelectOptions {
  // Relations that the statement may name; views may read what they are made of. Absent: every relation of the schema.
  std::optional<std::vector<std::string>> relations;
  std::vector<std::pair<std::string, std::string>> parameters;  // ":max_hops" without the colon -> value
  SelectLimits limits;
};

struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // numbers as text; NULL is empty
};

// Errors say what was refused, or SQLite's words.
Result<Rows> select(const Store& store, const std::string& sql, const SelectOptions& options = {});

}  // namespace onewriter::facts
