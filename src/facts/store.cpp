#include "facts/store.h"

#include <sqlite3.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>

#include "facts/answers.h"
#include "facts/engines.h"
#include "facts/resources.h"
#include "facts/schema.h"

namespace onewriter::facts {
namespace {

// Marks our files for file(1) and for open(): "1wtr".
constexpr int application_id = 0x31777472;

constexpr std::string_view to_string(Level level) {
  return level == Level::Note ? "note" : level == Level::Warning ? "warning" : "error";
}

// Fills an empty database. Ids count in the order of the facts, so that equal facts give equal files.
class Loader {
 public:
  explicit Loader(sqlite3* db, const Origin& origin = {}) : db_(db), origin_(origin) {}

  Result<Done> load(const Facts& facts) {
    const auto schema = resource("src/facts/schema.sql");
    if (!schema) return Error{"the fact schema is missing from this binary", {}};
    if (auto done = execute(db_, "BEGIN"); !done) return done;
    if (auto done = execute(db_, std::string(*schema)); !done) return done;
    place_.emplace(db_, "INSERT INTO place VALUES (?,?,?,?,?)");
    meta(facts);
    services(facts);
    datastores(facts);
    accesses(facts);
    definitions(facts);
    relations(facts);
    contracts(facts);
    offers(facts);
    rights(facts);
    copies(facts);
    transactions(facts);
    declarations(facts);
    gaps(facts);
    if (failed_ || place_->failed()) return sqlite_error(db_, "cannot store the facts");
    if (auto done = replace_answers(db_, facts.suppressions, {}); !done) return done;
    // ANALYZE is not worth its time here: rules join by indexed names.
    return execute(db_, "PRAGMA application_id = " + std::to_string(application_id) +
                            "; PRAGMA user_version = " + std::to_string(schema_version) + "; COMMIT");
  }

 private:
  std::int64_t place(const Place& p) {
    const auto [at, fresh] = places_.try_emplace(p, static_cast<std::int64_t>(places_.size()) + 1);
    if (fresh)
      place_->row(at->second, std::string_view(p.file), std::int64_t(p.line), std::int64_t(p.column),
                  std::int64_t(p.end_line));
    return at->second;
  }

  void finish(const Inserter& insert) { failed_ = failed_ || insert.failed(); }

  void meta(const Facts& facts) {
    Inserter insert(db_, "INSERT INTO meta VALUES (?,?)");
    insert.row(std::string_view("schema_version"), std::to_string(schema_version));
    insert.row(std::string_view("files"), std::to_string(facts.files));
    insert.row(std::string_view("schema"), schema_fingerprint());
    for (const auto& [key, value] : {std::pair<std::string_view, const std::string&>("repository", origin_.repository),
                                     {"commit", origin_.commit},
                                     {"commit_time", origin_.time}})
      if (!value.empty()) insert.row(key, value);
    finish(insert);
  }

  void services(const Facts& facts) {
    Inserter insert(db_, "INSERT OR IGNORE INTO service VALUES (?,?,?,?)");
    Inserter evidence(db_, "INSERT INTO service_evidence VALUES (?,?)");
    for (const Service& s : facts.services) {
      insert.row(s.name, s.root, s.kind, s.team);
      for (const Place& p : s.evidence) evidence.row(s.name, place(p));
    }
    finish(insert);
    finish(evidence);
  }

  void datastores(const Facts& facts) {
    Inserter engine(db_, "INSERT INTO engine VALUES (?,?)");
    for (const Engine& e : engines()) engine.row(e.name, e.family);
    finish(engine);
    Inserter insert(db_, "INSERT OR IGNORE INTO datastore VALUES (?,?,?,?)");
    for (const Datastore& d : facts.datastores) insert.row(d.id, d.engine, d.host, d.database);
    Inserter use(db_, "INSERT INTO datastore_use VALUES (?,?,?,?,?,?)");
    for (const DatastoreUse& u : facts.datastore_uses)
      use.row(u.service, u.datastore, u.role, to_string(u.confidence), place(u.place), u.user);
    Inserter table(db_, "INSERT OR IGNORE INTO data_table VALUES (?,?,?,?,?,?,?)");
    for (const Table& t : facts.tables) table.row(t.id, t.datastore, t.schema, t.name, t.owner, t.owner_reason, t.kind);
    finish(insert);
    finish(use);
    finish(table);
  }

