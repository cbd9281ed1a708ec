#pragma once
// The outlines of many files, on several threads.

#include <functional>
#include <optional>
#include <vector>

#include "extract/extract.h"
#include "facts/cache.h"
#include "workspace/discovery.h"
#include "workspace/file_system.h"
#include "workspace/source_class.h"

namespace onewriter::extract {

// What earlier runs made of contents, and the digest of each entry's content, in the order of the entries.
struct Memory {
  facts::Cache& cache;
  const std::vector<std::optional<facts::Digest>>& contents;
};

// One SourceFile per entry, with the scope that `classifier` gives it, in the order of `entries`: the result does not
// depend on the number of threads (0: as many as the machine has cores), nor on what is in `memory`. Each thread holds
// the text of one file at a time, and the largest files go first, so that none is left over at the end. Vendored files
// are not read, nor are those whose content the memory knows; a file that could not be read has an empty outline with a
// diagnostic. `watch` is called now and then, on the calling thread, with the number of files that were begun.
std::vector<SourceFile> extract_all(const workspace::FileSystem& files,
                                    const std::vector<workspace::SourceEntry>& entries,
                                    const workspace::SourceClassifier& classifier, unsigned threads = 0,
                                    const std::function<void(std::size_t)>& watch = {}, const Memory* memory = nullptr);

}  // namespace onewriter::extract
