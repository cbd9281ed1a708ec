// Calls: what they may run.

#include <algorithm>
#include <array>

#include "link/code/evaluator.h"

namespace onewriter::link {
namespace {

const MethodRule* rule_named(const std::vector<MethodRule>& rules, std::string_view name) {
  for (const MethodRule& rule : rules)
    if (matches(rule.pattern, name)) return &rule;
  return nullptr;
}

// Files that the gRPC compilers write (gRPC: "Generated-code reference" of Python, Go, Java and Node;
// grpc_csharp_plugin).
bool is_generated(std::string_view path) {
  constexpr std::array<std::string_view, 6> endings = {"_pb2_grpc.py", ".pb.go",      "Grpc.java",
                                                       "Grpc.cs",      "_grpc_pb.js", "_grpc_pb.ts"};
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view end) { return path.ends_with(end); });
}

}  // namespace

std::optional<LibraryCall> Evaluator::member_rule(const Object& object, std::string_view name, Member kind) const {
  std::vector<Type> types;
  if (object.type.library) types.push_back(object.type);
  if (object.type.declared) types = program_.library_bases(object.type);
  for (std::size_t i = 0; i < types.size() && i < 32; ++i) {
    const LibraryType* library = types[i].library;
    const std::vector<MethodRule>& rules = kind == Member::Method     ? library->methods
                                           : kind == Member::Static   ? library->statics
                                           : kind == Member::Property ? library->properties
                                                                      : library->assigned;
    if (const MethodRule* rule = rule_named(rules, name))
      return LibraryCall{library->library, rule->callable.get(), object};
    for (const LibraryType* more : program_.models().extensions(library)) {
      Type next = types[i];
      next.library = more;
      types.push_back(std::move(next));
    }
    for (const TypeExpression& base : library->bases) {
      Type next;
      for (const auto language : library->library->languages)
        if (!next.library) next.library = program_.models().type(language, base.name);
      if (next.library) types.push_back(std::move(next));
    }
    if (kind == Member::Method && library->fluent && !object.type.declared) {
      static const Callable fluent = [] {
        Callable c;
        c.returns.push_back({"self", {}});
        return c;
      }();
      return LibraryCall{library->library, &fluent, object};
    }
  }
  return std::nullopt;
}

std::vector<NodeRef> Evaluator::arguments(NodeRef call) const {
  const auto& o = program_.unit(call.unit).outline();
  std::vector<NodeRef> result;
  const Kind kind = o.nodes[call.node].kind;
  const Role wanted = kind == Kind::Index    ? Role::Key
                      : kind == Kind::Assign ? Role::Value
                      : kind == Kind::Binary ? Role::Right
                                             : Role::Argument;
  for (NodeId child : o.children(call.node))
    if (o.nodes[child].role == wanted) result.push_back({call.unit, child});
  return result;
}

const Callee& Evaluator::callee(NodeRef ref) {
  const std::uint64_t key = ref.key();
  if (const Callee* known = callees_.find(ref)) return *known;
  if (depth_ > 0)
    if (auto known = passing_callees_.find(key); known != passing_callees_.end()) {
      cut_ = true;
      return known->second;
    }
  // What is called may hang on a parameter of its own callback: handle(handle => ...). The complement, because a call's
  // callee is asked while its value is.
  static const Callee nobody;
  if (is_active(~key)) {
    cut_ = true;
    return nobody;
  }
  const bool cut_before = cut_;
  cut_ = false;
  ++depth_;
  active_.push_back(~key);
  Callee result = callee_uncached(ref);
  --depth_;
  active_.pop_back();
  const bool whole = !cut_ || depth_ == 0;
  const Callee& kept =
      whole ? callees_.keep(ref, nodes_of(ref), std::move(result)) : (passing_callees_[key] = std::move(result));
  cut_ = cut_ || cut_before;
  if (depth_ == 0) end_question();
  return kept;
}

