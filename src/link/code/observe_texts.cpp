// The texts of statements: in annotations, under names in XML, as named queries.

#include "link/code/observer.h"

namespace onewriter::link {

// The text of a statement: an array of texts is one text in pieces (@Select({"SELECT ...", "FROM ..."})), a "<script>"
// has dynamic tags.
Value Observer::statement_text(const Selectors& selectors, const Evaluator::Site& site) {
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
  Value result = value;
  result.texts = std::move(plain);
  claim(value);
  return result;
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
  if (found == named_queries_.end()) return false;
  const Library* jpa = nullptr;
  for (const auto& each : program_.models().libraries())
    if (each->name == "jpa") jpa = each.get();
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

}  // namespace onewriter::link
