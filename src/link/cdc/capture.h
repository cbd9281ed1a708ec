#pragma once
// What configurations of change data capture say: which database is read, which of its tables, and where their changes
// go. Read from the tree alone, before it is known which tables there are.

#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "facts/place.h"

namespace onewriter::link {

struct Capture {
  std::string name;
  std::string kind;                    // as facts::CdcConnector::kind
  std::string engine;                  // of the database; empty: not told
  std::string host;                    // empty: not told
  std::vector<std::string> databases;  // empty: not told
  // Patterns of "[schema or database.]table" with '*', as link/ownership.h's names_table takes them. No `include`: all
  // tables of the database.
  std::vector<std::string> include, exclude;
  bool readable = true;  // the patterns tell which tables are meant

  // {table}, {schema} and {database} stand for the captured table's; empty: not told.
  std::string topic;
  bool routed = false;  // an outbox event router: rows decide on the topic, '*' in `topic`

  facts::Place place;
};

// Kafka Connect's and Debezium's configurations: JSON as it is posted to Connect, properties of Connect, of Debezium
// Server and of the embedded engine, the KafkaConnector of Strimzi, Terraform's confluent_connector and
// aws_mskconnect_connector, and such JSON inside of other YAML (a ConfigMap, a command).
std::vector<Capture> connector_captures(const std::vector<extract::SourceFile>& files);

// AWS Database Migration Service: replication tasks of Terraform and CloudFormation that go on after the full load.
std::vector<Capture> dms_captures(const std::vector<extract::SourceFile>& files);

// PostgreSQL's logical replication: subscriptions, with the tables of the publications that they name.
std::vector<Capture> subscription_captures(const std::vector<extract::SourceFile>& files);

}  // namespace onewriter::link
