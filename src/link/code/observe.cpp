#include "link/code/observe.h"

#include <algorithm>
#include <array>
#include <set>

#include "link/code/entities.h"
#include "link/code/jpql.h"
#include "link/code/statements.h"
#include "link/models/naming.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

// Calls that only show a text: a statement handed to them is not run.
constexpr std::array<std::string_view, 22> showing = {
    "log",   "debug", "info",    "warn",      "warning", "error", "trace",  "fatal", "print",  "println", "printf",
    "write", "puts",  "console", "WriteLine", "Write",   "fail",  "assert", "equal", "expect", "Println", "Printf"};

class Observer {
 public:
  Observer(const std::vector<extract::SourceFile>& files, const Models& models,
           const std::function<FileOwners(const std::string&)>& owners_of)
      : files_(files),
        program_(files, models),
        evaluator_(program_),
        statements_(program_),
        mappers_(files),
        settings_(files),
        entities_(program_, evaluator_, settings_),
        reach_(program_, evaluator_, owners_of),
        owners_of_(owners_of) {}

  Observations run() {
    for (const Unit& unit : program_.units()) {
      scopes_.push_back(scope_of_path(unit.path()));
      library_.push_back(owners_of_(unit.path()).library);
    }
    for (const Unit& unit : program_.units()) {
      for (NodeId id = 0; id < unit.outline().nodes.size(); ++id) {
        const Kind kind = unit.outline().nodes[id].kind;
        if (kind == Kind::Call || kind == Kind::Create) observe_call(unit, id);
        if (kind == Kind::Assign) observe_assignment(unit, id);
      }
    }
    for (const Unit& unit : program_.units()) observe_unclaimed(unit);
    for (const extract::SourceFile& file : files_) observe_sql_file(file);
    // Shared code that nobody reaches is no access of anybody; what it defines is still defined.
    std::erase_if(out_.items,
                  [](const Observation& o) { return o.unreached && o.kind != Observation::Kind::Definition; });
    out_.connections = evaluator_.connections();
    return std::move(out_);
  }

 private:
  facts::Scope scope_of_path(const std::string& path) const {
    auto found = std::lower_bound(files_.begin(), files_.end(), path,
                                  [](const extract::SourceFile& f, const std::string& p) { return f.path < p; });
    return found != files_.end() && found->path == path ? found->scope : facts::Scope::Main;
  }

  facts::Place place_of(const Unit& unit, NodeId id) const {
    const extract::Span span = unit.outline().nodes[id].span;
    return {unit.path(), span.line, span.column, span.end_line};
  }

