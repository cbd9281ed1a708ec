// What a library call gives back: types, what they are bound to, connections.

#include <algorithm>
#include <cctype>

#include "link/code/entries.h"
#include "link/code/evaluator.h"
#include "link/datastores/placeholders.h"
#include "link/models/naming.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

Selector argument_selector(int position) {
  Selector selector;
  selector.position = position;
  return selector;
}

}  // namespace

Type Evaluator::type_parameter(const Object& receiver, std::string_view name) const {
  std::vector<Type> types;
  if (receiver.type.library) types.push_back(receiver.type);
  if (receiver.type.declared) types = program_.library_bases(receiver.type);
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
    const Value value = select(argument_selector(expression.name[0] - '0'), site);
    const Type type = type_of_value(value);
    return type.empty() && !value.objects.empty() ? value.objects.front().type : type;
  }
  if (expression.name == "entity") {
    const auto& binding = call.receiver.binding;
    return binding && !binding->entity.empty() ? binding->entity
           : call.receiver.type.declared       ? call.receiver.type
                                               : Type();
  }
  Type type = type_parameter(call.receiver, expression.name);
  if (!type.empty()) return type;
  const auto& o = program_.unit(site.call.unit).outline();
  // E of a generic call: Set<Order>(); T2 is the second: model<Order, OrderModel>()
  if (expression.name != "N" && expression.name.size() <= 2 && !expression.name.empty() && expression.name[0] >= 'A' &&
      expression.name[0] <= 'Z') {
    int skip = expression.name.size() == 2 && expression.name[1] > '0' && expression.name[1] <= '9'
                   ? expression.name[1] - '1'
                   : 0;
    for (NodeId child : o.children(site.call.node))
      if (o.nodes[child].role == Role::TypeArg && skip-- == 0) return program_.type_at(site.call.unit, child);
  }
  if (expression.name == "N") return navigation_type(site);
  type.library = program_.models().type(program_.unit(site.call.unit).language(), expression.name);
  type.name = type.library ? type.library->name : expression.name;
  for (const TypeExpression& argument : expression.arguments) type.arguments.push_back(type_of(argument, call, site));
  return type;
}

Type Evaluator::entity_of_base(const Type& type, const Library* library) const {
  for (const Type& base : program_.library_bases(type))
    if (base.library && (!library || base.library->library == library) && !base.library->parameters.empty() &&
        !base.arguments.empty() && base.arguments.front().declared)
      return base.arguments.front();
  return {};
}

