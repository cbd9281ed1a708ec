// What a call does by its model's words: statements, entities, tables, connections.

#include <algorithm>

#include "link/code/jpql.h"
#include "link/code/names.h"
#include "link/code/observer.h"
#include "link/models/naming.h"
#include "sql/dialect.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

// Spring's expressions and placeholders in a mapping, worked out while the program runs: @Document(collection =
// "#{@settings.orders()}"), @Table(name = "${orders.table}") (Spring Framework reference: "Evaluation", "Expressions in
// Bean Definitions").
bool is_expression(std::string_view name) {
  return name.find("#{") != std::string_view::npos || name.find("${") != std::string_view::npos;
}

}  // namespace

void Observer::observe_effects(const LibraryCall& call, const Evaluator::Site& site, const StatementSite& where,
                               NodeId id) {
  if (works_through_workspace(call)) return;
  const Callable& c = *call.callable;
  if (!c.connection.empty()) {
    const Value& made = evaluator_.evaluate(site.call);
    Observation o = blank(where);
    o.kind = Observation::Kind::Connect;
    for (const Object& object : made.objects)
      if (object.binding && object.binding->connection != no_connection) o.connection = object.binding->connection;
    if (o.connection != no_connection) out_.items.push_back(std::move(o));
  }
  if (!c.sql.empty()) {
    const Value text = statement_text(c.sql, site);
    claim(text);
    bool any = false;
    for (const Text& each : text.texts) {
      const std::optional<StatementSite> whose = whose_text(each, where);
      any = !whose || statements_.add(with_defaults(each), *whose, out_) ||
            (is_routine_name(each.value) && statements_.call(each.value, *whose, out_)) || any;
    }
    // query.exec(): what is run was prepared before, and is seen there. The query may have been made with nothing.
    const Kind kind = program_.unit(site.call.unit).outline().nodes[site.call.node].kind;
    const bool prepared = kind != Kind::Annotation && kind != Kind::Binary &&
                          c.sql.front().kind == Selector::Kind::Position && evaluator_.arguments(site.call).empty();
    if (!any && !prepared && text.objects.empty() && text.callables.empty())
      add_blind(where, "statement built elsewhere");
  }
  if (!c.sql_part.empty())
    for (const Text& part : statement_text(c.sql_part, site).texts) observe_part(part, site, where);
  // A query of another kind that reads like SQL (Cosmos DB: SELECT * FROM c) names no tables.
  if (c.sql.empty() && !c.reads.empty() && call.library &&
      (call.library->family == "document" || call.library->family == "search"))
    for (const NodeRef& argument : evaluator_.arguments(site.call))
      if (program_.unit(argument.unit).outline().nodes[argument.node].kind != Kind::Lambda) {
        Value given = evaluator_.evaluate(argument);
        for (const NodeRef& literal : std::vector<NodeRef>(given.literals))
          for (const NodeId entry : program_.unit(literal.unit).outline().children(literal.node))
            given.merge({evaluator_.evaluate({literal.unit, entry}).texts, {}, {}, nullptr, {}, {}});
        claim(given);
      }
  if (!c.jpql.empty()) {
    const Value text = statement_text(c.jpql, site);
    claim(text);
    for (Text each : text.texts) {
      // "#{#entityName}": the repository's entity (Spring Data JPA reference: "Using SpEL Expressions").
      const Type entity = evaluator_.type_parameter(call.receiver, "E");
      for (std::size_t at; entity.declared && (at = each.value.find("#{#entityName}")) != std::string::npos;)
        each.value.replace(at, 14, entity.declared->name);
      observe_jpql(program_.unit(site.call.unit), each, call.library, where);
    }
  }
  if (!c.statement.empty()) observe_named_statement(c.statement, site, where);
  if (!c.procedure.empty()) observe_procedure(c.procedure, site, where);
  if (!c.provided_by.empty()) observe_provided(call, site, where);
  if (c.along) {
    const Binding* bound = call.receiver.binding.get();
    if (bound && bound->along.empty() && bound->entity.declared)
      observe_entity(*bound->entity.declared, facts::Mode::Write, call.library, where);
    observe_along(call.receiver, facts::Mode::Write, call.library, where);
  }
  if (c.lazy && continued(site.call)) return;
  for (const Selector& selector : c.reads) observe_table(selector, facts::Mode::Read, call, site, where);
  for (const Selector& selector : c.writes) observe_table(selector, facts::Mode::Write, call, site, where);
  for (const Selector& selector : c.creates) observe_table(selector, facts::Mode::Ddl, call, site, where);
  add_effects(call, site, where, id);
  if (c.blind) add_blind(where, c.blind_what);
}

