#pragma once
// Placeholders in settings, whatever the format: ${A}, ${A:default} (Spring), ${A:-default} (shell, compose), $(A)
// (Kubernetes), $A, %A% (.NET, Windows), %env(A)% (Symfony), %(A)s (ini). What can't be resolved is left in the text as
// ${A}.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace onewriter::link {

// The value of a name, or nothing. An empty value is a value.
using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

// `defaulted`, when given, is set if a default took the place of a name that was not found.
std::string resolve_placeholders(std::string_view text, const Lookup& lookup, bool* defaulted = nullptr);

// Holes of texts built in code become placeholders, which settings may answer.
std::string with_placeholders(std::string_view text);

// Does a placeholder (or a hole of a string built in code) stand in it still?
bool is_unresolved(std::string_view text);

}  // namespace onewriter::link
