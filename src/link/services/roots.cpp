#include "link/services/roots.h"

#include <algorithm>
#include <set>

#include "link/services/images.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

// Folder names that say what lies there and not whose it is.
bool is_generic(std::string_view name) {
  static const std::set<std::string, std::less<>> generic = {
      "src",      "app",      "apps",   "service",    "services", "server",     "servers",      "backend", "api",
      "web",      "code",     "docker", "build",      "cmd",      "main",       "lib",          "libs",    "pkg",
      "packages", "internal", "deploy", "deployment", "k8s",      "kubernetes", "helm",         "charts",  "config",
      "common",   "core",     "html",   "www",        "dist",     "bin",        "microservices"};
  return generic.count(lower(name)) > 0;
}

bool ends_with_words(const std::vector<std::string>& all, const std::vector<std::string>& tail) {
  return !tail.empty() && all.size() > tail.size() && std::equal(tail.rbegin(), tail.rend(), all.rbegin());
}

bool starts_with_words(const std::vector<std::string>& all, const std::vector<std::string>& head) {
  return !head.empty() && all.size() > head.size() && std::equal(head.begin(), head.end(), all.begin());
}

// Is a path in a Dockerfile's text that folder, or below it? "github.com/golang/protobuf/cmd/protoc-gen-go" is none of
// the tree's.
bool mentions_path(const std::string& text, const std::string& folder) {
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at + 1)) {
    const std::size_t end = at + folder.size();
    if (end < text.size() && std::string_view("/ \n\"").find(text[end]) == std::string_view::npos) continue;
    const std::size_t before = text.find_last_of(" \t\n\"'=,[", at);
    const std::size_t start = before == std::string::npos ? 0 : before + 1;
    const std::string_view first = std::string_view(text).substr(start, text.find('/', start) - start);
    if (first.find('.', 1) == std::string_view::npos || first == ".." || start == at) return true;
  }
  return false;
}

std::vector<std::string> without_role(std::vector<std::string> words) {
  static const std::set<std::string, std::less<>> roles = {"service",      "svc", "api",        "server", "app",
                                                           "microservice", "ms",  "deployment", "backend"};
  while (words.size() > 1 && roles.count(words.back())) words.pop_back();
  return words;
}

}  // namespace

ReadName::ReadName(std::string_view name)
    : letters(folded(name)), words(words_of(name)), bare(without_role(words)), generic(is_generic(letters)) {}

int name_fit(const ReadName& folder, const ReadName& wanted) {
  if (folder.letters.empty() || wanted.letters.empty()) return 0;
  if (folder.letters == wanted.letters) return 100;
  if (folder.bare == wanted.bare) return 90;
  if (wanted.letters.size() >= 3 && ends_with_words(folder.words, wanted.words) && !wanted.generic) return 80;
  if (folder.letters.size() >= 3 && ends_with_words(wanted.words, folder.words) && !folder.generic) return 70;
  if (ends_with_words(folder.bare, wanted.bare) && !is_generic(wanted.bare.back())) return 65;
  if (ends_with_words(wanted.bare, folder.bare) && !is_generic(folder.bare.back())) return 60;
  if (starts_with_words(folder.bare, wanted.bare) && wanted.bare.size() > 1) return 40;
  return 0;
}

Roots::Roots(const FileTree& tree, const std::vector<Module>& modules) : tree_(tree), modules_(modules) {
  std::set<std::string> folders;
  for (const Module& m : modules)
    if (m.entry != Module::Entry::None && !is_aside(m.root) && m.kind != "test") folders.insert(m.root);
  for (const extract::SourceFile& f : tree.files())
    if (is_dockerfile(f) && !is_aside(f.path)) folders.insert(parent_of(f.path));
  candidates_.assign(folders.begin(), folders.end());
  const auto add = [](std::vector<Named>& list, const std::string& folder, std::string_view name) {
    list.push_back({folder, ReadName(name), split(folder, "/").size()});
  };
  for (const std::string& folder : candidates_) {
    if (!folder.empty()) add(named_folders_, folder, base_name(folder));
    // "orders/src", "orders/service/cmd/server": the first folder above that is not called like any other may carry
    // the name.
    std::string named = folder;
    while (is_generic(base_name(named))) named = parent_of(named);
    if (named != folder && !named.empty()) add(named_folders_, folder, base_name(named));
  }
  for (const Module& m : modules)
    if (m.entry != Module::Entry::None && m.kind != "test" && !is_aside(m.root)) add(named_modules_, m.root, m.name);
  // A Go package without a main runs nowhere, as the client of an image that is called the same.
  std::set<std::string> packages;
  for (const Module& m : modules)
    if (m.build == "go" && entries_below(m.root).empty()) packages.insert(m.root);
  for (const std::string& folder : tree.folders())
    if (split(folder, "/").size() <= 4 && tree.holds_code(folder) && !is_aside(folder) &&
        !is_generic(base_name(folder)) && !packages.count(folder))
      add(code_folders_, folder, base_name(folder));
}

