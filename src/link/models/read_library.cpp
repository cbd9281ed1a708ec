// Reads a library model from YAML, word by word, so that a typing error is told with its line instead of silently
// meaning nothing.

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <functional>

#include "link/models/model.h"
#include "link/models/naming.h"

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

// Thrown inside this file only, caught in read_library.
struct Wrong {
  std::string message;
  YAML::Mark mark;
};

[[noreturn]] void wrong(const YAML::Node& node, const std::string& message) { throw Wrong{message, node.Mark()}; }

using Words = std::map<std::string, std::function<void(const YAML::Node&)>, std::less<>>;

void read_map(const YAML::Node& node, const std::string& what, const Words& words) {
  if (!node.IsMap()) wrong(node, what + " must be a map");
  for (const auto& entry : node) {
    const std::string key = entry.first.as<std::string>();
    auto word = words.find(key);
    if (word != words.end()) {
      word->second(entry.second);
      continue;
    }
    std::string known;
    for (const auto& [name, reader] : words) known += (known.empty() ? "" : ", ") + name;
    wrong(entry.first, "unknown word \"" + key + "\" in " + what + "; known are: " + known);
  }
}

std::string text_of(const YAML::Node& node, const std::string& what) {
  if (!node.IsScalar()) wrong(node, what + " must be a text");
  return node.as<std::string>();
}

