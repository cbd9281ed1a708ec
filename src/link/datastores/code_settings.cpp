#include "link/datastores/code_settings.h"

#include <map>
#include <optional>

#include "link/datastores/connection.h"
#include "link/datastores/engine.h"
#include "link/services/file_tree.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::CodeOutline;
using extract::Kind;
using extract::no_node;
using extract::NodeId;
using extract::Role;

constexpr int max_depth = 12;

class Reader {
 public:
  Reader(const extract::SourceFile& file, std::vector<ConnectionText>& out)
      : file_(file), code_(file.outline.code), out_(out) {}

  void run() {
    for (NodeId id = 0; id < code_.nodes.size(); ++id) {
      const Kind kind = code_.node(id).kind;
      if (kind == Kind::Assign) remember(id);
      if (kind == Kind::String) read_literal(id);
      if (kind == Kind::Map || kind == Kind::Call || kind == Kind::Create) read(id);
    }
  }

 private:
  void remember(NodeId id) {
    const NodeId target = code_.child(id, Role::Target), value = code_.child(id, Role::Value);
    if (target != no_node && value != no_node && code_.node(target).kind == Kind::Name)
      constants_.emplace(std::string(code_.text(target)), value);
  }

  std::string key_of(NodeId pair) const {
    const NodeId key = code_.child(pair, Role::Key);
    if (key == no_node) return {};
    if (code_.node(key).kind == Kind::String) return text_of(key);
    if (code_.node(key).kind == Kind::Name || code_.node(key).kind == Kind::Word) return std::string(code_.text(key));
    return {};
  }

  // A string without holes.
  std::string text_of(NodeId id) const {
    std::string out;
    for (NodeId part : code_.children(id))
      if (code_.node(part).kind == Kind::Text) out += code_.text(part);
    return out;
  }

  // The name of an environment variable that an expression reads: process.env.X, os.environ["X"], ENV['X'], $_ENV['X'].
  std::string variable_of(NodeId id) const {
    const extract::Node& node = code_.node(id);
    const NodeId object = code_.child(id, Role::Object);
    if (object == no_node) return {};
    auto is_environment = [&](NodeId o) {
      const std::string_view name = code_.node(o).kind == Kind::Member ? code_.word(o, Role::Name) : code_.text(o);
      return name == "env" || name == "environ" || name == "ENV" || name == "_ENV" || name == "$_ENV" ||
             name == "_SERVER" || name == "$_SERVER";
    };
    if (!is_environment(object)) return {};
    if (node.kind == Kind::Member) return std::string(code_.word(id, Role::Name));
    const NodeId key = code_.child(id, Role::Key);
    return key != no_node && code_.node(key).kind == Kind::String ? text_of(key) : "";
  }

  // Text with ${NAME} for what the environment gives; nothing when the expression says something else.
  std::optional<std::string> value_of(NodeId id, int depth) const {
    if (id == no_node || depth > max_depth) return std::nullopt;
    const extract::Node& node = code_.node(id);
    switch (node.kind) {
      case Kind::String: {
        std::string out;
        for (NodeId part : code_.children(id)) {
          if (code_.node(part).kind == Kind::Text)
            out += code_.text(part);
          else if (code_.node(part).kind == Kind::Hole)
            out += value_of(code_.child(part, Role::Value), depth + 1).value_or("${?}");
        }
        return out;
      }
      case Kind::Number: return std::string(code_.text(id));
      case Kind::Name: {
        const auto it = constants_.find(std::string(code_.text(id)));
        return it == constants_.end() ? std::nullopt : value_of(it->second, depth + 1);
      }
      case Kind::Member:
      case Kind::Index:
        if (std::string name = variable_of(id); !name.empty()) return "${" + name + "}";
        return std::nullopt;
      case Kind::Binary: {
        const std::string_view op = code_.word(id, Role::Operator);
        const std::optional<std::string> left = value_of(code_.child(id, Role::Left), depth + 1);
        const std::optional<std::string> right = value_of(code_.child(id, Role::Right), depth + 1);
        if (op == "/" || op == "%") return right;  // BASE_DIR / "db.sqlite3"
        if (op != "||" && op != "??" && op != "or" && op != "?:") return std::nullopt;
        if (left && right && left->starts_with("${") && left->ends_with("}") && !contains(*left, ":-"))
          return left->substr(0, left->size() - 1) + ":-" + *right + "}";
        return left ? left : right;
      }
      case Kind::Call: return call_value(id, depth);
      default: return std::nullopt;
    }
  }

