#include "report/json_values.h"

#include <nlohmann/json.hpp>

namespace onewriter::report {

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json or_null(std::uint32_t number) { return number == 0 ? Json(nullptr) : Json(number); }

Json at(Json object, const facts::Place& place) {
  object["file"] = place.file;
  object["line"] = place.line;
  return object;
}

std::string print(const Json& document) { return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace onewriter::report
