// Calls: what they may run, and what they give back.

#include <algorithm>

#include "link/code/evaluator.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

std::uint64_t key_of(NodeRef ref) { return (static_cast<std::uint64_t>(ref.unit) << 32) | ref.node; }

const MethodRule* rule_named(const std::vector<MethodRule>& rules, std::string_view name) {
  for (const MethodRule& rule : rules)
    if (matches(rule.pattern, name)) return &rule;
  return nullptr;
}

}  // namespace

std::optional<LibraryCall> Evaluator::member_rule(const Object& object, std::string_view name, Member kind) const {
  std::vector<Type> types;
  if (object.type.library) types.push_back(object.type);
  if (object.type.declared) types = program_.library_bases(*object.type.declared);
  for (std::size_t i = 0; i < types.size() && i < 32; ++i) {
    const LibraryType* library = types[i].library;
    const std::vector<MethodRule>& rules = kind == Member::Method     ? library->methods
                                           : kind == Member::Static   ? library->statics
                                           : kind == Member::Property ? library->properties
                                                                      : library->assigned;
    if (const MethodRule* rule = rule_named(rules, name))
      return LibraryCall{library->library, rule->callable.get(), object};
    for (const TypeExpression& base : library->bases) {
      Type next;
      for (const auto language : library->library->languages)
        if (!next.library) next.library = program_.models().type(language, base.name);
      if (next.library) types.push_back(std::move(next));
    }
    if (kind == Member::Method && library->fluent && !object.type.declared) {
      static const Callable fluent = [] {
        Callable c;
        c.returns.push_back({"self", {}});
        return c;
      }();
      return LibraryCall{library->library, &fluent, object};
    }
  }
  return std::nullopt;
}

std::vector<NodeRef> Evaluator::arguments(NodeRef call) const {
  const auto& o = program_.unit(call.unit).outline();
  std::vector<NodeRef> result;
  const Role wanted = o.nodes[call.node].kind == Kind::Index ? Role::Key : Role::Argument;
  for (NodeId child : o.children(call.node))
    if (o.nodes[child].role == wanted) result.push_back({call.unit, child});
  return result;
}

Callee Evaluator::callee(NodeRef ref) {
  const std::uint64_t key = key_of(ref);
  if (auto known = callees_.find(key); known != callees_.end()) return known->second;
  if (depth_ > 0)
    if (auto known = passing_callees_.find(key); known != passing_callees_.end()) {
      cut_ = true;
      return known->second;
    }
  const bool cut_before = cut_;
  cut_ = false;
  ++depth_;
  Callee result = callee_uncached(ref);
  --depth_;
  if (!cut_ || depth_ == 0)
    callees_[key] = result;
  else
    passing_callees_[key] = result;
  cut_ = cut_ || cut_before;
  if (depth_ == 0) end_question();
  return result;
}

