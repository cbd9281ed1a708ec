// Python projects: where an application starts (Django's manage.py, WSGI and ASGI modules, a main file beside its
// requirements), and which packages outside of its folder it imports.

#include <map>
#include <set>

#include "link/services/modules.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::SourceFile;

std::string in_folder(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : folder + "/" + std::string(name);
}

bool has_any(const FileTree& tree, const std::string& folder, std::initializer_list<std::string_view> names) {
  for (std::string_view name : names)
    if (tree.file(in_folder(folder, name))) return true;
  return false;
}

}  // namespace

std::vector<Module> find_python_modules(const FileTree& tree) {
  std::set<std::string> with_code;
  std::set<std::string> projects;
  for (const SourceFile& f : tree.files()) {
    if (f.outline.kind == workspace::FileKind::Python) with_code.insert(parent_of(f.path));
    const std::string_view name = base_name(f.path);
    if (name == "manage.py" || name == "pyproject.toml" || name == "setup.py" || name == "Pipfile" ||
        name.starts_with("requirements") || name == "Dockerfile")
      projects.insert(parent_of(f.path));
  }
  std::vector<Module> out;
  for (const std::string& folder : projects) {
    bool code = false;
    for (const SourceFile* f : tree.below(folder)) code = code || f->outline.kind == workspace::FileKind::Python;
    if (!code || is_aside(folder)) continue;
    Module m;
    m.root = folder;
    m.build = "python";
    m.name = base_name(folder);
    for (const SourceFile* f : tree.in(folder))
      if (m.place.file.empty() && f->outline.kind == workspace::FileKind::Python) m.place.file = f->path;
    const bool main_file = has_any(tree, folder,
                                   {"app.py", "main.py", "wsgi.py", "asgi.py", "server.py", "run.py", "__main__.py",
                                    "application.py", "app/main.py", "src/main.py", "app/__init__.py", "src/app.py"});
    const std::string own(base_name(folder));
    if (tree.file(in_folder(folder, "manage.py")))
      m.entry = Module::Entry::Certain;
    else if (main_file && has_any(tree, folder, {"Dockerfile", "Procfile"}))
      m.entry = Module::Entry::Certain;
    else if (main_file || tree.file(in_folder(folder, own + ".py")))
      m.entry = Module::Entry::Possible;
    // Packages beside or above the project's folder.
    std::set<std::string> names;
    for (const SourceFile* f : tree.below(folder))
      if (f->outline.kind == workspace::FileKind::Python)
        for (const std::string& import : imports_of(f->outline.code))
          if (!import.empty() && import[0] != '.') names.insert(import.substr(0, import.find('.')));
    for (const std::string& name : names) {
      if (has_any(tree, folder, {name + ".py", name + "/__init__.py"}) || tree.is_folder(in_folder(folder, name)))
        continue;
      for (std::string above = folder; !above.empty();) {
        above = parent_of(above);
        const std::string candidate = in_folder(above, name);
        if (candidate != folder && with_code.count(candidate) && !inside(folder, candidate)) {
          m.uses.push_back("/" + candidate);
          break;
        }
      }
    }
    out.push_back(std::move(m));
  }
  // What is imported from elsewhere is a module of its own, if only a library.
  std::set<std::string> known;
  for (const Module& m : out) known.insert(m.root);
  std::vector<Module> libraries;
  for (const Module& m : out)
    for (const std::string& use : m.uses)
      if (known.insert(use.substr(1)).second) {
        Module library;
        library.root = use.substr(1);
        library.build = "python";
        library.name = base_name(library.root);
        library.place = {library.root, 0, 0, 0};
        libraries.push_back(std::move(library));
      }
  for (Module& l : libraries) out.push_back(std::move(l));
  return out;
}

}  // namespace onewriter::link
