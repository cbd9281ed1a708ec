#include "link/models/built_in.h"

#include <algorithm>

#include "facts/resources.h"

namespace onewriter::link {
namespace {

using extract::Language;

struct Folder {
  std::string_view name;
  std::set<Language> languages;  // that models in it may speak
};

const std::vector<Folder>& folders() {
  static const std::vector<Folder> all = {
      {"cpp", {Language::Cpp}},
      {"csharp", {Language::CSharp}},
      {"general",
       {Language::Python, Language::JavaScript, Language::TypeScript, Language::Java, Language::CSharp, Language::Go,
        Language::Php, Language::Ruby, Language::Kotlin, Language::Rust, Language::Scala}},
      {"go", {Language::Go}},
      {"java", {Language::Java, Language::Kotlin, Language::Scala}},
      {"javascript", {Language::JavaScript, Language::TypeScript}},
      {"php", {Language::Php}},
      {"python", {Language::Python}},
      {"ruby", {Language::Ruby}},
      {"rust", {Language::Rust}},
      {"scala", {Language::Scala}}};
  return all;
}

}  // namespace

facts::Result<Models> built_in_models() {
  std::set<Language> all;
  for (const Folder& folder : folders()) all.insert(folder.languages.begin(), folder.languages.end());
  return built_in_models(all);
}

facts::Result<Models> built_in_models(const std::set<Language>& spoken) {
  Models models;
  for (const Folder& folder : folders()) {
    if (std::none_of(spoken.begin(), spoken.end(), [&](Language l) { return folder.languages.count(l) > 0; })) continue;
    for (const facts::Resource& resource :
         facts::resources_under("rules/libraries/" + std::string(folder.name) + "/")) {
      if (!resource.path.ends_with(".yaml")) continue;
      auto library = read_library(resource.text, std::string(resource.path));
      if (!library) return library.error();
      models.add(*library);
    }
  }
  return models;
}

}  // namespace onewriter::link
