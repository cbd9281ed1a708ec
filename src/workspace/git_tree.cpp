#include "workspace/git_tree.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>

#include "workspace/contents.h"
#include "workspace/process.h"

namespace onewriter::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t max_listing = 1u << 30;
constexpr std::uint64_t max_word = 1 << 20;
constexpr int max_submodules = 8;  // inside one another

// In a hook git names the repository and the index that it is about to commit, relative to the folder that the hook
// runs in. The repository is found from the root anyway; the index is the one to be asked.
std::vector<std::string> environment() {
  std::vector<std::string> list = {"GIT_OPTIONAL_LOCKS=0",
                                   "GIT_NO_LAZY_FETCH=1",
                                   "GIT_TERMINAL_PROMPT=0",
                                   "LC_ALL=C",
                                   "TZ=UTC",
                                   "GIT_DIR",
                                   "GIT_WORK_TREE",
                                   "GIT_COMMON_DIR",
                                   "GIT_PREFIX"};
  std::error_code failed;
  if (const char* index = std::getenv("GIT_INDEX_FILE"); index && *index)
    list.push_back("GIT_INDEX_FILE=" + fs::absolute(index, failed).string());
  return list;
}

facts::Result<ProcessOutput> git(const std::string& root, std::vector<std::string> arguments, std::uint64_t limit) {
  std::vector<std::string> all = {"git", "-C", root, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  auto output = run_process(all, environment(), limit);
  if (!output) return facts::Error{output.error().message + "; --since and --staged read git's objects with it", {}};
  return output;
}

// The answer in one line; empty when git has none.
std::string word(const std::string& root, std::vector<std::string> arguments) {
  const auto output = git(root, std::move(arguments), max_word);
  if (!output || output->exit_code != 0) return "";
  return output->out.substr(0, output->out.find('\n'));
}

facts::Result<std::string> top_of(const std::string& root) {
  const auto output = git(root, {"rev-parse", "--show-prefix"}, max_word);
  if (!output) return output.error();
  if (output->exit_code != 0) {
    if (output->err.find("dubious ownership") != std::string::npos)
      return facts::Error{"git does not trust this repository: " + output->err.substr(0, output->err.find('\n')), {}};
    return facts::Error{"this is no git work tree; --since and --staged need one", {}};
  }
  return output->out.substr(0, output->out.find('\n'));
}

struct Blob {
  std::string id;
  std::uint64_t size = 0;
  bool sized = false;
  bool link = false;
  std::size_t repository = 0;
};

struct Listing {
  std::map<std::string, Blob, std::less<>> files;  // below the top of the repository
  std::vector<std::string> repositories;           // folders to run cat-file in
};

// "100644 blob <id>    <size>\t<path>\0" or "100644 <id> 0\t<path>\0"
void add_entries(const std::string& text, bool tree, const std::string& prefix, std::size_t repository,
                 Listing& listing, std::vector<std::pair<std::string, std::string>>& submodules) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\0', at), text.size());
    const std::string_view entry = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const auto tab = entry.find('\t');
    if (tab == std::string_view::npos) continue;
    std::vector<std::string> words;
    std::string_view head = entry.substr(0, tab);
    while (!head.empty()) {
      const auto space = head.find(' ');
      if (space != 0) words.emplace_back(head.substr(0, space));
      head.remove_prefix(space == std::string_view::npos ? head.size() : space + 1);
    }
    if (words.size() < 3) continue;
    const std::string path = prefix + std::string(entry.substr(tab + 1));
    Blob blob;
    blob.id = tree ? words[2] : words[1];
    blob.link = words[0] == "120000";
    blob.repository = repository;
    if (words[0] == "160000") {
      submodules.emplace_back(path, blob.id);
      continue;
    }
    if (tree && words.size() > 3) {
      blob.size = std::strtoull(words[3].c_str(), nullptr, 10);
      blob.sized = true;
    }
    listing.files.emplace(path, std::move(blob));
  }
}

facts::Result<facts::Done> list(const std::string& folder, const std::string& commit, bool index,
                                const std::string& prefix, int depth, Listing& listing) {
  const std::vector<std::string> arguments =
      index ? std::vector<std::string>{"ls-files", "-s", "-z", "--full-name", ":/"}
            : std::vector<std::string>{"ls-tree", "-r", "-l", "-z", "--full-tree", commit};
  const auto output = git(folder, arguments, max_listing);
  if (!output) return output.error();
  if (output->exit_code != 0)
    return facts::Error{"git cannot list " + (index ? "the index" : commit) + ": " + output->err, {}};
  std::vector<std::pair<std::string, std::string>> submodules;
  listing.repositories.push_back(folder);
  add_entries(output->out, !index, prefix, listing.repositories.size() - 1, listing, submodules);
  if (depth >= max_submodules) return facts::Done{};
  const std::string top = word(folder, {"rev-parse", "--show-toplevel"});
  for (const auto& [path, id] : submodules) {
    const std::string below = top + "/" + path.substr(prefix.size());
    std::error_code failed;
    // One that is not checked out, or has not got that commit, has no files on either side.
    if (fs::exists(below + "/.git", failed)) (void)list(below, id, false, path + "/", depth + 1, listing).ok();
  }
  return facts::Done{};
}

