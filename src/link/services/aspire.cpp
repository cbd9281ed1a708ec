#include "link/services/aspire.h"

namespace onewriter::link {

std::vector<Workload> read_aspire(const FileTree& tree) {
  (void)tree;
  return {};
}

}  // namespace onewriter::link
