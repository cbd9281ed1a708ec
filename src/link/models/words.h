#pragma once
// Words of YAML, read strictly: an unknown word or a wrong shape ends the reading with its place.

#include <yaml-cpp/yaml.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "link/models/model.h"

namespace onewriter::link {

// Thrown by the readers of model words only, caught in read_library.
struct WrongModel {
  std::string message;
  YAML::Mark mark;
};

[[noreturn]] void wrong(const YAML::Node& node, const std::string& message);

using Words = std::map<std::string, std::function<void(const YAML::Node&)>, std::less<>>;
void read_map(const YAML::Node& node, const std::string& what, const Words& words);
std::string text_of(const YAML::Node& node, const std::string& what);
std::vector<std::string> texts_of(const YAML::Node& node, const std::string& what);
std::vector<YAML::Node> list_of(const YAML::Node& node);  // a single item is a list of one
std::string naming_word(const YAML::Node& node);
std::string joined_word(const YAML::Node& node);
std::vector<std::string> split(std::string_view text, char separator);  // trimmed, without empty parts

// read_calls.cpp
TypeExpression type_expression(std::string_view text);
std::shared_ptr<const Callable> callable(const YAML::Node& node);
std::vector<MethodRule> method_rules(const YAML::Node& node, const std::string& what);

// read_entities.cpp
EntityRule entity_rule(const YAML::Node& node, const Library* library);
RunRule run_rule(const YAML::Node& node);
AssociationRule association_rule(const YAML::Node& node, const Library* library);
CopyRule copy_rule(const YAML::Node& node, const Library* library);

}  // namespace onewriter::link
