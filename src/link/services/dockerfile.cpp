#include "link/services/dockerfile.h"

#include <map>

#include "link/services/env_file.h"
#include "link/services/words.h"

namespace onewriter::link {

using extract::ConfigId;
using extract::ConfigTree;

bool is_dockerfile(const extract::SourceFile& file) { return file.outline.kind == workspace::FileKind::Dockerfile; }

namespace {

// COPY [--chown=...] source... target; what another stage made is not the context's.
void add_copied(const std::string& value, std::vector<std::string>& out) {
  std::vector<std::string> words = split(value, " \t[],\"");
  while (!words.empty() && words[0].starts_with("--")) {
    if (words[0].starts_with("--from")) return;
    words.erase(words.begin());
  }
  if (words.size() > 1) out.insert(out.end(), words.begin(), words.end() - 1);
}

// The build context where nothing tells of it: the Dockerfile's folder, or the nearest above it that has what is
// copied.
std::string context_of(const FileTree& tree, const extract::SourceFile& file) {
  const std::string folder = parent_of(file.path);
  auto has = [&](const std::string& context, const std::string& source) {
    const auto path = join(context, source);
    return path && (tree.file(*path) || tree.is_folder(*path));
  };
  for (const std::string& source : read_dockerfile(file).copied) {
    if (source.find_first_of("*$?:") != std::string::npos || has(folder, source)) continue;
    for (std::string above = folder; !above.empty();) {
      above = parent_of(above);
      if (has(above, source)) return above;
    }
  }
  return folder;
}

}  // namespace

Dockerfile read_dockerfile(const extract::SourceFile& file) {
  Dockerfile out;
  std::map<std::string, std::string> stages;  // stage -> the image it begins with
  const ConfigTree& config = file.outline.config;
  std::vector<ConfigId> instructions;
  for (ConfigId document : config.documents()) {
    if (config.node(document).kind == extract::ConfigNode::Kind::Map)
      instructions.push_back(document);
    else
      for (ConfigId id : config.children(document)) instructions.push_back(id);
  }
  for (ConfigId id : instructions) {
    const std::string instruction = lower(config.scalar(id, "instruction"));
    const std::string value(config.scalar(id, "value"));
    if (instruction == "from") {
      std::vector<std::string> words = split(value, " \t");
      while (!words.empty() && words[0].starts_with("--")) words.erase(words.begin());
      if (words.empty()) continue;
      const auto stage = stages.find(lower(words[0]));
      out.base_image = stage == stages.end() ? words[0] : stage->second;
      out.environment.clear();
      if (words.size() >= 3 && lower(words[1]) == "as") stages[lower(words[2])] = out.base_image;
    } else if (instruction == "env") {
      const facts::Place place = place_of(file, config.node(id));
      const std::size_t space = value.find_first_of(" \t");
      const std::size_t equals = value.find('=');
      if (equals == std::string::npos || space < equals) {
        if (space != std::string::npos)
          set_setting(out.environment, {value.substr(0, space), std::string(trim(value.substr(space))), "", place});
      } else {
        for (const std::string& pair : split(value, " \t\\\n"))
          if (contains(pair, "=")) set_setting(out.environment, env_pair(pair, place));
      }
    } else if (instruction == "copy" || instruction == "run" || instruction == "workdir" || instruction == "cmd" ||
               instruction == "entrypoint" || instruction == "add" || instruction == "arg") {
      out.text += value + "\n";
      if (instruction == "copy" || instruction == "add") add_copied(value, out.copied);
    }
  }
  return out;
}

std::vector<Workload> read_dockerfiles(const FileTree& tree) {
  std::vector<Workload> out;
  for (const extract::SourceFile& f : tree.files()) {
    if (!is_dockerfile(f) || is_aside(f.path) || read_dockerfile(f).base_image.empty()) continue;
    Workload w;
    w.source = Workload::Source::Dockerfile;
    w.root = context_of(tree, f);
    const std::string folder = parent_of(f.path);
    w.name = base_name(base_name(folder) == "docker" ? *w.root : folder);
    w.dockerfile = f.path;
    w.deployment = f.path;
    w.place = {f.path, 1, 0, 0};
    out.push_back(std::move(w));
  }
  return out;
}

}  // namespace onewriter::link
