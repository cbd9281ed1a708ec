#include "link/code/unit.h"

#include <algorithm>

#include "link/code/names.h"

namespace onewriter::link {

bool is_self(Language language, std::string_view name) {
  if (language == Language::Python || language == Language::Ruby || language == Language::Rust)
    return name == "self" || name == "cls";
  if (language == Language::CSharp && name == "base") return true;
  return name == "this" || (language == Language::Php && (name == "self" || name == "static" || name == "parent"));
}

bool same_family(Language a, Language b) {
  auto script = [](Language l) { return l == Language::JavaScript || l == Language::TypeScript; };
  auto jvm = [](Language l) { return l == Language::Java || l == Language::Kotlin || l == Language::Scala; };
  return a == b || (script(a) && script(b)) || (jvm(a) && jvm(b));
}

bool sees_members_bare(Language language) {
  return language != Language::Go && language != Language::Rust && language != Language::Python &&
         language != Language::Php && !same_family(language, Language::JavaScript);
}

std::string normalised(std::string_view name) {
  if (name.find_first_of("\\:") == std::string_view::npos) return std::string(name);
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '\\') {
      result += '.';
    } else if (name[i] == ':' && i + 1 < name.size() && name[i + 1] == ':') {
      result += '.';
      ++i;
    } else {
      result += name[i];
    }
  }
  while (result.starts_with('.') && result.size() > 1 && result[1] != '.' && result[1] != '/' && name.starts_with('\\'))
    result.erase(0, 1);
  return result;
}

namespace {
// Languages in which assigning a name declares it in the function, with no word for it.
bool assigning_declares(Language language) {
  return language == Language::Python || language == Language::Ruby || language == Language::Php;
}
}  // namespace

Unit::Unit(std::uint32_t index, const extract::SourceFile& file) : index_(index), file_(&file) {
  const auto& o = outline();
  for (NodeId id = 0; id < o.nodes.size(); ++id) {
    switch (o.nodes[id].kind) {
      case Kind::Package:
        if (package_.empty()) package_ = normalised(o.word(id, Role::Name));
        break;
      case Kind::Type: types_.push_back(id); break;
      case Kind::Method: methods_.push_back(id); break;
      case Kind::Call:
      case Kind::Create: calls_.push_back(id); break;
      default: break;
    }
    const auto& node = o.nodes[id];
    const bool fields = language() == Language::Go || language() == Language::Rust;
    if (!fields || node.role != Role::Element || o.nodes[node.parent].kind != Kind::Create) continue;
    if (node.kind == Kind::Pair) elements_[dotted(o.child(id, Role::Key))].push_back(id);
    if (node.kind == Kind::Name) elements_[std::string(o.text(id))].push_back(id);
  }
  read_imports();
  read_variables();
}

void Unit::read_imports() {
  const auto& o = outline();
  for (NodeId id = 0; id < o.nodes.size(); ++id) {
    if (o.nodes[id].kind != Kind::Import) continue;
    ImportedName import{normalised(o.word(id, Role::Module)), std::string(o.word(id, Role::Name)), false};
    for (NodeId child : o.children(id))
      if (o.nodes[child].role == Role::Modifier && o.text(child) == "static") import.is_static = true;
    // Rust: use axum::{routing::get, Router};
    if (const std::size_t last = import.name.rfind("::"); last != std::string::npos) {
      import.module += "." + normalised(import.name.substr(0, last));
      import.name.erase(0, last + 2);
    }
    // use crate::orders::{self, Order};
    if (language() == Language::Rust && import.name == "self") {
      import.name = last_part(import.module);
      import.module.resize(import.module.size() - std::min(import.module.size(), import.name.size() + 1));
    }
    std::string alias(o.word(id, Role::Alias));
    if (import.name.empty() && import.module.ends_with(".*")) {
      import.module.resize(import.module.size() - 2);
      import.name = "*";
    }
    const bool namespace_object = import.name == "*" && !alias.empty();  // import * as x from 'm'
    if (import.name == "*" && !namespace_object) {
      wildcards_.push_back(import.module);
      continue;
    }
    if (namespace_object) import.name.clear();
    if (language() == Language::CSharp && alias.empty()) {
      wildcards_.push_back(import.module);
      continue;
    }
    if (alias.empty()) {
      if (!import.name.empty() && import.name != "default") alias = import.name;
      // Python's "import a.b" binds a; the members after it are resolved as they come.
      else if (language() == Language::Python)
        alias = import.module.substr(0, import.module.find('.'));
      else
        alias = last_part(import.module);
    }
    if (language() == Language::Python && import.name.empty() && o.word(id, Role::Alias).empty()) import.module = alias;
    if (language() == Language::Go) read_go_import(import, alias, o.word(id, Role::Alias).empty());
    imports_.insert_or_assign(alias, import);
  }
}

