#pragma once
// The order of facts: by a key, first come first of equals, so that the same tree gives the same bytes.

#include <algorithm>
#include <vector>

namespace onewriter::link {

template <typename T, typename Key>
void sort_by(std::vector<T>& list, Key key) {
  std::stable_sort(list.begin(), list.end(), [&](const T& a, const T& b) { return key(a) < key(b); });
}

// And of each key only the first.
template <typename T, typename Key>
void sort_unique_by(std::vector<T>& list, Key key) {
  sort_by(list, key);
  list.erase(std::unique(list.begin(), list.end(), [&](const T& a, const T& b) { return key(a) == key(b); }),
             list.end());
}

}  // namespace onewriter::link
