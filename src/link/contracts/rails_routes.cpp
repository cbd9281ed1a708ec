#include "link/contracts/rails_routes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "link/contracts/rails_controllers.h"
#include "link/models/naming.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::CodeOutline;
using extract::Kind;
using extract::no_node;
using extract::NodeId;
using extract::Role;
using extract::SourceFile;
using Texts = std::vector<std::string>;

constexpr int deepest = 32;
constexpr std::size_t most_routes = 20'000;

struct Action {
  std::string_view name, method, path;
  bool form;  // gives a form to a browser
};

// "CRUD, Verbs, and Actions"
constexpr std::array<Action, 8> actions_of_many = {{{"index", "GET", "", false},
                                                    {"create", "POST", "", false},
                                                    {"new", "GET", "new", true},
                                                    {"show", "GET", ":id", false},
                                                    {"edit", "GET", ":id/edit", true},
                                                    {"update", "PATCH", ":id", false},
                                                    {"update", "PUT", ":id", false},
                                                    {"destroy", "DELETE", ":id", false}}};
// "Singular Resources"
constexpr std::array<Action, 7> actions_of_one = {{{"create", "POST", "", false},
                                                   {"new", "GET", "new", true},
                                                   {"show", "GET", "", false},
                                                   {"edit", "GET", "edit", true},
                                                   {"update", "PATCH", "", false},
                                                   {"update", "PUT", "", false},
                                                   {"destroy", "DELETE", "", false}}};

// What the blocks around a declaration say of it.
struct Place {
  std::string path, module, controller;
  std::string member, collection;  // of the resource whose block this is: /orders/:id, /orders
};

std::string with_part(const std::string& path, std::string_view part) {
  while (part.starts_with('/')) part.remove_prefix(1);
  while (part.ends_with('/')) part.remove_suffix(1);
  return part.empty() ? path : path + "/" + std::string(part);
}

std::string in_module(const std::string& module, const std::string& name) {
  return module.empty() || name.starts_with('/') ? name : module + "/" + name;
}

// :order_id of orders
std::string id_of(std::string name) {
  if (name.ends_with("ies"))
    name.replace(name.size() - 3, 3, "y");
  else if (name.ends_with("sses") || name.ends_with("xes"))
    name.resize(name.size() - 2);
  else if (name.ends_with('s') && !name.ends_with("ss"))
    name.pop_back();
  return ":" + name + "_id";
}

class Reader {
 public:
  Reader(const SourceFile& file, const RailsControllers& controllers, std::vector<facts::Route>& out)
      : file_(file), o_(file.outline.code), controllers_(controllers), out_(out) {}

  void run() { walk_children(0, {}, 0); }

 private:
  std::string text_at(NodeId id) const {
    if (id == no_node) return {};
    if (o_.node(id).kind == Kind::String && o_.children(id).size() == 1 &&
        o_.node(o_.children(id).front()).kind == Kind::Text)
      return std::string(o_.text(o_.children(id).front()));
    return {};
  }

  Texts texts_at(NodeId id) const {
    if (id == no_node) return {};
    Texts out;
    if (o_.node(id).kind == Kind::List) {
      for (NodeId element : o_.children(id)) out.push_back(text_at(element));
    } else if (std::string text = text_at(id); !text.empty()) {
      out.push_back(std::move(text));
    }
    return out;
  }

  NodeId option(NodeId call, std::string_view name) const {
    for (NodeId argument : o_.children(call))
      if (o_.node(argument).kind == Kind::Pair && text_at(o_.child(argument, Role::Key)) == name)
        return o_.child(argument, Role::Value);
    return no_node;
  }

  // What is written first: names or paths without a keyword.
  Texts named(NodeId call) const {
    Texts out;
    for (NodeId argument : o_.children(call))
      if (o_.node(argument).role == Role::Argument)
        if (std::string text = text_at(argument); !text.empty()) out.push_back(std::move(text));
    return out;
  }

