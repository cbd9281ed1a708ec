#pragma once
// The facts of one workspace, as link leaves them and the store takes them. Field by field they mirror schema.sql,
// where each column has its sentence; names here and there are the same.

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "facts/confidence.h"
#include "facts/diagnostic.h"
#include "facts/place.h"

namespace onewriter::facts {

enum class Mode { Read, Write, Ddl };
enum class Scope { Main, Test, Migration };

constexpr std::string_view to_string(Mode mode) {
  return mode == Mode::Read ? "read" : mode == Mode::Write ? "write" : "ddl";
}

constexpr std::string_view to_string(Scope scope) {
  return scope == Scope::Main ? "main" : scope == Scope::Test ? "test" : "migration";
}

// A deployable: something that runs on its own and can own data.
struct Service {
  std::string name;
  std::string root;  // folder, relative to the workspace root; empty: the root itself
  std::string kind;  // service | worker | job | frontend | infrastructure
  std::vector<Place> evidence;
  std::string team;                  // who answers for it; empty: nobody says
  std::vector<std::string> aliases;  // what else it is called, in lower case without separators; sorted. Not stored
};

struct Datastore {
  std::string id;  // "<host>/<database>", or what of it is known
  std::string
      engine;  // postgresql | mysql | mariadb | sqlserver | oracle | sqlite | mongodb | redis | ... ; empty: unknown
  std::string host;
  std::string database;
};

// A service is told to connect to a datastore (deployment, settings, code), whether or not an access was seen.
struct DatastoreUse {
  std::string service;
  std::string datastore;
  std::string role;  // empty, or declared: replica | cdc | backup | reporting | outbox-relay | backfill
  Confidence confidence = Confidence::Likely;
  Place place;
  std::string user;  // the database's user that it connects as; empty: not told
};

struct Table {
  std::string id;            // "<datastore>:[schema.]name"
  std::string datastore;     // Datastore::id
  std::string schema;        // empty: the default one
  std::string name;          // physical, folded as the engine folds unquoted names
  std::string owner;         // empty: none that can be told
  std::string owner_reason;  // manifest | config | sole-database-user | defines | sole-writer ; empty without owner
  std::string kind;          // table | view | collection | keyspace | index | framework | external
};

// One column of an access. `role`: read | written | filtered | joined | grouped | ordered.
struct AccessColumn {
  std::string name;  // "*" is kept
  std::string role;
  Confidence confidence = Confidence::Certain;

