#pragma once
// The outlines of a whole tree become facts: types, constants and calls resolved, library models applied, services, databases, tables and
// owners told. Deterministic: the same outlines give the same facts, in the same order.

#include <string>
#include <vector>

#include "extract/extract.h"
#include "facts/facts.h"

namespace onewriter::link {

struct Options {
  std::vector<std::string> library_models;  // texts of the user's .onewriter/libraries/**.yaml
};

// `files` sorted by path; they must outlive the call.
facts::Facts link(const std::vector<extract::SourceFile>& files, const Options& options = {});

}  // namespace onewriter::link
