#pragma once
// Which deployables really reach a piece of shared code: the calls from their own trees, followed through the
// workspace. Persistence code in a library belongs to those that call it, neither to the library nor to everyone that
// builds it in.

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "link/code/evaluator.h"

namespace onewriter::link {

// What is known of a file's deployables before calls are followed.
struct FileOwners {
  std::vector<std::string> services;
  bool library = false;
  bool generated = false;  // by a library's tool, for those who call it: a library of the deployable's own
};

class Reach {
 public:
  Reach(const Program& program, Evaluator& evaluator, std::function<FileOwners(const std::string&)> owners_of);

  struct Answer {
    std::vector<std::string> services;  // sorted
    bool by_mention = false;  // no call was seen to lead there; these services name the type (injection, registration)
  };
  // The deployables that reach the code at `node`. For a file of a deployable's own tree: that one, whatever calls it.
  Answer reaching(std::uint32_t unit, NodeId node) const;

 private:
  void read_structural_types();
  void read_calls(Evaluator& evaluator);
  void add_handed_over(Evaluator& evaluator, NodeRef call, std::vector<MethodRef>& targets);
  // Adds what can be reached from the methods in `queue`.
  void spread(std::deque<MethodRef> queue);
  // reach_roots.cpp: where shared code begins to run without a call. Each gives the methods that it adds services to.
  std::deque<MethodRef> roots_of_services();
  std::deque<MethodRef> roots_of_frameworks(bool unless_called);
  std::deque<MethodRef> roots_of_mentions(bool uncalled_only);
  std::set<std::string> building_in(std::uint32_t unit, const std::set<std::string>& services) const;
  // The deployables that reach a method of the type.
  std::set<std::string> reaching_any_method(const TypeDecl& decl) const;
  MethodRef holder(std::uint32_t unit, NodeId node) const;

  const Program& program_;
  std::vector<FileOwners> owners_;  // by unit
  std::map<MethodRef, std::vector<MethodRef>> calls_;
  std::map<MethodRef, std::set<std::string>> reached_;
  std::map<const TypeDecl*, std::set<std::string>> mentioned_;
  std::map<MethodRef, std::set<const TypeDecl*>> mentions_;  // by methods of shared code
  std::set<MethodRef> called_;                               // from another type
  std::set<MethodRef> guessed_;                              // roots because a reached piece of code mentions the type
  std::map<const TypeDecl*, std::vector<const TypeDecl*>> derived_;
};

}  // namespace onewriter::link
