#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ostream>

#include "cli/command.h"
#include "cli/draft.h"
#include "cli/extent.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/workspace_options.h"

namespace onewriter::cli {
namespace {

// "x": a file that appeared meanwhile is not overwritten either.
facts::Result<facts::Done> create(const std::string& path, const std::string& shown, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wx");
  if (!file) return facts::Error{"cannot create " + shown + ": " + std::strerror(errno), {}};
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) != 0 || !written) return facts::Error{"cannot write " + shown + ": is the disk full?", {}};
  return facts::Done{};
}

// A manifest or settings may stand there under the other ending.
bool taken(const workspace::FileSystem& files, const std::string& path) {
  const std::string stem = path.substr(0, path.rfind('.'));
  return files.is_file(path) || files.is_folder(path) || files.is_file(stem + ".yml");
}

int run_init(const SystemOptions& options, const Streams& streams) {
  const auto extent = find_extent(options.paths, options.config);
  if (!extent) return print_error(streams, extent.error()), exit_failed;
  const auto system = read_system(options, streams);
  if (!system) return print_error(streams, system.error()), exit_failed;
  print_diagnostics(streams, system->facts.diagnostics, false);
  const workspace::FileSystem& files = *extent->files;
  const Drafts drafts = drafts_of(system->facts);
  for (const Draft& draft : drafts.files) {
    const bool settings = draft.path == "onewriter.yaml";
    if (taken(files, draft.path) || (settings && !extent->settings_file.empty())) {
      streams.out << "kept " << (settings && !extent->settings_file.empty() ? extent->settings_file : draft.path)
                  << "\n";
      continue;
    }
    const auto done = create(files.root() + "/" + draft.path, draft.path, draft.text);
    if (!done) return print_error(streams, done.error()), exit_failed;
    streams.out << "wrote " << draft.path << "\n";
  }
  for (const std::string& service : drafts.without_place)
    streams.err << "note: no service.yaml for " << service << ": its folder is another service's too\n";
  return exit_clean;
}

}  // namespace

Command init_command() {
  return {"init", "Draft onewriter.yaml and a service.yaml for each service; nothing is overwritten",
          [](CLI::App& app) -> Action {
            const auto options = add_workspace_options(app);
            return [options](const Streams& streams) { return run_init(*options, streams); };
          }};
}

}  // namespace onewriter::cli