  void walk_children(NodeId id, const Place& at, int depth) {
    if (depth > deepest) return;
    for (NodeId child : o_.children(id))
      if (o_.node(child).kind == Kind::Call)
        read(child, at, depth);
      else
        walk_children(child, at, depth + 1);
  }

  void walk_block(NodeId call, const Place& at, int depth) {
    for (NodeId child : o_.children(call))
      if (o_.node(child).kind == Kind::Lambda) walk_children(child, at, depth + 1);
  }

  void read(NodeId call, const Place& at, int depth) {
    // A block below several resources is walked for each of them.
    if (out_.size() >= most_routes || ++read_ > most_routes) return;
    const std::string_view name = o_.word(call, Role::Name);
    if (name == "resources" || name == "resource") return read_resources(call, name == "resources", at, depth);
    if (name == "namespace" || name == "scope" || name == "controller") return read_scope(call, name, at, depth);
    if (name == "member" || name == "collection" || name == "new") {
      Place inner = at;
      inner.path = name == "member" ? at.member : name == "new" ? with_part(at.collection, "new") : at.collection;
      inner.member = inner.collection = "";
      return walk_block(call, inner, depth);
    }
    if (name == "concern" || name == "direct" || name == "resolve") return;  // declared, to be taken in elsewhere
    if (name == "root") return add_to(call, "GET", at.path.empty() ? "/" : at.path, at, "");
    static constexpr std::array<std::string_view, 7> verbs = {"get",    "post",    "put",  "patch",
                                                              "delete", "options", "match"};
    if (std::find(verbs.begin(), verbs.end(), name) != verbs.end() && o_.child(call, Role::Receiver) == no_node)
      return read_verb(call, name, at);
    walk_block(call, at, depth);
  }

  void read_scope(NodeId call, std::string_view name, const Place& at, int depth) {
    Place inner = at;
    const Texts names = named(call);
    const NodeId path = option(call, "path"), module = option(call, "module"), controller = option(call, "controller");
    if (name == "controller") {
      inner.controller = names.empty() ? at.controller : names.front();
    } else if (path != no_node) {
      inner.path = with_part(at.path, text_at(path));
    } else {
      for (const std::string& part : names) inner.path = with_part(inner.path, part);
    }
    if (module != no_node)
      inner.module = in_module(at.module, text_at(module));
    else if (name == "namespace" && !names.empty())
      inner.module = in_module(at.module, names.front());
    if (controller != no_node) inner.controller = text_at(controller);
    walk_block(call, inner, depth);
  }

  void read_resources(NodeId call, bool many, const Place& at, int depth) {
    const NodeId only = option(call, "only"), except = option(call, "except"), path = option(call, "path"),
                 controller = option(call, "controller"), module = option(call, "module"),
                 param = option(call, "param");
    const Texts wanted = texts_at(only), unwanted = texts_at(except);
    const auto has = [](const Texts& list, std::string_view name) {
      return std::find(list.begin(), list.end(), name) != list.end();
    };
    for (const std::string& name : named(call)) {
      Place inner = at;
      if (module != no_node) inner.module = in_module(at.module, text_at(module));
      inner.collection = with_part(at.path, path == no_node ? name : text_at(path));
      const std::string id = param == no_node ? ":id" : ":" + text_at(param);
      inner.member = many ? with_part(inner.collection, id) : inner.collection;
      const std::string below = param == no_node ? id_of(name) : id;
      inner.path = many ? with_part(inner.collection, below) : inner.collection;
      // "Singular Resources": resource :profile is of the ProfilesController.
      inner.controller = controller != no_node ? text_at(controller) : many ? name : plural(name);
      const auto tell = [&](const Action& action) {
        if (has(unwanted, action.name) || (only != no_node && !has(wanted, action.name))) return;
        std::string rest(action.path);
        if (rest.starts_with(":id")) rest.replace(0, 3, id);
        add(call, action.method, with_part(inner.collection, rest), inner, inner.controller, action.name, action.form);
      };
      if (many)
        std::for_each(actions_of_many.begin(), actions_of_many.end(), tell);
      else
        std::for_each(actions_of_one.begin(), actions_of_one.end(), tell);
      walk_block(call, inner, depth);
    }
  }

