#include "link/contracts/routes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "link/contracts/pages.h"
#include "link/contracts/rails_routes.h"
#include "link/contracts/route_mounts.h"
#include "link/contracts/route_paths.h"
#include "link/contracts/route_versions.h"
#include "link/contracts/symfony_routes.h"
#include "link/services/file_tree.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"
#include "link/sorted.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

using extract::SourceFile;
using facts::Confidence;
using Thing = std::pair<std::uint32_t, std::uint32_t>;

constexpr std::size_t most_prefixes = 16;
constexpr int deepest = 8;

class Teller {
 public:
  Teller(const System& system, const Observations& observations, const std::vector<SourceFile>& files,
         facts::Facts& out)
      : system_(system),
        effects_(observations.effects),
        files_(files),
        mounts_(system, observations),
        out_(out),
        versions_(system, effects_),
        symfony_(files) {
    for (std::size_t i = 0; i < effects_.size(); ++i) {
      const Effect& e = effects_[i];
      if (e.kind == EffectKind::Route && e.receiver_node != no_code)
        routers_.insert({e.receiver_unit, e.receiver_node});
      if (e.kind == EffectKind::Route && e.mark == "method") {
        if (e.has("path") && !e.has("method")) verbless_[e.function_key].push_back(i);
        if (e.has("method") && !e.has("path")) pathless_.insert(e.function_key);
      }
      if (e.kind != EffectKind::Mount) continue;
      if (e.mark == "setting") {
        for (const Deployable* d : whose_code(system_, e.file, e.services)) {
          const Effect*& said = of_settings_[{d, e.via}];
          if (!said || e.file.size() < said->file.size()) said = &e;
        }
        continue;
      }
      if (e.mark.empty()) of_thing_[{e.call_unit, e.call_node}].push_back(i);
      if (e.mark == "method") of_method_[e.function_key].push_back(i);
      mounted_at_.insert(e.place);
      const auto target = e.parts.find("target");
      if (target == e.parts.end()) continue;
      for (const EffectPart& part : target->second) {
        if (part.kind == EffectPart::Kind::Thing) of_thing_[{part.unit, part.node}].push_back(i);
        if (part.kind == EffectPart::Kind::Function) of_function_[code_key(part.unit, part.node)].push_back(i);
        if (part.kind == EffectPart::Kind::Type) of_named_type_[part.qualified].push_back(i);
        if (part.kind != EffectPart::Kind::Text || part.text != "*") continue;
        for (const Deployable* d : whose_code(system_, e.file, e.services)) of_all_.emplace(std::pair(d, e.via), &e);
      }
    }
    for (const CodeCall& call : observations.calls) callers_[call.callee].push_back(&call);
  }

  void run() {
    for (const Effect& e : effects_)
      if (e.kind == EffectKind::Route && counts(e)) tell(e);
    tell_rails_routes(system_, files_, out_);
    symfony_.tell(system_, out_);
    sort_unique_by(out_.routes, [](const facts::Route& r) {
      return std::tie(r.service, r.pattern, r.method, r.path, r.place, r.scope, r.via);
    });
  }

 private:
  // A call that takes in other routes (Django's include) is none itself; and in JavaScript, where get and delete are
  // methods of many things, a path begins with a slash.
  bool counts(const Effect& e) const {
    const auto handler = e.parts.find("handler");
    if (handler != e.parts.end() && !handler->second.empty()) {
      const EffectPart& part = handler->second.front();
      const bool thing = part.kind == EffectPart::Kind::Thing;
      if (mounted_at_.count(e.place) && (part.kind == EffectPart::Kind::Text || thing)) return false;
      if (thing && routers_.count({part.unit, part.node})) return false;
    }
    // Django REST framework's extra actions are those of a view set that a router is given.
    if (e.mark == "method" && e.via == "django-urls" && !of_named_type_.count(e.type)) return false;
    const auto path = e.parts.find("path");
    // [HttpGet] [Route("all")]: the other annotation is the route.
    if (e.mark == "method" && path != e.parts.end() && !e.has("method") && pathless_.count(e.function_key))
      return false;
    const SourceFile* file = file_at(files_, e.file);
    const bool script = file && (file->outline.code.language == extract::Language::JavaScript ||
                                 file->outline.code.language == extract::Language::TypeScript);
    if (!script || !e.mark.empty() || path == e.parts.end()) return true;
    return std::any_of(path->second.begin(), path->second.end(), [](const EffectPart& p) {
      return p.kind != EffectPart::Kind::Text || p.text.starts_with("/") || p.text.starts_with("*") ||
             p.text.starts_with(sql::hole_begin);
    });
  }

  std::vector<std::string> paths_of(const Effect& e) const {
    std::vector<std::string> out;
    if (const auto part = e.parts.find("path"); part != e.parts.end())
      for (const EffectPart& p : part->second)
        // app.use(router), app.use(authenticate, router): no path is told.
        // Nor does get { }, whose only argument is what answers.
        if (p.kind == EffectPart::Kind::Text || (e.kind == EffectKind::Route && p.kind != EffectPart::Kind::Function))
          out.push_back(p.kind == EffectPart::Kind::Text ? plain(p.text)
                                                         : std::string(1, sql::hole_begin) + p.text + sql::hole_end);
    if (out.empty()) out.emplace_back();
    if (const std::string rest = e.text("below"); !rest.empty())
      for (std::string& path : out) path = below(path, rest);
    return out;
  }

