#include "workspace/discovery.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>

#include "workspace/git.h"
#include "workspace/ignore.h"

namespace onewriter::workspace {
namespace {

constexpr std::size_t max_depth = 128;
constexpr std::uint64_t max_ignore_file = 1 << 20;

struct Convention {
  std::string_view folder;
  std::string_view reason;
};

// Folders that hold others' code or tools' own files wherever they stand.
constexpr std::array skipped_folders = {
    Convention{"node_modules", "packages of npm"},
    Convention{"bower_components", "packages of Bower"},
    Convention{"jspm_packages", "packages of jspm"},
    Convention{"site-packages", "packages of Python"},
    Convention{"__pypackages__", "packages of Python"},
    Convention{".venv", "a virtual environment of Python"},
    Convention{".tox", "virtual environments of tox"},
    Convention{".nox", "virtual environments of nox"},
    Convention{".eggs", "packages of Python"},
    Convention{"__pycache__", "compiled Python"},
    Convention{"flow-typed", "type definitions of flow-typed"},
    Convention{"third_party", "third-party code"},
    Convention{"third-party", "third-party code"},
    Convention{"3rdparty", "third-party code"},
    Convention{"Pods", "packages of CocoaPods"},
    Convention{".git", "git's own files"},
    Convention{".hg", "Mercurial's own files"},
    Convention{".svn", "Subversion's own files"},
    Convention{".idea", "an editor's files"},
    Convention{".vs", "an editor's files"},
    Convention{".vscode", "an editor's files"},
    Convention{".gradle", "Gradle's own files"},
    Convention{".terraform", "modules and state of Terraform"},
    Convention{".next", "output of Next.js"},
    Convention{".nuxt", "output of Nuxt"},
    Convention{".pytest_cache", "a tool's cache"},
    Convention{".mypy_cache", "a tool's cache"},
    Convention{".onewriter", "settings of onewriter"},
};

// A folder that is known only by what stands beside or in it: "vendor" may be the service for vendors.
struct Evidence {
  std::string_view folder;
  std::string_view file;  // relative to the folder that holds it
  std::string_view reason;
};
constexpr std::array evidence = {
    Evidence{"vendor", "go.mod", "packages of Go"},
    Evidence{"vendor", "vendor/modules.txt", "packages of Go"},
    Evidence{"vendor", "composer.json", "packages of Composer"},
    Evidence{"vendor", "vendor/autoload.php", "packages of Composer"},
    Evidence{"vendor", "Gemfile", "packages of Bundler"},
    // Of C and C++; elsewhere it may be a package's name for the code that asks others.
    Evidence{"thirdparty", "CMakeLists.txt", "third-party code"},
    Evidence{"thirdparty", "Makefile", "third-party code"},
    Evidence{"venv", "venv/pyvenv.cfg", "a virtual environment of Python"},
    Evidence{"env", "env/pyvenv.cfg", "a virtual environment of Python"},
};

bool is_minified_name(std::string_view name) {
  for (std::string_view end : {".min.js", ".min.mjs", ".min.cjs", "-min.js", ".bundle.js", ".chunk.js"})
    if (name.ends_with(end)) return true;
  return false;
}

// The rules that hold in one work tree. Paths are relative to its top.
struct Rules {
  std::string prefix;  // of the root of the walk below the top, or of the top below the root; see `full`
  std::size_t cut = 0;
  GitRepository git;
  std::deque<std::pair<std::size_t, IgnorePatterns>>
      files;  // each .gitignore with the length of its folder's path + 1; deepest last

  // The path below the top for a path below the root of the walk.
  std::string full(std::string_view path) const { return prefix + std::string(path.substr(cut)); }

  bool ignored(const std::string& path, bool is_folder) const {
    for (std::size_t i = files.size(); i-- > 0;)
      if (auto said = files[i].second.match(std::string_view(path).substr(files[i].first), is_folder)) return *said;
    return git.exclude.match(path, is_folder).value_or(false);
  }
  bool tracked(const std::string& path) const {
    return std::binary_search(git.tracked.begin(), git.tracked.end(), path);
  }
  bool tracked_below(const std::string& folder) const {
    std::string prefix_of = folder + "/";
    auto next = std::lower_bound(git.tracked.begin(), git.tracked.end(), prefix_of);
    return next != git.tracked.end() && next->starts_with(prefix_of);
  }
};

class Walk {
 public:
  Walk(const FileSystem& files, const DiscoveryOptions& options) : files_(files) {
    std::string exclude;
    for (const std::string& pattern : options.exclude) exclude += pattern + "\n";
    exclude_ = IgnorePatterns(exclude);
  }

  Discovery run() {
    rules_.push_back(rules_above());
    folder("", false, 0);
    auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
    std::sort(out_.files.begin(), out_.files.end(), by_path);
    std::sort(out_.skipped.begin(), out_.skipped.end(), by_path);
    std::sort(out_.diagnostics.begin(), out_.diagnostics.end());
    return std::move(out_);
  }