// A major version is no part of a package's name (Go Modules Reference: Major version suffixes; gopkg.in's ".v2"), and
// by habit neither is a "go-" before or after it.
void Unit::read_go_import(ImportedName& import, std::string& alias, bool by_path) {
  auto is_version = [](std::string_view part) {
    return part.size() >= 2 && part.size() <= 4 && part[0] == 'v' && part[1] >= '1' && part[1] <= '9' &&
           part.find_first_not_of("0123456789", 1) == std::string_view::npos;
  };
  std::string path;
  std::string_view rest = import.module, last;
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    last = part;
    // "api/v1" is a folder of one's own; a module's major version is 2 at least.
    if (is_version(part) && part != "v1") continue;
    std::string_view kept = part;
    if (auto dot = part.rfind('.'); dot != std::string_view::npos && !path.empty() && is_version(part.substr(dot + 1)))
      kept = part.substr(0, dot);
    path += (path.empty() ? "" : "/") + std::string(kept);
  }
  const std::string written(last);
  import.module = path;
  if (!by_path) return;
  alias = path.substr(path.rfind('/') + 1);
  if (is_version(written)) imports_.try_emplace(written, import);
  if (alias.starts_with("go-")) imports_.try_emplace(alias.substr(3), import);
  for (std::string_view end : {"-go", ".go"})
    if (alias.ends_with(end)) imports_.try_emplace(alias.substr(0, alias.size() - end.size()), import);
}

bool Unit::has_body(NodeId method) const {
  const auto& o = outline();
  const auto children = o.children(method);
  return std::any_of(children.begin(), children.end(), [&](NodeId child) {
    const Kind kind = o.nodes[child].kind;
    return kind != Kind::Word && kind != Kind::Parameter && kind != Kind::TypeRef && kind != Kind::Annotation;
  });
}

NodeId Unit::enclosing(NodeId node, Kind kind) const {
  const auto& o = outline();
  for (NodeId at = o.nodes[node].parent; at != no_node; at = o.nodes[at].parent)
    if (o.nodes[at].kind == kind) return at;
  return no_node;
}

NodeId Unit::scope_of(NodeId node) const {
  const auto& o = outline();
  for (NodeId at = o.nodes[node].parent; at != no_node; at = o.nodes[at].parent) {
    const Kind kind = o.nodes[at].kind;
    if (kind == Kind::Method || kind == Kind::Lambda || kind == Kind::Type || kind == Kind::File) return at;
  }
  return 0;
}

bool Unit::declares(NodeId assign) const {
  const auto& o = outline();
  if (o.nodes[assign].kind != Kind::Assign) return true;
  if (o.child(assign, Role::Type) != no_node) return true;
  if (o.word(assign, Role::Operator) == ":=") return true;
  return o.child(assign, Role::Modifier) != no_node;
}

NodeId Unit::declaring_scope(NodeId node, std::string_view name) const {
  for (NodeId scope = scope_of(node);; scope = scope_of(scope)) {
    if (variable_in(scope, name) != nullptr || scope == 0) return scope;
  }
}

void Unit::read_variables() {
  const auto& o = outline();
  auto targets = [&](NodeId id, auto&& action) {
    for (NodeId child : o.children(id)) {
      if (o.nodes[child].role != Role::Target && o.nodes[child].role != Role::Name) continue;
      if (o.nodes[child].kind == Kind::Name || o.nodes[child].kind == Kind::Word) action(std::string(o.text(child)));
    }
  };
  // Functions see through blocks in languages without declarations: the scope is the nearest method or the file.
  auto function_scope = [&](NodeId id) {
    NodeId scope = scope_of(id);
    while (o.nodes[scope].kind == Kind::Lambda && language() != Language::Python) scope = scope_of(scope);
    return scope;
  };
  // const { Order, Customer: C } = db: each entry declares a name and is kept as what it was assigned by.
  auto destructured = [&](NodeId id) {
    const NodeId pattern = o.child(id, Role::Target);
    if (pattern == no_node || o.nodes[pattern].kind != Kind::Map) return;
    for (NodeId pair : o.children(pattern)) {
      if (o.nodes[pair].kind != Kind::Pair) continue;
      if (std::string name = dotted(o.child(pair, Role::Value)); !name.empty())
        variables_[scope_of(id)][std::move(name)].assigns.push_back(pair);
    }
  };
  std::vector<NodeId> plain;
  for (NodeId id = 0; id < o.nodes.size(); ++id) {
    if (o.nodes[id].kind != Kind::Assign) continue;
    const NodeId target = o.child(id, Role::Target);
    if (target == no_node) continue;
    if (o.nodes[target].kind == Kind::Member) add_member_assign(dotted(target), id);
    // app.config["URL"] = ...: kept as app.config[URL]
    if (o.nodes[target].kind == Kind::Index)
      if (std::string name = indexed(target); !name.empty()) add_member_assign(name, id);
  }
  for (NodeId id = 0; id < o.nodes.size(); ++id) {
    switch (o.nodes[id].kind) {
      case Kind::Parameter: {
        NodeId owner = o.nodes[id].parent;
        variables_[owner][std::string(o.word(id, Role::Name))].parameter = id;
        break;
      }
      case Kind::Method:
        if (std::string name(o.word(id, Role::Name)); !name.empty()) variables_[scope_of(id)][name].callable = id;
        break;
      case Kind::Field:
        targets(id, [&](std::string name) { variables_[scope_of(id)][std::move(name)].assigns.push_back(id); });
        break;
      case Kind::Assign:
      case Kind::Scope:
      case Kind::Loop:
        if (o.word(id, Role::Modifier) == exported_as) break;
        if (assigning_declares(language()))
          targets(id, [&](std::string name) { variables_[function_scope(id)][std::move(name)].assigns.push_back(id); });
        else if (destructured(id); declares(id))
          targets(id, [&](std::string name) { variables_[scope_of(id)][std::move(name)].assigns.push_back(id); });
        else
          plain.push_back(id);
        break;
      default: break;
    }
  }
  for (NodeId id : plain)
    targets(id, [&](std::string name) {
      auto& assigns = variables_[declaring_scope(id, name)][name].assigns;
      assigns.insert(std::upper_bound(assigns.begin(), assigns.end(), id), id);
    });
}

