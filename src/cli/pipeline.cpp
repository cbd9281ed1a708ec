#include "cli/pipeline.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <tuple>

#include "cli/extent.h"
#include "cli/known_facts.h"
#include "cli/source_lines.h"
#include "extract/extract.h"
#include "extract/parallel.h"
#include "link/link.h"
#include "workspace/contents.h"
#include "workspace/discovery.h"
#include "workspace/manifest.h"
#include "workspace/source_class.h"
#include "workspace/source_text.h"

namespace onewriter::cli {
namespace {

// The library models that the workspace brings: .onewriter/libraries/<language>/<library>.yaml.
link::Options link_options(const workspace::FileSystem& files) {
  link::Options options;
  const std::string root = ".onewriter/libraries";
  const auto languages = files.is_folder(root) ? files.list(root) : std::vector<workspace::FolderEntry>();
  if (!languages) return options;
  for (const workspace::FolderEntry& language : *languages) {
    const std::string folder = root + "/" + language.name;
    const auto models = files.is_folder(folder) ? files.list(folder) : std::vector<workspace::FolderEntry>();
    if (!models) continue;
    for (const workspace::FolderEntry& model : *models) {
      const std::string path = folder + "/" + model.name;
      if (!path.ends_with(".yaml") || !files.is_file(path)) continue;
      if (auto text = files.read(path, workspace::max_source_size))
        options.library_models.push_back({path, std::move(*text)});
    }
  }
  return options;
}

// What discovery and extraction had to say, beside what link said; sorted, each once.
void add_diagnostics(facts::Facts& facts, const workspace::Discovery& found,
                     const std::vector<extract::SourceFile>& sources) {
  std::vector<facts::Diagnostic>& all = facts.diagnostics;
  all.insert(all.end(), found.diagnostics.begin(), found.diagnostics.end());
  for (const extract::SourceFile& source : sources)
    for (facts::Diagnostic d : source.outline.diagnostics) {
      d.place.file = source.path;
      all.push_back(std::move(d));
    }
  std::sort(all.begin(), all.end(), [](const facts::Diagnostic& a, const facts::Diagnostic& b) {
    return std::tie(a.place, a.level, a.message) < std::tie(b.place, b.level, b.message);
  });
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

// What is wrong with the manifests, each place once.
std::vector<facts::ManifestError> manifest_errors(const workspace::FileSystem& files,
                                                  const workspace::Discovery& found) {
  std::vector<facts::ManifestError> errors;
  for (const auto& file : found.files) {
    if (!workspace::may_be_manifest(file.path)) continue;
    const auto text = files.read(file.path, workspace::max_source_size);
    if (!text) continue;
    const auto reading = workspace::parse_manifest(*text, file.path);
    if (!reading) continue;
    for (const facts::Error& e : reading->errors) errors.push_back({e.message, e.place});
  }
  return errors;
}

void put(std::vector<extract::SourceFile>& sources, const workspace::FileSystem& files, const std::string& from,
         const std::string& as) {
  const auto text = files.read(from, workspace::max_source_size);
  if (!text) return;
  extract::SourceFile file;
  file.path = as;
  file.outline = extract::extract(workspace::FileKind::Yaml, file.path, *text);
  const auto at = std::lower_bound(sources.begin(), sources.end(), file.path,
                                   [](const extract::SourceFile& f, const std::string& path) { return f.path < path; });
  if (at != sources.end() && at->path == as)
    *at = std::move(file);
  else
    sources.insert(at, std::move(file));
}

// Settings from elsewhere stand in for the workspace's own, wherever it looks for them; and so do those that they
// extend.
void replace_settings(std::vector<extract::SourceFile>& sources, const Extent& extent) {
  const bool elsewhere = extent.settings_file.starts_with("/");
  if (elsewhere) {
    std::erase_if(sources, [](const extract::SourceFile& f) {
      return f.path == "onewriter.yaml" || f.path == "onewriter.yml" || f.path == ".onewriter.yaml";
    });
    put(sources, *extent.files, extent.settings_file, "onewriter.yaml");
  }
  const std::filesystem::path folder = std::filesystem::path(extent.settings_file).parent_path();
  for (const std::string& base : extent.settings.bases)
    put(sources, *extent.files, base,
        elsewhere ? std::filesystem::path(base).lexically_relative(folder).generic_string() : base);
}

// Comments of the files and entries of the settings.
std::vector<facts::Suppression> suppressions(const std::vector<extract::SourceFile>& sources,
                                             const workspace::Settings& settings) {
  std::vector<facts::Suppression> all;
  for (const workspace::Settings::Suppression& s : settings.suppress) {
    facts::Suppression entry;
    entry.rule = s.rule;
    entry.kind = "entry";
    entry.service = s.service;
    entry.table = s.table;
    entry.reason = s.reason;
    entry.link = s.link;
    entry.answerable = s.owner;
    entry.until = s.until;
    entry.place = s.place;
    all.push_back(std::move(entry));
  }
  for (const extract::SourceFile& source : sources)
    all.insert(all.end(), source.suppressions.begin(), source.suppressions.end());
  return all;
}

// What the files say and what follows from it: extraction and link.
facts::Facts facts_of(const Extent& extent, const workspace::Discovery& found, const link::Options& options,
                      unsigned jobs, const extract::Memory* memory, Progress& progress) {
  const workspace::FileSystem& files = *extent.files;
  // Every file that counts is known, with its kind.
  progress.step("reading files");
  const workspace::SourceClassifier classifier(found.files, {});
  std::vector<extract::SourceFile> sources = extract::extract_all(
      files, found.files, classifier, jobs, [&](std::size_t done) { progress.count(done, found.files.size()); },
      memory);
  replace_settings(sources, extent);
  // From here on nothing looks at text on disk but reports, for the lines they show.
  progress.step("putting the facts together");
  facts::Facts facts = link::link(sources, options);
  facts.files = static_cast<std::size_t>(std::count_if(
      found.files.begin(), found.files.end(), [](const auto& e) { return e.kind != workspace::FileKind::Other; }));
  facts.manifest_errors = manifest_errors(files, found);
  facts.suppressions = suppressions(sources, extent.settings);
  add_diagnostics(facts, found, sources);
  return facts;
}

// The same, as far as the cache knows it already. `state`: of the workspace, where it can be told.
facts::Facts remembered_facts(const Extent& extent, const workspace::Discovery& found, const link::Options& options,
                              unsigned jobs, facts::Cache& cache, Progress& progress,
                              std::optional<facts::Digest>& state) {
  progress.step("looking for changes");
  const auto contents = workspace::digests_of(*extent.files, found.files, cache, jobs);
  state = state_of(extent, found, contents, options);
  if (state)
    if (auto known = known_facts(cache, *state)) return std::move(*known);
  const extract::Memory memory{cache, contents};
  facts::Facts facts = facts_of(extent, found, options, jobs, &memory, progress);
  if (state) keep_facts(cache, *state, facts);
  return facts;
}

}  // namespace

System read_extent(Extent extent, const SystemOptions& options, Progress& progress,
                   std::shared_ptr<facts::Cache> cache) {
  // The root, the parts asked about and the settings are known, and the settings are sound.
  workspace::DiscoveryOptions discovery;
  for (const workspace::PlacedText& pattern : extent.settings.exclude) discovery.exclude.push_back(pattern.text);
  progress.step("looking for files");
  const workspace::Discovery found = workspace::discover(*extent.files, discovery);
  const link::Options link = link_options(*extent.files);
  System system;
  if (!options.no_cache) system.cache = cache ? std::move(cache) : open_cache();
  system.facts = system.cache
                     ? remembered_facts(extent, found, link, options.jobs, *system.cache, progress, system.state)
                     : facts_of(extent, found, link, options.jobs, nullptr, progress);
  if (system.cache && system.cache->was_damaged())
    progress.say("note: the cache of earlier runs was damaged; it was dropped and is built anew");
  // The facts are whole: services, datastores, tables, owners, accesses, and what could not be told.
  system.files = extent.files;
  system.parts = std::move(extent.parts);
  system.left_out = found.skipped;
  system.settings = std::move(extent.settings);
  system.settings_file = extent.settings_file;
  const auto lines = std::make_shared<SourceLines>(extent.files);
  system.source_line = [lines](std::string_view file, std::uint32_t line) { return lines->line(file, line); };
  return system;
}

facts::Result<System> read_system(const SystemOptions& options, const Streams& streams) {
  auto extent = find_extent(options.paths, options.config);
  if (!extent) return extent.error();
  Progress progress(streams);
  return read_extent(std::move(*extent), options, progress);
}

}  // namespace onewriter::cli
