#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "facts/ascii.h"
#include "facts/nearest.h"
#include "facts/select.h"
#include "plan/scratch.h"

namespace onewriter::plan {
namespace {

struct Assumption {
  std::string verb;
  std::vector<std::string> arguments;
  std::string value;  // behind "="
};

using ascii::trim;

std::optional<Assumption> parse(std::string_view text) {
  const auto open = text.find('('), close = text.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  Assumption a{std::string(trim(text.substr(0, open))), {}, ""};
  std::string_view inside = text.substr(open + 1, close - open - 1);
  for (std::size_t comma = inside.find(','); comma != std::string_view::npos; comma = inside.find(',')) {
    a.arguments.emplace_back(trim(inside.substr(0, comma)));
    inside.remove_prefix(comma + 1);
  }
  a.arguments.emplace_back(trim(inside));
  const std::string_view rest = trim(text.substr(close + 1));
  if (!rest.empty() && rest[0] != '=') return std::nullopt;
  if (!rest.empty()) a.value = trim(rest.substr(1));
  const bool two = a.verb == "remove-access";
  if (a.verb != "owner" && a.verb != "move-table" && !two) return std::nullopt;
  if (a.arguments.size() != (two ? 2u : 1u) || a.value.empty() != two) return std::nullopt;
  return a;
}

class Assumer {
 public:
  explicit Assumer(facts::Store& store) : store_(store) {}

  facts::Result<facts::Done> apply(const std::string& text) {
    const auto a = parse(text);
    if (!a)
      return facts::Error{"cannot assume `" + text +
                              "`: write owner(TABLE)=SERVICE, remove-access(SERVICE, TABLE) or "
                              "move-table(TABLE)=DATASTORE",
                          {}};
    const auto tables = named("data_table", "table", a->arguments.back());
    if (!tables) return tables.error();
    if (a->verb == "move-table") return move(*tables, a->value);
    const auto service = named("service", "service", a->verb == "owner" ? a->value : a->arguments[0]);
    if (!service) return service.error();
    for (const std::string& table : *tables) {
      if (a->verb == "owner") {
        if (auto done = set_owners(store_, {{table, service->front()}}, "assumed"); !done) return done;
        continue;
      }
      for (const char* sql :
           {"DELETE FROM access WHERE service = ? AND table_id = ?",
            "DELETE FROM view_definition WHERE service = ? AND base_id = ?",
            "DELETE FROM foreign_key WHERE service = ? AND references_table = ?",
            "DELETE FROM table_grant WHERE grantee IN (SELECT lower(user_name) FROM datastore_use WHERE "
            "service = ? AND user_name <> '') AND table_id = ?"})
        if (auto done = run(sql, service->front(), table); !done) return done;
    }
    return facts::Done{};
  }

 private:
  // The ids of what is called so, in any case: a table's name, schema.name or id; a service's name.
  facts::Result<std::vector<std::string>> named(const std::string& relation, const std::string& what,
                                                const std::string& asked) {
    const auto rows =
        facts::select(store_, relation == "service"
                                  ? "SELECT name, name, name FROM service ORDER BY name"
                                  : "SELECT table_id, name, CASE WHEN schema = '' THEN name ELSE schema || '.' || name "
                                    "END FROM data_table ORDER BY table_id");
    if (!rows) return rows.error();
    const auto lower = [](std::string text) {
      std::transform(text.begin(), text.end(), text.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
      return text;
    };
    std::vector<std::string> found, names;
    for (const auto& row : rows->rows) {
      names.push_back(row[1]);
      if (std::any_of(row.begin(), row.end(), [&](const std::string& name) { return lower(name) == lower(asked); }))
        found.push_back(row[0]);
    }
    if (found.empty())
      return facts::Error{"no " + what + " is called `" + asked + "`" + facts::did_you_mean(asked, names), {}};
    return found;
  }

  facts::Result<facts::Done> move(const std::vector<std::string>& tables, const std::string& datastore) {
    for (const std::string& table : tables) {
      facts::SelectOptions options;
      options.parameters = {{"table", table}};
      const auto row = facts::select(store_,
                                     "SELECT t.owner, t.schema, t.name, coalesce(d.engine, '') FROM data_table AS t "
                                     "LEFT JOIN datastore AS d ON d.id = "
                                     "t.datastore WHERE t.table_id = :table",
                                     options);
      if (!row) return row.error();
      const auto& t = row->rows.front();
      if (t[0].empty()) return facts::Error{"cannot move `" + table + "`: nobody is told to own it", {}};
      if (auto done = run("INSERT OR IGNORE INTO datastore VALUES (?, ?, '', '')", datastore, t[3]); !done) return done;
      if (auto done =
              run("INSERT INTO datastore_use SELECT ?, ?, '', 'certain', min(id), '' FROM place", t[0], datastore);
          !done)
        return done;
      const std::string id = datastore + ":" + (t[1].empty() ? "" : t[1] + ".") + t[2];
      for (const char* sql : {"UPDATE access SET table_id = ? WHERE table_id = ?",
                              "UPDATE table_definition SET table_id = ? WHERE table_id = ?",
                              "UPDATE foreign_key SET table_id = ? WHERE table_id = ?",
                              "UPDATE foreign_key SET references_table = ? WHERE references_table = ?",
                              "UPDATE view_definition SET base_id = ? WHERE base_id = ?",
                              "UPDATE view_definition SET view_id = ? WHERE view_id = ?",
                              "UPDATE table_grant SET table_id = ? WHERE table_id = ?",
                              "UPDATE declaration_table SET table_id = ? WHERE table_id = ?",
                              "UPDATE transaction_scope_table SET table_id = ? WHERE table_id = ?",
                              "UPDATE cache_use_table SET table_id = ? WHERE table_id = ?",
                              "UPDATE cdc_connector_table SET table_id = ? WHERE table_id = ?",
                              "UPDATE table_offer SET table_id = ? WHERE table_id = ?",
                              "UPDATE OR REPLACE data_table SET table_id = ? WHERE table_id = ?"})
        if (auto done = run(sql, id, table); !done) return done;
      if (auto done = run("UPDATE data_table SET datastore = ? WHERE table_id = ?", datastore, id); !done) return done;
    }
    return facts::Done{};
  }

  facts::Result<facts::Done> run(const std::string& sql, const std::string& first, const std::string& second) {
    facts::Inserter statement(store_.handle(), sql);
    statement.row(first, second);
    if (statement.failed()) return facts::sqlite_error(store_.handle(), "cannot assume that");
    return facts::Done{};
  }

  facts::Store& store_;
};

}  // namespace

facts::Result<facts::Done> assume(facts::Store& scratch, const std::vector<std::string>& assumptions) {
  Assumer assumer(scratch);
  for (const std::string& text : assumptions)
    if (auto done = assumer.apply(text); !done) return done;
  return facts::Done{};
}

}  // namespace onewriter::plan