const Module* Roots::entry_at(std::string_view root) const {
  const Module* best = nullptr;
  for (const Module& m : modules_)
    if (m.root == root && m.entry != Module::Entry::None && (!best || m.entry > best->entry)) best = &m;
  return best;
}

std::vector<const Module*> Roots::entries_below(std::string_view root) const {
  std::vector<const Module*> out;
  std::set<std::string> seen;
  for (const Module& m : modules_)
    if (m.entry != Module::Entry::None && m.kind != "test" && inside(m.root, root) && !is_aside(m.root) &&
        seen.insert(m.root).second)
      out.push_back(&m);
  return out;
}

std::optional<std::string> Roots::by_name(const Workload& w, std::string_view below) const {
  const Named* best = nullptr;
  int best_fit = 0;
  std::vector<ReadName> names = {ReadName(w.name)};
  if (!w.image.empty()) names.emplace_back(image_base(w.image));
  const auto consider = [&](const Named& named, int least) {
    int fit = 0;
    for (const ReadName& name : names) fit = std::max(fit, name_fit(named.name, name));
    if (fit < least) return;
    const bool closer = !best || fit > best_fit || (fit == best_fit && named.depth < best->depth);
    if (closer) best = &named, best_fit = fit;
  };
  for (const Named& named : named_folders_)
    if (inside(named.folder, below) && (named.folder != below || below.empty())) consider(named, 60);
  for (const Named& named : named_modules_)
    if (inside(named.folder, below)) consider(named, 60);
  // A folder of code without a build file that is called the same.
  if (!best)
    for (const Named& named : code_folders_)
      if (inside(named.folder, below)) consider(named, 90);
  return best ? std::optional(best->folder) : std::nullopt;
}

std::optional<std::string> Roots::within(const std::string& context, const Workload& w) const {
  const std::vector<const Module*> entries = entries_below(context);
  const std::string docker_folder = w.dockerfile.empty() ? context : parent_of(w.dockerfile);
  if (docker_folder != context && inside(docker_folder, context) && tree_.is_folder(docker_folder)) {
    const std::vector<const Module*> there = entries_below(docker_folder);
    if (there.size() == 1 || entry_at(docker_folder)) return docker_folder;
    if (there.empty() && tree_.holds_code(docker_folder) && !is_generic(base_name(docker_folder))) return docker_folder;
  }
  if (entries.size() <= 1) {
    // A context far above the only thing that starts in it is still the service's folder, unless it is the whole
    // workspace.
    if (entries.size() == 1 && context.empty() && !tree_.files().empty() && entries[0]->build != "go")
      return entries[0]->root;
    return context;
  }
  // Several things start below the context: which one is told by names in the Dockerfile, the command, the workload's
  // own name.
  std::string text;
  bool copied_whole = false;
  for (const std::string& word : w.command) text += " " + word;
  if (const extract::SourceFile* f = tree_.file(w.dockerfile)) {
    const Dockerfile dockerfile = read_dockerfile(*f);
    text += "\n" + dockerfile.text;
    copied_whole = std::any_of(dockerfile.copied.begin(), dockerfile.copied.end(),
                               [](const std::string& path) { return path == "." || path == "./"; });
  }
  const Module* mentioned = nullptr;
  std::size_t mentions = 0;
  for (const Module* m : entries) {
    const std::string relative =
        m->root.size() > context.size() ? m->root.substr(context.empty() ? 0 : context.size() + 1) : "";
    if (relative.empty()) continue;
    const bool by_path = mentions_path(text, relative);
    const bool by_project =
        m->build == "dotnet" && (contains(text, m->name + ".csproj") || contains(text, m->name + ".dll"));
    if (by_path || by_project) mentioned = m, ++mentions;
  }
  // COPY . . and RUN cd client && npm install: a service whose image builds the page that it hands out.
  const Module* here = entry_at(context);
  if (mentions == 1 && mentioned->kind == "frontend" && here && here->kind != "frontend" && copied_whole)
    return context;
  if (mentions == 1) return mentioned->root;
  if (!context.empty() && entry_at(context) && name_fit(ReadName(base_name(context)), ReadName(w.name)) > 0)
    return context;
  if (auto root = by_name(w, context)) return root;
  if (entry_at(context)) return context;
  return mentions > 1 || context.empty() ? std::optional<std::string>() : context;
}

