// Node packages (docs.npmjs.com/cli/configuring-npm/package-json), Nx and Nest workspaces.

#include <algorithm>
#include <iterator>
#include <set>

#include "link/services/modules.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

constexpr std::string_view server_libraries[] = {"express",
                                                 "koa",
                                                 "fastify",
                                                 "@nestjs/core",
                                                 "@hapi/hapi",
                                                 "hapi",
                                                 "restify",
                                                 "polka",
                                                 "apollo-server",
                                                 "@apollo/server",
                                                 "moleculer",
                                                 "@grpc/grpc-js",
                                                 "grpc",
                                                 "kafkajs",
                                                 "amqplib",
                                                 "amqp-connection-manager",
                                                 "mongoose",
                                                 "mongodb",
                                                 "pg",
                                                 "mysql",
                                                 "mysql2",
                                                 "sequelize",
                                                 "typeorm",
                                                 "knex",
                                                 "@prisma/client",
                                                 "redis",
                                                 "ioredis",
                                                 "bull",
                                                 "bullmq",
                                                 "socket.io",
                                                 "hono",
                                                 "@feathersjs/feathers",
                                                 "loopback",
                                                 "@loopback/core",
                                                 "sails",
                                                 "@adonisjs/core",
                                                 "egg",
                                                 "micro",
                                                 "node-nats-streaming",
                                                 "nats",
                                                 "graphql-yoga",
                                                 "@strapi/strapi",
                                                 "nodemailer"};
constexpr std::string_view page_libraries[] = {"react",  "react-dom",    "vue",    "@angular/core", "svelte",
                                               "next",   "nuxt",         "preact", "solid-js",      "@ionic/core",
                                               "jquery", "ember-source", "expo",   "react-native"};

std::set<std::string> names_in(const ConfigTree& config, ConfigId from) {
  std::set<std::string> out;
  for (ConfigId id : config.children(from)) out.insert(config.node(id).key);
  return out;
}

template <std::size_t N>
bool any_of(const std::set<std::string>& names, const std::string_view (&list)[N]) {
  return std::any_of(std::begin(list), std::end(list),
                     [&](std::string_view n) { return names.count(std::string(n)) > 0; });
}

std::string in_folder(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : folder + "/" + std::string(name);
}

// A monorepo's root holds the libraries of its applications, and is none itself (docs.nestjs.com/cli/monorepo).
bool only_holds_applications(const FileTree& tree, const std::string& root) {
  const SourceFile* nest = tree.file(in_folder(root, "nest-cli.json"));
  if (!nest) return false;
  const ConfigTree& config = nest->outline.config;
  for (ConfigId document : config.documents())
    for (ConfigId project : config.children(config.get(document, "projects"))) {
      const auto at = join(root, config.scalar(project, "root"));
      if (at && *at != root && config.scalar(project, "type") == "application") return true;
    }
  return false;
}

void read_package(const FileTree& tree, const SourceFile& f, std::vector<Module>& out) {
  const ConfigTree& config = f.outline.config;
  for (ConfigId document : config.documents()) {
    Module m;
    m.root = parent_of(f.path);
    m.build = "node";
    m.name = config.scalar(document, "name");
    if (m.name.empty()) m.name = base_name(m.root);
    m.place = place_of(f, config.node(document));
    std::set<std::string> libraries = names_in(config, config.get(document, "dependencies"));
    const std::set<std::string> tools = names_in(config, config.get(document, "devDependencies"));
    const bool server = any_of(libraries, server_libraries);
    const bool pages = any_of(libraries, page_libraries) || (!server && any_of(tools, page_libraries));
    const ConfigId scripts = config.get(document, "scripts");
    bool starts = false;
    for (std::string_view script : {"start", "serve", "start:prod", "prod", "start:dev", "dev", "develop"})
      starts = starts || config.get(scripts, script) != no_config;
    const std::string_view main = config.scalar(document, "main");
    const bool workspace_root =
        config.get(document, "workspaces") != no_config || tree.file(in_folder(m.root, "lerna.json")) ||
        tree.file(in_folder(m.root, "pnpm-workspace.yaml")) || tree.file(in_folder(m.root, "nx.json"));
    bool entry_file = false;
    for (std::string_view name : {"server.js", "index.js", "app.js", "main.js", "server.ts", "index.ts", "app.ts",
                                  "main.ts", "src/server.js", "src/index.js", "src/app.js", "src/server.ts",
                                  "src/index.ts", "src/app.ts", "src/main.ts", "src/main.js", "bin/www"})
      entry_file = entry_file || tree.file(in_folder(m.root, name)) != nullptr;
    if (server && (starts || (entry_file && !main.empty())))
      m.entry = Module::Entry::Certain;
    else if (pages && starts)
      m.entry = Module::Entry::Certain;
    else if (starts && entry_file)
      m.entry = Module::Entry::Possible;
    if ((workspace_root && !server) || only_holds_applications(tree, m.root)) m.entry = Module::Entry::None;
    // A package that is consumed as a library says where its code is, and does not start.
    if (!starts && (config.get(document, "types") != no_config || config.get(document, "exports") != no_config))
      m.entry = Module::Entry::None;
    if (pages && !server) m.kind = "frontend";
    for (const std::string& name : libraries) m.uses.push_back(name);
    out.push_back(std::move(m));
  }
}