  // os.environ.get("X", "d"), os.getenv("X"), env("X", default="d"), config("X"), ENV.fetch("X", "d"), Env::get("X")
  std::optional<std::string> call_value(NodeId id, int depth) const {
    const std::string name = lower(code_.word(id, Role::Name));
    bool reads = false;
    for (std::string_view reader : {"get", "getenv", "env", "config", "fetch", "getenvironmentvariable", "str", "int",
                                    "get_env", "getorthrow", "var"})
      reads = reads || name == reader;
    std::vector<std::string> values;
    for (NodeId c : code_.children(id)) {
      if (code_.node(c).role != Role::Argument) continue;
      const NodeId value = code_.node(c).kind == Kind::Pair ? code_.child(c, Role::Value) : c;
      if (const std::optional<std::string> v = value_of(value, depth + 1)) values.push_back(*v);
    }
    if (values.empty()) return std::nullopt;
    if (name == "str" || name == "int" || name == "join" || name == "number" || name == "parseint")
      return values.back();
    if (!reads) return std::nullopt;
    if (values[0].starts_with("${")) return values[0];
    return "${" + values[0] + (values.size() > 1 ? ":-" + values[1] : "") + "}";
  }

  void read(NodeId id) {
    ConnectionText t;
    int signs = 0;  // of somebody who logs in to a database
    bool database = false, engine = false;
    for (NodeId pair : code_.children(id)) {
      if (code_.node(pair).kind != Kind::Pair) continue;
      const std::string key = folded(key_of(pair));
      std::string* to = nullptr;
      if (key == "host" || key == "hostname" || key == "server")
        to = &t.host;
      else if (key == "port")
        to = &t.port;
      else if (key == "database" || key == "dbname" || key == "db" || key == "name")
        to = &t.database;
      else if (key == "user" || key == "username")
        to = &t.user;
      else if (key == "schema")
        to = &t.schema;
      else if (key == "engine" || key == "dialect" || key == "client" || key == "driver" || key == "type" ||
               key == "adapter" || key == "vendor")
        to = &t.engine;
      else if (key == "url" || key == "connectionstring" || key == "uri")
        to = &t.url;
      if (key == "password" || key == "passwd" || key == "pwd" || key == "user" || key == "username") ++signs;
      if (!to) continue;
      if (const std::optional<std::string> value = value_of(code_.child(pair, Role::Value), 0)) *to = *value;
      if (to == &t.database && key != "name" && !t.database.empty()) database = true;
      if (to == &t.engine && !t.engine.empty()) t.engine = engine_from(t.engine), engine = engine || !t.engine.empty();
    }
    const bool by_engine = engine && (!t.database.empty() || !t.url.empty());
    const bool by_parts = database && !t.host.empty() && signs > 0;
    if (!by_engine && !by_parts) return;
    if (!t.url.empty() && t.host.empty() && contains(t.url, "http")) return;
    t.name = name_of(id);
    t.place = {file_.path, code_.node(id).span.line, code_.node(id).span.column, code_.node(id).span.end_line};
    out_.push_back(std::move(t));
  }

  // A whole connection text as a literal; as the fallback of an environment variable it counts only without that.
  void read_literal(NodeId id) {
    std::optional<std::string> text = value_of(id, 0);
    if (!text || !looks_like_connection(*text)) return;
    const NodeId parent = code_.node(id).parent;
    if (parent != no_node && (code_.node(parent).kind == Kind::Binary || code_.node(parent).kind == Kind::Call))
      if (const std::optional<std::string> whole = value_of(parent, 0); whole && contains(*whole, "${")) text = whole;
    ConnectionText t;
    t.url = *text;
    t.place = {file_.path, code_.node(id).span.line, code_.node(id).span.column, code_.node(id).span.end_line};
    out_.push_back(std::move(t));
  }

  // The key under which the map stands: Django's alias, Laravel's connection, a knexfile's environment.
  std::string name_of(NodeId id) const {
    NodeId at = code_.node(id).parent;
    for (int i = 0; i < 2 && at != no_node; ++i, at = code_.node(at).parent)
      if (code_.node(at).kind == Kind::Pair) return key_of(at);
    return {};
  }

  const extract::SourceFile& file_;
  const CodeOutline& code_;
  std::vector<ConnectionText>& out_;
  std::map<std::string, NodeId> constants_;
};

}  // namespace

std::vector<ConnectionText> connections_in_code(const std::vector<extract::SourceFile>& files) {
  std::vector<ConnectionText> out;
  for (const extract::SourceFile& f : files)
    if (workspace::is_code(f.outline.kind) && f.scope != facts::Scope::Test && !is_aside(f.path)) Reader(f, out).run();
  return out;
}

}  // namespace onewriter::link
