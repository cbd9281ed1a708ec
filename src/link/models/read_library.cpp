// Reads a library model from YAML, word by word, so that a typing error is told with its line instead of silently
// meaning nothing.

#include <array>

#include "link/models/words.h"

namespace onewriter::link {
namespace {

using extract::Language;
using facts::Error;

constexpr std::array<std::pair<std::string_view, Language>, 12> languages = {{
    {"python", Language::Python},
    {"javascript", Language::JavaScript},
    {"typescript", Language::TypeScript},
    {"java", Language::Java},
    {"csharp", Language::CSharp},
    {"go", Language::Go},
    {"php", Language::Php},
    {"ruby", Language::Ruby},
    {"kotlin", Language::Kotlin},
    {"rust", Language::Rust},
    {"scala", Language::Scala},
    {"cpp", Language::Cpp},
}};

void read_annotation(const std::string& heading, const YAML::Node& node, Library& library) {
  for (const YAML::Node& item : list_of(node)) {
    AnnotationRule rule;
    YAML::Node rest;
    for (const auto& entry : item) {
      const std::string key = entry.first.as<std::string>();
      if (key != "when") {
        rest[key] = entry.second;
        continue;
      }
      for (const auto& condition : entry.second) {
        rule.argument = condition.first.as<std::string>();
        rule.pattern = condition.second.as<std::string>();
      }
    }
    rule.callable = callable(rest);
    for (const std::string& name : split(heading, '|')) {
      rule.annotation = name;
      library.annotations.push_back(rule);
    }
  }
}

void read_mark(const std::string& heading, const YAML::Node& node, Library& library) {
  for (const YAML::Node& item : list_of(node)) {
    MarkRule rule;
    rule.library = &library;
    YAML::Node rest;
    for (const auto& entry : item) {
      const std::string key = entry.first.as<std::string>();
      if (key == "when") {
        for (const auto& condition : entry.second) {
          rule.argument = condition.first.as<std::string>();
          rule.pattern = condition.second.as<std::string>();
        }
      } else if (key == "on") {
        rule.on = text_of(entry.second, "on");
        if (rule.on != "type" && rule.on != "method" && rule.on != "field" && rule.on != "parameter")
          wrong(entry.second, "\"on\" is type, method, field or parameter");
      } else {
        rest[key] = entry.second;
      }
    }
    rule.callable = callable(rest);
    for (const std::string& name : split(heading, '|')) {
      rule.annotation = name;
      library.marks.push_back(rule);
    }
  }
}

void read_anywhere(const YAML::Node& node, Library& library) {
  for (const YAML::Node& item : list_of(node)) {
    AnywhereRule rule;
    rule.library = &library;
    read_map(item, "an anywhere rule",
             {
                 {"receiver", [&](const YAML::Node& n) { rule.receiver = text_of(n, "receiver"); }},
                 {"entity", [&](const YAML::Node& n) { rule.entity = n.as<bool>(); }},
                 {"edges", [&](const YAML::Node& n) { rule.edges = text_of(n, "edges"); }},
                 {"methods", [&](const YAML::Node& n) { rule.methods = method_rules(n, "methods"); }},
             });
    library.anywhere.push_back(std::move(rule));
  }
}

void read_relation(const std::string& heading, const YAML::Node& node, Library& library) {
  RelationRule rule;
  YAML::Node rest(YAML::NodeType::Map);
  for (const auto& entry : node) {
    const std::string key = entry.first.as<std::string>();
    if (key == "type")
      rule.type = text_of(entry.second, "type");
    else if (key == "through")
      rule.through = text_of(entry.second, "through");
    else if (key == "source")
      rule.source = text_of(entry.second, "source");
    else if (key == "source_type")
      rule.source_type = text_of(entry.second, "source_type");
    else if (key == "join_table")
      rule.join_table = entry.second.as<bool>();
    else if (key == "own")
      rule.own = entry.second.as<bool>();
    else if (key == "written")
      rule.written = entry.second.as<bool>();
    else if (key == "also")
      for (const auto& more : entry.second) rule.also[more.first.as<std::string>()] = callable(more.second);
    else
      rest[key] = entry.second;
  }
  rule.callable = callable(rest);
  for (const std::string& name : split(heading, '|')) {
    rule.pattern = name;
    library.relations.push_back(rule);
  }
}

void read_handed(const YAML::Node& node, Library& library) {
  if (!node.IsMap()) wrong(node, "handed must be a map");
  for (const auto& entry : node)
    for (const YAML::Node& item : list_of(entry.second))
      library.handed[entry.first.as<std::string>()].push_back(type_expression(text_of(item, "a type")));
}

void read_type(const std::string& heading, const YAML::Node& node, Library& library) {
  auto type = std::make_shared<LibraryType>();
  const TypeExpression name = type_expression(heading);
  type->library = &library;
  type->name = name.name;
  for (const TypeExpression& parameter : name.arguments) type->parameters.push_back(parameter.name);
  std::vector<std::string> names = {type->name};
  if (!node.IsNull())
    read_map(node, "a type",
             {
                 {"aliases",
                  [&](const YAML::Node& n) {
                    for (const YAML::Node& item : list_of(n)) names.push_back(text_of(item, "an alias"));
                  }},
                 {"extends",
                  [&](const YAML::Node& n) {
                    for (const YAML::Node& item : list_of(n))
                      type->bases.push_back(type_expression(text_of(item, "extends")));
                  }},
                 {"declared", [&](const YAML::Node& n) { type->declared = callable(n); }},
                 {"table", [&](const YAML::Node& n) { type->table = text_of(n, "table"); }},
                 {"works_through", [&](const YAML::Node& n) { type->works_through = texts_of(n, "works_through"); }},
                 {"makes", [&](const YAML::Node& n) { type->makes = texts_of(n, "makes"); }},
                 {"fluent", [&](const YAML::Node& n) { type->fluent = n.as<bool>(); }},
                 {"handed_on", [&](const YAML::Node& n) { type->handed_on = n.as<bool>(); }},
                 {"members",
                  [&](const YAML::Node& n) {
                    if (!n.IsMap()) wrong(n, "members must be a map");
                    for (const auto& entry : n)
                      type->members[entry.first.as<std::string>()] = text_of(entry.second, "a type");
                  }},
                 {"methods", [&](const YAML::Node& n) { type->methods = method_rules(n, "methods"); }},
                 {"statics", [&](const YAML::Node& n) { type->statics = method_rules(n, "statics"); }},
                 {"properties", [&](const YAML::Node& n) { type->properties = method_rules(n, "properties"); }},
                 {"edges", [&](const YAML::Node& n) { type->edges = method_rules(n, "edges"); }},
                 {"assigned", [&](const YAML::Node& n) { type->assigned = method_rules(n, "assigned"); }},
             });
  type->aliases.assign(names.begin() + 1, names.end());
  for (const std::string& each : names) library.types[each] = type;
}

}  // namespace

facts::Result<std::shared_ptr<const Library>> read_library(std::string_view text, const std::string& name) {
  auto library = std::make_shared<Library>();
  try {
    const YAML::Node root = YAML::Load(std::string(text));
    read_map(
        root, "a library model",
        {
            {"library", [&](const YAML::Node& n) { library->name = text_of(n, "library"); }},
            {"documentation",
             [&](const YAML::Node& n) {
               for (const YAML::Node& item : list_of(n))
                 library->documentation +=
                     (library->documentation.empty() ? "" : "; ") + text_of(item, "documentation");
             }},
            {"language",
             [&](const YAML::Node& n) {
               for (const YAML::Node& item : list_of(n)) {
                 const std::string word = text_of(item, "language");
                 Language found = Language::None;
                 for (const auto& [key, language] : languages)
                   if (key == word) found = language;
                 if (found == Language::None) wrong(item, "unknown language \"" + word + "\"");
                 library->languages.push_back(found);
               }
             }},
            {"tracks", [&](const YAML::Node& n) { library->tracks = texts_of(n, "tracks"); }},
            {"registered_in", [&](const YAML::Node& n) { library->registered_in = texts_of(n, "registered_in"); }},
            {"route_settings",
             [&](const YAML::Node& n) {
               for (const std::string& keys : texts_of(n, "route_settings"))
                 library->route_settings.push_back(split(keys, '|'));
             }},
            {"engine", [&](const YAML::Node& n) { library->engine = text_of(n, "engine"); }},
            {"family", [&](const YAML::Node& n) { library->family = text_of(n, "family"); }},
            {"functions",
             [&](const YAML::Node& n) {
               if (!n.IsMap()) wrong(n, "functions must be a map");
               for (const auto& entry : n) {
                 auto shared = callable(entry.second);
                 for (const std::string& function : split(entry.first.as<std::string>(), '|'))
                   library->functions[function] = shared;
               }
             }},
            {"entities",
             [&](const YAML::Node& n) {
               for (const YAML::Node& item : list_of(n)) library->entities.push_back(entity_rule(item, library.get()));
             }},
            {"associations",
             [&](const YAML::Node& n) {
               for (const YAML::Node& item : list_of(n))
                 library->associations.push_back(association_rule(item, library.get()));
             }},
            {"copies",
             [&](const YAML::Node& n) {
               for (const YAML::Node& item : list_of(n)) library->copies.push_back(copy_rule(item, library.get()));
             }},
            {"generated_where_imported",
             [&](const YAML::Node& n) { library->generated_where_imported = texts_of(n, "generated_where_imported"); }},
            {"generated", [&](const YAML::Node& n) { library->generated = text_of(n, "generated"); }},
            {"handed", [&](const YAML::Node& n) { read_handed(n, *library); }},
            {"runs",
             [&](const YAML::Node& n) {
               for (const YAML::Node& item : list_of(n)) library->runs.push_back(run_rule(item));
             }},
            {"anywhere", [&](const YAML::Node& n) { read_anywhere(n, *library); }},
            {"relations",
             [&](const YAML::Node& n) {
               if (!n.IsMap()) wrong(n, "relations must be a map");
               for (const auto& entry : n) read_relation(entry.first.as<std::string>(), entry.second, *library);
             }},
            {"injected",
             [&](const YAML::Node& n) {
               if (!n.IsMap()) wrong(n, "injected must be a map");
               for (const auto& entry : n) {
                 auto shared = callable(entry.second);
                 for (const std::string& annotation : split(entry.first.as<std::string>(), '|'))
                   library->injected[annotation] = shared;
               }
             }},
            {"annotations",
             [&](const YAML::Node& n) {
               if (!n.IsMap()) wrong(n, "annotations must be a map");
               for (const auto& entry : n) read_annotation(entry.first.as<std::string>(), entry.second, *library);
             }},
            {"marks",
             [&](const YAML::Node& n) {
               if (!n.IsMap()) wrong(n, "marks must be a map");
               for (const auto& entry : n) read_mark(entry.first.as<std::string>(), entry.second, *library);
             }},
            {"types",
             [&](const YAML::Node& n) {
               if (!n.IsMap()) wrong(n, "types must be a map");
               for (const auto& entry : n) read_type(entry.first.as<std::string>(), entry.second, *library);
             }},
        });
    if (library->name.empty() || library->languages.empty() || library->documentation.empty())
      wrong(root, "a library model needs library, language and documentation");
  } catch (const WrongModel& w) {
    return Error{w.message,
                 {name, static_cast<std::uint32_t>(w.mark.line + 1), static_cast<std::uint32_t>(w.mark.column + 1), 0}};
  } catch (const YAML::Exception& e) {
    return Error{e.msg,
                 {name, static_cast<std::uint32_t>(e.mark.line + 1), static_cast<std::uint32_t>(e.mark.column + 1), 0}};
  }
  return std::shared_ptr<const Library>(library);
}

}  // namespace onewriter::link
