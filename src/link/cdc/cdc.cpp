#include "link/cdc/cdc.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "link/cdc/capture.h"
#include "link/datastores/engine.h"
#include "link/ownership.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"
#include "link/sorted.h"

namespace onewriter::link {
namespace {

using facts::CdcConnector;

class Teller {
 public:
  Teller(const System& system, facts::Facts& facts) : system_(system), facts_(facts) {
    for (const facts::Datastore& d : facts.datastores) stores_.emplace(d.id, &d);
    for (const facts::Declaration& d : facts.declarations)
      if (d.kind == "reads_from" && d.via == "cdc" && !d.decommission_by.empty())
        for (const std::string& table : d.tables) {
          std::string& day = ends_[table];
          day = std::max(day, d.decommission_by);
        }
  }

  void tell(const Capture& capture) {
    CdcConnector connector;
    connector.name = capture.name;
    connector.kind = capture.kind;
    connector.place = capture.place;
    // One place: a connector that lies in a module of several services is nobody's alone.
    if (const auto whose = whose_code(system_, capture.place.file, {}); whose.size() == 1)
      connector.service = whose.front()->name();
    const std::vector<const facts::Table*> tables = captured(capture);
    if (tables.empty()) {
      facts_.blind_spots.push_back(
          {connector.service, "captured tables", capture.name, facts::Scope::Main, capture.place});
    }
    bool first = true;
    for (const facts::Table* t : tables) {
      const auto end = ends_.find(t->id);
      const std::string day = end == ends_.end() ? "" : end->second;
      if (first || day.empty()) connector.decommission_by = day;
      first = false;
      connector.tables.push_back({t->id, topic_of(capture, *t)});
    }
    connector.outbox = !tables.empty() && (capture.routed || std::all_of(tables.begin(), tables.end(), is_outbox));
    facts_.cdc_connectors.push_back(std::move(connector));
  }

  void sort() {
    sort_unique_by(facts_.cdc_connectors,
                   [](const CdcConnector& c) { return std::tie(c.place, c.service, c.name, c.kind); });
  }

 private:
  static bool is_outbox(const facts::Table* t) { return contains(lower(t->name), "outbox"); }

  bool is_on_host(const facts::Datastore& store, const std::string& host) const {
    const Server* server = system_.server_at(host);
    return store.host == (server ? server->name : host);
  }

  bool holds(const facts::Datastore& store, const Capture& capture) const {
    if (!capture.engine.empty() && !store.engine.empty() && !compatible(capture.engine, store.engine)) return false;
    return capture.databases.empty() || store.database.empty() ||
           std::any_of(capture.databases.begin(), capture.databases.end(),
                       [&](const std::string& name) { return lower(name) == lower(store.database); });
  }

  // The datastores that the capture can mean: those on its host, or when no host is told or known, all that fit.
  std::set<std::string> stores_of(const Capture& capture) const {
    std::set<std::string> fitting, on_host;
    for (const auto& [id, store] : stores_) {
      if (!holds(*store, capture)) continue;
      fitting.insert(id);
      if (!capture.host.empty() && is_on_host(*store, capture.host)) on_host.insert(id);
    }
    return on_host.empty() ? fitting : on_host;
  }

  std::vector<const facts::Table*> captured(const Capture& capture) const {
    if (!capture.readable) return {};
    const std::set<std::string> stores = stores_of(capture);
    auto among = [](const std::vector<std::string>& patterns, const facts::Table& t) {
      return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& p) { return names_table(p, t); });
    };
    std::vector<const facts::Table*> out;
    std::set<std::string> met;
    for (const facts::Table& t : facts_.tables) {
      if (!stores.count(t.datastore) || t.kind == "framework" || t.kind == "view") continue;
      if (!(capture.include.empty() || among(capture.include, t)) || among(capture.exclude, t)) continue;
      out.push_back(&t);
      met.insert(t.datastore);
    }
    // A database server of which the configuration does not tell which: no guess.
    const bool several = met.size() > 1 && met.size() > std::max<std::size_t>(1, capture.databases.size());
    return several ? std::vector<const facts::Table*>() : out;
  }

  std::string topic_of(const Capture& capture, const facts::Table& t) const {
    const facts::Datastore& store = *stores_.at(t.datastore);
    const std::string schema = !t.schema.empty() ? t.schema : store.engine == "sqlserver" ? "dbo" : "public";
    std::string topic = capture.topic;
    for (const auto& [word, value] : {std::pair<std::string_view, std::string>{"{table}", t.name},
                                      {"{schema}", schema},
                                      {"{database}", store.database}})
      if (const auto at = topic.find(word); at != std::string::npos) topic.replace(at, word.size(), value);
    return topic;
  }

  const System& system_;
  facts::Facts& facts_;
  std::map<std::string, const facts::Datastore*> stores_;
  std::map<std::string, std::string> ends_;  // table -> the last day on which manifests say that it is captured
};

}  // namespace

void tell_cdc(const System& system, const std::vector<extract::SourceFile>& files, facts::Facts& facts) {
  Teller teller(system, facts);
  for (auto captures : {connector_captures(files), dms_captures(files), subscription_captures(files)})
    for (const Capture& capture : captures) teller.tell(capture);
  teller.sort();
}

}  // namespace onewriter::link