class GitTree : public FileSystem, public Versioned {
 public:
  GitTree(std::string root, std::string prefix, Listing listing, std::unique_ptr<FileSystem> disk)
      : root_(std::move(root)), prefix_(std::move(prefix)), listing_(std::move(listing)), disk_(std::move(disk)) {
    readers_.resize(listing_.repositories.size());
    for (const auto& [path, blob] : listing_.files)
      for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
        folders_[path.substr(0, slash)] = true;
  }

  std::string root() const override { return root_; }

  facts::Result<std::vector<FolderEntry>> list(std::string_view folder) const override {
    const auto full = inside(folder);
    const std::string below = full && !full->empty() ? *full + "/" : "";
    if (!full || (!full->empty() && !folders_.contains(*full)))
      return facts::Error{"can't be listed: no such folder", {std::string(folder), 0, 0, 0}};
    std::map<std::string, FolderEntry> found;
    for (auto it = listing_.files.lower_bound(below); it != listing_.files.end() && it->first.starts_with(below);) {
      const std::string_view rest = std::string_view(it->first).substr(below.size());
      const auto slash = rest.find('/');
      const std::string name(rest.substr(0, slash));
      if (name == ".gitignore") {
        ++it;
        continue;
      }
      FolderEntry& entry = found[name];
      entry.name = name;
      if (slash != std::string_view::npos) {
        entry.type = FolderEntry::Type::Folder;
        std::string past = below + name + "/";
        past.back() = static_cast<char>('/' + 1);
        it = listing_.files.lower_bound(past);
        continue;
      }
      entry.link = it->second.link;
      entry.type = entry.link && !target(it->first) ? FolderEntry::Type::Other : FolderEntry::Type::File;
      ++it;
    }
    std::vector<FolderEntry> out;
    for (auto& [name, entry] : found) out.push_back(std::move(entry));
    return out;
  }

  facts::Result<std::uint64_t> size(std::string_view path) const override {
    if (path.starts_with('/')) return disk_->size(path);
    const Blob* blob = file(path);
    if (!blob) return missing(path);
    if (blob->sized) return blob->size;
    const auto text = content(*blob);
    if (!text) return text.error();
    return static_cast<std::uint64_t>(text->size());
  }

  facts::Result<std::string> read(std::string_view path, std::uint64_t limit) const override {
    if (path.starts_with('/')) return disk_->read(path, limit);
    const Blob* blob = file(path);
    if (!blob) return missing(path);
    auto text = content(*blob);
    if (!text) return facts::Error{text.error().message, {std::string(path), 0, 0, 0}};
    if (text->size() > limit) text->resize(limit);
    return text;
  }

  bool is_file(std::string_view path) const override {
    return path.starts_with('/') ? disk_->is_file(path) : file(path) != nullptr;
  }
  bool is_folder(std::string_view path) const override {
    if (path.starts_with('/')) return disk_->is_folder(path);
    const auto full = inside(path);
    return full && (full->empty() || folders_.contains(*full));
  }

  std::string version_of(std::string_view path) const override {
    const Blob* blob = path.starts_with('/') ? nullptr : file(path);
    return blob ? blob->id : "";
  }

 private:
  static facts::Error missing(std::string_view path) {
    return {"can't be read: no such file", {std::string(path), 0, 0, 0}};
  }

  // The path below the top of the repository; nothing for one that leads out of it.
  std::optional<std::string> inside(std::string_view path) const {
    std::string full = (fs::path(prefix_) / fs::path(path)).lexically_normal().generic_string();
    if (full.ends_with('/')) full.pop_back();
    if (full == ".") full.clear();
    if (full == ".." || full.starts_with("../") || full.starts_with('/')) return std::nullopt;
    return full;
  }

  const Blob* file(std::string_view path) const {
    const auto full = inside(path);
    if (!full || full->ends_with(".gitignore")) return nullptr;
    const auto found = listing_.files.find(*full);
    if (found == listing_.files.end()) return nullptr;
    return found->second.link ? target(*full) : &found->second;
  }

  // What a symbolic link leads to, if that is a file of the tree itself.
  const Blob* target(const std::string& link) const {
    const auto named = content(listing_.files.find(link)->second);
    if (!named) return nullptr;
    const std::string path = (fs::path(link).parent_path() / *named).lexically_normal().generic_string();
    const auto found = listing_.files.find(path);
    return found == listing_.files.end() || found->second.link || !path.starts_with(prefix_) ? nullptr : &found->second;
  }

