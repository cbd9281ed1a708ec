#include "link/caches/caches.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>

#include "link/caches/expiry.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"
#include "link/sorted.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

using facts::CacheUse;

// A key of a store is a cache's entry when the function that sets it asks for it first and else reads what it sets
// (Microsoft, "Cache-Aside pattern"); any other key is data.
constexpr std::string_view store_as_cache = "cache-aside";

// What a cache holds.
struct Content {
  std::set<std::string> tables, providers;
  bool empty() const { return tables.empty() && providers.empty(); }
};

class Cacher {
 public:
  Cacher(const System& system, const Observations& observations, const SettingsFiles& settings,
         const std::vector<extract::SourceFile>& files, facts::Facts& facts)
      : system_(system), observations_(observations), expiry_(system, observations, settings, files), facts_(facts) {
    // What is read from a key-value store is the cache itself, or a cache of something else; nobody keeps copies of
    // frameworks' own tables.
    for (const facts::Table& table : facts.tables)
      if (table.kind != "keyspace" && table.kind != "framework") owner_[table.id] = table.owner;
    for (const facts::Access& a : facts.accesses)
      if (a.mode == facts::Mode::Read && owner_.count(a.table)) {
        reads_in_[{a.service, a.place.file}].emplace(a.place.line, a.table);
        if (!a.function.empty())
          for (const std::string& file : {a.place.file, std::string()})
            reads_[{a.service, file, a.function}].insert(a.table);
      }
    for (const facts::ServiceCall& c : facts.service_calls) {
      calls_at_[{c.from, c.place}] = c.to;
      calls_in_[{c.from, c.place.file}].emplace(c.place.line, c.to);
    }
    for (const Effect& e : observations.effects) {
      if (e.kind == EffectKind::Request && e.function_key != 0) requests_[e.function_key].push_back(&e);
      if (e.kind == EffectKind::LookUp && e.function_key != 0) asked_in_.emplace(e.function_key, e.via);
      int& told = told_[call_of(e)];
      told = std::max(told, told_of_cache(e));
    }
    for (const CodeCall& call : observations.calls) callees_[call.caller].push_back(call.callee);
  }

  void run() {
    for (const Effect& e : observations_.effects) {
      const bool fill = e.kind == EffectKind::Cache && !is_expiry(e);
      if (!fill && e.kind != EffectKind::LookUp && e.kind != EffectKind::Evict) continue;
      if (e.has("header") && http_lifetime(e).empty()) continue;
      if (told_of_cache(e) < told_.at(call_of(e))) continue;
      if (e.text("via") == store_as_cache && fill && !asked_in_.count({e.function_key, e.via})) continue;
      for (const Deployable* d : whose_code(system_, e.file, e.services)) tell(e, *d);
    }
    sort();
  }

 private:
  // A cache is seen as its variable is declared and as it was made: of what the same call says in both ways, that
  // counts which knows the cache's name, then that which knows an expiry.
  static int told_of_cache(const Effect& e) { return (e.has("name") ? 2 : 0) + (e.has("ttl") ? 1 : 0); }
  using CacheCall = std::tuple<EffectKind, std::uint32_t, std::uint32_t>;
  static CacheCall call_of(const Effect& e) { return {e.kind, e.call_unit, e.call_node}; }

  void tell(const Effect& e, const Deployable& d) {
    const std::string& service = d.name();
    Content content;
    if (e.kind == EffectKind::Cache) content = content_of(e, service);
    CacheUse use;
    use.service = service;
    use.name = e.text("name").empty() ? key_of(e) : e.text("name");
    use.role = e.kind == EffectKind::Cache ? "fill" : e.kind == EffectKind::LookUp ? "read" : "evict";
    if (e.kind == EffectKind::Cache) use.ttl = expiry_.of(e, d);
    use.via = e.text("via").empty() || e.text("via") == store_as_cache ? e.via : e.text("via");
    use.function = e.function;
    use.tables.assign(content.tables.begin(), content.tables.end());
    // Others' data first: that is what goes stale unseen.
    for (const std::string& provider : content.providers)
      if (use.provider.empty() || use.provider == service) use.provider = provider;
    use.scope = d.scope_of(e.scope);
    use.confidence = std::min(e.confidence, e.kind == EffectKind::Cache && content.empty() ? facts::Confidence::Possible
                                                                                           : facts::Confidence::Likely);
    use.place = e.place;
    facts_.cache_uses.push_back(std::move(use));
  }

  // A variable says nothing: the key of one function is called otherwise in another.
  static std::string key_of(const Effect& e) {
    const auto key = e.parts.find("key");
    const bool told =
        key != e.parts.end() && !key->second.empty() && key->second.front().kind == EffectPart::Kind::Text;
    return told ? key->second.front().text : "";
  }

