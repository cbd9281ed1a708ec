#pragma once
// PHP before version 8 writes annotations into the comment above a declaration (Doctrine Annotations: "Annotations
// Reference"): `@ORM\Table(name="orders")`. Attributes say the same to the same libraries.

#include <string>
#include <string_view>

namespace onewriter::extract {

// The text with such comments written as attributes, every byte in its place: `#[ORM\Table(name: "orders")]`. Tags of
// documentation (`@param`, in lower case) are no annotations; comments without any, and those above something that
// can't have attributes, stay as they are.
std::string docblocks_as_attributes(std::string_view text);

}  // namespace onewriter::extract
