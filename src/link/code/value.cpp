#include "link/code/value.h"

#include <algorithm>

namespace onewriter::link {
namespace {
template <typename T>
void add_new(std::vector<T>& into, const std::vector<T>& from) {
  for (const T& item : from)
    if (into.size() < max_alternatives && std::find(into.begin(), into.end(), item) == into.end()) into.push_back(item);
}

// The same object seen twice, once with what it is bound to and once without (its declared type), is one object.
void add_objects(std::vector<Object>& into, const std::vector<Object>& from) {
  for (const Object& object : from) {
    bool known = false;
    for (Object& mine : into) {
      if (mine.is_class != object.is_class || !(mine.type == object.type)) continue;
      mine.loaded = mine.loaded || object.loaded;
      if (mine.binding == object.binding || !object.binding)
        known = true;
      else if (!mine.binding)
        mine = object, known = true;
    }
    if (!known && into.size() < max_alternatives) into.push_back(object);
  }
}

}  // namespace

void Object::rebind(const Type& entity) {
  auto changed = std::make_shared<Binding>(binding ? *binding : Binding());
  for (Type& argument : type.arguments)
    if (argument == changed->entity) argument = entity;
  changed->entity = entity;
  binding = std::move(changed);
}

void Value::merge(const Value& other) {
  add_alternatives(texts, other.texts);
  add_objects(objects, other.objects);
  add_new(literals, other.literals);
  add_new(callables, other.callables);
  if (path.empty()) path = other.path;
  if (!module) module = other.module;
}

}  // namespace onewriter::link
