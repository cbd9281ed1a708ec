#pragma once
// The baseline as a file: where it lies, when it may be written.

#include <optional>
#include <string>
#include <vector>

#include "check/baseline.h"
#include "cli/command.h"
#include "workspace/file_system.h"

namespace CLI {
class App;
}

namespace onewriter::cli {

struct BaselineOptions {
  std::string file;     // --baseline; empty: the default one, where it is there
  bool none = false;    // --no-baseline
  bool update = false;  // --update-baseline
  bool admit = false;   // --admit-new
  bool strict = false;  // --strict-baseline
  bool in_ci = false;   // the environment says that this is CI, which never takes in debt by itself
};

void add_baseline_options(CLI::App& app, BaselineOptions& options);

struct BaselineFile {
  std::string path;                                          // on disk
  std::string shown;                                         // below the root, or as the user named it
  std::optional<std::vector<facts::BaselineEntry>> entries;  // absent: there is no such file
};

// Reads the baseline of a workspace, as it is in `files` when it lies below the root. Errors: a file that was named and
// is not there (unless it is to be written), or one that is malformed.
facts::Result<BaselineFile> read_baseline(const BaselineOptions& options, const workspace::FileSystem& files);

// Writes the next baseline and tells on `err` what changed: "baseline: +3 -1, onewriter-baseline.jsonl". Returns its
// entries. Error: in CI, one that would have to be created or to grow.
facts::Result<std::vector<facts::BaselineEntry>> update_baseline(const BaselineOptions& options,
                                                                 const BaselineFile& baseline,
                                                                 const check::Outcome& outcome, const Streams& streams);

}  // namespace onewriter::cli
