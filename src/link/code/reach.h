#pragma once
// Which deployables really reach a piece of shared code: the calls from their own trees, followed through the
// workspace. Persistence code in a library belongs to those that call it, neither to the library nor to everyone that
// builds it in.

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
  void spread();
  MethodRef holder(std::uint32_t unit, NodeId node) const;

  const Program& program_;
  std::vector<FileOwners> owners_;  // by unit
  std::map<MethodRef, std::vector<MethodRef>> calls_;
  std::map<MethodRef, std::set<std::string>> reached_;
  std::map<const TypeDecl*, std::set<std::string>> mentioned_;
  std::map<const TypeDecl*, std::vector<const TypeDecl*>> derived_;
};

}  // namespace onewriter::link
