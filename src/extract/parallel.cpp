#include "extract/parallel.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <thread>

#include "extract/kept.h"
#include "extract/suppressions.h"
#include "workspace/in_parallel.h"
#include "workspace/source_text.h"

namespace onewriter::extract {
namespace {

// Generated code runs in production like any other; what tests, loads or shows the system does not.
facts::Scope scope_of(workspace::SourceClass source_class) {
  switch (source_class) {
    case workspace::SourceClass::Test:
    case workspace::SourceClass::Load:
    case workspace::SourceClass::Sample:
    case workspace::SourceClass::Vendored: return facts::Scope::Test;
    case workspace::SourceClass::Migration: return facts::Scope::Migration;
    default: return facts::Scope::Main;
  }
}

Extracted extract_text(const workspace::FileSystem& files, const workspace::SourceEntry& entry) {
  std::vector<facts::Diagnostic> diagnostics;
  const workspace::SourceText source = workspace::read_source(files, entry, diagnostics);
  Extracted made;
  made.outline = extract(entry.kind, entry.path, source.text);
  made.suppressions = suppressions_in(entry.kind, "", source.text);
  made.telling = workspace::telling_part(source.text);
  for (facts::Diagnostic& diagnostic : diagnostics) {
    diagnostic.place.file.clear();  // an outline does not know its path
    made.outline.diagnostics.push_back(std::move(diagnostic));
  }
  return made;
}

SourceFile extract_one(const workspace::FileSystem& files, const workspace::SourceEntry& entry,
                       const workspace::SourceClassifier& classifier, facts::Cache* cache,
                       const std::optional<facts::Digest>& content) {
  SourceFile result;
  result.path = entry.path;
  result.outline.kind = entry.kind;
  const workspace::SourceClass by_path = classifier.classify(entry.path).source_class;
  result.scope = scope_of(by_path);
  if (by_path == workspace::SourceClass::Vendored || entry.kind == workspace::FileKind::Other) return result;
  std::optional<Extracted> made;
  if (cache && content) made = kept(*cache, entry, *content);
  if (!made) {
    made = extract_text(files, entry);
    if (cache && content) keep(*cache, entry, *content, *made);
  }
  result.scope = scope_of(classifier.classify(entry.path, made->telling).source_class);
  result.outline = std::move(made->outline);
  result.suppressions = std::move(made->suppressions);
  for (facts::Suppression& suppression : result.suppressions) suppression.place.file = entry.path;
  return result;
}

}  // namespace

std::vector<SourceFile> extract_all(const workspace::FileSystem& files,
                                    const std::vector<workspace::SourceEntry>& entries,
                                    const workspace::SourceClassifier& classifier, unsigned threads,
                                    const std::function<void(std::size_t)>& watch, const Memory* memory) {
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return entries[a].size > entries[b].size; });
  // One file of each kind comes first: a grammar is compiled at its first use, and whoever wants the same one waits.
  std::set<workspace::FileKind> met;
  std::vector<bool> leads(entries.size());
  for (const std::size_t at : order) leads[at] = met.insert(entries[at].kind).second;
  std::stable_partition(order.begin(), order.end(), [&](std::size_t at) { return leads[at]; });

  std::vector<SourceFile> results(entries.size());
  const std::thread::id caller = std::this_thread::get_id();
  workspace::in_parallel(order.size(), threads, [&](std::size_t i) {
    if (watch && std::this_thread::get_id() == caller) watch(i + 1);
    const std::size_t at = order[i];
    results[at] = extract_one(files, entries[at], classifier, memory ? &memory->cache : nullptr,
                              memory ? memory->contents[at] : std::nullopt);
  });
  return results;
}

}  // namespace onewriter::extract
