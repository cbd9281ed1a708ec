#include "workspace/contents.h"

#include <algorithm>

#include "facts/bytes.h"
#include "workspace/in_parallel.h"
#include "workspace/source_text.h"

namespace onewriter::workspace {
namespace {

struct Seen {
  facts::Digest version, content;

  auto operator<=>(const Seen&) const = default;
};

}  // namespace

std::vector<std::optional<facts::Digest>> digests_of(const FileSystem& files, const std::vector<SourceEntry>& entries,
                                                     facts::Cache& cache, unsigned threads) {
  const auto* versioned = dynamic_cast<const Versioned*>(&files);
  const facts::Digest root = facts::digest_of(files.root());
  std::vector<Seen> known;  // sorted
  if (versioned)
    if (const auto bytes = cache.get("contents", root))
      if (auto list = facts::from_bytes<std::vector<Seen>>(*bytes)) known = std::move(*list);

  std::vector<std::optional<facts::Digest>> contents(entries.size());
  std::vector<std::optional<facts::Digest>> versions(entries.size());
  std::atomic<bool> changed = false;
  in_parallel(entries.size(), threads, [&](std::size_t i) {
    const SourceEntry& entry = entries[i];
    if (entry.kind == FileKind::Other) return;
    // Before reading: what is written meanwhile has another version next time.
    if (versioned)
      if (const std::string version = versioned->version_of(entry.path); !version.empty())
        versions[i] = facts::digest_of(version);
    if (versions[i]) {
      const auto at =
          std::lower_bound(known.begin(), known.end(), *versions[i],
                           [](const Seen& seen, const facts::Digest& wanted) { return seen.version < wanted; });
      if (at != known.end() && at->version == *versions[i]) {
        contents[i] = at->content;
        return;
      }
    }
    if (const auto text = files.read(entry.path, entry.kind == FileKind::Sql ? max_sql_size : max_source_size))
      contents[i] = facts::digest_of(*text);
    if (versions[i] && contents[i]) changed = true;
  });
  if (changed) {
    // The states of one tree that git keeps and the one on disk share a list; it starts anew when it gets long.
    if (known.size() > 4 * entries.size() + 1000) known.clear();
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (versions[i] && contents[i]) known.push_back({*versions[i], *contents[i]});
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    cache.put("contents", root, facts::to_bytes(known));
  }
  return contents;
}

}  // namespace onewriter::workspace
