#include "link/datastores/connection.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "link/datastores/connection_parts.h"
#include "link/datastores/engine.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

constexpr std::size_t max_text = 4096;

// The part of a URL after "//": user:password@host:port/database?query
void set_url(Connection& c, std::string_view rest) {
  std::string_view query;
  if (const std::size_t at = rest.find('#'); at != std::string_view::npos && contains(rest.substr(0, at), "/"))
    rest = rest.substr(0, at);
  if (const std::size_t at = rest.find('?'); at != std::string_view::npos) {
    query = rest.substr(at + 1);
    rest = rest.substr(0, at);
  }
  const Parameters p = parameters_of(query, "&;");
  // JDBC drivers of DB2 and SQL Server add ";key=value" or ":key=value;" to the path.
  Parameters tail;
  if (const std::size_t at = rest.find(';'); at != std::string_view::npos) {
    tail = parameters_of(rest.substr(at + 1), ";");
    rest = rest.substr(0, at);
  }
  std::size_t path_at = rest.find('/');
  const std::size_t user_end = rest.rfind('@', path_at);
  if (user_end != std::string_view::npos) {
    const std::string_view user = rest.substr(0, user_end);
    set_if(c.user, percent_decoded(user.substr(0, user.find(':'))));
    rest = rest.substr(user_end + 1);
    path_at = rest.find('/');
  }
  const std::string_view hosts = rest.substr(0, path_at);
  if (hosts.starts_with("tcp(") || hosts.starts_with("unix(")) {
    set_address(c, hosts.substr(hosts.find('(') + 1, hosts.find(')') - hosts.find('(') - 1));
  } else {
    const std::size_t comma = c.engine == "sqlserver" ? std::string_view::npos : hosts.find(',');
    set_address(c, hosts.substr(0, comma));
  }
  if (path_at != std::string_view::npos) {
    std::string_view path = rest.substr(path_at + 1);
    if (c.engine == "db2" && contains(path, ":")) path = path.substr(0, path.find(':'));
    while (path.ends_with('/')) path.remove_suffix(1);
    set_if(c.database, percent_decoded(path.substr(0, path.find('/'))));
  }
  // Sockets and clouds: the host stands in the query.
  if (const std::string socket = first_of(p, {"cloudsqlinstance", "unixsocket", "host"}); !socket.empty()) {
    c.host.clear();
    if (socket.starts_with("/cloudsql/")) c.host = socket.substr(10);
    set_if(c.host, socket);
  }
  for (const Parameters* q : {&p, static_cast<const Parameters*>(&tail)}) {
    if (const std::string odbc = first_of(*q, {"odbcconnect"}); !odbc.empty()) {
      std::string text = percent_decoded(odbc);
      std::replace(text.begin(), text.end(), '+', ' ');
      c.host.clear();
      set_keywords(c, parameters_of(text, ";"));
    }
    set_if(c.database, first_of(*q, {"database", "databasename", "dbname", "db"}));
    set_if(c.user, first_of(*q, {"user", "username"}));
    set_options(c, *q);
  }
}

// jdbc:oracle:thin:@host:1521:sid, @//host:1521/service,
// @(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=p))(CONNECT_DATA=(SERVICE_NAME=s)))
void set_oracle(Connection& c, std::string_view rest) {
  if (const std::size_t at = rest.find('@'); at != std::string_view::npos) {
    const std::string_view before = rest.substr(0, at);
    const std::size_t colon = before.find(':');
    if (colon != std::string_view::npos && before.size() > colon + 1)
      set_if(c.user, std::string(split(before.substr(colon + 1), "/")[0]));
    rest = rest.substr(at + 1);
  }
  if (rest.starts_with("(")) {
    auto field = [&](std::string_view key) {
      const std::string text = lower(rest);
      const std::size_t at = text.find(std::string(key) + "=");
      if (at == std::string::npos) return std::string();
      const std::size_t from = at + key.size() + 1;
      return std::string(trim(rest.substr(from, rest.find(')', from) - from)));
    };
    set_if(c.host, field("host"));
    set_if(c.port, field("port"));
    set_if(c.database, field("service_name"));
    set_if(c.database, field("sid"));
    return;
  }
  if (rest.starts_with("//")) rest.remove_prefix(2);
  rest = rest.substr(0, rest.find('?'));
  if (const std::size_t slash = rest.find('/'); slash != std::string_view::npos) {
    set_address(c, rest.substr(0, slash));
    set_if(c.database, std::string(rest.substr(slash + 1)));
    return;
  }
  const std::vector<std::string> parts = split(rest, ":");
  if (parts.size() == 1) {
    set_if(c.database, parts[0]);  // a TNS name: the server is told by a file that is not here
    return;
  }
  if (!parts.empty()) set_if(c.host, parts[0]);
  if (parts.size() > 1) set_if(c.port, parts[1]);
  if (parts.size() > 2) set_if(c.database, parts[2]);
}