  facts::Result<std::string> content(const Blob& blob) const {
    const std::lock_guard lock(mutex_);
    std::unique_ptr<Conversation>& reader = readers_[blob.repository];
    if (!reader) {
      auto started = Conversation::start({"git", "-C", listing_.repositories[blob.repository], "cat-file", "--batch"},
                                         environment());
      if (!started) return started.error();
      reader = std::move(*started);
    }
    if (auto done = reader->say(blob.id + "\n"); !done) return done.error();
    const auto head = reader->hear_line();
    if (!head) return head.error();
    const auto space = head->rfind(' ');
    if (head->ends_with(" missing") || space == std::string::npos)
      return facts::Error{"its object is not in this repository (a partial clone?)", {}};
    auto text = reader->hear_bytes(std::strtoull(head->c_str() + space + 1, nullptr, 10));
    if (!text) return text;
    if (auto end = reader->hear_bytes(1); !end) return end.error();
    return text;
  }

  std::string root_;
  std::string prefix_;  // of the root below the repository's top, with / at its end
  Listing listing_;
  std::map<std::string, bool, std::less<>> folders_;
  std::unique_ptr<FileSystem> disk_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Conversation>> readers_;
};

facts::Result<std::shared_ptr<const FileSystem>> open_state(const std::string& root, const std::string& commit,
                                                            bool index) {
  const auto prefix = top_of(root);
  if (!prefix) return prefix.error();
  auto disk = open_disk(root);
  if (!disk) return disk.error();
  Listing listing;
  if (index || !commit.empty())
    if (auto done = list(root, commit, index, "", 0, listing); !done) return done.error();
  return std::shared_ptr<const FileSystem>(
      std::make_shared<GitTree>((*disk)->root(), *prefix, std::move(listing), std::move(*disk)));
}

}  // namespace

facts::Result<std::string> base_of_change(const std::string& root, const std::string& revision) {
  if (auto top = top_of(root); !top) return top.error();
  const std::string commit =
      word(root, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (commit.empty()) {
    const bool shallow = word(root, {"rev-parse", "--is-shallow-repository"}) == "true";
    return facts::Error{
        "git knows no revision `" + revision + "` here" +
            (shallow ? ": this is a shallow clone; fetch more of it (`git fetch --unshallow`, in GitHub "
                       "Actions `fetch-depth: 0`, in GitLab `GIT_DEPTH: 0`)"
                     : "; `git fetch` it first, if it is another repository's"),
        {}};
  }
  const std::string parted = word(root, {"merge-base", "--end-of-options", commit, "HEAD"});
  return parted.empty() ? commit : parted;
}

facts::Result<std::string> head_of(const std::string& root) {
  if (auto top = top_of(root); !top) return top.error();
  return word(root, {"rev-parse", "--verify", "--quiet", "HEAD^{commit}"});
}

facts::Result<std::shared_ptr<const FileSystem>> open_git_commit(const std::string& root, const std::string& commit) {
  return open_state(root, commit, false);
}

facts::Result<std::shared_ptr<const FileSystem>> open_git_index(const std::string& root) {
  return open_state(root, "", true);
}

std::vector<std::pair<std::string, std::string>> renamed_files(const std::string& root, const std::string& commit,
                                                               bool staged) {
  std::vector<std::pair<std::string, std::string>> renames;
  if (commit.empty()) return renames;
  std::vector<std::string> arguments = {"diff", "--no-ext-diff",   "--no-textconv", "--relative",
                                        "-M",   "--diff-filter=R", "--name-status", "-z"};
  if (staged) arguments.emplace_back("--cached");
  arguments.push_back(commit);
  const auto output = git(root, arguments, max_listing);
  if (!output || output->exit_code != 0) return renames;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < output->out.size();) {
    const std::size_t end = std::min(output->out.find('\0', at), output->out.size());
    words.push_back(output->out.substr(at, end - at));
    at = end + 1;
  }
  for (std::size_t i = 0; i + 2 < words.size(); i += 3) renames.emplace_back(words[i + 1], words[i + 2]);
  return renames;
}

Revision revision_of(const std::string& root) {
  Revision revision;
  const std::string top = word(root, {"rev-parse", "--show-toplevel"});
  if (top.empty()) return revision;
  std::string name = word(root, {"config", "--get", "remote.origin.url"});
  while (name.ends_with('/')) name.pop_back();
  if (name.ends_with(".git")) name.resize(name.size() - 4);
  name = name.substr(name.find_last_of("/:") + 1);
  revision.repository = name.empty() ? top.substr(top.rfind('/') + 1) : name;
  revision.commit = word(root, {"rev-parse", "--verify", "--quiet", "HEAD^{commit}"});
  if (!revision.commit.empty())
    revision.time = word(root, {"log", "-1", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%cd", "HEAD"});
  return revision;
}

}  // namespace onewriter::workspace
