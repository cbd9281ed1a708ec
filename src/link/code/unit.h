#pragma once
// One code file with what link looks up in it over and over: imports, types, methods, variables by scope.

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/extract.h"
#include "link/code/text.h"

namespace onewriter::link {

using extract::Kind;
using extract::Language;
using extract::no_node;
using extract::NodeId;
using extract::Role;

struct ImportedName {
  std::string module;  // with '.' between parts for dotted modules; paths are kept ("./db", "database/sql")
  std::string name;    // empty: the module itself; "*": everything in it; "default"
  bool is_static = false;
};

// What a name of a scope was declared as or assigned, in source order.
struct Variable {
  std::vector<NodeId> assigns;  // Assign, Field, Scope or Loop nodes
  NodeId parameter = no_node;   // Parameter
  NodeId callable = no_node;    // Method of that name
};

class Unit {
 public:
  Unit(std::uint32_t index, const extract::SourceFile& file);

  std::uint32_t index() const { return index_; }
  const std::string& path() const { return file_->path; }
  const extract::CodeOutline& outline() const { return file_->outline.code; }
  Language language() const { return outline().language; }
  const std::string& package() const { return package_; }
  bool is_test() const { return file_->scope == facts::Scope::Test; }

  const std::map<std::string, ImportedName, std::less<>>& imports() const { return imports_; }
  const std::vector<std::string>& wildcard_imports() const { return wildcards_; }
  const std::vector<NodeId>& types() const { return types_; }
  const std::vector<NodeId>& methods() const { return methods_; }
  const std::vector<NodeId>& calls() const { return calls_; }  // Call and Create nodes

  // The nearest enclosing node of that kind, or no_node. The node itself does not count.
  NodeId enclosing(NodeId node, Kind kind) const;
  // Does a method do anything, beside saying what it is called, takes, gives and is marked with?
  bool has_body(NodeId method) const;
  // The nearest enclosing Method, Lambda, Type or File.
  NodeId scope_of(NodeId node) const;
  // The variable that a bare name at `node` means, looked up scope by scope; nullptr when none declares it.
  const Variable* variable(NodeId node, std::string_view name) const;
  const Variable* variable_in(NodeId scope, std::string_view name) const;
  // The variables of the file itself, by name.
  const std::map<std::string, Variable, std::less<>>& file_variables() const;

  // Assignments to a member written exactly so: "g.redis", "app.locals.db".
  std::vector<NodeId> member_assigns(const std::string& dotted) const;

  // Assignments to a member of that name of whatever object.
  const std::vector<NodeId>& member_assigns_of(std::string_view name) const;

  // Go and Rust: the elements of that name where objects are made, Store{orders: x} and Store{orders}.
  const std::vector<NodeId>& elements_of(std::string_view name) const;

  // "app.config[URL]" for an Index node with a constant text as its key; empty for any other.
  std::string indexed(NodeId index) const;

  // Type.method or function; empty at file level.
  std::string function_name(NodeId node) const;
  // The text of a Name, Word, Constant or Number; dotted for a Member chain; the name of a TypeRef. Empty otherwise.
  std::string dotted(NodeId node) const;
  // The word for the object or its class; none of the variables that PHP calls $parent, $self or $static.
  bool names_self(NodeId node) const;

 private:
  void read_imports();
  void read_go_import(ImportedName& import, std::string& alias, bool by_path);
  void read_variables();
  bool declares(NodeId assign) const;
  NodeId declaring_scope(NodeId node, std::string_view name) const;

  std::uint32_t index_;
  const extract::SourceFile* file_;
  std::string package_;
  std::map<std::string, ImportedName, std::less<>> imports_;
  std::vector<std::string> wildcards_;
  std::vector<NodeId> types_, methods_, calls_;
  std::unordered_map<NodeId, std::map<std::string, Variable, std::less<>>> variables_;
  std::unordered_map<std::string, std::vector<NodeId>> member_assigns_;
  std::map<std::string, std::vector<NodeId>, std::less<>> member_assigns_of_, elements_;
  void add_member_assign(const std::string& dotted, NodeId assign);
};

// Does the name stand for the object around (this, self, cls)?
// The modifier of an assignment that only gives an export its name: export { a as b } binds no b in the module.
inline constexpr std::string_view exported_as = "export";

bool is_self(Language language, std::string_view name);  // of a node: Unit::names_self

// May a bare name in a method mean a member of the class around? The others want self, this or the class in front.
bool sees_members_bare(Language language);

// The language under which models of it are looked up: TypeScript reads JavaScript's too.
bool same_family(Language a, Language b);

// '\\' and "::" become '.', so that names of all languages compare.
std::string normalised(std::string_view name);

}  // namespace onewriter::link
