// Who calls the functions that publish events and write tables: a handler may do both through others.

#include <algorithm>
#include <set>
#include <tuple>

#include "link/code/observer.h"
#include "link/sorted.h"

namespace onewriter::link {
namespace {

MethodRef method_of(CodeKey key) {
  return {static_cast<std::uint32_t>((key - 1) >> 32), static_cast<NodeId>((key - 1) & 0xFFFFFFFF)};
}

}  // namespace

// A call that may run several bodies (an interface with two implementations) says nothing for certain.
std::vector<Observer::SureCall> Observer::sure_calls() const {
  std::vector<SureCall> sure;
  for (std::size_t from = 0, to = 0; from < out_.calls.size(); from = to) {
    std::vector<MethodRef> bodies;
    for (; to < out_.calls.size() && calls_at_[to] == calls_at_[from]; ++to)
      if (const MethodRef callee = method_of(out_.calls[to].callee); program_.unit(callee.unit).has_body(callee.node))
        bodies.push_back(callee);
    if (bodies.size() == 1) sure.push_back({calls_at_[from], out_.calls[from].caller, bodies.front()});
  }
  return sure;
}

void Observer::tell_steps(const std::vector<SureCall>& calls) {
  std::set<CodeKey> publishing;
  for (const Effect& e : out_.effects)
    if (e.kind == EffectKind::Publish && e.function_key != 0 && !e.unreached) publishing.insert(e.function_key);
  std::set<std::pair<std::string, std::string>> writing;
  for (const Observation& o : out_.items)
    if (o.kind == Observation::Kind::Access && o.mode == facts::Mode::Write && !o.function.empty())
      writing.insert({o.file, o.function});
  for (const auto& [at, key, body] : calls) {
    const Unit& there = program_.unit(body.unit);
    const std::string callee = there.function_name(body.node);
    if (!publishing.count(code_key(body.unit, body.node)) && !writing.count({there.path(), callee})) continue;
    const Unit& here = program_.unit(at.unit);
    std::string caller = here.function_name(at.node);
    if (!caller.empty()) out_.steps.push_back({std::move(caller), callee, there.path(), place_of(here, at.node)});
  }
  sort_unique_by(out_.steps,
                 [](const facts::FunctionStep& s) { return std::tie(s.caller, s.callee, s.callee_file, s.place); });
}

}  // namespace onewriter::link