// h2:mem:name, h2:file:./x, h2:~/x, h2:tcp://host/~/x, hsqldb:hsql://host/x, sqlite:path, derby:name
void set_embedded(Connection& c, std::string_view rest) {
  rest = rest.substr(0, rest.find_first_of(";?"));
  if (rest.starts_with("tcp:") || rest.starts_with("ssl:") || rest.starts_with("hsql:") || rest.starts_with("hsqls:") ||
      (c.engine == "derby" && rest.starts_with("//"))) {
    rest.remove_prefix(rest.starts_with("//") ? 0 : rest.find(':') + 1);
    while (rest.starts_with('/')) rest.remove_prefix(1);
    const std::size_t slash = rest.find('/');
    set_address(c, rest.substr(0, slash));
    if (slash != std::string_view::npos) set_if(c.database, std::string(rest.substr(slash + 1)));
    return;
  }
  c.embedded = true;
  for (std::string_view prefix : {"mem:", "memory:", "file:", "res:", "nio:", "//"})
    if (rest.starts_with(prefix)) rest.remove_prefix(prefix.size());
  set_if(c.database, std::string(base_name(rest)));
}

// Prefixes that wrap another driver's URL: jdbc:p6spy:mysql://, jdbc:otel:postgresql://, jdbc:aws-wrapper:mysql://,
// jdbc:log4jdbc:...
std::string_view without_wrappers(std::string_view url, Connection& c) {
  for (int i = 0; i < 4; ++i) {
    const std::size_t colon = url.find(':');
    if (colon == std::string_view::npos) break;
    const std::string scheme = lower(url.substr(0, colon));
    if (scheme == "tc") c.embedded = true;  // Testcontainers starts a server of its own
    if (scheme != "jdbc" && scheme != "r2dbc" && scheme != "r2dbcs" && scheme != "pool" && scheme != "p6spy" &&
        scheme != "otel" && scheme != "tc" && scheme != "log4jdbc" && scheme != "aws-wrapper" && scheme != "datadog" &&
        scheme != "tracing" && scheme != "proxy" && scheme != "dm" && scheme != "jtds" && scheme != "gcp")
      break;
    url.remove_prefix(colon + 1);
  }
  return url;
}

bool is_scheme(std::string_view text) {
  if (text.empty() || !std::isalpha(static_cast<unsigned char>(text.front()))) return false;
  return std::all_of(text.begin(), text.end(), [](char ch) {
    return std::isalnum(static_cast<unsigned char>(ch)) || ch == '+' || ch == '-' || ch == '.' || ch == '_';
  });
}

bool is_bare_address(std::string_view text) {
  return !text.empty() && text.find_first_of(" ;=(@") == std::string_view::npos;
}