const std::map<std::string, Variable, std::less<>>& Unit::file_variables() const {
  static const std::map<std::string, Variable, std::less<>> none;
  const auto found = variables_.find(0);
  return found == variables_.end() ? none : found->second;
}

const Variable* Unit::variable_in(NodeId scope, std::string_view name) const {
  auto names = variables_.find(scope);
  if (names == variables_.end()) return nullptr;
  auto found = names->second.find(name);
  return found == names->second.end() ? nullptr : &found->second;
}

const Variable* Unit::variable(NodeId node, std::string_view name) const {
  for (NodeId scope = scope_of(node);; scope = scope_of(scope)) {
    const bool around = outline().nodes[scope].kind == Kind::Type && scope != scope_of(node);
    if (!around || sees_members_bare(language()))
      if (const Variable* found = variable_in(scope, name)) return found;
    if (scope == 0) return nullptr;
  }
}

std::string Unit::indexed(NodeId index) const {
  const auto& o = outline();
  const NodeId key = o.child(index, Role::Key);
  const std::string object = dotted(o.child(index, Role::Object));
  if (object.empty() || key == no_node || o.nodes[key].kind != Kind::String || o.children(key).size() != 1) return {};
  const NodeId text = o.children(key).front();
  return o.nodes[text].kind == Kind::Text ? object + "[" + std::string(o.text(text)) + "]" : std::string();
}

std::vector<NodeId> Unit::member_assigns(const std::string& name) const {
  auto found = member_assigns_.find(name);
  return name.empty() || found == member_assigns_.end() ? std::vector<NodeId>() : found->second;
}

void Unit::add_member_assign(const std::string& dotted, NodeId assign) {
  member_assigns_[dotted].push_back(assign);
  if (const auto dot = dotted.rfind('.'); dot != std::string::npos)
    member_assigns_of_[dotted.substr(dot + 1)].push_back(assign);
}

const std::vector<NodeId>& Unit::member_assigns_of(std::string_view name) const {
  static const std::vector<NodeId> none;
  const auto found = member_assigns_of_.find(name);
  return found == member_assigns_of_.end() ? none : found->second;
}

const std::vector<NodeId>& Unit::elements_of(std::string_view name) const {
  static const std::vector<NodeId> none;
  const auto found = elements_.find(name);
  return found == elements_.end() ? none : found->second;
}

std::string Unit::function_name(NodeId node) const {
  const auto& o = outline();
  std::string name;
  for (NodeId at = node; at != no_node; at = o.nodes[at].parent) {
    if (o.nodes[at].kind != Kind::Method && o.nodes[at].kind != Kind::Type) continue;
    const std::string part(o.word(at, Role::Name));
    name = name.empty() ? part : part + "." + name;
  }
  return name;
}

std::string Unit::dotted(NodeId node) const {
  const auto& o = outline();
  if (node == no_node) return "";
  switch (o.nodes[node].kind) {
    case Kind::Name:
    case Kind::Word:
    case Kind::Constant:
    case Kind::Number: return normalised(o.text(node));
    case Kind::TypeRef: return normalised(o.word(node, Role::Name));
    case Kind::Member: {
      const std::string object = dotted(o.child(node, Role::Object));
      return object.empty() ? "" : object + "." + std::string(o.word(node, Role::Name));
    }
    default: return "";
  }
}

bool Unit::names_self(NodeId node) const {
  if (node == no_node) return false;
  const std::string name = dotted(node);
  if (!is_self(language(), name)) return false;
  // rules/extract/php.scm takes a scope (parent::) as a Constant, a variable ($parent) as a Name without its $.
  return language() != Language::Php || name == "this" || outline().nodes[node].kind != Kind::Name;
}

}  // namespace onewriter::link
