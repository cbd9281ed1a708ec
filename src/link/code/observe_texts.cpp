// The texts of statements: in annotations, under names in XML, as named queries.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "link/code/names.h"
#include "link/code/observer.h"
#include "link/services/words.h"

namespace onewriter::link {

const Library* Observer::library_named(std::string_view name) const {
  for (const auto& each : program_.models().libraries())
    if (each->name == name) return each.get();
  return nullptr;
}

bool Observer::is_shift(const Unit& unit, NodeId node) {
  return node != no_node && unit.outline().nodes[node].kind == Kind::Binary &&
         unit.outline().word(node, Role::Operator) == "<<";
}

// C++: sql << "SELECT id " << "FROM " << table: what is handed on piece by piece is one statement. A last piece that
// nobody knows is none of the text: a manipulator, a comment for a proxy.
Value Observer::shifted_text(const Unit& unit, NodeId shift) {
  std::vector<NodeId> pieces;
  for (; is_shift(unit, shift); shift = unit.outline().child(shift, Role::Left))
    pieces.push_back(unit.outline().child(shift, Role::Right));
  Value value;
  for (std::size_t i = pieces.size(); i-- > 0;) {
    std::vector<Text> texts = evaluator_.evaluate({unit.index(), pieces[i]}).texts;
    if (texts.empty() && i == 0) break;
    if (texts.empty()) {
      texts.emplace_back();
      texts.back().append_hole(unit.dotted(pieces[i]).empty() ? "value" : unit.dotted(pieces[i]));
    }
    value.texts = value.texts.empty() ? std::move(texts) : joined(value.texts, texts);
  }
  return value;
}

// The text of a statement: an array of texts is one text in pieces (@Select({"SELECT ...", "FROM ..."})), a "<script>"
// has dynamic tags.
Value Observer::statement_text(const Selectors& selectors, const Evaluator::Site& site) {
  const Unit& unit = program_.unit(site.call.unit);
  if (unit.language() == Language::Cpp && is_shift(unit, site.call.node)) return shifted_text(unit, site.call.node);
  Value value;
  for (const Selector& selector : selectors) {
    value = evaluator_.select(selector, site);
    if (!value.texts.empty() || !value.objects.empty()) break;
    for (const NodeRef& list : value.literals) {
      const auto& o = program_.unit(list.unit).outline();
      if (o.nodes[list.node].kind != Kind::List) continue;
      Text space;
      space.value = " ";
      for (NodeId element : o.children(list.node)) {
        const std::vector<Text> next = evaluator_.evaluate({list.unit, element}).texts;
        value.texts = value.texts.empty() ? next : joined(joined(value.texts, {space}), next);
      }
    }
    if (!value.texts.empty()) break;
  }
  claim(value);
  return with_scripts_opened(std::move(value));
}

// The queries to which calls of the file give names, as a WITH clause: Order.with(late: ...).joins("JOIN late ON ...").
// What holds them, a variable or a scope, may be joined anywhere in it.
std::string Observer::named_queries(const Unit& unit) {
  const auto& o = unit.outline();
  std::set<std::string> names;
  for (const NodeId call : unit.calls()) {
    const NodeRef ref{unit.index(), call};
    const std::vector<LibraryCall>& rules = evaluator_.callee(ref).library;
    if (std::none_of(rules.begin(), rules.end(), [](const LibraryCall& each) { return each.callable->names_queries; }))
      continue;
    for (const NodeRef& argument : evaluator_.arguments(ref))
      if (const NodeId key = o.child(argument.node, Role::Key); key != no_node && !o.children(key).empty())
        names.insert(std::string(o.text(o.children(key).front())));
  }
  std::string clause;
  for (const std::string& name : names) clause += (clause.empty() ? "WITH " : ", ") + name + " AS (SELECT 1)";
  return clause.empty() ? clause : clause + " ";
}

namespace {

// The next word of a part of a statement; a name in quotes, or a bracket, is one as well.
std::string_view next_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
  const std::size_t end = rest.starts_with('(') ? 1 : std::min(rest.find_first_of(" \t\r\n("), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

// "left join stock as s on ...": a join names a table and says how; order("join date") is no join.
bool is_join(std::string_view words) {
  std::string_view word = next_word(words);
  bool crossed = false;
  for (; word == "left" || word == "right" || word == "inner" || word == "outer" || word == "full" || word == "cross" ||
         word == "natural";
       word = next_word(words))
    crossed = crossed || word == "cross" || word == "natural";
  if (word != "join") return false;
  word = next_word(words);
  if (word == "lateral") word = next_word(words);
  if (word == "(") return next_word(words) == "select";
  if (word.empty()) return false;
  word = next_word(words);
  const auto conditioned = [](std::string_view each) { return each == "on" || each == "using"; };
  if (word == "as") word = next_word(words);
  return crossed || conditioned(word) || conditioned(next_word(words));
}

bool has_subquery(std::string_view words) {
  for (std::size_t at = words.find('('); at != std::string_view::npos; at = words.find('(', at + 1)) {
    std::string_view rest = words.substr(at + 1);
    if (next_word(rest) == "select") return true;
  }
  return false;
}

}  // namespace

// A part of a statement whose joins and subqueries name tables: "left join stock on ...", "id in (select ...)".
void Observer::observe_part(const Text& part, const Evaluator::Site& site, const StatementSite& where) {
  const std::string words = lower(part.value);
  const bool joins = is_join(words);
  if (!joins && !has_subquery(words)) return;
  Text head;
  head.value = named_queries(program_.unit(site.call.unit)) + (joins ? "SELECT 1 FROM (SELECT 1) AS part " : "SELECT ");
  for (const Text& whole : joined({head}, {part})) statements_.add(whole, where, out_);
}

Value Observer::with_scripts_opened(Value value) const {
  std::vector<Text> plain;
  for (const Text& text : value.texts) {
    const auto start = text.value.find_first_not_of(" \t\r\n");
    if (start == std::string::npos || !std::string_view(text.value).substr(start).starts_with("<script>")) {
      plain.push_back(text);
      continue;
    }
    for (std::string& each : MapperXml::script(text.value)) {
      Text read;
      read.value = std::move(each);
      read.pieces = {text.pieces.empty() ? Text::Piece{} : text.pieces.front()};
      read.pieces.front().offset = 0;
      plain.push_back(std::move(read));
    }
  }
  value.texts = std::move(plain);
  return value;
}

// @SelectProvider(type = OrderSql.class, method = "find"): the statement is what the method gives; by default one of
// the mapper method's own name, else provideSql (MyBatis 3, Java API: "@SelectProvider", ProviderMethodResolver). What
// it puts together with a builder is seen where it does.
void Observer::observe_provided(const LibraryCall& call, const Evaluator::Site& site, const StatementSite& where) {
  const auto given = [&](const char* part) {
    const auto selectors = call.callable->provided_by.find(part);
    return selectors == call.callable->provided_by.end() ? Value() : evaluator_.first_of(selectors->second, site);
  };
  const Unit& unit = program_.unit(site.call.unit);
  std::vector<std::string> names;
  for (const Text& text : given("method").texts) names.push_back(text.value);
  if (const NodeId method = unit.enclosing(site.call.node, Kind::Method); names.empty() && method != no_node)
    names = {std::string(unit.outline().word(method, Role::Name)), "provideSql"};
  bool any = false;
  for (const Object& object : given("type").objects)
    for (const std::string& name : names) {
      if (!object.type.declared || any) continue;
      for (const MethodRef& method : program_.methods(*object.type.declared, name)) {
        Value value = evaluator_.evaluate_result(method);
        claim(value);
        value = with_scripts_opened(std::move(value));
        for (const Text& text : value.texts) any = statements_.add(with_defaults(text), where, out_) || any;
        any = any || std::any_of(value.objects.begin(), value.objects.end(),
                                 [](const Object& each) { return each.type.library != nullptr; });
      }
    }
  if (!any) add_blind(where, "statement built elsewhere");
}

// Without a name of its own, what is annotated has the procedure's (Spring Data JPA: "Stored Procedures").
void Observer::observe_procedure(const Selectors& selectors, const Evaluator::Site& site, const StatementSite& where) {
  std::vector<Text> names = evaluator_.first_of(selectors, site).texts;
  const Unit& unit = program_.unit(site.call.unit);
  if (unit.outline().nodes[site.call.node].kind == Kind::Annotation && names.empty())
    if (const NodeId method = unit.enclosing(site.call.node, Kind::Method); method != no_node) {
      names.emplace_back();
      names.back().value = std::string(unit.outline().word(method, Role::Name));
    }
  if (names.empty()) add_blind(where, "unknown procedure");
  for (const Text& name : names)
    if (name.has_holes() || !statements_.call(name.value, where, out_)) add_blind(where, "unknown procedure");
}

// A statement kept elsewhere under a name: "namespace.id" or, where it is the only one, "id" (MyBatis: SqlSession).
void Observer::observe_named_statement(const Selectors& selectors, const Evaluator::Site& site,
                                       const StatementSite& where) {
  const Value names = evaluator_.first_of(selectors, site);
  bool any = false;
  for (const Text& name : names.texts)
    for (const MapperStatement& statement : mappers_.find_named(name.value, where.file)) {
      statements_.add(mappers_, statement, where, out_);
      any = true;
    }
  for (const Text& name : names.texts) any = observe_named_query(name.value, where) || any;
  // ... or a mapper's method, whose annotation says it (MyBatis 3: Mapper Annotations).
  const Unit& unit = program_.unit(site.call.unit);
  for (const Text& name : names.texts) {
    const std::size_t dot = name.value.rfind('.');
    if (any || dot == std::string::npos) continue;
    const Type mapper = program_.type_named(unit, std::string_view(name.value).substr(0, dot));
    if (!mapper.declared) continue;
    for (const MethodRef& method : program_.methods(*mapper.declared, name.value.substr(dot + 1))) {
      observe_declared_method(unit, site.call.node, method, {});
      any = true;
    }
  }
  if (!any) {
    Observation o = blank(where);
    o.kind = Observation::Kind::BlindSpot;
    o.what = "statement kept under a name that was not found";
    out_.items.push_back(std::move(o));
  }
}

// @NamedQuery(name = "Order.open", query = "...") on any type (Jakarta Persistence 3.1, 10.4 "Query Annotations").
bool Observer::observe_named_query(const std::string& name, const StatementSite& where) {
  if (!named_queries_read_) {
    named_queries_read_ = true;
    for (const Unit& unit : program_.units()) {
      const auto& o = unit.outline();
      for (NodeId id = 0; id < o.nodes.size(); ++id) {
        if (o.nodes[id].kind != Kind::Annotation) continue;
        const std::string_view written = o.word(id, Role::Name);
        if (!written.ends_with("NamedQuery") && !written.ends_with("NamedNativeQuery")) continue;
        Selector selector;
        selector.kind = Selector::Kind::Keyword;
        selector.name = "name";
        for (const Text& text : evaluator_.select(selector, {{unit.index(), id}, {}, {}}).texts)
          named_queries_[text.value].push_back({unit.index(), id});
      }
    }
  }
  auto found = named_queries_.find(name);
  if (found == named_queries_.end()) return observe_query_of_file(name, where);
  const Library* jpa = library_named("jpa");
  for (const NodeRef& annotation : found->second) {
    const Unit& unit = program_.unit(annotation.unit);
    Selector selector;
    selector.kind = Selector::Kind::Keyword;
    selector.name = "query";
    const Value text = statement_text({selector}, {annotation, {}, {}});
    const bool native = unit.outline().word(annotation.node, Role::Name).ends_with("NativeQuery");
    for (const Text& each : text.texts) {
      if (native)
        statements_.add(each, where, out_);
      else
        observe_jpql(unit, each, jpa, where);
    }
  }
  return true;
}

// The same in a mapping file; of several of the name, the nearest.
bool Observer::observe_query_of_file(const std::string& name, const StatementSite& where) {
  const MappedQuery* nearest = nullptr;
  std::size_t shared = 0;
  for (const MappedQuery& query : mapping_.queries) {
    if (query.name != name) continue;
    const std::string& path = query.place.file;
    const std::size_t common = 1 + shared_prefix(path, where.file);
    if (common > shared) nearest = &query, shared = common;
  }
  if (!nearest) return false;
  Text text;
  text.value = nearest->text;
  StatementSite there = where;
  there.place = nearest->place;
  if (nearest->native) return statements_.add(text, there, out_);
  for (const Unit& unit : program_.units())
    if (unit.path() == where.file) observe_jpql(unit, text, library_named("jpa"), there);
  return true;
}

}  // namespace onewriter::link
