#pragma once
// Makes the observations of a workspace: walks all calls and assignments and asks the models what they do.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "link/code/entities.h"
#include "link/code/mapper_xml.h"
#include "link/code/observe.h"
#include "link/code/sqlc.h"
#include "link/code/statements.h"
#include "link/code/tracking.h"

namespace onewriter::link {

class Observer {
 public:
  Observer(const std::vector<extract::SourceFile>& files, const Models& models,
           const std::function<FileOwners(const std::string&)>& owners_of)
      : files_(files),
        program_(files, models),
        settings_(files),
        evaluator_(program_, settings_),
        schemas_(files, owners_of),
        sqlc_(files),
        statements_(program_, schemas_),
        mappers_(files),
        mapping_(read_mapping_files(files)),
        entities_(program_, evaluator_, settings_, mapping_),
        tracking_(program_, evaluator_, entities_),
        reach_(program_, evaluator_, owners_of),
        owners_of_(owners_of) {}
  Observations run();

 private:
  bool is_abstract(const TypeDecl& decl) const;
  facts::Scope scope_of_path(const std::string& path) const;

  facts::Place place_of(const Unit& unit, NodeId id) const;

  StatementSite site_of(const Unit& unit, NodeId id) const;

  StatementSite site_of(const Unit& unit, NodeId id, const LibraryCall& call) const;

  static bool in_method(const Unit& unit, NodeId id, const std::vector<std::string>& names);
  void observe_call(const Unit& unit, NodeId id);

  // A method that the workspace declares and a library implements: a repository's or mapper's. Its annotation says what
  // it does, else its name, by the rules of the library type that the declaring type extends.
  void observe_declared_method(const Unit& unit, NodeId id, const MethodRef& method, const Callee& what);

  // A mapper's method whose statement stands in XML under the mapper's name, or the name of a mapper that extends it.
  bool observe_mapper_xml(const Unit& unit, NodeId id, const MethodRef& method, const Callee& what);

  // A change of an entity that was loaded in a transaction: written at its end, no call says so (Jakarta
  // Persistence 3.1, 3.2.4 "Synchronization to the Database").
  void observe_change(const Unit& unit, NodeId id, const Callee& what);
  void observe_changed(const Unit& unit, NodeId id, const std::vector<Object>& objects);
  bool changes_its_object(const MethodRef& method) const;
  bool in_transaction(const Unit& unit, NodeId node, const std::vector<std::string>& annotations, int depth = 0);

  void observe_method_reference(const Unit& unit, NodeId id);
  bool implemented(const MethodRef& method);

  NodeId annotation_of(const Unit& unit, NodeId node, const AnnotationRule& rule);

  void observe_operator(const Unit& unit, NodeId id);
  void observe_assignment(const Unit& unit, NodeId id);

  std::string with_settings(const std::string& text, const Unit& unit) const;
  // Settings that stand before all routes of a service: a mount for each file that says one.
  void observe_route_settings();

  // A class that a framework runs for what it extends: a view set reads and writes its query set.
  void observe_type(const Unit& unit, NodeId id);

  // user.name = ... on an object that a unit of work tracks is written with the next commit.
  void observe_change(const Unit& unit, NodeId id, NodeId target, const Object& object);

  // Is this call the receiver of one that does something itself? Order.objects.filter(...).delete()
  bool continued(NodeRef call);

  void observe_effects(const LibraryCall& call, const Evaluator::Site& site, const StatementSite& where, NodeId id);

