#include "cli/other_facts.h"

#include <glob.h>

#include <filesystem>
#include <map>
#include <optional>

#include "facts/merge.h"
#include "link/joined.h"
#include "workspace/git_tree.h"

namespace onewriter::cli {
namespace {

struct Snapshot {
  std::string file;
  facts::Origin origin;
};

facts::Result<std::vector<std::string>> expand(const std::vector<std::string>& patterns) {
  std::vector<std::string> files;
  for (const std::string& pattern : patterns) {
    glob_t found{};
    const int code = ::glob(pattern.c_str(), 0, nullptr, &found);
    for (std::size_t i = 0; code == 0 && i < found.gl_pathc; ++i) files.emplace_back(found.gl_pathv[i]);
    ::globfree(&found);
    if (code != 0)
      return facts::Error{"there is no facts file " + pattern + "; `onewriter facts -o FILE` writes one", {}};
  }
  return files;
}

facts::Diagnostic note(std::string text) { return {facts::Level::Note, {}, std::move(text)}; }

// Of each repository the newest snapshot.
facts::Result<std::map<std::string, Snapshot>> newest(const std::vector<std::string>& files,
                                                      const std::string& own_repository,
                                                      std::vector<facts::Diagnostic>& notes) {
  std::map<std::string, Snapshot> chosen;
  for (const std::string& file : files) {
    const auto store = facts::Store::open(file);
    if (!store) return store.error();
    const auto origin = facts::origin_of(*store);
    if (!origin) return origin.error();
    Snapshot snapshot{file, *origin};
    std::string& name = snapshot.origin.repository;
    if (name.empty()) name = std::filesystem::path(file).stem().string();
    if (name == own_repository) {
      notes.push_back(note(file + " is a snapshot of this repository, " + name + ": the workspace counts instead"));
      continue;
    }
    const auto [at, fresh] = chosen.try_emplace(name, snapshot);
    if (fresh) continue;
    Snapshot& other = at->second;
    if (other.origin.commit == snapshot.origin.commit && !snapshot.origin.commit.empty()) continue;
    if (other.origin.time.empty() || snapshot.origin.time.empty() || other.origin.time == snapshot.origin.time)
      return facts::Error{other.file + " and " + file + " are snapshots of one repository, " + name +
                              ", and nothing tells which is newer: name one of them",
                          {}};
    const bool newer = snapshot.origin.time > other.origin.time;
    const Snapshot& wins = newer ? snapshot : other;
    const Snapshot& loses = newer ? other : snapshot;
    notes.push_back(note(loses.file + " (" + loses.origin.time + ") is left out: " + wins.file + " (" +
                         wins.origin.time + ") is a newer snapshot of " + name));
    other = wins;
  }
  return chosen;
}

}  // namespace

facts::Result<JoinedFacts> join_facts(const System& system, const std::vector<std::string>& patterns) {
  auto store = facts::Store::in_memory(system.facts);
  if (!store) return store.error();
  JoinedFacts joined{std::move(*store), {}};
  if (patterns.empty()) return joined;
  const auto files = expand(patterns);
  if (!files) return files.error();
  const auto snapshots = newest(*files, workspace::revision_of(system.files->root()).repository, joined.notes);
  if (!snapshots) return snapshots.error();
  for (const auto& [name, snapshot] : *snapshots) {
    const auto other = facts::Store::open(snapshot.file);
    if (!other) return other.error();
    if (auto done = facts::merge(joined.store, *other, name); !done) return done.error();
  }
  if (auto done = link::tell_joined(joined.store); !done) return done.error();
  return joined;
}

}  // namespace onewriter::cli
