#include "link/owner_documents.h"

#include <map>
#include <set>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;
using extract::SourceFile;

class Reader {
 public:
  Reader(const System& system, const FileTree& tree) : system_(system), tree_(tree) {}

  std::vector<facts::Declaration> run() {
    for (const SourceFile& f : tree_.files()) {
      const bool page = f.outline.kind == workspace::FileKind::FrontMatter;
      if ((f.outline.kind != workspace::FileKind::Yaml && !page) || f.outline.config.empty()) continue;
      const ConfigTree& config = f.outline.config;
      const std::string_view name = base_name(f.path);
      for (ConfigId document : config.documents()) {
        if (config.node(document).kind != ConfigNode::Kind::Map) continue;
        if (config.scalar(document, "kind") == "DataContract")
          contract(f, document);
        else if (page)
          catalog(f, document);
        else if (contains("/" + f.path, "/db/docs/"))
          dictionary(f, document);
        else if (name.starts_with("schema-domains.") || name.starts_with("schema_domains."))
          domains(f, document);
      }
    }
    for (const auto& [container, writers] : containers_)
      if (writers.size() == 1) add(writers.begin()->first, container + ".*", "catalog", writers.begin()->second);
    return std::move(out_);
  }

 private:
  // The service that a name, a team or a place in the tree means; empty when it is none or more than one.
  std::string service_of(std::string_view name) const {
    if (name.empty()) return {};
    if (const Deployable* d = system_.service_called(name)) return d->counts() ? d->fact.name : "";
    std::string found;
    for (const Deployable& d : system_.services)
      if (d.counts() && !d.fact.team.empty() && folded(d.fact.team) == folded(name)) {
        if (!found.empty()) return {};
        found = d.fact.name;
      }
    return found;
  }

  std::string service_at(const std::string& path) const {
    const Owners owners = system_.services_of(path);
    return owners.services.size() == 1 && !owners.library ? service_of(owners.services[0]) : std::string();
  }

  void add(std::string service, std::string table, const char* source, facts::Place place) {
    if (service.empty() || table.empty()) return;
    facts::Declaration d;
    d.service = std::move(service);
    d.kind = "owns";
    d.name = std::move(table);
    d.source = source;
    d.place = std::move(place);
    out_.push_back(std::move(d));
  }

  // Which of the servers it holds, when the contract says so, is told before the table's name.
  void contract(const SourceFile& f, ConfigId document) {
    const ConfigTree& config = f.outline.config;
    std::string service;
    for (std::string_view key : {"dataProduct", "name", "info.title", "domain", "id"})
      if (service.empty()) service = service_of(config.scalar(document, key));
    if (service.empty()) service = service_at(f.path);
    for (std::string_view key : {"schema", "dataset"})
      for (ConfigId object : config.children(config.get(document, key))) {
        std::string_view table = config.scalar(object, "physicalName");
        for (std::string_view other : {"name", "table"})
          if (table.empty()) table = config.scalar(object, other);
        add(service, std::string(table), "contract", place_of(f, config.node(object)));
      }
  }

  void catalog(const SourceFile& f, ConfigId document) {
    const ConfigTree& config = f.outline.config;
    std::string service = service_of(config.scalar(document, "id"));
    if (service.empty()) service = service_of(config.scalar(document, "name"));
    if (service.empty()) return;
    for (ConfigId container : config.children(config.get(document, "writesTo")))
      if (const std::string_view id = config.scalar(container, "id"); !id.empty())
        containers_[std::string(id)].emplace(service, place_of(f, config.node(container)));
  }

  void dictionary(const SourceFile& f, ConfigId document) {
    const ConfigTree& config = f.outline.config;
    const std::string_view table = config.scalar(document, "table_name");
    if (table.empty()) return;
    std::string service;
    for (std::string_view key : {"service", "owner", "owned_by", "team", "group", "feature_category", "gitlab_schema"})
      if (service.empty()) service = service_of(config.scalar(document, key));
    const std::vector<ConfigId> categories = config.children(config.get(document, "feature_categories"));
    if (service.empty() && categories.size() == 1) service = service_of(config.node(categories[0]).value);
    add(service, std::string(table), "dictionary", place_of(f, config.node(document)));
  }

  // A map of domains to their tables.
  void domains(const SourceFile& f, ConfigId document) {
    const ConfigTree& config = f.outline.config;
    for (ConfigId domain : config.children(document)) {
      const std::string service = service_of(config.node(domain).key);
      const ConfigId tables = config.get(domain, "tables");
      for (ConfigId table : config.children(tables == no_config ? domain : tables))
        if (config.node(table).kind == ConfigNode::Kind::Scalar)
          add(service, config.node(table).value, "dictionary", place_of(f, config.node(table)));
    }
  }

  const System& system_;
  const FileTree& tree_;
  std::map<std::string, std::map<std::string, facts::Place>> containers_;  // container -> services that write to it
  std::vector<facts::Declaration> out_;
};

}  // namespace

std::vector<facts::Declaration> owners_in_documents(const System& system, const FileTree& tree) {
  return Reader(system, tree).run();
}

}  // namespace onewriter::link