  // All that may stand before the effect's own path in a service; nothing where the route is none of the service's.
  std::vector<std::string> prefixes(const Effect& e, const Deployable& service, int depth) const {
    std::vector<std::string> out = {""};
    if (depth > deepest) return out;
    const auto in_front = [&](const std::vector<std::string>& fronts) {
      std::vector<std::string> all;
      for (const std::string& front : fronts)
        for (const std::string& rest : out)
          if (all.size() < most_prefixes) all.push_back(below(front, rest));
      out = std::move(all);
    };
    const auto by_texts = [&](const std::vector<std::size_t>& mounts) {
      std::vector<std::string> fronts;
      for (std::size_t i : mounts)
        for (const std::string& path : paths_of(effects_[i]))
          if (fronts.size() < most_prefixes) fronts.push_back(path);
      if (!fronts.empty()) in_front(fronts);
    };
    const auto by_mounts = [&](const std::vector<std::size_t>& mounts) {
      std::vector<std::string> fronts;
      for (std::size_t i : mounts)
        for (const std::string& before : prefixes(effects_[i], service, depth + 1))
          for (const std::string& path : paths_of(effects_[i]))
            if (fronts.size() < most_prefixes) fronts.push_back(below(before, path));
      if (!fronts.empty()) in_front(fronts);
    };
    // A group of routes that this stands in has all before it that stands before the group.
    const auto around = std::find_if(e.around.begin(), e.around.end(),
                                     [&](std::size_t i) { return effects_[i].kind == EffectKind::Mount; });
    if (around != e.around.end()) {
      by_mounts({*around});
      return out;
    }
    if (e.mark == "method" && e.kind == EffectKind::Route)  // JAX-RS has the path in an annotation of its own
      if (const auto at = of_method_.find(e.function_key); at != of_method_.end()) by_texts(at->second);
    if (e.mark == "method" && e.kind == EffectKind::Route && !e.has("path"))
      if (const auto at = verbless_.find(e.function_key); at != verbless_.end()) by_texts(at->second);
    if (e.type_key && (e.mark != "type" || e.kind == EffectKind::Route)) {
      const auto mounts = mounts_.of_type(e.type_key, service);
      if (!mounts) return {};
      by_texts(*mounts);
    }
    if (const auto at = of_thing_.find({e.receiver_unit, e.receiver_node}); at != of_thing_.end())
      by_mounts(at->second);
    else if (const auto function = of_function_.find(e.function_key); e.function_key && function != of_function_.end())
      by_mounts(function->second);
    else if (const auto type = of_named_type_.find(e.type); !e.type.empty() && type != of_named_type_.end())
      by_mounts(type->second);
    else if (const std::vector<std::size_t> mounts = mounts_.of_module(e); !mounts.empty())
      by_mounts(mounts);
    else if (e.mark.empty() && e.receiver_node == no_code)
      by_mounts(around_callers(e.function_key, 0));
    return out;
  }

  // The groups of routes inside of which a function is called that adds routes to whatever is around it: Kotlin's
  // fun Route.orders() { get("/orders") { } }, called in route("/v1") { orders() }.
  std::vector<std::size_t> around_callers(CodeKey function, int depth) const {
    std::vector<std::size_t> out;
    const auto calls = callers_.find(function);
    if (function == 0 || depth > deepest || calls == callers_.end()) return out;
    for (const CodeCall* call : calls->second) {
      const auto group = std::find_if(call->around.begin(), call->around.end(),
                                      [&](std::size_t i) { return effects_[i].kind == EffectKind::Mount; });
      if (group != call->around.end()) {
        out.push_back(*group);
      } else {
        const std::vector<std::size_t> above = around_callers(call->caller, depth + 1);
        out.insert(out.end(), above.begin(), above.end());
      }
      if (out.size() >= most_prefixes) break;
    }
    return out;
  }

  void tell(const Effect& e) {
    const SourceFile* file = file_at(files_, e.file);
    const bool page = (file && answers_page(*file, e)) || is_for_browsers(e.file);
    std::vector<std::string> methods;
    if (const auto part = e.parts.find("method"); part != e.parts.end())
      for (const EffectPart& p : part->second) methods.push_back(method_of(p.text));
    if (methods.empty()) methods.emplace_back("*");
    std::string handler = e.function;
    if (const auto part = e.parts.find("handler"); part != e.parts.end() && !part->second.empty())
      handler = part->second.front().text;
    const bool library = system_.services_of(e.file).library;
    for (const Deployable* d : whose_code(system_, e.file, e.services)) {
      // A worker has no web server: the routes of a library are those of the other services that build it in.
      if (library && d->kind() == "worker") continue;
      for (const std::string& front : prefixes(e, *d, 0))
        for (const std::string& path : paths_of(e)) {
          // Go's net/http, "Patterns": "POST /orders/{id}", "example.com/orders/{$}"
          const std::size_t space = path.find(' ');
          const std::string method = space == std::string::npos ? "*" : method_of(path.substr(0, space));
          if (method != "*")
            add(e, *d, {method}, below(front, without_host(std::string_view(path).substr(space + 1))), handler, page);
          else
            for (const std::string& whole :
                 versions_.applied(e, *d, before_all(e, *d), absolute(e, path) ? path : below(front, path)))
              add(e, *d, methods, whole, handler, page);
        }
    }
  }

