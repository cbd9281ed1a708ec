#include "link/datastores/settings_connections.h"

#include <algorithm>
#include <map>
#include <set>

#include "link/datastores/connection.h"
#include "link/datastores/engine.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

enum class Field { None, Url, Host, Port, Database, User, Engine, Schema };

struct Split {
  std::vector<std::string> prefix;
  Field field = Field::None;
};

Field field_of(const std::string& word) {
  static const std::map<std::string, Field, std::less<>> fields = {
      {"url", Field::Url},           {"uri", Field::Url},
      {"dsn", Field::Url},           {"connectionstring", Field::Url},
      {"uris", Field::Url},          {"connstring", Field::Url},
      {"connection", Field::Engine}, {"host", Field::Host},
      {"hostname", Field::Host},     {"server", Field::Host},
      {"addr", Field::Host},         {"address", Field::Host},
      {"endpoint", Field::Host},     {"hosts", Field::Host},
      {"nodes", Field::Host},        {"contactpoints", Field::Host},
      {"servername", Field::Host},   {"service", Field::Host},
      {"port", Field::Port},         {"name", Field::Database},
      {"database", Field::Database}, {"db", Field::Database},
      {"dbname", Field::Database},   {"databasename", Field::Database},
      {"keyspace", Field::Database}, {"keyspacename", Field::Database},
      {"user", Field::User},         {"username", Field::User},
      {"engine", Field::Engine},     {"driver", Field::Engine},
      {"dialect", Field::Engine},    {"type", Field::Engine},
      {"client", Field::Engine},     {"adapter", Field::Engine},
      {"provider", Field::Engine},   {"driverclassname", Field::Engine},
      {"dbkind", Field::Engine},     {"platform", Field::Engine},
      {"drivername", Field::Engine}, {"schema", Field::Schema},
      {"searchpath", Field::Schema}, {"defaultschema", Field::Schema}};
  const auto it = fields.find(word);
  return it == fields.end() ? Field::None : it->second;
}

// The beginning and the field of a name: the longest tail of words that is a field.
Split split_name(const std::string& name) {
  // libpq's own: PGHOST, PGDATABASE. postgresql.org/docs/current/libpq-envars.html
  if (name.size() > 4 && name.starts_with("PG") && name.find('_') == std::string::npos)
    return {{"pg"}, field_of(lower(name.substr(2)))};
  Split s;
  std::vector<std::string> words = words_of(name);
  for (std::size_t n = std::min<std::size_t>(3, words.size()); n >= 1; --n) {
    // DB_NAME is the name of "db", not the "dbname" of nothing: what tells data belongs to the beginning.
    const std::string& head = words[words.size() - n];
    if (n > 1 && (head == "db" || head == "database")) continue;
    std::string tail;
    for (std::size_t i = words.size() - n; i < words.size(); ++i) tail += words[i];
    if (const Field f = field_of(tail); f != Field::None) {
      words.resize(words.size() - n);
      s.prefix = std::move(words);
      s.field = f;
      break;
    }
  }
  return s;
}

bool is_of_data(const std::vector<std::string>& prefix) {
  for (const std::string& word : prefix) {
    for (std::string_view sign : {"db", "database", "datasource", "datasources", "sql", "pg", "jdbc", "databases",
                                  "typeorm", "sequelize", "knex", "r2dbc", "dbs"})
      if (word == sign) return true;
    if (word.size() > 2 && !engine_from(word).empty()) return true;
    if (word.size() > 3 && word.ends_with("db")) return true;  // orderdb, pgdb
  }
  return false;
}

std::string engine_of_words(const std::vector<std::string>& words) {
  for (auto it = words.rbegin(); it != words.rend(); ++it)
    if (std::string engine = engine_from(*it); !engine.empty() && *it != "file" && *it != "my" && *it != "es")
      return engine;
  return {};
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += w;
  return out;
}

bool says_replica(const std::string& folded_name) {
  return contains(folded_name, "replica") || contains(folded_name, "readonly") || contains(folded_name, "slave") ||
         contains(folded_name, "readeronly");
}

// Settings that speak of databases of others: monitoring, tests, administration.
bool is_of_others(const std::vector<std::string>& words) {
  for (const std::string& w : words)
    for (std::string_view other : {"test", "exporter", "rabbitmq", "kafka", "amqp", "smtp", "mail", "eureka", "zipkin",
                                   "jaeger", "keycloak", "prometheus", "celery", "broker", "shadow", "example"})
      if (w == other) return true;
  return false;
}

std::string value_of(const ServiceSetting& s) {
  return s.value.empty() && !s.reference.empty() ? "${" + s.reference + "}" : s.value;
}

struct Group {
  std::map<Field, const ServiceSetting*> parts;
  std::vector<std::string> words;
  std::size_t order = 0;
};

bool is_address(std::string_view value) {
  return !value.empty() && value.size() < 300 &&
         (value.starts_with("${") || value.find_first_of(" \n\t{[") == std::string_view::npos);
}

}  // namespace

