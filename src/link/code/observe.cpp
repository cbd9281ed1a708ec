#include "link/code/observe.h"

#include <algorithm>
#include <array>

#include "link/code/observer.h"
#include "link/services/file_tree.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

// Calls that only show a text: a statement handed to them is not run.
constexpr std::array<std::string_view, 22> showing = {
    "log",   "debug", "info",    "warn",      "warning", "error", "trace",  "fatal", "print",  "println", "printf",
    "write", "puts",  "console", "WriteLine", "Write",   "fail",  "assert", "equal", "expect", "Println", "Printf"};

}  // namespace

Observations Observer::run() {
  for (const Unit& unit : program_.units()) {
    scopes_.push_back(scope_of_path(unit.path()));
    library_.push_back(owners_of_(unit.path()).library);
  }
  for (const auto& library : program_.models().libraries())
    for (const auto& [name, type] : library->types)
      for (const MethodRule& rule : type->methods)
        if (rule.callable->saves) tracks_.insert(library.get());
  for (const auto& decl : program_.type_decls())
    for (const Type& base : program_.library_bases(*decl))
      if (!base.arguments.empty()) extended_.emplace(base.library->name, base.arguments.front().declared);
  find_base_types();
  for (const Unit& unit : program_.units()) {
    for (NodeId id = 0; id < unit.outline().nodes.size(); ++id) {
      const Kind kind = unit.outline().nodes[id].kind;
      if (kind == Kind::Call || kind == Kind::Create) observe_call(unit, id);
      if (kind == Kind::Assign) observe_assignment(unit, id);
      if (kind == Kind::Type) observe_type(unit, id);
      if (kind == Kind::Annotation) observe_mark(unit, id);
      if (kind == Kind::Member && unit.language() == Language::Php) observe_dynamic_property(unit, id);
      if (kind == Kind::Member && unit.language() == Language::Python) observe_loaded(unit, id);
      if (kind == Kind::Member && (unit.language() == Language::Java || unit.language() == Language::Scala))
        observe_method_reference(unit, id);
      if (kind == Kind::Name && unit.language() == Language::Ruby) observe_bare_relation(unit, id);
      if (kind == Kind::Index && unit.language() == Language::Ruby) observe_index(unit, id);
      if (unit.language() == Language::CSharp && (kind == Kind::Loop || kind == Kind::Return))
        observe_set_use(unit, id);
      const bool made =
          kind == Kind::Assign && unit.language() == Language::Cpp && unit.outline().child(id, Role::Type) != no_node;
      const bool shifted = kind == Kind::Binary && unit.outline().word(id, Role::Operator) == "<<" &&
                           (unit.language() == Language::Cpp || unit.language() == Language::Ruby);
      if (made || shifted) observe_operator(unit, id);
    }
  }
  for (const Unit& unit : program_.units()) observe_unclaimed(unit);
  for (const extract::SourceFile& file : files_) observe_schema_file(file);
  observe_route_settings();
  // Shared code that nobody reaches is no access of anybody; what it defines is still defined.
  std::erase_if(out_.items,
                [](const Observation& o) { return o.unreached && o.kind != Observation::Kind::Definition; });
  const std::vector<SureCall> calls = sure_calls();
  tell_steps(calls);
  tell_surrounded(calls);
  settle_effects();
  out_.connections = evaluator_.connections();
  return std::move(out_);
}

// Types with others below them that are abstract, or of which none is ever made.
void Observer::find_base_types() {
  std::set<std::string, std::less<>> names;
  for (const auto& decl : program_.type_decls()) {
    const std::size_t below = program_.derived(*decl).size();
    const bool abstract = below > 0 && is_abstract(*decl);
    if (below < 2 && !abstract) continue;
    base_types_.insert(decl.get());
    if (!abstract) names.insert(decl->name);
  }
  if (names.empty()) return;
  for (const Unit& unit : program_.units()) {
    const auto& o = unit.outline();
    for (NodeId id = 0; id < o.nodes.size(); ++id) {
      const Kind kind = o.nodes[id].kind;
      if (kind == Kind::Create) {
        const NodeId type = o.child(id, Role::Type);
        if (type == no_node) continue;
        const Type made = program_.type_at(unit.index(), type);
        if (made.declared && names.count(made.declared->name) && !is_abstract(*made.declared))
          base_types_.erase(made.declared);
      } else if (kind == Kind::Call && names.count(o.word(id, Role::Name))) {
        for (const TypeDecl* made : evaluator_.callee({unit.index(), id}).created)
          if (!is_abstract(*made)) base_types_.erase(made);
      }
    }
  }
}

