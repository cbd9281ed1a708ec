#pragma once
// Works out what expressions are worth, on demand and with memory: through variables, fields, parameters (from the
// calls that are seen), constants of other files, functions and library models. Bounded in depth and alternatives; what
// is beyond is a hole or nothing.

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "link/code/node_memory.h"
#include "link/code/value.h"

namespace onewriter::link {

class SettingsLookup;

// A call together with what a model says of it, and the object it is made on.
struct LibraryCall {
  const Library* library = nullptr;
  const Callable* callable = nullptr;
  Object receiver;  // type empty for functions
};

// What a Call or Create node may run.
struct Callee {
  std::vector<LibraryCall> library;
  std::vector<MethodRef> workspace;
  std::vector<const TypeDecl*> created;  // constructors of workspace types
  Value receiver;
  bool receiver_known = false;

  bool empty() const {
    return library.empty() && workspace.empty() && created.empty() && receiver.empty() && !receiver_known;
  }
};

class Evaluator {
 public:
  // Methods of the JVM's containers and queries that give elements: get, orElseThrow, stream.
  static bool gives_elements(std::string_view method);

  Evaluator(const Program& program, const SettingsLookup& settings) : program_(program), settings_(settings) {
    read_handed();
    forget();
    read_links();
    forget();
  }

  const Program& program() const { return program_; }

  // What evaluate() and callee() give stays as long as the question that is asked from outside.
  const Value& evaluate(NodeRef expression);
  // What calling a method without arguments gives.
  Value evaluate_result(const MethodRef& method) { return method_result(method, {}, method); }
  const Callee& callee(NodeRef call);
  std::vector<NodeRef> arguments(NodeRef call) const;
  // What a call hands over at the position, or under the name where arguments have names; else not valid().
  NodeRef argument_node(NodeRef call, int position, std::string_view name) const;

  // What a selector means at a call (or at an assignment to a property, where `value` is what is assigned).
  struct Site {
    NodeRef call;
    Object receiver;
    NodeRef assigned;
  };
  Value select(const Selector& selector, const Site& site);
  // The first selector that gives something.
  Value first_of(const Selectors& selectors, const Site& site);
  // What the selected expressions say in so many words when they are worth no text: numbers, constants, names.
  std::vector<Text> written(const Selectors& selectors, const Site& site) const;
  // The object that a dotted name means, as used at `at`: `app` of a decorator written @app.route.
  Value value_of_path(NodeRef at, std::string_view dotted);
  // The expressions that a selector means at a call, unevaluated (for places).
  std::vector<NodeRef> expressions(const Selector& selector, const Site& site) const;

  // The type that a model's type expression means for a receiver ("E", "self", "pg.Client").
  Type type_of(const TypeExpression& expression, const LibraryCall& call, const Site& site);
  // The arguments of a library type's parameters for a receiver, following bases: E of JpaRepository<Order, Long>.
  Type type_parameter(const Object& receiver, std::string_view name) const;
  // What an attribute of the type holds, its own or inherited.
  Value field_value(const TypeDecl& decl, std::string_view name);

  // The rule of a model for a method or property of an object's type, bases included.
  enum class Member { Method, Static, Property, Assigned };
  std::optional<LibraryCall> member_rule(const Object& object, std::string_view name, Member kind) const;

  // The type at the other end of the association that a call's first argument names: o => o.Items, "Items".
  Type navigation_type(const Site& site);
  // The types that a method's type parameters are bound to at a call, by its receiver, its type arguments or the
  // arguments it is given; an empty Type for one that cannot be told.
  Type bound_at(std::string_view parameter, const MethodRef& method, const Callee& callee, NodeRef call);
  // The relation of that name that a class's body declares with a call (has_many :items); the receiver is the other
  // class.
  std::optional<LibraryCall> relation(const TypeDecl& decl, std::string_view name, int depth = 0);
  // A call in a class's body that declares a member, or several.
  struct Relation {
    const Library* library = nullptr;
    const RelationRule* rule = nullptr;
    NodeRef call;
    std::string member;
  };
  const std::vector<Relation>& relations_of(const TypeDecl& decl);
  // What the tag of a struct's field says under that entry of that key: order_tags of `gorm:"many2many:order_tags"`.
  std::string tag_entry(const Unit& unit, NodeId member, std::string_view key, std::string_view entry);

  // A relation that another place tells than the attribute itself (evaluator_links.cpp).
  struct Link {
    std::string name;   // as objects of the class have it
    std::string query;  // as queries name it, where that differs
    std::string path;   // the file that tells it
    Object to;          // bound to what it leads to, and to what stands between
    bool held = false;  // the rows that it starts from hold the key
  };
  std::vector<const Link*> links_of(const Object& from, const Unit& asked_in) const;

