#include <algorithm>
#include <optional>

#include "link/cdc/capture.h"
#include "link/cdc/connector_config.h"
#include "link/cdc/include_list.h"
#include "link/datastores/connection.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

struct ClassWord {
  std::string_view word;  // in the connector's class, in lower case
  std::string_view engine;
};
constexpr ClassWord class_words[] = {{"postgres", "postgresql"},
                                     {"mysql", "mysql"},
                                     {"mariadb", "mariadb"},
                                     {"sqlserver", "sqlserver"},
                                     {"oracle", "oracle"},
                                     {"mongo", "mongodb"},
                                     {"db2", "db2"},
                                     {"cassandra", "cassandra"},
                                     {"vitess", "mysql"},
                                     {"spanner", "spanner"},
                                     {"yugabyte", "postgresql"}};

// Does the class take changes out of a database, and with what tool? Empty: it does not.
std::string_view kind_of_class(const std::string& type) {
  if (contains(type, "sink")) return {};
  if (contains(type, "debezium") || contains(type, "cdcsource")) return "debezium";  // Confluent's managed ones are it
  if (contains(type, "mongosourceconnector") || contains(type, "oraclecdc") || contains(type, "jdbcsource"))
    return "other";
  // The class's simple name, as code and properties may write it.
  for (std::string_view simple : {"postgresconnector", "mysqlconnector", "mariadbconnector", "sqlserverconnector",
                                  "oracleconnector", "mongodbconnector", "db2connector"})
    if (type == simple) return "debezium";
  return {};
}

// The names of the transformations in the order in which they are applied.
std::vector<std::string> transforms_of(const ConnectorConfig& config) {
  std::vector<std::string> out;
  for (const std::string& name : split(config.get({"transforms"}), ","))
    if (const std::string_view trimmed = trim(name); !trimmed.empty()) out.push_back("transforms." + lower(trimmed));
  return out;
}

// What a topic's parts become when as many groups as it has parts match it, dots between them; else nothing.
std::string rerouted(const std::string& topic, std::string_view expression, std::string_view replacement) {
  const std::vector<std::string> parts = split(topic, ".");
  std::size_t groups = 0;
  for (std::size_t i = 0; i < expression.size(); ++i)
    if (expression[i] == '(') {
      const std::size_t close = expression.find(')', i);
      if (close == std::string_view::npos) return {};
      const std::string_view inner = expression.substr(i + 1, close - i - 1);
      if (inner != "[^.]+" && inner != ".*" && inner != ".+" && inner != "[^.]*") return {};
      ++groups;
      i = close;
    } else if (expression[i] != '.' && expression[i] != '\\' && expression[i] != '^' && expression[i] != '$') {
      return {};
    }
  if (groups != parts.size()) return {};
  std::string out;
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    if (replacement[i] != '$' || i + 1 >= replacement.size()) {
      out += replacement[i];
      continue;
    }
    const int group = replacement[++i] - '0';
    if (group < 1 || static_cast<std::size_t>(group) > parts.size()) return {};
    out += parts[static_cast<std::size_t>(group) - 1];
  }
  return out;
}

// The topic of each table, by the connector's documentation, "Topic names".
std::string topic_of(const ConnectorConfig& config, const Capture& capture, const std::string& type) {
  const std::string prefix = config.get({"topic.prefix", "database.server.name", "mongodb.name"});
  if (prefix.empty()) return {};
  if (contains(type, "jdbcsource")) return prefix + "{table}";
  if (capture.engine == "postgresql" || capture.engine == "oracle" || capture.engine == "db2")
    return prefix + ".{schema}.{table}";
  if (capture.engine == "sqlserver")
    return prefix + (config.get({"database.names"}).empty() ? "" : ".{database}") + ".{schema}.{table}";
  return prefix + ".{database}.{table}";
}

