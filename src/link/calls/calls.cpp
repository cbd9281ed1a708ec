#include "link/calls/calls.h"

#include <algorithm>
#include <tuple>

#include "link/calls/mesh.h"
#include "link/calls/protection.h"
#include "link/calls/switches.h"
#include "link/calls/target.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"
#include "link/sorted.h"

namespace onewriter::link {
namespace {

using facts::ServiceCall;

bool absolute(std::string_view url) { return url.find("://") != std::string_view::npos || url.starts_with("//"); }

std::string joined_url(const std::string& base, const std::string& url) {
  if (base.empty() || absolute(url)) return url;
  if (url.empty()) return base;
  return base + (base.ends_with('/') || url.starts_with('/') ? "" : "/") + url;
}

// RequestMethod.POST, HttpMethod.Post, http.MethodPost, "post" -> POST
std::string method_word(const std::string& written) {
  std::string word = lower(written.substr(written.find_last_of(".:") + 1));
  if (word.starts_with("method")) word.erase(0, 6);
  for (std::string_view known : {"get", "head", "post", "put", "patch", "delete", "options"})
    if (word == known) {
      for (char& c : word) c = static_cast<char>(c - 'a' + 'A');
      return word;
    }
  return {};
}

std::vector<std::string> texts_of(const Effect& e, std::string_view part) {
  std::vector<std::string> texts;
  if (const auto found = e.parts.find(part); found != e.parts.end())
    for (const EffectPart& each : found->second)
      if (each.kind == EffectPart::Kind::Text) texts.push_back(each.text);
  return texts;
}

class Caller {
 public:
  Caller(const System& system, const Observations& observations, const SettingsFiles& settings,
         const std::vector<extract::SourceFile>& files, facts::Facts& facts)
      : system_(system),
        observations_(observations),
        settings_(settings),
        targets_(system, settings),
        protection_(observations),
        mesh_(mesh_policies(system, files)),
        facts_(facts) {}

  void run() {
    read_clients();
    read_answers();
    read_policies();
    for (const Effect& e : observations_.effects)
      if (e.kind == EffectKind::Request) tell_request(e);
    for (const Effect& e : observations_.effects)
      if (e.kind == EffectKind::Client && e.mark.empty()) tell_client(e);
    sort();
  }

 private:
  // Clients that are registered for a class or under a name: AddHttpClient<BasketService>(c => c.BaseAddress = ...),
  // AddHttpClient("basket").AddStandardResilienceHandler().
  void read_clients() {
    for (const Effect& e : observations_.effects) {
      if (e.kind != EffectKind::Client || !e.mark.empty()) continue;
      std::vector<const Effect*> around = {&e};
      for (std::size_t outer : e.around)
        if (observations_.effects[outer].kind == EffectKind::Client) around.push_back(&observations_.effects[outer]);
      Cover cover;
      for (std::size_t outer : e.around)
        if (observations_.effects[outer].kind == EffectKind::Protect) cover.add(observations_.effects[outer]);
      const std::vector<const Deployable*> whose = whose_code(system_, e.file, e.services);
      if (const auto type = e.parts.find("type"); type != e.parts.end())
        for (const EffectPart& part : type->second)
          for (const Deployable* d : whose) covers_[{d->name(), part.text}].add(cover);
      std::string url;
      for (const Effect* each : around)
        for (std::string_view part : {"url", "service"})
          if (const auto said = texts_of(*each, part); url.empty() && !said.empty()) url = said.front();
      for (const Effect* each : around)
        for (const std::string& name : names_of(*each))
          for (const Deployable* d : whose) {
            Named& named = named_[{d->name(), name}];
            named.cover.add(cover);
            if (named.url.empty() && url != name) named.url = url;
          }
      if (url.empty()) continue;
      for (const Effect* each : around)
        if (auto type = each->parts.find("type"); type != each->parts.end())
          for (const EffectPart& part : type->second) of_type_[part.text].push_back({&e, url});
    }
  }

  // A gRPC client is registered by its generated class, and asked for by it.
  static std::vector<std::string> names_of(const Effect& client) {
    std::vector<std::string> names = texts_of(client, "service");
    if (const auto type = client.parts.find("type"); type != client.parts.end() && client.text("via") == "grpc")
      for (const EffectPart& part : type->second) names.push_back(part.text);
    return names;
  }

  // Requests over a broker name what is asked, and not who answers.
  void read_answers() {
    for (const Effect& e : observations_.effects)
      if (e.kind == EffectKind::Subscribe && e.text("via") == "request")
        for (const Deployable* d : whose_code(system_, e.file, e.services))
          for (const std::string& asked : texts_of(e, "event")) answering_[asked].insert(d);
  }

  // Nothing: it goes elsewhere, or more than one answers it.
  std::optional<Target> answerer(const Effect& e, const Deployable& from) const {
    const auto found = answering_.find(e.text("operation"));
    if (e.text("via") != "message" || found == answering_.end() || found->second.size() != 1) return std::nullopt;
    const Deployable* to = *found->second.begin();
    return to == &from ? std::nullopt : std::optional<Target>({to, facts::Confidence::Likely, {}});
  }

  void read_policies() {
    for (const auto& [effect, policy] : protection_.everywhere())
      for (const Deployable* d : whose_code(system_, effect->file, effect->services))
        policies_[{d->name(), effect->text("scope") == "library" ? effect->via : ""}].add(policy);
  }