  // Attributes that a class leaves to others, as symbols (evaluator_handed.cpp).
  static bool is_symbol(const Type& type);
  // What a symbol stands for at a call of a method: what its receiver was given.
  std::vector<Object> given_at(std::string_view symbol_name, const Callee& callee, NodeRef call);

  // The type that an expression was declared with or created as, the first that is known.
  Type type_of_value(const Value& value) const;
  std::vector<Type> types_of_value(const Value& value) const;

  const std::vector<ConnectionText>& connections() const { return connections_; }

 private:
  // C#: an interface beside the library's base says again what the base does: DbSet<T> Set<T>() of one's IDbContext.
  bool repeats_library(const TypeDecl& type, const std::vector<MethodRef>& methods) const;
  void end_question();
  // What was answered while something that answers hang on was still being read.
  void forget();
  Callee callee_uncached(NodeRef call);
  bool is_variable(NodeRef call) const;
  Value evaluate_uncached(NodeRef expression);
  Value select_one(const Selector& selector, const Site& site);
  Value name_value(NodeRef ref);
  Value nearest_constant(const Unit& from, std::string_view name);
  Value variable_value(const Unit& unit, const Variable& variable, NodeId use);
  Value parameter_value(const Unit& unit, NodeId parameter);
  Value parameter_value_uncached(const Unit& unit, NodeId parameter);
  Value handed_by_tool(const Unit& unit, NodeId function, std::string_view name, std::size_t position) const;
  Value passed_value(const Unit& unit, NodeId parameter, Value value);
  // evaluator_callers.cpp
  struct HandedTo {
    NodeRef call, argument;
  };
  const std::vector<HandedTo>& handed_to(NodeRef function);
  void add_called_back(NodeRef call, NodeRef argument, std::size_t position, Value& value);
  std::vector<NodeRef> module_calls(const Unit& module, NodeId function);
  void read_handed();
  void read_module_calls();
  Value assign_value(const Unit& unit, NodeId assign, std::string_view target = {});
  Value loop_source(const Unit& unit, NodeId loop, std::string_view target);
  Value member_value(NodeRef ref);
  // The simple names of classes.
  Value class_name(const Value& value) const;
  Value member_of(const Value& object, NodeRef ref, const std::string& name);
  // The same for a type as used: what the field's type says of type parameters is bound.
  Value field_value(const Type& type, std::string_view name);
  Value seen_from(Value value, const TypeDecl& declaring, const Type& receiver) const;
  Value generated_object(const Unit& unit, std::string_view type) const;
  Value exported(const Unit& module, std::string_view name);
  // The functions at the top of Kotlin's files that a name means: of the package, or imported by name.
  std::vector<NodeRef> kotlin_functions(const Unit& unit, const std::string& name) const;
  // The module that a path means at a node; nullptr where it begins with a variable or a field.
  const Unit* rust_module(const Unit& unit, NodeId at, std::string_view path) const;
  Value exported_by_all(const Unit& unit, std::string_view name);
  Value index_value(NodeRef ref);
  // The entity that a class's library base is declared with, where the base has type parameters.
  Type entity_of_base(const Type& type, const Library* library) const;
  Value symbol(NodeRef at, std::string_view object, const std::string& attribute);
  int handing_parameter(const TypeDecl& decl, std::string_view attribute, std::string& name) const;
  Value argument_at(NodeRef call, int position, std::string_view name);
  std::vector<Object> given_by_class(const TypeDecl& decl, std::string_view attribute);
  std::vector<Object> given_by_method(const TypeDecl& decl, const TypeDecl& above, std::string_view attribute);
  const std::vector<Object>& given_by_anyone(const TypeDecl& decl, const std::string& attribute);
  const std::vector<NodeRef>& makers_of(const std::string& name);
  void bind_given(Object& made, NodeRef call);
  void add_handed_in(const TypeDecl& decl, int position, std::string_view name, Value& value);
  // Functions that a library calls on objects of its own: schema.statics.find = function () { this... }
  Value attached_self(const Unit& unit, NodeId node);
  Value extended_self(const Unit& unit, NodeId node);
  Value extension_property(const Value& object, NodeRef ref, const std::string& name);
  Value made_from(const Unit& unit, const Object& object);
  void read_registered();
  // What a parameter or field is given by what it is annotated with: @InjectModel("Order").
  Value injected(const Unit& unit, NodeId node);
  std::vector<Text> tables_held_by(const Unit& from, const std::string& variable, const Library* library);
  void add_made_with(const TypeDecl& decl, std::string_view name, Value& value);
  Value call_value(NodeRef ref);
  Value string_value(NodeRef ref);
  Value entry_of(const Value& map, std::string_view key);
  std::vector<Text> written_in_entry(const Value& map, std::string_view key);
  Value entry_at(const Value& map, std::string_view path);
  // evaluator_links.cpp
  void read_links();
  void link_back(const LibraryCall& call, NodeRef ref);
  void link_by_call(const LibraryCall& call, NodeRef ref);
  void link_by_map(const TypeDecl& decl);
  Value linked(const TypeDecl& decl, std::string_view name) const;
  std::optional<LibraryCall> edge(const Object& object, std::string_view name, const Unit& asked_in) const;
  void add_extensions(std::string_view name, Callee& result);
  void bind_parameters(Type& type, const MethodRef& method, const Callee& callee, NodeRef call);
  Value library_result(const LibraryCall& call, const Site& site);
  static void add_bound_to(const Type& entity, const std::shared_ptr<Binding>& binding, Value& value);
  std::string said_limit(const Selector& selector, const Site& site);
  Value relation_word(const Relation& relation, const std::string& word);
  Binding::Along along_of(const LibraryCall& call, const Site& site) const;
  void bind_field(Binding& binding, std::string_view field, const Library& library);
  std::optional<std::pair<const TypeDecl*, std::string>> attribute_at(NodeRef value) const;
  Type declared_entity(NodeRef value) const;
  Object related(const TypeDecl& holder, const Relation& relation, int depth);
  // The class of a Ruby library's entities that a name in snake case means, singular or plural.
  const TypeDecl* entity_called(const Unit& unit, std::string_view name);
  Value by_convention(const Unit& unit, std::string_view name);
  Value class_member(const Object& of, std::string_view path);
  Value marked(const Selector& selector, NodeRef annotation);
  void add_mentioned(NodeRef at, Value& value, int depth);
  // What a library's methods mean on receivers of which nothing is known.
  std::optional<LibraryCall> anywhere(NodeRef call, const Callee& known);
  // evaluator_settings.cpp
  std::string setting_name(const Unit& unit, NodeId field);
  std::string setting_key(const TypeDecl& decl, NodeId field, int depth);
  Value setting_of(const TypeDecl& decl, std::string_view name);
  // evaluator_tables.cpp
  void read_declared_tables();
  std::string table_module(NodeRef ref) const;
  Value or_declared_table(NodeRef ref, Value value);
  // evaluator_clients.cpp
  const std::vector<const TypeDecl*>& entities_of(const Library& library);
  const TypeDecl* client_entity(NodeRef call, const Library& library);
  // A relation between entities of a generated client: edge.To("tags", Tag.Type).
  struct Edge {
    const TypeDecl* owner = nullptr;
    const TypeDecl* target = nullptr;
    std::string name;
    std::string said;   // the name, folded
    std::string of;     // of the other way round: the edge that it is the inverse of; empty where nothing says
    std::string table;  // that the edge names
    bool inverse = false;
    bool unique = false;
  };
  const std::vector<Edge>& edges_of(const Library& library, const std::string& module);
  void read_edges(const TypeDecl& owner, const MethodRef& method, const Library& library, const std::string& module,
                  std::vector<Edge>& out);
  const TypeDecl* edge_owner(NodeRef call, const Library& library, const AnywhereRule& rule);
  const TypeDecl* led_to(NodeRef call, const Library& library, const AnywhereRule& rule);
  std::vector<const Edge*> edges_called(NodeRef call, const Library& library, const AnywhereRule& rule,
                                        const MethodRule& method);
  const Edge* edge_from(const TypeDecl* owner, NodeRef call, const Library& library, const AnywhereRule& rule,
                        const MethodRule& method);
  const Edge* edge_named(NodeRef call, const Library& library, const AnywhereRule& rule, const MethodRule& method);
  std::optional<LibraryCall> along_edge(const Edge& edge, const Library& library, const std::string& module,
                                        const Callable& callable);
  std::optional<LibraryCall> of_generated_client(NodeRef call);
  Value required(NodeRef call);
  Value registered(const Unit& unit, const std::string& name);
  Value in_bag_of_models(const Unit& unit, std::string_view bag, const std::string& name);
  void add_functions(const Value& value, Callee& result) const;
  Value value_named(NodeRef at, const std::string& name);
  void give_arguments(const MethodRef& method, NodeRef call, Value& value);
  bool comes_from(const Unit& unit, NodeId expression, std::string_view parameter,
                  std::set<const Variable*>& asked) const;
  void give_class(const MethodRef& method, NodeId parameter, NodeRef argument, Value& value);
  // Java: the method cannot be meant by a call that hands over fewer arguments than it takes, or others; Rust: another
  // number of them.
  bool refuses(const MethodRef& method, NodeRef call) const;
  bool refuses(const Type& parameter, NodeRef argument) const;
  Value method_result(const MethodRef& method, const Callee& callee, NodeRef call);
  Value declared_value(const Type& type, NodeRef origin);
  Value element_of(const Value& value) const;
  // Optional, Stream, Iterable, Page, Mono of the JVM and Kotlin's scope functions: methods whose lambda gets an
  // element, and methods that give elements.
  static bool takes_elements(std::string_view method);
  // An object of an entity that a repository or session read, whose changes are tracked.
  bool tracked(const LibraryCall& call) const;
  Value self_value(const Unit& unit, NodeId node);
  const Callable* appending(const Object& object, std::string_view name) const;
  // What an argument of a format is; what nobody knows keeps its name: "%s/orders" of ordersUrl is {ordersUrl}/orders.
  std::vector<Text> texts_or_hole(NodeRef argument);
  void append_argument(const Callable& rule, NodeRef call, std::vector<Text>& texts);
  void append_calls(const Unit& unit, const Object& builder, std::string_view variable, NodeId from, NodeId to,
                    std::vector<Text>& texts);
  void add_delivered(NodeRef call, const std::vector<LibraryCall>& library, Callee& result);
  void add_invoked(NodeRef call, const std::vector<LibraryCall>& library, Callee& result);
  std::optional<LibraryCall> rule_of_block(const Unit& unit, NodeId call, std::string_view name);
  std::uint32_t connection_of(const LibraryCall& call, const Site& site);

