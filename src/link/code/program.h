#pragma once
// All code of the workspace, and the resolution of names to types: what is declared here, what a library model knows,
// what is only a name.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "link/code/unit.h"
#include "link/models/model.h"

namespace onewriter::link {

// A class, interface, record, struct ... declared in the workspace.
struct TypeDecl {
  std::uint32_t unit = 0;
  NodeId node = no_node;
  std::string name;
  std::string qualified;                              // package.Outer.Name
  std::vector<std::string> parameters;                // type parameters
  std::map<std::string, NodeId, std::less<>> bounds;  // of type parameters, the first that is written
};

// A type as used. At most one of declared and library is set; neither: a type that nobody knows, by name.
struct Type {
  const TypeDecl* declared = nullptr;
  const LibraryType* library = nullptr;
  std::string name;
  std::vector<Type> arguments;

  bool known() const { return declared != nullptr || library != nullptr; }
  bool empty() const { return !known() && name.empty(); }
  bool operator==(const Type& other) const {
    return declared == other.declared && library == other.library && name == other.name && arguments == other.arguments;
  }
};

using MethodRef = NodeRef;  // of a Method node

// What an extension method extends, as its declaration writes it: C#'s first parameter `this T x`, Kotlin's receiver.
NodeId extended_type(const Unit& unit, NodeId method);

// A model of a schema file (Prisma), and what its fields lead to.
struct SchemaModel {
  struct Relation {
    std::string name;
    std::string table;    // of the other model
    std::string between;  // the table of pairs, where both models have a list of the other
    bool held = false;    // this model's rows hold the key
  };
  std::string path, name, table;
  std::vector<Relation> relations;
};

class Program {
 public:
  // `files` and `models` must outlive the program. Only code files become units.
  Program(const std::vector<extract::SourceFile>& files, const Models& models);

  const std::vector<Unit>& units() const { return units_; }
  const Unit& unit(std::uint32_t index) const { return units_[index]; }
  const Models& models() const { return *models_; }
  const std::vector<std::unique_ptr<TypeDecl>>& type_decls() const { return decls_; }

  // The declaration that a Type node is, or nullptr.
  const TypeDecl* decl_at(std::uint32_t unit, NodeId type_node) const;

  // A type written in `unit` (TypeRef, Name or Member node).
  Type type_at(std::uint32_t unit, NodeId node) const;
  // A dotted name written in `unit` at `node` (for nested scopes). Never fails: an unknown name gives a Type with that
  // name.
  Type type_named(const Unit& unit, std::string_view dotted) const;

  // The type of an entity that a text names ("Order", "shop.Order", "app.models.Order"): what the name means in `unit`,
  // else the nearest of that name.
  Type entity_type(const Unit& unit, std::string_view name) const;

  // The entity that a generated class stands for: QOrder for Order, where a model says so.
  const TypeDecl* generated_from(const Unit& unit, std::string_view dotted) const;

  // The table of a model of the nearest schema file (Prisma: the client's property "user" is the model User, whose
  // table is what @@map says, else its own name). Empty: no such model.
  std::string schema_table(const Unit& unit, std::string_view property) const;
  const std::vector<SchemaModel>& schema_models() const { return schema_models_; }