// A text that shared code was handed is run for the deployables that hold or build in where it stands; nullopt: for
// none of those that the site is about.
std::optional<StatementSite> Observer::whose_text(const Text& text, const StatementSite& where) const {
  if (where.services.empty()) return where;
  StatementSite narrowed = where;
  for (const Text::Piece& piece : text.pieces) {
    if (!piece.origin.valid()) continue;
    const std::vector<std::string> holders = owners_of_(program_.unit(piece.origin.unit).path()).services;
    if (!holders.empty())
      std::erase_if(narrowed.services, [&](const std::string& service) {
        return std::find(holders.begin(), holders.end(), service) == holders.end();
      });
  }
  if (narrowed.services.empty()) return std::nullopt;
  return narrowed;
}

void Observer::add_blind(const StatementSite& where, const std::string& what) {
  Observation o = blank(where);
  o.kind = Observation::Kind::BlindSpot;
  o.what = what;
  out_.items.push_back(std::move(o));
}

Observation Observer::blank(const StatementSite& where) const { return observed(where, where.place); }

void Observer::observe_table(const Selector& selector, facts::Mode mode, const LibraryCall& call,
                             const Evaluator::Site& site, const StatementSite& where) {
  const Value value = evaluator_.select(selector, site);
  bool any = false;
  for (const Type& entity : evaluator_.types_of_value(value)) {
    if (!entity.declared) continue;
    any = true;
    if (call.callable->copied)
      observe_copies(*entity.declared, mode, call.library, where);
    else
      observe_entity(*entity.declared, mode, call.library, where, true, call.callable->eager);
  }
  if (selector.kind == Selector::Kind::Mentions)
    for (const Object& object : value.objects)
      if (object.binding && object.binding->loads) observe_along(object, mode, call.library, where);
  if (selector.kind == Selector::Kind::Self)
    if (const auto& o = program_.unit(site.call.unit).outline();
        mode != facts::Mode::Write || !o.word(site.call.node, Role::Name).starts_with("update"))
      observe_along(call.receiver, mode, call.library, where);
  if (call.callable->by_name)
    for (const Text& text : value.texts)
      if (const Type entity = program_.entity_type(program_.unit(site.call.unit), text.value); entity.declared)
        observe_entity(*entity.declared, mode, call.library, where);
  if (any || call.callable->by_name) return;
  std::vector<Text> texts = value.texts;
  // Handles of tables: update(users), session.query(user_table)
  for (const Object& object : value.objects)
    if (value.texts.empty() && object.binding && object.binding->entity.empty() && !object.type.declared)
      add_alternatives(texts, object.binding->tables);
  // A collection whose name was not recovered is used here.
  const Binding* bound = call.receiver.binding.get();
  if (selector.kind == Selector::Kind::Self && texts.empty() && bound && bound->named && where.family != "keyvalue") {
    Observation o = blank(where);
    o.kind = Observation::Kind::BlindSpot;
    o.what = "dynamic table name";
    out_.items.push_back(std::move(o));
    return;
  }
  std::string said_schema;
  if (const Value schema = evaluator_.first_of(call.callable->schema, site); !schema.texts.empty())
    if (!schema.texts.front().has_holes()) said_schema = schema.texts.front().value;
  // A constant of generated code that is not in the tree: import static shop.db.Tables.ORDERS.
  if (texts.empty() && value.objects.empty() && !call.callable->naming.empty() && !value.path.empty()) {
    Observation o = blank(where);
    o.mode = mode;
    o.confidence = facts::lowest(o.confidence, facts::Confidence::Likely);
    const std::string constant = value.path.substr(value.path.rfind('.') + 1);
    o.table.name = named(call.callable->naming, constant).value_or(constant);
    out_.items.push_back(std::move(o));
    return;
  }
  for (const Text& given : texts) {
    if (given.value.empty()) continue;  // left open: a later call of the chain says it
    // typeof(T).Name: told where T is bound (observe_generic)
    if (given.value.find(class_name_hole) != std::string::npos && !call.receiver.type.arguments.empty()) continue;
    const std::optional<StatementSite> whose = whose_text(given, where);
    if (!whose) continue;
    const Text text = with_defaults(given);
    // DB["SELECT ..."]: what takes a table's name takes a statement, too.
    if (sql::looks_like_sql(text.value) == sql::Verdict::Statement) {
      if (mode != facts::Mode::Ddl && statements_.add(text, *whose, out_)) claim(value);
      continue;
    }
    Observation o = blank(*whose);
    if (text.value != given.value) o.confidence = facts::Confidence::Likely;
    o.mode = mode;
    o.kind = mode == facts::Mode::Ddl ? Observation::Kind::Definition : Observation::Kind::Access;
    o.table.name = without_braces(text.value);
    if (text.has_holes() && where.family == "keyvalue") o.table.name = key_pattern(text.value);
    if (o.table.name == "*")
      continue;  // keys of a key-value store are no tables; a key that nobody knows names nothing
    if (o.table.name.empty() || (text.has_holes() && where.family != "keyvalue")) {
      o.kind = Observation::Kind::BlindSpot;
      o.what = "dynamic table name";
    }
    if (!call.callable->naming.empty())
      o.table.name = named(call.callable->naming, o.table.name).value_or(o.table.name);
    if (const Binding* binding = call.receiver.binding.get()) {
      if (!binding->schemas.empty()) o.table.schema = binding->schemas.front().value;
      if (!binding->databases.empty()) o.table.database = binding->databases.front().value;
    }
    if (!said_schema.empty()) o.table.schema = said_schema;
    if (sql::is_system_table({o.table.database, o.table.schema, o.table.name}, sql::dialect_from(where.engine)))
      continue;
    if (o.kind == Observation::Kind::Access && selector.kind == Selector::Kind::Literal) {
      const TableReference kept = entities_.renamed(o.table.name, where.file);
      o.table.name = kept.name;
      if (!kept.schema.empty()) o.table.schema = kept.schema;
    }
    out_.items.push_back(std::move(o));
  }
  // An object of a library's own type that has a table.
  if (value.texts.empty())
    for (const Object& object : value.objects) {
      const LibraryType* type = object.type.library;
      if (type && type->table.empty())
        for (const Type& argument : object.type.arguments)
          if (argument.library && !argument.library->table.empty()) type = argument.library;
      if (!type || type->table.empty()) continue;
      Observation o = blank(where);
      o.mode = mode;
      o.table = entities_.renamed(type->table, where.file);
      out_.items.push_back(std::move(o));
      break;
    }
}

