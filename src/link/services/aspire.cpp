#include "link/services/aspire.h"

#include <map>

#include "link/datastores/engine.h"
#include "link/services/env_file.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::CodeOutline;
using extract::Kind;
using extract::no_node;
using extract::NodeId;
using extract::Role;
using extract::SourceFile;

constexpr int max_depth = 120;  // of a chain of calls

// Something that the host composes: a project, a server, a database of a server.
struct Resource {
  enum class What { Project, Server, Database, Other } what = What::Other;
  std::string name;
  std::string engine;    // of a Server or Database
  std::string database;  // of a Database: its name on the server
  int server = -1;       // of a Database
  std::optional<std::string> root;
  std::string image;
  std::vector<Setting> environment;
  facts::Place place;
};

class Host {
 public:
  Host(const FileTree& tree, const SourceFile& file) : tree_(tree), file_(file), code_(file.outline.code) {}

  std::vector<Workload> run() {
    for (NodeId id = 0; id < code_.nodes.size(); ++id) {
      if (code_.node(id).kind == Kind::Assign) {
        const NodeId target = code_.child(id, Role::Target), value = code_.child(id, Role::Value);
        if (target != no_node && value != no_node && code_.node(target).kind == Kind::Name)
          if (const int r = resource_of(value, 0); r >= 0) variables_[std::string(code_.text(target))] = r;
      } else if (code_.node(id).kind == Kind::Call) {
        if (const int r = resource_of(id, 0); r >= 0) configure(id, r);
      }
    }
    return workloads();
  }

 private:
  std::string literal(NodeId id) const {
    std::string out;
    if (id == no_node || code_.node(id).kind != Kind::String) return out;
    for (NodeId part : code_.children(id))
      if (code_.node(part).kind == Kind::Text) out += code_.text(part);
    return out;
  }

  std::vector<NodeId> arguments(NodeId call) const {
    std::vector<NodeId> out;
    for (NodeId c : code_.children(call))
      if (code_.node(c).role == Role::Argument) {
        // A named argument stands for its value.
        const NodeId value = code_.node(c).kind == Kind::Pair ? code_.child(c, Role::Value) : c;
        out.push_back(value == no_node ? c : value);
      }
    return out;
  }

  // Services.WebApi: the constant of that name of a class of that name, in whatever project.
  std::string constant(NodeId id) const {
    const NodeId object = code_.child(id, Role::Object);
    if (object == no_node || code_.node(object).kind != Kind::Name) return "";
    for (const SourceFile& file : tree_.files()) {
      const CodeOutline& other = file.outline.code;
      if (other.language != code_.language) continue;
      for (NodeId field = 0; field < other.nodes.size(); ++field) {
        if (other.node(field).kind != Kind::Field || other.word(field, Role::Name) != code_.word(id, Role::Name))
          continue;
        const NodeId holder = other.node(field).parent, value = other.child(field, Role::Value);
        if (holder == no_node || other.word(holder, Role::Name) != code_.text(object) || value == no_node) continue;
        if (std::string text = Host(tree_, file).literal(value); !text.empty()) return text;
      }
    }
    return "";
  }

  std::string text_argument(NodeId call, std::size_t index) const {
    const std::vector<NodeId> all = arguments(call);
    if (index >= all.size()) return "";
    return code_.node(all[index]).kind == Kind::Member ? constant(all[index]) : literal(all[index]);
  }

  int resource_of(NodeId id, int depth) {
    if (id == no_node || depth > max_depth) return -1;
    if (code_.node(id).kind == Kind::Name) {
      const auto it = variables_.find(std::string(code_.text(id)));
      return it == variables_.end() ? -1 : it->second;
    }
    if (code_.node(id).kind != Kind::Call) return -1;
    if (const auto known = created_.find(id); known != created_.end()) return known->second;
    const std::string name(code_.word(id, Role::Name));
    const int receiver = resource_of(code_.child(id, Role::Receiver), depth + 1);
    int result = receiver;
    if (name.starts_with("Add") && name.size() > 3) {
      if (Resource r = made_by(id, name, receiver); !r.name.empty()) {
        result = static_cast<int>(resources_.size());
        resources_.push_back(std::move(r));
      }
    }
    created_[id] = result;
    return result;
  }