  // Base types as written on the declaration, resolved.
  const std::vector<Type>& bases(const TypeDecl& decl) const;
  // A member of that name on the type or its declared bases, nearest first.
  std::vector<MethodRef> methods(const TypeDecl& decl, std::string_view name) const;
  // The library types among the (transitive) bases, with type arguments bound: `class R extends JpaRepository<Order,
  // Long>`.
  std::vector<Type> library_bases(const TypeDecl& decl) const;
  // The same for a type as used: those of Repository<Order>, with Order bound.
  std::vector<Type> library_bases(const Type& type) const;
  // `type` seen as its (transitive) declared base `wanted`, with type arguments bound; an empty Type when it is none.
  Type as_base(const Type& type, const TypeDecl& wanted) const;
  // `type` as it is for a receiver: the type parameters of the declaring type replaced by the receiver's arguments.
  Type seen_from(const Type& type, const TypeDecl& declaring, const Type& receiver) const;
  // Is `name` at `node` a type parameter of a method or type around it?
  bool is_type_parameter(std::uint32_t unit, NodeId node, std::string_view name) const;
  // The types of the workspace that name `decl` as a base.
  const std::vector<const TypeDecl*>& derived(const TypeDecl& decl) const;
  // The methods of that name with a body that a call of `method` may run: its own, or those of the types below.
  std::vector<MethodRef> implementations(const MethodRef& method) const;
  // C#'s and Kotlin's extension methods of that name, Kotlin's extension properties among them.
  const std::vector<MethodRef>& extensions_named(std::string_view name) const;

  // The unit that an import's module means, seen from `unit`; nullptr when it is not in the workspace.
  const Unit* module(const Unit& from, std::string_view module) const;

  // The files of the Go package that an import's path means; empty when it is not in the workspace.
  const std::vector<std::uint32_t>& package_units(const Unit& from, std::string_view import_path) const;
  // The Go files of the unit's folder, itself among them.
  const std::vector<std::uint32_t>& folder_units(const Unit& unit) const;
  // The files of the unit's folder, itself among them, that declare the name at their top: of languages whose files see
  // what those beside them declare (Go, PHP, Ruby).
  const std::vector<std::uint32_t>& declaring_beside(const Unit& unit, std::string_view name) const;
  // The Kotlin files of a package.
  const std::vector<std::uint32_t>& kotlin_units(std::string_view package) const;
  // The children of a type's node; of Ruby, those of blocks in its body that declare members, too.
  std::vector<NodeId> body_of(const TypeDecl& decl) const;
  // The type around a node, or the one whose method it is in although it stands elsewhere; nullptr: none.
  const TypeDecl* holder_of(std::uint32_t unit, NodeId node) const;
  // Methods of the type that stand outside of it.
  const std::vector<MethodRef>& attached(const TypeDecl& decl) const;

  // Calls of a method of that simple name, anywhere in the language of `unit`. At most 64.
  const std::vector<NodeRef>& calls_named(Language language, std::string_view name) const;

  // The folder of the project that a file belongs to: that of the nearest project file (*.csproj), else module_root,
  // and of what lies below a common `src` the folder there.
  std::string project_of(std::string_view path) const;

  // Does a file of the unit's build unit (module_root) import something of the library?
  bool uses(const Unit& unit, const Library& library) const;

  // A dotted path outside the workspace for a name at the head of an expression ("psycopg2", "java.sql.DriverManager");
  // empty: none.
  std::string external_path(const Unit& unit, std::string_view name) const;

  // Rust: the library types that the declaration derives.
  std::vector<Type> derived_by(const TypeDecl& decl) const;

