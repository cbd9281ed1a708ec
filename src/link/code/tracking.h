#pragma once
// What mappers do that no call says: objects that were loaded are written when they were changed and the session saves;
// collections are written with what is added to them; a generic repository does to T what its callers bind T to.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "link/code/entities.h"

namespace onewriter::link {

// One past the last node inside `node`.
NodeId end_of(const extract::CodeOutline& o, NodeId node);

class Tracking {
 public:
  Tracking(const Program& program, Evaluator& evaluator, Entities& entities);

  // Does running the method write what was changed on loaded objects?
  bool saves(const MethodRef& method);

  // The classes whose objects a call of the method changes: that of `this`, those of elements added or removed.
  const std::set<const TypeDecl*>& changes(const MethodRef& method);

  // The classes of objects that some code puts into collections or properties of a class's objects.
  const std::set<const TypeDecl*>& populated(const TypeDecl& decl);

  // What a call of the method does to a type parameter of the method or of its class, to an attribute that was handed
  // in (Evaluator::is_symbol), or to what it is given as a parameter that is declared as no entity: "#0".
  struct Effect {
    MethodRef method;  // that which runs: an implementation of the one called
    std::string parameter;
    facts::Mode mode = facts::Mode::Read;
    const Library* library = nullptr;
    Text table;  // that the code makes of the name of what the parameter is bound to; else its entity's
  };
  const std::vector<Effect>& effects(const MethodRef& method);

  // The position in "#0"; -1 for another kind of parameter.
  static int given_position(std::string_view parameter);
  // What a call hands to the parameter "#0" of an effect's method; not valid() where it hands nothing.
  NodeRef given_to(const Effect& effect, NodeRef call);

  // The method, or the outermost lambda outside of methods, that runs a node: what it saves, it saves for all of it.
  MethodRef runner(const Unit& unit, NodeId node) const;
  // Was the object that an expression names made here, not loaded?
  bool made_here(const Unit& unit, NodeId expression) const;
  // The property that a Name or Member node means, with the class that has it.
  std::pair<const TypeDecl*, NodeId> property(const Unit& unit, NodeId node);

  static bool adds(std::string_view name);
  static bool removes(std::string_view name);

 private:
  void read_populated();
  bool is_local(const Unit& unit, NodeId node, std::string_view name) const;
  void own_effects(const MethodRef& method, std::vector<Effect>& out);
  std::string given_parameter(const MethodRef& method, NodeRef expression);

  const Program& program_;
  Evaluator& evaluator_;
  Entities& entities_;
  std::map<MethodRef, bool> saves_;
  std::map<MethodRef, std::set<const TypeDecl*>> changes_;
  std::map<const TypeDecl*, std::set<const TypeDecl*>> populated_;
  bool populated_read_ = false;
  std::map<MethodRef, std::vector<Effect>> effects_;
  int depth_ = 0;
};

}  // namespace onewriter::link
