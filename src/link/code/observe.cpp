#include "link/code/observe.h"

#include <algorithm>
#include <array>
#include <set>

#include "link/code/statements.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

// Calls that only show a text: a statement handed to them is not run.
constexpr std::array<std::string_view, 22> showing = {
    "log",   "debug", "info",    "warn",      "warning", "error", "trace",  "fatal", "print",   "println", "printf",
    "write", "puts",  "console", "WriteLine", "Write",   "fail",  "assert", "equal", "expect",  "Println", "Printf"};

class Observer {
 public:
  Observer(const std::vector<extract::SourceFile>& files, const Models& models)
      : files_(files), program_(files, models), evaluator_(program_), statements_(program_) {}

  Observations run() {
    for (const Unit& unit : program_.units()) scopes_.push_back(scope_of_path(unit.path()));
    for (const Unit& unit : program_.units()) {
      for (NodeId id = 0; id < unit.outline().nodes.size(); ++id) {
        const Kind kind = unit.outline().nodes[id].kind;
        if (kind == Kind::Call || kind == Kind::Create) observe_call(unit, id);
        if (kind == Kind::Assign) observe_assignment(unit, id);
      }
    }
    for (const Unit& unit : program_.units()) observe_unclaimed(unit);
    for (const extract::SourceFile& file : files_) observe_sql_file(file);
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
    return site;
  }

  StatementSite site_of(const Unit& unit, NodeId id, const LibraryCall& call) const {
    StatementSite site = site_of(unit, id);
    site.via = call.library->name;
    site.engine = call.library->engine;
    site.family = call.library->family.empty() ? "relational" : call.library->family;
    if (call.receiver.binding) site.connection = call.receiver.binding->connection;
    if (site.connection != no_connection && site.engine.empty()) site.engine = evaluator_.connections()[site.connection].engine;
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
    if (what.library.empty() && what.workspace.empty()) observe_unknown(unit, id, what);
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
      for (const Text& each : text.texts) any = statements_.add(each, where, out_) || any;
      if (!any && text.objects.empty() && text.callables.empty()) add_blind(where, "statement built elsewhere", c, site, id);
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
    o.via = where.via;
    o.confidence = where.confidence;
    o.place = where.place;
    return o;
  }

  void observe_table(const Selector& selector, facts::Mode mode, const LibraryCall& call, const Evaluator::Site& site,
                     const StatementSite& where) {
    const Value value = evaluator_.select(selector, site);
    for (const Text& text : value.texts) {
      Observation o = blank(where);
      o.mode = mode;
      o.kind = mode == facts::Mode::Ddl ? Observation::Kind::Definition : Observation::Kind::Access;
      if (text.has_holes() || text.value.empty()) {
        o.kind = Observation::Kind::BlindSpot;
        o.what = "dynamic table name";
      } else {
        o.table.name = text.value;
        if (call.receiver.binding && !call.receiver.binding->schemas.empty()) o.table.schema = call.receiver.binding->schemas.front().value;
        if (call.receiver.binding && !call.receiver.binding->databases.empty())
          o.table.database = call.receiver.binding->databases.front().value;
      }
      out_.items.push_back(std::move(o));
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
      if (kind != Kind::String && kind != Kind::Concat && kind != Kind::Binary && kind != Kind::Name && kind != Kind::Member &&
          kind != Kind::Choice)
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

  // Whole statements that no call was seen to take: built into structures, handed through frameworks. They are likely run.
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
  std::vector<facts::Scope> scopes_;
  std::set<NodeRef> claimed_;
  Observations out_;
};

}  // namespace

Observations observe(const std::vector<extract::SourceFile>& files, const Models& models) { return Observer(files, models).run(); }

}  // namespace onewriter::link
