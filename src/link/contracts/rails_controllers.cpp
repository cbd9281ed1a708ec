#include "link/contracts/rails_controllers.h"

#include <algorithm>
#include <cctype>

#include "link/models/naming.h"
#include "link/services/file_tree.h"

namespace onewriter::link {
namespace {

using extract::CodeOutline;
using extract::Kind;
using extract::no_node;
using extract::NodeId;
using extract::Role;
using extract::SourceFile;

constexpr int most_bases = 6;

bool renders_data(const CodeOutline& o, NodeId method) {
  for (NodeId id = method + 1; id < o.nodes.size() && o.node(id).span.line <= o.node(method).span.end_line; ++id) {
    if (o.node(id).kind != Kind::Call) continue;
    const std::string_view name = o.word(id, Role::Name);
    if (name == "head" || name == "render_json") return true;
    // respond_to { |format| format.json }
    if ((name == "json" || name == "xml") && o.child(id, Role::Receiver) != no_node) return true;
    if (name != "render") continue;
    for (NodeId argument : o.children(id))
      if (o.node(argument).kind == Kind::Pair)
        if (const NodeId key = o.child(argument, Role::Key); key != no_node && !o.children(key).empty())
          if (const std::string_view kind = o.text(o.children(key).front()); kind == "json" || kind == "xml")
            return true;
  }
  return false;
}

// The first class of the file, and what it extends.
std::string base_of(const CodeOutline& o) {
  for (NodeId id = 0; id < o.nodes.size(); ++id)
    if (o.node(id).kind == Kind::Type)
      if (const NodeId base = o.child(id, Role::Base); base != no_node)
        return std::string(o.node(base).kind == Kind::TypeRef ? o.word(base, Role::Name) : o.text(base));
  return {};
}

}  // namespace

std::string RailsControllers::type_of(std::string_view controller) {
  std::string out;
  bool large = true;
  for (const char c : controller) {
    if (c == '/') out += "::";
    if (c != '/' && c != '_') out += large ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    large = c == '/' || c == '_';
  }
  return out + "Controller";
}

bool RailsControllers::answers_data(std::string_view routes, std::string_view controller,
                                    std::string_view action) const {
  const std::string root = std::string(routes.substr(0, routes.rfind("config/routes"))) + "app/controllers/";
  std::string name = std::string(controller) + "_controller";
  std::string folder(
      controller.substr(0, controller.rfind('/') == std::string_view::npos ? 0 : controller.rfind('/') + 1));
  for (int i = 0; i < most_bases; ++i) {
    const SourceFile* file = file_at(files_, root + name + ".rb");
    if (!file) return false;
    const CodeOutline& o = file->outline.code;
    for (NodeId id = 0; id < o.nodes.size(); ++id)
      if (o.node(id).kind == Kind::Method && o.word(id, Role::Name) == action && renders_data(o, id)) return true;
    std::string base = base_of(o);
    if (base.ends_with("ActionController::API") || base.ends_with("ActionController::Metal")) return true;
    // Api::BaseController is api/base_controller; one without a module may stand beside this one.
    std::string next;
    for (std::size_t at = 0; (at = base.find("::")) != std::string::npos; base.erase(0, at + 2))
      if (at > 0) next += snake_case(base.substr(0, at)) + "/";
    next += snake_case(base);
    name = file_at(files_, root + folder + next + ".rb") && folder + next != name ? folder + next : next;
  }
  return false;
}

}  // namespace onewriter::link
