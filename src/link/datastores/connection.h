#pragma once
// Connection texts of every form are read into one. Formats: RFC 3986 URLs as drivers use them, JDBC and R2DBC URLs,
// ADO.NET and ODBC connection strings (learn.microsoft.com, "Connection String Syntax"), libpq keyword/value strings
// (PostgreSQL documentation 34.1.1), PDO data source names, go-sql-driver DSNs (github.com/go-sql-driver/mysql, "DSN"),
// StackExchange.Redis configuration strings.

#include <string>
#include <string_view>

#include "link/datastores/placeholders.h"
#include "link/observation.h"

namespace onewriter::link {

struct Connection {
  std::string engine;  // empty: unknown
  std::string
      host;  // lower case; "localhost" for 127.0.0.1, ::1 and a driver's default; may hold an unresolved ${NAME}
  std::string port;      // empty: the engine's default
  std::string database;  // empty: unknown
  std::string user;
  std::string schema;     // currentSchema, search_path: where unqualified names live
  bool embedded = false;  // in memory or in a file: private to the process
  bool read_only =
      false;             // stated so: targetSessionAttrs=standby, readPreference=secondary, ApplicationIntent=ReadOnly
  bool implied = false;  // the database is the driver's default, not told
  bool defaulted = false;  // a default in the text took the place of a setting that was not found

  bool known() const { return embedded || !host.empty() || !database.empty(); }
};

// What the text says, with placeholders resolved and drivers' defaults applied (PostgreSQL: the database is named like
// the user; MongoDB: "test"; Redis: "0"). What it does not say stays empty. Never fails: text that is no connection
// gives !known().
Connection parse_connection(const ConnectionText& text, const Lookup& lookup = {});

// Does the value look like a connection (a URL of a database scheme, a keyword string with a server)? For values of
// unknown settings.
bool looks_like_connection(std::string_view value);

}  // namespace onewriter::link