Callee Evaluator::callee_uncached(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  const auto& o = unit.outline();
  Callee result;
  auto function = [&](const std::string& path) {
    if (path.empty()) return;
    if (const auto found = program_.models().function(unit.language(), path))
      result.library.push_back({found.library, found.callable, {}});
  };
  auto create = [&](const Type& type) {
    if (type.declared) {
      result.created.push_back(type.declared);
      // A workspace type that extends a library's is made as the library's is.
      for (const Type& base : program_.library_bases(*type.declared))
        if (const auto found = program_.models().function(unit.language(), base.name)) {
          Object self;
          self.type = type;
          result.library.push_back({found.library, found.callable, self});
        }
    } else
      function(type.name);
  };
  const std::string name(o.word(ref.node, Role::Name));
  const NodeId receiver = o.child(ref.node, Role::Receiver);
  if (o.nodes[ref.node].kind == Kind::Create) {
    create(program_.type_at(ref.unit, o.child(ref.node, Role::Type)));
  } else if (receiver != no_node) {
    result.receiver = evaluate({ref.unit, receiver});
    result.receiver_known = !result.receiver.empty();
    for (const Object& object : result.receiver.objects) {
      std::vector<MethodRef> own;
      if (object.type.declared) own = program_.methods(*object.type.declared, name);
      for (const MethodRef& method : own)
        if (std::find(result.workspace.begin(), result.workspace.end(), method) == result.workspace.end())
          result.workspace.push_back(method);
      if (!own.empty()) continue;
      if (object.is_class)
        if (auto rule = member_rule(object, name, Member::Static)) {
          result.library.push_back(*rule);
          continue;
        }
      if (auto rule = member_rule(object, name, Member::Method); rule && !(object.is_class && object.type.library))
        result.library.push_back(*rule);
      else if (object.is_class && same_family(unit.language(), Language::Java))
        if (const LibraryType* meta = program_.models().type(unit.language(), "java.lang.Class"))
          if (const MethodRule* of_class = rule_named(meta->methods, name))
            result.library.push_back({meta->library, of_class->callable.get(), object});
    }
    if (!result.receiver.path.empty()) function(result.receiver.path + "." + name);
    if (result.receiver.module) {
      for (const NodeRef& callable : exported(*result.receiver.module, name).callables)
        if (program_.unit(callable.unit).outline().nodes[callable.node].kind == Kind::Method)
          result.workspace.push_back({callable.unit, callable.node});
    }
    // Nobody knows the receiver: a model may know the method by its shape, where the library is in use
    // ("?.collection").
    if (result.library.empty() && result.workspace.empty() && result.receiver.texts.empty())
      if (const auto found = program_.models().function(unit.language(), "?." + name);
          found && program_.uses(unit, *found.library))
        result.library.push_back({found.library, found.callable, {}});
  } else if (!name.empty()) {
    Value value;
    if (const Variable* variable = unit.variable(ref.node, name)) {
      if (variable->callable != no_node)
        value.callables.push_back({ref.unit, variable->callable});
      else
        value = variable_value(unit, *variable, ref.node);
    }
    // A method of the type around, or inherited.
    if (const NodeId type = unit.enclosing(ref.node, Kind::Type); value.empty() && type != no_node)
      if (const TypeDecl* decl = program_.decl_at(ref.unit, type)) {
        for (const MethodRef& method : program_.methods(*decl, name))
          value.callables.push_back({method.unit, method.node});
        if (value.empty()) {
          Object self;
          self.type = program_.type_at(ref.unit, type);
          if (auto rule = member_rule(self, name, Member::Method)) result.library.push_back(*rule);
          if (auto rule = member_rule(self, name, Member::Static)) result.library.push_back(*rule);
        }
      }
    auto import = unit.imports().find(name);
    if (value.empty() && import != unit.imports().end()) {
      if (const Unit* module = program_.module(unit, import->second.module))
        value = exported(*module, import->second.name.empty() ? "default" : import->second.name);
    }
    // Functions of the same package in other files.
    if (value.empty() &&
        (unit.language() == Language::Go || unit.language() == Language::Php || unit.language() == Language::Ruby)) {
      const std::string folder = unit.path().substr(0, unit.path().rfind('/') + 1);
      for (const Unit& other : program_.units()) {
        if (other.language() != unit.language() || other.path().substr(0, other.path().rfind('/') + 1) != folder)
          continue;
        if (const Variable* found = other.variable_in(0, name); found && found->callable != no_node)
          value.callables.push_back({other.index(), found->callable});
      }
    }
    for (const NodeRef& callable : value.callables)
      if (program_.unit(callable.unit).outline().nodes[callable.node].kind == Kind::Method)
        result.workspace.push_back({callable.unit, callable.node});
    if (value.empty() && result.library.empty())
      if (auto rule = initialiser_rule(unit, ref.node, name)) result.library.push_back(*rule);
    if (value.empty() && result.library.empty()) {
      const Type type = program_.type_named(unit, name);
      if (type.declared)
        create(type);
      else
        function(type.library ? type.library->name : program_.external_path(unit, name));
      if (result.library.empty() && result.created.empty()) function(name);
    }
    // A class or a callable object held in a variable: f = Table; conn(...)
    for (const Object& object : value.objects)
      if (object.is_class)
        create(object.type);
      else if (auto rule = member_rule(object, "()", Member::Method))
        result.library.push_back(*rule);
    if (result.library.empty() && !value.path.empty()) function(value.path);
  } else if (const NodeId called = o.child(ref.node, Role::Function); called != no_node) {
    const Value value = evaluate({ref.unit, called});
    if (!value.path.empty()) function(value.path);
    for (const Object& object : value.objects)
      if (auto rule = member_rule(object, "()", Member::Method)) result.library.push_back(*rule);
  }
  add_invoked(ref, std::vector<LibraryCall>(result.library), result);
  return result;
}

