// What is read and written along with an entity although no call names it: join tables, element collections, eager and
// cascading associations (Jakarta Persistence 3.1, sections 2.9 "Entity Relationships", 11.1.27 "JoinTable", 11.1.8
// "CollectionTable").

#include <algorithm>

#include "link/code/entities.h"
#include "link/models/naming.h"

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
      if (const TypeDecl* part = property_type(*chain[i], member); part && is_embedded(*part)) follow(part);
  }
  return along_[key] = std::move(found);
}

// The entity that the annotation itself names: `targetEntity: Product::class`, `targetEntity="App\Entity\Product"`.
const TypeDecl* Entities::named_target(const Unit& unit, NodeId annotation) {
  Selector selector;
  selector.kind = Selector::Kind::Keyword;
  selector.name = "targetEntity";
  const Value value = evaluator_.select(selector, {{unit.index(), annotation}, {}, {}});
  for (const Object& object : value.objects)
    if (object.is_class && object.type.declared) return object.type.declared;
  if (value.texts.empty() || value.texts.front().has_holes()) return nullptr;
  const std::string& name = value.texts.front().value;
  return entity_named(unit, std::string_view(name).substr(name.rfind('\\') + 1));
}

// `owner` is the entity whose rows hold what `decl`, it or a base of it or a type embedded in it, declares.
void Entities::add_associations(const TypeDecl& decl, const TypeDecl& owner, const Library* library,
                                std::vector<Along>& out) {
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  const std::optional<MappedTable> own = table_of(owner, library);
  for (NodeId member : o.children(decl.node)) {
    const Kind kind = o.nodes[member].kind;
    if (kind != Kind::Field && kind != Kind::Method) continue;
    for (const auto& each : program_.models().libraries()) {
      if (std::find(each->languages.begin(), each->languages.end(), unit.language()) == each->languages.end()) continue;
      for (const AssociationRule& rule : each->associations) {
        const NodeId annotation = annotation_of(unit, member, rule.annotations);
        if (annotation == no_node) continue;
        bool eager = rule.eager, lazy = false, mapped_by = false, cascade = false;
        for (NodeId argument : o.children(annotation)) {
          if (o.nodes[argument].kind != Kind::Pair) continue;
          const std::string name = unit.dotted(o.child(argument, Role::Key));
          const NodeId value = o.child(argument, Role::Value);
          if (name == "fetch") {
            const std::string written = unit.dotted(value);
            eager = written.ends_with("EAGER");
            lazy = written.ends_with("LAZY");
          }
          if (name == "mappedBy" || name == "mapped_by") mapped_by = true;
          if (name == "cascade" && value != no_node) {
            // CascadeType.ALL or a list of them; REFRESH and DETACH write nothing. Doctrine has texts in lower case.
            std::vector<NodeId> words = {value};
            for (NodeId word : o.children(value)) words.push_back(word);
            for (NodeId word : words) {
              const NodeId part = o.child(word, Role::Part);
              const std::string written = part == no_node ? unit.dotted(word) : std::string(o.text(part));
              for (std::string_view writes : {"ALL", "PERSIST", "MERGE", "REMOVE", "all", "persist", "remove"})
                cascade = cascade || written.ends_with(writes);
            }
          }
        }
        (void)lazy;
        Type type;
        if (const NodeId written = o.child(member, kind == Kind::Field ? Role::Type : Role::Result); written != no_node)
          type = program_.type_at(decl.unit, written);
        const TypeDecl* target = named_target(unit, annotation);
        if (!target) target = type.declared;
        for (const Type& argument : type.arguments)
          if (argument.declared) target = argument.declared;
        const bool read = eager || getter_is_called(unit, o.word(member, Role::Name));
        const std::optional<MappedTable> other = target ? table_of(*target, library) : std::nullopt;
        if ((rule.join_table && !mapped_by) || rule.element_table) {
          Along along;
          along.declared = {decl.unit, member};
          const NodeId table = annotation_of(unit, member, rule.table_annotations);
          if (table != no_node) along.table.name = annotation_argument(unit, table, {"name"});
          // Defaults: owner_target for join tables, Owner_property for element collections. Spring Boot's
          // SpringImplicitNamingStrategy takes the property for join tables, too.
          bool spring = false;
          for (const EntityRule& entity : each->entities) spring = spring || naming_of(decl, entity) == "snake";
          if (along.table.name.empty() && own)
            along.table.name = rule.element_table || spring
                                   ? own->table.name + "_" + snake_case(o.word(member, Role::Name))
                                   : (other ? own->table.name + "_" + other->table.name : "");
          if (own) along.table.schema = own->table.schema;
          along.read = read;
          along.written = true;  // the owning side writes its rows
          if (!along.table.name.empty()) out.push_back(std::move(along));
        }
        if (other) {
          Along along;
          along.declared = {decl.unit, member};
          along.table = other->table;
          along.read = read;
          along.written = cascade;
          if (along.read || along.written) out.push_back(std::move(along));
        }
      }
    }
  }
}

}  // namespace onewriter::link