std::string Observer::key_pattern(const std::string& text) {
  std::string pattern;
  bool inside = false;
  for (const char c : text) {
    if (c == sql::hole_begin) pattern += '*';
    if (c == sql::hole_begin || c == sql::hole_end)
      inside = c == sql::hole_begin;
    else if (!inside)
      pattern += c;
  }
  return pattern;
}

void Observer::observe_entity(const TypeDecl& decl, facts::Mode mode, const Library* library,
                              const StatementSite& where, bool associations, bool eager) {
  if (const std::vector<Text> query = entities_.query_of(decl); !query.empty()) {
    if (mode == facts::Mode::Read)
      for (const Text& text : query) statements_.add(text, where, out_);
    return;
  }
  const std::optional<MappedTable> mapped = entities_.table_of(decl, library);
  auto add = [&](const TableReference& table, facts::Mode m, facts::Confidence confidence) {
    Observation o = blank(where);
    o.mode = m;
    o.kind = m == facts::Mode::Ddl ? Observation::Kind::Definition : Observation::Kind::Access;
    o.table = table;
    o.confidence = facts::lowest(where.confidence, confidence);
    // @Document(collection = "#{@settings.orders()}"), @Table(name = "${orders.table}"): known only while it runs.
    if (o.kind == Observation::Kind::Access && is_expression(table.name)) {
      o.kind = Observation::Kind::BlindSpot;
      o.what = "dynamic table name";
    }
    // A repository of several stores (Spring Data's CrudRepository): the entity's mapping tells which one is meant.
    if (const Library* mapping = mapped ? mapped->library : nullptr;
        mapping && !mapping->family.empty() && mapping->family != where.family) {
      o.engine_family = mapping->family;
      o.via = mapping->name;
      o.connection = no_connection;
    }
    out_.items.push_back(std::move(o));
  };
  if (mapped) add(mapped->table, mode, mapped->confidence);
  if (mode == facts::Mode::Ddl || !associations) return;
  for (const Entities::Along& along : entities_.along(decl, library))
    if (mode == facts::Mode::Read ? along.read && (eager || !along.eager) : along.written)
      add(along.table, mode, facts::Confidence::Likely);
  if (!mapped) return;
  for (const Text& text : entities_.run_with(decl, mode)) statements_.add(text, where, out_);
  if (mode == facts::Mode::Write) observe_copies(decl, mode, library, where);
  // What code puts into the object's collections is written with it.
  if (mode != facts::Mode::Write || !tracks_.count(mapped->library)) return;
  std::vector<const TypeDecl*> queue = {&decl};
  for (std::size_t i = 0; i < queue.size() && i < 32; ++i) {
    for (const TypeDecl* element : tracking_.populated(*queue[i])) {
      if (std::find(queue.begin(), queue.end(), element) != queue.end()) continue;
      queue.push_back(element);
      if (const auto other = entities_.table_of(*element, library)) add(other->table, mode, facts::Confidence::Likely);
    }
    for (const Type& base : program_.bases(*queue[i]))
      if (base.declared && std::find(queue.begin(), queue.end(), base.declared) == queue.end())
        queue.push_back(base.declared);
  }
}

