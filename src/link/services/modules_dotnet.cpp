// .NET projects: learn.microsoft.com/dotnet/core/project-sdk/msbuild-props ("Sdk", "OutputType", ProjectReference,
// Compile Include).

#include <set>

#include "link/services/modules.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

constexpr int max_depth = 12;

void read(const ConfigTree& config, ConfigId id, int depth, const std::string& folder, Module& m) {
  for (ConfigId child : config.children(id)) {
    const ConfigNode& node = config.node(child);
    const std::string_view include = config.scalar(child, "@Include");
    std::string text = node.kind == ConfigNode::Kind::Scalar ? node.value : std::string(config.scalar(child, "#text"));
    text = trim(text);
    if (node.key == "ProjectReference" && !include.empty()) {
      if (const auto path = join(folder, include)) m.uses.push_back("/" + parent_of(*path));
    } else if (node.key == "Compile" && contains(include, "..")) {
      if (const auto path = join(folder, include); path && !contains(*path, "*")) m.files.push_back(*path);
    } else if (node.key == "OutputType" && (text == "Exe" || text == "WinExe")) {
      if (m.entry == Module::Entry::None) m.entry = Module::Entry::Possible;
      if (text == "WinExe") m.kind = "frontend";
    } else if ((node.key == "UseMaui" || node.key == "UseWPF" || node.key == "UseWindowsForms") && text == "true") {
      m.kind = "frontend";
    } else if (node.key == "AzureFunctionsVersion") {
      m.entry = Module::Entry::Certain;
    } else if ((node.key == "IsTestProject" && text == "true") ||
               (node.key == "PackageReference" && include == "Microsoft.NET.Test.Sdk")) {
      m.kind = "test";
    } else if (node.key == "IsAspireHost" && text == "true") {
      m.kind = "apphost";
    } else if (node.key == "Import" && contains(config.scalar(child, "@Project"), "WebApplication.targets")) {
      m.entry = Module::Entry::Certain;
    } else if (node.key == "Sdk" && contains(config.scalar(child, "@Name"), "Aspire.AppHost")) {
      m.kind = "apphost";
    }
    if (depth < max_depth && node.kind == ConfigNode::Kind::Map) read(config, child, depth + 1, folder, m);
  }
}

// Does a Directory.Build file say references, for projects that MSBuild's conditions choose?
bool references_by_condition(const FileTree& tree) {
  Module said;
  for (std::string_view name : {"Directory.Build.props", "Directory.Build.targets"})
    for (const SourceFile* f : tree.named(name))
      for (ConfigId document : f->outline.config.documents())
        read(f->outline.config, document, 0, parent_of(f->path), said);
  return !said.uses.empty();
}

// learn.microsoft.com/visualstudio/msbuild/customize-by-directory: what such references mean is not worked out; but
// where one project alone makes an application, libraries that no project file names can only be its own.
void give_libraries_to_the_only_application(std::vector<Module>& all) {
  Module* application = nullptr;
  for (Module& m : all) {
    if (m.entry != Module::Entry::Certain || is_aside(m.root)) continue;
    if (application) return;
    application = &m;
  }
  if (!application) return;
  std::set<std::string> named;
  for (const Module& m : all)
    if (m.kind != "test" && !is_aside(m.root)) named.insert(m.uses.begin(), m.uses.end());
  for (const Module& m : all)
    if (m.entry == Module::Entry::None && m.kind.empty() && !is_aside(m.root) && !named.count("/" + m.root))
      application->uses.push_back("/" + m.root);
}

}  // namespace

std::vector<Module> find_dotnet_modules(const FileTree& tree) {
  std::vector<Module> out;
  for (const SourceFile& f : tree.files()) {
    const std::string_view name = base_name(f.path);
    if (!name.ends_with(".csproj") && !name.ends_with(".fsproj") && !name.ends_with(".vbproj")) continue;
    Module m;
    m.root = parent_of(f.path);
    m.build = "dotnet";
    m.name = name.substr(0, name.rfind('.'));
    const ConfigTree& config = f.outline.config;
    for (ConfigId document : config.documents()) {
      const ConfigId project =
          config.get(document, "Project") == no_config ? document : config.get(document, "Project");
      m.place = place_of(f, config.node(project));
      const std::string sdk(config.scalar(project, "@Sdk"));
      if (contains(sdk, "Microsoft.NET.Sdk.Web") || contains(sdk, "Microsoft.NET.Sdk.Worker") ||
          contains(sdk, "Microsoft.NET.Sdk.Functions"))
        m.entry = Module::Entry::Certain;
      if (contains(sdk, "Microsoft.NET.Sdk.Worker")) m.kind = "worker";
      if (contains(sdk, "BlazorWebAssembly")) m.entry = Module::Entry::Certain, m.kind = "frontend";
      if (contains(sdk, "Aspire.AppHost")) m.kind = "apphost";
      read(config, project, 0, m.root, m);
    }
    if (m.kind == "test" || m.kind == "apphost") m.entry = Module::Entry::None;
    if (m.place.file.empty()) m.place.file = f.path;
    out.push_back(std::move(m));
  }
  if (references_by_condition(tree)) give_libraries_to_the_only_application(out);
  return out;
}

}  // namespace onewriter::link
