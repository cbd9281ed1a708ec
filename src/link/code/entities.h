#pragma once
// Which types are entities, and the tables they stand for: the names that annotations, attributes, fluent mappings and
// naming rules give.

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "link/code/evaluator.h"
#include "link/code/mapping_files.h"
#include "link/code/settings_lookup.h"

namespace onewriter::link {

struct MappedTable {
  TableReference table;
  const Library* library = nullptr;  // whose rule said so
  facts::Confidence confidence = facts::Confidence::Likely;
  NodeRef declared;  // the type
};

// Is the library one of that language?
bool speaks(const Library& library, Language language);

// Is the type declared with the word `abstract`?
bool is_abstract_class(const Unit& unit, NodeId type);

class Entities {
 public:
  // All outlive this.
  Entities(const Program& program, Evaluator& evaluator, const SettingsLookup& settings, const MappingFiles& mapping);

  // The table of an entity type as `library` maps it; other libraries' rules are tried after its own. nullopt: no
  // entity, or one without a table of its own (a mapped superclass).
  std::optional<MappedTable> table_of(const TypeDecl& decl, const Library* library);

  // The library whose unit of work tracks objects of that type: assigning an attribute is a write. nullptr: none.
  const Library* tracked_by(const TypeDecl& decl) const;

  // Tables read or written along with the entity: join tables, element collections, eager and cascading associations.
  struct Along {
    TableReference table;
    bool read = false;
    bool written = false;
    NodeRef declared;
    bool eager = false;  // read along because the mapping says so
  };
  const std::vector<Along>& along(const TypeDecl& decl, const Library* library);

  // The query that the entity stands for instead of a table; empty: it has a table.
  std::vector<Text> query_of(const TypeDecl& decl);
  // Statements of its mapping that are run when an object is read or written.
  std::vector<Text> run_with(const TypeDecl& decl, facts::Mode mode);
  // Tables that get a copy of what is written, and those of what surrounds the change (auditing).
  std::vector<TableReference> copies(const TypeDecl& decl, const Library* library);

  // What an annotation on an attribute says of the entity that it leads to.
  struct Association {
    const AssociationRule* rule = nullptr;
    const TypeDecl* target = nullptr;
    TableReference between;  // the join table; without a name when there is none
    bool eager = false;
    bool cascade = false;
  };
  std::optional<Association> association(const TypeDecl& decl, std::string_view attribute, const Library* library);

  // A library's own table ("AspNetUsers") under the name that the workspace's mappings give it, nearest to `path`.
  TableReference renamed(const std::string& table, std::string_view path) const;

  // The class at the other end of a property, its own or that of its elements; nullptr: a value.
  const TypeDecl* property_type(const TypeDecl& decl, NodeId member) const;
  bool is_embedded(const TypeDecl& decl) const { return embedded_.count(&decl) && !tables_of_embedded_.count(&decl); }

  // The table between an entity and those that a collection of it holds, where these hold it as well.
  std::optional<TableReference> between(const TypeDecl& owner, NodeId member);

  // The entity of that name, as JPQL, HQL and DQL name it (the class, or what @Entity(name) says), nearest to `from`.
  const TypeDecl* entity_named(const Unit& from, std::string_view name);

