// What a model says of a call: selectors, types, effects.

#include "link/models/words.h"

namespace onewriter::link {
namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// One capital letter with or without a digit is a type parameter, as Java and C# write them.
bool is_type_parameter(std::string_view text) {
  return !text.empty() && text.size() <= 2 && text[0] >= 'A' && text[0] <= 'Z';
}

}  // namespace

Selector selector(const std::string& text) {
  Selector s;
  if (text.starts_with('=')) {
    s.kind = Selector::Kind::Literal;
    s.name = text.substr(1);
    return s;
  }
  if (text.starts_with('%')) {
    s.kind = Selector::Kind::Constant;
    const auto end = std::min(text.find('.'), text.size());
    s.name = text.substr(1, end - 1);
    s.key = text.substr(std::min(end + 1, text.size()));
    return s;
  }
  if (const auto bar = text.find('|'); bar != std::string::npos) {
    s = selector(text.substr(0, bar));
    s.otherwise = std::make_shared<const Selector>(selector(text.substr(bar + 1)));
    return s;
  }
  if (text.starts_with('$') && text.size() > 1) {
    s.kind = Selector::Kind::Kept;
    s.name = text.substr(1);
    return s;
  }
  if (text.starts_with('#')) {
    s.kind = text.size() == 1 ? Selector::Kind::MarkedName : Selector::Kind::MarkedParameter;
    if (text.size() > 1) s.position = std::stoi(is_number(text.substr(1)) ? text.substr(1, 2) : "0");
    return s;
  }
  if (text == "@") {
    s.kind = Selector::Kind::MemberName;
    return s;
  }
  const auto dot = text.find('.');
  const std::string head = text.substr(0, dot);
  if (dot != std::string::npos) s.key = text.substr(dot + 1);
  if (head == "**") {
    s.kind = Selector::Kind::Mentions;
  } else if (head == "*") {
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

namespace {

Selectors selectors(const YAML::Node& node) {
  Selectors list;
  for (const YAML::Node& item : list_of(node)) list.push_back(selector(text_of(item, "a selector")));
  return list;
}

template <class Names>
std::map<std::string, Selectors> named_selectors(const YAML::Node& node, const std::string& what, const Names& names) {
  std::map<std::string, Selectors> result;
  Words words;
  for (const auto& name : names)
    if (!std::string_view(name).empty())
      words[std::string(name)] = [&result, name](const YAML::Node& n) { result[std::string(name)] = selectors(n); };
  read_map(node, what, words);
  return result;
}

}  // namespace

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

namespace {

Callable::Callback callback(const YAML::Node& node) {
  Callable::Callback callback;
  read_map(node, "callback",
           {
               {"argument", [&](const YAML::Node& a) { callback.argument = a.as<int>(); }},
               {"self", [&](const YAML::Node& s) { callback.self = type_expression(text_of(s, "self")); }},
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
  return callback;
}

}  // namespace

std::shared_ptr<const Callable> callable(const YAML::Node& node) {
  auto c = std::make_shared<Callable>();
  auto into = [](Selectors& target) { return [&target](const YAML::Node& n) { target = selectors(n); }; };
  if (node.IsNull()) return c;
  Words words = {
      {"returns",
       [&](const YAML::Node& n) {
         for (const YAML::Node& item : list_of(n)) c->returns.push_back(type_expression(text_of(item, "returns")));
       }},
      {"connection",
       [&](const YAML::Node& n) {
         c->connection = named_selectors(
             n, "connection",
             std::initializer_list<const char*>{"url", "host", "port", "database", "user", "schema", "name"});
       }},
      {"binds",
       [&](const YAML::Node& n) {
         c->binds =
             named_selectors(n, "binds",
                             std::initializer_list<const char*>{"table", "name", "model", "variable", "schema",
                                                                "database", "entity", "along", "field", "relation"});
       }},
      {"sql", into(c->sql)},
      {"jpql", into(c->jpql)},
      {"sql_part", into(c->sql_part)},
      {"reads", into(c->reads)},
      {"writes", into(c->writes)},
      {"creates", into(c->creates)},
      {"as_is", into(c->as_is)},
      {"calls", into(c->calls)},
      {"registers", into(c->registers)},
      {"lazy", [&](const YAML::Node& n) { c->lazy = n.as<bool>(); }},
      {"default_schema", into(c->default_schema)},
      {"configures", into(c->configures)},
      {"declares", into(c->declares)},
      {"embeds", into(c->embeds)},
      {"schema", into(c->schema)},
      {"pairs", into(c->pairs)},
      {"unless_in", [&](const YAML::Node& n) { c->unless_in = texts_of(n, "unless_in"); }},
      {"names_queries", [&](const YAML::Node& n) { c->names_queries = n.as<bool>(); }},
      {"assigns", [&](const YAML::Node& n) { c->assigns = n.as<bool>(); }},
      {"along", [&](const YAML::Node& n) { c->along = n.as<bool>(); }},
      {"navigates",
       [&](const YAML::Node& n) {
         if (n.IsScalar() && (n.Scalar() == "true" || n.Scalar() == "false"))
           c->navigates = n.as<bool>();
         else
           into(c->navigated)(n);
       }},
      {"loads", [&](const YAML::Node& n) { c->loads = n.as<bool>(); }},
      {"joined", [&](const YAML::Node& n) { c->joined = joined_word(n); }},
      {"fills", into(c->fills)},
      {"joins", into(c->joins)},
      {"joined_under", [&](const YAML::Node& n) { c->joined_under = texts_of(n, "joined_under"); }},
      {"filled_under", [&](const YAML::Node& n) { c->filled_under = texts_of(n, "filled_under"); }},
      {"eager", [&](const YAML::Node& n) { c->eager = n.as<bool>(); }},
      {"by_name", [&](const YAML::Node& n) { c->by_name = n.as<bool>(); }},
      {"relates",
       [&](const YAML::Node& n) {
         Callable::Relates& relates = c->relates.emplace();
         read_map(n, "relates",
                  {
                      {"to", into(relates.to)},
                      {"name", into(relates.name)},
                      {"otherwise", [&](const YAML::Node& t) { relates.otherwise = text_of(t, "otherwise"); }},
                      {"query", [&](const YAML::Node& t) { relates.query = text_of(t, "query"); }},
                      {"along", into(relates.along)},
                      {"returns",
                       [&](const YAML::Node& t) {
                         for (const YAML::Node& item : list_of(t))
                           relates.returns.push_back(type_expression(text_of(item, "returns")));
                       }},
                  });
       }},
      {"saves", [&](const YAML::Node& n) { c->saves = n.as<bool>(); }},
      {"maps",
       [&](const YAML::Node& n) {
         c->maps = named_selectors(n, "maps", std::initializer_list<const char*>{"entity", "table", "schema"});
       }},
      {"naming", [&](const YAML::Node& n) { c->naming = naming_word(n); }},
      {"environment", into(c->environment)},
      {"default", into(c->otherwise)},
      {"text", into(c->text)},
      {"appends", into(c->appends)},
      {"statement", into(c->statement)},
      {"procedure", into(c->procedure)},
      {"copied", [&](const YAML::Node& n) { c->copied = n.as<bool>(); }},
      {"provided_by",
       [&](const YAML::Node& n) {
         c->provided_by = named_selectors(n, "provided_by", std::initializer_list<const char*>{"type", "method"});
       }},
      {"hierarchy",
       [&](const YAML::Node& n) {
         c->hierarchy = text_of(n, "hierarchy");
         if (c->hierarchy != "single" && c->hierarchy != "joined" && c->hierarchy != "separate")
           wrong(n, "a hierarchy is single, joined or separate");
       }},
      {"invokes", into(c->invokes)},
      {"keeps", [&](const YAML::Node& n) { c->keeps = named_selectors(n, "keeps", kept_words); }},
      {"handle", [&](const YAML::Node& n) { c->handle = n.as<bool>(); }},
      {"format", [&](const YAML::Node& n) { c->format = n.as<bool>(); }},
      {"engine", [&](const YAML::Node& n) { c->engine = text_of(n, "engine"); }},
      {"blind",
       [&](const YAML::Node& n) {
         c->blind = true;
         c->blind_what = text_of(n, "blind");
       }},
      {"delivers",
       [&](const YAML::Node& n) {
         read_map(n, "delivers",
                  {
                      {"to", [&](const YAML::Node& t) { c->delivers.to = texts_of(t, "to"); }},
                      {"message", into(c->delivers.message)},
                  });
       }},
      {"callback",
       [&](const YAML::Node& n) {
         for (const YAML::Node& each : list_of(n)) c->callbacks.push_back(callback(each));
       }},
  };
  for (const EffectWord& word : effect_words)
    words[std::string(word.name)] = [&c, &word](const YAML::Node& n) {
      for (const YAML::Node& item : list_of(n))
        c->effects.push_back({word.kind, named_selectors(item, std::string(word.name), word.parts)});
    };
  read_map(node, "a call", words);
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

}  // namespace onewriter::link
