#include "link/services/terraform.h"

#include <map>

#include "extract/config/read_config.h"
#include "link/services/env_file.h"
#include "link/services/images.h"
#include "link/services/terraform_values.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

constexpr int max_depth = 8;  // of blocks in blocks

struct ContainerType {
  std::string_view type;
  bool job;
};
// Resources that run images: registry.terraform.io/providers.
constexpr ContainerType container_types[] = {
    {"aws_ecs_task_definition", false},     {"aws_apprunner_service", false},      {"google_cloud_run_service", false},
    {"google_cloud_run_v2_service", false}, {"google_cloud_run_v2_job", true},     {"azurerm_container_app", false},
    {"azurerm_container_group", false},     {"kubernetes_deployment", false},      {"kubernetes_deployment_v1", false},
    {"kubernetes_stateful_set", false},     {"kubernetes_stateful_set_v1", false}, {"kubernetes_cron_job", true},
    {"kubernetes_cron_job_v1", true}};
constexpr std::string_view function_types[] = {"aws_lambda_function", "google_cloudfunctions_function",
                                               "google_cloudfunctions2_function"};
constexpr std::string_view app_types[] = {"azurerm_linux_web_app",        "azurerm_windows_web_app",
                                          "azurerm_app_service",          "azurerm_linux_function_app",
                                          "azurerm_windows_function_app", "azurerm_function_app"};

template <std::size_t N>
bool is_one_of(const std::string& type, const std::string_view (&list)[N]) {
  for (std::string_view t : list)
    if (t == type) return true;
  return false;
}

class Reader {
 public:
  // `deployment`: the folder that is applied.
  Reader(const TerraformModule& module, const std::string& deployment) : module_(module), deployment_(deployment) {}

  std::vector<Workload> run() {
    for (const TerraformBlock& r : module_.resources()) {
      if (r.instances_unknown) continue;
      if (const std::string engine = terraform_engine(r); !engine.empty()) database(r, engine);
      for (const ContainerType& t : container_types)
        if (r.type == t.type) containers(r, t.job);
      if (is_one_of(r.type, function_types)) function(r);
      if (is_one_of(r.type, app_types)) app(r);
    }
    for (const auto& called : module_.called())
      for (Workload& w : Reader(*called, deployment_).run()) out_.push_back(std::move(w));
    return std::move(out_);
  }

 private:
  Workload make(const TerraformBlock& r, std::string name) const {
    Workload w;
    w.source = Workload::Source::Terraform;
    w.name = std::move(name);
    w.deployment = deployment_;
    w.place = place_of(*r.file, r.file->outline.config.node(r.node));
    return w;
  }

  std::string told(const TerraformBlock& r, std::initializer_list<std::string_view> keys) const {
    for (std::string_view key : keys)
      if (std::string text = module_.value(r.raw(key), &r); !text.empty() && !contains(text, "${")) return text;
    return module_.default_name(r);
  }

  void database(const TerraformBlock& r, const std::string& engine) {
    Workload w = make(r, module_.host_of(r));
    w.engine = engine;
    w.hosts = {w.name, r.type + "." + r.name};
    std::string first = module_.value(r.raw("db_name"), &r);
    if (first.empty()) first = module_.value(r.raw("database_name"), &r);
    if (first.empty() && r.type == "aws_db_instance") first = module_.value(r.raw("name"), &r);
    for (const TerraformBlock& d : module_.resources()) {
      const std::string_view server = terraform_server_reference(d);
      if (!server.starts_with(r.type + "." + r.name + ".")) continue;
      const std::string name = told(d, {"name"});
      w.command.push_back(name);
      if (first.empty()) first = name;
    }
    if (w.command.size() > 1) first.clear();  // none of several is the one that is meant
    if (!first.empty() && !contains(first, "${")) w.environment.push_back({"database", first, "", w.place});
    out_.push_back(std::move(w));
  }

  void function(const TerraformBlock& r) {
    Workload w = make(r, told(r, {"function_name", "name"}));
    const ConfigTree& config = r.file->outline.config;
    w.image = module_.value(r.raw("image_uri"), &r);
    for (const char* path : {"environment.variables", "environment_variables", "service_config.environment_variables"})
      settings(r, config, config.find(r.node, path), w);
    // filename = data.archive_file.orders.output_path
    const std::vector<std::string> from = split(r.raw("filename"), ".");
    for (const TerraformBlock& d : module_.data())
      if (from.size() > 2 && from[0] == "data" && d.type == from[1] && d.name == from[2])
        for (std::string_view key : {"source_dir", "source_file"})
          if (std::string path(d.raw(key)); !path.empty() && !w.root) {
            for (std::string_view here : {"${path.module}/", "${path.root}/"})
              if (path.starts_with(here)) path.erase(0, here.size());
            w.root = join(module_.folder(), key == std::string_view("source_file") ? parent_of(path) : path);
          }
    out_.push_back(std::move(w));
  }

