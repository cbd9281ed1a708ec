// Attributes that a class leaves to others: `self.model` of a repository that its subclasses name (`model = Order`),
// hand up (`super().__init__(Order)`, `super(Order)`), give by a method (`model() { return Order::class; }`) or that
// those who make it hand in (`Repository(Order)`). In the class itself such an attribute is a symbol, a Type named
// "self.<attribute>"; what a method does to it is done, where it is called, to what the receiver was given.

#include <algorithm>
#include <array>

#include "link/code/evaluator.h"
#include "link/code/tracking.h"

namespace onewriter::link {
namespace {

constexpr std::size_t max_below = 64;
constexpr std::string_view symbol_prefix = "self.";

bool scripts(Language language) {
  return language == Language::Python || language == Language::Php || same_family(language, Language::JavaScript);
}

constexpr std::array<std::string_view, 3> constructors = {"__init__", "constructor", "__construct"};

// A class of the workspace or a handle that a library bound to a table.
bool tells(const Object& object) {
  return (object.is_class && object.type.declared) ||
         (object.binding && (!object.binding->tables.empty() || object.binding->entity.declared));
}

// A call of a method of the object itself.
// app()->make($this->model())?
bool is_self_call(const Unit& unit, NodeId call) {
  const auto& o = unit.outline();
  const NodeId receiver = o.child(call, Role::Receiver);
  return o.nodes[call].kind == Kind::Call && unit.names_self(receiver);
}

}  // namespace

bool Evaluator::is_symbol(const Type& type) { return !type.declared && type.name.starts_with(symbol_prefix); }

// The position of the constructor's parameter that an attribute is set from, the object itself not counted; -1: none.
int Evaluator::handing_parameter(const TypeDecl& decl, std::string_view attribute, std::string& name) const {
  const Unit& unit = program_.unit(decl.unit);
  const auto& o = unit.outline();
  for (const std::string_view called : constructors)
    for (const NodeId method : o.children(decl.node)) {
      if (o.nodes[method].kind != Kind::Method || o.word(method, Role::Name) != called) continue;
      std::string source;
      for (NodeId id = method + 1; id < o.nodes.size() && o.nodes[id].span.line <= o.nodes[method].span.end_line;
           ++id) {
        if (o.nodes[id].kind != Kind::Assign || unit.scope_of(id) != method) continue;
        const NodeId target = o.child(id, Role::Target);
        if (target == no_node || o.nodes[target].kind != Kind::Member || o.word(target, Role::Name) != attribute)
          continue;
        if (!unit.names_self(o.child(target, Role::Object))) continue;
        source = unit.dotted(o.child(id, Role::Value));
      }
      int position = unit.language() == Language::Python ? -1 : 0;
      for (const NodeId parameter : o.children(method)) {
        if (o.nodes[parameter].role != Role::Parameter) continue;
        const std::string_view word = o.word(parameter, Role::Name);
        const bool declares = o.child(parameter, Role::Modifier) != no_node && word == attribute;
        if (position >= 0 && ((!source.empty() && word == source) || declares)) {
          name = std::string(word);
          return position;
        }
        ++position;
      }
    }
  return -1;
}

NodeRef Evaluator::argument_node(NodeRef call, int position, std::string_view name) const {
  const Unit& unit = program_.unit(call.unit);
  const auto& o = unit.outline();
  int at = 0;
  for (const NodeRef& argument : arguments(call)) {
    if (o.nodes[argument.node].kind == Kind::Pair) {
      if (unit.dotted(o.child(argument.node, Role::Key)) == name)
        return {argument.unit, o.child(argument.node, Role::Value)};
    } else if (at++ == position) {
      return argument;
    }
  }
  return {};
}

Value Evaluator::argument_at(NodeRef call, int position, std::string_view name) {
  const NodeRef argument = argument_node(call, position, name);
  return argument.valid() ? evaluate(argument) : Value();
}

// What the text of a class says of the attribute, without knowing who made the object.
std::vector<Object> Evaluator::given_by_class(const TypeDecl& decl, std::string_view attribute) {
  std::vector<Object> result;
  const bool php = program_.unit(decl.unit).language() == Language::Php;
  // A model of Laravel's is its own query builder: an object of its class says as much as the class.
  const auto says = [&](const Object& object) {
    return tells(object) || (php && object.type.declared && !program_.library_bases(*object.type.declared).empty());
  };
  for (const Object& object : field_value(decl, attribute).objects)
    if (says(object)) result.push_back(object);
  if (!result.empty()) return result;
  std::vector<const TypeDecl*> chain = {&decl};
  for (std::size_t i = 0; i < chain.size() && i < 8; ++i) {
    const TypeDecl& at = *chain[i];
    const Unit& unit = program_.unit(at.unit);
    const auto& o = unit.outline();
    for (const Type& base : program_.bases(at)) {
      if (!base.declared || std::find(chain.begin(), chain.end(), base.declared) != chain.end()) continue;
      chain.push_back(base.declared);
      if (result = php ? given_by_method(decl, *base.declared, attribute) : result; !result.empty()) return result;
      std::string name;
      const int position = handing_parameter(*base.declared, attribute, name);
      if (position < 0) continue;
      for (NodeId id = at.node + 1; id < o.nodes.size() && o.nodes[id].span.line <= o.nodes[at.node].span.end_line;
           ++id) {
        if (o.nodes[id].kind != Kind::Call || unit.enclosing(id, Kind::Type) != at.node) continue;
        const std::string_view called = o.word(id, Role::Name);
        const NodeId receiver = o.child(id, Role::Receiver);
        int skipped = 0;
        if (called == "__init__" && receiver != no_node)
          skipped = unit.dotted(receiver) == base.declared->name ? 1 : 0;  // Base.__init__(self, Order)
        else if (!(php && called == "__construct" && receiver != no_node && unit.dotted(receiver) == "parent") &&
                 (called != "super" || o.child(id, Role::Argument) == no_node))
          continue;
        for (const Object& object : argument_at({unit.index(), id}, position + skipped, name).objects)
          if (says(object)) result.push_back(object);
        if (!result.empty()) return result;
      }
    }
  }
  return result;
}

// $this->model = app()->make($this->model()) in a class above: what the method of that name gives here.
std::vector<Object> Evaluator::given_by_method(const TypeDecl& decl, const TypeDecl& above,
                                               std::string_view attribute) {
  std::vector<Object> result;
  const Unit& unit = program_.unit(above.unit);
  const auto& o = unit.outline();
  for (const NodeId assign : unit.member_assigns_of(attribute)) {
    if (program_.holder_of(unit.index(), assign) != &above) continue;
    for (NodeId id = assign + 1; id < end_of(o, assign); ++id) {
      if (!is_self_call(unit, id)) continue;
      for (const MethodRef& method : program_.methods(decl, o.word(id, Role::Name)))
        for (const Object& object : evaluate_result(method).objects)
          if (tells(object)) result.push_back(object);
    }
  }
  return result;
}

// All that is ever given to the attribute: by the classes below, and by those who make objects.
const std::vector<Object>& Evaluator::given_by_anyone(const TypeDecl& decl, const std::string& attribute) {
  const auto key = std::pair(&decl, attribute);
  if (auto known = given_.find(key); known != given_.end()) return known->second;
  given_[key] = {};
  std::vector<Object> result;
  std::vector<const TypeDecl*> queue = {&decl};
  std::string name;
  const int position = handing_parameter(decl, attribute, name);
  for (std::size_t i = 0; i < queue.size() && i < max_below && result.empty(); ++i) {
    for (const TypeDecl* below : program_.derived(*queue[i])) {
      queue.push_back(below);
      for (Object& object : given_by_class(*below, attribute)) result.push_back(std::move(object));
    }
    if (position < 0 || !result.empty()) continue;
    for (const NodeRef& call : makers_of(queue[i]->name))
      for (const Object& object : argument_at(call, position, name).objects)
        if (tells(object)) result.push_back(object);
  }
  return given_[key] = std::move(result);
}

// The calls that make an object of a class of that name.
const std::vector<NodeRef>& Evaluator::makers_of(const std::string& name) {
  if (!makers_read_) {
    makers_read_ = true;
    for (const Unit& unit : program_.units()) {
      if (!scripts(unit.language())) continue;
      const auto& o = unit.outline();
      for (const NodeId call : unit.calls()) {
        std::string made = o.nodes[call].kind == Kind::Create ? unit.dotted(o.child(call, Role::Type))
                                                              : std::string(o.word(call, Role::Name));
        made = made.substr(made.rfind('.') + 1);
        if (!made.empty() && made[0] >= 'A' && made[0] <= 'Z' && makers_[made].size() < 64)
          makers_[made].push_back({unit.index(), call});
      }
    }
  }
  static const std::vector<NodeRef> none;
  auto found = makers_.find(name);
  return found == makers_.end() ? none : found->second;
}

// The connections, clients and sessions that makers hand to a constructor: new Orders(knex). What stands for one table
// differs from object to object and is a symbol.
void Evaluator::add_handed_in(const TypeDecl& decl, int position, std::string_view name, Value& value) {
  Value handed;
  for (const NodeRef& call : makers_of(decl.name)) {
    if (program_.unit(call.unit).is_test() && !program_.unit(decl.unit).is_test()) continue;
    const auto& made = callee(call).created;
    if (std::find(made.begin(), made.end(), &decl) == made.end()) continue;
    for (const Object& object : argument_at(call, position, name).objects)
      if (object.type.library && !object.is_class && !tells(object)) handed.objects.push_back(object);
  }
  value.merge(handed);
}

// `self.model` inside of a class that does not say what it is.
Value Evaluator::symbol(NodeRef at, std::string_view object, const std::string& attribute) {
  Value value;
  const Unit& unit = program_.unit(at.unit);
  if (!scripts(unit.language()) || !is_self(unit.language(), object) || depth_ > max_depth / 2) return value;
  const TypeDecl* decl = program_.holder_of(at.unit, at.node);
  if (!decl) return value;
  const std::vector<Object>& given = given_by_anyone(*decl, attribute);
  if (given.empty()) return value;
  Object one;
  one.type.name = std::string(symbol_prefix) + attribute;
  one.is_class = given.front().is_class;
  one.type.library = given.front().type.library;
  if (given.front().type.declared)
    for (const Type& base : program_.library_bases(*given.front().type.declared))
      if (!one.type.library) one.type.library = base.library;
  value.objects.push_back(std::move(one));
  return value;
}

// An object of a class that was made with a class or a handle: Repository(Order) is bound to Order.
void Evaluator::bind_given(Object& made, NodeRef call) {
  if (made.binding || !made.type.declared || !scripts(program_.unit(call.unit).language())) return;
  std::vector<const TypeDecl*> chain = {made.type.declared};
  for (std::size_t i = 0; i < chain.size() && i < 8; ++i) {
    const Unit& unit = program_.unit(chain[i]->unit);
    const auto& o = unit.outline();
    bool constructs = false;
    for (const NodeId method : o.children(chain[i]->node)) {
      const std::string_view called = o.word(method, Role::Name);
      constructs = constructs || (o.nodes[method].kind == Kind::Method &&
                                  std::find(constructors.begin(), constructors.end(), called) != constructors.end());
    }
    if (constructs) {
      for (const NodeRef& argument : arguments(call))
        for (const Object& object : evaluate(argument).objects) {
          if (!tells(object)) continue;
          auto binding = std::make_shared<Binding>(object.binding ? *object.binding : Binding());
          if (object.is_class && object.type.declared) binding->entity = object.type;
          made.binding = std::move(binding);
          return;
        }
      return;
    }
    for (const Type& base : program_.bases(*chain[i]))
      if (base.declared) chain.push_back(base.declared);
  }
}

std::vector<Object> Evaluator::given_at(std::string_view symbol_name, const Callee& callee, NodeRef call) {
  const std::string attribute(symbol_name.substr(symbol_prefix.size()));
  std::vector<Object> receivers = callee.receiver.objects;
  if (receivers.empty())
    if (const TypeDecl* around = program_.holder_of(call.unit, call.node)) {
      receivers.emplace_back();
      receivers.back().type.declared = around;
    }
  for (const Object& receiver : receivers) {
    if (!receiver.type.declared) continue;
    if (std::vector<Object> said = given_by_class(*receiver.type.declared, attribute); !said.empty()) return said;
    if (receiver.binding && (receiver.binding->entity.declared || !receiver.binding->tables.empty())) {
      Object one;
      one.type = receiver.binding->entity;
      one.is_class = one.type.declared != nullptr;
      one.binding = receiver.binding;
      return {one};
    }
    // The only class that an interface stands for: OrderRepositoryInterface of OrderRepository.
    const auto& below = program_.derived(*receiver.type.declared);
    if (program_.unit(receiver.type.declared->unit).language() == Language::Php && below.size() == 1)
      if (std::vector<Object> said = given_by_class(*below.front(), attribute); !said.empty()) return said;
  }
  return {};
}

}  // namespace onewriter::link