  void tell(const Effect& e, const Deployable& from, const Target& target, const std::string& operation,
            bool unseen = false) {
    ServiceCall call;
    call.from = from.name();
    call.to = target.service->name();
    call.via = e.text("via").empty() ? "http" : e.text("via");
    call.scope = from.scope_of(e.scope);
    call.confidence = std::min(e.confidence, target.confidence);
    call.place = e.place;
    call.operation = operation;
    call.function = e.function;
    Cover cover = protection_.of(e);
    apply_switches(settings_, from, e.via, cover);
    for (const std::string& library : {std::string(), e.via})
      if (const auto all = policies_.find({from.name(), library}); all != policies_.end()) cover.add(all->second);
    if (const auto met = mesh_.find(call.to); met != mesh_.end()) cover.add(met->second);
    const std::string type = e.type.substr(e.type.find_last_of('.') + 1);
    if (const auto registered = covers_.find({from.name(), type}); registered != covers_.end())
      cover.add(registered->second);
    for (const std::string& name : texts_of(e, "service"))
      if (const auto named = named_.find({from.name(), name}); named != named_.end()) cover.add(named->second.cover);
    call.timeout = cover.timeout;
    for (const std::string& word : cover.words) call.protection += (call.protection.empty() ? "" : " ") + word;
    call.in_loop = e.in_loop;
    call.unseen = unseen;
    facts_.service_calls.push_back(std::move(call));
  }

  void tell_request(const Effect& e) {
    std::vector<std::string> texts = texts_of(e, "service");
    const std::vector<std::string> names = texts;
    const std::string base = e.text("base");
    for (const std::string& url : texts_of(e, "url")) texts.push_back(joined_url(base, url));
    if (!base.empty() && texts.empty()) texts.push_back(base);
    const std::string type = e.type.substr(e.type.find_last_of('.') + 1);
    if (auto registered = of_type_.find(type); registered != of_type_.end())
      for (const auto& [client, url] : registered->second) texts.push_back(url);
    for (const Deployable* from : whose_code(system_, e.file, e.services)) {
      if (const auto target = answerer(e, *from)) tell(e, *from, *target, e.text("operation"));
      std::vector<std::string> addresses;  // where a name's client was told to ask counts before the name
      for (const std::string& name : names)
        if (const auto named = named_.find({from->name(), name}); named != named_.end() && !named->second.url.empty())
          addresses.push_back(named->second.url);
      addresses.insert(addresses.end(), texts.begin(), texts.end());
      for (const std::string& text : addresses) {
        const std::optional<Target> target = targets_.find(*from, text);
        if (!target) continue;
        std::string path = e.text("path").empty() ? target->path : path_of(joined_url(base, e.text("path")));
        if (path.empty() && e.has("url")) path = path_of(e.text("url"));
        std::string operation = method_word(e.text("method"));
        if (!path.empty()) operation += (operation.empty() ? "" : " ") + path;
        if (operation.empty()) operation = e.text("operation");
        tell(e, *from, *target, operation);
        asked_.insert({from->name(), target->service->name()});
        break;
      }
    }
  }

  // A client that is made and whose calls nobody saw: generated stubs, wrappers. It is made to be called.
  void tell_client(const Effect& e) {
    for (const Deployable* from : whose_code(system_, e.file, e.services))
      for (std::string_view part : {"service", "url"}) {
        const std::optional<Target> target = targets_.find(*from, e.text(part));
        if (!target || asked_.count({from->name(), target->service->name()})) continue;
        Target likely = *target;
        likely.confidence = std::min(likely.confidence, facts::Confidence::Likely);
        tell(e, *from, likely, "", true);
        break;
      }
  }

  void sort() {
    sort_unique_by(facts_.service_calls,
                   [](const ServiceCall& c) { return std::tie(c.from, c.to, c.place, c.operation, c.via, c.scope); });
  }

  const System& system_;
  const Observations& observations_;
  const SettingsFiles& settings_;
  Targets targets_;
  Protection protection_;
  std::map<std::string, Cover> mesh_;                            // by who is called
  std::map<std::pair<std::string, std::string>, Cover> covers_;  // (service, class with a registered client)
  struct Named {
    std::string url;
    Cover cover;
  };
  std::map<std::pair<std::string, std::string>, Named> named_;    // (service, name of a registered client)
  std::map<std::string, std::set<const Deployable*>> answering_;  // who answers a request over a broker
  facts::Facts& facts_;
  std::map<std::string, std::vector<std::pair<const Effect*, std::string>>> of_type_;  // simple name -> its clients
  // (service, library) -> what holds for all of its clients that the library makes; without library: for all
  std::map<std::pair<std::string, std::string>, Cover> policies_;
  std::set<std::pair<std::string, std::string>> asked_;
};

}  // namespace

void tell_calls(const System& system, const Observations& observations, const SettingsFiles& settings,
                const std::vector<extract::SourceFile>& files, facts::Facts& facts) {
  const bool any = std::any_of(observations.effects.begin(), observations.effects.end(), [](const Effect& e) {
    return e.kind == EffectKind::Request || e.kind == EffectKind::Client;
  });
  if (any) Caller(system, observations, settings, files, facts).run();
}

}  // namespace onewriter::link
