#include "cli/known_facts.h"

#include <cstdlib>
#include <filesystem>

#include "facts/bytes.h"
#include "workspace/source_text.h"

namespace onewriter::cli {
namespace {

constexpr std::string_view cache_kind = "facts";

std::string cache_folder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::filesystem::path(value ? value : "");
  };
  if (std::getenv("ONEWRITER_CACHE")) return variable("ONEWRITER_CACHE").string();
  // "All paths set in these environment variables must be absolute"; others are to be ignored.
  if (const auto folder = variable("XDG_CACHE_HOME"); folder.is_absolute()) return (folder / "onewriter").string();
  if (const auto home = variable("HOME"); home.is_absolute()) return (home / ".cache" / "onewriter").string();
  return "";
}

}  // namespace

std::unique_ptr<facts::Cache> open_cache() { return facts::Cache::open(cache_folder()); }

std::optional<facts::Digest> state_of(const Extent& extent, const workspace::Discovery& found,
                                      const std::vector<std::optional<facts::Digest>>& contents,
                                      const link::Options& options) {
  facts::ByteWriter all;
  const auto add_file = [&](const std::string& path) {
    const auto text = extent.files->read(path, workspace::max_source_size);
    all.add(path);
    all.add(text ? *text : "");
    return text.ok();
  };
  all.add(found.files.size());
  for (std::size_t i = 0; i < found.files.size(); ++i) {
    const workspace::SourceEntry& entry = found.files[i];
    if (entry.kind != workspace::FileKind::Other && !contents[i]) return std::nullopt;
    all.add(entry);
    all.add(contents[i].value_or(facts::Digest()));
  }
  all.add(found.diagnostics);
  if (!extent.settings_file.empty() && !add_file(extent.settings_file)) return std::nullopt;
  for (const std::string& base : extent.settings.bases)
    if (!add_file(base)) return std::nullopt;
  all.add(options.library_models);
  return facts::digest_of(all.bytes());
}

std::optional<facts::Facts> known_facts(facts::Cache& cache, const facts::Digest& state) {
  const auto bytes = cache.get(cache_kind, state);
  return bytes ? facts::from_bytes<facts::Facts>(*bytes) : std::nullopt;
}

void keep_facts(facts::Cache& cache, const facts::Digest& state, const facts::Facts& facts) {
  cache.put(cache_kind, state, facts::to_bytes(facts));
}

}  // namespace onewriter::cli