// "src/cart/src", "cart/service/cmd/server": the first folder above that is not called like any other is the
// deployable's own as long as nothing else starts there.
std::string Roots::widened(std::string root) const {
  if (!is_generic(base_name(root))) return root;
  std::string above = parent_of(root);
  while (is_generic(base_name(above))) above = parent_of(above);
  if (above.empty() || entries_below(above).size() > 1) return root;
  for (const std::string& other : candidates_)
    if (inside(other, above) && !inside(other, root) && !inside(root, other)) return root;
  return above;
}

// A build context with nothing but a Dockerfile of a language's image, docker/php or vendor/laravel/sail/runtimes/8.3:
// the code is mounted from elsewhere or lies above.
std::optional<std::string> Roots::mounted(const Workload& w) const {
  const std::string& context = *w.root;
  if (context.empty() || tree_.holds_code(context) || !entries_below(context).empty()) return std::nullopt;
  if (name_kind(w.name).what != ImageKind::What::Unknown) return std::nullopt;
  const extract::SourceFile* dockerfile = w.dockerfile.empty() ? nullptr : tree_.file(w.dockerfile);
  if (dockerfile && image_kind(read_dockerfile(*dockerfile).base_image).what != ImageKind::What::Unknown)
    return std::nullopt;
  for (const std::string& mount : w.mounts)
    if (entry_at(mount)) return mount;
  if (!dockerfile) return std::nullopt;
  for (std::string above = context; !above.empty();) {
    above = parent_of(above);
    if (entry_at(above)) return above;
  }
  return packaged(w, *dockerfile);
}

// COPY shop.jar: built outside of the image, by the application of the tree whose name begins so, the shortest of them.
std::optional<std::string> Roots::packaged(const Workload& w, const extract::SourceFile& dockerfile) const {
  const std::vector<std::string> copied = read_dockerfile(dockerfile).copied;
  const auto is_package = [](const std::string& path) { return path.ends_with(".jar") || path.ends_with(".war"); };
  if (std::none_of(copied.begin(), copied.end(), is_package)) return std::nullopt;
  const Module* best = nullptr;
  std::size_t least = 0, equal = 0;
  for (const Module& m : modules_) {
    if (m.entry == Module::Entry::None || (m.build != "maven" && m.build != "gradle") || is_aside(m.root)) continue;
    const std::vector<std::string> words = words_of(m.name);
    if (!starts_with_words(words, words_of(w.name))) continue;
    if (best && words.size() == least) ++equal;
    if (!best || words.size() < least) best = &m, least = words.size(), equal = 0;
  }
  return best && equal == 0 ? std::optional(best->root) : std::nullopt;
}

std::optional<std::string> Roots::of(const Workload& w) const {
  if (w.root && w.root_certain) return w.root;
  if (w.root) {
    if (auto root = mounted(w)) return root;
    if (!w.root->empty() && !tree_.is_folder(*w.root)) return by_name(w, "");
    std::optional<std::string> root = within(*w.root, w);
    return root ? widened(std::move(*root)) : root;
  }
  // A host folder with code that is mounted into a plain language image is what runs there.
  if (image_kind(w.image).what == ImageKind::What::Unknown)
    for (const std::string& mount : w.mounts)
      if (entry_at(mount)) return mount;
  std::optional<std::string> root = by_name(w, "");
  return root ? widened(std::move(*root)) : root;
}

}  // namespace onewriter::link