std::uint32_t Evaluator::connection_of(const LibraryCall& call, const Site& site) {
  const std::uint64_t key = site.call.key();
  if (auto known = connection_at_.find(key); known != connection_at_.end()) return known->second;
  ConnectionText text;
  text.engine = !call.callable->engine.empty() ? call.callable->engine : call.library->engine;
  auto field = [&](const char* name, std::string& target) {
    auto selectors = call.callable->connection.find(name);
    if (selectors == call.callable->connection.end()) return;
    const Value value = first_of(selectors->second, site);
    if (!value.texts.empty()) target = with_placeholders(value.texts.front().value);
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

// A time limit that is said and not known: as written, { ttl: CACHE_TTL }, or "yes", { ttl: 5 * 60 }.
std::string Evaluator::said_limit(const Selector& selector, const Site& site) {
  for (const NodeRef& expression : expressions(selector, site)) {
    if (selector.key.empty()) return "yes";
    std::vector<NodeRef> maps = evaluate(expression).literals;
    maps.push_back(expression);
    for (const NodeRef& map : maps) {
      const Unit& unit = program_.unit(map.unit);
      const NodeId entry = entry_in(unit, map.node, selector.key);
      if (entry == no_node) continue;
      const std::string word = unit.dotted(entry);
      return word.empty() ? "yes" : word;
    }
  }
  return {};
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
      // A colon stands between a section and its key ("Configuration in ASP.NET Core", keys), and before a placeholder's
      // default.
      if (program_.unit(site.call.unit).language() == Language::CSharp) std::replace(hole.begin(), hole.end(), ':', '.');
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
      for (std::size_t i = first; i < args.size(); ++i) filled.push_back(texts_or_hole(args[i]));
      for (Text& text : value.texts) text = formatted(text, filled);
    }
    if (c.returns.empty()) return value;
  }
  for (const Selector& selector : c.calls)
    for (const NodeRef& argument : expressions(selector, site)) {
      const Value& function = evaluate(argument);
      for (const NodeRef& callable : function.callables) value.merge(method_result(callable, {}, site.call));
      for (const Object& object : function.objects)
        if (object.is_class) {
          Object made = object;
          made.is_class = false;
          value.objects.push_back(std::move(made));
        } else if (auto rule = member_rule(object, "()", Member::Method)) {
          value.merge(library_result(*rule, site));
        }
    }
  if (!c.registers.empty() && arguments(site.call).size() < 2) {
    const Value name = first_of(c.registers, site);
    if (!name.texts.empty())
      if (Value made = registered(program_.unit(site.call.unit), name.texts.front().value); !made.empty()) return made;
  }
  auto binding = std::make_shared<Binding>(call.receiver.binding ? *call.receiver.binding : Binding());
  bool bound = call.receiver.binding != nullptr;
  // Repository<Order>, Model<Order>: what is declared with an entity stands for it.
  if (!bound && call.receiver.type.library && !call.receiver.type.arguments.empty() &&
      call.receiver.type.arguments.front().declared && call.receiver.type.name != "[]") {
    binding->entity = call.receiver.type.arguments.front();
    bound = true;
  }
  // ... and so does a class that extends one: class Orders extends Repository<Order>.
  if (!bound && call.receiver.type.declared)
    if (Type entity = entity_of_base(call.receiver.type, call.library); !entity.empty()) {
      binding->entity = std::move(entity);
      bound = true;
    }
  std::vector<Type> others;  // entities that the result may be bound to instead
  for (const auto& [name, selectors] : c.binds) {
    const Value source = first_of(selectors, site);
    bound = true;
    // A name that becomes a table's by a rule, unless the table is said or the rule is turned off.
    if (name == "name" && (!c.binds.count("table") || first_of(c.binds.at("table"), site).texts.empty())) {
      const bool as_is = std::any_of(c.as_is.begin(), c.as_is.end(), [&](const Selector& s) {
        const Value said = select(s, site);
        return !said.texts.empty() && said.texts.front().value == "true";
      });
      binding->tables = source.texts;
      for (Text& text : binding->tables)
        if (!as_is && !text.has_holes()) text.value = named(c.naming, text.value).value_or(text.value);
    }
    // A table between the receiver's class and the entity that the call binds: belongsToMany(Tag::class, 'post_tag').
    if (name == "along") {
      Binding::Along between = along_of(call, site);
      // A class may be named by a text, too: ManyToManyField("Writer", through="Review").
      if (!source.texts.empty())
        between.entity = program_.entity_type(program_.unit(site.call.unit), source.texts.front().value);
      if (!between.entity.declared && !source.texts.empty() && !source.texts.front().has_holes())
        between.table = named(c.naming, source.texts.front().value).value_or(source.texts.front().value);
      for (const Object& object : source.objects)
        if (object.type.declared)
          between.entity = object.type;
        else if (object.binding && !object.binding->tables.empty())
          between.table = object.binding->tables.front().value;
      binding->along.clear();
      if (!between.table.empty() || !between.joined.empty() || between.entity.declared) binding->along = {between};
    }
    if (name == "field" && !source.texts.empty()) bind_field(*binding, source.texts.front().value, *call.library);
    if (name == "table" || name == "name") binding->named = true;
    // A model of a schema file; what no schema has is no table.
    if (name == "model") {
      if (source.texts.empty()) return value;
      Text table;
      table.value = program_.schema_table(program_.unit(site.call.unit), source.texts.front().value);
      if (table.value.empty()) return value;
      binding->tables = {table};
    }
    if (name == "relation" && !source.texts.empty())
      for (const Link* link : links_of(call.receiver, program_.unit(site.call.unit)))
        if (link->name == source.texts.front().value && link->to.binding) {
          binding->entity = link->to.binding->entity;
          binding->tables = link->to.binding->tables;
          binding->along = link->to.binding->along;
        }
    // The variable that holds a table's handle, wherever it is: db.query.orders.
    if (name == "variable" && !source.texts.empty())
      binding->tables = tables_held_by(program_.unit(site.call.unit), source.texts.front().value, call.library);
    if (name == "table") {
      // new Schema({...}, { collection: 'x' }) says the table of a model made from it.
      std::vector<Text> said = source.texts;
      for (const Object& object : source.objects)
        if (said.empty() && object.binding) said = object.binding->tables;
      if (!said.empty() || !c.binds.count("name")) binding->tables = said;
      if (!c.binds.count("name") && !c.naming.empty())
        for (Text& text : binding->tables)
          if (!text.has_holes()) text.value = named(c.naming, text.value).value_or(text.value);
    }
    if (name == "schema") binding->schemas = source.texts;
    if (name == "database") binding->databases = source.texts;
    if (name == "entity" || (name == "table" && source.texts.empty() && !c.binds.count("name"))) {
      const std::vector<Type> entities = types_of_value(source);
      binding->entity = entities.empty() ? Type() : entities.front();
      // A class that callers hand over: the result is that of any of them.
      if (entities.size() > 1 && source.objects.front().is_class) others.assign(entities.begin() + 1, entities.end());
      // A handle of a table that is no type of the workspace: query(user_table), select(users).
      if (binding->entity.empty())
        for (const Object& object : source.objects)
          if (object.binding && !object.binding->tables.empty()) binding->tables = object.binding->tables;
      // Entities may be named by a text: ForeignKey("shop.Order").
      if (binding->entity.empty() && !source.texts.empty() && !source.texts.front().has_holes() && name == "entity")
        binding->entity = program_.entity_type(program_.unit(site.call.unit), source.texts.front().value);
    }
  }
  if (c.loads) {
    binding->loads = bound = true;
    // What the attribute is declared as tells the other class where no argument does: heroes: list["Hero"].
    if (binding->entity.empty()) binding->entity = declared_entity(site.call);
  }
  for (const auto& [name, selectors] : c.keeps) {
    const Value said = first_of(selectors, site);
    std::vector<Text> texts = said.texts;
    if (texts.empty()) texts = written(selectors, site);
    // Of these it counts that they are said: 5 * time.Minute.
    if (texts.empty() && (name == "ttl" || name == "timeout"))
      for (const Selector& selector : selectors)
        if (std::string limit = texts.empty() ? said_limit(selector, site) : ""; !limit.empty()) {
          texts.emplace_back();
          texts.back().value = std::move(limit);
        }
    if (texts.empty()) continue;
    bound = true;
    std::vector<Text>& kept = binding->kept[name];
    // A group within a group: /api and /v1 are /api/v1.
    if (name == "path" && !kept.empty()) {
      Text slash;
      slash.value = "/";
      kept = joined(joined(kept, {slash}), texts);
    } else if (name == "method" || name == "version") {
      add_alternatives(kept, texts);  // get(list).post(create)
    } else {
      kept = texts;
    }
  }
  if (c.handle) {
    binding->origin = site.call;
    bound = true;
  }
  for (Binding::Along& between : binding->along)
    if (!between.entity.declared && !between.second.declared) between.second = binding->entity;
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
    LibraryCall bound_call = call;
    if (bound) bound_call.receiver.binding = binding;
    object.type = type_of(expression, expression.name == "entity" ? bound_call : call, site);
    object.loaded = tracked(call);
    if (object.type.empty()) continue;
    if (expression.name == "self") object.is_class = false;
    if (bound) object.binding = binding;
    // What is handed over comes back: http.StripPrefix("/v2", mux).
    if (!bound && std::isdigit(static_cast<unsigned char>(expression.name[0])))
      for (const Object& given : select(argument_selector(expression.name[0] - '0'), site).objects)
        if (given.type == object.type && given.binding) object = given;
    // One object of a relation is no longer what stands between.
    if (bound && expression.name == "entity" && !binding->along.empty()) {
      auto alone = std::make_shared<Binding>(*binding);
      alone->along.clear();
      object.binding = std::move(alone);
    }
    if (expression.name == "self" && c.binds.empty() && c.connection.empty() && c.keeps.empty() && !c.handle)
      object.binding = call.receiver.binding;
    value.objects.push_back(std::move(object));
  }
  for (const Type& entity : others) add_bound_to(entity, binding, value);
  return value;
}

// The objects that are bound so, bound to another entity: Repository<Order> beside Repository<Customer>.
void Evaluator::add_bound_to(const Type& entity, const std::shared_ptr<Binding>& binding, Value& value) {
  Value more;
  for (const Object& object : value.objects) {
    if (object.binding != binding) continue;
    Object other = object;
    other.rebind(entity);
    more.objects.push_back(std::move(other));
  }
  value.merge(more);
}

}  // namespace onewriter::link
