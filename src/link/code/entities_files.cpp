// Entities of mapping files, and what mappings have beside a table: queries in its place, statements that are run
// along, tables with parts or copies of the rows.

#include <algorithm>
#include <array>

#include "link/code/entities.h"
#include "link/code/names.h"
#include "link/code/tracking.h"
#include "link/services/words.h"

namespace onewriter::link {

void Entities::read_mapped_in_files() {
  std::set<std::string> roots;
  for (const auto& library : program_.models().libraries())
    for (const EntityRule& rule : library->entities) roots.insert(rule.mapped_in.begin(), rule.mapped_in.end());
  std::unordered_map<std::string, std::vector<const TypeDecl*>> by_name;
  for (const auto& decl : program_.type_decls()) by_name[decl->qualified].push_back(decl.get());
  for (const MappedClass& mapped : mapping_.classes) {
    const auto found = by_name.find(mapped.type);
    if (!roots.count(mapped.root) || found == by_name.end()) continue;
    // Of modules that repeat the name, the file's own.
    const TypeDecl* nearest = nullptr;
    std::size_t shared = 0;
    for (const TypeDecl* decl : found->second) {
      const std::string& path = program_.unit(decl->unit).path();
      const std::size_t common = shared_segments(path, mapped.file);
      if (!nearest || common > shared) nearest = decl, shared = common;
    }
    in_files_[nearest] = &mapped;
    Explicit& given = fluent_[nearest];
    given.table = mapped.table.name;
    given.schema = mapped.table.schema;
    given.place = {nearest->unit, nearest->node};
    if (!mapped.hierarchy.empty()) hierarchies_[nearest] = mapped.hierarchy;
  }
}

// The annotations of these names that stand on a declaration, those inside of others among them:
// @SecondaryTables({@SecondaryTable(...), ...}).
std::vector<NodeId> Entities::annotations_in(const Unit& unit, NodeId node,
                                             const std::vector<std::string>& qualified) const {
  const auto& o = unit.outline();
  std::vector<NodeId> result;
  for (NodeId child : o.children(node)) {
    if (o.nodes[child].kind != Kind::Annotation) continue;
    for (NodeId id = child; id < end_of(o, child); ++id)
      if (o.nodes[id].kind == Kind::Annotation && is_annotation(unit, id, qualified)) result.push_back(id);
  }
  return result;
}

std::vector<Text> Entities::texts_of_annotations(const TypeDecl& decl, const std::vector<std::string>& qualified) {
  std::vector<Text> result;
  if (qualified.empty()) return result;
  const Unit& unit = program_.unit(decl.unit);
  auto add = [&](NodeId node) {
    for (NodeId annotation : annotations_in(unit, node, qualified))
      for (std::string_view keyword : {"", "value", "sql"}) {
        Selector selector;
        if (!keyword.empty()) selector.kind = Selector::Kind::Keyword, selector.name = keyword;
        const Value value = evaluator_.select(selector, {{unit.index(), annotation}, {}, {}});
        result.insert(result.end(), value.texts.begin(), value.texts.end());
      }
  };
  add(decl.node);
  for (NodeId member : unit.outline().children(decl.node)) {
    const Kind kind = unit.outline().nodes[member].kind;
    if (kind == Kind::Field || kind == Kind::Method || kind == Kind::Parameter) add(member);
  }
  return result;
}

std::vector<Text> Entities::query_of(const TypeDecl& decl) {
  if (auto file = in_files_.find(&decl); file != in_files_.end() && !file->second->query.empty()) {
    Text text;
    text.value = file->second->query;
    return {text};
  }
  std::vector<Text> result;
  for (const auto& library : program_.models().libraries())
    for (const EntityRule& rule : library->entities)
      if (result.empty() && !rule.query.empty() && speaks(*library, program_.unit(decl.unit).language()))
        result = texts_of_annotations(decl, rule.query);
  return result;
}

std::vector<Text> Entities::run_with(const TypeDecl& decl, facts::Mode mode) {
  std::vector<Text> result;
  // An expression of a column is part of the select list.
  auto add = [&](const Text& text) {
    Text whole;
    if (mode == facts::Mode::Read) whole.value = "SELECT ";
    whole.append(text);
    result.push_back(std::move(whole));
  };
  std::vector<const TypeDecl*> chain = {&decl};
  for (std::size_t i = 0; i < chain.size() && i < 8; ++i) {
    if (auto file = in_files_.find(chain[i]); file != in_files_.end())
      for (const std::string& each : mode == facts::Mode::Read ? file->second->reads_by : file->second->writes_by) {
        Text text;
        text.value = each;
        add(text);
      }
    for (const auto& library : program_.models().libraries())
      for (const EntityRule& rule : library->entities)
        if (speaks(*library, program_.unit(chain[i]->unit).language()))
          for (const Text& text :
               texts_of_annotations(*chain[i], mode == facts::Mode::Read ? rule.reads_by : rule.writes_by))
            add(text);
    for (const Type& base : program_.bases(*chain[i]))
      if (base.declared) chain.push_back(base.declared);
  }
  return result;
}

// Parts of the rows that mapping files and annotations keep in tables of their own.
void Entities::add_parts(const TypeDecl& decl, const TypeDecl& owner, const Library* library, std::vector<Along>& out) {
  const std::optional<MappedTable> own = table_of(owner, library);
  if (!own) return;
  if (auto file = in_files_.find(&decl); file != in_files_.end())
    for (const MappedClass::Part& part : file->second->parts) {
      Along along;
      along.table = part.table;
      along.written = part.written;
      along.read = part.property.empty() || getter_is_called(program_.unit(decl.unit), part.property);
      along.declared = {decl.unit, decl.node};
      if (along.table.name.empty()) {
        const TypeDecl* target = entity_named(program_.unit(decl.unit), part.target);
        const std::optional<MappedTable> other = target ? table_of(*target, library) : std::nullopt;
        if (part.pairs && !other) continue;
        along.table.name = own->table.name + "_" + (part.pairs ? other->table.name : part.property);
      }
      if (along.table.schema.empty()) along.table.schema = own->table.schema;
      out.push_back(std::move(along));
    }
  const Unit& unit = program_.unit(decl.unit);
  for (const auto& each : program_.models().libraries())
    for (const EntityRule& rule : each->entities) {
      if (!speaks(*each, unit.language())) continue;
      if (!rule.aggregate.empty() && own->library == each.get()) add_aggregate(decl, rule, out);
      if (!rule.secondary.empty())
        for (NodeId annotation : annotations_in(unit, decl.node, rule.secondary)) {
          Along along;
          along.table.name = annotation_argument(unit, annotation, {"name"});
          along.table.schema = annotation_argument(unit, annotation, {"schema"});
          if (rule.naming_on_given) along.table.name = in_naming(decl, rule, along.table.name);
          along.read = along.written = true;
          along.declared = {decl.unit, decl.node};
          if (!along.table.name.empty()) out.push_back(std::move(along));
        }
    }
}

void Entities::add_aggregate(const TypeDecl& decl, const EntityRule& rule, std::vector<Along>& out) {
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  for (NodeId member : o.children(decl.node)) {
    const NodeId written = o.child(member, Role::Type);
    const bool holds = o.nodes[member].kind == Kind::Field || o.nodes[member].kind == Kind::Parameter;
    if (!holds || written == no_node) continue;
    const Type type = program_.type_at(decl.unit, written);
    const bool collection =
        std::find(rule.collections.begin(), rule.collections.end(), last_part(type.name)) != rule.collections.end();
    const TypeDecl* part = type.declared;
    if (collection && !type.arguments.empty()) part = type.arguments.back().declared;
    if (!part || part == &decl) continue;
    if (annotation_of(unit, member, rule.aggregate) == no_node && !applies(*part, rule)) continue;
    if (annotation_of(unit, member, rule.unless_marked) != no_node) continue;
    const std::optional<MappedTable> table = table_of(*part, rule.library);
    if (!table) continue;
    Along along;
    along.table = table->table;
    along.read = along.written = true;
    along.declared = {decl.unit, member};
    out.push_back(std::move(along));
  }
}

std::vector<TableReference> Entities::copies(const TypeDecl& decl, const Library* library) {
  std::vector<TableReference> result;
  const std::optional<MappedTable> own = table_of(decl, library);
  if (!own) return result;
  const Unit& unit = program_.unit(decl.unit);
  auto setting = [&](const std::vector<std::string>& keys, const std::string& otherwise) {
    for (const std::string& key : keys)
      if (std::string value = settings_.value(unit.path(), key); !value.empty()) return value;
    return otherwise;
  };
  for (const auto& each : program_.models().libraries())
    for (const CopyRule& rule : each->copies) {
      if (!speaks(*each, unit.language())) continue;
      bool copied = false;
      std::vector<const TypeDecl*> chain = {&decl};
      for (std::size_t i = 0; i < chain.size() && i < 8; ++i) {
        const Unit& at = program_.unit(chain[i]->unit);
        copied = copied || annotation_of(at, chain[i]->node, rule.annotated) != no_node;
        for (NodeId member : at.outline().children(chain[i]->node))
          copied = copied || annotation_of(at, member, rule.annotated) != no_node;
        for (const Type& base : program_.bases(*chain[i]))
          if (base.declared) chain.push_back(base.declared);
      }
      if (!copied) continue;
      TableReference copy = own->table;
      copy.name =
          setting(rule.prefix_settings, rule.prefix) + own->table.name + setting(rule.suffix_settings, rule.suffix);
      if (const NodeId named = annotation_of(unit, decl.node, rule.named_by); named != no_node)
        if (std::string name = annotation_argument(unit, named, {"0", "value", "name"}); !name.empty())
          copy.name = name;
      result.push_back(std::move(copy));
      TableReference revisions;
      revisions.schema = own->table.schema;
      revisions.name = rule.revisions;
      for (const auto& other : program_.type_decls())
        if (module_root(program_.unit(other->unit).path()) == module_root(unit.path()) &&
            annotation_of(program_.unit(other->unit), other->node, rule.revisions_by) != no_node)
          if (const auto mapped = table_of(*other, library)) revisions = mapped->table;
      if (!revisions.name.empty()) result.push_back(std::move(revisions));
    }
  return result;
}

}  // namespace onewriter::link
