#include "link/calls/protection.h"

#include <algorithm>

namespace onewriter::link {

void Cover::add(const Effect& protect) {
  if (timeout.empty()) timeout = protect.limit("timeout");
  if (protect.has("breaker")) words.insert("breaker");
  if (protect.has("fallback")) words.insert("fallback");
  if (protect.has("retries")) words.insert("retry");
}

void Cover::add(const Cover& other) {
  if (timeout.empty()) timeout = other.timeout;
  words.insert(other.words.begin(), other.words.end());
}

Protection::Protection(const Observations& observations) : observations_(observations) {
  for (const Effect& e : observations.effects) {
    if (e.kind != EffectKind::Protect) continue;
    if (e.text("scope") == "service" || e.text("scope") == "library") {
      Cover cover;
      cover.add(e);
      everywhere_.push_back({&e, std::move(cover)});
    } else if (e.mark == "type") {
      types_[e.type_key].add(e);
    } else if (e.mark == "method") {
      functions_[e.function_key].add(e);
    } else if (e.mark.empty() && e.function_key != 0) {
      // A deadline holds for what the function does after it; a breaker only for what it is handed.
      Effect deadline = e;
      std::erase_if(deadline.parts, [](const auto& part) { return part.first != "timeout"; });
      functions_[e.function_key].add(deadline);
    }
    // A function that a breaker is handed by its name: new CircuitBreaker(load), breaker.call(load, id).
    if (const auto handed = e.parts.find("breaker"); handed != e.parts.end())
      for (const EffectPart& part : handed->second)
        if (part.kind == EffectPart::Kind::Function) functions_[code_key(part.unit, part.node)].add(e);
  }
  for (const CodeCall& call : observations.calls) callers_[call.callee].push_back(&call);
}

Cover Protection::around_function(CodeKey function, int depth, std::set<CodeKey>& seen) const {
  Cover cover;
  if (auto own = functions_.find(function); own != functions_.end()) cover.add(own->second);
  constexpr int max_depth = 5;
  auto callers = callers_.find(function);
  if (depth >= max_depth || callers == callers_.end() || !seen.insert(function).second) return cover;
  for (const CodeCall* call : callers->second) {
    if (call->in_try) cover.words.insert("try");
    for (std::size_t outer : call->around)
      if (observations_.effects[outer].kind == EffectKind::Protect) cover.add(observations_.effects[outer]);
    cover.add(around_function(call->caller, depth + 1, seen));
  }
  return cover;
}

Cover Protection::of(const Effect& request) const {
  Cover cover;
  cover.timeout = request.limit("timeout");
  if (request.has("fallback")) cover.words.insert("fallback");
  if (request.in_try) cover.words.insert("try");
  for (std::size_t outer : request.around)
    if (observations_.effects[outer].kind == EffectKind::Protect) cover.add(observations_.effects[outer]);
  if (auto type = types_.find(request.type_key); type != types_.end()) cover.add(type->second);
  if (request.function_key != 0) {
    std::set<CodeKey> seen;
    cover.add(around_function(request.function_key, 0, seen));
  }
  return cover;
}

}  // namespace onewriter::link