  void accesses(const Facts& facts) {
    Inserter insert(db_, "INSERT INTO access VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
    Inserter column(db_, "INSERT INTO access_column VALUES (?,?,?,?)");
    std::int64_t id = 0;
    for (const Access& a : facts.accesses) {
      ++id;
      insert.row(id, a.service, a.table, to_string(a.mode), to_string(a.scope), a.via, a.verb, a.shape, a.statement,
                 to_string(a.confidence), place(a.place), a.function);
      for (const AccessColumn& c : a.columns) column.row(id, c.name, c.role, to_string(c.confidence));
    }
    finish(insert);
    finish(column);
  }

  void definitions(const Facts& facts) {
    Inserter insert(db_, "INSERT INTO table_definition VALUES (?,?,?,?,?,?,?)");
    Inserter column(db_, "INSERT INTO table_definition_column VALUES (?,?)");
    std::int64_t id = 0;
    for (const TableDefinition& d : facts.table_definitions) {
      ++id;
      insert.row(id, d.service, d.table, d.via, to_string(d.scope), to_string(d.confidence), place(d.place));
      for (const std::string& name : d.columns) column.row(id, name);
    }
    finish(insert);
    finish(column);
  }

  void relations(const Facts& facts) {
    Inserter key(db_, "INSERT INTO foreign_key VALUES (?,?,?,?,?,?,?,?)");
    for (const ForeignKey& k : facts.foreign_keys)
      key.row(k.table, k.references, k.service, k.columns, k.via, to_string(k.scope), to_string(k.confidence),
              place(k.place));
    Inserter call(db_, "INSERT INTO service_call VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
    for (const ServiceCall& c : facts.service_calls)
      call.row(c.from, c.to, c.via, c.operation, c.function, c.timeout, c.protection,
               std::string_view(c.in_loop ? "yes" : ""), std::string_view(c.unseen ? "yes" : ""), to_string(c.scope),
               to_string(c.confidence), place(c.place));
    Inserter event(db_, "INSERT INTO event_use VALUES (?,?,?,?,?,?,?,?,?)");
    for (const EventUse& e : facts.event_uses)
      event.row(e.service, e.event, e.role, e.via, to_string(e.scope), to_string(e.confidence), place(e.place),
                e.channel, e.function);
    Inserter step(db_, "INSERT INTO function_step VALUES (?,?,?,?)");
    for (const FunctionStep& s : facts.function_steps) step.row(s.caller, s.callee, s.callee_file, place(s.place));
    finish(step);
    finish(key);
    finish(call);
    finish(event);
  }

  void contracts(const Facts& facts) {
    Inserter api(db_, "INSERT INTO api VALUES (?,?,?,?,?,?,?,?,?,?)");
    Inserter operation(db_, "INSERT INTO api_operation VALUES (?,?,?,?,?,?,?)");
    std::int64_t id = 0;
    for (const Api& a : facts.apis) {
      ++id;
      api.row(id, a.service, a.kind, a.format, a.title, a.version, a.version_in, to_string(a.scope),
              to_string(a.confidence), place(a.place));
      for (const ApiOperation& o : a.operations)
        operation.row(id, o.method, o.path, o.pattern, o.operation, o.fields, place(o.place));
    }
    Inserter event(db_, "INSERT INTO event_contract VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    for (const EventContract& e : facts.event_contracts)
      event.row(e.service, e.event, e.title, e.channel, e.role, e.kind, e.format,
                std::string_view(e.has_schema ? "yes" : ""), e.version, e.timestamp, e.envelope, to_string(e.scope),
                to_string(e.confidence), place(e.place), e.fields);
    Inserter wrong(db_, "INSERT INTO contract_error VALUES (?,?,?,?,?,?)");
    for (const ContractError& e : facts.contract_errors)
      wrong.row(e.service, e.document, e.kind, e.message, to_string(e.scope), place(e.place));
    Inserter route(db_, "INSERT INTO route VALUES (?,?,?,?,?,?,?,?,?,?)");
    for (const Route& r : facts.routes)
      route.row(r.service, r.method, r.path, r.pattern, r.answers, r.function, r.via, to_string(r.scope),
                to_string(r.confidence), place(r.place));
    finish(api);
    finish(operation);
    finish(event);
    finish(wrong);
    finish(route);
  }

  void offers(const Facts& facts) {
    Inserter insert(db_, "INSERT INTO table_offer VALUES (?,?,?,?,?,?,?,?)");
    Inserter column(db_, "INSERT INTO table_offer_column VALUES (?,?)");
    std::int64_t id = 0;
    for (const TableOffer& o : facts.table_offers) {
      insert.row(++id, o.table, o.service, o.kind, o.use, o.name, std::string_view(o.described ? "yes" : ""),
                 place(o.place));
      for (const std::string& name : o.columns) column.row(id, name);
    }
    finish(insert);
    finish(column);
  }

  void copies(const Facts& facts) {
    Inserter cache(db_, "INSERT INTO cache_use VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    Inserter cached(db_, "INSERT INTO cache_use_table VALUES (?,?)");
    std::int64_t id = 0;
    for (const CacheUse& c : facts.cache_uses) {
      cache.row(++id, c.service, c.name, c.role, c.ttl, c.via, c.function, c.provider, to_string(c.scope),
                to_string(c.confidence), place(c.place));
      for (const std::string& table : c.tables) cached.row(id, table);
    }
    Inserter connector(db_, "INSERT INTO cdc_connector VALUES (?,?,?,?,?,?,?,?)");
    Inserter captured(db_, "INSERT INTO cdc_connector_table VALUES (?,?,?)");
    id = 0;
    for (const CdcConnector& c : facts.cdc_connectors) {
      connector.row(++id, c.service, c.name, c.kind, std::string_view(c.outbox ? "yes" : ""), c.decommission_by,
                    to_string(c.confidence), place(c.place));
      for (const CapturedTable& t : c.tables) captured.row(id, t.table, t.topic);
    }
    Inserter monitor(db_, "INSERT INTO monitor VALUES (?,?,?,?)");
    for (const Monitor& m : facts.monitors) monitor.row(m.service, m.name, m.via, place(m.place));
    finish(cache);
    finish(cached);
    finish(connector);
    finish(captured);
    finish(monitor);
  }

  void transactions(const Facts& facts) {
    Inserter insert(db_, "INSERT INTO transaction_scope VALUES (?,?,?,?,?,?,?,?)");
    Inserter table(db_, "INSERT INTO transaction_scope_table VALUES (?,?)");
    std::int64_t id = 0;
    for (const TransactionScope& t : facts.transaction_scopes) {
      insert.row(++id, t.service, t.kind, t.via, t.function, to_string(t.scope), to_string(t.confidence),
                 place(t.place));
      for (const std::string& name : t.tables) table.row(id, name);
    }
    finish(insert);
    finish(table);
  }

  void rights(const Facts& facts) {
    Inserter view(db_, "INSERT INTO view_definition VALUES (?,?,?,?,?,?,?)");
    for (const ViewDefinition& v : facts.view_definitions)
      view.row(v.view, v.base, v.service, v.via, to_string(v.scope), to_string(v.confidence), place(v.place));
    Inserter grant(db_, "INSERT INTO table_grant VALUES (?,?,?,?,?,?,?)");
    for (const TableGrant& g : facts.table_grants)
      grant.row(g.table, g.privilege, g.grantee, g.service, to_string(g.scope), to_string(g.confidence),
                place(g.place));
    finish(view);
    finish(grant);
  }

  void declarations(const Facts& facts) {
    Inserter insert(db_, "INSERT INTO declaration VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    Inserter table(db_, "INSERT INTO declaration_table VALUES (?,?)");
    std::int64_t id = 0;
    const auto flag = [](bool set) { return std::string_view(set ? "yes" : ""); };
    for (const Declaration& d : facts.declarations) {
      ++id;
      insert.row(id, d.service, d.kind, d.name, flag(d.seen), d.provider, d.via, d.consistency, d.fallback,
                 flag(d.cached), d.cache_ttl, d.cache_invalidated_by, d.monitor, d.max_lag, d.decommission_by,
                 place(d.place), d.source);
      for (const std::string& t : d.tables) table.row(id, t);
    }
    Inserter wrong(db_, "INSERT INTO manifest_error VALUES (?,?)");
    for (const ManifestError& e : facts.manifest_errors) wrong.row(e.message, place(e.place));
    finish(insert);
    finish(table);
    finish(wrong);
  }

  void gaps(const Facts& facts) {
    Inserter blind(db_, "INSERT INTO blind_spot VALUES (?,?,?,?,?)");
    for (const BlindSpot& b : facts.blind_spots)
      blind.row(b.service, b.what, b.detail, to_string(b.scope), place(b.place));
    Inserter diagnostic(db_, "INSERT INTO diagnostic VALUES (?,?,?)");
    for (const Diagnostic& d : facts.diagnostics) diagnostic.row(to_string(d.level), d.message, place(d.place));
    finish(blind);
    finish(diagnostic);
  }

  sqlite3* db_;
  Origin origin_;
  std::optional<Inserter> place_;  // prepared once the schema is there
  std::map<Place, std::int64_t> places_;
  bool failed_ = false;
};

std::int64_t pragma(sqlite3* db, const std::string& name) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, ("PRAGMA " + name).c_str(), -1, &raw, nullptr) != SQLITE_OK) return 0;
  StatementHandle statement(raw);
  return sqlite3_step(raw) == SQLITE_ROW ? sqlite3_column_int64(raw, 0) : 0;
}

std::string schema_of(sqlite3* db) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT value FROM meta WHERE key = 'schema'", -1, &raw, nullptr) != SQLITE_OK) return "";
  const StatementHandle statement(raw);
  if (sqlite3_step(raw) != SQLITE_ROW) return "";
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, 0));
  return text ? text : "";
}

}  // namespace

