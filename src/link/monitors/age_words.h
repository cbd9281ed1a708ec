#pragma once

#include <string_view>

namespace onewriter::link {

// Does the name of a metric, an alert or a panel speak of how old data is: lag, staleness, freshness, the age of a
// message? The lag of an event loop, of a database's own replica or of a scheduler is not of data that somebody keeps.
bool speaks_of_age(std::string_view name);

// The same of an expression: any of the names in it.
bool expression_speaks_of_age(std::string_view expression);

}  // namespace onewriter::link