std::vector<ToldConnection> connections_in(const ServiceSettings& settings) {
  const Lookup lookup = settings.lookup();
  std::map<std::string, Group> groups;
  std::vector<std::pair<std::size_t, ToldConnection>> out;
  const std::vector<ServiceSetting>& all = settings.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ServiceSetting& s = all[i];
    if (s.value.empty() && s.reference.empty()) continue;
    const std::vector<std::string> words = words_of(s.name);
    if (words.empty() || words.size() > 12 || is_of_others(words)) continue;
    const std::string resolved = resolve_placeholders(value_of(s), lookup);
    const Split split = split_name(s.name);
    const std::string key = joined(split.prefix);
    const bool named_connection =
        words.size() > 1 && (words[0] == "connectionstrings" || (words[0] == "connection" && words[1] == "strings"));
    if (looks_like_connection(resolved) || named_connection) {
      ToldConnection c;
      c.text.url = value_of(s);
      c.text.engine = engine_of_words(words);
      c.text.place = s.place;
      c.rank = s.rank;
      c.names = {folded(s.name)};
      if (named_connection) {
        const std::size_t cut = s.name.find_last_of(":._");
        c.text.name = s.name.substr(cut == std::string::npos ? 0 : cut + 1);
        c.names.push_back(folded(c.text.name));
        if (!looks_like_connection(resolved) && c.text.engine.empty() && !is_unresolved(resolved))
          continue;  // a broker, a service bus
      }
      c.replica = says_replica(c.names[0]);
      if (split.field == Field::Url && !key.empty()) {
        Group& g = groups[key];
        if (!g.parts.count(Field::Url)) {
          if (g.parts.empty()) g.words = split.prefix, g.order = i;
          g.parts[Field::Url] = &s;
          continue;  // with its user, driver and schema below
        }
      }
      out.emplace_back(i, std::move(c));
      continue;
    }
    if (split.field == Field::None) continue;
    std::vector<std::string> prefix = split.prefix;
    // "db.name", "DATABASE" alone have no beginning but what they are.
    if (!is_of_data(prefix)) continue;
    if (!is_address(resolved)) continue;
    if (split.field == Field::Url && engine_of_words(prefix).empty() && s.reference.empty() && !is_unresolved(resolved))
      continue;
    Group& g = groups[key];
    if (g.parts.empty()) g.words = prefix, g.order = i;
    g.parts.emplace(split.field, &s);
  }
  for (const auto& [key, g] : groups) {
    auto part = [&, &g = g](Field f) -> const ServiceSetting* {
      const auto it = g.parts.find(f);
      return it == g.parts.end() ? nullptr : it->second;
    };
    const ServiceSetting* url = part(Field::Url);
    const ServiceSetting* host = part(Field::Host);
    const ServiceSetting* database = part(Field::Database);
    const ServiceSetting* engine = part(Field::Engine);
    if (!url && !host && !(database && engine)) {
      // POSTGRES_DB and POSTGRES_USER alone tell of a server's set-up, and of a client's only what is not told
      // otherwise.
      const std::string_view family = family_of(engine_of_words(g.words));
      if (!database || (family != "relational" && family != "document")) continue;
    }
    ToldConnection c;
    const ServiceSetting* first = url ? url : host ? host : database;
    if (engine) c.text.engine = engine_from(resolve_placeholders(engine->value, lookup));
    if (c.text.engine.empty()) c.text.engine = engine_of_words(g.words);
    if (url) c.text.url = value_of(*url);
    // Parts that are said less near to production than the URL do not change it.
    auto take = [&](Field f, std::string& to) {
      const ServiceSetting* s = part(f);
      if (s && !(url && s->rank > url->rank)) to = value_of(*s);
    };
    if (!url) take(Field::Host, c.text.host), take(Field::Port, c.text.port), take(Field::Database, c.text.database);
    take(Field::User, c.text.user);
    take(Field::Schema, c.text.schema);
    // Spring Boot's spring.datasource.schema was the script that creates it.
    if (c.text.schema.find_first_of(":/") != std::string::npos && !contains(c.text.schema, "${")) c.text.schema.clear();
    if (!url && c.text.host.empty() && c.text.database.empty()) continue;
    c.text.place = first->place;
    c.rank = first->rank;
    c.names = {key, folded(first->name)};
    if (!g.words.empty()) c.names.push_back(g.words.back());
    c.replica = says_replica(key);
    out.emplace_back(g.order, std::move(c));
  }
  // Hibernate's default schema is where the tables of Spring's data source live: docs.spring.io/spring-boot, "Data
  // Access".
  if (const ServiceSetting* schema = settings.find("spring.jpa.properties.hibernate.default_schema"))
    for (auto& [order, c] : out)
      if (c.text.schema.empty() && std::find(c.names.begin(), c.names.end(), "springdatasourceurl") != c.names.end())
        c.text.schema = schema->value;
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::map<std::string, int> url_ranks;  // the lowest of the URLs, by engine
  for (const auto& [order, c] : out)
    if (!c.text.url.empty()) {
      const auto [known, first] = url_ranks.try_emplace(parse_connection(c.text, lookup).engine, c.rank);
      if (!first) known->second = std::min(known->second, c.rank);
    }
  std::vector<ToldConnection> told;
  for (auto& [order, c] : out) {
    // POSTGRES_DB beside a URL: of the file of variables that the server is made with, too (hub.docker.com/_/postgres,
    // "POSTGRES_DB").
    const auto url = url_ranks.find(c.text.engine);
    const bool of_server = c.text.url.empty() && c.text.host.empty() && !c.text.engine.empty() &&
                           url != url_ranks.end() && url->second <= c.rank;
    if (!of_server) told.push_back(c);
  }
  return told;
}

}  // namespace onewriter::link