  // What the function that fills the cache or one inside of it (a loader) reads, and whom it or one that it calls asks.
  Content content_of(const Effect& e, const std::string& service) const {
    Content content;
    // A text that stands in the code is no copy of anything.
    if (const auto value = e.parts.find("value"); value != e.parts.end() && !value->second.empty())
      if (value->second.front().kind == EffectPart::Kind::Text &&
          value->second.front().text.find(sql::hole_begin) == std::string::npos)
        return content;
    // Functions of two files may have one name; methods of a class hardly, and what a method reads may be said in
    // another file, by an annotation of the repository.
    const std::string in = contains(e.function, ".") ? std::string() : e.file;
    if (!e.function.empty())
      for (auto it = reads_.lower_bound({service, in, e.function}); it != reads_.end(); ++it) {
        const auto& [of_service, file, function] = it->first;
        if (of_service != service || file != in || !function.starts_with(e.function)) break;
        if (function.size() == e.function.size() || function[e.function.size()] == '.')
          content.tables.insert(it->second.begin(), it->second.end());
      }
    std::set<CodeKey> seen;
    ask(e.function_key, service, 0, seen, content);
    if (e.mark.empty()) {
      add_inside(e, reads_in_, service, content.tables);
      add_inside(e, calls_in_, service, content.providers);
    }
    for (std::string_view part : {"value", "load"})
      if (const auto loader = e.parts.find(part); loader != e.parts.end())
        for (const EffectPart& each : loader->second)
          if (each.kind == EffectPart::Kind::Function) ask(code_key(each.unit, each.node), service, 0, seen, content);
    for (const std::string& table : content.tables)
      if (auto owner = owner_.find(table); owner != owner_.end() && !owner->second.empty())
        content.providers.insert(owner->second);
    return content;
  }

  // (service, file) -> what is read or asked there, by line
  using InFiles = std::map<std::pair<std::string, std::string>, std::set<std::pair<std::uint32_t, std::string>>>;

  // What stands in the arguments of the call, in the methods of a loader's class as well.
  static void add_inside(const Effect& e, const InFiles& in_files, const std::string& service,
                         std::set<std::string>& names) {
    const auto lines = in_files.find({service, e.place.file});
    if (lines == in_files.end()) return;
    for (auto at = lines->second.lower_bound({e.place.line, {}});
         at != lines->second.end() && at->first <= e.place.end_line; ++at)
      names.insert(at->second);
  }

  void ask(CodeKey function, const std::string& service, int depth, std::set<CodeKey>& seen, Content& content) const {
    constexpr int max_depth = 4;
    if (function == 0 || depth > max_depth || !seen.insert(function).second) return;
    if (auto requests = requests_.find(function); requests != requests_.end())
      for (const Effect* request : requests->second)
        if (auto call = calls_at_.find({service, request->place}); call != calls_at_.end())
          content.providers.insert(call->second);
    if (auto callees = callees_.find(function); callees != callees_.end())
      for (CodeKey callee : callees->second) ask(callee, service, depth + 1, seen, content);
  }

  void sort() {
    sort_unique_by(facts_.cache_uses,
                   [](const CacheUse& u) { return std::tie(u.service, u.place, u.role, u.name, u.via, u.scope); });
  }

  const System& system_;
  const Observations& observations_;
  Expiry expiry_;
  facts::Facts& facts_;
  std::map<std::string, std::string> owner_;
  // (service, file or '' for any, function) -> tables
  std::map<std::tuple<std::string, std::string, std::string>, std::set<std::string>> reads_;
  std::map<std::pair<std::string, facts::Place>, std::string> calls_at_;  // (service, place) -> who answers
  InFiles reads_in_, calls_in_;
  std::map<CodeKey, std::vector<const Effect*>> requests_;  // by the function that makes them
  std::map<CacheCall, int> told_;
  std::map<CodeKey, std::vector<CodeKey>> callees_;
  std::set<std::pair<CodeKey, std::string>> asked_in_;  // functions that ask a library's cache or store for a key
};

}  // namespace

void tell_caches(const System& system, const Observations& observations, const SettingsFiles& settings,
                 const std::vector<extract::SourceFile>& files, facts::Facts& facts) {
  const bool any = std::any_of(observations.effects.begin(), observations.effects.end(),
                               [](const Effect& e) { return e.kind == EffectKind::Cache; });
  if (any) Cacher(system, observations, settings, files, facts).run();
}

}  // namespace onewriter::link
