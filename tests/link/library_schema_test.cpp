// The published schema of library models: every model is valid against it, and its words are those of the reader.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "facts/resources.h"
#include "link/models/built_in.h"
#include "link/models/model.h"
#include "workspace/schema_check.h"

namespace {

using namespace onewriter;

std::string_view schema() {
  const auto text = facts::resource("rules/schema/library.schema.json");
  REQUIRE(text);
  return *text;
}

// The words that the reader names when it meets one that it does not know.
std::string known_to_reader(const std::string& body) {
  const auto read = link::read_library("library: a\nlanguage: python\ndocumentation: a\n" + body, "a.yaml");
  REQUIRE_FALSE(read.ok());
  const std::string& message = read.error().message;
  const auto at = message.find("known are: ");
  REQUIRE(at != std::string::npos);
  return message.substr(at + 11);
}

std::string words_of(const workspace::YamlDocument& document, workspace::YamlId map) {
  std::vector<std::string> words;
  for (const workspace::YamlId entry : document.children(document.get(map, "properties")))
    words.push_back(document.node(entry).key);
  std::sort(words.begin(), words.end());
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

TEST_CASE("every library model is valid against the published schema") {
  for (const facts::Resource& resource : facts::resources_under("rules/libraries/")) {
    if (!resource.path.ends_with(".yaml")) continue;
    const workspace::YamlDocument document = workspace::read_yaml(resource.text);
    std::vector<facts::Error> errors;
    workspace::check_schema(document, document.node(0).first_child, schema(), std::string(resource.path), errors);
    for (const facts::Error& error : errors) FAIL_CHECK(error.place.file, ":", error.place.line, ": ", error.message);
  }
}

TEST_CASE("the schema of library models has the words that the reader knows") {
  const workspace::YamlDocument document = workspace::read_yaml(schema());
  const workspace::YamlId root = document.node(0).first_child;
  const workspace::YamlId defs = document.get(root, "$defs");
  auto words = [&](const char* name) { return words_of(document, document.get(defs, name)); };
  CHECK(words_of(document, root) == known_to_reader("zz: 1"));
  CHECK(words("call") == known_to_reader("functions:\n  a.b: { zz: 1 }"));
  CHECK(words("type") == known_to_reader("types:\n  a.b: { zz: 1 }"));
  CHECK(words("entity") == known_to_reader("entities:\n  - { zz: 1 }"));
  CHECK(words("name") == known_to_reader("entities:\n  - { name: [ { zz: 1 } ] }"));
  CHECK(words("naming") == known_to_reader("entities:\n  - { naming: [ { zz: 1 } ] }"));
  CHECK(words("association") == known_to_reader("associations:\n  - { zz: 1 }"));
  CHECK(words("anywhere") == known_to_reader("anywhere:\n  - { zz: 1 }"));
}

TEST_CASE("no pattern of a model stands behind one that matches all that it does") {
  const auto models = link::built_in_models();
  REQUIRE(models.ok());
  std::string shadowed;
  const auto look = [&](const link::LibraryType& type, const std::vector<link::MethodRule>& rules) {
    for (auto later = rules.begin(); later != rules.end(); ++later)
      for (auto before = rules.begin(); before != later; ++before)
        if (link::matches(before->pattern, later->pattern))
          shadowed += type.name + ": " + later->pattern + " behind " + before->pattern + "\n";
  };
  for (const auto& library : models.value().libraries())
    for (const auto& [name, type] : library->types) {
      if (name != type->name) continue;  // an alias
      for (const auto* rules : {&type->methods, &type->statics, &type->properties, &type->edges, &type->assigned})
        look(*type, *rules);
    }
  CHECK(shadowed == "");
}