  auto operator<=>(const AccessColumn&) const = default;
};

struct Access {
  std::string service;
  std::string table;  // Table::id
  Mode mode = Mode::Read;
  Scope scope = Scope::Main;
  std::string via;  // the library model or reader that saw it: sql, psycopg2, spring-data-jpa, ...
  std::string
      verb;  // select | insert | update | delete | upsert | merge | truncate | copy | create | alter | drop | ...
  std::string shape;      // space-separated, sorted: aggregate join key range search set single transaction
  std::string statement;  // equal for all accesses of one statement: joins own and foreign tables
  std::vector<AccessColumn> columns;
  Confidence confidence = Confidence::Certain;
  Place place;
  std::string function;  // qualified name of the function that holds the place; empty at the file's top
};

// DDL, a migration or a created entity says that the table exists, and who says it.
struct TableDefinition {
  std::string service;  // empty: nobody's tree (a database image's set-up)
  std::string table;
  std::string via;
  Scope scope = Scope::Migration;
  std::vector<std::string> columns;
  Confidence confidence = Confidence::Certain;
  Place place;
};

// Rows of `table` point at rows of `references`: an SQL constraint or an ORM's relation.
struct ForeignKey {
  std::string table;       // Table::id, the one that holds the key
  std::string references;  // Table::id
  std::string service;     // whose tree says so; empty: nobody's
  std::string columns;     // of `table`, comma-separated; may be empty
  std::string via;
  Scope scope = Scope::Migration;
  Confidence confidence = Confidence::Certain;
  Place place;
};

// A view (or synonym, foreign table) shows rows of a base table under another name.
struct ViewDefinition {
  std::string view;     // Table::id
  std::string base;     // Table::id
  std::string service;  // whose tree says so; empty: nobody's
  std::string via;
  Scope scope = Scope::Migration;
  Confidence confidence = Confidence::Certain;
  Place place;
};

// A privilege on a table is given to a role of the database, and not taken back anywhere.
struct TableGrant {
  std::string table;      // Table::id
  std::string privilege;  // select | insert | update | delete | truncate | references | trigger | all | ...
  std::string grantee;    // folded to lower case
  std::string service;    // whose tree says so; empty: nobody's
  Scope scope = Scope::Migration;
  Confidence confidence = Confidence::Certain;
  Place place;
};

// What a service manifest says. Which fields are set depends on the kind.
struct Declaration {
  std::string service;      // the deployable that it is about; the name as written when there is none
  std::string kind;         // service | team | database | owns | reads_from | api | event
  std::string name;         // a table pattern, a piece of data, a database, the path of a document; empty: all of it
  bool seen = false;        // it names tables that are there (`tables`), or a document that is there
  std::string provider;     // reads_from: the service whose data it is
  std::string via;          // reads_from: api | events | cqrs | cdc
  std::string consistency;  // reads_from: strong | eventual
  std::string fallback;
  bool cached = false;  // reads_from: a cache is declared
  std::string cache_ttl;
  std::string cache_invalidated_by;  // event names, comma-separated
  std::string monitor, max_lag;
  std::string decommission_by;      // YYYY-MM-DD
  std::vector<std::string> tables;  // Table::id: those of the service's reach that `name` means
  Place place;
  std::string source = "manifest";  // what says so: manifest | contract | catalog | dictionary
};

// What is wrong with a service manifest.
struct ManifestError {
  std::string message;
  Place place;
};

// A synchronous call from one service to another.
struct ServiceCall {
  std::string from;
  std::string to;
  std::string via;  // http | grpc | graphql | ...
  Scope scope = Scope::Main;
  Confidence confidence = Confidence::Likely;
  Place place;
  std::string operation;   // "GET /orders/{}" as far as the code tells; empty: not told
  std::string function;    // that makes it: Class.method; empty: settings or a client's registration
  std::string timeout;     // as written, or "yes"; empty: none seen
  std::string protection;  // space-separated, sorted: breaker fallback retry try
  bool in_loop = false;
  bool unseen = false;  // a client for it is made, and no call of that client was seen
};

// A cache of data (not a store, counter, lock or session) is filled, asked or emptied.
struct CacheUse {
  std::string service;
  std::string name;  // of the cache or the pattern of its keys; empty: not told
  std::string role;  // fill | read | evict
  std::string ttl;   // of fill: as written, or "yes"; empty: none seen anywhere
  std::string via;
  std::string function;
  std::string provider;             // whose data is cached: another service, or the service itself; empty: not told
  std::vector<std::string> tables;  // Table::id: what is cached, where it can be followed
  Scope scope = Scope::Main;
  Confidence confidence = Confidence::Likely;
  Place place;
};

// A transaction, with what is written in it.
struct TransactionScope {
  std::string service;
  std::string kind;  // local | two-phase
  std::string via;
  std::string function;
  std::vector<std::string> tables;  // Table::id, written inside
  Scope scope = Scope::Main;
  Confidence confidence = Confidence::Likely;
  Place place;
};

struct CapturedTable {
  std::string table;  // Table::id
  std::string topic;  // that its changes are sent to; * for what its rows decide; empty: not told
};

// Change data capture: a connector, a subscription, a replication task.
struct CdcConnector {
  std::string service;  // whose tree configures it; empty: nobody's
  std::string name;
  std::string kind;             // debezium | dms | logical-replication | other
  bool outbox = false;          // it captures an outbox only
  std::string decommission_by;  // YYYY-MM-DD; empty: none told
  std::vector<CapturedTable> tables;
  Confidence confidence = Confidence::Likely;
  Place place;
};

// A metric or an alert rule that speaks of the age of data: lag, staleness, freshness.
struct Monitor {
  std::string service;  // in whose tree; empty: nobody's
  std::string name;
  std::string via;  // prometheus | grafana | micrometer | ...
  Place place;
};

// A service publishes an event (or sends a message), or subscribes to it.
struct EventUse {
  std::string service;
  std::string event;
  std::string role;  // publish | subscribe
  std::string via;   // kafka | rabbitmq | redis | ... ; outbox: stored first, and relayed
  Scope scope = Scope::Main;
  Confidence confidence = Confidence::Likely;
  Place place;
  std::string channel;   // topic, queue or exchange; empty: not told
  std::string function;  // that publishes or handles it, qualified; empty: not told
};

// A function calls another one of the workspace, which publishes an event or writes a table, and no other can be meant.
struct FunctionStep {
  std::string caller;       // qualified
  std::string callee;       // qualified
  std::string callee_file;  // where it stands
  Place place;              // of the call
};

struct ApiOperation {
  std::string method;     // GET | POST | ... | * ; rpc | query | mutation | subscription
  std::string path;       // as a client sends it, that of the server in front
  std::string pattern;    // less the server's path: pattern_of(path)
  std::string operation;  // operationId
  std::string fields;     // of the answer, comma-separated
  Place place;
};

// An API that a service offers: a document of it, or a sign that one is made when the service is built or runs.
struct Api {
  std::string service;  // empty: cannot be told
  std::string kind;     // openapi | grpc | graphql | generated
  std::string format;   // version of the format; of a generated one, what makes it
  std::string title;
  std::string version;
  std::string version_in;  // space-separated, sorted: header media-type package path query server
  Scope scope = Scope::Main;
  Confidence confidence = Confidence::Certain;
  Place place;
  std::vector<ApiOperation> operations;
};

// A message that an AsyncAPI document, a schema or an event catalogue describes.
struct EventContract {
  std::string service;  // empty: cannot be told
  std::string event;
  std::string title;
  std::string channel;
  std::string role;    // publish | subscribe | empty
  std::string kind;    // asyncapi | avro | protobuf | json-schema | eventcatalog
  std::string format;  // version of AsyncAPI
  bool has_schema = false;
  std::string version;    // the field or header that carries it
  std::string timestamp;  // the field or header that carries it
  std::string envelope;   // cloudevents | empty
  Scope scope = Scope::Main;
  Confidence confidence = Confidence::Certain;
  Place place;
  std::string fields;  // of its content, comma-separated
};

// What a service offers of a table's data to others, told by name: "customers" by "GET /customers/{id}" and
// "CustomerRegistered".
struct TableOffer {
  std::string table;    // Table::id
  std::string service;  // who offers it, whether or not it owns the table
  std::string kind;     // api | route | event | event contract | declared api | declared event
  std::string use;      // read | change | event ; empty: not told
  std::string name;
  bool described = false;            // which columns it carries is known
  std::vector<std::string> columns;  // of the table, that it carries; sorted
  Place place;
};

// What is wrong with an OpenAPI or AsyncAPI document.
struct ContractError {
  std::string service;
  std::string document;  // path of the document that leads to the place
  std::string kind;      // openapi | asyncapi
  std::string message;
  Scope scope = Scope::Main;
  Place place;
};

// A route that a service's code answers.
struct Route {
  std::string service;
  std::string method;    // in capitals; * for any
  std::string path;      // whole, with its prefixes
  std::string pattern;   // pattern_of(path)
  std::string answers;   // page: its handler gives markup or a file to a browser
  std::string function;  // the handler, qualified
  std::string via;
  Scope scope = Scope::Main;
  Confidence confidence = Confidence::Likely;
  Place place;
};

// A path with each parameter as "{}", in whatever way a framework writes it ({id}, :id, <int:id>, [id], {id:long},
// {*rest}), without query and without a slash at its end: "/orders/{}". What stands between parameters keeps its case.
std::string pattern_of(std::string_view path);

// A data access was seen and the table (or the statement) could not be told.
struct BlindSpot {
  std::string service;  // empty: no deployable reaches it
  std::string what;     // "dynamic table name", "unknown procedure", ...
  std::string detail;
  Scope scope = Scope::Main;
  Place place;
};

// Whether a suppression or a line of the baseline met a finding; Unknown when its rule did not run.
enum class Used { Unknown, No, Yes };

// Somebody answers for findings. One for each rule that the comment or the entry names.
struct Suppression {
  std::string rule;     // as written; empty: none is named
  std::string kind;     // line | file | entry
  std::string service;  // entry: only findings of this service; empty: any
  std::string table;    // entry: a pattern with * and ?, of a table's name or the whole subject; empty: any
  std::string reason;
  std::string link;               // where it was decided
  std::string answerable;         // who answers for it
  std::string until;              // YYYY-MM-DD, the last day; empty: without end
  std::string problem;            // why it does not count; empty: nothing is wrong with it
  std::uint32_t target_line = 0;  // line: the line of code that it is about, beside its own
  Used used = Used::Unknown;
  Place place;
};

// A line of the baseline.
struct BaselineEntry {
  std::string fingerprint;
  std::string rule, service, owner, subject;
  Used used = Used::Unknown;
  Place place;
};

struct Facts {
  std::vector<Service> services;
  std::vector<Datastore> datastores;
  std::vector<DatastoreUse> datastore_uses;
  std::vector<Table> tables;
  std::vector<Access> accesses;
  std::vector<TableDefinition> table_definitions;
  std::vector<ForeignKey> foreign_keys;
  std::vector<ViewDefinition> view_definitions;
  std::vector<TableGrant> table_grants;
  std::vector<Declaration> declarations;
  std::vector<ManifestError> manifest_errors;
  std::vector<ServiceCall> service_calls;
  std::vector<EventUse> event_uses;
  std::vector<FunctionStep> function_steps;
  std::vector<Api> apis;
  std::vector<EventContract> event_contracts;
  std::vector<ContractError> contract_errors;
  std::vector<Route> routes;
  std::vector<TableOffer> table_offers;
  std::vector<CacheUse> cache_uses;
  std::vector<TransactionScope> transaction_scopes;
  std::vector<CdcConnector> cdc_connectors;
  std::vector<Monitor> monitors;
  std::vector<BlindSpot> blind_spots;
  std::vector<Suppression> suppressions;
  std::vector<Diagnostic> diagnostics;
  std::size_t files = 0;  // files looked at
};

}  // namespace onewriter::facts
