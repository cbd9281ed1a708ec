#include "facts/engines.h"

namespace onewriter::facts {
namespace {

constexpr Engine known[] = {
    {"postgresql", "relational"},
    {"mysql", "relational"},
    {"mariadb", "relational"},
    {"sqlserver", "relational"},
    {"oracle", "relational"},
    {"sqlite", "relational"},
    {"h2", "relational"},
    {"hsqldb", "relational"},
    {"derby", "relational"},
    {"db2", "relational"},
    {"cockroachdb", "relational"},
    {"clickhouse", "relational"},
    {"snowflake", "relational"},
    {"bigquery", "relational"},
    {"redshift", "relational"},
    {"spanner", "relational"},
    {"sybase", "relational"},
    {"firebird", "relational"},
    {"informix", "relational"},
    {"cassandra", "relational"},
    {"tidb", "relational"},
    {"scylladb", "relational"},
    {"hbase", "relational"},
    {"mongodb", "document"},
    {"couchbase", "document"},
    {"couchdb", "document"},
    {"dynamodb", "document"},
    {"cosmosdb", "document"},
    {"ravendb", "document"},
    {"firestore", "document"},
    {"arangodb", "document"},
    {"surrealdb", "document"},
    {"redis", "keyvalue"},
    {"memcached", "keyvalue"},
    {"etcd", "keyvalue"},
    {"valkey", "keyvalue"},
    {"keydb", "keyvalue"},
    {"elasticsearch", "search"},
    {"opensearch", "search"},
    {"solr", "search"},
    {"meilisearch", "search"},
    {"typesense", "search"},
    {"qdrant", "search"},
    {"milvus", "search"},
    {"weaviate", "search"},
    {"neo4j", "graph"},
    {"dgraph", "graph"},
    {"influxdb", "timeseries"},
    {"rabbitmq", "broker"},
    {"kafka", "broker"},
    {"nats", "broker"},
    {"activemq", "broker"},
    {"sqs", "broker"},
};

}  // namespace

std::span<const Engine> engines() { return known; }

std::string_view family_of(std::string_view engine) {
  for (const Engine& e : known)
    if (e.name == engine) return e.family;
  return {};
}

}  // namespace onewriter::facts
