#include "cli/baseline_file.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "cli/output.h"
#include "report/terminal.h"

namespace onewriter::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t max_size = 256u << 20;

bool is_ci() {
  const char* ci = std::getenv("CI");
  return ci && *ci && std::string_view(ci) != "false" && std::string_view(ci) != "0";
}

}  // namespace

void add_baseline_options(CLI::App& app, BaselineOptions& options) {
  options.in_ci = is_ci();
  app.add_option("--baseline", options.file,
                 "Findings in this file are known and do not count (default: " + std::string(check::default_baseline) +
                     " at the root, where it is there)")
      ->type_name("FILE");
  app.add_flag("--no-baseline", options.none, "Use no baseline, though there is one");
  app.add_flag("--update-baseline", options.update,
               "Write the baseline: create it with all findings, or take out what is gone; never in what is new");
  app.add_flag("--admit-new", options.admit, "With --update-baseline: take in what is new, too");
  app.add_flag("--strict-baseline", options.strict, "Entries of the baseline whose finding is gone are errors");
}

facts::Result<BaselineFile> read_baseline(const BaselineOptions& options, const workspace::FileSystem& files) {
  BaselineFile baseline;
  if (options.none) return baseline;
  const fs::path root = files.root();
  std::error_code failed;
  const fs::path named = options.file.empty() ? root / check::default_baseline
                                              : fs::weakly_canonical(fs::absolute(options.file, failed), failed);
  baseline.path = options.file.empty() ? named.string() : options.file;
  const std::string below = named.lexically_relative(root).generic_string();
  const bool inside = !below.empty() && !below.starts_with("../") && below != "..";
  baseline.shown = inside ? below : options.file;
  const std::string name = inside ? below : named.generic_string();
  if (!files.is_file(name)) {
    if (!options.file.empty() && !options.update)
      return facts::Error{"there is no baseline " + options.file + "; `--update-baseline` writes one", {}};
    return baseline;
  }
  const auto text = files.read(name, max_size);
  if (!text) return facts::Error{text.error().message, {baseline.shown, 0, 0, 0}};
  auto entries = check::parse_baseline(*text, baseline.shown);
  if (!entries) return entries.error();
  baseline.entries = std::move(*entries);
  return baseline;
}

facts::Result<std::vector<facts::BaselineEntry>> update_baseline(const BaselineOptions& options,
                                                                 const BaselineFile& baseline,
                                                                 const check::Outcome& outcome,
                                                                 const Streams& streams) {
  const bool create = !baseline.entries;
  if (options.in_ci && (create || options.admit))
    return facts::Error{std::string("CI does not ") +
                            (create ? "create a baseline" : "take new findings into a baseline") +
                            ": run it at home, look at what is in it, and commit " + baseline.shown,
                        {}};
  const check::BaselineUpdate update =
      check::update_baseline(outcome.baseline, outcome.findings, create || options.admit);
  const std::string text = check::write_baseline(update.entries);
  const auto written = write_output(streams, baseline.path, text);
  if (!written) return written.error();
  streams.err << "baseline: +" << update.added << " -" << update.removed << ", " << report::printable(baseline.shown)
              << "\n";
  if (update.refused > 0)
    streams.err << "baseline: " << report::counted(update.refused, "new finding is", "new findings are")
                << " not taken in; --admit-new does that\n";
  return check::parse_baseline(text, baseline.shown);
}

}  // namespace onewriter::cli