Value Evaluator::call_value(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  const Callee what = callee(ref);
  Value value;
  for (const LibraryCall& call : what.library) value.merge(library_result(call, {ref, call.receiver, {}}));
  for (const TypeDecl* decl : what.created) {
    Object object;
    object.type.declared = decl;
    object.type.name = decl->qualified;
    if (!value.objects.empty()) object.binding = value.objects[0].binding;
    value.objects.clear();
    value.objects.push_back(std::move(object));
  }
  for (const MethodRef& method : what.workspace) {
    if (value.objects.size() + value.texts.size() >= max_alternatives) break;
    value.merge(method_result(method, {}));
  }
  if (value.empty() && unit.outline().nodes[ref.node].kind == Kind::Create) {
    Object object;
    object.type = program_.type_at(ref.unit, unit.outline().child(ref.node, Role::Type));
    if (!object.type.empty()) value.objects.push_back(std::move(object));
  }
  // "...".trim(), text.toString(), sql.formatted(x): a text stays the text for methods that no model speaks of.
  if (value.empty() && what.library.empty() && what.workspace.empty()) {
    const std::string_view name = unit.outline().word(ref.node, Role::Name);
    // "...{}".format(x) of Python, "...%s".formatted(x) of Java (String.formatted).
    if ((name == "format" || name == "formatted") && !what.receiver.texts.empty()) {
      std::vector<std::vector<Text>> filled;
      for (const NodeRef& argument : arguments(ref)) filled.push_back(evaluate(argument).texts);
      for (const Text& text : what.receiver.texts) value.texts.push_back(formatted(text, filled));
    }
    for (std::string_view keeps : {"trim", "strip", "toString", "stripIndent", "stripMargin", "trimIndent", "dedent",
                                   "squish", "freeze", "to_s", "String", "str", "clone", "intern"})
      if (name == keeps) value.texts = what.receiver.texts;
    if (name == "getClass") {  // java.lang.Object
      value.objects = what.receiver.objects;
      for (Object& object : value.objects) object.is_class = true;
    }
    for (std::string_view keeps : {"getInstance", "get", "Result", "unwrap", "expect", "await", "acquire"})
      if (name == keeps && what.receiver.texts.empty()) value.objects = element_of(what.receiver).objects;
  }
  return value;
}

Value Evaluator::method_result(const MethodRef& method, const Type&) {
  const Unit& unit = program_.unit(method.unit);
  const auto& o = unit.outline();
  Value value;
  const NodeId result = o.child(method.node, Role::Result);
  if (result != no_node) {
    Object object;
    object.type = program_.type_at(method.unit, result);
    const bool wrapped = !object.type.arguments.empty() && !object.type.known();
    if (object.type.known() || wrapped) value.objects.push_back(std::move(object));
  }
  // The returns tell what it is bound to, and texts.
  Value returned;
  for (NodeId id = method.node + 1; id < o.nodes.size(); ++id) {
    if (o.nodes[id].span.line > o.nodes[method.node].span.end_line) break;
    if (o.nodes[id].kind != Kind::Return || unit.scope_of(id) != method.node) continue;
    returned.merge(evaluate({method.unit, o.child(id, Role::Value)}));
  }
  const bool better = std::any_of(returned.objects.begin(), returned.objects.end(),
                                  [](const Object& x) { return x.binding != nullptr; });
  if (better || value.objects.empty()) value.objects = returned.objects;
  value.texts = returned.texts;
  value.literals = returned.literals;
  value.callables = returned.callables;
  if (value.objects.empty()) value.path = returned.path;
  return value;
}

Type Evaluator::type_parameter(const Object& receiver, std::string_view name) const {
  std::vector<Type> types;
  if (receiver.type.library) types.push_back(receiver.type);
  if (receiver.type.declared) types = program_.library_bases(*receiver.type.declared);
  for (const Type& type : types) {
    const auto& parameters = type.library->parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (parameters[i] == name && i < type.arguments.size()) return type.arguments[i];
  }
  return {};
}

Type Evaluator::type_of(const TypeExpression& expression, const LibraryCall& call, const Site& site) {
  if (expression.name == "self") return call.receiver.type;
  // "0": the class that is handed over, getMapper(OrderMapper.class)
  if (expression.name.size() == 1 && expression.name[0] >= '0' && expression.name[0] <= '9') {
    Selector argument;
    argument.position = expression.name[0] - '0';
    return type_of_value(select(argument, site));
  }
  Type type = type_parameter(call.receiver, expression.name);
  if (!type.empty()) return type;
  const auto& o = program_.unit(site.call.unit).outline();
  // E of a generic call: Set<Order>()
  if (expression.name.size() <= 2 && !expression.name.empty() && expression.name[0] >= 'A' && expression.name[0] <= 'Z')
    for (NodeId child : o.children(site.call.node))
      if (o.nodes[child].role == Role::TypeArg) return program_.type_at(site.call.unit, child);
  type.library = program_.models().type(program_.unit(site.call.unit).language(), expression.name);
  type.name = type.library ? type.library->name : expression.name;
  for (const TypeExpression& argument : expression.arguments) type.arguments.push_back(type_of(argument, call, site));
  return type;
}

