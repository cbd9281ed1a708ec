#include "link/datastores/connection_parts.h"

#include <cctype>

#include "link/datastores/engine.h"
#include "link/services/words.h"

namespace onewriter::link {

std::string unquoted(std::string_view text) {
  text = trim(text);
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
    text = text.substr(1, text.size() - 2);
  if (text.size() >= 2 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
  return std::string(text);
}

Parameters parameters_of(std::string_view text, std::string_view separators) {
  Parameters out;
  for (const std::string& pair : split(text, separators)) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos) continue;
    std::string key = folded(std::string_view(pair).substr(0, equals));
    if (!key.empty()) out.emplace(std::move(key), unquoted(std::string_view(pair).substr(equals + 1)));
  }
  return out;
}

std::string first_of(const Parameters& parameters, std::initializer_list<std::string_view> keys) {
  for (std::string_view key : keys)
    if (auto it = parameters.find(std::string(key)); it != parameters.end() && !it->second.empty()) return it->second;
  return {};
}

void set_if(std::string& to, std::string value) {
  if (to.empty()) to = std::move(value);
}

void set_address(Connection& c, std::string_view address) {
  address = trim(address);
  for (std::string_view prefix : {"tcp:", "admin:", "np:", "lpc:"})
    if (lower(address.substr(0, prefix.size())) == prefix) address.remove_prefix(prefix.size());
  if (address.starts_with("//")) address.remove_prefix(2);
  if (address.starts_with('[')) {
    const std::size_t end = address.find(']');
    set_if(c.host, std::string(address.substr(1, end == std::string_view::npos ? end : end - 1)));
    if (end != std::string_view::npos && address.size() > end + 2 && address[end + 1] == ':')
      set_if(c.port, std::string(address.substr(end + 2)));
    return;
  }
  const bool placeholder = address.starts_with("${");
  const std::size_t from = placeholder ? address.find('}') : 0;
  const std::size_t cut = address.find_first_of(":,", from == std::string_view::npos ? 0 : from);
  std::string host(address.substr(0, cut));
  if (const std::size_t slash = host.find('\\'); slash != std::string::npos)
    host[slash] = '/';  // a named instance is another server
  set_if(c.host, host);
  if (cut != std::string_view::npos) {
    std::string port(trim(address.substr(cut + 1)));
    port = port.substr(0, port.find_first_of(",:/ "));
    if (!port.empty() && port.find_first_not_of("0123456789") == std::string::npos) set_if(c.port, port);
  }
}

void set_options(Connection& c, const Parameters& p) {
  set_if(c.schema, first_of(p, {"currentschema", "searchpath", "schema", "defaultschema"}));
  if (const std::string options = percent_decoded(first_of(p, {"options"})); contains(options, "search_path")) {
    const std::size_t at = options.find('=', options.find("search_path"));
    if (at != std::string::npos)
      set_if(c.schema, std::string(trim(options.substr(at + 1, options.find_first_of(" &-", at) - at - 1))));
  }
  const std::string target =
      lower(first_of(p, {"targetservertype", "targetsessionattrs", "readpreference", "applicationintent"}));
  if (contains(target, "secondary") || contains(target, "standby") || contains(target, "replica") ||
      target == "slave" || target == "readonly")
    c.read_only = true;
}

void set_keywords(Connection& c, const Parameters& p) {
  // A message broker's (EasyNetQ, "Connecting to RabbitMQ"): no store.
  for (const char* broker : {"publisherconfirms", "virtualhost", "prefetchcount", "requestedheartbeat"})
    if (p.count(broker)) return;
  if (c.host.empty())
    set_address(c, first_of(p, {"server", "host", "datasource", "hostname", "address", "addr", "networkaddress",
                                "servername", "hostaddr", "endpoint", "accountendpoint"}));
  set_if(c.port, first_of(p, {"port"}));
  set_if(c.database,
         first_of(p, {"database", "initialcatalog", "dbname", "databasename", "db", "defaultdatabase", "dbq"}));
  set_if(c.user, first_of(p, {"userid", "username", "user", "uid"}));
  set_if(c.engine, engine_from(first_of(p, {"driver", "provider", "type"})));
  if (p.count("host") && (p.count("username") || p.count("searchpath")))
    set_if(c.engine, "postgresql");  // Npgsql's own keywords
  set_options(c, p);
  if (const std::string name = first_of(p, {"attachdbfilename"}); !name.empty()) c.embedded = true;
  const std::string folder = lower(c.host);
  if (c.engine == "sqlite" || c.host.ends_with(".db") || c.host.ends_with(".sqlite") || c.host.ends_with(".sqlite3") ||
      folder == ":memory:" || contains(folder, "|datadirectory|")) {
    c.engine = "sqlite";
    c.embedded = true;
    set_if(c.database, c.host);
    c.host.clear();
  }
}

}  // namespace onewriter::link
