#pragma once
// The outlines of a whole tree become facts: types, constants and calls resolved, library models applied, services,
// databases, tables and owners told. Deterministic: the same outlines give the same facts, in the same order.

#include <string>
#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"

namespace onewriter::link {

struct LibraryModelText {
  std::string path;
  std::string text;
};

struct Options {
  std::vector<LibraryModelText> library_models;  // the user's .onewriter/libraries/**.yaml
};

// `files` sorted by path; they must outlive the call.
facts::Facts link(const std::vector<extract::SourceFile>& files, const Options& options = {});

}  // namespace onewriter::link