  // Laravel, "Routing", "The Default Route Files": routes/web.php is for the web interface where routes/api.php is
  // there.
  bool is_for_browsers(const std::string& file) const {
    constexpr std::string_view web = "routes/web.php";
    return file.ends_with(web) && file_at(files_, file.substr(0, file.size() - web.size()) + "routes/api.php");
  }

  // What a framework's settings and set-up put before all routes of the service: Spring's context-path, NestJS's
  // setGlobalPrefix, JAX-RS's @ApplicationPath. Of several files with settings (profiles) the one with the shortest
  // name.
  std::string before_all(const Effect& e, const Deployable& service) const {
    const std::pair key(&service, e.via);
    const auto settings = of_settings_.find(key);
    const std::string front = settings != of_settings_.end() ? paths_of(*settings->second).front() : symfony_.before(e);
    const auto all = of_all_.find(key);
    return all == of_all_.end() ? front : below(front, paths_of(*all->second).front());
  }

  // ASP.NET Core, "Routing to controller actions": a template that begins with / or ~/ is not joined to the class's.
  static bool absolute(const Effect& e, std::string_view path) {
    return e.via.starts_with("aspnetcore") && e.mark == "method" && (path.starts_with("/") || path.starts_with("~/"));
  }

  // "Token replacement in route templates": [controller] and [action] stand for the names of class and method.
  static std::string with_tokens(std::string path, const Effect& e) {
    std::string type = e.type.substr(e.type.find_last_of('.') + 1);
    if (type.ends_with("Controller")) type.resize(type.size() - 10);
    const std::string method = e.function.substr(e.function.find_last_of('.') + 1);
    for (const auto& [token, text] :
         {std::pair<std::string_view, std::string>{"[controller]", type}, {"[action]", method}})
      if (const std::size_t at = path.find(token); at != std::string::npos) path.replace(at, token.size(), text);
    if (path.starts_with("~")) path.erase(0, 1);
    return path;
  }

  void add(const Effect& e, const Deployable& d, const std::vector<std::string>& methods, std::string path,
           const std::string& handler, bool page) {
    const facts::Scope scope = d.scope_of(e.scope);
    facts::Route r;
    r.confidence = std::min(e.confidence, Confidence::Certain);
    if (const std::size_t hole = path.find(sql::hole_begin); hole != std::string::npos) {
      out_.blind_spots.push_back({d.name(), "dynamic route", e.text("path"), scope, e.place});
      for (char& c : path) c = c == sql::hole_begin ? '{' : c == sql::hole_end ? '}' : c;
      r.confidence = Confidence::Possible;
    }
    path = with_tokens(path, e);
    if (!path.starts_with("/")) path = "/" + path;
    for (std::size_t twice; (twice = path.find("//")) != std::string::npos;) path.erase(twice, 1);
    r.service = d.name();
    r.path = std::move(path);
    r.pattern = facts::pattern_of(r.path);
    r.answers = page ? "page" : "";
    r.function = handler;
    r.via = e.via;
    r.scope = scope;
    r.place = e.place;
    for (const std::string& method : methods) {
      r.method = method;
      out_.routes.push_back(r);
    }
  }

  const System& system_;
  const std::vector<Effect>& effects_;
  const std::vector<SourceFile>& files_;
  const RouteMounts mounts_;
  facts::Facts& out_;
  RouteVersions versions_;
  SymfonyRoutes symfony_;
  std::map<CodeKey, std::vector<std::size_t>> of_method_, of_function_;
  std::map<CodeKey, std::vector<std::size_t>> verbless_;  // routes of a method that say the path alone
  std::set<CodeKey> pathless_;                            // methods with a route that says the verb alone
  std::set<facts::Place> mounted_at_;
  std::set<Thing> routers_;  // to which routes are added
  std::map<Thing, std::vector<std::size_t>> of_thing_;
  std::map<std::string, std::vector<std::size_t>> of_named_type_;
  std::map<CodeKey, std::vector<const CodeCall*>> callers_;
  // What stands before all routes of a library in a service.
  std::map<std::pair<const Deployable*, std::string>, const Effect*> of_settings_, of_all_;
};

}  // namespace

void tell_routes(const System& system, const Observations& observations, const std::vector<SourceFile>& files,
                 facts::Facts& facts) {
  Teller(system, observations, files, facts).run();
}

}  // namespace onewriter::link
