#include "link/contracts/registry_subjects.h"

#include <cctype>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigTree;
using extract::SourceFile;

std::string kind_of(std::string_view format) {
  const std::string text = lower(format);
  return text == "protobuf" ? "protobuf" : text == "json" ? "json-schema" : "avro";
}

// TopicNameStrategy: "orders-value"; RecordNameStrategy: "shop.OrderPlaced". Empty for a key's schema.
std::string event_of(std::string_view subject) {
  if (subject.ends_with("-key")) return {};
  if (subject.ends_with("-value")) return std::string(subject.substr(0, subject.size() - 6));
  const std::string_view last = subject.substr(subject.find_last_of('.') + 1);
  return std::string(!last.empty() && std::isupper(static_cast<unsigned char>(last[0])) ? last : subject);
}

class Reader {
 public:
  explicit Reader(const ConfigTree& config) : config_(config) {}

  void read_maven(ConfigId document) {
    for (ConfigId plugin : config_.children(config_.find(document, "project.build.plugins"))) {
      if (config_.scalar(plugin, "artifactId") != "kafka-schema-registry-maven-plugin") continue;
      read_configuration(config_.get(plugin, "configuration"));
      for (ConfigId execution : config_.children(config_.get(plugin, "executions")))
        read_configuration(config_.get(execution, "configuration"));
    }
  }

  void read_terraform(ConfigId document) {
    struct Resource {
      const char *type, *subject, *format;
    };
    for (const Resource& r :
         {Resource{"confluent_schema", "subject_name", "format"}, {"schemaregistry_schema", "subject", "schema_type"}})
      for (ConfigId resource : config_.children(config_.get(config_.get(document, "resource"), r.type)))
        if (const ConfigId name = config_.get(resource, r.subject); name != extract::no_config)
          add(config_.node(name).value, config_.scalar(resource, r.format), name);
  }

  std::vector<RegistrySubject> take() { return std::move(out_); }

 private:
  void read_configuration(ConfigId configuration) {
    const ConfigId types = config_.get(configuration, "schemaTypes");
    for (ConfigId subject : config_.children(config_.get(configuration, "subjects"))) {
      const std::string& name = config_.node(subject).key;
      add(name, config_.scalar(config_.get(types, name), ""), subject);
    }
  }

  void add(std::string_view subject, std::string_view format, ConfigId node) {
    if (subject.find('$') != std::string_view::npos) return;
    if (std::string event = event_of(subject); !event.empty())
      out_.push_back({std::move(event), kind_of(format), node});
  }

  const ConfigTree& config_;
  std::vector<RegistrySubject> out_;
};

}  // namespace

std::vector<RegistrySubject> registry_subjects_in(const SourceFile& file) {
  Reader reader(file.outline.config);
  for (ConfigId document : file.outline.config.documents()) {
    if (base_name(file.path) == "pom.xml") reader.read_maven(document);
    if (file.outline.kind == workspace::FileKind::Hcl) reader.read_terraform(document);
  }
  return reader.take();
}

}  // namespace onewriter::link
