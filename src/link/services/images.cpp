#include "link/services/images.h"

#include <algorithm>
#include <vector>

#include "link/datastores/engine.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

// Tools that carry a database's name and are none.
constexpr std::string_view not_databases[] = {"express", "exporter",  "commander", "insight",  "admin",     "adminer",
                                              "proxy",   "operator",  "backup",    "pgpool",   "pgbouncer", "client",
                                              "migrate", "ui",        "web",       "sentinel", "dashboard", "kibana",
                                              "curator", "connector", "debezium",  "gui",      "pgweb",     "webui"};

// Images of infrastructure, by a word of their name.
constexpr std::string_view infrastructure[] = {"rabbitmq",
                                               "kafka",
                                               "zookeeper",
                                               "nats",
                                               "activemq",
                                               "artemis",
                                               "pulsar",
                                               "mosquitto",
                                               "emqx",
                                               "redpanda",
                                               "prometheus",
                                               "grafana",
                                               "zipkin",
                                               "jaeger",
                                               "tempo",
                                               "loki",
                                               "otel",
                                               "opentelemetry",
                                               "collector",
                                               "fluentd",
                                               "fluentbit",
                                               "fluent",
                                               "logstash",
                                               "filebeat",
                                               "kibana",
                                               "apm",
                                               "seq",
                                               "consul",
                                               "vault",
                                               "eureka",
                                               "nacos",
                                               "sentinel",
                                               "seata",
                                               "traefik",
                                               "envoy",
                                               "haproxy",
                                               "kong",
                                               "keycloak",
                                               "mailhog",
                                               "maildev",
                                               "mailpit",
                                               "smtp4dev",
                                               "minio",
                                               "localstack",
                                               "azurite",
                                               "portainer",
                                               "pgadmin",
                                               "pgadmin4",
                                               "phpmyadmin",
                                               "adminer",
                                               "mongoexpress",
                                               "rediscommander",
                                               "redisinsight",
                                               "cadvisor",
                                               "alertmanager",
                                               "pushgateway",
                                               "registry",
                                               "swaggerui",
                                               "akhq",
                                               "kafkaui",
                                               "kafdrop",
                                               "debezium",
                                               "schema",
                                               "ksqldb",
                                               "connect",
                                               "exporter",
                                               "busybox",
                                               "pause",
                                               "certbot",
                                               "letsencrypt",
                                               "vaultwarden",
                                               "sonarqube",
                                               "jenkins",
                                               "gitlab",
                                               "gitea",
                                               "etcd",
                                               "hystrix",
                                               "turbine",
                                               "skywalking",
                                               "pinpoint",
                                               "dapr",
                                               "temporal",
                                               "flagd",
                                               "wiremock",
                                               "mockserver",
                                               "localai",
                                               "ollama",
                                               "watchtower",
                                               "dozzle",
                                               "linkerd",
                                               "istio",
                                               "nginx",
                                               "httpd",
                                               "apache",
                                               "caddy",
                                               "varnish",
                                               "memcachedexporter",
                                               "cerebro",
                                               "elasticmq",
                                               "sftp",
                                               "placement",
                                               "flyway",
                                               "liquibase",
                                               "pgbouncer",
                                               "pgpool",
                                               "proxysql",
                                               "maxscale",
                                               "yarp"};

constexpr std::string_view load_generators[] = {
    "loadgenerator", "loadgen",          "locust",  "jmeter",    "gatling", "k6",         "loadtest",
    "loadtester",    "trafficgenerator", "traffic", "artillery", "vegeta",  "loaddriver", "loadsimulator"};

bool has_word(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t N>
bool has_any(const std::vector<std::string>& words, const std::string& whole, const std::string_view (&list)[N]) {
  return std::any_of(std::begin(list), std::end(list),
                     [&](std::string_view word) { return has_word(words, word) || whole == word; });
}

}  // namespace

std::string image_path(std::string_view image) {
  image = trim(image);
  image = image.substr(0, image.find('@'));
  const std::size_t slash = image.rfind('/');
  if (const std::size_t colon = image.rfind(':'); colon != std::string_view::npos &&
                                                  (slash == std::string_view::npos || colon > slash) &&
                                                  !image.substr(colon).starts_with(":-"))
    image = image.substr(0, colon);
  const std::size_t first = image.find('/');
  if (first != std::string_view::npos) {
    const std::string_view host = image.substr(0, first);
    if (contains(host, ".") || contains(host, ":") || host == "localhost") image.remove_prefix(first + 1);
  }
  return lower(image);
}

std::string image_base(std::string_view image) { return std::string(base_name(image_path(image))); }