// nx.dev/reference/project-configuration; docs.nestjs.com/cli/monorepo
void read_workspace(const FileTree& tree, const SourceFile& f, std::vector<Module>& out) {
  const ConfigTree& config = f.outline.config;
  for (ConfigId document : config.documents()) {
    if (base_name(f.path) == "project.json" && config.get(document, "projectType") != no_config) {
      Module m;
      m.root = parent_of(f.path);
      m.build = "nx";
      m.name = config.scalar(document, "name");
      if (m.name.empty()) m.name = base_name(m.root);
      m.place = place_of(f, config.node(document));
      if (config.scalar(document, "projectType") == "application" && !m.name.ends_with("-e2e") &&
          tree.holds_code(m.root))
        m.entry = Module::Entry::Certain;
      out.push_back(std::move(m));
    }
    if (base_name(f.path) != "nest-cli.json") continue;
    for (ConfigId id : config.children(config.get(document, "projects"))) {
      const auto root = join(parent_of(f.path), config.scalar(id, "root"));
      if (!root || !tree.is_folder(*root)) continue;  // a copy of another folder's file
      Module m;
      m.root = *root;
      m.build = "nest";
      m.name = config.node(id).key;
      m.place = place_of(f, config.node(id));
      if (config.scalar(id, "type") == "application") m.entry = Module::Entry::Certain;
      out.push_back(std::move(m));
    }
  }
}

// A folder by another name, for the files below `below` (TypeScript: Modules reference, "paths").
struct PathAlias {
  std::string below, name, target;
};

std::vector<PathAlias> path_aliases(const FileTree& tree) {
  std::vector<PathAlias> out;
  for (std::string_view name : {"tsconfig.json", "tsconfig.base.json"})
    for (const SourceFile* f : tree.named(name))
      for (ConfigId document : f->outline.config.documents()) {
        const ConfigTree& config = f->outline.config;
        const ConfigId options = config.get(document, "compilerOptions");
        const auto base = join(parent_of(f->path), config.scalar(options, "baseUrl"));
        for (ConfigId alias : config.children(config.get(options, "paths")))
          for (ConfigId place : config.children(alias)) {
            const auto target = join(base.value_or(""), config.node(place).value);
            std::string key = config.node(alias).key;
            if (key.ends_with("/*")) key.resize(key.size() - 2);
            if (target && !key.empty() && key != "*") out.push_back({parent_of(f->path), std::move(key), *target});
          }
      }
  return out;
}

// The libraries of a workspace are built in by those that import them.
void add_imported(const FileTree& tree, std::vector<Module>& projects) {
  const std::vector<PathAlias> aliases = path_aliases(tree);
  for (Module& m : projects) {
    std::set<std::string> used;
    for (const SourceFile* f : tree.below(m.root))
      for (const std::string& import : imports_of(f->outline.code)) {
        std::string target;
        if (import.starts_with("."))
          target = join(parent_of(f->path), import).value_or("");
        else
          for (const PathAlias& alias : aliases)
            if (target.empty() && inside(m.root, alias.below) && import.starts_with(alias.name) &&
                (import.size() == alias.name.size() || import[alias.name.size()] == '.' ||
                 import[alias.name.size()] == '/'))
              target = alias.target;
        for (const Module& other : projects)
          if (other.root != m.root && !other.root.empty() && inside(target, other.root)) used.insert("/" + other.root);
      }
    m.uses.insert(m.uses.end(), used.begin(), used.end());
  }
}

}  // namespace

std::vector<Module> find_node_modules(const FileTree& tree) {
  std::vector<Module> out;
  for (const SourceFile* f : tree.named("package.json")) read_package(tree, *f, out);
  std::vector<Module> projects;
  for (std::string_view name : {"project.json", "nest-cli.json"})
    for (const SourceFile* f : tree.named(name)) read_workspace(tree, *f, projects);
  add_imported(tree, projects);
  out.insert(out.end(), std::make_move_iterator(projects.begin()), std::make_move_iterator(projects.end()));
  return out;
}

}  // namespace onewriter::link
