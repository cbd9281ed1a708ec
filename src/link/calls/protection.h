#pragma once
// What stands between a request and the failure of whom it asks: timeouts, retries, circuit breakers, fallbacks, around
// the call itself or around a function that leads to it.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "link/observation.h"

namespace onewriter::link {

struct Cover {
  std::string timeout;          // as written, or "yes"
  std::set<std::string> words;  // breaker fallback retry try
  void add(const Effect& protect);
  void add(const Cover& other);
};

class Protection {
 public:
  explicit Protection(const Observations& observations);

  // Of one request: what its own call, its function, its class and the functions that lead there have.
  Cover of(const Effect& request) const;
  // Policies that hold for all clients of a service: `protects` with the scope "service", and whose they are.
  const std::vector<std::pair<const Effect*, Cover>>& everywhere() const { return everywhere_; }

 private:
  Cover around_function(CodeKey function, int depth, std::set<CodeKey>& seen) const;

  const Observations& observations_;
  std::map<CodeKey, Cover> functions_, types_;  // said by marks, or by calls in the same function
  std::map<CodeKey, std::vector<const CodeCall*>> callers_;
  std::vector<std::pair<const Effect*, Cover>> everywhere_;
};

}  // namespace onewriter::link