  void read_verb(NodeId call, std::string_view verb, const Place& at) {
    Texts paths = named(call), methods = {std::string(verb)};
    std::string to;
    // get "login" => "sessions#new"
    for (NodeId argument : o_.children(call))
      if (o_.node(argument).kind == Kind::Pair && paths.empty())
        if (const NodeId key = o_.child(argument, Role::Key); o_.node(key).kind == Kind::String) {
          to = text_at(o_.child(argument, Role::Value));
          paths.push_back(text_at(key));
        }
    if (verb == "match") {
      methods = texts_at(option(call, "via"));
      if (methods.empty() || methods.front() == "all") methods = {"*"};
    }
    const std::string on = text_at(option(call, "on"));
    for (const std::string& path : paths)
      for (std::string method : methods) {
        for (char& c : method) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        const std::string& before = on == "member" ? at.member : on == "collection" ? at.collection : at.path;
        std::string whole = with_part(before, path);
        // "get 'a(/:b)'": what stands in parentheses may be left out.
        whole = whole.substr(0, whole.find('('));
        add_to(call, method, whole, at, to.empty() ? path : to);
      }
  }

  // The action is what `to`, or the path, says: "orders#show", :show in a controller's block, "orders/show".
  void add_to(NodeId call, std::string_view method, const std::string& path, const Place& at, std::string to) {
    if (const std::string said = text_at(option(call, "to")); !said.empty()) to = said;
    std::string controller = at.controller;
    if (const std::string said = text_at(option(call, "controller")); !said.empty()) controller = said;
    if (const std::size_t mark = to.find_last_of(controller.empty() ? "#/" : "#"); mark != std::string::npos) {
      controller = to.substr(0, mark);
      to.erase(0, mark + 1);
    }
    if (const std::string said = text_at(option(call, "action")); !said.empty()) to = said;
    while (controller.starts_with('/')) controller.erase(0, 1);
    add(call, method, path, at, controller, to, false);
  }

  void add(NodeId call, std::string_view method, const std::string& path, const Place& at,
           const std::string& controller, std::string_view action, bool form) {
    if (out_.size() >= most_routes) return;
    facts::Route r;
    r.method = method;
    r.path = path.empty() ? "/" : path;
    r.pattern = facts::pattern_of(r.path);
    const std::string whole = in_module(at.module, controller);
    r.function = RailsControllers::type_of(whole) + "." + std::string(action);
    r.answers = form || !controllers_.answers_data(file_.path, whole, action) ? "page" : "";
    r.via = "rails";
    r.scope = file_.scope;
    r.confidence = facts::Confidence::Certain;
    const extract::Span& span = o_.node(call).span;
    r.place = {file_.path, span.line, span.column, span.end_line};
    out_.push_back(std::move(r));
  }

  const SourceFile& file_;
  const CodeOutline& o_;
  const RailsControllers& controllers_;
  std::size_t read_ = 0;  // calls
  std::vector<facts::Route>& out_;
};

}  // namespace

void tell_rails_routes(const System& system, const std::vector<SourceFile>& files, facts::Facts& facts) {
  const RailsControllers controllers(files);
  for (const SourceFile& file : files) {
    if (file.outline.code.language != extract::Language::Ruby) continue;
    if (!file.path.ends_with("config/routes.rb") && !contains(file.path, "config/routes/")) continue;
    std::vector<facts::Route> routes;
    Reader(file, controllers, routes).run();
    for (const Deployable* d : whose_code(system, file.path, {}))
      for (facts::Route route : routes) {
        route.service = d->name();
        route.scope = d->scope_of(file.scope);
        facts.routes.push_back(std::move(route));
      }
  }
}

}  // namespace onewriter::link
