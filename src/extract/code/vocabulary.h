#pragma once
// The words of rules/extract/*.scm: each Kind and Role of outline.h has one, in lower case, and a few captures have a
// meaning of their own.

#include <optional>
#include <string_view>

#include "extract/outline.h"

namespace onewriter::extract {

inline constexpr int kind_count = static_cast<int>(Kind::Other) + 1;
inline constexpr int role_count = static_cast<int>(Role::Body) + 1;

std::string_view to_string(Kind kind);
std::string_view to_string(Role role);
std::string_view to_string(Language language);
std::optional<Kind> kind_from(std::string_view word);
std::optional<Role> role_from(std::string_view word);

// name, module, alias, operator, modifier: what is bound there is a Word, whatever its syntax.
bool is_textual(Role role);
// type, typearg, typeparameter, base, result: what is bound there and has no node of its own is a TypeRef.
bool is_type_role(Role role);
// Kinds whose node has a text and no children.
bool is_leaf(Kind kind);

// What one capture of a query means.
struct Capture {
  enum class Use {
    Ignored,      // @_anything: only for predicates
    Head,         // @<kind>
    Bind,         // @<kind>.<role>
    Transparent,  // @transparent: makes no node; where a role is bound to it, its @transparent.value is meant
    Through,      // @transparent.value
    Skip,         // @skip: neither this nor what is inside makes nodes
    Text,         // @string.text, @string.escape, @string.hole: the pieces of a literal
    Escape,
    Hole,
  } use = Use::Ignored;
  Kind kind = Kind::Other;
  Role role = Role::Child;
};

// Nothing when the name is not in the vocabulary.
std::optional<Capture> capture_from(std::string_view name);

}  // namespace onewriter::extract
