#pragma once
// Small questions about names and paths that every reader of deployment files asks. Paths are relative to the workspace
// root, with '/'; the root itself is the empty path.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/ascii.h"

namespace onewriter::link {

using ascii::lower;
using ascii::trim;

bool contains(std::string_view text, std::string_view part);
// RFC 3986, 2.1: "%20" is a space. What is no escape stays as it is.
std::string percent_decoded(std::string_view text);
std::vector<std::string> split(std::string_view text, std::string_view separators);

// Letters and digits alone, in lower case: "SPRING_DATASOURCE_URL", "spring.datasource.url" and "Spring:DataSource:Url"
// are one name.
std::string folded(std::string_view name);
// The lower-case words of a name: "OrderService.API", "order-service_api" -> order service api. Digits stay with their
// word.
std::vector<std::string> words_of(std::string_view name);
// Without the kind of workload that a deployment's name ends with: "orders-deployment" runs orders.
std::string without_workload_kind(std::string name);
// Does the name say that something sets a database up and does nothing else: "db-seed", "migrate", "Shop.DbMigrator"?
bool is_setup(std::string_view name);

std::string parent_of(std::string_view path);
std::string_view base_name(std::string_view path);
// Is `path` the folder itself or inside of it? The empty folder holds everything.
bool inside(std::string_view path, std::string_view folder);
// `path` as seen from `folder`, with "." and ".." resolved; nothing when it is absolute or leaves the workspace.
std::optional<std::string> join(std::string_view folder, std::string_view path);
// How many leading path segments two paths share.
std::size_t shared_segments(std::string_view a, std::string_view b);

}  // namespace onewriter::link
