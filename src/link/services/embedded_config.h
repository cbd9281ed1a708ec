#pragma once
// Configuration that stands as a text inside of another: a file that a ConfigMap carries, the body that a command
// sends.

#include <string_view>

#include "extract/extract.h"
#include "facts/place.h"

namespace onewriter::link {

struct EmbeddedConfig {
  extract::ConfigTree tree;
  std::uint32_t lines_before = 0;  // lines of the file that stand before the text
};

// `part` is the piece of the holder's value that is read.
EmbeddedConfig read_embedded(const extract::ConfigNode& holder, std::string_view part, workspace::FileKind kind);

// What an argument of Terraform holds that is JSON: an expression jsonencode({...}), or its text. Empty: neither.
extract::ConfigTree read_encoded(std::string_view argument);

// Where a node of such a text stands in the file; with no lines before, of the file's own configuration.
facts::Place place_of(const extract::SourceFile& file, const extract::ConfigNode& node, std::uint32_t lines_before);

}  // namespace onewriter::link