void set_form(Connection& c, std::string_view url) {
  if (url.starts_with("${") && url.find('}') == url.size() - 1) {  // all that is known is where the value is kept
    c.host = url;
    return;
  }
  const bool jdbc = lower(url.substr(0, 5)) == "jdbc:";
  url = without_wrappers(url, c);
  const std::size_t colon = url.find(':');
  const std::string scheme = colon == std::string_view::npos ? "" : lower(url.substr(0, colon));
  if (is_scheme(scheme) && url.substr(colon).starts_with("://")) {
    if (scheme != "http" && scheme != "https" && scheme != "tcp") {
      if (std::string engine = engine_from(scheme); !engine.empty()) c.engine = engine;
    }
    std::string_view rest = url.substr(colon + 3);
    if (c.engine == "sqlserver" && jdbc) {
      const std::size_t semicolon = rest.find(';');
      set_address(c, rest.substr(0, std::min(semicolon, rest.find('/'))));
      if (const std::size_t slash = rest.find('/'); slash < semicolon)
        set_if(c.database, std::string(rest.substr(slash + 1, std::min(semicolon, rest.size()) - slash - 1)));
      if (semicolon != std::string_view::npos) set_keywords(c, parameters_of(rest.substr(semicolon + 1), ";"));
      return;
    }
    if (is_embedded(c.engine)) {
      set_embedded(c, rest);
      return;
    }
    set_url(c, rest);
    return;
  }
  const std::string engine = is_scheme(scheme) ? engine_from(scheme) : std::string();
  if (!engine.empty() && colon != std::string_view::npos) {
    std::string_view rest = url.substr(colon + 1);
    const bool keywords = contains(rest, "=") && !contains(rest, "//");
    if (engine == "oracle" && (contains(rest, "@") || !keywords)) {
      c.engine = engine;
      set_oracle(c, rest);
      return;
    }
    if (is_embedded(engine)) {
      c.engine = engine;
      set_embedded(c, rest);
      return;
    }
    if (keywords) {  // PDO
      c.engine = engine;
      set_keywords(c, parameters_of(rest, ";"));
      return;
    }
    if (jdbc || rest.find_first_not_of("0123456789") != std::string_view::npos) {
      c.engine = engine;
      if (const std::size_t slashes = rest.find("//");
          slashes != std::string_view::npos) {  // jdbc:mysql:loadbalance://a,b/db
        set_url(c, rest.substr(slashes + 2));
      } else {
        set_if(c.host, "localhost");  // jdbc:postgresql:database
        set_if(c.database, std::string(rest.substr(0, rest.find('?'))));
      }
      return;
    }
  }
  if (c.engine == "redis" && !contains(url, "://")) {  // host:6379,password=..,defaultDatabase=1
    const Parameters p = parameters_of(url, ",");
    set_address(c, url.substr(0, url.find(',')));
    set_if(c.database, first_of(p, {"defaultdatabase"}));
    return;
  }
  if (contains(url, "@tcp(") || contains(url, "@unix(") || (c.engine == "mysql" && contains(url, "@/")) ||
      contains(url, "@(")) {
    set_if(c.engine, "mysql");
    set_url(c, url);
    return;
  }
  if (contains(url, "=")) {
    if (contains(url, ";")) {
      set_keywords(c, parameters_of(url, ";"));
    } else {
      const Parameters p = parameters_of(url, " \t\n");
      if (!first_of(p, {"dbname", "host", "hostaddr"}).empty() && !contains(lower(url), "server="))
        set_if(c.engine, "postgresql");
      set_keywords(
          c, contains(lower(url), "server=") || contains(lower(url), "data source=") ? parameters_of(url, ";") : p);
    }
    return;
  }
  if (is_embedded(c.engine) && !url.empty()) {
    set_embedded(c, url);
    return;
  }
  if (is_bare_address(url)) set_url(c, url);
}

