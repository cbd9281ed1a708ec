#include "sql/dialect.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sql/keywords.h"
#include "sql/reader.h"

namespace onewriter::sql {
namespace {

constexpr std::pair<std::string_view, Dialect> words[] = {
    {"ansi", Dialect::Ansi},
    {"sql", Dialect::Ansi},
    {"generic", Dialect::Ansi},
    {"postgres", Dialect::Postgres},
    {"postgresql", Dialect::Postgres},
    {"pg", Dialect::Postgres},
    {"psql", Dialect::Postgres},
    {"plpgsql", Dialect::Postgres},
    {"pgsql", Dialect::Postgres},
    {"cockroach", Dialect::Postgres},
    {"cockroachdb", Dialect::Postgres},
    {"timescaledb", Dialect::Postgres},
    {"greenplum", Dialect::Postgres},
    {"materialize", Dialect::Postgres},
    {"yugabytedb", Dialect::Postgres},
    {"aurora-postgresql", Dialect::Postgres},
    {"mysql", Dialect::MySql},
    {"percona", Dialect::MySql},
    {"tidb", Dialect::MySql},
    {"aurora", Dialect::MySql},
    {"aurora-mysql", Dialect::MySql},
    {"singlestore", Dialect::MySql},
    {"doris", Dialect::MySql},
    {"starrocks", Dialect::MySql},
    {"mariadb", Dialect::MariaDb},
    {"sqlite", Dialect::Sqlite},
    {"sqlite3", Dialect::Sqlite},
    {"tsql", Dialect::TSql},
    {"t-sql", Dialect::TSql},
    {"mssql", Dialect::TSql},
    {"sqlserver", Dialect::TSql},
    {"sql-server", Dialect::TSql},
    {"azuresql", Dialect::TSql},
    {"synapse", Dialect::TSql},
    {"fabric", Dialect::TSql},
    {"sybase", Dialect::TSql},
    {"transact-sql", Dialect::TSql},
    {"oracle", Dialect::Oracle},
    {"plsql", Dialect::Oracle},
    {"pl/sql", Dialect::Oracle},
    {"snowflake", Dialect::Snowflake},
    {"bigquery", Dialect::BigQuery},
    {"googlesql", Dialect::BigQuery},
    {"redshift", Dialect::Redshift},
    {"spark", Dialect::Spark},
    {"spark2", Dialect::Spark},
    {"sparksql", Dialect::Spark},
    {"databricks", Dialect::Spark},
    {"hive", Dialect::Hive},
    {"hiveql", Dialect::Hive},
    {"impala", Dialect::Hive},
    {"athena", Dialect::Ansi},
    {"trino", Dialect::Ansi},
    {"presto", Dialect::Ansi},
    {"clickhouse", Dialect::ClickHouse},
    {"db2", Dialect::Db2},
    {"derby", Dialect::Db2},
    {"h2", Dialect::Ansi},
    {"hsqldb", Dialect::Ansi},
};

// Names of the dialects as --dialect takes them, in the order of the enum.
constexpr std::string_view names[] = {"unknown",  "ansi",  "postgres", "mysql",      "mariadb",
                                      "sqlite",   "tsql",  "oracle",   "snowflake",  "bigquery",
                                      "redshift", "spark", "hive",     "clickhouse", "db2"};

bool keeps_quoted_case(Dialect d) {
  return d == Dialect::Postgres || d == Dialect::Oracle || d == Dialect::Snowflake || d == Dialect::Db2;
}

bool starts_with(std::string_view text, std::string_view head) { return text.substr(0, head.size()) == head; }

}  // namespace

Dialect dialect_from(std::string_view word) {
  for (const auto& [name, dialect] : words) {
    if (equals_ignoring_case(name, word)) return dialect;
  }
  return Dialect::Unknown;
}

std::string_view to_string(Dialect dialect) { return names[static_cast<std::size_t>(dialect)]; }

Lexis lexis_of(Dialect d) {
  Lexis l;
  switch (d) {
    case Dialect::Unknown: l.guess_brackets = l.hash_name = l.dollar_quote = true; break;
    case Dialect::Ansi: l.guess_brackets = l.dollar_quote = true; break;
    case Dialect::Postgres: l.nested_comment = l.dollar_quote = true; break;
    case Dialect::MySql:
    case Dialect::MariaDb: l.backslash = l.double_quote_text = l.hash_comment = l.dash_needs_space = true; break;
    case Dialect::Sqlite: l.brackets = true; break;
    case Dialect::TSql: l.brackets = l.hash_name = l.nested_comment = l.at_in_name = true; break;
    case Dialect::Oracle: l.hash_name = true; break;
    case Dialect::Snowflake: l.backslash = l.dollar_quote = l.slash_comment = true; break;
    case Dialect::BigQuery: l.backslash = l.double_quote_text = l.hash_comment = true; break;
    case Dialect::Redshift: l.backslash = l.dollar_quote = l.nested_comment = l.hash_name = true; break;
    case Dialect::Spark: l.backslash = l.double_quote_text = l.nested_comment = l.plain_dollar_quote = true; break;
    case Dialect::Hive: l.backslash = l.double_quote_text = true; break;
    case Dialect::ClickHouse:
      l.backslash = l.nested_comment = l.slash_comment = l.spaced_hash_comment = l.dollar_quote = true;
      break;
    case Dialect::Db2: l.nested_comment = l.hash_name = true; break;
  }
  return l;
}

std::string fold_name(std::string_view name, bool quoted, Dialect dialect) {
  if (dialect == Dialect::BigQuery || dialect == Dialect::ClickHouse) return std::string(name);
  if (!quoted || !keeps_quoted_case(dialect)) return lower(name);
  if (dialect == Dialect::Postgres) return std::string(name);
  const bool upper = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return upper ? lower(name) : std::string(name);
}

bool is_system_table(const TableName& table, Dialect dialect) {
  constexpr std::string_view initials = "adgimprsuvx";  // of the names told below: most need no comparing
  if (table.catalog.empty() && table.schema.empty() && !table.name.empty() &&
      initials.find(lower(table.name[0])) == std::string_view::npos)
    return false;
  const std::string schema = lower(table.schema);
  const std::string name = lower(table.name);
  if (schema == "information_schema" || schema == "pg_catalog" || schema == "performance_schema" || schema == "sys" ||
      schema == "syscat" || schema == "sysibm" || schema == "sysstat" || schema == "sysibmadm" ||
      schema == "account_usage" || schema == "spanner_sys" || starts_with(schema, "pg_toast") || schema == "pg_temp" ||
      starts_with(name, "information_schema")) {
    return true;
  }
  if (lower(table.catalog).find("information_schema") != std::string::npos) return true;
  if (starts_with(name, "sqlite_master") || starts_with(name, "sqlite_schema") || name == "sqlite_sequence" ||
      starts_with(name, "sqlite_temp_") || starts_with(name, "sqlite_stat")) {
    return true;
  }
  if (dialect == Dialect::Redshift && schema.empty()) {
    for (std::string_view prefix : {"stl_", "stv_", "svl_", "svv_", "svcs_"}) {
      if (starts_with(name, prefix)) return true;
    }
  }
  if (schema == "system" && (dialect == Dialect::ClickHouse || dialect == Dialect::Spark)) return true;
  if (schema == "mysql" && (dialect == Dialect::MySql || dialect == Dialect::MariaDb)) return true;
  if (name == "dual") return schema.empty() || schema == "sys";
  if (name == "sysdummy1") return true;
  if (schema.empty() && starts_with(name, "pg_") &&
      (dialect == Dialect::Postgres || dialect == Dialect::Redshift || dialect == Dialect::Unknown ||
       dialect == Dialect::Ansi)) {
    return true;
  }
  if (dialect == Dialect::TSql && (schema.empty() || schema == "dbo") &&
      (name == "sysobjects" || name == "syscolumns" || name == "sysindexes" || name == "sysprocesses" ||
       name == "sysdatabases" || name == "sysusers" || name == "syscomments" || name == "systypes" ||
       name == "sysforeignkeys")) {
    return true;
  }
  if ((dialect == Dialect::Oracle || dialect == Dialect::Unknown) && schema.empty()) {
    if (starts_with(name, "v$") || starts_with(name, "gv$") || starts_with(name, "dba_") || starts_with(name, "x$"))
      return true;
    constexpr std::string_view views[] = {
        "objects",     "tables",         "tab_columns",  "constraints", "cons_columns",  "indexes",
        "ind_columns", "sequences",      "views",        "triggers",    "source",        "synonyms",
        "users",       "tab_comments",   "col_comments", "segments",    "procedures",    "tab_cols",
        "errors",      "tab_partitions", "dependencies", "tab_privs",   "scheduler_jobs"};
    const std::size_t prefix = starts_with(name, "all_") ? 4 : starts_with(name, "user_") ? 5 : 0;
    const std::string_view rest = std::string_view(name).substr(prefix);
    if (prefix > 0 && std::find(std::begin(views), std::end(views), rest) != std::end(views))
      return dialect == Dialect::Oracle || rest != "users";
  }
  return starts_with(name, "rdb$") || starts_with(name, "mon$");
}

TableName table_name_from(std::string_view text, Dialect dialect) {
  std::array<std::string, 3> parts;  // name, schema, catalog
  std::size_t end = trim(text).size() + static_cast<std::size_t>(trim(text).data() - text.data());
  for (std::size_t part = 0; part < parts.size() && end != std::string_view::npos; ++part) {
    std::size_t begin = end;
    bool quoted = false;
    if (end > 1 && (text[end - 1] == '"' || text[end - 1] == '`' || text[end - 1] == ']')) {
      const char open = text[end - 1] == ']' ? '[' : text[end - 1];
      const std::size_t at = text.rfind(open, end - 2);
      if (at != std::string_view::npos) {
        quoted = true;
        parts[part] = fold_name(text.substr(at + 1, end - at - 2), true, dialect);
        begin = at;
      }
    }
    if (!quoted) {
      const std::size_t dot = text.substr(0, end).rfind('.');
      begin = dot == std::string_view::npos ? 0 : dot + 1;
      parts[part] = fold_name(trim(text.substr(begin, end - begin)), false, dialect);
    }
    while (begin > 0 && text[begin - 1] == ' ') --begin;
    end = begin > 0 && text[begin - 1] == '.' ? begin - 1 : std::string_view::npos;
  }
  return {std::move(parts[2]), std::move(parts[1]), std::move(parts[0])};
}

std::string to_string(const TableName& name) {
  std::string text;
  for (const std::string* part : {&name.catalog, &name.schema}) {
    if (!part->empty()) text += *part + '.';
  }
  return text + name.name;
}

}  // namespace onewriter::sql
