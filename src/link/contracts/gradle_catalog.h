#pragma once
// Gradle's version catalogs (docs.gradle.org, "Version Catalogs"): what a build file calls libs.springdoc.webmvc,
// gradle/libs.versions.toml of its build names.

#include <string>
#include <vector>

#include "extract/extract.h"
#include "facts/place.h"
#include "link/services/file_tree.h"

namespace onewriter::link {

struct CatalogUse {
  std::string coordinates;  // group:artifact
  facts::Place place;
};

// The libraries that a build file (*.gradle, *.gradle.kts) takes from the nearest catalog above it, but for its tests.
std::vector<CatalogUse> taken_from_catalog(const FileTree& tree, const extract::SourceFile& build_file);

}  // namespace onewriter::link
