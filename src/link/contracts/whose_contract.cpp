#include "link/contracts/whose_contract.h"

#include <algorithm>
#include <set>

#include "link/declarations.h"
#include "link/models/naming.h"
#include "link/services/declared.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::SourceFile;

// Words that say what a document is, not whose.
bool is_kind_word(const std::string& word) {
  static const std::set<std::string> words = {
      "api",     "apis", "openapi", "swagger",  "asyncapi", "spec",  "specification", "rest",     "http",
      "service", "svc",  "server",  "the",      "events",   "event", "public",        "internal", "v1",
      "v2",      "v3",   "docs",    "contract", "schema",   "json",  "yaml",          "yml",      "microservice"};
  return words.count(word) > 0;
}

// "Order Service API" -> "order"; a name of such words alone stays as it is.
std::string essence(std::string_view name) {
  std::string out, all;
  for (const std::string& word : words_of(name)) {
    all += word;
    if (!is_kind_word(word)) out += word;
  }
  return out.empty() ? all : out;
}

}  // namespace

ContractOwners::ContractOwners(const System& system, const FileTree& tree) : system_(system) {
  for (const Deployable& d : system.services)
    if (d.counts()) counting_.push_back(d.name());
  read_manifests(tree);
  read_backstage(tree);
}

void ContractOwners::read_manifests(const FileTree& tree) {
  for (const SourceFile* f : manifests_of(tree)) {
    const ConfigTree& config = f->outline.config;
    for (ConfigId document : config.documents()) {
      const Deployable* service = system_.service_called(config.scalar(document, "service"));
      if (!service) continue;
      for (const char* key : {"apis", "events"})
        for (const DeclaredName& n : names_in(config, config.get(document, key)))
          if (const auto path = join(parent_of(f->path), n.text)) declared_[*path].push_back(service->name());
    }
  }
}

// Backstage, "Descriptor Format of Catalog Entities": a Component's spec.providesApis names API entities, whose
// spec.definition has the document's place below $text, $json or $yaml.
void ContractOwners::read_backstage(const FileTree& tree) {
  std::map<std::string, std::string> provider;  // API -> service
  for (const bool apis : {false, true})
    for (const char* name : {"catalog-info.yaml", "catalog-info.yml"})
      for (const SourceFile* f : tree.named(name)) {
        const ConfigTree& config = f->outline.config;
        for (ConfigId document : config.documents()) {
          const std::string_view kind = config.scalar(document, "kind");
          const std::string entity(config.scalar(document, "metadata.name"));
          if (!apis && kind == "Component") {
            const Deployable* service = system_.service_called(entity);
            for (ConfigId api : config.children(config.find(document, "spec.providesApis")))
              if (const std::string& text = config.node(api).value; service)
                provider[text.substr(text.find_last_of(":/") + 1)] = service->name();
          }
          const auto at = provider.find(entity);
          if (!apis || kind != "API" || at == provider.end()) continue;
          const ConfigId definition = config.find(document, "spec.definition");
          bool apart = definition != extract::no_config && config.node(definition).kind == ConfigNode::Kind::Scalar;
          for (const char* how : {"$text", "$json", "$yaml", "$openapi", "$asyncapi"}) {
            const std::string_view place = config.scalar(document, std::string("spec.definition.") + how);
            apart = apart || contains(place, "://");
            const auto path = place.empty() ? std::nullopt : join(parent_of(f->path), place);
            if (path) declared_[*path].push_back(at->second);
          }
          if (!apart || config.scalar(document, "spec.type") != "openapi") continue;
          facts::Api api;
          api.service = at->second;
          api.kind = "generated";
          api.format = "backstage";
          api.title = entity;
          api.confidence = facts::Confidence::Certain;
          api.place = place_of(*f, config.node(definition));
          catalogued_.push_back(std::move(api));
        }
      }
}

std::string ContractOwners::named(std::string_view name) const {
  if (name.empty()) return {};
  if (const Deployable* d = system_.service_called(name); d && d->counts()) return d->name();
  const std::string wanted = singular(essence(name));
  std::string found;
  for (const std::string& service : counting_) {
    if (singular(essence(service)) != wanted) continue;
    if (!found.empty()) return {};
    found = service;
  }
  return found;
}

std::vector<Whose> ContractOwners::of(const std::string& path, const std::vector<std::string>& names,
                                      const std::vector<std::string>& hosts) const {
  using facts::Confidence;
  std::vector<Whose> out;
  if (const auto at = declared_.find(path); at != declared_.end()) {
    for (const std::string& service : at->second) out.push_back({service, Confidence::Certain});
    return out;
  }
  const Owners owners = system_.services_of(path);
  std::vector<std::string> inside;
  for (const std::string& service : owners.services)
    if (const Deployable* d = system_.service(service); d && d->counts()) inside.push_back(service);
  std::vector<std::string> said = names;
  // specs/orders.yaml, specs/orders/openapi.yaml
  const std::string base(base_name(path));
  said.push_back(base.substr(0, base.find('.')));
  said.emplace_back(base_name(parent_of(path)));
  for (const std::string& host : hosts) said.push_back(host.substr(0, host.find('.')));
  for (const std::string& name : said) {
    const std::string service = named(name);
    if (service.empty()) continue;
    // In the tree of one service lies the contract of another: what it uses.
    if (inside.empty() || std::find(inside.begin(), inside.end(), service) != inside.end())
      return {{service, inside.size() == 1 ? Confidence::Certain : Confidence::Likely}};
    if (inside.size() == 1 && service != inside.front() && &name < said.data() + names.size())
      return {{service, Confidence::Likely}};
  }
  if (inside.size() == 1 && !owners.library) return {{inside.front(), Confidence::Certain}};
  if (inside.size() == 1) return {{inside.front(), Confidence::Likely}};
  if (counting_.size() == 1) return {{counting_.front(), Confidence::Likely}};
  return {};
}

}  // namespace onewriter::link
