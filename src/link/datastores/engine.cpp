#include "link/datastores/engine.h"

#include <array>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

struct Known {
  std::string_view part;  // folded; the longest part that a word contains decides, in this order
  std::string_view engine;
};

// Longer and more special parts stand first: "cockroach" before "postgres", whose drivers it is used with.
constexpr Known known[] = {
    {"cockroach", "cockroachdb"},
    {"yugabyte", "postgresql"},
    {"timescale", "postgresql"},
    {"postgis", "postgresql"},
    {"pgvector", "postgresql"},
    {"postgres", "postgresql"},
    {"psycopg", "postgresql"},
    {"npgsql", "postgresql"},
    {"asyncpg", "postgresql"},
    {"pgsql", "postgresql"},
    {"mariadb", "mariadb"},
    {"percona", "mysql"},
    {"mysql", "mysql"},
    {"sqlserver", "sqlserver"},
    {"mssql", "sqlserver"},
    {"sqlsrv", "sqlserver"},
    {"tedious", "sqlserver"},
    {"azuresqledge", "sqlserver"},
    {"odbcdriver17", "sqlserver"},
    {"odbcdriver18", "sqlserver"},
    {"godror", "oracle"},
    {"oracle", "oracle"},
    {"sqlite", "sqlite"},
    {"hsqldb", "hsqldb"},
    {"mongo", "mongodb"},
    {"documentdb", "mongodb"},
    {"valkey", "redis"},
    {"keydb", "redis"},
    {"dragonfly", "redis"},
    {"stackexchangeredis", "redis"},
    {"redis", "redis"},
    {"clickhouse", "clickhouse"},
    {"elasticsearch", "elasticsearch"},
    {"opensearch", "opensearch"},
    {"cassandra", "cassandra"},
    {"scylla", "cassandra"},
    {"neo4j", "neo4j"},
    {"memcache", "memcached"},
    {"couchbase", "couchbase"},
    {"couchdb", "couchdb"},
    {"dynamodb", "dynamodb"},
    {"cosmos", "cosmosdb"},
    {"snowflake", "snowflake"},
    {"bigquery", "bigquery"},
    {"redshift", "redshift"},
    {"influxdb", "influxdb"},
    {"arangodb", "arangodb"},
    {"ravendb", "ravendb"},
    {"firestore", "firestore"},
    {"spanner", "spanner"},
    {"etcd", "etcd"},
    {"solr", "solr"},
    {"meilisearch", "meilisearch"},
    {"typesense", "typesense"},
    {"surrealdb", "surrealdb"},
    {"tidb", "mysql"},
    {"dgraph", "dgraph"},
    {"qdrant", "qdrant"},
    {"milvus", "milvus"},
    {"weaviate", "weaviate"},
    {"firebird", "firebird"},
    {"derby", "derby"},
    {"sybase", "sybase"},
    {"informix", "informix"},
    {"jtds", "sqlserver"},
};

// Words that are engines only when they stand alone: too short to look for inside others.
constexpr Known exact[] = {
    {"pg", "postgresql"},
    {"postgre", "postgresql"},
    {"pgx", "postgresql"},
    {"pq", "postgresql"},
    {"my", "mysql"},
    {"h2", "h2"},
    {"db2", "db2"},
    {"oci", "oracle"},
    {"oci8", "oracle"},
    {"rediss", "redis"},
    {"es", "elasticsearch"},
    {"elastic", "elasticsearch"},
    {"neo4js", "neo4j"},
    {"bolt", "neo4j"},
    {"orgh2driver", "h2"},
    {"dblib", "sqlserver"},
    {"microsoftsqlclient", "sqlserver"},
    {"systemdatasqlclient", "sqlserver"},
    {"microsoftdatasqlclient", "sqlserver"},
    {"lettuce", "redis"},
    {"jedis", "redis"},
    {"orghibernatedialecth2dialect", "h2"},
    {"file", "sqlite"},
};

struct Listens {
  std::string_view engine;
  std::string_view port;
};

constexpr Listens listening[] = {
    {"postgresql", "5432"}, {"mysql", "3306"},        {"mariadb", "3306"},     {"sqlserver", "1433"},
    {"oracle", "1521"},     {"h2", "9092"},           {"hsqldb", "9001"},      {"derby", "1527"},
    {"db2", "50000"},       {"cockroachdb", "26257"}, {"clickhouse", "8123"},  {"redshift", "5439"},
    {"sybase", "5000"},     {"firebird", "3050"},     {"cassandra", "9042"},   {"mongodb", "27017"},
    {"couchbase", "8091"},  {"couchdb", "5984"},      {"ravendb", "8080"},     {"arangodb", "8529"},
    {"redis", "6379"},      {"memcached", "11211"},   {"etcd", "2379"},        {"elasticsearch", "9200"},
    {"opensearch", "9200"}, {"solr", "8983"},         {"meilisearch", "7700"}, {"typesense", "8108"},
    {"qdrant", "6333"},     {"milvus", "19530"},      {"neo4j", "7687"},       {"dgraph", "9080"},
    {"influxdb", "8086"},
};

std::string_view group_of(std::string_view engine) {
  if (engine == "mariadb") return "mysql";
  if (engine == "cockroachdb" || engine == "redshift") return "postgresql";
  if (engine == "opensearch") return "elasticsearch";
  return engine;
}

}  // namespace

std::string engine_from(std::string_view word) {
  const std::string name = folded(word);
  if (name.empty()) return {};
  for (const Known& k : exact)
    if (name == k.part) return std::string(k.engine);
  for (const Known& k : known)
    if (contains(name, k.part)) return std::string(k.engine);
  return {};
}

std::string_view engine_at_port(std::string_view port) {
  // Only ports that nothing else is known to use.
  constexpr std::string_view telling[] = {"postgresql",    "mysql",     "sqlserver", "oracle", "mongodb",    "redis",
                                          "elasticsearch", "cassandra", "memcached", "neo4j",  "cockroachdb"};
  for (std::string_view engine : telling)
    if (!port.empty() && default_port(engine) == port) return engine;
  return {};
}

std::string_view default_port(std::string_view engine) {
  for (const Listens& l : listening)
    if (l.engine == engine) return l.port;
  return {};
}

bool compatible(std::string_view a, std::string_view b) { return a.empty() || b.empty() || group_of(a) == group_of(b); }

bool is_embedded(std::string_view engine) {
  return engine == "sqlite" || engine == "h2" || engine == "hsqldb" || engine == "derby";
}

}  // namespace onewriter::link
