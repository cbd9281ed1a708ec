#pragma once
// Configuration text of any kind as one ConfigTree (see extract/config_tree.h for what each kind becomes). Any bytes
// are read without a crash, bounded in depth and number of nodes; what could not be read is told in `diagnostics`
// (place.file is left empty).

#include <string_view>
#include <vector>

#include "extract/config_tree.h"
#include "facts/diagnostic.h"
#include "workspace/file_kind.h"

namespace onewriter::extract {

// Yaml, FrontMatter, Json, Avro, Xml, Properties, Env, Ini, Toml, Dockerfile, Hcl, Prisma, Proto and GraphQl (see
// extract/spec/schema_text.h); for other kinds the tree is empty.
ConfigTree read_config(workspace::FileKind kind, std::string_view text, std::vector<facts::Diagnostic>& diagnostics);

}  // namespace onewriter::extract