  void app(const TerraformBlock& r) {
    Workload w = make(r, told(r, {"name"}));
    const ConfigTree& config = r.file->outline.config;
    settings(r, config, config.get(r.node, "app_settings"), w);
    for (ConfigId c : config.children(r.node))
      if (config.node(c).key == "connection_string")
        w.environment.push_back({"ConnectionStrings__" + std::string(config.scalar(c, "name")),
                                 module_.value(config.scalar(c, "value"), &r), "", place_of(*r.file, config.node(c))});
    out_.push_back(std::move(w));
  }

  void containers(const TerraformBlock& r, bool job) {
    const std::string name = told(r, {"family", "name", "service_name", "metadata.name"});
    const std::size_t before = out_.size();
    const ConfigTree& config = r.file->outline.config;
    std::string definitions(r.raw("container_definitions"));
    if (!definitions.empty()) {
      // jsonencode([{...}]), or JSON text: docs of aws_ecs_task_definition, "container_definitions".
      if (const std::size_t open = definitions.find('(');
          definitions.starts_with("jsonencode") && open < definitions.size())
        definitions = "v = " + definitions.substr(open + 1, definitions.rfind(')') - open - 1);
      const bool hcl = definitions.starts_with("v = ");
      std::vector<facts::Diagnostic> unread;
      const ConfigTree inner =
          extract::read_config(hcl ? workspace::FileKind::Hcl : workspace::FileKind::Json, definitions, unread);
      for (ConfigId document : inner.documents()) below(r, inner, document, 0);
    } else {
      below(r, config, r.node, 0);
    }
    for (std::size_t i = before; i < out_.size(); ++i) {
      if (job) out_[i].kind = "job";
      out_[i].hosts.push_back(name);
      if (out_.size() == before + 1) out_[i].name = name;
    }
  }

  // Every block with an image is a container.
  void below(const TerraformBlock& r, const ConfigTree& config, ConfigId at, int depth) {
    if (depth > max_depth) return;
    const std::string_view image =
        config.scalar(at, "image").empty() ? config.scalar(at, "image_identifier") : config.scalar(at, "image");
    if (!image.empty()) {
      std::string name = module_.value(config.scalar(at, "name"), &r);
      if (is_sidecar(image, name)) return;
      Workload w = make(r, name.empty() || contains(name, "${") ? module_.default_name(r) : name);
      w.image = module_.value(image, &r);
      w.hosts = {w.name};
      for (ConfigId e : config.children(at)) {
        const std::string& key = config.node(e).key;
        // env { name = ..., value = ... } repeated, a list of such, or a map.
        if (key == "env" && config.get(e, "name") != no_config)
          set_setting(w.environment,
                      {module_.value(config.scalar(e, "name"), &r), module_.value(config.scalar(e, "value"), &r), "",
                       place_of(*r.file, config.node(e))});
        else if (key == "env" || key == "environment" || key == "environment_variables" ||
                 key == "runtime_environment_variables" || key == "image_configuration")
          settings(r, config, e, w);
      }
      if (&config != &r.file->outline.config)
        for (Setting& s : w.environment) s.place = w.place;
      if (w.image.find("${") != std::string::npos) w.image.clear();
      out_.push_back(std::move(w));
      return;
    }
    for (ConfigId child : config.children(at)) below(r, config, child, depth + 1);
  }

  void settings(const TerraformBlock& r, const ConfigTree& config, ConfigId map, Workload& w) const {
    for (Setting& s : module_.settings(*r.file, config, map, &r)) set_setting(w.environment, std::move(s));
  }

  const TerraformModule& module_;
  const std::string& deployment_;
  std::vector<Workload> out_;
};

}  // namespace

std::vector<Workload> read_terraform(const FileTree& tree) {
  std::vector<Workload> out;
  for (const auto& root : terraform_roots(terraform_folders(tree.files())))
    for (Workload& w : Reader(*root, root->folder()).run()) out.push_back(std::move(w));
  return out;
}

std::vector<Workload> read_nomad(const FileTree& tree) {
  std::vector<Workload> out;
  for (const SourceFile& f : tree.files()) {
    if (!(f.path.ends_with(".nomad") || f.path.ends_with(".nomad.hcl")) || is_aside(f.path)) continue;
    const ConfigTree& config = f.outline.config;
    for (ConfigId document : config.documents())
      for (ConfigId job : config.children(config.get(document, "job")))
        for (ConfigId groups : config.children(job)) {
          if (config.node(groups).key != "group") continue;
          for (ConfigId group : config.children(groups))
            for (ConfigId tasks : config.children(group)) {
              if (config.node(tasks).key != "task") continue;
              for (ConfigId task : config.children(tasks)) {
                Workload w;
                w.source = Workload::Source::Terraform;
                w.name = config.node(task).key;
                w.image = config.scalar(task, "config.image");
                if (w.image.empty() || is_sidecar(w.image, w.name)) continue;
                w.deployment = parent_of(f.path);
                w.hosts = {w.name};
                if (config.scalar(job, "type") == "batch") w.kind = "job";
                for (ConfigId e : config.children(config.get(task, "env")))
                  w.environment.push_back({config.node(e).key, config.node(e).value, "", place_of(f, config.node(e))});
                w.place = place_of(f, config.node(task));
                out.push_back(std::move(w));
              }
            }
        }
  }
  return out;
}

}  // namespace onewriter::link
