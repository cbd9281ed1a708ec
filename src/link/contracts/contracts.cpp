#include "link/contracts/contracts.h"

#include <map>
#include <set>
#include <tuple>

#include "link/contracts/asyncapi.h"
#include "link/contracts/generated.h"
#include "link/contracts/interfaces.h"
#include "link/contracts/openapi.h"
#include "link/contracts/references.h"
#include "link/contracts/root_words.h"
#include "link/contracts/whose_contract.h"
#include "link/services/words.h"
#include "link/sorted.h"

namespace onewriter::link {
namespace {

using extract::SourceFile;
using facts::Api;
using facts::Confidence;
using facts::ContractError;

// A document that cannot be read to its first key is told by its name.
const char* kind_by_name(std::string_view path) {
  const std::string name = lower(base_name(path));
  for (const char* word : {"openapi", "swagger", "asyncapi"})
    if (name == std::string(word) + ".yaml" || name == std::string(word) + ".yml" ||
        name == std::string(word) + ".json")
      return std::string_view(word) == "asyncapi" ? "asyncapi" : "openapi";
  return nullptr;
}

bool same_route(const std::string& route, const std::string& operation) {
  if (route == operation) return true;
  const std::string& longer = route.size() > operation.size() ? route : operation;
  const std::string& shorter = route.size() > operation.size() ? operation : route;
  return shorter.size() > 1 && longer.ends_with(shorter);
}

class Teller {
 public:
  Teller(const System& system, const std::vector<SourceFile>& files, facts::Facts& facts)
      : system_(system), files_(files), facts_(facts), tree_(files), documents_(tree_), owners_(system, tree_) {}

  void run() {
    for (const ContractDocument& document : find_contract_documents(files_))
      if (!document.format.empty()) check(document);
    for (const ContractDocument& document : find_contract_documents(files_))
      // A part that some document leads to has been read as that document's.
      if (!document.format.empty() || !parts_.count(document.root.file)) read(document);
    for (const SourceFile& file : files_)
      if (const char* kind = kind_by_name(file.path); kind && !documents_read_.count(&file)) unreadable(file, kind, "");
    append(facts_.apis, find_interfaces(tree_, owners_));
    append(facts_.apis, find_generated_apis(system_, tree_));
    append(facts_.apis, owners_.catalogued());
    append(facts_.event_contracts, find_event_schemas(tree_, documents_, owners_));
    append(facts_.event_contracts, find_catalogued_events(system_, tree_));
    sort();
  }

 private:
  template <typename T>
  static void append(std::vector<T>& all, std::vector<T> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  void check(const ContractDocument& document) {
    const bool openapi = document.kind == ContractDocument::Kind::OpenApi;
    ReferenceReport report = check_references(documents_, document.root);
    std::vector<ContractError>& errors = errors_[document.root];
    for (const SourceFile* file : report.files) {
      if (file != document.root.file) parts_.insert(file);
      unreadable(*file, document.word(), document.root.file->path, &errors, document.scope);
    }
    if (is_whole(*document.root.file)) {
      check_root_words(documents_, document, errors);
      if (openapi)
        check_openapi_form(documents_, document, errors);
      else
        check_asyncapi_form(documents_, document, errors);
    }
    for (const Fault& fault : report.faults) errors.push_back(document.error(fault.at.place(), fault.message));
    std::set<std::string> told;
    for (const SpecNode& reference : report.remote) {
      const std::string target = reference->value.substr(0, reference->value.find('#'));
      if (told.insert(target).second)
        facts_.diagnostics.push_back(
            {facts::Level::Note, reference.place(), "\"$ref: " + target + "\" is remote and was not followed"});
    }
  }

  // Faults of the text itself.
  void unreadable(const SourceFile& file, const char* kind, const std::string& document,
                  std::vector<ContractError>* errors = nullptr, facts::Scope scope = facts::Scope::Main) {
    for (const facts::Diagnostic& d : file.outline.diagnostics) {
      if (d.level == facts::Level::Note) continue;
      ContractError e{"",     document.empty() ? file.path : document, kind, "it does not parse: " + d.message, scope,
                      d.place};
      e.place.file = file.path;
      if (errors) {
        errors->push_back(std::move(e));
        return;
      }
      e.scope = scope_of_contract(file);
      const auto whose = owners_.of(file.path, {}, {});
      if (!whose.empty()) e.service = whose.front().service;
      facts_.contract_errors.push_back(std::move(e));
      return;  // what follows the first fault is mostly its consequence
    }
  }

  void read(const ContractDocument& document) {
    documents_read_.insert(document.root.file);
    ContractReading reading = document.kind == ContractDocument::Kind::OpenApi ? read_openapi(documents_, document)
                                                                               : read_asyncapi(documents_, document);
    append(reading.errors, std::move(errors_[document.root]));
    std::vector<Whose> whose = owners_.of(document.root.file->path, reading.names, reading.hosts);
    const bool assigned = !whose.empty();
    if (whose.empty()) whose.push_back({"", Confidence::Certain});
    for (const Whose& w : whose) {
      for (Api api : reading.apis) {
        api.service = w.service;
        api.confidence = w.confidence;
        if (!assigned && by_routes(api)) continue;
        facts_.apis.push_back(std::move(api));
      }
      for (facts::EventContract event : reading.events) {
        event.service = w.service;
        event.confidence = w.confidence;
        facts_.event_contracts.push_back(std::move(event));
      }
    }
    for (ContractError error : reading.errors) {
      error.service = whose.front().service;
      facts_.contract_errors.push_back(std::move(error));
    }
  }

  // A document for several services: each has the operations that its routes answer.
  bool by_routes(const Api& api) {
    std::map<std::string, std::vector<facts::ApiOperation>> answered;
    for (const facts::ApiOperation& o : api.operations) {
      std::set<std::string> services;
      for (const facts::Route& r : facts_.routes)
        if (r.scope != facts::Scope::Test && (r.method == o.method || r.method == "*") &&
            same_route(r.pattern, o.pattern))
          services.insert(r.service);
      for (const std::string& service : services) answered[service].push_back(o);
    }
    for (auto& [service, operations] : answered) {
      Api part = api;
      part.service = service;
      part.confidence = Confidence::Likely;
      part.operations = std::move(operations);
      facts_.apis.push_back(std::move(part));
    }
    return !answered.empty();
  }

  void sort() {
    sort_unique_by(facts_.apis, [](const Api& a) { return std::tie(a.service, a.place, a.kind, a.format, a.title); });
    sort_unique_by(facts_.event_contracts, [](const facts::EventContract& e) {
      return std::tie(e.service, e.place, e.kind, e.event, e.channel, e.role);
    });
    sort_unique_by(facts_.contract_errors, [](const ContractError& e) { return std::tie(e.place, e.message); });
  }

  const System& system_;
  const std::vector<SourceFile>& files_;
  facts::Facts& facts_;
  const FileTree tree_;
  const Documents documents_;
  const ContractOwners owners_;
  std::map<SpecNode, std::vector<ContractError>> errors_;  // by document
  std::set<const SourceFile*> parts_;                      // files that other documents lead to
  std::set<const SourceFile*> documents_read_;
};

}  // namespace

void tell_contracts(const System& system, const std::vector<SourceFile>& files, facts::Facts& facts) {
  Teller(system, files, facts).run();
}

}  // namespace onewriter::link