  // observe_beyond.cpp: what is done other than reading and writing tables
  void add_effects(const LibraryCall& call, const Evaluator::Site& site, const StatementSite& where, NodeId id);
  void observe_mark(const Unit& unit, NodeId annotation);
  // What an annotation stands on, as models call it; "" when it is nothing that they speak of.
  static std::string_view declaration_word(Kind kind);
  // The rules that an annotation's name and arguments meet.
  std::vector<const MarkRule*> marks_at(const Unit& unit, NodeId annotation, NodeId declaration);
  // A call of a method of a type that is marked as a client: a request to the service that the mark names.
  void observe_client(const Unit& unit, NodeId id, const MethodRef& method);
  Effect blank_effect(EffectKind kind, const Unit& unit, NodeId id, const Library* library, const StatementSite& where);
  bool names_texts(const TypeDecl& decl) const;
  // `events`: types that only stand for those below them are left out.
  std::vector<EffectPart> effect_part(const Selectors& selectors, const Evaluator::Site& site, bool events = false);
  void add_effect(Effect effect, NodeRef at);
  void add_code_calls(const Unit& unit, NodeId id, const Callee& what);
  std::vector<NodeRef> calls_around(const Unit& unit, NodeId id, bool as_argument) const;
  std::vector<std::size_t> effects_around(const Unit& unit, NodeId id) const;
  std::vector<std::string> holders_of(const Text& text) const;
  void settle_effects();
  // A call that can run but one body.
  struct SureCall {
    NodeRef at;
    CodeKey caller = 0;
    MethodRef body;
  };
  std::vector<SureCall> sure_calls() const;
  void tell_steps(const std::vector<SureCall>& calls);
  // observe_transactions.cpp: what code a transaction surrounds
  void tell_surrounded(const std::vector<SureCall>& calls);
  // The lines of the calls that end transactions, sorted, by the function in which they stand.
  using Ends = std::map<CodeKey, std::vector<std::uint32_t>>;
  CodeSpan own_span(const Effect& transaction, NodeRef at, bool handed, const Ends& ends) const;
  // Is the call given what the transaction runs, and which functions of the workspace are that?
  bool is_handed(NodeRef call, std::vector<NodeRef>& functions);
  std::vector<NodeRef> methods_with(NodeRef marked) const;

  void add_blind(const StatementSite& where, const std::string& what);
  std::optional<StatementSite> whose_text(const Text& text, const StatementSite& where) const;

  Observation blank(const StatementSite& where) const;

  void observe_table(const Selector& selector, facts::Mode mode, const LibraryCall& call, const Evaluator::Site& site,
                     const StatementSite& where);

  // "user:" + id -> "user:*"
  static std::string key_pattern(const std::string& text);

  void observe_entity(const TypeDecl& decl, facts::Mode mode, const Library* library, const StatementSite& where,
                      bool associations = true, bool eager = true);
  void observe_copies(const TypeDecl& decl, facts::Mode mode, const Library* library, const StatementSite& where);

  // The entities that the properties in a derived query's name lead to: findByBrandName.
  void observe_derived_path(const TypeDecl& entity, std::string_view method, const Library* library,
                            const StatementSite& where);
  const TypeDecl* association_target(const TypeDecl& entity, std::string_view property);

  void observe_jpql(const Unit& unit, const Text& text, const Library* library, const StatementSite& where);

  static bool is_shift(const Unit& unit, NodeId node);
  Value shifted_text(const Unit& unit, NodeId shift);
  Value statement_text(const Selectors& selectors, const Evaluator::Site& site);

  void observe_named_statement(const Selectors& selectors, const Evaluator::Site& site, const StatementSite& where);

  bool observe_named_query(const std::string& name, const StatementSite& where);
  bool observe_query_of_file(const std::string& name, const StatementSite& where);
  void observe_provided(const LibraryCall& call, const Evaluator::Site& site, const StatementSite& where);
  std::string named_queries(const Unit& unit);
  void observe_part(const Text& part, const Evaluator::Site& site, const StatementSite& where);
  void observe_procedure(const Selectors& selectors, const Evaluator::Site& site, const StatementSite& where);
  Value with_scripts_opened(Value value) const;
  const Library* library_named(std::string_view name) const;

  void claim(const Value& value);

  // Does a type of the workspace do this call's work?
  bool works_through_workspace(const LibraryCall& call) const;

  void observe_unbound(const Unit& unit, NodeId id, const Callee& what);
  // A call that no model knows: a statement among its arguments is run all the same, whatever the receiver is.
  void observe_unknown(const Unit& unit, NodeId id);

  // Whole statements that no call was seen to take: built into structures, handed through frameworks. They are likely
  // run.
  void observe_unclaimed(const Unit& unit);