std::uint32_t Evaluator::connection_of(const LibraryCall& call, const Site& site) {
  const std::uint64_t key = key_of(site.call);
  if (auto known = connection_at_.find(key); known != connection_at_.end()) return known->second;
  ConnectionText text;
  text.engine = !call.callable->engine.empty() ? call.callable->engine : call.library->engine;
  auto field = [&](const char* name, std::string& target) {
    auto selectors = call.callable->connection.find(name);
    if (selectors == call.callable->connection.end()) return;
    const Value value = first_of(selectors->second, site);
    if (!value.texts.empty()) {
      // Holes of the environment are placeholders that the deployment resolves.
      for (const char c : value.texts.front().value) {
        if (c == sql::hole_begin)
          target += "${";
        else if (c == sql::hole_end)
          target += "}";
        else
          target += c;
      }
    }
  };
  field("url", text.url);
  field("host", text.host);
  field("port", text.port);
  field("database", text.database);
  field("user", text.user);
  field("schema", text.schema);
  field("name", text.name);
  const Unit& unit = program_.unit(site.call.unit);
  const extract::Span span = unit.outline().nodes[site.call.node].span;
  text.place = {unit.path(), span.line, span.column, span.end_line};
  connections_.push_back(std::move(text));
  return connection_at_[key] = static_cast<std::uint32_t>(connections_.size() - 1);
}

Value Evaluator::library_result(const LibraryCall& call, const Site& site) {
  const Callable& c = *call.callable;
  Value value;
  if (!c.environment.empty()) {
    const Value name = first_of(c.environment, site);
    const Value fallback = first_of(c.otherwise, site);
    if (!name.texts.empty()) {
      Text text;
      std::string hole = name.texts.front().value;
      if (!fallback.texts.empty()) hole += ":-" + fallback.texts.front().value;
      text.append_hole(hole);
      value.texts.push_back(std::move(text));
    }
    return value;
  }
  if (!c.appends.empty()) {
    const auto& o = program_.unit(site.call.unit).outline();
    value.texts = evaluate({site.call.unit, o.child(site.call.node, Role::Receiver)}).texts;
    append_argument(c, site.call, value.texts);
  }
  if (!c.text.empty()) {
    value.texts = first_of(c.text, site).texts;
    if (c.format) {
      // The arguments after the format; for a method of the text itself, all of them.
      std::vector<std::vector<Text>> filled;
      const std::vector<NodeRef> args = arguments(site.call);
      const std::size_t first =
          c.text.front().kind == Selector::Kind::Self ? 0 : static_cast<std::size_t>(c.text.front().position) + 1;
      for (std::size_t i = first; i < args.size(); ++i) filled.push_back(evaluate(args[i]).texts);
      for (Text& text : value.texts) text = formatted(text, filled);
    }
    if (c.returns.empty()) return value;
  }
  auto binding = std::make_shared<Binding>(call.receiver.binding ? *call.receiver.binding : Binding());
  bool bound = call.receiver.binding != nullptr;
  for (const auto& [name, selectors] : c.binds) {
    const Value source = first_of(selectors, site);
    bound = true;
    if (name == "table") binding->tables = source.texts;
    if (name == "schema") binding->schemas = source.texts;
    if (name == "database") binding->databases = source.texts;
    if (name == "entity" || (name == "table" && source.texts.empty())) binding->entity = type_of_value(source);
  }
  if (!c.connection.empty()) {
    binding->connection = connection_of(call, site);
    bound = true;
  } else if (binding->connection == no_connection) {
    // An object made from a connection keeps it: new NpgsqlCommand(sql, connection), Session(engine), new
    // JdbcTemplate(dataSource).
    for (const NodeRef& argument : arguments(site.call)) {
      const Kind kind = program_.unit(argument.unit).outline().nodes[argument.node].kind;
      if (kind == Kind::String || kind == Kind::Number || kind == Kind::Lambda) continue;
      if (c.returns.empty()) break;
      for (const Object& object : evaluate(argument).objects)
        if (object.binding && object.binding->connection != no_connection)
          binding->connection = object.binding->connection, bound = true;
    }
  }
  for (const TypeExpression& expression : c.returns) {
    Object object;
    object.type = type_of(expression, call, site);
    if (expression.name == "self") object.is_class = false;
    if (bound) object.binding = binding;
    if (expression.name == "self" && c.binds.empty() && c.connection.empty()) object.binding = call.receiver.binding;
    value.objects.push_back(std::move(object));
  }
  return value;
}

}  // namespace onewriter::link
