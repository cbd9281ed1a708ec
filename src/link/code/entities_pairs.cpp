// Tables between entities that hold collections of each other: what calls say of them, and what they are called where
// nothing does.

#include <algorithm>

#include "link/code/entities.h"
#include "link/code/tracking.h"

namespace onewriter::link {

// HasMany(p => p.Tags).WithMany(t => t.Posts).UsingEntity("PostTags"), UsingEntity<PostTag>(),
// UsingEntity(join => join.ToTable("PostTags")).
void Entities::read_pair(const Callable& callable, const Evaluator::Site& site) {
  const std::vector<Type>& ends = site.receiver.type.arguments;
  if (ends.size() != 2 || !ends[0].declared || !ends[1].declared) return;
  const Value said = evaluator_.first_of(callable.pairs, site);
  Pair pair;
  for (const Text& text : said.texts)
    if (!text.has_holes()) pair.table.name = text.value;
  pair.entity = evaluator_.type_of_value(said).declared;
  const auto& o = program_.unit(site.call.unit).outline();
  for (NodeId id = site.call.node + 1; id < end_of(o, site.call.node); ++id)
    if (o.nodes[id].kind == Kind::Call && o.word(id, Role::Name) == "ToTable")
      if (const auto given = evaluator_.arguments({site.call.unit, id}); !given.empty())
        for (const Text& text : evaluator_.evaluate(given.front()).texts)
          if (!text.has_holes()) pair.table.name = text.value;
  pairs_[std::minmax(ends[0].declared, ends[1].declared)] = pair;
}

// The entities of a context in the order in which EF6 comes to them: its sets by name, and from each one through its
// properties by name (EF6: DbSetDiscoveryService.RegisterSets, TypeMapper.MapEntityType).
const Entities::Reached& Entities::reached_from_sets(const TypeDecl& context, const Library* library) const {
  const auto [known, first] = reached_.try_emplace({&context, library});
  Reached& reached = known->second;
  if (!first) return reached;
  std::map<std::string, const TypeDecl*> sets;
  for (const auto& [key, set] : sets_)
    if (key.second == library && set.context == &context) sets[set.property] = key.first;
  std::vector<const TypeDecl*> open;
  for (auto set = sets.rbegin(); set != sets.rend(); ++set) open.push_back(set->second);
  while (!open.empty() && reached.size() < 2000) {
    const TypeDecl* next = open.back();
    open.pop_back();
    if (!reached.try_emplace(next, reached.size()).second) continue;
    const auto& o = program_.unit(next->unit).outline();
    std::map<std::string_view, const TypeDecl*> targets;
    for (const NodeId member : o.children(next->node))
      if (const TypeDecl* target = property_type(*next, member); target && configured_.count({target, library}))
        targets[o.word(member, Role::Name)] = target;
    for (auto target = targets.rbegin(); target != targets.rend(); ++target) open.push_back(target->second);
  }
  return reached;
}

// The context that has a set of the entity; without one, those that come to it from others.
std::vector<const TypeDecl*> Entities::contexts_of(const TypeDecl& entity, const Library* library) const {
  if (const auto own = sets_.find({&entity, library}); own != sets_.end()) return {own->second.context};
  std::set<std::pair<std::uint32_t, NodeId>> contexts;
  for (const auto& [key, set] : sets_)
    if (key.second == library) contexts.emplace(set.context->unit, set.context->node);
  std::vector<const TypeDecl*> found;
  for (const auto& [unit, node] : contexts)
    if (const TypeDecl* context = program_.decl_at(unit, node); reached_from_sets(*context, library).count(&entity))
      found.push_back(context);
  return found;
}

// EF Core: "Many-to-many relationships": by convention the table has the names of both entities, in alphabetical order.
// EF6 puts the one first to which the other leads (AssociationTypeMappingGenerator).
std::optional<TableReference> Entities::between(const TypeDecl& owner, NodeId member) {
  const auto holds = [&](const TypeDecl& decl, NodeId field) -> const TypeDecl* {
    const TypeDecl* element = property_type(decl, field);
    const NodeId written = program_.unit(decl.unit).outline().child(field, Role::Type);
    return element && program_.type_at(decl.unit, written).declared != element ? element : nullptr;
  };
  const TypeDecl* other = holds(owner, member);
  const std::optional<MappedTable> own = other ? table_of(owner, nullptr) : std::nullopt;
  if (!own || !own->library || !table_of(*other, own->library)) return std::nullopt;
  const auto rule = std::find_if(own->library->entities.begin(), own->library->entities.end(),
                                 [](const EntityRule& each) { return !each.pairs.empty(); });
  if (rule == own->library->entities.end()) return std::nullopt;
  if (const auto said = pairs_.find(std::minmax(&owner, static_cast<const TypeDecl*>(other))); said != pairs_.end()) {
    TableReference table = said->second.table;
    if (said->second.entity && table.name.empty())
      if (const auto mapped = table_of(*said->second.entity, own->library)) return mapped->table;
    if (table.schema.empty()) table.schema = own->table.schema;
    return table.name.empty() ? std::nullopt : std::optional(table);
  }
  bool mutual = false;
  for (NodeId each : program_.unit(other->unit).outline().children(other->node))
    mutual = mutual || holds(*other, each) == &owner;
  if (!mutual) return std::nullopt;
  TableReference table;
  table.schema = own->table.schema;
  if (rule->pairs == "alphabetical") {
    table.name = std::min(owner.name, other->name) + std::max(owner.name, other->name);
    return table;
  }
  // Without a context there is no telling which comes first.
  std::optional<bool> led;
  for (const TypeDecl* context : contexts_of(owner, own->library)) {
    const Reached& reached = reached_from_sets(*context, own->library);
    const auto first = reached.find(&owner), second = reached.find(other);
    if (!led && first != reached.end() && second != reached.end()) led = first->second < second->second;
  }
  if (!led) return std::nullopt;
  table.name = in_naming(owner, *rule, *led ? other->name + owner.name : owner.name + other->name);
  return table;
}

}  // namespace onewriter::link
