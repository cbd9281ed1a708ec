#pragma once
// The pieces that connection texts of several forms have in common: addresses, keyword lists, options.

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "link/datastores/connection.h"

namespace onewriter::link {

using Parameters = std::map<std::string, std::string>;  // folded keyword -> value

// Without the quotes or braces around it.
std::string unquoted(std::string_view text);
// "a=1;b=2": keywords are folded ("User ID", "userid" are one). `separators` divide the pairs.
Parameters parameters_of(std::string_view text, std::string_view separators);
std::string first_of(const Parameters& parameters, std::initializer_list<std::string_view> keys);
void set_if(std::string& to, std::string value);

// "host:port", "[::1]:port", "host,1433", "host\\instance", "tcp:host,1433"
void set_address(Connection& c, std::string_view address);
// What the query of a URL or the tail of a keyword string may say besides.
void set_options(Connection& c, const Parameters& p);
void set_keywords(Connection& c, const Parameters& p);

}  // namespace onewriter::link
