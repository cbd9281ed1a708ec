// Relations that a class's body declares with calls, has_many :items, or a struct's field with its tag. And names that
// Rails' conventions tie to classes.

#include <algorithm>

#include "link/code/evaluator.h"
#include "link/code/struct_tags.h"
#include "link/models/naming.h"

namespace onewriter::link {

const std::vector<Evaluator::Relation>& Evaluator::relations_of(const TypeDecl& decl) {
  if (auto known = relations_.find(&decl); known != relations_.end()) return known->second;
  relations_[&decl];
  std::vector<Relation> found;
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  for (const NodeId child : program_.body_of(decl)) {
    if (o.nodes[child].kind != Kind::Call || o.child(child, Role::Receiver) != no_node) continue;
    const std::string_view called = o.word(child, Role::Name);
    for (const auto& library : program_.models().libraries()) {
      if (library->relations.empty() ||
          std::find(library->languages.begin(), library->languages.end(), unit.language()) == library->languages.end())
        continue;
      for (const RelationRule& rule : library->relations) {
        if (!matches(rule.pattern, called)) continue;
        for (const NodeRef& argument : arguments({unit.index(), child})) {
          if (o.nodes[argument.node].kind == Kind::Pair || o.nodes[argument.node].kind == Kind::Lambda) break;
          const Value& said = evaluate(argument);
          if (!said.texts.empty())
            found.push_back({library.get(), &rule, {unit.index(), child}, said.texts.front().value});
        }
      }
    }
  }
  return relations_[&decl] = std::move(found);
}

Value Evaluator::relation_word(const Relation& relation, const std::string& word) {
  if (word.empty()) return {};
  Selector selector;
  selector.kind = Selector::Kind::Keyword;
  selector.name = word;
  return select(selector, {relation.call, {}, {}});
}

const TypeDecl* Evaluator::entity_called(const Unit& unit, std::string_view name) {
  if (!entity_names_read_) {
    entity_names_read_ = true;
    for (const auto& decl : program_.type_decls()) {
      if (program_.unit(decl->unit).language() != Language::Ruby) continue;
      const std::vector<Type> bases = program_.library_bases(*decl);
      if (std::none_of(bases.begin(), bases.end(),
                       [](const Type& base) { return !base.library->library->relations.empty(); }))
        continue;
      const std::string one = snake_case(decl->name);
      for (const std::string& key : {one, plural(one)}) entity_names_[key].push_back(decl.get());
    }
  }
  auto found = entity_names_.find(std::string(name));
  if (found == entity_names_.end()) return nullptr;
  for (const TypeDecl* decl : found->second)
    if (const Type type = program_.type_named(unit, decl->name); type.declared)
      if (std::find(found->second.begin(), found->second.end(), type.declared) != found->second.end())
        return type.declared;
  return found->second.size() == 1 ? found->second.front() : nullptr;
}

// The class at the other end, and what stands between.
Object Evaluator::related(const TypeDecl& holder, const Relation& relation, int depth) {
  const RelationRule& rule = *relation.rule;
  const Unit& unit = program_.unit(relation.call.unit);
  Object target;
  auto binding = std::make_shared<Binding>();
  if (rule.own) {
    target.type.declared = &holder;
    target.type.name = holder.qualified;
  }
  const Value given = relation_word(relation, rule.type);
  if (!given.texts.empty() && !target.type.declared) {
    target.type = program_.type_named(unit, normalised(given.texts.front().value));
    if (!target.type.declared) target.type = program_.entity_type(unit, normalised(given.texts.front().value));
  }
  for (const Object& object : given.objects)
    if (!target.type.declared) target.type = object.type;
  // Of a relation to any class, those of one: source: :item, source_type: "Order".
  if (const Value one = relation_word(relation, rule.source_type); !one.texts.empty() && !target.type.declared)
    target.type = program_.type_named(unit, normalised(one.texts.front().value));
  if (const Value through = relation_word(relation, rule.through); !through.texts.empty() && depth < 4) {
    const std::string& way = through.texts.front().value;
    if (auto between = this->relation(holder, way, depth + 1); between && between->receiver.binding) {
      binding->along = between->receiver.binding->along;
      binding->along.push_back({between->receiver.binding->entity, {}, {}, "", "", ""});
      const TypeDecl* other = between->receiver.binding->entity.declared;
      if (!target.type.declared && other) {
        const Value source = relation_word(relation, rule.source);
        const std::string wanted = source.texts.empty() ? relation.member : source.texts.front().value;
        for (const Relation& next : relations_of(*other))
          if (!target.type.declared && !next.rule->own && !next.rule->written &&
              (next.member == wanted || plural(next.member) == wanted))
            target = related(*other, next, depth + 1);
      }
    }
  }
  if (!target.type.declared)
    if (const TypeDecl* decl = entity_called(unit, relation.member)) {
      target.type.declared = decl;
      target.type.name = decl->qualified;
    }
  if (!target.type.declared) return {};
  binding->entity = target.type;
  if (rule.join_table) {
    Type first;
    first.declared = &holder;
    const Value said = relation_word(relation, "join_table");
    binding->along.push_back(
        {{}, first, target.type, said.texts.empty() ? "" : said.texts.front().value, "tables-sorted", relation.member});
  }
  target.is_class = false;
  target.binding = std::move(binding);
  return target;
}

std::optional<LibraryCall> Evaluator::relation(const TypeDecl& start, std::string_view name, int depth) {
  if (program_.unit(start.unit).language() != Language::Ruby || name.empty()) return std::nullopt;
  std::vector<const TypeDecl*> queue = {&start};
  for (std::size_t i = 0; i < queue.size() && i < 24; ++i) {
    for (const Relation& relation : relations_of(*queue[i])) {
      if (relation.rule->written) continue;
      const std::shared_ptr<const Callable>* callable = relation.member == name ? &relation.rule->callable : nullptr;
      // items=, the method that is called by an assignment
      if (const auto more = relation.rule->also.find("=");
          more != relation.rule->also.end() && name == relation.member + "=")
        callable = &more->second;
      // create_profile, build_profile!, add_item of :items
      std::string_view bare = name;
      if (bare.ends_with('!')) bare.remove_suffix(1);
      for (const auto& [prefix, more] : relation.rule->also)
        if (bare.starts_with(prefix) &&
            (bare.substr(prefix.size()) == relation.member || plural(bare.substr(prefix.size())) == relation.member))
          callable = &more;
      if (!callable) continue;
      Object target = related(start, relation, depth);
      if (target.type.declared) return LibraryCall{relation.library, callable->get(), std::move(target)};
    }
    for (const Type& base : program_.bases(*queue[i]))
      if (base.declared && std::find(queue.begin(), queue.end(), base.declared) == queue.end())
        queue.push_back(base.declared);
  }
  return std::nullopt;
}

// Rails names variables, parameters and helpers after the class of what they hold: order, @order, current_user (Devise:
// Controller filters and helpers). Where nothing else tells, the name does.
Value Evaluator::by_convention(const Unit& unit, std::string_view name) {
  Value value;
  if (unit.language() != Language::Ruby) return value;
  if (name.starts_with('@')) name.remove_prefix(1);
  for (const std::string_view prefix : {"current_", "new_", "existing_"})
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  if (name.empty() || name[0] < 'a' || name[0] > 'z') return value;
  const TypeDecl* decl = entity_called(unit, name);
  if (!decl || snake_case(decl->name) != name) return value;
  Object object;
  object.type.declared = decl;
  object.type.name = decl->qualified;
  value.objects.push_back(std::move(object));
  return value;
}

std::string Evaluator::tag_entry(const Unit& unit, NodeId member, std::string_view key, std::string_view entry) {
  const auto& o = unit.outline();
  for (NodeId child : o.children(member)) {
    if (o.nodes[child].kind != Kind::Annotation || o.word(child, Role::Name) != "tag") continue;
    const Value tag = select({}, {{unit.index(), child}, {}, {}});
    if (tag.texts.empty() || tag.texts.front().has_holes()) continue;
    if (std::string said = struct_tag_entry(struct_tag(tag.texts.front().value, key), entry); !said.empty())
      return said;
  }
  return "";
}

// Go: Association("Tags") stands for the entity that the field leads to. Between both stands the table that the field's
// tag names; of one whose key is kept with the field's own struct, that one is changed.
void Evaluator::bind_field(Binding& binding, std::string_view field, const Library& library) {
  const TypeDecl* holder = binding.entity.declared;
  binding.entity = {};
  binding.tables.clear();
  binding.along.clear();
  if (!holder) return;
  const Unit& unit = program_.unit(holder->unit);
  const auto& o = unit.outline();
  for (const NodeId member : o.children(holder->node)) {
    if (o.nodes[member].kind != Kind::Field || o.word(member, Role::Name) != field) continue;
    const Type type = program_.type_at(holder->unit, o.child(member, Role::Type));
    binding.entity = type.arguments.size() == 1 ? type.arguments[0] : type;
    Binding::Along between;
    between.first.declared = holder;
    between.second = binding.entity;
    std::string key = std::string(field) + "ID";
    for (const AssociationRule& rule : library.associations) {
      if (rule.tag.empty()) continue;
      if (!rule.entry.empty()) between.table = tag_entry(unit, member, rule.tag, rule.entry);
      if (!between.table.empty()) break;
      if (!rule.said_by.empty())
        if (std::string said = tag_entry(unit, member, rule.tag, rule.said_by.front()); !said.empty())
          key = std::move(said);
    }
    const bool own_key =
        type.arguments.empty() &&
        std::any_of(o.children(holder->node).begin(), o.children(holder->node).end(), [&](NodeId other) {
          return o.nodes[other].kind == Kind::Field && o.word(other, Role::Name) == key;
        });
    if (own_key) between.entity.declared = holder;
    if (own_key || !between.table.empty()) binding.along = {between};
  }
}

// What stands between the class that declares a relation and the other: the receiver's class, or the one in whose body
// the call gives an attribute its value.
Binding::Along Evaluator::along_of(const LibraryCall& call, const Site& site) const {
  Binding::Along between;
  between.joined = call.callable->joined;
  between.first = call.receiver.type;
  if (const auto member = attribute_at(site.call)) {
    between.first = {};
    between.first.declared = member->first;
    between.member = member->second;
  }
  return between;
}

// The class and the name of the attribute whose value the node is.
std::optional<std::pair<const TypeDecl*, std::string>> Evaluator::attribute_at(NodeRef node) const {
  const Unit& unit = program_.unit(node.unit);
  const auto& o = unit.outline();
  const NodeId field = o.nodes[node.node].parent;
  if (field == no_node || o.nodes[field].kind != Kind::Field || o.child(field, Role::Value) != node.node)
    return std::nullopt;
  const TypeDecl* holder = program_.holder_of(node.unit, field);
  if (!holder) return std::nullopt;
  return std::pair(holder, std::string(o.word(field, Role::Name)));
}

// The entity in the type of the attribute whose value the node is: Mapped[List["Item"]].
Type Evaluator::declared_entity(NodeRef value) const {
  const Unit& unit = program_.unit(value.unit);
  const auto& o = unit.outline();
  const NodeId field = o.nodes[value.node].parent;
  if (field == no_node || o.nodes[field].kind != Kind::Field) return {};
  std::vector<NodeId> written = {o.child(field, Role::Type)};
  for (std::size_t i = 0; i < written.size() && i < 16; ++i) {
    if (written[i] == no_node) continue;
    std::string name = unit.dotted(written[i]);
    std::erase_if(name, [](char c) { return c == '"' || c == '\''; });
    if (const Type type = program_.type_named(unit, name); type.declared) return type;
    for (const NodeId child : o.children(written[i])) written.push_back(child);
    const bool quoted = o.nodes[written[i]].kind == Kind::Text;
    if (const Type type = quoted ? program_.entity_type(unit, o.text(written[i])) : Type(); type.declared) return type;
  }
  return {};
}

}  // namespace onewriter::link
