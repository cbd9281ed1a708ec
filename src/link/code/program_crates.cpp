// Rust: the files that paths of modules mean (The Rust Reference: Modules, Paths; The Cargo Book: Package Layout).

#include <algorithm>

#include "link/code/names.h"
#include "link/code/program.h"

namespace onewriter::link {
namespace {

std::string below(std::string_view folder, std::string_view name) {
  return folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
}

}  // namespace

const Unit* Program::unit_of_path(std::string_view path) const {
  // They stand in the order of the files, which is that of their paths.
  const auto found = std::lower_bound(units_.begin(), units_.end(), path,
                                      [](const Unit& unit, std::string_view wanted) { return unit.path() < wanted; });
  return found != units_.end() && found->path() == path ? &*found : nullptr;
}

// The folder in which the files of the crate that holds the file begin.
std::string Program::crate_root(std::string_view path) const {
  for (std::string_view folder = folder_of(path);; folder = folder_of(folder)) {
    for (const char* file : {"lib.rs", "main.rs"})
      if (unit_of_path(below(folder, file))) return std::string(folder);
    if (folder.empty()) return std::string(folder_of(path));
  }
}

// order_store::db is src/db.rs of the crate in order-store/ of this workspace; the nearest, where there are several.
std::string Program::crate_called(const Unit& from, std::string_view name) const {
  std::string result;
  std::size_t shared = 0;
  const auto libraries = by_stem_.find("lib");
  if (libraries == by_stem_.end()) return result;
  for (const std::uint32_t index : libraries->second) {
    const std::string_view source = folder_of(units_[index].path());
    const std::string_view called = last_part(last_part(source) == "src" ? folder_of(source) : source);
    const bool same = std::equal(called.begin(), called.end(), name.begin(), name.end(),
                                 [](char a, char b) { return (a == '-' ? '_' : a) == b; });
    if (!same || units_[index].language() != Language::Rust) continue;
    const std::size_t common = 1 + shared_prefix(source, from.path());
    if (common > shared) result = source, shared = common;
  }
  return result;
}

const Unit* Program::crate_module(const Unit& from, std::string_view path) const {
  const std::string_view stem = stem_of(from.path());
  const bool is_folder = stem == "mod" || stem == "lib" || stem == "main";
  std::string folder = is_folder ? std::string(folder_of(from.path())) : below(folder_of(from.path()), stem);
  const auto next = [&path]() {
    const std::string_view part = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), part.size() + 1));
    return part;
  };
  const auto file_of = [this](const std::string& at) -> const Unit* {
    for (const std::string& each : {at + ".rs", below(at, "mod.rs"), below(at, "lib.rs"), below(at, "main.rs")})
      if (const Unit* found = unit_of_path(each)) return found;
    return nullptr;
  };
  const std::string_view first = next();
  if (first == "crate") {
    folder = crate_root(from.path());
  } else if (first == "super") {
    folder = folder_of(folder);
    while (path == "super" || path.starts_with("super.")) next(), folder = folder_of(folder);
  } else if (first != "self") {
    if (const std::string own = below(folder, first); file_of(own))
      folder = own;
    else if (folder = crate_called(from, first); folder.empty())
      return nullptr;
  }
  while (!path.empty()) folder = below(folder, next());
  return file_of(folder);
}

}  // namespace onewriter::link
