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

struct Traits {
  std::string_view engine;
  std::string_view family;
  std::string_view port;
};

constexpr Traits traits[] = {
    {"postgresql", "relational", "5432"},
    {"mysql", "relational", "3306"},
    {"mariadb", "relational", "3306"},
    {"sqlserver", "relational", "1433"},
    {"oracle", "relational", "1521"},
    {"sqlite", "relational", ""},
    {"h2", "relational", "9092"},
    {"hsqldb", "relational", "9001"},
    {"derby", "relational", "1527"},
    {"db2", "relational", "50000"},
    {"cockroachdb", "relational", "26257"},
    {"clickhouse", "relational", "8123"},
    {"snowflake", "relational", ""},
    {"bigquery", "relational", ""},
    {"redshift", "relational", "5439"},
    {"spanner", "relational", ""},
    {"sybase", "relational", "5000"},
    {"firebird", "relational", "3050"},
    {"informix", "relational", ""},
    {"cassandra", "relational", "9042"},
    {"mongodb", "document", "27017"},
    {"couchbase", "document", "8091"},
    {"couchdb", "document", "5984"},
    {"dynamodb", "document", ""},
    {"cosmosdb", "document", ""},
    {"ravendb", "document", "8080"},
    {"firestore", "document", ""},
    {"arangodb", "document", "8529"},
    {"surrealdb", "document", ""},
    {"redis", "keyvalue", "6379"},
    {"memcached", "keyvalue", "11211"},
    {"etcd", "keyvalue", "2379"},
    {"elasticsearch", "search", "9200"},
    {"opensearch", "search", "9200"},
    {"solr", "search", "8983"},
    {"meilisearch", "search", "7700"},
    {"typesense", "search", "8108"},
    {"qdrant", "search", "6333"},
    {"milvus", "search", "19530"},
    {"weaviate", "search", ""},
    {"neo4j", "graph", "7687"},
    {"dgraph", "graph", "9080"},
    {"influxdb", "timeseries", "8086"},
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

std::string_view family_of(std::string_view engine) {
  for (const Traits& t : traits)
    if (t.engine == engine) return t.family;
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
  for (const Traits& t : traits)
    if (t.engine == engine) return t.port;
  return {};
}

bool compatible(std::string_view a, std::string_view b) { return a.empty() || b.empty() || group_of(a) == group_of(b); }

bool is_embedded(std::string_view engine) {
  return engine == "sqlite" || engine == "h2" || engine == "hsqldb" || engine == "derby";
}

}  // namespace onewriter::link