std::vector<YAML::Node> list_of(const YAML::Node& node) {
  if (!node.IsSequence()) return {node};
  return {node.begin(), node.end()};
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    auto end = text.find(separator);
    std::string_view part = text.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

TypeExpression type_expression(std::string_view text) {
  TypeExpression type;
  if (text.starts_with('[') && text.ends_with(']')) {
    type.name = "[]";
    type.arguments.push_back(type_expression(text.substr(1, text.size() - 2)));
    return type;
  }
  auto open = text.find('<');
  type.name = std::string(text.substr(0, open));
  if (open != std::string_view::npos && text.ends_with('>'))
    for (const std::string& part : split(text.substr(open + 1, text.size() - open - 2), ','))
      type.arguments.push_back(type_expression(part));
  return type;
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// One capital letter with or without a digit is a type parameter, as Java and C# write them.
bool is_type_parameter(std::string_view text) {
  return !text.empty() && text.size() <= 2 && text[0] >= 'A' && text[0] <= 'Z';
}

Selector selector(const YAML::Node& node) {
  const std::string text = text_of(node, "a selector");
  Selector s;
  if (text.starts_with('=')) {
    s.kind = Selector::Kind::Literal;
    s.name = text.substr(1);
    return s;
  }
  if (text == "@") {
    s.kind = Selector::Kind::MemberName;
    return s;
  }
  const auto dot = text.find('.');
  const std::string head = text.substr(0, dot);
  if (dot != std::string::npos) s.key = text.substr(dot + 1);
  if (head == "*") {
    s.kind = Selector::Kind::All;
  } else if (head == "self") {
    s.kind = Selector::Kind::Self;
  } else if (head == "value") {
    s.kind = Selector::Kind::Assigned;
  } else if (is_number(head)) {
    s.position = std::stoi(head.substr(0, 4));
  } else if (is_type_parameter(head)) {
    s.kind = Selector::Kind::TypeParameter;
    s.name = head;
  } else {
    s.kind = Selector::Kind::Keyword;
    s.name = head;
  }
  return s;
}

Selectors selectors(const YAML::Node& node) {
  Selectors list;
  for (const YAML::Node& item : list_of(node)) list.push_back(selector(item));
  return list;
}

std::map<std::string, Selectors> named_selectors(const YAML::Node& node, const std::string& what,
                                                 std::initializer_list<const char*> names) {
  std::map<std::string, Selectors> result;
  Words words;
  for (const char* name : names) words[name] = [&result, name](const YAML::Node& n) { result[name] = selectors(n); };
  read_map(node, what, words);
  return result;
}

std::string naming_word(const YAML::Node& node) {
  const std::string word = text_of(node, "naming");
  const auto words = naming_words();
  if (std::find(words.begin(), words.end(), word) == words.end()) {
    std::string known;
    for (std::string_view each : words) known += (known.empty() ? "" : ", ") + std::string(each);
    wrong(node, "unknown naming \"" + word + "\"; known are: " + known);
  }
  return word;
}

std::shared_ptr<const Callable> callable(const YAML::Node& node) {
  auto c = std::make_shared<Callable>();
  auto into = [](Selectors& target) { return [&target](const YAML::Node& n) { target = selectors(n); }; };
  if (node.IsNull()) return c;
  read_map(node, "a call",
           {
               {"returns",
                [&](const YAML::Node& n) {
                  for (const YAML::Node& item : list_of(n))
                    c->returns.push_back(type_expression(text_of(item, "returns")));
                }},
               {"connection",
                [&](const YAML::Node& n) {
                  c->connection =
                      named_selectors(n, "connection", {"url", "host", "port", "database", "user", "schema", "name"});
                }},
               {"binds",
                [&](const YAML::Node& n) {
                  c->binds = named_selectors(n, "binds", {"table", "schema", "database", "entity"});
                }},
               {"sql", into(c->sql)},
               {"jpql", into(c->jpql)},
               {"reads", into(c->reads)},
               {"writes", into(c->writes)},
               {"creates", into(c->creates)},
               {"default_schema", into(c->default_schema)},
               {"maps",
                [&](const YAML::Node& n) {
                  c->maps = named_selectors(n, "maps", {"entity", "table", "schema"});
                }},
               {"naming", [&](const YAML::Node& n) { c->naming = naming_word(n); }},
               {"environment", into(c->environment)},
               {"default", into(c->otherwise)},
               {"text", into(c->text)},
               {"appends", into(c->appends)},
               {"format", [&](const YAML::Node& n) { c->format = n.as<bool>(); }},
               {"engine", [&](const YAML::Node& n) { c->engine = text_of(n, "engine"); }},
               {"blind",
                [&](const YAML::Node& n) {
                  c->blind = true;
                  c->blind_what = text_of(n, "blind");
                }},
               {"callback",
                [&](const YAML::Node& n) {
                  Callable::Callback callback;
                  read_map(n, "callback",
                           {
                               {"argument", [&](const YAML::Node& a) { callback.argument = a.as<int>(); }},
                               {"parameters",
                                [&](const YAML::Node& p) {
                                  for (const YAML::Node& item : list_of(p)) {
                                    if (item.IsNull())
                                      callback.parameters.emplace_back();
                                    else
                                      callback.parameters.push_back(type_expression(text_of(item, "a parameter")));
                                  }
                                }},
                           });
                  c->callbacks.push_back(std::move(callback));
                }},
           });
  return c;
}

std::vector<MethodRule> method_rules(const YAML::Node& node, const std::string& what) {
  if (!node.IsMap()) wrong(node, what + " must be a map from names to what they do");
  std::vector<MethodRule> exact, patterns;
  for (const auto& entry : node) {
    auto shared = callable(entry.second);
    for (const std::string& pattern : split(entry.first.as<std::string>(), '|'))
      (pattern.find('*') == std::string::npos ? exact : patterns).push_back({pattern, shared});
  }
  exact.insert(exact.end(), patterns.begin(), patterns.end());
  return exact;
}

std::vector<std::string> texts_of(const YAML::Node& node, const std::string& what) {
  std::vector<std::string> result;
  for (const YAML::Node& item : list_of(node)) result.push_back(text_of(item, what));
  return result;
}

NameSource name_source(const YAML::Node& node) {
  NameSource source;
  read_map(node, "a name source",
           {
               {"annotation", [&](const YAML::Node& n) { source.annotations = texts_of(n, "annotation"); }},
               {"argument", [&](const YAML::Node& n) { source.arguments = texts_of(n, "argument"); }},
               {"schema", [&](const YAML::Node& n) { source.schema_argument = text_of(n, "schema"); }},
               {"catalog", [&](const YAML::Node& n) { source.catalog_argument = text_of(n, "catalog"); }},
               {"field", [&](const YAML::Node& n) { source.field = text_of(n, "field"); }},
               {"method", [&](const YAML::Node& n) { source.method = text_of(n, "method"); }},
               {"set", [&](const YAML::Node& n) { source.set = n.as<bool>(); }},
               {"type", [&](const YAML::Node& n) { source.type = n.as<bool>(); }},
           });
  return source;
}

NamingRule naming_rule(const YAML::Node& node) {
  NamingRule rule;
  if (node.IsScalar()) {
    rule.use = naming_word(node);
    return rule;
  }
  read_map(node, "naming",
           {
               {"use", [&](const YAML::Node& n) { rule.use = naming_word(n); }},
               {"setting", [&](const YAML::Node& n) { rule.setting = text_of(n, "setting"); }},
               {"is", [&](const YAML::Node& n) { rule.setting_pattern = text_of(n, "is"); }},
               {"imported", [&](const YAML::Node& n) { rule.imported = text_of(n, "imported"); }},
           });
  return rule;
}

EntityRule entity_rule(const YAML::Node& node, const Library* library) {
  EntityRule rule;
  rule.library = library;
  read_map(node, "an entity rule",
           {
               {"annotated", [&](const YAML::Node& n) { rule.annotated = texts_of(n, "annotated"); }},
               {"extends", [&](const YAML::Node& n) { rule.extends = texts_of(n, "extends"); }},
               {"any", [&](const YAML::Node& n) { rule.any = n.as<bool>(); }},
               {"abstract",
                [&](const YAML::Node& n) {
                  for (const std::string& each : texts_of(n, "abstract"))
                    (each.find('.') != std::string::npos && !each.starts_with("Meta.") && !each.starts_with("self.")
                         ? rule.abstract_annotations.push_back(each)
                         : void(rule.abstract_field = each));
                }},
               {"name",
                [&](const YAML::Node& n) {
                  for (const YAML::Node& item : list_of(n)) rule.names.push_back(name_source(item));
                }},
               {"naming",
                [&](const YAML::Node& n) {
                  for (const YAML::Node& item : list_of(n)) rule.naming.push_back(naming_rule(item));
                }},
               {"naming_on_given", [&](const YAML::Node& n) { rule.naming_on_given = n.as<bool>(); }},
               {"inheritance", [&](const YAML::Node& n) { rule.inheritance = text_of(n, "inheritance"); }},
               {"inheritance_annotation",
                [&](const YAML::Node& n) { rule.inheritance_annotations = texts_of(n, "inheritance_annotation"); }},
           });
  return rule;
}

AssociationRule association_rule(const YAML::Node& node, const Library* library) {
  AssociationRule rule;
  rule.library = library;
  read_map(node, "an association rule",
           {
               {"annotation", [&](const YAML::Node& n) { rule.annotations = texts_of(n, "annotation"); }},
               {"join_table", [&](const YAML::Node& n) { rule.join_table = n.as<bool>(); }},
               {"element_table", [&](const YAML::Node& n) { rule.element_table = n.as<bool>(); }},
               {"eager", [&](const YAML::Node& n) { rule.eager = n.as<bool>(); }},
               {"table", [&](const YAML::Node& n) { rule.table_annotations = texts_of(n, "table"); }},
           });
  return rule;
}

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
                 {"fluent", [&](const YAML::Node& n) { type->fluent = n.as<bool>(); }},
                 {"methods", [&](const YAML::Node& n) { type->methods = method_rules(n, "methods"); }},
                 {"statics", [&](const YAML::Node& n) { type->statics = method_rules(n, "statics"); }},
                 {"properties", [&](const YAML::Node& n) { type->properties = method_rules(n, "properties"); }},
                 {"assigned", [&](const YAML::Node& n) { type->assigned = method_rules(n, "assigned"); }},
             });
  for (const std::string& each : names) library.types[each] = type;
}

}  // namespace

