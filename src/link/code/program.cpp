#include "link/code/program.h"

#include <algorithm>

#include "link/code/names.h"

namespace onewriter::link {
namespace {

// Rust: impl Store { ... }
bool is_impl(const extract::CodeOutline& o, NodeId type) {
  for (NodeId child : o.children(type))
    if (o.nodes[child].role == Role::Modifier && o.text(child) == "impl") return true;
  return false;
}

}  // namespace

Program::Program(const std::vector<extract::SourceFile>& files, const Models& models) : models_(&models) {
  read_schemas(files);
  read_path_aliases(files);
  for (const extract::SourceFile& file : files)
    if (file.path.ends_with(".csproj")) project_folders_.emplace(folder_of(file.path));
  for (const extract::SourceFile& file : files)
    if (file.outline.code.language != Language::None)
      units_.emplace_back(static_cast<std::uint32_t>(units_.size()), file);
  for (const Unit& unit : units_) {
    const auto& o = unit.outline();
    for (NodeId id : unit.types()) {
      if (is_impl(o, id)) continue;  // read_attached: it belongs to the type that it names
      auto decl = std::make_unique<TypeDecl>();
      decl->unit = unit.index();
      decl->node = id;
      // class Shop::Order
      decl->name = std::string(last_part(normalised(o.word(id, Role::Name))));
      const std::string inner = normalised(unit.function_name(id));
      decl->qualified = unit.package().empty() ? inner : unit.package() + "." + inner;
      for (NodeId child : o.children(id))
        if (o.nodes[child].role == Role::TypeParameter) {
          const NodeId bound = o.child(child, Role::TypeArg);
          if (bound != no_node)
            decl->bounds.emplace(unit.dotted(child), bound);
          else if (std::string name =
                       o.nodes[child].kind == Kind::Word ? std::string(o.text(child)) : unit.dotted(child);
                   std::find(decl->parameters.begin(), decl->parameters.end(), name) == decl->parameters.end())
            decl->parameters.push_back(std::move(name));
        }
      by_node_[{unit.index(), id}] = decl.get();
      by_name_[decl->name].push_back(decl.get());
      by_qualified_[decl->qualified].push_back(decl.get());
      decls_.push_back(std::move(decl));
    }
    by_stem_[std::string(stem_of(unit.path()))].push_back(unit.index());
    for (NodeId id : unit.calls()) {
      // Making an object is calling its type's constructor.
      const std::string called =
          o.nodes[id].kind == Kind::Create ? unit.dotted(o.child(id, Role::Type)) : std::string(o.word(id, Role::Name));
      auto& list = calls_[unit.language()][std::string(last_part(called))];
      if (list.size() < 64) list.push_back({unit.index(), id});
    }
    if (unit.language() == Language::Kotlin) read_extensions(unit);
    if (unit.language() == Language::CSharp) {
      read_extensions(unit);
      for (NodeId id = 0; id < o.nodes.size(); ++id)
        if (o.nodes[id].kind == Kind::Import)
          for (NodeId child : o.children(id))
            if (o.nodes[child].role == Role::Modifier && o.text(child) == "global")
              global_usings_[std::string(folder_of(unit.path()))].push_back(normalised(o.word(id, Role::Module)));
    }
  }
  read_attached();
  read_derived_types();
  known_.resize(units_.size());
}

const TypeDecl* Program::decl_at(std::uint32_t unit, NodeId type_node) const {
  auto found = by_node_.find({unit, type_node});
  return found == by_node_.end() ? nullptr : found->second;
}

Type Program::type_at(std::uint32_t index, NodeId node) const {
  if (node == no_node) return {};
  const Unit& unit = units_[index];
  const auto& o = unit.outline();
  if (o.nodes[node].kind == Kind::Parameter) return type_at(index, o.child(node, Role::Type));  // a named result of Go
  Type type;
  if (o.nodes[node].kind == Kind::Type) {
    type.declared = decl_at(index, node);
    if (type.declared) type.name = type.declared->qualified;
    return type;
  }
  const std::string name = unit.dotted(node);
  if (name.empty()) return {};
  // Python: Annotated[Session, ...] is a Session.
  if (unit.language() == Language::Python && (last_part(name) == "Annotated" || last_part(name) == "Optional"))
    for (NodeId child : o.children(node))
      if (o.nodes[child].role == Role::TypeArg) return type_at(index, child);
  // A type parameter of an enclosing type or method stands for itself.
  type = type_named(unit, name);
  for (NodeId child : o.children(node))
    if (o.nodes[child].role == Role::TypeArg) type.arguments.push_back(type_at(index, child));
  if (unit.language() == Language::CSharp && type.declared)
    type.declared = of_arity(*type.declared, type.arguments.size());
  if (unit.language() == Language::CSharp && !type.known()) {
    // What is awaited or may be absent is what it holds.
    if (type.arguments.size() == 1 &&
        (name == "Task" || name == "ValueTask" || name == "Nullable" || name == "ActionResult" || name == "Lazy"))
      return type.arguments[0];
    if (type.arguments.empty())
      if (Type bound = bound_of(index, node, name); bound.known()) return bound;
  }
  if (!type.arguments.empty() && is_holder(unit.language(), name)) return Type(type.arguments.front());
  return type;
}

const TypeDecl* Program::declared_type(const Unit& unit, std::string_view dotted) const {
  if (const TypeDecl* made = type_in_module(unit, dotted, 0)) return made;
  // C++: Poco::MongoDB::Database is no class Database of one's own.
  if (unit.language() == Language::Cpp && dotted.find('.') != std::string_view::npos &&
      models_->type(Language::Cpp, dotted))
    return nullptr;
  const std::string_view simple = last_part(dotted);
  auto found = by_name_.find(std::string(simple));
  if (found == by_name_.end()) return nullptr;
  std::vector<const TypeDecl*> candidates;
  for (const TypeDecl* decl : found->second)
    if (same_family(units_[decl->unit].language(), unit.language())) candidates.push_back(decl);
  if (candidates.empty()) return nullptr;
  if (unit.language() == Language::Ruby) return constant(unit, dotted, candidates);
  auto first = [&](auto&& fits) -> const TypeDecl* {
    const TypeDecl* best = nullptr;
    std::size_t shared = 0;
    for (const TypeDecl* decl : candidates) {
      if (!fits(*decl)) continue;
      // Of several, the one whose file is nearest: modules of one repository often repeat names.
      std::string_view a = units_[decl->unit].path(), b = unit.path();
      std::size_t common = shared_prefix(a, b);
      if (best == nullptr || common > shared) best = decl, shared = common;
    }
    return best;
  };
  // C#: what a name means is looked for in each enclosing namespace, its usings among them ("using Data;" inside of
  // Shop.Orders may mean Shop.Data); a dotted name may leave out the namespaces around (C# specification: Namespace and
  // type names).
  std::vector<std::string> enclosing;
  if (unit.language() == Language::CSharp)
    for (std::string ns = unit.package(); !ns.empty(); ns = ns.substr(0, ns.find('.') == ns.npos ? 0 : ns.rfind('.')))
      enclosing.push_back(ns);
  if (!enclosing.empty() && dotted.find('.') != std::string_view::npos) {
    auto named = [&](const std::string& ns) {
      return first([&](const TypeDecl& d) { return d.qualified == ns + "." + std::string(dotted); });
    };
    for (const std::string& ns : enclosing)
      if (auto decl = named(ns)) return decl;
    for (const std::string& used : unit.wildcard_imports())
      if (auto decl = named(used)) return decl;
    if (auto decl = first([&](const TypeDecl& d) { return d.qualified == dotted; })) return decl;
  }
  // Go: sql.Tx is never a type of one's own package.
  const bool foreign = unit.language() == Language::Go && dotted.find('.') != std::string_view::npos;
  if (!foreign)
    if (auto decl = first([&](const TypeDecl& d) { return d.unit == unit.index(); })) return decl;
  auto import = unit.imports().find(dotted.substr(0, dotted.find('.')));
  if (import != unit.imports().end()) {
    const ImportedName& i = import->second;
    std::string target = i.name.empty() || i.name == "default" ? i.module : i.module + "." + i.name;
    if (auto dot = dotted.find('.'); dot != std::string_view::npos) target += std::string(dotted.substr(dot));
    if (auto decl = first([&](const TypeDecl& d) { return d.qualified == target; })) return decl;
    if (const Unit* module = this->module(unit, i.module))
      if (auto decl = first([&](const TypeDecl& d) { return d.unit == module->index(); })) return decl;
    if (unit.language() == Language::Rust && target.find('.') != std::string::npos)
      if (const Unit* module = this->module(unit, std::string_view(target).substr(0, target.rfind('.'))))
        if (auto decl = first([&](const TypeDecl& d) { return d.unit == module->index(); })) return decl;
    if (unit.language() == Language::Go) {
      const std::vector<std::uint32_t>& package = package_units(unit, i.module);
      return first(
          [&](const TypeDecl& d) { return std::find(package.begin(), package.end(), d.unit) != package.end(); });
    }
    const std::string package = target.substr(0, target.rfind('.'));
    if (auto decl = first([&](const TypeDecl& d) { return units_[d.unit].package() == package; })) return decl;
    // Dynamic languages re-export from packages: the name alone decides when it is the only one.
    const bool dynamic = unit.language() == Language::Python || same_family(unit.language(), Language::JavaScript);
    const bool relative =
        i.module.starts_with(".") || i.module.starts_with("@") || i.module.find('.') != std::string::npos;
    if (dynamic && relative && candidates.size() == 1) return candidates.front();
    // An explicit import of something else: the name is not ours.
    if (unit.language() != Language::CSharp) return nullptr;
  }
  const std::string_view folder = folder_of(unit.path());
  if (auto decl = first([&](const TypeDecl& d) {
        const bool by_folder = unit.language() == Language::Go || unit.package().empty();
        return units_[d.unit].package() == unit.package() && unit.language() != Language::Python &&
               !same_family(unit.language(), Language::JavaScript) &&
               (!by_folder || folder_of(units_[d.unit].path()) == folder);
      }))
    return decl;
  for (const std::string& package : unit.wildcard_imports())
    if (auto decl = first([&](const TypeDecl& d) { return units_[d.unit].package() == package; })) return decl;
  if (unit.language() == Language::Python || unit.language() == Language::Rust)
    for (const std::string& each : unit.wildcard_imports())
      if (const Unit* module = this->module(unit, each))
        if (auto decl = first([&](const TypeDecl& d) { return d.unit == module->index(); })) return decl;
  switch (unit.language()) {
    case Language::CSharp:
      // Enclosing namespaces are visible; global usings and implicit ones too. A name that only one declares is meant.
      for (const std::string& ns : enclosing)
        if (auto decl = first([&](const TypeDecl& d) { return units_[d.unit].package() == ns; })) return decl;
      for (const std::string& ns : enclosing)
        for (const std::string& used : unit.wildcard_imports())
          if (auto decl = first([&](const TypeDecl& d) { return units_[d.unit].package() == ns + "." + used; }))
            return decl;
      for (const std::string& ns : global_usings_of(unit))
        if (auto decl = first([&](const TypeDecl& d) { return units_[d.unit].package() == ns; })) return decl;
      return nullptr;
    // A name without a namespace is global, or said in full.
    case Language::Php:
      return first([&](const TypeDecl& d) { return d.qualified == dotted || units_[d.unit].package().empty(); });
    case Language::Go:
    case Language::Rust:
    case Language::Cpp: return first([&](const TypeDecl& d) { return folder_of(units_[d.unit].path()) == folder; });
    case Language::Java:
    case Language::Kotlin:
    case Language::Scala:
      if (dotted.find('.') != std::string_view::npos)
        return first([&](const TypeDecl& d) {
          return d.qualified == dotted || d.qualified.ends_with("." + std::string(dotted));
        });
      return nullptr;
    default: return nullptr;
  }
}

Type Program::library_or_name(const Unit& unit, std::string_view qualified) const {
  Type type;
  type.library = models_->type(unit.language(), qualified);
  type.name = type.library ? type.library->name : std::string(qualified);
  return type;
}

std::string Program::external_path(const Unit& unit, std::string_view name) const {
  auto import = unit.imports().find(name);
  if (import != unit.imports().end()) {
    const ImportedName& i = import->second;
    if (i.name.empty() || i.name == "default") return i.module;
    return i.module + "." + i.name;
  }
  auto in_packages = [&](const std::vector<std::string>& packages) -> std::string {
    for (const std::string& package : packages) {
      std::string path = package + "." + std::string(name);
      if (models_->knows_prefix(unit.language(), path)) return path;
    }
    return "";
  };
  if (std::string path = in_packages(unit.wildcard_imports()); !path.empty()) return path;
  if (unit.language() == Language::CSharp)
    if (std::string path = in_packages(global_usings_of(unit)); !path.empty()) return path;
  // Global names: PHP's and Ruby's classes, JavaScript's globals, java.lang.
  if (models_->knows_prefix(unit.language(), name)) return std::string(name);
  if (same_family(unit.language(), Language::Java)) {
    std::string path = "java.lang." + std::string(name);
    if (models_->knows_prefix(unit.language(), path)) return path;
  }
  return "";
}

Type Program::type_named(const Unit& unit, std::string_view dotted) const {
  if (known_.empty()) return type_named_uncached(unit, dotted);
  auto& types = known_[unit.index()].types;
  if (auto known = types.find(std::string(dotted)); known != types.end()) return known->second;
  return types.emplace(dotted, type_named_uncached(unit, dotted)).first->second;
}

Type Program::type_named_uncached(const Unit& unit, std::string_view dotted) const {
  if (const TypeDecl* decl = declared_type(unit, dotted)) {
    Type type;
    type.declared = decl;
    type.name = decl->qualified;
    return type;
  }
  // ::ActiveRecord::Base, ::pqxx::work
  if (dotted.starts_with('.') && (unit.language() == Language::Ruby || unit.language() == Language::Cpp))
    dotted.remove_prefix(1);
  const auto dot = dotted.find('.');
  std::string path = external_path(unit, dotted.substr(0, dot));
  if (path.empty() || !models_->knows_prefix(unit.language(), path))
    if (std::string maker = maker_path(unit, dotted.substr(0, dot), 0); !maker.empty()) path = maker;
  if (!path.empty() && dot != std::string_view::npos) path += std::string(dotted.substr(dot));
  if (path.empty()) path = std::string(dotted);
  Type type = library_or_name(unit, path);
  if (!type.library)
    if (const TypeDecl* decl = generated_from(unit, dotted)) {
      type.declared = decl;
      type.name = decl->qualified;
      return type;
    }
  if (!type.library && dot == std::string_view::npos)
    if (Type alias = annotated_alias(unit, dotted, 0); alias.known()) return alias;
  // C#'s implicit and global usings are not always in the tree: a simple name that only one model knows is meant.
  if (!type.library && unit.language() == Language::CSharp && dot == std::string_view::npos) {
    type.library = models_->type_by_simple_name(unit.language(), dotted);
    if (type.library) type.name = type.library->name;
  }
  return type;
}

const std::vector<Type>& Program::bases(const TypeDecl& decl) const {
  auto found = bases_.find(&decl);
  if (found != bases_.end()) return found->second;
  std::vector<Type> result;
  const auto& o = units_[decl.unit].outline();
  for (NodeId child : o.children(decl.node)) {
    if (o.nodes[child].role != Role::Base) continue;
    // class Order < Sequel::Model(:orders): a call makes the class above.
    const NodeId receiver = o.nodes[child].kind == Kind::Call ? o.child(child, Role::Receiver) : no_node;
    Type base = receiver == no_node ? type_at(decl.unit, child)
                                    : type_named(units_[decl.unit], units_[decl.unit].dotted(receiver) + "." +
                                                                        std::string(o.word(child, Role::Name)));
    if (base.declared != &decl) result.push_back(std::move(base));
  }
  add_mixins(decl, result);
  // @as_declarative() class Base: a decorator that is a library's type makes the class one of it.
  if (units_[decl.unit].language() == Language::Python)
    for (NodeId child : o.children(decl.node))
      if (o.nodes[child].kind == Kind::Annotation)
        if (Type base = type_named(units_[decl.unit], o.word(child, Role::Name)); base.library)
          result.push_back(std::move(base));
  for (Type& base : derived_by(decl)) result.push_back(std::move(base));
  if (Type base = stood_in_for(decl); base.library) result.push_back(std::move(base));
  return bases_.emplace(&decl, std::move(result)).first->second;
}

std::vector<MethodRef> Program::methods(const TypeDecl& decl, std::string_view name) const {
  std::vector<const TypeDecl*> queue = {&decl};
  for (std::size_t i = 0; i < queue.size() && i < 32; ++i) {
    const Unit& unit = units_[queue[i]->unit];
    const auto& o = unit.outline();
    std::vector<MethodRef> found;
    for (NodeId child : body_of(*queue[i]))
      if (o.nodes[child].kind == Kind::Method && o.word(child, Role::Name) == name)
        found.push_back({unit.index(), child});
    if (auto more = attached_.find(queue[i]); more != attached_.end())
      for (const MethodRef& method : more->second)
        if (last_part(normalised(units_[method.unit].outline().word(method.node, Role::Name))) == name)
          found.push_back(method);
    if (!found.empty()) return found;
    for (const Type& base : bases(*queue[i]))
      if (base.declared && std::find(queue.begin(), queue.end(), base.declared) == queue.end())
        queue.push_back(base.declared);
  }
  return {};
}

Type Program::substituted(const Type& type, const TypeDecl& decl, const std::vector<Type>& arguments) const {
  for (std::size_t i = 0; i < decl.parameters.size() && i < arguments.size(); ++i)
    if (!type.known() && type.name == decl.parameters[i]) return arguments[i];
  Type result = type;
  for (Type& argument : result.arguments) argument = substituted(argument, decl, arguments);
  return result;
}

void Program::collect_library_bases(const Type& type, std::vector<Type>& out, int depth) const {
  if (depth > 16 || out.size() > 32) return;
  if (type.library) {
    out.push_back(type);
    return;
  }
  if (!type.declared) return;
  for (const Type& base : bases(*type.declared))
    collect_library_bases(substituted(base, *type.declared, type.arguments), out, depth + 1);
}

std::vector<Type> Program::library_bases(const TypeDecl& decl) const {
  std::vector<Type> result;
  Type self;
  self.declared = &decl;
  collect_library_bases(self, result, 0);
  return result;
}

}  // namespace onewriter::link