// debezium.io/documentation, "Outbox Event Router" and "Topic Routing"; Kafka documentation, "RegexRouter".
void apply_transforms(const ConnectorConfig& config, Capture& capture) {
  for (const std::string& transform : transforms_of(config)) {
    const std::string type = config.get({transform + ".type"});
    const bool topics = contains(type, "ByLogicalTableRouter");
    if (contains(type, "outbox.EventRouter") || contains(type, "MongoEventRouter")) {
      capture.routed = true;
      capture.topic.clear();
      if (const auto replacement = config.settings.find(transform + ".route.topic.replacement");
          replacement != config.settings.end())
        capture.topic = replacement->second;
      if (capture.topic.empty()) capture.topic = "outbox.event.${routedByValue}";
      for (std::size_t at; (at = capture.topic.find("${")) != std::string::npos;) {
        const std::size_t close = capture.topic.find('}', at);
        capture.topic.replace(at, close == std::string::npos ? close : close - at + 1, "*");
      }
    } else if (topics || type.ends_with("RegexRouter")) {
      const std::string key = transform + (topics ? ".topic." : ".");
      capture.topic = rerouted(capture.topic, config.get({key + "regex"}), config.get({key + "replacement"}));
    }
  }
}

std::optional<Capture> capture_of(const ConnectorConfig& config) {
  const std::string type = lower(config.get({"connector.class"}));
  Capture capture;
  capture.kind = kind_of_class(type);
  if (capture.kind.empty()) return std::nullopt;
  capture.name = config.name.empty() ? config.get({"topic.prefix", "database.server.name"}) : config.name;
  capture.place = config.place;
  for (const ClassWord& word : class_words)
    if (capture.engine.empty() && contains(type, word.word)) capture.engine = word.engine;

  capture.host = lower(config.get({"database.hostname", "connection.host"}));
  capture.databases = split(config.get({"database.dbname", "database.names", "database.include.list",
                                        "database.whitelist", "database", "db.name"}),
                            ", ");
  const std::string url = config.get({"mongodb.connection.string", "connection.uri", "connection.url"});
  if (!url.empty()) {
    ConnectionText text;
    text.url = url;
    text.engine = capture.engine;
    const Connection connection = parse_connection(text);
    capture.host = connection.host;
    if (capture.engine.empty()) capture.engine = connection.engine;
    if (capture.databases.empty() && !connection.implied && !connection.database.empty())
      capture.databases = {connection.database};
  }
  if (capture.engine == "mongodb" && capture.host.empty()) {
    capture.host = lower(config.get({"mongodb.hosts"}));  // rs0/mongo:27017
    capture.host.erase(0, capture.host.rfind('/') + 1);
    capture.host = capture.host.substr(0, capture.host.find_first_of(":,"));
  }

  std::string include = config.get({"table.include.list", "table.whitelist", "collection.include.list",
                                    "collection.whitelist", "tables.include", "collection"});
  if (include.empty() && contains(type, "jdbcsource")) include = config.get({"query"}).empty() ? "" : "?";
  if (include.empty())
    for (const std::string& schema : split(config.get({"schema.include.list", "schema.whitelist"}), ", "))
      include += (include.empty() ? "" : ",") + schema + "\\..*";
  const auto included = patterns_of_list(include);
  const auto excluded = patterns_of_list(
      config.get({"table.exclude.list", "table.blacklist", "collection.exclude.list", "collection.blacklist"}));
  capture.readable = included && excluded;
  if (included) capture.include = *included;
  if (excluded) capture.exclude = *excluded;
  // Lists that only the running connector resolves.
  for (const auto& [key, value] : config.settings)
    if ((key.ends_with("include.list") || key.ends_with("whitelist")) && key.find("column") == std::string::npos &&
        (contains(value, "${") || contains(value, "{{")))
      capture.readable = false;

  capture.topic = topic_of(config, capture, type);
  apply_transforms(config, capture);
  return capture;
}

}  // namespace

std::vector<Capture> connector_captures(const std::vector<extract::SourceFile>& files) {
  std::vector<Capture> out;
  for (const ConnectorConfig& config : connector_configs(files))
    if (auto capture = capture_of(config)) out.push_back(std::move(*capture));
  return out;
}

}  // namespace onewriter::link
