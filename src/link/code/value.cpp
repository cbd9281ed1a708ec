#include "link/code/value.h"

#include <algorithm>

namespace onewriter::link {
namespace {
template <typename T>
void add_new(std::vector<T>& into, const std::vector<T>& from) {
  for (const T& item : from)
    if (into.size() < max_alternatives && std::find(into.begin(), into.end(), item) == into.end()) into.push_back(item);
}
}  // namespace

void Value::merge(const Value& other) {
  add_alternatives(texts, other.texts);
  add_new(objects, other.objects);
  add_new(literals, other.literals);
  add_new(callables, other.callables);
  if (path.empty()) path = other.path;
  if (!module) module = other.module;
}

}  // namespace onewriter::link