bool Observer::is_abstract(const TypeDecl& decl) const {
  const auto& o = program_.unit(decl.unit).outline();
  const auto children = o.children(decl.node);
  return std::any_of(children.begin(), children.end(), [&](NodeId child) {
    return o.nodes[child].role == Role::Modifier && o.text(child) == "abstract";
  });
}

facts::Scope Observer::scope_of_path(const std::string& path) const {
  const extract::SourceFile* file = file_at(files_, path);
  return file ? file->scope : facts::Scope::Main;
}

facts::Place Observer::place_of(const Unit& unit, NodeId id) const {
  const extract::Span span = unit.outline().nodes[id].span;
  return {unit.path(), span.line, span.column, span.end_line};
}

StatementSite Observer::site_of(const Unit& unit, NodeId id) const {
  StatementSite site;
  site.file = unit.path();
  site.function = unit.function_name(id);
  site.place = place_of(unit, id);
  site.scope = scopes_[unit.index()];
  if (library_[unit.index()]) {
    const Reach::Answer answer = reach_.reaching(unit.index(), id);
    site.services = answer.services;
    site.unreached = answer.services.empty();
    if (answer.by_mention) site.confidence = facts::Confidence::Likely;
  }
  return site;
}

StatementSite Observer::site_of(const Unit& unit, NodeId id, const LibraryCall& call) const {
  StatementSite site = site_of(unit, id);
  if (!call.library) return site;
  site.via = call.library->name;
  site.engine = call.library->engine;
  site.family = call.library->family.empty() ? "relational" : call.library->family;
  if (call.receiver.binding) site.connection = call.receiver.binding->connection;
  if (site.connection != no_connection && site.engine.empty())
    site.engine = evaluator_.connections()[site.connection].engine;
  return site;
}

// Is the node in a method of one of these names?
bool Observer::in_method(const Unit& unit, NodeId id, const std::vector<std::string>& names) {
  if (names.empty()) return false;
  const auto& o = unit.outline();
  for (NodeId at = unit.enclosing(id, Kind::Method); at != no_node; at = unit.enclosing(at, Kind::Method))
    if (std::find(names.begin(), names.end(), o.word(at, Role::Name)) != names.end()) return true;
  return false;
}

void Observer::observe_call(const Unit& unit, NodeId id) {
  const NodeRef ref{unit.index(), id};
  // Ruby: order.customer = customer asks for nothing.
  if (const extract::Node& node = unit.outline().nodes[id]; unit.language() == Language::Ruby &&
                                                            node.role == Role::Target &&
                                                            unit.outline().word(node.parent, Role::Operator) == "=")
    return;
  const Callee& what = evaluator_.callee(ref);
  const std::size_t before = out_.items.size();
  for (const LibraryCall& call : what.library) {
    const Evaluator::Site site{ref, call.receiver, {}};
    const StatementSite where = site_of(unit, id, call);
    if (in_method(unit, id, call.callable->unless_in)) {
      claim(evaluator_.first_of(call.callable->sql, site));
      continue;
    }
    observe_effects(call, site, where, id);
    observe_relations_made(call, ref);
    if (call.callable->navigates && unit.language() == Language::Ruby)
      observe_joins(call, ref, where);
    else if (!call.callable->navigated.empty() || !call.callable->fills.empty() || !call.callable->joins.empty() ||
             (call.callable->navigates && unit.language() == Language::Python))
      observe_navigated(call, ref, where);
    else if (call.callable->navigates)
      observe_query_lambdas(call, ref, where);
  }
  if (out_.items.size() == before) observe_unbound(unit, id, what);
  add_code_calls(unit, id, what);
  observe_generic(unit, id, what);
  observe_change(unit, id);
  for (const MethodRef& method : what.workspace) observe_declared_method(unit, id, method, what);
  observe_change(unit, id, what);
  if (what.library.empty() && what.workspace.empty()) observe_unknown(unit, id);
}

