#include "cli/change_run.h"

#include "check/change.h"
#include "cli/source_lines.h"
#include "workspace/git_tree.h"

namespace onewriter::cli {
namespace {

facts::Result<check::Outcome> check_old(const Extent& extent, std::shared_ptr<const workspace::FileSystem> files,
                                        const CheckCommandOptions& options,
                                        std::shared_ptr<const workspace::FileSystem>& read, Progress& progress,
                                        std::shared_ptr<facts::Cache> cache) {
  SystemOptions reading = *options.system;
  auto old_extent = extent_in(extent, files, options.system->config);
  if (!old_extent) {
    old_extent = extent;
    old_extent->files = files;
    // With settings that are not of its own files, the state is none that can be told again.
    reading.no_cache = true;
  }
  auto rules = rules_for(options, *files, old_extent->settings);
  if (!rules) rules = rules_for(options, *extent.files, extent.settings);
  if (!rules) return rules.error();
  const auto baseline = read_baseline(options.baseline, *files);
  const System system = read_extent(std::move(*old_extent), reading, progress, std::move(cache));
  read = system.files;
  check::CheckOptions check = check_options_for(options, system);
  if (baseline) check.baseline = baseline->entries;
  // Settings that did not fit the old state are no reason not to know it.
  const auto outcome = check_system(system, *rules, options, check);
  return outcome ? outcome : check::check(system.facts, std::move(*rules), check);
}

}  // namespace

facts::Result<Extent> new_state(Extent extent, const CheckCommandOptions& options) {
  if (!options.staged) return extent;
  const auto index = workspace::open_git_index(extent.files->root());
  if (!index) return index.error();
  return extent_in(extent, *index, options.system->config);
}

facts::Result<facts::Done> keep_change(check::Outcome& outcome, const Extent& extent, const System& system,
                                       const CheckCommandOptions& options, Progress& progress) {
  const std::string root = extent.files->root();
  const auto commit = options.staged ? workspace::head_of(root) : workspace::base_of_change(root, options.since);
  if (!commit) return commit.error();
  const auto tree = workspace::open_git_commit(root, *commit);
  if (!tree) return tree.error();
  std::shared_ptr<const workspace::FileSystem> old_files;
  // What was found out about the new state is at hand for the old one, which may be the same.
  if (system.cache) system.cache->flush();
  const auto before = check_old(extent, *tree, options, old_files, progress, system.cache);
  if (!before) return before.error();
  // Both states are known as a whole.
  check::States states;
  const auto old_lines = std::make_shared<SourceLines>(old_files);
  states.old_line = [old_lines](const std::string& file, std::uint32_t line) {
    return old_lines->line(file, line).value_or("");
  };
  states.new_line = [&system](const std::string& file, std::uint32_t line) {
    return system.source_line(file, line).value_or("");
  };
  states.renamed = workspace::renamed_files(root, *commit, options.staged);
  check::keep_introduced(outcome, *before, states, options.staged ? "the last commit" : options.since);
  return facts::Done{};
}

}  // namespace onewriter::cli