void Observer::observe_copies(const TypeDecl& decl, facts::Mode mode, const Library* library,
                              const StatementSite& where) {
  for (const TableReference& table : entities_.copies(decl, library)) {
    Observation o = blank(where);
    o.mode = mode;
    o.table = table;
    o.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
    out_.items.push_back(std::move(o));
  }
}

void Observer::observe_jpql(const Unit& unit, const Text& text, const Library* library, const StatementSite& where) {
  for (const EntityUse& use : read_jpql(normalised(text.value))) {
    const TypeDecl* decl = nullptr;
    if (use.path.empty()) {
      decl = entities_.entity_named(unit, use.name);
    } else if (const TypeDecl* owner = entities_.entity_named(unit, use.owner)) {
      const Unit& other = program_.unit(owner->unit);
      const auto& o = other.outline();
      for (NodeId member : o.children(owner->node)) {
        if (o.word(member, Role::Name) != use.path || o.child(member, Role::Type) == no_node) continue;
        const Type type = program_.type_at(owner->unit, o.child(member, Role::Type));
        decl = type.declared;
        for (const Type& argument : type.arguments)
          if (argument.declared) decl = argument.declared;
      }
    }
    // A bulk update or delete touches the entity's own table.
    if (decl) observe_entity(*decl, use.written ? facts::Mode::Write : facts::Mode::Read, library, where, !use.written);
  }
}

bool Observer::works_through_workspace(const LibraryCall& call) const {
  const Type& type = call.receiver.type;
  if (!type.library || type.arguments.empty()) return false;
  return std::any_of(type.library->works_through.begin(), type.library->works_through.end(),
                     [&](const std::string& name) {
                       return extended_.count({name, type.arguments.front().declared}) > 0;
                     });
}

void Observer::claim(const Value& value) {
  for (const Text& text : value.texts)
    for (const Text::Piece& piece : text.pieces) claimed_.insert(piece.origin);
}

}  // namespace onewriter::link
