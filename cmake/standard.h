#pragma once
// The standard headers that most files include, to be precompiled (CMakeLists.txt, ONEWRITER_PRECOMPILE). Every file still includes what
// it uses.

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>