Result<Store> Store::in_memory(const Facts& facts) {
  auto db = open_database(":memory:", OpenMode::Create);
  if (!db) return db.error();
  if (auto done = Loader(db->get()).load(facts); !done) return done.error();
  return Store(std::move(*db));
}

Result<Store> Store::create(const std::string& path, const Facts& facts, const Origin& origin) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (fs::exists(path, ignored) && fs::file_size(path, ignored) > 0) {
    auto old = open_database(path, OpenMode::ReadOnly);
    if (!old || pragma(old->get(), "application_id") != application_id)
      return Error{path + " exists and is not a facts file: choose another name, or remove it first", {}};
  }
  // Written beside its place and moved there, so that a reader never sees half of it.
  const std::string draft = path + ".part";
  fs::remove(draft, ignored);
  {
    auto db = open_database(draft, OpenMode::Create);
    if (!db) return Error{"cannot write " + path + ": is its folder there and writable?", {}};
    if (auto done = execute(db->get(), "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"); !done)
      return done.error();
    if (auto done = Loader(db->get(), origin).load(facts); !done) {
      db->reset();
      fs::remove(draft, ignored);
      return done.error();
    }
  }
  std::error_code moved;
  fs::rename(draft, path, moved);
  if (moved) return Error{"cannot write " + path + ": " + moved.message(), {}};
  return open(path);
}

Result<Done> Store::set_answers(const std::vector<Suppression>& suppressions,
                                const std::vector<BaselineEntry>& baseline) {
  return replace_answers(db_.get(), suppressions, baseline);
}

Result<Store> Store::open(const std::string& path) {
  auto db = open_database(path, OpenMode::ReadOnly);
  if (!db) return db.error();
  if (pragma(db->get(), "application_id") != application_id)
    return Error{path + " is not a facts file: write one with `onewriter facts -o " + path + "`", {}};
  const std::int64_t version = pragma(db->get(), "user_version");
  if (version != schema_version)
    return Error{path + " has facts of schema version " + std::to_string(version) + ", this onewriter reads version " +
                     std::to_string(schema_version) + ": write it again",
                 {}};
  if (schema_of(db->get()) != schema_fingerprint())
    return Error{path + " has facts of another schema, of another build of onewriter: write it again", {}};
  return Store(std::move(*db));
}

}  // namespace onewriter::facts