Callee Evaluator::callee_uncached(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  const auto& o = unit.outline();
  Callee result;
  auto function = [&](const std::string& path) {
    if (path.empty()) return;
    if (const auto found = program_.models().function(unit.language(), path))
      result.library.push_back({found.library, found.callable, {}});
  };
  // Nobody knows what is called: a model may know it by the shape of its name, where the library is in use
  // ("?.collection").
  auto by_shape = [&](const std::string& called) {
    if (const auto found = program_.models().function(unit.language(), "?." + called);
        found && program_.uses(unit, *found.library))
      result.library.push_back({found.library, found.callable, {}});
  };
  auto create = [&](const Type& type) {
    if (type.declared) {
      result.created.push_back(type.declared);
      // A workspace type that extends a library's is made as the library's is.
      for (const Type& base : program_.library_bases(*type.declared))
        if (const auto found = program_.models().function(unit.language(), base.name)) {
          Object self;
          self.type = type;
          result.library.push_back({found.library, found.callable, self});
        }
    } else {
      function(type.name);
    }
  };
  const std::string name(o.word(ref.node, Role::Name));
  const NodeId receiver = o.child(ref.node, Role::Receiver);
  if (o.nodes[ref.node].kind == Kind::Binary) {
    // Operators that a library gives a meaning: sql << "SELECT ..." (SOCI), order.items << item.
    const NodeId left = o.child(ref.node, Role::Left);
    if (left != no_node) result.receiver = evaluate({ref.unit, left});
    for (const Object& object : result.receiver.objects)
      if (auto rule = member_rule(object, o.word(ref.node, Role::Operator), Member::Method);
          rule && !rule->callable->returns.empty())
        result.library.push_back(*rule);
    result.receiver_known = true;
    return result;
  }
  if (o.nodes[ref.node].kind == Kind::Assign) {
    const Type type = program_.type_at(ref.unit, o.child(ref.node, Role::Type));
    if (o.word(ref.node, Role::Operator).empty() && type.library) function(type.library->name);
    return result;
  }
  if (o.nodes[ref.node].kind == Kind::Create) {
    const NodeId written = o.child(ref.node, Role::Type);
    const Type type = program_.type_at(ref.unit, written);
    create(type);
    // new User(...) where User is a variable: a class that a library made, or one that is held there.
    if (result.created.empty() && result.library.empty() && written != no_node) {
      const Value maker = value_of_path(ref, unit.dotted(written));
      if (!maker.path.empty()) function(maker.path);
      for (const Object& object : maker.objects)
        if (object.is_class && object.type.declared) {
          create(object.type);
        } else if (auto rule = member_rule(object, "new", Member::Static)) {
          result.library.push_back(*rule);
          result.receiver.objects.push_back(object);
        }
    }
    // An alias is made as itself: new SqlConnection(...) is a DbConnection, of SQL Server.
    if (type.library && result.library.empty()) {
      const std::string name_written = unit.dotted(written);
      function(program_.external_path(unit, name_written));
      if (result.library.empty()) function(name_written);
      for (const std::string& alias : type.library->aliases)
        if (result.library.empty() && alias.ends_with("." + name_written)) function(alias);
    }
    if (result.created.empty() && result.library.empty() && !type.library && written != no_node) {
      const std::string name_written = unit.dotted(written);
      by_shape(name_written.substr(name_written.rfind('.') + 1));
    }
  } else if (receiver != no_node) {
    result.receiver = evaluate({ref.unit, receiver});
    if (unit.language() == Language::Rust && result.receiver.empty())
      result.receiver.module = rust_module(unit, ref.node, unit.dotted(receiver));
    result.receiver_known = !result.receiver.empty();
    for (const Object& object : result.receiver.objects) {
      std::vector<MethodRef> own;
      // base.Save() and parent::save() are not one's own.
      const std::string written = unit.dotted(receiver);
      const bool above = (unit.language() == Language::CSharp && written == "base") ||
                         (unit.language() == Language::Php && written == "parent" && unit.names_self(receiver));
      if (object.type.declared && above) {
        for (const Type& base : program_.bases(*object.type.declared))
          if (base.declared && own.empty()) own = program_.methods(*base.declared, name);
      } else if (object.type.declared) {
        own = program_.methods(*object.type.declared, name);
      }
      // An overload of the library's own: selectOne(wrapper) beside the workspace's selectOne(column, value).
      if (!own.empty() && std::all_of(own.begin(), own.end(), [&](const MethodRef& m) { return refuses(m, ref); }) &&
          member_rule(object, name, Member::Method))
        own.clear();
      if (object.type.declared && repeats_library(*object.type.declared, own) &&
          member_rule(object, name, Member::Method))
        own.clear();
      // Go: an interface that repeats a library type's methods stands for it (Program::stood_in_for).
      if (unit.language() == Language::Go && object.type.declared && !own.empty())
        for (const Type& type : program_.library_bases(*object.type.declared)) {
          Object meant = object;
          meant.type = type;
          if (auto rule = member_rule(meant, name, Member::Method)) result.library.push_back(*rule);
        }
      for (const MethodRef& method : own)
        if (std::find(result.workspace.begin(), result.workspace.end(), method) == result.workspace.end())
          result.workspace.push_back(method);
      if (!own.empty()) continue;
      if (object.type.declared)
        if (auto rule = relation(*object.type.declared, name)) {
          result.library.push_back(*rule);
          continue;
        }
      if (!object.is_class)
        if (auto rule = edge(object, name, unit)) {
          result.library.push_back(*rule);
          continue;
        }
      if (object.is_class)
        if (auto rule = member_rule(object, name, Member::Static)) {
          result.library.push_back(*rule);
          continue;
        }
      if (auto rule = member_rule(object, name, Member::Method); rule && !(object.is_class && object.type.library))
        result.library.push_back(*rule);
      else if (object.is_class && same_family(unit.language(), Language::Java))
        if (const LibraryType* meta = program_.models().type(unit.language(), "java.lang.Class"))
          if (const MethodRule* of_class = rule_named(meta->methods, name))
            result.library.push_back({meta->library, of_class->callable.get(), object});
    }
    // Ruby: Importer.new(file)
    if (unit.language() == Language::Ruby && name == "new" && result.library.empty())
      for (const Object& object : result.receiver.objects)
        if (object.is_class && object.type.declared) result.created.push_back(object.type.declared);
    const bool extends = unit.language() == Language::CSharp ||
                         (unit.language() == Language::Kotlin && result.library.empty() && result.receiver_known);
    if (extends && result.workspace.empty()) add_extensions(name, result);
    if (!result.receiver.path.empty()) function(result.receiver.path + "." + name);
    // Rust: rocket::build() is of the crate, though a function around is called rocket.
    if (unit.language() == Language::Rust && result.library.empty() && o.nodes[receiver].kind == Kind::Name)
      function(unit.dotted(receiver) + "." + name);
    // Functions that a module exports, an object literal has as entries, or a field holds.
    Value member;
    if (result.receiver.module) member = exported(*result.receiver.module, name);
    if (member.callables.empty()) member.merge(entry_of(result.receiver, name));
    if (result.library.empty() && result.workspace.empty())
      for (const Object& object : result.receiver.objects) {
        if (auto rule = member_rule(object, name, Member::Property))  // Order.objects(status="open")
          member.merge(library_result(*rule, {ref, object, {}}));
        else if (object.type.declared)
          member.merge(field_value(*object.type.declared, name));
      }
    add_functions(member, result);
    for (const Object& object : member.objects)
      if (object.is_class)
        create(object.type);
      else if (auto rule = member_rule(object, "()", Member::Method))
        result.library.push_back(*rule);
    if (unit.language() == Language::Go && !result.receiver.path.empty())
      for (const std::uint32_t index : program_.package_units(unit, result.receiver.path))
        if (const Variable* found = program_.unit(index).variable_in(0, name); found && found->callable != no_node)
          result.workspace.push_back({index, found->callable});
    if (result.library.empty() && result.workspace.empty() && result.created.empty() && result.receiver.texts.empty())
      by_shape(name);
    // Kotlin: an extension that the object around brings along, "/orders".nest { }.
    if (result.library.empty() && result.workspace.empty() && unit.language() == Language::Kotlin)
      if (auto rule = rule_of_block(unit, ref.node, name)) result.library.push_back(*rule);
  } else if (!name.empty()) {
    Value value;
    // A variable of Java's cannot be called: update(update, id) is the method.
    const Variable* variable = unit.variable(ref.node, name);
    if (variable && (variable->callable != no_node || unit.language() != Language::Java)) {
      if (is_variable(ref)) return result;
      if (variable->callable == no_node)
        value = variable_value(unit, *variable, ref.node);
      else if (!refuses({ref.unit, variable->callable}, ref))
        value.callables.push_back({ref.unit, variable->callable});
    }
    // A method of the type around, or inherited.
    if (sees_members_bare(unit.language()) && value.empty())
      if (const TypeDecl* decl = program_.holder_of(ref.unit, ref.node)) {
        const std::vector<MethodRef> own = program_.methods(*decl, name);
        const bool again = repeats_library(*decl, own) &&
                           member_rule(self_value(unit, ref.node).objects.front(), name, Member::Method);
        // A mapper's selectPage(query) that calls selectPage(page, wrapper) means the library's.
        const bool overload = unit.language() == Language::Java &&
                              std::find(own.begin(), own.end(),
                                        MethodRef{ref.unit, unit.enclosing(ref.node, Kind::Method)}) != own.end() &&
                              member_rule(self_value(unit, ref.node).objects.front(), name, Member::Method);
        for (const MethodRef& method : own)
          if (!again && !overload && !refuses(method, ref)) value.callables.push_back(method);
        if (value.empty()) {
          Object self = self_value(unit, ref.node).objects.front();
          if (auto rule = relation(*decl, name)) {
            result.library.push_back(*rule);
            return result;
          }
          if (auto rule = member_rule(self, name, Member::Method)) result.library.push_back(*rule);
          if (auto rule = member_rule(self, name, Member::Static)) result.library.push_back(*rule);
        }
      }
    // Kotlin: what an extension calls bare may be asked of what it extends.
    if (value.empty() && result.library.empty())
      for (const Object& object : extended_self(unit, ref.node).objects) {
        if (object.type.declared)
          for (const MethodRef& method : program_.methods(*object.type.declared, name))
            value.callables.push_back(method);
        if (auto rule = member_rule(object, name, Member::Method); rule && value.empty())
          result.library.push_back(*rule);
      }
    auto import = unit.imports().find(name);
    if (value.empty() && import != unit.imports().end()) {
      if (const Unit* module = program_.module(unit, import->second.module))
        value = exported(*module, import->second.name.empty() ? "default" : import->second.name);
    }
    // Functions of the same package in other files.
    if (value.empty())
      for (const std::uint32_t index : program_.declaring_beside(unit, name))
        if (const Variable* found = program_.unit(index).variable_in(0, name); found && found->callable != no_node)
          value.callables.push_back({index, found->callable});
    if (value.empty() && unit.language() == Language::Kotlin) value.callables = kotlin_functions(unit, name);
    add_functions(value, result);
    if (value.empty() && result.library.empty())
      if (auto rule = rule_of_block(unit, ref.node, name)) result.library.push_back(*rule);
    // Ruby: what a required library defines at the top.
    if (value.empty() && result.library.empty() && unit.language() == Language::Ruby)
      for (const auto& [alias, required] : unit.imports())
        if (result.library.empty()) function(required.module + "." + name);
    if (value.empty() && result.library.empty()) {
      const Type type = program_.type_named(unit, name);
      if (type.declared)
        create(type);
      else
        function(type.library ? type.library->name : program_.external_path(unit, name));
      // An alias is made as itself.
      if (type.library && result.library.empty()) function(program_.external_path(unit, name));
      if (result.library.empty() && result.created.empty()) function(name);
      if (result.library.empty() && result.created.empty() && !type.library) by_shape(name);
    }
    // A class or a callable object held in a variable: f = Table; conn(...)
    for (const Object& object : value.objects)
      if (object.is_class)
        create(object.type);
      else if (auto rule = member_rule(object, "()", Member::Method))
        result.library.push_back(*rule);
    if (result.library.empty() && !value.path.empty()) function(value.path);
  } else if (const NodeId called = o.child(ref.node, Role::Function); called != no_node) {
    const Value& value = evaluate({ref.unit, called});
    if (!value.path.empty()) function(value.path);
    for (const Object& object : value.objects)
      if (object.is_class && object.type.declared)
        create(object.type);
      else if (auto rule = member_rule(object, "()", Member::Method))
        result.library.push_back(*rule);
    add_functions(value, result);
  }
  // What is generated into the tree is the library's, as it is where the build generates it.
  const auto generated = [&](std::uint32_t index) { return is_generated(program_.unit(index).path()); };
  if (result.library.empty() && !(result.workspace.empty() && result.created.empty()) &&
      std::all_of(result.workspace.begin(), result.workspace.end(),
                  [&](const MethodRef& method) { return generated(method.unit); }) &&
      std::all_of(result.created.begin(), result.created.end(),
                  [&](const TypeDecl* type) { return generated(type->unit); })) {
    by_shape(result.created.empty() ? name : result.created.front()->name);
    if (!result.library.empty()) result.workspace.clear(), result.created.clear();
  }
  add_invoked(ref, std::vector<LibraryCall>(result.library), result);
  add_delivered(ref, std::vector<LibraryCall>(result.library), result);
  if (result.library.empty() && result.created.empty())
    if (auto call = anywhere(ref, result)) result.library.push_back(std::move(*call));
  if (result.library.empty())
    if (auto call = of_generated_client(ref)) result.library.push_back(std::move(*call));
  return result;
}

void Evaluator::add_functions(const Value& value, Callee& result) const {
  for (const MethodRef& method : value.callables)
    if (std::find(result.workspace.begin(), result.workspace.end(), method) == result.workspace.end())
      result.workspace.push_back(method);
}

}  // namespace onewriter::link
