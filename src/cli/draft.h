#pragma once
// Drafts of the files that users write, from what was seen: what `onewriter init` leaves behind.

#include <set>
#include <string>
#include <vector>

#include "facts/facts.h"

namespace onewriter::cli {

struct Draft {
  std::string path;  // relative to the root
  std::string text;
};

struct Drafts {
  std::vector<Draft> files;  // onewriter.yaml first, then manifests by service
  std::vector<std::string>
      without_place;  // services whose folder is another one's too: one manifest cannot speak for both
};

// A service.yaml for each service that has none, and onewriter.yaml. What is certain is said; what someone has to
// decide stands there as a comment, with the places that it is drawn from.
Drafts drafts_of(const facts::Facts& facts);

}  // namespace onewriter::cli
