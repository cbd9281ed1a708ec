#include "extract/kept.h"

#include "facts/bytes.h"

namespace onewriter::extract {
namespace {

constexpr std::string_view cache_kind = "outline";

// The size on disk counts beside the content that was read: what is too large is read in part or not at all.
facts::Digest key_of(const workspace::SourceEntry& entry, const facts::Digest& content) {
  facts::ByteWriter all;
  all.add(entry.kind);
  all.add(entry.size);
  all.add(content);
  return facts::digest_of(all.bytes());
}

}  // namespace

std::optional<Extracted> kept(facts::Cache& cache, const workspace::SourceEntry& entry, const facts::Digest& content) {
  const auto bytes = cache.get(cache_kind, key_of(entry, content));
  return bytes ? facts::from_bytes<Extracted>(*bytes) : std::nullopt;
}

void keep(facts::Cache& cache, const workspace::SourceEntry& entry, const facts::Digest& content,
          const Extracted& extracted) {
  cache.put(cache_kind, key_of(entry, content), facts::to_bytes(extracted));
}

}  // namespace onewriter::extract
