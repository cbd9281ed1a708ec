#include "link/services/tilt.h"

#include "link/services/images.h"
#include "link/services/literal.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::CodeOutline;
using extract::Kind;
using extract::no_node;
using extract::NodeId;
using extract::Role;

// The argument of that position, or of that name.
std::string argument(const CodeOutline& code, NodeId call, std::size_t position, std::string_view name) {
  std::size_t at = 0;
  for (NodeId c : code.children(call)) {
    if (code.node(c).role != Role::Argument) continue;
    if (code.node(c).kind == Kind::Pair) {
      const NodeId key = code.child(c, Role::Key);
      if (key != no_node && code.text(key) == name) return literal(code, code.child(c, Role::Value));
    } else if (at++ == position) {
      return literal(code, c);
    }
  }
  return {};
}

}  // namespace

std::vector<Workload> read_tilt(const FileTree& tree) {
  std::vector<Workload> out;
  for (const extract::SourceFile& f : tree.files()) {
    const std::string_view name = base_name(f.path);
    if ((name != "Tiltfile" && !name.ends_with(".Tiltfile")) || is_aside(f.path)) continue;
    const CodeOutline& code = f.outline.code;
    for (NodeId id = 0; id < code.nodes.size(); ++id) {
      if (code.node(id).kind != Kind::Call) continue;
      const std::string_view called = code.word(id, Role::Name);
      const bool custom = called == "custom_build";
      if (called != "docker_build" && called != "docker_build_with_restart" && !custom) continue;
      Workload w;
      w.source = Workload::Source::Skaffold;
      w.image = argument(code, id, 0, "ref");
      w.name = image_base(w.image);
      // custom_build names the files that it depends on; the first is the service's folder.
      std::string context = custom ? "" : argument(code, id, 1, "context");
      if (custom)
        for (NodeId c : code.children(id))
          if (code.node(c).kind == Kind::Pair && code.text(code.child(c, Role::Key)) == "deps")
            for (NodeId element : code.children(code.child(c, Role::Value)))
              if (context.empty()) context = literal(code, element);
      if (w.name.empty() || context.empty()) continue;
      w.root = join(parent_of(f.path), context);
      if (!w.root) continue;
      const std::string dockerfile = argument(code, id, 99, "dockerfile");
      const auto path = dockerfile.empty() ? join(*w.root, "Dockerfile") : join(parent_of(f.path), dockerfile);
      if (path && tree.file(*path)) w.dockerfile = *path;
      w.deployment = f.path;
      w.place = {f.path, code.node(id).span.line, code.node(id).span.column, code.node(id).span.end_line};
      out.push_back(std::move(w));
    }
  }
  return out;
}

}  // namespace onewriter::link