 private:
  // The rules of the work tree that holds the root, with the .gitignore files between its top and the root.
  Rules rules_above() {
    Rules rules;
    std::vector<std::string> names;  // of the folders from the top down to the root
    std::string absolute = files_.root();
    std::string up;
    while (!files_.is_file(up + ".git") && !files_.is_folder(up + ".git")) {
      std::size_t slash = absolute.rfind('/');
      if (slash == std::string::npos || slash + 1 >= absolute.size()) return rules;  // no repository
      names.insert(names.begin(), absolute.substr(slash + 1));
      absolute.resize(slash);
      up += "../";
      if (names.size() > max_depth) return rules;
    }
    rules.git = read_git(files_, up.empty() ? "" : up.substr(0, up.size() - 1));
    for (const std::string& name : names) {  // the root's own .gitignore is read by folder()
      if (facts::Result<std::string> text = files_.read(up + ".gitignore", max_ignore_file))
        rules.files.emplace_back(rules.prefix.size(), IgnorePatterns(*text));
      rules.prefix += name + "/";
      up.resize(up.size() - 3);
    }
    return rules;
  }

  void folder(const std::string& path, bool only_tracked, std::size_t depth) {
    if (depth > max_depth) {
      warn(path, "folders nest deeper than " + std::to_string(max_depth) + " levels; what is below is not read");
      return;
    }
    facts::Result<std::vector<FolderEntry>> listed = files_.list(path);
    if (!listed) {
      warn(path, listed.error().message);
      return;
    }
    auto has = [&](std::string_view name) {
      return std::any_of(listed->begin(), listed->end(), [&](const FolderEntry& e) { return e.name == name; });
    };
    bool own_repository = !path.empty() && has(".git");
    if (own_repository) {
      Rules rules;
      rules.cut = path.size() + 1;
      rules.git = read_git(files_, path);
      rules_.push_back(std::move(rules));
      only_tracked = false;
    }
    bool own_rules = false;
    if (has(".gitignore")) {
      std::string file = path.empty() ? ".gitignore" : path + "/.gitignore";
      if (facts::Result<std::string> text = files_.read(file, max_ignore_file)) {
        std::size_t base = rules_.back().full(file).size() - std::string_view(".gitignore").size();
        rules_.back().files.emplace_back(base, IgnorePatterns(*text));
        own_rules = true;
      }
    }
    for (const FolderEntry& entry : *listed) {
      std::string child = path.empty() ? entry.name : path + "/" + entry.name;
      if (entry.type == FolderEntry::Type::Folder)
        visit_folder(path, child, entry, only_tracked, depth);
      else if (entry.type == FolderEntry::Type::File)
        visit_file(child, entry, only_tracked);
    }
    if (own_rules) rules_.back().files.pop_back();
    if (own_repository) rules_.pop_back();
  }

  void visit_folder(const std::string& parent, const std::string& path, const FolderEntry& entry, bool only_tracked,
                    std::size_t depth) {
    if (entry.link) return skip(path, "a symbolic link to a folder");
    if (entry.name == ".git") return;
    const Rules& rules = rules_.back();
    std::string full = rules.full(path);
    bool ignored = only_tracked || rules.ignored(full, true);
    if (ignored && !rules.tracked_below(full)) return;
    if (std::string_view reason = convention(parent, entry.name); !reason.empty())
      return skip(path, std::string(reason));
    if (exclude_.match(path, true).value_or(false)) return skip(path, "excluded by the settings");
    folder(path, ignored, depth + 1);
  }

  void visit_file(const std::string& path, const FolderEntry& entry, bool only_tracked) {
    const Rules& rules = rules_.back();
    // It has said what it says. The trees that git keeps do not show it.
    if (entry.name == ".gitignore") return;
    std::string full = rules.full(path);
    if ((only_tracked || rules.ignored(full, false)) && !rules.tracked(full)) return;
    if (exclude_.match(path, false).value_or(false)) return skip(path, "excluded by the settings");
    if (is_minified_name(entry.name)) return skip(path, "minified");
    SourceEntry file{path, kind_of(path), 0};
    if (file.kind != FileKind::Other) {
      facts::Result<std::uint64_t> size = files_.size(path);
      if (!size) return warn(path, size.error().message);
      file.size = *size;
    }
    out_.files.push_back(std::move(file));
  }

  std::string_view convention(const std::string& parent, const std::string& name) const {
    for (const Convention& c : skipped_folders)
      if (c.folder == name) return c.reason;
    for (const Evidence& e : evidence)
      if (e.folder == name && files_.is_file(parent.empty() ? std::string(e.file) : parent + "/" + std::string(e.file)))
        return e.reason;
    return {};
  }

  void skip(const std::string& path, std::string reason) { out_.skipped.push_back({path, std::move(reason)}); }
  void warn(const std::string& path, std::string message) {
    out_.diagnostics.push_back({facts::Level::Warning, {path, 0, 0, 0}, std::move(message)});
  }

  const FileSystem& files_;
  IgnorePatterns exclude_;
  std::vector<Rules> rules_;  // of the work trees around the folder that is read, innermost last
  Discovery out_;
};

}  // namespace

Discovery discover(const FileSystem& files, const DiscoveryOptions& options) { return Walk(files, options).run(); }

}  // namespace onewriter::workspace
