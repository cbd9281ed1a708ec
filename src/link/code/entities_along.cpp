// What is read and written along with an entity although no call names it: join tables, element collections, eager and
// cascading associations (Jakarta Persistence 3.1, sections 2.9 "Entity Relationships", 11.1.27 "JoinTable", 11.1.8
// "CollectionTable").

#include <algorithm>
#include <span>

#include "link/code/entities.h"
#include "link/models/naming.h"
#include "link/services/words.h"

namespace onewriter::link {

bool Entities::getter_is_called(const Unit& unit, std::string_view field) const {
  std::string getter = "get" + std::string(field);
  if (getter.size() > 3 && getter[3] >= 'a' && getter[3] <= 'z') getter[3] = static_cast<char>(getter[3] - 'a' + 'A');
  return !program_.calls_named(unit.language(), getter).empty();
}

const std::vector<Entities::Along>& Entities::along(const TypeDecl& decl, const Library* library) {
  const auto key = std::pair(&decl, library);
  if (auto known = along_.find(key); known != along_.end()) return known->second;
  along_[key] = {};
  std::vector<Along> found;
  std::vector<const TypeDecl*> chain = {&decl};
  auto follow = [&](const TypeDecl* type) {
    if (type && std::find(chain.begin(), chain.end(), type) == chain.end()) chain.push_back(type);
  };
  add_hierarchy(decl, library, found);
  // An abstract class above tables of its subclasses has no row.
  if (!table_of(decl, library)) return along_[key] = std::move(found);
  for (std::size_t i = 0; i < chain.size() && i < 24; ++i) {
    add_associations(*chain[i], decl, library, found);
    add_parts(*chain[i], decl, library, found);
    for (const Type& base : program_.bases(*chain[i])) follow(base.declared);
    // What is kept in the owner's table has associations of its own ("Embeddable Classes", section 2.5).
    for (const NodeId member : program_.unit(chain[i]->unit).outline().children(chain[i]->node))
      if (const TypeDecl* part = property_type(*chain[i], member)) {
        if (is_embedded(*part)) follow(part);
        // EF Core, "Owned Entity Types": they are always loaded with their owner, and written as part of it, in tables
        // of their own as well.
        if (tables_of_embedded_.count(part) && part != &decl)
          if (auto own = table_of(*part, library)) {
            if (own->table.schema.empty()) own->table.schema = table_of(decl, library)->table.schema;
            found.push_back({own->table, true, true, {chain[i]->unit, member}});
          }
      }
  }
  return along_[key] = std::move(found);
}

// The class that one of these arguments of an annotation is or, as a function, gives: `Product::class`, `() =>
// Product`.
const TypeDecl* Entities::class_in_argument(const Unit& unit, NodeId annotation,
                                            const std::vector<std::string>& names) {
  const auto class_in = [](const Value& value) -> const TypeDecl* {
    for (const Object& object : value.objects)
      if (object.is_class && object.type.declared) return object.type.declared;
    return nullptr;
  };
  for (const std::string& name : names) {
    const Value value = evaluator_.select(selector(name), {{unit.index(), annotation}, {}, {}});
    if (const TypeDecl* decl = class_in(value)) return decl;
    for (const auto& functions : {value.literals, value.callables})
      for (const NodeRef& function : functions) {
        const NodeId body = program_.unit(function.unit).outline().child(function.node, Role::Body);
        if (body == no_node) continue;
        if (const TypeDecl* decl = class_in(evaluator_.evaluate({function.unit, body}))) return decl;
      }
    if (value.texts.empty() || value.texts.front().has_holes()) continue;
    const std::string& text = value.texts.front().value;
    if (const TypeDecl* decl = entity_named(unit, std::string_view(text).substr(text.rfind('\\') + 1))) return decl;
  }
  return nullptr;
}

namespace {
// What an association says of itself, as arguments or as entries of a map among them.
struct Said {
  bool eager = false, lazy = false, mapped_by = false, cascade = false;
};

void add_said(const Unit& unit, NodeId pair, Said& said) {
  const auto& o = unit.outline();
  const std::string name = unit.dotted(o.child(pair, Role::Key));
  const NodeId value = o.child(pair, Role::Value);
  if (value == no_node) return;
  const std::string written = unit.dotted(value);
  if (name == "fetch") {
    said.eager = written.ends_with("EAGER");
    said.lazy = written.ends_with("LAZY");
  }
  if (name == "eager") said.eager = o.text(value) == "true";
  if (name == "mappedBy" || name == "mapped_by") said.mapped_by = true;
  if (name != "cascade") return;
  // CascadeType.ALL or a list of them; REFRESH and DETACH write nothing. Doctrine and TypeORM have texts in lower
  // case, the latter also `true`.
  std::vector<NodeId> words = {value};
  for (NodeId word : o.children(value)) words.push_back(word);
  for (NodeId word : words) {
    const NodeId part = o.child(word, Role::Part);
    const std::string each = part == no_node ? unit.dotted(word) : std::string(o.text(part));
    said.cascade = said.cascade || o.text(word) == "true";
    for (std::string_view writes :
         {"ALL", "PERSIST", "MERGE", "REMOVE", "all", "persist", "remove", "insert", "update"})
      said.cascade = said.cascade || each.ends_with(writes);
  }
}

Said said_of(const Unit& unit, NodeId annotation) {
  const auto& o = unit.outline();
  Said said;
  for (const NodeId argument : o.children(annotation)) {
    if (o.nodes[argument].kind == Kind::Pair) add_said(unit, argument, said);
    if (o.nodes[argument].kind != Kind::Map) continue;
    for (const NodeId entry : o.children(argument))
      if (o.nodes[entry].kind == Kind::Pair) add_said(unit, entry, said);
  }
  return said;
}
}  // namespace

const TypeDecl* Entities::association_target(const Unit& unit, NodeId member, NodeId annotation) {
  const auto& o = unit.outline();
  // `targetEntity: Product::class`, `targetEntity="App\Entity\Product"`, `() => Product`, `{ entity: () => Product }`
  if (const TypeDecl* named = class_in_argument(unit, annotation, {"targetEntity", "0", "0.entity"})) return named;
  const NodeId written = o.child(member, o.nodes[member].kind == Kind::Field ? Role::Type : Role::Result);
  if (written == no_node) return nullptr;
  const Type type = program_.type_at(unit.index(), written);
  const TypeDecl* target = type.declared;
  for (const Type& argument : type.arguments)
    if (argument.declared) target = argument.declared;
  return target;
}

// The join table as the owning side names it; without a name on the other side, and where nothing tells.
TableReference Entities::table_between(const TypeDecl& decl, const TypeDecl& owner, NodeId member, NodeId annotation,
                                       const AssociationRule& rule, const TypeDecl* target, const Library* library) {
  const Unit& unit = program_.unit(decl.unit);
  TableReference between;
  const std::optional<MappedTable> own = table_of(owner, library);
  const std::optional<MappedTable> other = target ? table_of(*target, library) : std::nullopt;
  const NodeId table = annotation_of(unit, member, rule.table_annotations);
  if (table != no_node) between.name = annotation_argument(unit, table, {"name", "0.name"});
  if (between.name.empty()) between.name = annotation_argument(unit, annotation, rule.table_arguments);
  if (between.name.empty())
    if (const TypeDecl* middle = class_in_argument(unit, annotation, rule.table_arguments))
      if (const auto mapped = table_of(*middle, library)) return mapped->table;
  if (own) between.schema = own->table.schema;
  if (!between.name.empty() || !own) return between;
  // Element collections are Owner_property. Spring Boot's SpringImplicitNamingStrategy takes the property for join
  // tables, too.
  std::string naming;
  for (const EntityRule& entity : rule.library->entities)
    if (naming.empty()) naming = naming_of(decl, entity);
  const std::string property(unit.outline().word(member, Role::Name));
  const bool spring = rule.joined == "tables" && naming == "snake";
  if (!rule.element_table && !spring && !other) return between;
  const auto class_name = [&](const TypeDecl& type) { return named(naming, type.name).value_or(type.name); };
  between.name = joined_table(rule.element_table || spring ? "table-member" : rule.joined,
                              {own->table.name, class_name(owner), property, other ? other->table.name : "",
                               target ? class_name(*target) : ""})
                     .value_or("");
  return between;
}

std::optional<Entities::Association> Entities::association(const TypeDecl& decl, const TypeDecl& owner, NodeId member,
                                                           const Library* library) {
  const Unit& unit = program_.unit(decl.unit);
  for (const auto& each : program_.models().libraries()) {
    if (!speaks(*each, unit.language())) continue;
    for (const AssociationRule& rule : each->associations) {
      const NodeId annotation = annotation_of(unit, member, rule.annotations);
      if (annotation == no_node) continue;
      const Said said = said_of(unit, annotation);
      Association found;
      found.rule = &rule;
      found.target = association_target(unit, member, annotation);
      found.eager = said.eager || (rule.eager && !said.lazy);
      found.cascade = said.cascade;
      const bool owning = !said.mapped_by &&
                          (!rule.owner_names_table || annotation_of(unit, member, rule.table_annotations) != no_node);
      if ((rule.join_table && owning) || rule.element_table)
        found.between = table_between(decl, owner, member, annotation, rule, found.target, library);
      return found;
    }
  }
  return std::nullopt;
}

std::optional<Entities::Association> Entities::association(const TypeDecl& decl, std::string_view name,
                                                           const Library* library) {
  const auto member_of = [&](const TypeDecl& type) -> std::optional<Association> {
    const auto& o = program_.unit(type.unit).outline();
    for (const NodeId member : o.children(type.node))
      if (o.nodes[member].kind == Kind::Field && o.word(member, Role::Name) == name)
        return association(type, decl, member, library);
    return std::nullopt;
  };
  std::optional<Association> found = member_of(decl);
  for (const Type& base : program_.bases(decl))
    if (!found && base.declared) found = member_of(*base.declared);
  if (!found || !found->rule->join_table || !found->between.name.empty() || !found->target) return found;
  // The other side owns the join table.
  const auto& o = program_.unit(found->target->unit).outline();
  for (const NodeId member : o.children(found->target->node)) {
    if (o.nodes[member].kind != Kind::Field || !found->between.name.empty()) continue;
    const auto back = association(*found->target, *found->target, member, library);
    if (back && back->rule == found->rule && back->target == &decl) found->between = back->between;
  }
  return found;
}

// `owner` is the entity whose rows hold what `decl`, it or a base of it or a type embedded in it, declares.
void Entities::add_associations(const TypeDecl& decl, const TypeDecl& owner, const Library* library,
                                std::vector<Along>& out) {
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  for (const NodeId member : o.children(decl.node)) {
    if (o.nodes[member].kind != Kind::Field && o.nodes[member].kind != Kind::Method) continue;
    const std::optional<Association> found = association(decl, owner, member, library);
    if (!found) continue;
    const std::string_view name = o.word(member, Role::Name);
    const bool by_navigation = found->rule->by_navigation;
    const bool read = found->eager || (!by_navigation && getter_is_called(unit, name));
    Along along;
    along.declared = {decl.unit, member};
    along.read = read;
    along.eager = found->eager;
    along.table = found->between;
    along.written = !by_navigation || is_filled(unit, name);  // the owning side writes its rows
    if (!along.table.name.empty() && (along.read || along.written)) out.push_back(along);
    const std::optional<MappedTable> other = found->target ? table_of(*found->target, library) : std::nullopt;
    if (!other) continue;
    along.table = other->table;
    along.written = found->cascade && (!by_navigation || is_filled(unit, name));
    if (along.read || along.written) out.push_back(std::move(along));
  }
  add_tagged(decl, library, out);
}

// Does code of the same tree assign the attribute, add to it, or make or save an object with it?
bool Entities::is_filled(const Unit& home, std::string_view attribute) const {
  const std::string root = module_root(home.path());
  const auto here = [&](const Unit& unit) {
    return same_family(unit.language(), home.language()) && inside(unit.path(), root);
  };
  for (const Unit& unit : program_.units())
    if (here(unit) && !unit.member_assigns_of(attribute).empty()) return true;
  for (const std::string_view name : {"add", "push", "set", "remove", "removeAll", "create", "save", "insert", "merge",
                                      "assign", "preload", "upsert", "update"})
    for (const NodeRef& call : program_.calls_named(home.language(), name)) {
      const Unit& unit = program_.unit(call.unit);
      if (!here(unit)) continue;
      const auto& o = unit.outline();
      if (const NodeId receiver = o.child(call.node, Role::Receiver);
          receiver != no_node && o.nodes[receiver].kind == Kind::Member && o.word(receiver, Role::Name) == attribute)
        return true;
      for (const NodeId argument : o.children(call.node)) {
        if (o.nodes[argument].kind != Kind::Map) continue;
        for (const NodeId entry : o.children(argument)) {
          const NodeId key = o.nodes[entry].kind == Kind::Pair ? o.child(entry, Role::Key) : entry;
          if (key != no_node && unit.dotted(key) == attribute) return true;
        }
      }
    }
  return false;
}

}  // namespace onewriter::link
