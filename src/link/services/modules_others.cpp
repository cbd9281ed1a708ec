// PHP (Composer), Ruby (Bundler, Rack, Rails) and Rust (Cargo) projects.

#include <set>

#include "link/services/modules.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

std::string in_folder(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : folder + "/" + std::string(name);
}

Module module_at(const SourceFile& f, std::string root, std::string_view build) {
  Module m;
  m.root = std::move(root);
  m.name = base_name(m.root);
  m.build = build;
  m.place = {f.path, 1, 0, 0};
  return m;
}

// doc.rust-lang.org/cargo/reference/cargo-targets.html: src/main.rs and [[bin]] are executables.
Module cargo(const FileTree& tree, const SourceFile& f) {
  Module m = module_at(f, parent_of(f.path), "rust");
  const ConfigTree& config = f.outline.config;
  for (ConfigId document : config.documents()) {
    if (const std::string_view name = config.scalar(config.get(document, "package"), "name"); !name.empty())
      m.name = name;
    if (tree.file(in_folder(m.root, "src/main.rs")) || config.get(document, "bin") != no_config)
      m.entry = Module::Entry::Certain;
    for (std::string_view table : {"dependencies", "build-dependencies"})
      for (ConfigId d : config.children(config.get(document, table)))
        if (const std::string_view path = config.scalar(d, "path"); !path.empty())
          if (const auto root = join(m.root, path)) m.uses.push_back("/" + *root);
  }
  return m;
}

}  // namespace

std::vector<Module> find_other_modules(const FileTree& tree) {
  std::vector<Module> out;
  for (const SourceFile* f : tree.named("composer.json")) {
    Module m = module_at(*f, parent_of(f->path), "php");
    bool started = false;
    for (std::string_view name :
         {"artisan", "public/index.php", "index.php", "web/index.php", "bin/console", "html/index.php"})
      started = started || tree.file(in_folder(m.root, name));
    if (started) m.entry = Module::Entry::Certain;
    out.push_back(std::move(m));
  }
  std::set<std::string> rubies;
  for (const SourceFile& f : tree.files()) {
    const std::string_view name = base_name(f.path);
    if (name == "Cargo.toml") out.push_back(cargo(tree, f));
    std::string root;
    if (name == "config.ru" || name == "Gemfile")
      root = parent_of(f.path);
    else if (f.path == "config/application.rb" || f.path.ends_with("/config/application.rb"))
      root = parent_of(parent_of(f.path));
    else
      continue;
    if (!rubies.insert(root).second) continue;
    Module m = module_at(f, root, "ruby");
    for (std::string_view start : {"config.ru", "config/application.rb", "app.rb", "server.rb", "main.rb"})
      if (tree.file(in_folder(root, start))) m.entry = Module::Entry::Certain;
    out.push_back(std::move(m));
  }
  return out;
}

}  // namespace onewriter::link