void normalise(Connection& c) {
  c.host = lower(trim(c.host));
  if (contains(c.host, "${")) {
    // An unresolved name keeps its case: it is compared as written.
  } else if (c.host == "127.0.0.1" || c.host == "::1" || c.host == "0.0.0.0" || c.host == "." || c.host == "(local)" ||
             c.host == "host.docker.internal" || c.host == "(localdb)/mssqllocaldb" || c.host == "127.0.1.1" ||
             c.host.starts_with("/var/run/") || c.host.starts_with("/tmp")) {
    c.host = "localhost";
  }
  if (c.port == default_port(c.engine)) c.port.clear();
  if (c.engine.empty()) c.engine = engine_at_port(c.port);
  if (c.port == default_port(c.engine)) c.port.clear();
  if (c.embedded) {
    c.host.clear();
    c.port.clear();
    return;
  }
  if (!c.host.empty() && !contains(c.host, "${")) {
    if (c.engine == "postgresql" && c.database.empty()) c.database = c.user;
    c.implied = c.database.empty();
    if (c.engine == "mongodb" && c.database.empty()) c.database = "test";
    if (c.engine == "redis" && c.database.empty()) c.database = "0";
  }
  if (c.schema == "public" && c.engine == "postgresql") c.schema.clear();
  if (c.schema == "dbo" && c.engine == "sqlserver") c.schema.clear();
  if (const std::size_t comma = c.schema.find(','); comma != std::string::npos) c.schema.resize(comma);
}

}  // namespace

Connection parse_connection(const ConnectionText& text, const Lookup& lookup) {
  Connection c;
  auto resolved = [&](const std::string& value) {
    return std::string(trim(resolve_placeholders(std::string_view(value).substr(0, max_text), lookup, &c.defaulted)));
  };
  c.engine = engine_from(text.engine).empty() ? text.engine : engine_from(text.engine);
  const Connection unset = c;
  const std::string url = unquoted(resolved(text.url));
  if (!url.empty()) set_form(c, url);
  auto part = [&](std::string& to, const std::string& value) {
    if (!value.empty()) to = resolved(value);
  };
  if (!text.host.empty()) {
    const std::string host = resolved(text.host);
    if (contains(host, "://") || contains(host, ";")) {
      set_form(c, host);
    } else if (!host.empty()) {
      c.host.clear();
      if (!text.port.empty()) c.port.clear();
      set_address(c, host);
    }
  }
  part(c.port, text.port);
  part(c.database, text.database);
  part(c.user, text.user);
  part(c.schema, text.schema);
  // "postgres://%s/%s": what a format string leaves open is not told, not even by the name of a variable.
  for (std::string* open : {&c.host, &c.port, &c.database, &c.user, &c.schema})
    for (std::string_view conversion : {"%s", "%v", "%d", "{}", "{0}"})
      if (contains(*open, conversion)) open->clear();
  // A file has no host, in whatever parts it is told.
  if (c.engine == "sqlite" && !c.embedded) {
    c.database = std::string(base_name(c.database));
    c.embedded = true;
  }
  normalise(c);
  return c;
}

bool looks_like_connection(std::string_view value) {
  value = trim(value);
  if (value.size() < 6 || value.size() > max_text) return false;
  if (value.find('\n') != std::string_view::npos) return false;
  const std::string text = lower(value);
  if (text.starts_with("jdbc:") || text.starts_with("r2dbc:")) return true;
  const std::size_t scheme_end = text.find("://");
  if (scheme_end != std::string::npos && is_scheme(text.substr(0, scheme_end))) {
    const std::string scheme = text.substr(0, scheme_end);
    return scheme != "http" && scheme != "https" && scheme != "file" && !engine_from(scheme).empty();
  }
  // "sqlite:///app.db" and PDO's "sqlite:/data/app.db", not EF's annotation "Sqlite:Autoincrement".
  if ((text.starts_with("sqlite:") && text.find_first_of("/.", 7) != std::string::npos) || text == "sqlite::memory:" ||
      text.starts_with("mysql:host=") || text.starts_with("pgsql:host="))
    return true;
  if (contains(text, "@tcp(")) return true;
  if (contains(text, ";")) {
    const Parameters p = parameters_of(value, ";");
    const bool server = !first_of(p, {"server", "host", "datasource", "addr", "address"}).empty();
    return server && !first_of(p, {"database", "initialcatalog", "userid", "username", "uid", "user",
                                   "integratedsecurity", "trustedconnection", "filename"})
                          .empty();
  }
  if (contains(text, "dbname=")) return contains(text, "host=") || contains(text, "user=");
  return text.starts_with("data source=") && (text.ends_with(".db") || text.ends_with(".sqlite"));
}

}  // namespace onewriter::link
