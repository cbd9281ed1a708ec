#include "report/html/columns.h"

#include <map>
#include <nlohmann/json.hpp>

namespace onewriter::report {
namespace {

// Worth it when half of the values or more are repetitions.
Json packed(Json values) {
  if (values.empty() || values[0].is_number()) return values;
  std::map<std::string, std::size_t> index;
  Json of = Json::array(), at = Json::array();
  for (const Json& value : values) {
    const auto [found, fresh] =
        index.try_emplace(value.dump(-1, ' ', false, Json::error_handler_t::replace), index.size());
    if (fresh) of.push_back(value);
    at.push_back(found->second);
  }
  if (of.size() * 2 > values.size()) return values;
  return {{"of", std::move(of)}, {"at", std::move(at)}};
}

}  // namespace

Json by_columns(const Json& objects) {
  Json columns = Json::object();
  for (const Json& object : objects)
    for (const auto& [key, value] : object.items())
      if (!columns.contains(key)) columns[key] = Json::array();
  for (auto& [key, values] : columns.items()) {
    for (const Json& object : objects) {
      const auto at = object.find(key);
      values.push_back(at == object.end() ? Json(nullptr) : *at);
    }
    values = packed(std::move(values));
  }
  return {{"count", objects.size()}, {"columns", std::move(columns)}};
}

}  // namespace onewriter::report