// A collection is used of which nothing tells the name: it came from where no code of the workspace makes it.
void Observer::observe_unbound(const Unit& unit, NodeId id, const Callee& what) {
  for (const LibraryCall& call : what.library) {
    const Object& receiver = call.receiver;
    const auto of_itself = [](const Selector& s) { return s.kind == Selector::Kind::Self; };
    const Callable& c = *call.callable;
    const bool used = std::any_of(c.reads.begin(), c.reads.end(), of_itself) ||
                      std::any_of(c.writes.begin(), c.writes.end(), of_itself);
    // What has type arguments is told by them, where anything is.
    if (!used || call.library->family != "document" || receiver.binding || receiver.is_class ||
        !receiver.type.library || !receiver.type.arguments.empty())
      continue;
    Observation o = blank(site_of(unit, id, call));
    o.kind = Observation::Kind::BlindSpot;
    o.what = "dynamic table name";
    out_.items.push_back(std::move(o));
    return;
  }
}

// What is no call by its looks: tx(connection) as a declaration, sql << "...".
void Observer::observe_operator(const Unit& unit, NodeId id) {
  if (unit.language() == Language::Cpp && is_shift(unit, id) && is_shift(unit, unit.outline().nodes[id].parent) &&
      unit.outline().nodes[id].role == Role::Left)
    return;  // a piece of what the outermost one runs
  const NodeRef ref{unit.index(), id};
  for (const LibraryCall& call : evaluator_.callee(ref).library)
    observe_effects(call, {ref, call.receiver, {}}, site_of(unit, id, call), id);
}

void Observer::observe_assignment(const Unit& unit, NodeId id) {
  observe_change(unit, id);
  if (unit.language() == Language::Ruby) observe_relation_assigned(unit, id);
  const auto& o = unit.outline();
  const NodeId target = o.child(id, Role::Target);
  // Scala: items += item, where items is a query (Slick).
  if (const std::string_view written = o.word(id, Role::Operator);
      target != no_node && unit.language() == Language::Scala && !written.empty())
    for (const Object& each : std::vector<Object>(evaluator_.evaluate({unit.index(), target}).objects))
      if (const auto rule = evaluator_.member_rule(each, written, Evaluator::Member::Method))
        observe_effects(*rule, {{unit.index(), id}, each, {}}, site_of(unit, id, *rule), id);
  if (target == no_node || o.nodes[target].kind != Kind::Member) return;
  const Value& object = evaluator_.evaluate({unit.index(), o.child(target, Role::Object)});
  observe_changed(unit, id, object.objects);
  for (const Object& each : object.objects) {
    auto rule = evaluator_.member_rule(each, o.word(target, Role::Name), Evaluator::Member::Assigned);
    if (!rule) {
      observe_change(unit, id, target, each);
      continue;
    }
    const Evaluator::Site site{{unit.index(), id}, each, {unit.index(), o.child(id, Role::Value)}};
    observe_effects(*rule, site, site_of(unit, id, *rule), id);
  }
}

void Observer::observe_unknown(const Unit& unit, NodeId id) {
  const auto& o = unit.outline();
  const std::string_view name = o.word(id, Role::Name);
  if (std::find(showing.begin(), showing.end(), name) != showing.end()) return;
  for (NodeId argument : o.children(id)) {
    if (o.nodes[argument].role != Role::Argument) continue;
    const Kind kind = o.nodes[argument].kind;
    if (kind != Kind::String && kind != Kind::Concat && kind != Kind::Binary && kind != Kind::Name &&
        kind != Kind::Member && kind != Kind::Choice && kind != Kind::Call)
      continue;
    const Value& value = evaluator_.evaluate({unit.index(), argument});
    for (const Text& text : value.texts) {
      if (sql::looks_like_sql(text.value) != sql::Verdict::Statement) continue;
      StatementSite where = site_of(unit, id);
      where.confidence = text.has_holes() ? facts::Confidence::Likely : facts::Confidence::Certain;
      const std::optional<StatementSite> whose = whose_text(text, where);
      if (!whose || statements_.add(text, *whose, out_)) claim(value);
    }
  }
}