  Resource made_by(NodeId call, const std::string& method, int receiver) {
    Resource r;
    r.name = text_argument(call, 0);
    r.place = {file_.path, code_.node(call).span.line, code_.node(call).span.column, code_.node(call).span.end_line};
    const bool of_server = receiver >= 0 && resources_[receiver].what == Resource::What::Server;
    if (receiver >= 0 && !of_server) return {};  // a call on a resource that adds to it
    if (of_server) {
      if (method != "AddDatabase" && !method.ends_with("Database") && method != "AddCosmosDatabase") return {};
      r.what = Resource::What::Database;
      r.server = receiver;
      r.engine = resources_[receiver].engine;
      r.database = text_argument(call, 1).empty() ? r.name : text_argument(call, 1);
      return r;
    }
    if (method == "AddProject" || method == "AddAzureFunctionsProject") {
      r.what = Resource::What::Project;
      r.root = project_folder(call);
      return r;
    }
    for (std::string_view app :
         {"AddNpmApp", "AddNodeApp", "AddViteApp", "AddPythonApp", "AddPythonProject", "AddUvicornApp", "AddGolangApp",
          "AddDockerfile", "AddExecutable", "AddSpringApp", "AddJavaApp", "AddRustApp", "AddJavaScriptApp",
          "AddPnpmApp", "AddYarnApp", "AddUvApp"})
      if (method == app) {
        r.what = Resource::What::Project;
        for (std::size_t i = 1; i < 4 && !r.root; ++i)
          if (const auto folder = join(parent_of(file_.path), text_argument(call, i));
              folder && !text_argument(call, i).empty() && tree_.is_folder(*folder))
            r.root = folder;
        return r;
      }
    if (method == "AddContainer") {
      r.image = text_argument(call, 1);
      r.engine = engine_from(r.image);
    } else {
      r.engine = engine_from(method.substr(3));
    }
    if (!r.engine.empty() && !family_of(r.engine).empty()) r.what = Resource::What::Server;
    return r;
  }

  // AddProject<Projects.Ordering_API>("ordering-api"): the project's name with every other character as '_'.
  std::optional<std::string> project_folder(NodeId call) const {
    std::string wanted;
    if (const NodeId type = code_.child(call, Role::TypeArg); type != no_node) wanted = code_.word(type, Role::Name);
    if (wanted.empty()) {
      const std::string path = text_argument(call, 1);
      const auto joined = join(parent_of(file_.path), path);
      return joined && path.ends_with("proj") ? std::optional<std::string>(parent_of(*joined)) : std::nullopt;
    }
    wanted = wanted.substr(wanted.rfind('.') == std::string::npos ? 0 : wanted.rfind('.') + 1);
    for (const SourceFile& f : tree_.files()) {
      const std::string_view name = base_name(f.path);
      if (!name.ends_with("proj")) continue;
      std::string identifier(name.substr(0, name.rfind('.')));
      for (char& c : identifier)
        if (!(c >= '0' && c <= '9') && !((c | 32) >= 'a' && (c | 32) <= 'z')) c = '_';
      if (identifier == wanted) return parent_of(f.path);
    }
    return std::nullopt;
  }

  void configure(NodeId call, int resource) {
    const std::string_view method = code_.word(call, Role::Name);
    const facts::Place place{file_.path, code_.node(call).span.line, code_.node(call).span.column,
                             code_.node(call).span.end_line};
    const std::vector<NodeId> all = arguments(call);
    if (method == "WithReference" && !all.empty()) {
      const int to = resource_of(all[0], 0);
      if (to < 0 || to == resource || resources_[to].engine.empty()) return;
      // The place of the reference's own line: a chain of calls begins lines above.
      facts::Place at = place;
      at.line = code_.node(all[0]).span.line;
      const Resource& target = resources_[to];
      const Resource& server = target.server >= 0 ? resources_[target.server] : target;
      std::string name = text_argument(call, 1);
      if (name.empty()) name = target.name;
      std::string url = server.engine + "://" + server.name;
      if (!target.database.empty()) url += "/" + target.database;
      set_setting(resources_[resource].environment, {"ConnectionStrings__" + name, url, "", at});
    } else if (method == "WithEnvironment" && all.size() == 2) {
      if (const std::string value = literal(all[1]); !value.empty())
        set_setting(resources_[resource].environment, {literal(all[0]), value, "", place});
    } else if (method == "WithImage" && !all.empty()) {
      resources_[resource].image = literal(all[0]);
    }
  }

  std::vector<Workload> workloads() const {
    std::vector<Workload> out;
    for (std::size_t i = 0; i < resources_.size(); ++i) {
      const Resource& r = resources_[i];
      if (r.what != Resource::What::Project && r.what != Resource::What::Server) continue;
      Workload w;
      w.source = Workload::Source::Aspire;
      w.name = r.name;
      w.deployment = file_.path;
      w.hosts = {r.name};
      w.place = r.place;
      if (r.what == Resource::What::Project) {
        if (!r.root) continue;
        w.root = r.root;
        w.root_certain = true;
        w.environment = r.environment;
      } else {
        w.image = r.engine;
        for (const Resource& database : resources_)
          if (database.server == static_cast<int>(i)) w.command.push_back(database.database);
      }
      out.push_back(std::move(w));
    }
    return out;
  }

  const FileTree& tree_;
  const SourceFile& file_;
  const CodeOutline& code_;
  std::vector<Resource> resources_;
  std::map<std::string, int> variables_;
  std::map<NodeId, int> created_;
};

}  // namespace

std::vector<Workload> read_aspire(const FileTree& tree) {
  std::vector<Workload> out;
  for (const SourceFile& f : tree.files()) {
    if (f.outline.kind != workspace::FileKind::CSharp || is_aside(f.path)) continue;
    bool host = false;
    for (NodeId id = 0; id < f.outline.code.nodes.size() && !host; ++id)
      host = f.outline.code.node(id).kind == Kind::Name && f.outline.code.text(id) == "DistributedApplication";
    if (!host) continue;
    for (Workload& w : Host(tree, f).run()) out.push_back(std::move(w));
  }
  return out;
}

}  // namespace onewriter::link