 private:
  bool has_own_key(const TypeDecl& decl) const;
  bool names_inheritors(const TypeDecl& decl, const EntityRule& rule);
  std::vector<Text> returned_by(const MethodRef& method);
  struct Explicit {
    std::string table, schema;
    NodeRef place;
    const Library* alone = nullptr;  // the library whose call says it, when no rule makes the type an entity
  };
  struct Pair {
    TableReference table;
    const TypeDecl* entity = nullptr;
  };
  void read_fluent_mappings();
  void read_pair(const Callable& callable, const Evaluator::Site& site);
  void read_sets();
  void read_default_schemas();
  void read_navigations();
  void read_navigations(const Library* library);
  void read_mapped_in_files();
  // How the rows of `decl` and of the entity that it extends are kept: single | joined | separate.
  std::string hierarchy(const TypeDecl& base, const TypeDecl& decl, const EntityRule& rule);
  std::string said_hierarchy(const TypeDecl& decl, const EntityRule& rule) const;
  void add_hierarchy(const TypeDecl& decl, const Library* library, std::vector<Along>& out);
  void add_parts(const TypeDecl& decl, const TypeDecl& owner, const Library* library, std::vector<Along>& out);
  std::vector<NodeId> annotations_in(const Unit& unit, NodeId node, const std::vector<std::string>& qualified) const;
  std::vector<Text> texts_of_annotations(const TypeDecl& decl, const std::vector<std::string>& qualified);
  struct Configured {
    const TypeDecl* entity = nullptr;
    const Library* library = nullptr;
  };
  Configured configured_by(const TypeDecl& decl) const;
  void read_set(const Unit& unit, NodeId field, const NameSource& source, const Library* library);
  using Reached = std::unordered_map<const TypeDecl*, std::size_t>;  // with their places in the order
  const Reached& reached_from_sets(const TypeDecl& context, const Library* library) const;
  std::vector<const TypeDecl*> contexts_of(const TypeDecl& entity, const Library* library) const;
  mutable std::map<std::pair<const TypeDecl*, const Library*>, Reached> reached_;  // answers of reached_from_sets
  bool is_mentioned(const std::string& project, const std::string& name) const;
  bool is_mentioned_for(const TypeDecl& decl, const Library* library, const std::string& name) const;
  void entities_configured_in(const Unit& unit, NodeId first, NodeId last, std::set<const TypeDecl*>& out, int depth);
  bool has_key(const TypeDecl& decl) const;
  std::optional<MappedTable> by_rule(const TypeDecl& decl, const EntityRule& rule, int depth);
  bool applies(const TypeDecl& decl, const EntityRule& rule) const;
  bool is_abstract(const TypeDecl& decl, const EntityRule& rule);
  std::string module_prefix(const TypeDecl& decl);
  std::string prefix_of(const TypeDecl& decl, const NameSource& source);
  bool is_written(const std::string& root, const std::string& entry) const;
  mutable std::map<std::pair<std::string, std::string>, bool> written_;    // answers of is_written
  mutable std::map<std::pair<std::string, std::string>, bool> mentioned_;  // answers of is_mentioned
  bool is_called(Language language, const std::string& root, std::string_view function) const;
  std::string naming_of(const TypeDecl& decl, const EntityRule& rule) const;
  NodeId annotation_of(const Unit& unit, NodeId node, const std::vector<std::string>& qualified) const;
  bool is_annotation(const Unit& unit, NodeId annotation, const std::vector<std::string>& qualified) const;
  std::string in_naming(const TypeDecl& decl, const EntityRule& rule, const std::string& name) const;
  std::string annotation_argument(const Unit& unit, NodeId annotation, const std::vector<std::string>& names);
  std::string given_to_base(const TypeDecl& decl, int position);
  const TypeDecl* given_by_companion(const TypeDecl& decl);
  std::string constant_field(const TypeDecl& decl, const std::string& field);
  // The parts of an aggregate: what the members of an entity hold of other entities.
  void add_aggregate(const TypeDecl& decl, const EntityRule& rule, std::vector<Along>& out);
  void add_associations(const TypeDecl& decl, const TypeDecl& owner, const Library* library, std::vector<Along>& out);
  std::optional<Association> association(const TypeDecl& decl, const TypeDecl& owner, NodeId member,
                                         const Library* library);
  TableReference table_between(const TypeDecl& decl, const TypeDecl& owner, NodeId member, NodeId annotation,
                               const AssociationRule& rule, const TypeDecl* target, const Library* library);
  const TypeDecl* association_target(const Unit& unit, NodeId member, NodeId annotation);
  const TypeDecl* class_in_argument(const Unit& unit, NodeId annotation, const std::vector<std::string>& names);
  bool is_filled(const Unit& home, std::string_view attribute) const;
  // entities_tags.cpp
  void add_tagged(const TypeDecl& decl, const Library* library, std::vector<Along>& out);
  std::string tagged(const TypeDecl& decl, const NameSource& source);
  std::string written_in(const MethodRef& method, std::string_view entry);
  std::string written_prefix(const std::string& root, const std::string& key);
  bool is_relation(const TypeDecl& decl, NodeId member, const TypeDecl* target, const AssociationRule& rule);
  bool is_loaded(const TypeDecl& decl, NodeId member, const AssociationRule& rule);
  bool is_asked_for(NodeRef call, const TypeDecl& decl);
  bool is_set(const TypeDecl& decl, std::string_view field);
  bool getter_is_called(const Unit& unit, std::string_view field) const;

  const Program& program_;
  Evaluator& evaluator_;
  const SettingsLookup& settings_;
  const MappingFiles& mapping_;
  std::unordered_map<const TypeDecl*, const MappedClass*> in_files_;
  std::unordered_map<const TypeDecl*, std::string> hierarchies_;  // said by calls and files, of the class or its root
  std::unordered_map<const TypeDecl*, Explicit> fluent_;
  std::map<std::pair<const TypeDecl*, const TypeDecl*>, Pair> pairs_;  // what calls say of tables between two entities
  struct Set {
    const TypeDecl* context = nullptr;
    std::string property;  // that holds it
    std::string said;      // the name that an annotation of the property says
  };
  // By entity and the rule's library.
  std::map<std::pair<const TypeDecl*, const Library*>, Set> sets_;
  std::unordered_map<const TypeDecl*, std::string> default_schema_;  // entity -> schema of its context
  std::map<std::pair<const TypeDecl*, const Library*>, std::optional<MappedTable>> known_;
  std::map<std::pair<const TypeDecl*, const Library*>, std::vector<Along>> along_;
  std::map<std::pair<std::string, std::string>, std::string> written_prefixes_;  // by source tree and key
  std::unordered_map<std::string, std::vector<const TypeDecl*>> by_entity_name_;
  std::set<const TypeDecl*> entity_decls_;
  // By a set, a fluent mapping, a configuration or a property of another; with the library that this is said to.
  std::set<std::pair<const TypeDecl*, const Library*>> configured_;
  std::set<const TypeDecl*> embedded_;            // kept in their owner's table ...
  std::set<const TypeDecl*> tables_of_embedded_;  // ... unless their mapping says another
  std::vector<std::pair<std::string, Explicit>> renamed_;
};

}  // namespace onewriter::link
