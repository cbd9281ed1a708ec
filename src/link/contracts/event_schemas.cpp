#include <map>
#include <set>

#include "link/contracts/contract_document.h"
#include "link/contracts/interfaces.h"
#include "link/contracts/registry_subjects.h"
#include "link/contracts/schema.h"
#include "link/contracts/version.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::SourceFile;
using facts::EventContract;
using workspace::FileKind;

bool in_folder_of_events(std::string_view path) {
  static const std::set<std::string> words = {"event", "events", "messages", "topics", "integrationevents"};
  for (const std::string& word : words_of(path))
    if (words.count(word)) return true;
  return false;
}

class Schemas {
 public:
  Schemas(const Documents& documents, const ContractOwners& owners) : documents_(documents), owners_(owners) {}

  void look(const SourceFile& file) {
    const ConfigTree& config = file.outline.config;
    for (const RegistrySubject& subject : registry_subjects_in(file)) {
      EventContract e;
      e.kind = subject.kind;
      e.event = subject.event;
      e.has_schema = true;
      e.version = "schema registry";
      tell(std::move(e), file, place_of(file, config.node(subject.node)));
    }
    for (ConfigId document : config.documents()) {
      const SpecNode root{&file, document};
      if (file.outline.kind == FileKind::Avro) {
        if (config.scalar(document, "type") != "record") continue;
        const std::string space(config.scalar(document, "namespace"));
        add("avro", std::string(config.scalar(document, "name")), space, root);
      } else if (file.outline.kind == FileKind::Proto) {
        // Where a service stands beside them, messages are its requests and answers.
        if (config.get(document, "service") != extract::no_config || !in_folder_of_events(file.path)) continue;
        for (ConfigId message : config.children(config.get(document, "message")))
          add("protobuf", config.node(message).key, std::string(config.scalar(document, "package")), {&file, message});
      } else if (file.outline.kind == FileKind::Json) {
        if (!contains(config.scalar(document, "$schema"), "json-schema.org") || !in_folder_of_events(file.path))
          continue;
        const std::string base(base_name(file.path));
        std::string name(config.scalar(document, "title"));
        if (name.empty()) name = base.substr(0, base.find('.'));
        add("json-schema", name, base, root);
      }
    }
  }

  std::vector<EventContract> take() { return std::move(out_); }

 private:
  void add(const char* kind, std::string name, const std::string& space, SpecNode schema) {
    if (name.empty()) return;
    EventContract e;
    e.kind = kind;
    e.event = std::move(name);
    e.has_schema = true;
    e.fields = names_of(fields_of(documents_, schema));
    Marks marks;
    find_marks(documents_, schema, marks);
    e.version = marks.version.empty() ? version_word_of(space) : marks.version;
    if (e.version.empty()) e.version = version_word_of(e.event);
    e.timestamp = marks.timestamp;
    e.envelope = marks.envelope;
    tell(std::move(e), *schema.file, schema.place());
  }

  void tell(EventContract e, const SourceFile& file, facts::Place place) {
    e.scope = scope_of_contract(file);
    e.place = std::move(place);
    const auto whose = owners_.of(file.path, {}, {});
    e.confidence = facts::Confidence::Likely;
    if (whose.size() == 1) e.service = whose.front().service;
    out_.push_back(std::move(e));
  }

  const Documents& documents_;
  const ContractOwners& owners_;
  std::vector<EventContract> out_;
};

struct Entry {
  const SourceFile* file = nullptr;
  ConfigId document = extract::no_config;
};

}  // namespace

std::vector<EventContract> find_event_schemas(const FileTree& tree, const Documents& documents,
                                              const ContractOwners& owners) {
  Schemas schemas(documents, owners);
  for (const SourceFile& file : tree.files()) schemas.look(file);
  return schemas.take();
}

std::vector<EventContract> find_catalogued_events(const System& system, const FileTree& tree) {
  std::map<std::string, Entry> messages;
  std::vector<Entry> services;
  for (const SourceFile& file : tree.files()) {
    if (file.outline.kind != FileKind::FrontMatter || file.outline.config.documents().empty()) continue;
    const ConfigId document = file.outline.config.documents().front();
    const std::string id(file.outline.config.scalar(document, "id"));
    if (id.empty() || contains(file.path, "/versioned/")) continue;
    const std::string kind(base_name(parent_of(parent_of(file.path))));
    if (kind == "events" || kind == "commands" || kind == "queries") messages[id] = {&file, document};
    if (kind == "services") services.push_back({&file, document});
  }
  std::vector<EventContract> out;
  std::set<std::string> told;
  const auto add = [&](const std::string& id, const std::string& service, const std::string& role) {
    const auto at = messages.find(id);
    if (at == messages.end()) return;
    const ConfigTree& config = at->second.file->outline.config;
    EventContract e;
    e.service = service;
    e.event = id;
    e.title = config.scalar(at->second.document, "name");
    e.role = role;
    e.kind = "eventcatalog";
    e.has_schema = config.get(at->second.document, "schemaPath") != extract::no_config ||
                   config.get(at->second.document, "schemas") != extract::no_config;
    e.version = config.scalar(at->second.document, "version");
    e.scope = scope_of_contract(*at->second.file);
    e.place = place_of(*at->second.file, config.node(config.get(at->second.document, "id")));
    told.insert(id);
    out.push_back(std::move(e));
  };
  for (const Entry& s : services) {
    const ConfigTree& config = s.file->outline.config;
    const Deployable* service = system.service_called(config.scalar(s.document, "id"));
    if (!service) service = system.service_called(config.scalar(s.document, "name"));
    for (const auto& [key, role] : {std::pair{"sends", "publish"}, {"receives", "subscribe"}})
      for (ConfigId use : config.children(config.get(s.document, key)))
        if (service) add(std::string(config.scalar(use, "id")), service->name(), role);
  }
  for (const auto& [id, entry] : messages)
    if (!told.count(id)) add(id, "", "");
  return out;
}

}  // namespace onewriter::link