ImageKind image_kind(std::string_view image) {
  const std::string path = image_path(image);
  const std::string base(base_name(path));
  const std::string organisation = parent_of(path);
  const std::vector<std::string> words = words_of(base);
  const std::string whole = folded(base);
  ImageKind kind;
  if (whole.empty()) return kind;
  if (has_any(words, whole, load_generators)) return {ImageKind::What::LoadGenerator, ""};
  if (path == "mcr.microsoft.com/mssql/server" || contains(path, "mssql/server"))
    return {ImageKind::What::Database, "sqlserver"};
  if (contains(path, "elasticsearch/elasticsearch")) return {ImageKind::What::Database, "elasticsearch"};
  std::string engine = engine_from(base);
  if (engine.empty() && !organisation.empty() &&
      (base == "server" || base == "db" || base == "database" || base == "xe"))
    engine = engine_from(organisation);
  if (!engine.empty()) {
    for (std::string_view tool : not_databases)
      if (has_word(words, tool) || (tool.size() > 4 && contains(whole, tool)))
        return {ImageKind::What::Infrastructure, ""};
    // An own image that only ends in a database's name ("shop/postgres-orders-api") is not one: its other words must be
    // of databases too.
    constexpr std::string_view neutral[] = {
        "db",   "database", "server", "ce",      "community",   "enterprise", "alpine",  "free",
        "ha",   "single",   "master", "primary", "slave",       "replica",    "repmgr",  "cluster",
        "node", "stack",    "init",   "setup",   "oss",         "edge",       "sharded", "replicaset",
        "xe",   "express",  "se2",    "ee",      "timescaledb", "wal",        "rs",      "custom"};
    std::size_t foreign = 0;
    for (const std::string& word : words)
      if (engine_from(word).empty() && std::find(std::begin(neutral), std::end(neutral), word) == std::end(neutral))
        ++foreign;
    if (foreign <= 1) return {ImageKind::What::Database, engine};
    return kind;
  }
  if (has_any(words, whole, infrastructure)) {
    // "nginx" alone is a proxy; "shop-nginx-frontend" somebody's page. An own organisation's image with one known word
    // among others is unknown.
    std::size_t known = 0;
    for (const std::string& word : words)
      if (has_any({word}, word, infrastructure)) ++known;
    if (known * 2 >= words.size() || !organisation.empty()) kind.what = ImageKind::What::Infrastructure;
  }
  return kind;
}

ImageKind name_kind(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  const std::string whole = folded(name);
  if (words.empty()) return {};
  if (has_any(words, whole, load_generators) ||
      (has_word(words, "load") &&
       (words.size() == 1 || has_word(words, "gen") || has_word(words, "test") || has_word(words, "generator"))))
    return {ImageKind::What::LoadGenerator, ""};
  const std::string engine = engine_from(name);
  if (!engine.empty() && (words.size() == 1 || words.back() == "db" || words.back() == "server" || whole == engine ||
                          words.back() == "database" || !engine_from(words.back()).empty()))
    return {ImageKind::What::Database, engine};
  if (words.back() == "db" || words.back() == "database") return {ImageKind::What::Database, ""};
  constexpr std::string_view plain[] = {
      "prometheus", "grafana", "zipkin", "jaeger",     "kibana",    "logstash",         "fluentd",
      "elk",        "nginx",   "kafka",  "rabbitmq",   "zookeeper", "keycloak",         "consul",
      "vault",      "traefik", "envoy",  "monitoring", "logging",   "hystrixdashboard", "turbine"};
  for (std::string_view word : plain)
    if (whole == word) return {ImageKind::What::Infrastructure, ""};
  if (words.back() == "operator" || words.back() == "exporter") return {ImageKind::What::Infrastructure, ""};
  // The Spring Cloud and Netflix servers of a system carry no data of its own.
  constexpr std::string_view roles[] = {
      "configserver",         "configurationserver", "discoveryserver", "eurekaserver",     "eureka",
      "adminserver",          "serviceregistry",     "springbootadmin", "hystrixdashboard", "turbineserver",
      "turbinestreamservice", "zipkinserver",        "namingserver"};
  for (std::string_view role : roles)
    if (whole == role || whole.ends_with(role)) return {ImageKind::What::Infrastructure, ""};
  constexpr std::string_view pages[] = {"frontend",  "webui",  "ui",        "client",    "spa",
                                        "webclient", "webapp", "dashboard", "storefront"};
  for (std::string_view page : pages)
    if (whole == page || words.back() == page) return {ImageKind::What::Frontend, ""};
  return {};
}

bool is_sidecar(std::string_view image, std::string_view name) {
  const std::string all = folded(image_base(image)) + " " + folded(name);
  for (std::string_view word : {"cloudsqlproxy",
                                "gceproxy",
                                "istioproxy",
                                "envoy",
                                "filebeat",
                                "fluentbit",
                                "fluentd",
                                "jaegeragent",
                                "vaultagent",
                                "oauth2proxy",
                                "linkerd",
                                "otelcollector",
                                "opentelemetrycollector",
                                "datadogagent",
                                "daprd",
                                "waitfor",
                                "busybox",
                                "xrayd",
                                "exporter",
                                "promtail"})
    if (contains(all, word)) return true;
  return false;
}

}  // namespace onewriter::link