  const Program& program_;
  const SettingsLookup& settings_;
  NodeMemory<Value> memory_;
  NodeMemory<Callee> callees_;
  std::unordered_map<std::uint64_t, Value> parameters_;
  std::vector<std::uint64_t> active_;  // what is being worked out, outermost first
  bool is_active(std::uint64_t key) const { return std::find(active_.begin(), active_.end(), key) != active_.end(); }
  std::size_t nodes_of(NodeRef ref) const { return program_.unit(ref.unit).outline().nodes.size(); }
  std::vector<ConnectionText> connections_;
  std::unordered_map<std::uint64_t, std::uint32_t> connection_at_;
  // Results that a limit cut short: good enough for the rest of the question under way, not for the next one. Without
  // them, code that calls itself in many ways would be walked again and again.
  std::unordered_map<std::uint64_t, Value> passing_;
  std::unordered_map<std::uint64_t, Callee> passing_callees_;
  std::unordered_map<std::uint64_t, Value> passing_parameters_;
  std::unordered_map<const TypeDecl*, std::vector<Relation>> relations_;
  std::unordered_map<std::string, std::vector<const TypeDecl*>> entity_names_;
  bool entity_names_read_ = false;
  std::map<EntityKey, std::vector<Link>> links_;
  std::map<std::string, std::vector<std::string>> schemas_of_;  // table -> schema files that have a model of it
  // What calls that register a name made, by name.
  std::unordered_map<std::string, std::vector<NodeRef>> registered_;
  std::unordered_map<std::string, std::vector<std::string>> spellings_;  // of registered names, by folded()
  std::unordered_map<const Library*, std::vector<const TypeDecl*>> entities_of_;
  std::unordered_map<const Library*, std::vector<Edge>> edges_;
  // Answers of led_to, of the question under way; with it: was it cut short?
  std::map<std::pair<std::uint64_t, const AnywhereRule*>, std::pair<const TypeDecl*, bool>> led_to_;
  struct DeclaredTable {
    NodeRef call;
    const Callable* callable;
    std::string table;
  };
  std::map<std::string, std::vector<DeclaredTable>, std::less<>> declared_tables_;  // by the module's name
  bool declared_tables_read_ = false;
  bool registered_read_ = false;
  // The workspace's types that extend a library's handler type, with the message that each is for.
  struct Handler {
    const TypeDecl* decl;
    Type message;
  };
  std::unordered_map<const LibraryType*, std::vector<Handler>> handlers_;
  bool handlers_read_ = false;
  std::map<std::pair<const TypeDecl*, std::string>, std::vector<Object>> given_;
  std::unordered_map<std::string, std::vector<NodeRef>> makers_;
  std::unordered_map<std::uint64_t, std::vector<HandedTo>> handed_;       // by function
  std::unordered_map<std::uint32_t, std::vector<NodeRef>> module_calls_;  // by the module that is called
  bool module_calls_read_ = false;
  bool makers_read_ = false;
  static constexpr int max_depth = 24;
  static constexpr int max_steps = 3000;
  int depth_ = 0;
  int steps_ = 0;     // of the question under way
  bool cut_ = false;  // the evaluation under way met a limit: its result must not be remembered
};

}  // namespace onewriter::link
