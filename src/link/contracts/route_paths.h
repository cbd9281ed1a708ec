#pragma once
// How frameworks write the paths and methods of routes.

#include <string>
#include <string_view>

namespace onewriter::link {

// Django writes patterns of paths as regular expressions, too: "^orders/(?P<id>[0-9]+)/$" is "orders/{id}/".
std::string plain(std::string_view path);

// "RequestMethod.GET", "http.MethodGet", "get" -> GET; what is no method is any.
std::string method_of(std::string_view text);

// Go's net/http, "Patterns": "example.com/orders" is /orders.
std::string_view without_host(std::string_view pattern);

// Does a mount name this file? "orders.urls" is orders/urls.py, wherever the sources' root is.
bool is_module(std::string_view file, std::string module);

}  // namespace onewriter::link
