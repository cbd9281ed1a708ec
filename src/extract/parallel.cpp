#include "extract/parallel.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

#include "extract/suppressions.h"
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

SourceFile extract_one(const workspace::FileSystem& files, const workspace::SourceEntry& entry,
                       const workspace::SourceClassifier& classifier) {
  SourceFile result;
  result.path = entry.path;
  result.outline.kind = entry.kind;
  std::vector<facts::Diagnostic> diagnostics;
  workspace::SourceText source;
  if (entry.kind != workspace::FileKind::Other) source = workspace::read_source(files, entry, diagnostics);
  const workspace::SourceClass source_class = classifier.classify(entry.path, source.text).source_class;
  result.scope = scope_of(source_class);
  if (source_class == workspace::SourceClass::Vendored) return result;
  result.outline = extract(entry.kind, entry.path, source.text);
  result.suppressions = suppressions_in(entry.kind, entry.path, source.text);
  for (facts::Diagnostic& diagnostic : diagnostics) {
    diagnostic.place.file.clear();  // an outline does not know its path
    result.outline.diagnostics.push_back(std::move(diagnostic));
  }
  return result;
}

}  // namespace

std::vector<SourceFile> extract_all(const workspace::FileSystem& files,
                                    const std::vector<workspace::SourceEntry>& entries,
                                    const workspace::SourceClassifier& classifier, unsigned threads,
                                    const std::function<void(std::size_t)>& watch) {
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return entries[a].size > entries[b].size; });

  std::vector<SourceFile> results(entries.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&](const std::function<void(std::size_t)>& seen) {
    for (std::size_t i = next++; i < order.size(); i = next++) {
      results[order[i]] = extract_one(files, entries[order[i]], classifier);
      if (seen) seen(i + 1);
    }
  };
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < std::min<std::size_t>(threads, entries.size()); ++i) helpers.emplace_back(work, nullptr);
  work(watch);
  helpers.clear();  // joins
  return results;
}

}  // namespace onewriter::extract