  StatementSite site_of(const Unit& unit, NodeId id) const {
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

  StatementSite site_of(const Unit& unit, NodeId id, const LibraryCall& call) const {
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

  void observe_call(const Unit& unit, NodeId id) {
    const NodeRef ref{unit.index(), id};
    const Callee what = evaluator_.callee(ref);
    for (const LibraryCall& call : what.library) {
      const Evaluator::Site site{ref, call.receiver, {}};
      const StatementSite where = site_of(unit, id, call);
      observe_effects(call, site, where, id);
    }
    for (const MethodRef& method : what.workspace) observe_declared_method(unit, id, method, what);
    if (what.library.empty() && what.workspace.empty()) observe_unknown(unit, id, what);
  }

  // A method that the workspace declares and a library implements: a repository's or mapper's. Its annotation says what
  // it does, else its name, by the rules of the library type that the declaring type extends.
  void observe_declared_method(const Unit& unit, NodeId id, const MethodRef& method, const Callee& what) {
    const Unit& other = program_.unit(method.unit);
    const auto& o = other.outline();
    const NodeRef ref{unit.index(), id};
    Object receiver;
    for (const Object& object : what.receiver.objects)
      if (object.type.declared) receiver = object;
    const NodeId holder = other.enclosing(method.node, Kind::Type);
    if (receiver.type.empty() && holder != no_node) receiver.type = program_.type_at(method.unit, holder);
    if (observe_mapper_xml(unit, id, method, what)) return;
    for (const auto& library : program_.models().libraries()) {
      for (const AnnotationRule& rule : library->annotations) {
        const NodeId annotation = annotation_of(other, method.node, rule);
        if (annotation == no_node) continue;
        const LibraryCall call{library.get(), rule.callable.get(), receiver};
        StatementSite where = site_of(unit, id, call);
        const Evaluator::Site at_annotation{{method.unit, annotation}, receiver, {}};
        observe_effects(call, at_annotation, where, id);
        return;
      }
    }
    // A body of its own is seen by itself.
    for (NodeId child : o.children(method.node)) {
      const Kind kind = o.nodes[child].kind;
      if (kind != Kind::Word && kind != Kind::Parameter && kind != Kind::TypeRef && kind != Kind::Annotation) return;
    }
    if (!receiver.type.declared) return;
    Object as_library = receiver;
    if (auto rule = evaluator_.member_rule(as_library, o.word(method.node, Role::Name), Evaluator::Member::Method))
      observe_effects(*rule, {ref, receiver, {}}, site_of(unit, id, *rule), id);
  }

  // A mapper's method whose statement stands in XML under the mapper's name, or the name of a mapper that extends it.
  bool observe_mapper_xml(const Unit& unit, NodeId id, const MethodRef& method, const Callee& what) {
    const Unit& other = program_.unit(method.unit);
    const NodeId holder = other.enclosing(method.node, Kind::Type);
    const TypeDecl* declaring = holder == no_node ? nullptr : program_.decl_at(method.unit, holder);
    if (!declaring) return false;
    const std::string name(other.outline().word(method.node, Role::Name));
    std::vector<const TypeDecl*> types;
    for (const Object& object : what.receiver.objects)
      if (object.type.declared) types.push_back(object.type.declared);
    types.push_back(declaring);
    const Library* library = nullptr;
    for (const auto& each : program_.models().libraries())
      if (each->name == "mybatis") library = each.get();
    bool any = false;
    std::set<const TypeDecl*> seen;
    for (const TypeDecl* type : types) {
      if (!mappers_.has(type->qualified, name) || !seen.insert(type).second) continue;
      const std::vector<MethodRef> meant = program_.methods(*type, name);
      if (std::find(meant.begin(), meant.end(), method) == meant.end()) continue;
      any = true;
      const StatementSite where = site_of(unit, id, LibraryCall{library, nullptr, {}});
      for (const MapperStatement& statement : mappers_.find(type->qualified, name, program_.unit(type->unit).path()))
        statements_.add(mappers_, statement, where, out_);
    }
    return any;
  }

  NodeId annotation_of(const Unit& unit, NodeId node, const AnnotationRule& rule) {
    const auto& o = unit.outline();
    const std::string simple = rule.annotation.substr(rule.annotation.find_last_of('.') + 1);
    for (NodeId child : o.children(node)) {
      if (o.nodes[child].kind != Kind::Annotation) continue;
      const std::string written = normalised(o.word(child, Role::Name));
      if (written != simple && written != rule.annotation) continue;
      const std::string path = program_.external_path(unit, written);
      if (!path.empty() && path != rule.annotation) continue;
      if (rule.argument.empty()) return child;
      for (NodeId argument : o.children(child)) {
        if (o.nodes[argument].kind != Kind::Pair || unit.dotted(o.child(argument, Role::Key)) != rule.argument)
          continue;
        if (matches(rule.pattern, unit.dotted(o.child(argument, Role::Value)))) return child;
      }
    }
    return no_node;
  }

  void observe_assignment(const Unit& unit, NodeId id) {
    const auto& o = unit.outline();
    const NodeId target = o.child(id, Role::Target);
    if (target == no_node || o.nodes[target].kind != Kind::Member) return;
    const Value object = evaluator_.evaluate({unit.index(), o.child(target, Role::Object)});
    for (const Object& each : object.objects) {
      auto rule = evaluator_.member_rule(each, o.word(target, Role::Name), Evaluator::Member::Assigned);
      if (!rule) continue;
      const Evaluator::Site site{{unit.index(), id}, each, {unit.index(), o.child(id, Role::Value)}};
      observe_effects(*rule, site, site_of(unit, id, *rule), id);
    }
  }

  void observe_effects(const LibraryCall& call, const Evaluator::Site& site, const StatementSite& where, NodeId id) {
    const Callable& c = *call.callable;
    if (!c.connection.empty()) {
      const Value made = evaluator_.evaluate(site.call);
      Observation o = blank(where);
      o.kind = Observation::Kind::Connect;
      for (const Object& object : made.objects)
        if (object.binding && object.binding->connection != no_connection) o.connection = object.binding->connection;
      if (o.connection != no_connection) out_.items.push_back(std::move(o));
    }
    if (!c.sql.empty()) {
      const Value text = evaluator_.first_of(c.sql, site);
      claim(text);
      bool any = false;
      for (const Text& each : text.texts) any = statements_.add(with_defaults(each), where, out_) || any;
      if (!any && text.objects.empty() && text.callables.empty())
        add_blind(where, "statement built elsewhere", c, site, id);
    }
    if (!c.jpql.empty()) {
      const Value text = evaluator_.first_of(c.jpql, site);
      claim(text);
      for (const Text& each : text.texts) observe_jpql(program_.unit(site.call.unit), each, call.library, where);
    }
    for (const Selector& selector : c.reads) observe_table(selector, facts::Mode::Read, call, site, where);
    for (const Selector& selector : c.writes) observe_table(selector, facts::Mode::Write, call, site, where);
    for (const Selector& selector : c.creates) observe_table(selector, facts::Mode::Ddl, call, site, where);
    if (c.blind) {
      Observation o = blank(where);
      o.kind = Observation::Kind::BlindSpot;
      o.what = c.blind_what;
      out_.items.push_back(std::move(o));
    }
  }

  void add_blind(const StatementSite& where, const std::string& what, const Callable&, const Evaluator::Site&, NodeId) {
    Observation o = blank(where);
    o.kind = Observation::Kind::BlindSpot;
    o.what = what;
    out_.items.push_back(std::move(o));
  }

  Observation blank(const StatementSite& where) const {
    Observation o;
    o.file = where.file;
    o.function = where.function;
    o.connection = where.connection;
    o.engine_family = where.family;
    o.scope = where.scope;
    o.services = where.services;
    o.unreached = where.unreached;
    o.via = where.via;
    o.confidence = where.confidence;
    o.place = where.place;
    return o;
  }

  void observe_table(const Selector& selector, facts::Mode mode, const LibraryCall& call, const Evaluator::Site& site,
                     const StatementSite& where) {
    const Value value = evaluator_.select(selector, site);
    const Type entity = evaluator_.type_of_value(value);
    if (entity.declared) {
      observe_entity(*entity.declared, mode, call.library, where);
      return;
    }
    for (const Text& given : value.texts) {
      const Text text = with_defaults(given);
      Observation o = blank(where);
      if (text.value != given.value) o.confidence = facts::Confidence::Likely;
      o.mode = mode;
      o.kind = mode == facts::Mode::Ddl ? Observation::Kind::Definition : Observation::Kind::Access;
      o.table.name = text.value;
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
      out_.items.push_back(std::move(o));
    }
  }

  // "user:" + id -> "user:*"
  static std::string key_pattern(const std::string& text) {
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

  void observe_entity(const TypeDecl& decl, facts::Mode mode, const Library* library, const StatementSite& where) {
    const std::optional<MappedTable> mapped = entities_.table_of(decl, library);
    if (!mapped) return;
    auto add = [&](const TableReference& table, facts::Mode m, facts::Confidence confidence) {
      Observation o = blank(where);
      o.mode = m;
      o.kind = m == facts::Mode::Ddl ? Observation::Kind::Definition : Observation::Kind::Access;
      o.table = table;
      o.confidence = facts::lowest(where.confidence, confidence);
      out_.items.push_back(std::move(o));
    };
    add(mapped->table, mode, mapped->confidence);
    if (mode == facts::Mode::Ddl) return;
    for (const Entities::Along& along : entities_.along(decl, library))
      if (mode == facts::Mode::Read ? along.read : along.written) add(along.table, mode, facts::Confidence::Likely);
  }

  void observe_jpql(const Unit& unit, const Text& text, const Library* library, const StatementSite& where) {
    for (const EntityUse& use : read_jpql(text.value)) {
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
      if (decl) observe_entity(*decl, use.written ? facts::Mode::Write : facts::Mode::Read, library, where);
    }
  }

  void claim(const Value& value) {
    for (const Text& text : value.texts)
      for (const Text::Piece& piece : text.pieces) claimed_.insert(piece.origin);
  }

  // A call that no model knows: a statement among its arguments is run all the same, whatever the receiver is.
  void observe_unknown(const Unit& unit, NodeId id, const Callee&) {
    const auto& o = unit.outline();
    const std::string_view name = o.word(id, Role::Name);
    if (std::find(showing.begin(), showing.end(), name) != showing.end()) return;
    for (NodeId argument : o.children(id)) {
      if (o.nodes[argument].role != Role::Argument) continue;
      const Kind kind = o.nodes[argument].kind;
      if (kind != Kind::String && kind != Kind::Concat && kind != Kind::Binary && kind != Kind::Name &&
          kind != Kind::Member && kind != Kind::Choice && kind != Kind::Call)
        continue;
      const Value value = evaluator_.evaluate({unit.index(), argument});
      for (const Text& text : value.texts) {
        if (sql::looks_like_sql(text.value) != sql::Verdict::Statement) continue;
        StatementSite where = site_of(unit, id);
        where.confidence = text.has_holes() ? facts::Confidence::Likely : facts::Confidence::Certain;
        if (statements_.add(text, where, out_)) claim(value);
      }
    }
  }

  // Whole statements that no call was seen to take: built into structures, handed through frameworks. They are likely
  // run.
  void observe_unclaimed(const Unit& unit) {
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

  void observe_sql_file(const extract::SourceFile& file) {
    if (file.outline.kind != workspace::FileKind::Sql) return;
    StatementSite where;
    where.file = file.path;
    where.place = {file.path, 1, 1, 1};
    where.scope = file.scope == facts::Scope::Test ? facts::Scope::Test : facts::Scope::Migration;
    where.via = "sql-file";
    statements_.add(file.outline.sql.reading, where, out_);
  }

  const std::vector<extract::SourceFile>& files_;
  Program program_;
  Evaluator evaluator_;
  Statements statements_;
  MapperXml mappers_;
  SettingsLookup settings_;
  Entities entities_;
  Reach reach_;
  const std::function<FileOwners(const std::string&)>& owners_of_;
  std::vector<facts::Scope> scopes_;
  std::vector<bool> library_;  // by unit
  std::set<NodeRef> claimed_;
  Observations out_;
};

}  // namespace

Observations observe(const std::vector<extract::SourceFile>& files, const Models& models,
                     const std::function<FileOwners(const std::string&)>& owners_of) {
  return Observer(files, models, owners_of).run();
}

}  // namespace onewriter::link