facts::Result<std::shared_ptr<const Library>> read_library(std::string_view text, const std::string& name) {
  auto library = std::make_shared<Library>();
  try {
    const YAML::Node root = YAML::Load(std::string(text));
    read_map(root, "a library model",
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
                    for (const YAML::Node& item : list_of(n))
                      library->entities.push_back(entity_rule(item, library.get()));
                  }},
                 {"associations",
                  [&](const YAML::Node& n) {
                    for (const YAML::Node& item : list_of(n))
                      library->associations.push_back(association_rule(item, library.get()));
                  }},
                 {"annotations",
                  [&](const YAML::Node& n) {
                    if (!n.IsMap()) wrong(n, "annotations must be a map");
                    for (const auto& entry : n) read_annotation(entry.first.as<std::string>(), entry.second, *library);
                  }},
                 {"types",
                  [&](const YAML::Node& n) {
                    if (!n.IsMap()) wrong(n, "types must be a map");
                    for (const auto& entry : n) read_type(entry.first.as<std::string>(), entry.second, *library);
                  }},
             });
    if (library->name.empty() || library->languages.empty() || library->documentation.empty())
      wrong(root, "a library model needs library, language and documentation");
  } catch (const Wrong& w) {
    return Error{w.message,
                 {name, static_cast<std::uint32_t>(w.mark.line + 1), static_cast<std::uint32_t>(w.mark.column + 1), 0}};
  } catch (const YAML::Exception& e) {
    return Error{e.msg,
                 {name, static_cast<std::uint32_t>(e.mark.line + 1), static_cast<std::uint32_t>(e.mark.column + 1), 0}};
  }
  return std::shared_ptr<const Library>(library);
}

}  // namespace onewriter::link