 private:
  void read_attached();
  // program_derives.cpp
  void read_derived_types();
  const TypeDecl* type_in_module(const Unit& unit, std::string_view dotted, int depth) const;
  Type type_named_uncached(const Unit& unit, std::string_view dotted) const;
  const Unit* crate_module(const Unit& from, std::string_view path) const;
  std::string crate_root(std::string_view path) const;
  std::string crate_called(const Unit& from, std::string_view name) const;
  const Unit* unit_of_path(std::string_view path) const;
  const Unit* module_uncached(const Unit& from, std::string_view module) const;
  Type library_or_name(const Unit& unit, std::string_view qualified) const;
  // What a module-level variable was made by: Base = declarative_base() -> "sqlalchemy.orm.declarative_base". Follows
  // imports.
  std::string maker_path(const Unit& unit, std::string_view name, int depth) const;
  void read_schemas(const std::vector<extract::SourceFile>& files);
  void read_path_aliases(const std::vector<extract::SourceFile>& files);
  // The paths, without extension, that a module's name may stand for by the aliases that hold for a unit.
  std::vector<std::string> aliased(const Unit& from, std::string_view module) const;
  const Unit* unit_at(const Unit& from, std::string path, bool exact) const;
  Type annotated_alias(const Unit& unit, std::string_view name, int depth) const;
  const TypeDecl* constant(const Unit& unit, std::string_view dotted,
                           const std::vector<const TypeDecl*>& candidates) const;
  void add_mixins(const TypeDecl& decl, std::vector<Type>& bases) const;
  const TypeDecl* declared_type(const Unit& unit, std::string_view dotted) const;
  const TypeDecl* of_arity(const TypeDecl& decl, std::size_t parameters) const;
  Type substituted(const Type& type, const TypeDecl& decl, const std::vector<Type>& arguments) const;
  Type bound_of(std::uint32_t unit, NodeId node, std::string_view name) const;
  void read_extensions(const Unit& unit);
  // The library type whose methods an interface repeats; empty: none.
  Type stood_in_for(const TypeDecl& decl) const;
  void collect_library_bases(const Type& type, std::vector<Type>& out, int depth) const;

  std::vector<SchemaModel> schema_models_;
  std::set<std::string, std::less<>> project_folders_;  // that have a project file
  struct PathAlias {
    std::string folder;  // below which it holds
    std::string prefix, target;
    bool open = false;  // "@db/*": what follows is kept
  };
  std::vector<PathAlias> aliases_;
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> node_packages_;  // name -> folder, main file
  std::vector<Unit> units_;
  const Models* models_;
  std::vector<std::unique_ptr<TypeDecl>> decls_;
  std::map<std::pair<std::uint32_t, NodeId>, const TypeDecl*> by_node_;
  std::unordered_map<std::string, std::vector<const TypeDecl*>> by_name_, by_qualified_;
  std::unordered_map<std::string, std::vector<std::uint32_t>>
      by_stem_;  // last part of the path without extension -> units
  std::map<Language, std::unordered_map<std::string, std::vector<NodeRef>>> calls_;
  // C#: folder of the file that says it -> namespaces. They count for the project, the folders below.
  std::map<std::string, std::vector<std::string>> global_usings_;
  std::vector<std::string> global_usings_of(const Unit& unit) const;
  std::map<std::string, std::vector<std::uint32_t>> folders_;  // of Go
  // The last part of their path -> Go's folders.
  std::map<std::string, std::vector<decltype(folders_)::const_iterator>, std::less<>> folders_called_;
  std::map<std::pair<Language, std::string>, std::unordered_map<std::string, std::vector<std::uint32_t>>> beside_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> kotlin_;  // by package
  std::unordered_map<const TypeDecl*, std::vector<MethodRef>> attached_;
  std::map<MethodRef, const TypeDecl*> owners_;
  // Names under which Rust files hand on what derives make: pub use super::post::Entity as Post.
  std::map<std::string, std::vector<std::pair<std::uint32_t, std::string>>, std::less<>> handed_on_;
  bool derives_ = false;  // some do make types
  mutable std::map<std::pair<std::string, std::string>, const std::vector<std::uint32_t>*> packages_;
  mutable std::unordered_map<const TypeDecl*, std::vector<Type>> bases_;
  // What names meant when they were asked for before; one per unit, from when all units are read.
  struct Known {
    std::unordered_map<std::string, Type> types;
    std::unordered_map<std::string, const Unit*> modules;
  };
  mutable std::vector<Known> known_;
  mutable std::map<std::pair<std::string, const Library*>, bool> uses_;
  mutable std::unordered_map<const TypeDecl*, std::vector<const TypeDecl*>> derived_;
  mutable bool derived_read_ = false;
  std::unordered_map<std::string, std::vector<MethodRef>> extensions_;
};

// Does a type of that name stand for the one that it holds (std::unique_ptr<T>, Arc<T>)?
bool is_holder(Language language, std::string_view name);

}  // namespace onewriter::link