  // observe_tracking.cpp: what no call names
  void observe_between(const TypeDecl& owner, NodeId member, facts::Mode mode, const StatementSite& where);
  void observe_navigations(const Unit& unit, NodeId first, NodeId last, const StatementSite& where);
  void observe_named_navigation(const TypeDecl& start, std::string_view path, const StatementSite& where);
  void observe_query_lambdas(const LibraryCall& call, const NodeRef& ref, const StatementSite& where);
  void observe_set_use(const Unit& unit, NodeId id);
  // observe_relations.cpp: relations that a class's body declares
  void observe_along(const Object& receiver, facts::Mode mode, const Library* library, const StatementSite& where);
  void observe_joined(const TypeDecl& entity, const Unit& unit, NodeId node, const StatementSite& where, int depth);
  void observe_joins(const LibraryCall& call, const NodeRef& ref, const StatementSite& where);
  void observe_relation_given(const TypeDecl& owner, const Unit& unit, NodeId at, std::string_view name);
  void observe_relation_assigned(const Unit& unit, NodeId assign);
  void observe_relations_made(const LibraryCall& call, const NodeRef& ref);
  void observe_declared_relations(const Unit& unit, const TypeDecl& decl);
  // observe_paths.cpp: relations that a query or an attribute names
  std::vector<Object> related_by(const Object& from, std::string_view name, const Unit& asked_in,
                                 const Library* library);
  void observe_related(const Object& to, facts::Mode mode, const Library* library, const StatementSite& where);
  std::vector<Object> observe_relation(const Object& from, std::string_view path, const Unit& asked_in,
                                       const Library* library, const StatementSite& where);
  void observe_relation_expression(const Object& from, std::string_view text, const Unit& asked_in,
                                   const Library* library, const StatementSite& where, int depth);
  // Where a value names relations: as keys of maps only; in texts, too; or it is one that describes a relation.
  enum class Named { Keys, Texts, Described };
  // The literals that were gone through already, with the entity that they speak of.
  using Met = std::set<std::pair<EntityKey, NodeRef>>;
  void observe_named_relations(const Object& from, const Value& value, Named named, const Library* library,
                               const StatementSite& where, const Unit& asked_in, Met& met);
  std::vector<Object> described_relation(const Object& from, const Value& value, const Unit& asked_in,
                                         const Library* library, const StatementSite& where);
  void observe_filled(const Object& from, const Value& value, const LibraryCall& call, bool joins,
                      const StatementSite& where, const Unit& asked_in, Met& met, bool below);
  void observe_lookups(const Object& from, const Unit& unit, NodeId node, const Library* library,
                       const StatementSite& where, int depth);
  Object navigated_from(const LibraryCall& call, const NodeRef& ref);
  void observe_navigated(const LibraryCall& call, const NodeRef& ref, const StatementSite& where);
  void observe_loaded(const Unit& unit, NodeId id);
  void observe_dynamic_property(const Unit& unit, NodeId id);
  void observe_index(const Unit& unit, NodeId id);
  void observe_bare_relation(const Unit& unit, NodeId id);
  void observe_change(const Unit& unit, NodeId id);
  void observe_generic(const Unit& unit, NodeId id, const Callee& what);
  void observe_bound(const Tracking::Effect& effect, const Type& bound, const Unit& unit, NodeId id);
  void observe_given(const Tracking::Effect& effect, const Callee& what, NodeRef call);

  void observe_schema_file(const extract::SourceFile& file);

  const std::vector<extract::SourceFile>& files_;
  Program program_;
  SettingsLookup settings_;
  std::set<const TypeDecl*> base_types_;  // of events, these stand for the types below them and are none themselves
  void find_base_types();
  Evaluator evaluator_;
  Schemas schemas_;
  SqlcQueries sqlc_;
  Statements statements_;
  MapperXml mappers_;
  MappingFiles mapping_;
  Entities entities_;
  Tracking tracking_;
  std::set<const Library*> tracks_;  // libraries that write what was changed when they save
  // Library types that the workspace extends, and their first type arguments: (IUserStore, User).
  std::set<std::pair<std::string, const TypeDecl*>> extended_;
  Reach reach_;
  const std::function<FileOwners(const std::string&)>& owners_of_;
  std::vector<facts::Scope> scopes_;
  std::vector<bool> library_;  // by unit
  std::set<NodeRef> claimed_;
  std::map<std::string, std::vector<NodeRef>> named_queries_;  // their annotations
  bool named_queries_read_ = false;
  std::map<NodeRef, std::vector<std::size_t>> effects_at_;  // by the call that has them
  std::vector<std::pair<std::size_t, NodeRef>> requests_;   // effects that are requests, and where they stand
  std::vector<NodeRef> calls_at_;                           // where each of out_.calls stands
  std::map<NodeRef, std::vector<std::size_t>> handed_to_;   // protections in a call's arguments, by the call
  std::map<const TypeDecl*, std::vector<const TypeDecl*>> derived_;
  Observations out_;
};

}  // namespace onewriter::link