void Observer::observe_unclaimed(const Unit& unit) {
  const auto& o = unit.outline();
  for (NodeId id = 0; id < o.nodes.size(); ++id) {
    if (o.nodes[id].kind != Kind::String || o.nodes[id].role == Role::Child) continue;
    if (o.nodes[id].parent != no_node && o.nodes[o.nodes[id].parent].kind == Kind::Concat) continue;
    if (unit.enclosing(id, Kind::Annotation) != no_node) continue;
    NodeId first = no_node;
    for (NodeId child : o.children(id))
      if (first == no_node && o.nodes[child].kind == Kind::Text) first = child;
    if (first == no_node || claimed_.count({unit.index(), first})) continue;
    if (sql::looks_like_sql(o.text(first)) != sql::Verdict::Statement) continue;
    if (const NodeId call = o.nodes[id].parent; o.nodes[call].kind == Kind::Call) {
      if (std::find(showing.begin(), showing.end(), o.word(call, Role::Name)) != showing.end()) continue;
    }
    StatementSite where = site_of(unit, id);
    where.confidence = facts::Confidence::Likely;
    for (const Text& text : evaluator_.evaluate({unit.index(), id}).texts) statements_.add(text, where, out_);
  }
}

void Observer::observe_schema_file(const extract::SourceFile& file) {
  const sql::Reading* reading = schemas_.reading(file.path);
  if (!reading) return;
  StatementSite where;
  where.file = file.path;
  where.place = {file.path, 1, 1, 1};
  where.scope = file.scope == facts::Scope::Test ? facts::Scope::Test : facts::Scope::Migration;
  where.via = file.outline.kind == workspace::FileKind::Sql ? "sql-file" : "schema-file";
  if (const auto code = sqlc_.code_of(file.path)) {
    const bool defines =
        std::any_of(reading->statements.begin(), reading->statements.end(), [](const sql::Statement& s) {
          return !s.definitions.empty();  // a schema that lies among the queries
        });
    if (*code == SqlcQueries::Code::Generated && !defines) return;
    if (!defines && file.scope != facts::Scope::Test) where.scope = file.scope;
    where.via = "sqlc";
  }
  Observations seen;
  statements_.add(*reading, where, seen);
  // Only what there is after all migrations is a table.
  const auto settle = [&](TableReference& table) {
    if (table.name.empty()) return true;
    auto now = schemas_.in_the_end(file.path, {table.database, table.schema, table.name});
    if (now) table = {std::move(now->catalog), std::move(now->schema), std::move(now->name)};
    return now.has_value();
  };
  for (Observation& o : seen.items)
    if (settle(o.table) && settle(o.references)) out_.items.push_back(std::move(o));
}

namespace {

// Files that a library's tool wrote, which is told by what they import.
std::set<std::string_view> written_by_tools(const std::vector<extract::SourceFile>& files, const Models& models) {
  std::set<std::string_view> result;
  for (const auto& library : models.libraries())
    for (const std::string& wanted : library->generated_where_imported)
      for (const extract::SourceFile& file : files) {
        const auto& o = file.outline.code;
        for (NodeId id = 0; id < o.nodes.size(); ++id)
          if (o.nodes[id].kind == Kind::Import && o.word(id, Role::Module) == wanted) result.insert(file.path);
      }
  return result;
}

}  // namespace

Observations observe(const std::vector<extract::SourceFile>& files, const Models& models,
                     const std::function<FileOwners(const std::string&)>& owners_of) {
  const std::set<std::string_view> written = written_by_tools(files, models);
  const std::function<FileOwners(const std::string&)> owners = [&](const std::string& path) {
    FileOwners found = owners_of(path);
    found.generated = written.count(path) > 0;
    found.library = found.library || found.generated;
    return found;
  };
  return Observer(files, models, owners).run();
}

}  // namespace onewriter::link
