-- The facts of a workspace: what rules, `onewriter query` and facts files are about. This file is the contract with rule authors.
--
-- Each table, view and column has a sentence. A name or text that is not known is '', a number that is not known is 0; there are no
-- NULLs. It is written in what SQLite and PostgreSQL both run, so that rules can run where the facts of many repositories live.
-- src/facts/facts.h has the same facts as C++ values.
--
-- Confidence is a word: certain (declared, or read from a parsed statement), likely (a convention that a framework documents) or
-- possible (a guess). The words sort by falling certainty: max(confidence) is the least certain of several.

-- What these facts are, as pairs: schema_version, schema (equal for equal tables), files (how many files were looked at); and of a facts
-- file, where git tells: repository, commit, commit_time.
CREATE TABLE meta (
  key TEXT PRIMARY KEY,  -- The pair's name.
  value TEXT NOT NULL    -- The pair's value.
);

-- A spot in the source; every fact points at one.
CREATE TABLE place (
  id INTEGER PRIMARY KEY,     -- What other tables' place columns hold.
  file TEXT NOT NULL,         -- Path relative to the workspace root, with /.
  line INTEGER NOT NULL,      -- Line from 1; 0 means the file as a whole.
  col INTEGER NOT NULL,       -- Column from 1, in bytes; 0 means that it is not known.
  end_line INTEGER NOT NULL   -- Last line of the spot; 0 means that it is not known.
);

-- A deployable: something that runs on its own and can own data.
CREATE TABLE service (
  name TEXT PRIMARY KEY,  -- The name that deployment, manifest or folder give it.
  root TEXT NOT NULL,     -- Folder of its code, relative to the workspace root; '' is the root itself.
  kind TEXT NOT NULL,     -- One of service, worker, job, frontend; or infrastructure, loadgen, alternative (runs instead of others).
  team TEXT NOT NULL      -- Who answers for it, by its manifest, a catalog or CODEOWNERS; '' when nobody says.
);

-- Why a service is believed to exist.
CREATE TABLE service_evidence (
  service TEXT NOT NULL,                        -- The service's name.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it is declared, deployed or started.
);

-- A database, or what else keeps data: the unit that one service should have for itself.
CREATE TABLE datastore (
  id TEXT PRIMARY KEY,     -- Host and database, or what of it is known.
  engine TEXT NOT NULL,    -- Engine word as in engine.name.
  host TEXT NOT NULL,      -- Host as deployment names it.
  database TEXT NOT NULL   -- Name of the database on that host.
);

-- The engines that are known, and what kind of store each is.
CREATE TABLE engine (
  name TEXT PRIMARY KEY,  -- The engine's word.
  family TEXT NOT NULL    -- One of relational, document, keyvalue, search, graph, timeseries, broker.
);

-- Deployment, settings or code tell a service to connect to a datastore, whether or not an access was seen.
CREATE TABLE datastore_use (
  service TEXT NOT NULL,                        -- The service that connects.
  datastore TEXT NOT NULL,                      -- The datastore's id.
  role TEXT NOT NULL,                           -- Declared: replica, cdc, backup, reporting, outbox-relay, backfill; else ''.
  confidence TEXT NOT NULL,                     -- How sure it is that this service connects there.
  place INTEGER NOT NULL REFERENCES place (id), -- The setting or the call that says so.
  user_name TEXT NOT NULL                       -- The database's user that it connects as; '' when it is not told.
);

-- A table, collection, keyspace or index of a datastore. The same name in two datastores is two tables.
CREATE TABLE data_table (
  table_id TEXT PRIMARY KEY,   -- Datastore, schema where there is one, and name.
  datastore TEXT NOT NULL,     -- The datastore's id.
  schema TEXT NOT NULL,        -- Schema within the datastore; '' is the default one.
  name TEXT NOT NULL,          -- Name as the database has it, folded as its engine folds unquoted names.
  owner TEXT NOT NULL,         -- The service that owns it; '' when none can be told.
  owner_reason TEXT NOT NULL,  -- One of manifest, config, contract, sole-database-user, defines, sole-writer; '' without owner.
  kind TEXT NOT NULL           -- One of table, view, collection, keyspace, index, framework, external.
);

-- A service reads, writes or defines a table at a place. One row for each statement or call, table and mode.
CREATE TABLE access (
  id INTEGER PRIMARY KEY,                       -- What access_column points at.
  service TEXT NOT NULL,                        -- The service whose code reaches the place.
  table_id TEXT NOT NULL,                       -- The table.
  mode TEXT NOT NULL,                           -- One of read, write, ddl.
  scope TEXT NOT NULL,                          -- One of main (production), test, migration.
  via TEXT NOT NULL,                            -- The library model or reader that saw it, such as sql or spring-data-jpa.
  verb TEXT NOT NULL,                           -- What it does: select, insert, update, delete, upsert, create and so on.
  shape TEXT NOT NULL,                          -- Words in order: aggregate join key locking range search single.
  statement TEXT NOT NULL,                      -- Equal for all accesses of one statement; '' when it has only one.
  confidence TEXT NOT NULL,                     -- How sure the access and its table are.
  place INTEGER NOT NULL REFERENCES place (id), -- Where the statement or the call stands.
  function TEXT NOT NULL                        -- The function that holds the place, qualified; '' at the file's top.
);

-- A column that an access names.
CREATE TABLE access_column (
  access_id INTEGER NOT NULL REFERENCES access (id),  -- The access.
  name TEXT NOT NULL,                                 -- The column; '*' is kept.
  role TEXT NOT NULL,                                 -- One of read, written, filtered, joined, grouped, ordered.
  confidence TEXT NOT NULL                            -- Possible when the column may be another table's.
);

-- DDL, a migration or an entity for creation says that a table exists.
CREATE TABLE table_definition (
  id INTEGER PRIMARY KEY,                       -- What table_definition_column points at.
  service TEXT NOT NULL,                        -- The service whose tree says so; '' for a database image's set-up.
  table_id TEXT NOT NULL,                       -- The table.
  via TEXT NOT NULL,                            -- The library model or reader that saw it.
  scope TEXT NOT NULL,                          -- One of main, test, migration.
  confidence TEXT NOT NULL,                     -- How sure the definition is.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A column that a definition names.
CREATE TABLE table_definition_column (
  definition_id INTEGER NOT NULL REFERENCES table_definition (id),  -- The definition.
  name TEXT NOT NULL                                                -- The column.
);

-- Rows of one table point at rows of another: an SQL constraint or an ORM's relation.
CREATE TABLE foreign_key (
  table_id TEXT NOT NULL,                       -- The table that holds the key.
  references_table TEXT NOT NULL,               -- The table_id that it points at.
  service TEXT NOT NULL,                        -- The service whose tree says so; '' when it is nobody's.
  columns TEXT NOT NULL,                        -- The key's columns, comma-separated.
  via TEXT NOT NULL,                            -- The library model or reader that saw it.
  scope TEXT NOT NULL,                          -- One of main, test, migration.
  confidence TEXT NOT NULL,                     -- How sure the key is.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A view, synonym or foreign table shows rows of a base table under another name.
CREATE TABLE view_definition (
  view_id TEXT NOT NULL,                        -- The table_id of the view.
  base_id TEXT NOT NULL,                        -- The table_id of a table that it shows.
  service TEXT NOT NULL,                        -- The service whose tree says so; '' when it is nobody's.
  via TEXT NOT NULL,                            -- The library model or reader that saw it.
  scope TEXT NOT NULL,                          -- One of main, test, migration.
  confidence TEXT NOT NULL,                     -- How sure the definition is.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A privilege on a table is given to a role of the database, and not taken back anywhere.
CREATE TABLE table_grant (
  table_id TEXT NOT NULL,                       -- The table.
  privilege TEXT NOT NULL,                      -- One of select, insert, update, delete, truncate, references, trigger, all.
  grantee TEXT NOT NULL,                        -- The role or user, in lower case; datastore_use.user_name tells whose it is.
  service TEXT NOT NULL,                        -- The service whose tree says so; '' when it is nobody's.
  scope TEXT NOT NULL,                          -- One of main, test, migration.
  confidence TEXT NOT NULL,                     -- How sure the grant is.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- What a service manifest (service.yaml), a data contract, a catalog or a dictionary of tables says; a row for each thing it names.
CREATE TABLE declaration (
  id INTEGER PRIMARY KEY,                       -- What declaration_table points at.
  service TEXT NOT NULL,                        -- The service that it is about; as written when there is no such service.
  kind TEXT NOT NULL,                           -- One of service (the manifest is there), team, database, owns, reads_from, api, event.
  name TEXT NOT NULL,                           -- A table pattern, a piece of data, a database, a document; '' means all of it.
  seen TEXT NOT NULL,                           -- yes when it names tables, a database or a document that are there; else ''.
  provider TEXT NOT NULL,                       -- Of reads_from: the service whose data it is.
  via TEXT NOT NULL,                            -- Of reads_from: one of api, events, cqrs, cdc.
  consistency TEXT NOT NULL,                    -- Of reads_from: one of strong, eventual.
  fallback TEXT NOT NULL,                       -- Of reads_from: what happens when the provider does not answer.
  cached TEXT NOT NULL,                         -- Of reads_from: yes when a cache is declared; else ''.
  cache_ttl TEXT NOT NULL,                      -- Of reads_from: how long a cached entry lives, as written.
  cache_invalidated_by TEXT NOT NULL,           -- Of reads_from: the events that evict it, comma-separated.
  monitor TEXT NOT NULL,                        -- Of reads_from: the metric or alert that watches the data's age.
  max_lag TEXT NOT NULL,                        -- Of reads_from: the age at which it is too old, as written.
  decommission_by TEXT NOT NULL,                -- Of reads_from via cdc: the last day, YYYY-MM-DD.
  place INTEGER NOT NULL REFERENCES place (id), -- Where it stands.
  source TEXT NOT NULL                          -- One of manifest, contract (Open Data Contract Standard), catalog, dictionary.
);

-- A table that a declaration of kind owns or reads_from names.
CREATE TABLE declaration_table (
  declaration_id INTEGER NOT NULL REFERENCES declaration (id),  -- The declaration.
  table_id TEXT NOT NULL                                        -- The table.
);

-- What is wrong with a service manifest.
CREATE TABLE manifest_error (
  message TEXT NOT NULL,                        -- What is wrong, with the nearest valid key where a key is unknown.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A synchronous call from one service to another.
CREATE TABLE service_call (
  from_service TEXT NOT NULL,                   -- The service that calls and waits.
  to_service TEXT NOT NULL,                     -- The service that answers.
  via TEXT NOT NULL,                            -- The protocol: http, grpc, graphql.
  operation TEXT NOT NULL,                      -- Method and path as far as the code tells: GET /orders/{}; '' when not told.
  function TEXT NOT NULL,                       -- The function that makes the call; '' when a setting or a client's registration tells it.
  timeout TEXT NOT NULL,                        -- The timeout as written, or yes; '' when none was seen.
  protection TEXT NOT NULL,                     -- What stands around it, space-separated: breaker, fallback, retry, try.
  in_loop TEXT NOT NULL,                        -- yes when it is made inside a loop; else ''.
  unseen TEXT NOT NULL,                         -- yes when a client for it is made and no call of that client was seen; else ''.
  scope TEXT NOT NULL,                          -- One of main, test, migration.
  confidence TEXT NOT NULL,                     -- How sure the call's target is.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where the call stands.
);

-- A cache of data is filled, asked or emptied. Redis as a store, counters, locks and sessions are no caches of data.
CREATE TABLE cache_use (
  id INTEGER PRIMARY KEY,                       -- What cache_use_table points at.
  service TEXT NOT NULL,                        -- The service.
  name TEXT NOT NULL,                           -- The cache's name or the pattern of its keys; '' when not told.
  role TEXT NOT NULL,                           -- One of fill, read, evict.
  ttl TEXT NOT NULL,                            -- Of fill: how long an entry lives, as written, or yes; '' when no expiry is set anywhere.
  via TEXT NOT NULL,                            -- The library.
  function TEXT NOT NULL,                       -- The function in which it stands; '' outside of one.
  provider TEXT NOT NULL,                       -- The service whose data is cached; '' when not told.
  scope TEXT NOT NULL,                          -- One of main, test, migration.
  confidence TEXT NOT NULL,                     -- How sure the use is.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A table whose rows a cache holds.
CREATE TABLE cache_use_table (
  cache_use_id INTEGER NOT NULL REFERENCES cache_use (id),  -- The use of the cache.
  table_id TEXT NOT NULL                                    -- The table.
);

-- A transaction: a function or block that commits at once what it writes.
CREATE TABLE transaction_scope (
  id INTEGER PRIMARY KEY,                       -- What transaction_scope_table points at.
  service TEXT NOT NULL,                        -- The service.
  kind TEXT NOT NULL,                           -- One of local, two-phase.
  via TEXT NOT NULL,                            -- The library.
  function TEXT NOT NULL,                       -- The function in which it stands; '' outside of one.
  scope TEXT NOT NULL,                          -- One of main, test, migration.
  confidence TEXT NOT NULL,                     -- How sure it is.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A table that a transaction writes.
CREATE TABLE transaction_scope_table (
  transaction_scope_id INTEGER NOT NULL REFERENCES transaction_scope (id),  -- The transaction.
  table_id TEXT NOT NULL                                                    -- The table.
);

-- Change data capture: a connector, subscription or replication task that copies a table's changes.
CREATE TABLE cdc_connector (
  id INTEGER PRIMARY KEY,                       -- What cdc_connector_table points at.
  service TEXT NOT NULL,                        -- The service whose tree configures it; '' when it is nobody's.
  name TEXT NOT NULL,                           -- Its name.
  kind TEXT NOT NULL,                           -- One of debezium, dms, logical-replication, other.
  outbox TEXT NOT NULL,                         -- yes when it captures an outbox only; else ''.
  decommission_by TEXT NOT NULL,                -- The day that manifests declare for its tables, YYYY-MM-DD; '' when none does.
  confidence TEXT NOT NULL,                     -- How sure it is.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A table that a connector captures.
CREATE TABLE cdc_connector_table (
  cdc_connector_id INTEGER NOT NULL REFERENCES cdc_connector (id),  -- The connector.
  table_id TEXT NOT NULL,                                           -- The table.
  topic TEXT NOT NULL                                               -- Where its changes go; * for what rows decide; '' when not told.
);

-- A metric, a panel, an alert rule or a contract's promise that speaks of the age of data: lag, staleness, freshness.
CREATE TABLE monitor (
  service TEXT NOT NULL,                        -- The service in whose tree it stands, or that it names; '' when it is nobody's.
  name TEXT NOT NULL,                           -- The metric's or alert's name; of a contract, what it promises.
  via TEXT NOT NULL,                            -- One of prometheus, grafana, datadog, cloudwatch, code, data-contract.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A service publishes an event, or subscribes to it.
CREATE TABLE event_use (
  service TEXT NOT NULL,                        -- The service.
  event TEXT NOT NULL,                          -- The event's, topic's or queue's name.
  role TEXT NOT NULL,                           -- One of publish, subscribe.
  via TEXT NOT NULL,                            -- The broker or library; outbox when it is stored first and relayed.
  scope TEXT NOT NULL,                          -- One of main, test, migration.
  confidence TEXT NOT NULL,                     -- How sure the use is.
  place INTEGER NOT NULL REFERENCES place (id), -- Where it stands.
  channel TEXT NOT NULL,                        -- The topic, queue or exchange that it travels on; '' when it is not told.
  function TEXT NOT NULL                        -- The function that publishes or handles it, qualified; '' when it is not told.
);

-- A function calls another one of the workspace, which publishes an event or writes a table, and no other can be meant.
CREATE TABLE function_step (
  caller TEXT NOT NULL,                         -- The function that calls, qualified.
  callee TEXT NOT NULL,                         -- The function that is called, qualified.
  callee_file TEXT NOT NULL,                    -- The file in which that one stands.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where the call stands.
);

-- An API that a service offers: a document of it, or a sign that one is made when the service is built or runs.
CREATE TABLE api (
  id INTEGER PRIMARY KEY,                       -- What api_operation points at.
  service TEXT NOT NULL,                        -- The service that offers it; '' when that cannot be told.
  kind TEXT NOT NULL,                           -- One of openapi, grpc, graphql, generated (OpenAPI that is not in the tree).
  format TEXT NOT NULL,                         -- Version of the format as written (3.0.3); of a generated one, what makes or keeps it.
  title TEXT NOT NULL,                          -- Its title; of gRPC the service, with its package in front.
  version TEXT NOT NULL,                        -- The API's own version as written; '' when it has none.
  version_in TEXT NOT NULL,                     -- Where a client sends it, in order: header media-type package path query server.
  scope TEXT NOT NULL,                          -- One of main, test.
  confidence TEXT NOT NULL,                     -- How sure it is that the API is this service's.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where the document tells its format, or where the generator is configured.
);

-- An operation that an API's document describes.
CREATE TABLE api_operation (
  api_id INTEGER NOT NULL REFERENCES api (id),  -- The API.
  method TEXT NOT NULL,                         -- HTTP method in capitals, '*' for any; rpc, query, mutation, subscription.
  path TEXT NOT NULL,                           -- Path as a client sends it, that of the server in front; a procedure's name.
  pattern TEXT NOT NULL,                        -- The path less the server's, each parameter as {}: what route.pattern is met by.
  operation TEXT NOT NULL,                      -- The operation's id; '' when it has none.
  fields TEXT NOT NULL,                         -- Fields of what it answers when it succeeds, comma-separated and in order.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A message or event that an AsyncAPI document, a schema or an event catalogue describes.
CREATE TABLE event_contract (
  service TEXT NOT NULL,                        -- The service that publishes or receives it; '' when that cannot be told.
  event TEXT NOT NULL,                          -- The message's name; the channel's when it has none.
  title TEXT NOT NULL,                          -- Its title; '' when it has none.
  channel TEXT NOT NULL,                        -- The channel's address; '' when it stands for itself.
  role TEXT NOT NULL,                           -- What the service does with it: publish, subscribe; '' when it is not told.
  kind TEXT NOT NULL,                           -- One of asyncapi, avro, protobuf, json-schema, eventcatalog.
  format TEXT NOT NULL,                         -- Version of AsyncAPI as written; else ''.
  has_schema TEXT NOT NULL,                     -- yes when its content is described; else ''.
  version TEXT NOT NULL,                        -- The field, header, subject or name that carries its version; '' without one.
  timestamp TEXT NOT NULL,                      -- The field or header that carries its time; '' without one.
  envelope TEXT NOT NULL,                       -- cloudevents when it travels in such an envelope; else ''.
  scope TEXT NOT NULL,                          -- One of main, test.
  confidence TEXT NOT NULL,                     -- How sure it is that the event is this service's.
  place INTEGER NOT NULL REFERENCES place (id), -- Where it stands.
  fields TEXT NOT NULL                          -- Fields of its content, comma-separated and in order.
);

-- What is wrong with an OpenAPI or AsyncAPI document.
CREATE TABLE contract_error (
  service TEXT NOT NULL,                        -- The service whose document it is; '' when that cannot be told.
  document TEXT NOT NULL,                       -- Path of the document that leads to the place.
  kind TEXT NOT NULL,                           -- One of openapi, asyncapi.
  message TEXT NOT NULL,                        -- What is wrong.
  scope TEXT NOT NULL,                          -- One of main, test.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A route that a service's code answers.
CREATE TABLE route (
  service TEXT NOT NULL,                        -- The service.
  method TEXT NOT NULL,                         -- HTTP method in capitals; '*' for any.
  path TEXT NOT NULL,                           -- The whole path, prefixes of class, router and mount in front, as written.
  pattern TEXT NOT NULL,                        -- The path with each parameter as {} and no slash at its end.
  answers TEXT NOT NULL,                        -- page when its handler gives markup or a file to a browser; else ''.
  function TEXT NOT NULL,                       -- The handler, qualified; '' when it is not told.
  via TEXT NOT NULL,                            -- The library model that saw it.
  scope TEXT NOT NULL,                          -- One of main, test.
  confidence TEXT NOT NULL,                     -- How sure the route and its path are.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- What a service offers of a table's data to others, told by name: the words of the table's name, in the singular, stand in the offer's.
CREATE TABLE table_offer (
  id INTEGER PRIMARY KEY,                       -- What table_offer_column points at.
  table_id TEXT NOT NULL,                       -- The table.
  service TEXT NOT NULL,                        -- Who offers it, whether or not it owns the table.
  kind TEXT NOT NULL,                           -- One of api, route (seen, in no document), event, event contract, declared api, declared event.
  use TEXT NOT NULL,                            -- One of read, change, event; '' when it is not told.
  name TEXT NOT NULL,                           -- The operation or the event: GET /customers/{id}, CustomerRegistered.
  described TEXT NOT NULL,                      -- yes when it is known which columns it carries; else ''.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A column of the table that an offer carries.
CREATE TABLE table_offer_column (
  table_offer_id INTEGER NOT NULL REFERENCES table_offer (id),  -- The offer.
  name TEXT NOT NULL                                            -- The column, as the table has it.
);

-- Something was seen that could not be told whole: a data access without its table, a route without its beginning.
CREATE TABLE blind_spot (
  service TEXT NOT NULL,                        -- The service; '' when no deployable reaches the place.
  what TEXT NOT NULL,                           -- What could not be told, such as: dynamic table name.
  detail TEXT NOT NULL,                         -- The name of the hole, or the head of the statement.
  scope TEXT NOT NULL,                          -- One of main, test, migration.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- What the run could not read, or read only in part.
CREATE TABLE diagnostic (
  level TEXT NOT NULL,                          -- One of note, warning, error.
  message TEXT NOT NULL,                        -- What is wrong and what to do.
  place INTEGER NOT NULL REFERENCES place (id)  -- The file and line that it is about.
);

-- What platforms, browsers and tools ask of every service: words at the beginning or end of such paths.
CREATE TABLE operational_path (
  word TEXT PRIMARY KEY  -- The step of the path, in lower case.
);

INSERT INTO operational_path (word) VALUES
  ('health'), ('healthz'), ('healthcheck'), ('health-check'), ('health_check'), ('healthy'), ('live'), ('livez'), ('liveness'),
  ('alive'), ('ready'), ('readyz'), ('readiness'), ('ping'), ('version'), ('whereami'), ('metrics'), ('prometheus'),
  ('actuator'), ('favicon.ico'), ('robots.txt'), ('static'), ('assets'), ('public'), ('swagger'), ('swagger-ui'), ('docs'),
  ('redoc'), ('api-docs'), ('openapi.json'), ('openapi.yaml'), ('swagger.json'), ('graphql'), ('graphiql'), ('debug'),
  ('error'),
  -- MicroProfile OpenAPI, springfox, drf-spectacular and django-debug-toolbar answer these.
  ('openapi'), ('swagger-resources'), ('api/schema'), ('__debug__'),
  -- OpenID Connect Discovery and Core say what is answered there.
  ('.well-known'), ('userinfo');

-- Ways of sharing data, by the guide's decision matrix: what to do for each need that an access shows. {service}, {owner} and {table} stand
-- for names.
CREATE TABLE sharing_advice (
  need TEXT PRIMARY KEY,       -- What view access_need tells of accesses: lookup, decision, updates, search, analytics, split, command.
  pattern TEXT NOT NULL,       -- The way of sharing: one of api, events, cqrs, cdc, command.
  title TEXT NOT NULL,         -- The pattern's name, as the guide has it.
  scenario TEXT NOT NULL,      -- What such an access is like.
  advice TEXT NOT NULL,        -- What to do, a sentence.
  reason TEXT NOT NULL,        -- Why this way fits.
  pros TEXT NOT NULL,          -- What it brings.
  cons TEXT NOT NULL,          -- What it costs.
  alternative TEXT NOT NULL    -- What else would do, and when.
);

INSERT INTO sharing_advice (need, pattern, title, scenario, advice, reason, pros, cons, alternative) VALUES
  ('lookup', 'api', 'API call', 'looks rows up',
   'Ask {owner}''s API for it.',
   'A simple read that is needed at once: a call is immediate and strongly consistent.',
   'strong consistency, simple to understand, immediate',
   'synchronous coupling: when {owner} is down, so is this part of {service}; latency adds up; it can become chatty',
   'Where the answer may be stale, keep a copy fed by {owner}''s events, or a cache with an expiry that they invalidate.'),
  ('decision', 'api', 'API call', 'looks rows up in order to decide what it writes',
   'Ask {owner}''s API for it, at the moment of the decision.',
   'A decision needs the current state: strong consistency is required, which a copy cannot give.',
   'strong consistency, simple to understand, immediate',
   'synchronous coupling: it needs a timeout and an answer for when {owner} is down; a lock on {owner}''s rows is no longer possible',
   'Let {owner} decide: send it a command that it accepts or refuses.'),
  ('updates', 'events', 'Events', 'follows the rows, as other services do or many at a time',
   'Subscribe to {owner}''s events and keep the rows that {service} needs in a table of its own.',
   'Several consumers, or many rows at a time: events decouple them from {owner} and scale to any number of consumers.',
   'loose coupling, no synchronous dependency, scales to many consumers, an audit trail',
   'eventual consistency: the copy may be stale; needs a broker, idempotent handlers and a monitor of the lag',
   'With a single consumer and few rows, ask {owner}''s API in pages.'),
  ('search', 'cqrs', 'CQRS read model', 'joins or searches',
   'Keep a read model of its own for what {service} joins or searches, fed by {owner}''s events (CQRS).',
   'A join or a search over the other''s rows cannot be replaced by single calls: it needs a model optimised for it, which scales on its own.',
   'read models optimised for their use, reads scale independently of writes, flexible queries',
   'more complexity: a projection to maintain and to rebuild; eventual consistency',
   'With little data, read the own rows first and ask {owner}''s API for the rest in one batch; or let {owner} offer the search.'),
  ('analytics', 'cqrs', 'CQRS read model', 'sums rows up',
   'Keep a read model of its own for what {service} sums up, fed by {owner}''s events (CQRS).',
   'Sums and counts over history want a denormalised model that is optimised for queries, away from the owner''s tables.',
   'read models optimised for their use, reads scale independently of writes, flexible queries',
   'more complexity: a projection to maintain and to rebuild; eventual consistency',
   'Let {owner} offer the sum as an operation of its API, if few ask for it.'),
  ('split', 'cdc', 'Change data capture', 'uses rows that are on their way to a database of their owner''s own',
   'Feed {service} from a change data capture of {table} until the split is done, and set the day on which it ends.',
   'The sharing exists only until the split: a capture needs no change of what writes the table, and bridges the time.',
   'no change to what is there, captures every change, history can be replayed',
   'needs access to the database; exposes its schema instead of domain events; one more thing to run, which has to end',
   'If {owner} can publish events already, subscribe to those at once.'),
  ('command', 'command', 'Command on the owner''s API', 'writes rows',
   'Send the change to {owner}, as a command on its API or an event that it consumes.',
   'One service writes: the table''s rules are kept in one place, and its owner can change it alone.',
   'one place for the rules, the owner can change its schema alone',
   'the write is no longer in {service}''s transaction: it needs idempotency, and an answer for when {owner} refuses or is down',
   'Move the ownership to {service}, if it writes most of it; or move the columns that {service} alone writes to a table of its own.');

-- Somebody answers for findings: a comment in a file, or an entry of onewriter.yaml; a row for each rule that it names.
CREATE TABLE suppression (
  rule TEXT NOT NULL,                           -- The rule's id as written; '' when none is named.
  kind TEXT NOT NULL,                           -- One of line, file (comments: a line's or a file's findings), entry (of the settings).
  service TEXT NOT NULL,                        -- Of an entry: only findings of this service; '' means any.
  table_pattern TEXT NOT NULL,                  -- Of an entry: only findings about tables of this pattern; '' means any.
  reason TEXT NOT NULL,                         -- Why the findings are accepted.
  link TEXT NOT NULL,                           -- Where it was decided.
  answerable TEXT NOT NULL,                     -- Who answers for it.
  until TEXT NOT NULL,                          -- The last day on which it holds, YYYY-MM-DD; '' means without end.
  problem TEXT NOT NULL,                        -- Why it does not count; '' when nothing is wrong with it.
  used TEXT NOT NULL,                           -- yes when a finding has such a place, no when none has; '' when its rule did not run.
  place INTEGER NOT NULL REFERENCES place (id)  -- Where it stands.
);

-- A finding that was there when the baseline was written: a line of the baseline. Only `onewriter check` fills this table.
CREATE TABLE baseline_entry (
  fingerprint TEXT NOT NULL,                    -- The finding's fingerprint.
  rule TEXT NOT NULL,                           -- The rule's id.
  service TEXT NOT NULL,                        -- The finding's service; '' when it is about several.
  owner TEXT NOT NULL,                          -- The finding's owner; '' when none can be told.
  subject TEXT NOT NULL,                        -- What the finding is about.
  used TEXT NOT NULL,                           -- yes when there is such a finding, no when there is none; '' when its rule did not run.
  place INTEGER NOT NULL REFERENCES place (id)  -- The line of the baseline.
);

CREATE INDEX access_by_table ON access (table_id, mode, service);
CREATE INDEX access_column_by_access ON access_column (access_id);
CREATE INDEX data_table_by_datastore ON data_table (datastore);
CREATE INDEX datastore_use_by_datastore ON datastore_use (datastore, service);
CREATE INDEX access_by_function ON access (service, function);
CREATE INDEX access_by_statement ON access (service, statement);
CREATE INDEX table_offer_by_table ON table_offer (table_id, service);
CREATE INDEX table_offer_column_by_offer ON table_offer_column (table_offer_id);
CREATE INDEX table_definition_by_table ON table_definition (table_id);
CREATE INDEX table_definition_column_by_definition ON table_definition_column (definition_id);

-- The tables that ownership is about. Left out: framework tables (a migration tool's history, a scheduler's locks), tables that are
-- declared external, and keys, queues and caches, which are not tables of a schema that two services would have to agree on.
CREATE VIEW domain_table (
  table_id,      -- The table.
  datastore,     -- The datastore's id.
  schema,        -- Schema within the datastore; '' is the default one.
  name,          -- Name as the database has it.
  owner,         -- The service that owns it; '' when none can be told.
  owner_reason   -- How the owner was told; '' without owner.
) AS
SELECT t.table_id, t.datastore, t.schema, t.name, t.owner, t.owner_reason
FROM data_table AS t
LEFT JOIN datastore AS d ON d.id = t.datastore
LEFT JOIN engine AS e ON e.name = d.engine
WHERE t.kind NOT IN ('framework', 'external', 'keyspace') AND coalesce(e.family, '') NOT IN ('keyvalue', 'broker');

-- What production code does with domain tables: scope main, by services that run side by side. Left out: infrastructure (a database image,
-- a config server), load generators, and alternatives (a monolith edition of the same code), which never run beside the others.
CREATE VIEW production_access (
  access_id,   -- The access.
  service,     -- The service.
  table_id,    -- The table.
  datastore,   -- The table's datastore.
  mode,        -- One of read, write, ddl.
  verb,        -- What it does: select, insert, update and so on.
  via,         -- The library model or reader that saw it.
  shape,       -- Words in order: aggregate join key locking range search single.
  statement,   -- Equal for all accesses of one statement.
  confidence,  -- How sure the access and its table are.
  place        -- Where it stands.
) AS
SELECT a.id, a.service, a.table_id, t.datastore, a.mode, a.verb, a.via, a.shape, a.statement, a.confidence, a.place
FROM access AS a
JOIN domain_table AS t ON t.table_id = a.table_id
LEFT JOIN service AS s ON s.name = a.service
WHERE a.scope = 'main' AND a.service <> '' AND coalesce(s.kind, '') NOT IN ('infrastructure', 'loadgen', 'alternative');

-- Synchronous calls in production between services that run side by side. Left out: tests, load generators, alternatives.
CREATE VIEW production_call (
  caller,      -- The service that calls and waits.
  answerer,    -- The service that answers.
  via,         -- The protocol.
  operation,   -- Method and path, as far as the code tells.
  function,    -- The function that makes the call.
  timeout,     -- The timeout; '' when none was seen.
  protection,  -- What stands around it: breaker, fallback, retry, try.
  in_loop,     -- yes when it is made inside a loop.
  unseen,      -- yes when a client for it is made and no call of that client was seen.
  edge,        -- yes when the caller is a gateway or a frontend: its calls are the system's edge.
  confidence,  -- How sure the target is.
  place        -- Where it stands.
) AS
SELECT c.from_service, c.to_service, c.via, c.operation, c.function, c.timeout, c.protection, c.in_loop, c.unseen,
  CASE WHEN f.kind = 'frontend' OR f.name LIKE '%gateway%' OR f.name LIKE '%bff%' THEN 'yes' ELSE '' END, c.confidence, c.place
FROM service_call AS c
JOIN service AS f ON f.name = c.from_service
JOIN service AS t ON t.name = c.to_service
WHERE c.scope = 'main' AND f.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
  AND t.kind NOT IN ('infrastructure', 'loadgen', 'alternative');

-- Who writes a domain table in production, a row for each place. Creating or altering it is not writing it.
CREATE VIEW table_writer (
  service,     -- The service that writes.
  table_id,    -- The table.
  datastore,   -- The table's datastore.
  verb,        -- What it does: insert, update, delete and so on.
  via,         -- The library model or reader that saw it.
  confidence,  -- How sure the access and its table are.
  place        -- Where it stands.
) AS
SELECT service, table_id, datastore, verb, via, confidence, place FROM production_access WHERE mode = 'write';

-- Who reads a domain table in production, a row for each place.
CREATE VIEW table_reader (
  service,     -- The service that reads.
  table_id,    -- The table.
  datastore,   -- The table's datastore.
  access_id,   -- The access, for its columns.
  shape,       -- Words in order: aggregate join key locking range search single.
  statement,   -- Equal for all accesses of one statement.
  via,         -- The library model or reader that saw it.
  confidence,  -- How sure the access and its table are.
  place        -- Where it stands.
) AS
SELECT service, table_id, datastore, access_id, shape, statement, via, confidence, place FROM production_access WHERE mode = 'read';

-- The domain tables that have an owner, and how sure that is.
CREATE VIEW owned_table (
  table_id,      -- The table.
  datastore,     -- The table's datastore.
  schema,        -- Schema within the datastore; '' is the default one.
  name,          -- Name as the database has it.
  owner,         -- The service that owns it.
  owner_reason,  -- One of manifest, config, contract, sole-database-user, defines, sole-writer.
  because,       -- The same reason in words that fit behind: the owner is told because.
  confidence     -- What was declared is certain; else as sure as the best evidence.
) AS
SELECT t.table_id, t.datastore, t.schema, t.name, t.owner, t.owner_reason,
  CASE t.owner_reason
    WHEN 'manifest' THEN 'its manifest says so'
    WHEN 'config' THEN 'onewriter.yaml says so'
    WHEN 'contract' THEN 'a data contract, catalog or dictionary says so'
    WHEN 'sole-database-user' THEN 'no other service connects to the database'
    WHEN 'defines' THEN 'it defines the table'
    WHEN 'sole-writer' THEN 'it alone writes the table'
    WHEN 'proposed' THEN 'the plan proposes it'
    WHEN 'assumed' THEN 'it is assumed so'
    ELSE t.owner_reason
  END,
  CASE t.owner_reason
    WHEN 'manifest' THEN 'certain'
    WHEN 'config' THEN 'certain'
    WHEN 'contract' THEN 'certain'
    WHEN 'sole-database-user' THEN coalesce((SELECT min(u.confidence) FROM datastore_use AS u
                                             WHERE u.datastore = t.datastore AND u.service = t.owner), 'likely')
    WHEN 'defines' THEN coalesce((SELECT min(d.confidence) FROM table_definition AS d
                                  WHERE d.table_id = t.table_id AND d.service = t.owner), 'likely')
    WHEN 'sole-writer' THEN coalesce((SELECT min(w.confidence) FROM access AS w
                                      WHERE w.table_id = t.table_id AND w.service = t.owner AND w.mode = 'write'), 'likely')
    ELSE 'likely'
  END
FROM domain_table AS t
WHERE t.owner <> '';

-- The services that connect to a datastore in order to work with it: no infrastructure, load generator or alternative, nobody with a
-- declared role.
CREATE VIEW datastore_service (
  datastore,   -- The datastore's id.
  service,     -- The service that connects.
  confidence,  -- How sure it is that it connects there.
  place        -- The setting or the call that says so.
) AS
SELECT u.datastore, u.service, u.confidence, u.place
FROM datastore_use AS u
LEFT JOIN service AS s ON s.name = u.service
WHERE u.service <> '' AND coalesce(s.kind, '') NOT IN ('infrastructure', 'loadgen', 'alternative')
  AND NOT EXISTS (SELECT 1 FROM datastore_use AS r WHERE r.service = u.service AND r.datastore = u.datastore AND r.role <> '');

-- What a service is declared to be beside an owner: a reader or writer that is there on purpose.
CREATE VIEW declared_role (
  service,    -- The service.
  datastore,  -- The datastore's id.
  role        -- One of replica, cdc, backup, reporting, outbox-relay, backfill.
) AS
SELECT DISTINCT service, datastore, role FROM datastore_use WHERE role <> '';

-- The domain tables that a service reads, writes or defines, tests left out.
CREATE VIEW service_table (
  service,    -- The service.
  datastore,  -- The table's datastore.
  schema,     -- The table's schema.
  table_id    -- The table.
) AS
SELECT a.service, t.datastore, t.schema, t.table_id
FROM access AS a JOIN domain_table AS t ON t.table_id = a.table_id
WHERE a.scope <> 'test' AND a.service <> ''
UNION
SELECT d.service, t.datastore, t.schema, t.table_id
FROM table_definition AS d JOIN domain_table AS t ON t.table_id = d.table_id
WHERE d.scope <> 'test' AND d.service <> '';

-- Rows of a table that its owner keeps in a database of its own as well, beside the one that others reach: the split has begun.
CREATE VIEW table_copy (
  table_id,  -- The table that others reach.
  copy_id,   -- The table of the same name in a database to which the owner alone connects.
  owner      -- Who owns both.
) AS
SELECT t.table_id, c.table_id, t.owner
FROM owned_table AS t
JOIN owned_table AS c ON c.owner = t.owner AND c.datastore <> t.datastore AND lower(c.name) = lower(t.name)
WHERE EXISTS (SELECT 1 FROM datastore_service AS s WHERE s.datastore = t.datastore AND s.service <> t.owner)
  AND NOT EXISTS (SELECT 1 FROM datastore_service AS s WHERE s.datastore = c.datastore AND s.service <> c.owner);

-- What each production access to a domain table needs of its data: a row of the guide's decision matrix, told by the shape of what is seen.
-- Needs of reads, the strongest first: split, analytics, search, updates, decision, lookup.
CREATE VIEW access_need (
  access_id,   -- The access.
  service,     -- The service.
  table_id,    -- The table.
  mode,        -- One of read, write.
  need,        -- What it needs: a need of table sharing_advice.
  confidence,  -- How sure the access and its table are.
  place        -- Where it stands.
) AS
SELECT a.access_id, a.service, a.table_id, a.mode,
  CASE
    WHEN a.mode = 'write' THEN 'command'
    -- It exists only until a split: it is declared or set up as such, or the split has begun.
    WHEN EXISTS (SELECT 1 FROM declaration AS d JOIN declaration_table AS n ON n.declaration_id = d.id
                 WHERE d.kind = 'reads_from' AND d.via = 'cdc' AND d.service = a.service AND n.table_id = a.table_id)
      OR a.table_id IN (SELECT n.table_id FROM cdc_connector AS c JOIN cdc_connector_table AS n ON n.cdc_connector_id = c.id
                        WHERE c.outbox = '')
      OR a.table_id IN (SELECT y.table_id FROM table_copy AS y) THEN 'split'
    WHEN ' ' || a.shape || ' ' LIKE '% aggregate %' THEN 'analytics'
    WHEN ' ' || a.shape || ' ' LIKE '% join %' OR ' ' || a.shape || ' ' LIKE '% search %' THEN 'search'
    WHEN ' ' || a.shape || ' ' LIKE '% range %' AND ' ' || a.shape || ' ' NOT LIKE '% key %' THEN 'updates'
    -- It is read under a lock, or where the service goes on to write what is its own.
    WHEN ' ' || a.shape || ' ' LIKE '% locking %'
      OR EXISTS (SELECT 1 FROM access AS f JOIN access AS w ON w.service = f.service AND w.function = f.function
                 JOIN domain_table AS t ON t.table_id = w.table_id
                 WHERE f.id = a.access_id AND f.function <> '' AND w.mode = 'write' AND w.scope = 'main'
                   AND w.table_id <> f.table_id) THEN 'decision'
    WHEN r.readers > 2 THEN 'updates'
    ELSE 'lookup'
  END, a.confidence, a.place
FROM production_access AS a
LEFT JOIN (SELECT x.table_id, count(DISTINCT x.service) AS readers
           FROM production_access AS x JOIN domain_table AS t ON t.table_id = x.table_id
           WHERE x.mode = 'read' AND x.service <> t.owner GROUP BY x.table_id) AS r ON r.table_id = a.table_id
WHERE a.mode IN ('read', 'write');

-- What a service needs of a table at most, for reading and for writing.
CREATE VIEW sharing_need (
  service,   -- The service.
  table_id,  -- The table.
  mode,      -- One of read, write.
  need,      -- The strongest need of its accesses.
  pattern    -- The way of sharing that fits it: one of api, events, cqrs, cdc, command.
) AS
SELECT n.service, n.table_id, n.mode, a.need, a.pattern
FROM (SELECT service, table_id, mode,
        min(CASE need WHEN 'split' THEN 1 WHEN 'analytics' THEN 2 WHEN 'search' THEN 3 WHEN 'updates' THEN 4 WHEN 'decision' THEN 5
            WHEN 'lookup' THEN 6 ELSE 7 END) AS strength
      FROM access_need GROUP BY service, table_id, mode) AS n
JOIN sharing_advice AS a ON a.need = CASE n.strength WHEN 1 THEN 'split' WHEN 2 THEN 'analytics' WHEN 3 THEN 'search'
  WHEN 4 THEN 'updates' WHEN 5 THEN 'decision' WHEN 6 THEN 'lookup' ELSE 'command' END;

-- The columns that a service names of a table, for reading and for writing.
CREATE VIEW needed_column (
  service,   -- The service.
  table_id,  -- The table.
  mode,      -- One of read, write.
  name       -- The column.
) AS
SELECT DISTINCT a.service, a.table_id, a.mode, c.name
FROM production_access AS a
JOIN access_column AS c ON c.access_id = a.access_id
WHERE a.mode IN ('read', 'write') AND c.name <> '*' AND c.confidence <> 'possible' AND (a.mode = 'read' OR c.role = 'written');

-- What a table's owner offers that could serve what another service needs of it: the operation that carries most of the columns it names;
-- for copies every event that carries one, or each event of the table where no contract tells what they carry.
CREATE VIEW advised_offer (
  service,   -- The service that uses the table, and is not its owner.
  table_id,  -- The table.
  mode,      -- One of read, write.
  offer_id   -- The owner's offer.
) AS
SELECT f.service, f.table_id, f.mode, f.offer_id
FROM (SELECT n.service, n.table_id, n.mode, n.pattern, o.id AS offer_id, coalesce(c.carried, 0) AS carried,
        max(o.described) OVER (PARTITION BY n.service, n.table_id, n.mode) AS any_described,
        row_number() OVER (PARTITION BY n.service, n.table_id, n.mode
          -- A lookup is served by one row, and a change of a row by an operation on it.
          ORDER BY coalesce(c.carried, 0) DESC, CASE o.kind WHEN 'api' THEN 0 ELSE 1 END,
            CASE WHEN o.name LIKE '%}' THEN 0 ELSE 1 END, o.id) AS rank
      FROM sharing_need AS n
      JOIN owned_table AS t ON t.table_id = n.table_id AND t.owner <> n.service
      JOIN table_offer AS o ON o.table_id = n.table_id AND o.service = t.owner
        AND o.use = CASE n.pattern WHEN 'api' THEN 'read' WHEN 'command' THEN 'change' WHEN 'cdc' THEN '' ELSE 'event' END
      LEFT JOIN (SELECT m.service, m.table_id, m.mode, e.id, count(*) AS carried
                 FROM needed_column AS m
                 JOIN table_offer AS e ON e.table_id = m.table_id
                 JOIN table_offer_column AS k ON k.table_offer_id = e.id AND k.name = m.name
                 GROUP BY m.service, m.table_id, m.mode, e.id) AS c
        ON c.service = n.service AND c.table_id = n.table_id AND c.mode = n.mode AND c.id = o.id
      WHERE n.pattern <> 'cdc' AND o.kind IN ('api', 'route', 'event', 'event contract')
        -- A command is named after what it changes, or has the method that goes with what the service does.
        AND (n.pattern <> 'command' OR c.carried > 0
             OR EXISTS (SELECT 1 FROM production_access AS w
                        WHERE w.service = n.service AND w.table_id = n.table_id AND w.mode = 'write'
                          AND (w.verb = 'insert' AND o.name LIKE 'POST %' AND o.name NOT LIKE '%}'
                               OR w.verb = 'delete' AND o.name LIKE 'DELETE %}'
                               OR w.verb = 'update' AND (o.name LIKE 'PUT %}' OR o.name LIKE 'PATCH %}'))))
        -- An event that is published and described counts once.
        AND NOT (o.kind = 'event' AND EXISTS (SELECT 1 FROM table_offer AS d WHERE d.table_id = o.table_id AND d.service = o.service
                                              AND d.kind = 'event contract' AND d.name = o.name))) AS f
WHERE CASE WHEN f.pattern IN ('api', 'command') THEN f.rank = 1 ELSE f.carried > 0 OR f.any_described = '' END;

-- The columns that a service needs of another's table and that none of the advised offers is known to carry.
CREATE VIEW missing_column (
  service,   -- The service that uses the table.
  table_id,  -- The table.
  mode,      -- One of read, write.
  name       -- The column.
) AS
SELECT m.service, m.table_id, m.mode, m.name
FROM needed_column AS m
JOIN owned_table AS t ON t.table_id = m.table_id AND t.owner <> m.service
WHERE NOT EXISTS (SELECT 1 FROM advised_offer AS o JOIN table_offer_column AS c ON c.table_offer_id = o.offer_id
                  WHERE o.service = m.service AND o.table_id = m.table_id AND o.mode = m.mode AND c.name = m.name);

-- What to do about another's table that a service uses, in words: a rule's `fix` can be {advice} {offered}{offer}{lacking}{missing}.,
-- where {offer} lists the names of advised offers and {missing} the missing columns.
CREATE VIEW sharing_help (
  service,     -- The service that uses the table, and is not its owner.
  table_id,    -- The table.
  mode,        -- One of read, write.
  advice,      -- What to do, a sentence.
  alternative, -- What else would do, and when.
  offered,     -- Words before the names of what the owner offers for it.
  lacking,     -- Words between those names and the missing columns.
  missing      -- yes when the missing columns are to be listed; else ''.
) AS
SELECT h.service, h.table_id, h.mode, h.advice, h.alternative,
  CASE WHEN h.need = 'split' THEN 'Turn its rows into domain events at the boundary' WHEN h.offers > 0 THEN 'Offered for that: '
    ELSE 'Nothing of the kind is offered yet' END,
  CASE WHEN h.need = 'split' THEN ''
    WHEN h.offers > 0 AND h.described = 0 THEN '; no contract tells which columns it carries'
    WHEN h.offers > 0 AND h.lacking > 0 THEN '; to be added: '
    WHEN h.offers > 0 THEN ', with all that is needed'
    WHEN h.lacking > 0 THEN '; needed: '
    ELSE '' END,
  CASE WHEN h.need <> 'split' AND h.lacking > 0 AND (h.offers = 0 OR h.described > 0) THEN 'yes' ELSE '' END
FROM (SELECT n.service, n.table_id, n.mode, n.need,
        replace(replace(replace(a.advice, '{owner}', t.owner), '{service}', n.service), '{table}', t.name) AS advice,
        replace(replace(replace(a.alternative, '{owner}', t.owner), '{service}', n.service), '{table}', t.name) AS alternative,
        coalesce(o.offers, 0) AS offers, coalesce(o.described, 0) AS described, coalesce(m.lacking, 0) AS lacking
      FROM sharing_need AS n
      JOIN owned_table AS t ON t.table_id = n.table_id AND t.owner <> n.service
      JOIN sharing_advice AS a ON a.need = n.need
      LEFT JOIN (SELECT v.service, v.table_id, v.mode, count(*) AS offers,
                   -- An operation that changes something tells by its name what it takes.
                   sum(CASE WHEN f.use = 'change' AND EXISTS (SELECT 1 FROM table_offer_column AS k WHERE k.table_offer_id = f.id)
                              OR f.use <> 'change' AND f.described = 'yes' THEN 1 ELSE 0 END) AS described
                 FROM advised_offer AS v JOIN table_offer AS f ON f.id = v.offer_id
                 GROUP BY v.service, v.table_id, v.mode) AS o
        ON o.service = n.service AND o.table_id = n.table_id AND o.mode = n.mode
      LEFT JOIN (SELECT service, table_id, mode, count(*) AS lacking FROM missing_column GROUP BY service, table_id, mode) AS m
        ON m.service = n.service AND m.table_id = n.table_id AND m.mode = n.mode) AS h;

-- Routes that other programs may call: in production, of services that run side by side. Left out: pages and files for a browser, and
-- what every service answers beside its API, which platforms ask: health, metrics, documentation, the root.
CREATE VIEW api_route (
  service,     -- The service.
  method,      -- HTTP method in capitals; '*' for any.
  path,        -- The whole path, as written.
  pattern,     -- The path with each parameter as {}.
  confidence,  -- How sure the route and its path are.
  place        -- Where it stands.
) AS
SELECT r.service, r.method, r.path, r.pattern, r.confidence, r.place
FROM route AS r
LEFT JOIN service AS s ON s.name = r.service
WHERE r.scope = 'main' AND r.answers = '' AND coalesce(s.kind, '') NOT IN ('infrastructure', 'loadgen', 'alternative', 'frontend')
  AND r.method NOT IN ('OPTIONS', 'HEAD', 'TRACE', 'CONNECT')
  AND NOT (r.pattern IN ('/', '/{}') AND r.method IN ('GET', '*'))
  -- The last step of the path, or the first, tells what it is for.
  AND NOT EXISTS (SELECT 1 FROM operational_path AS o
                  WHERE lower(r.pattern) = '/' || o.word OR lower(r.pattern) LIKE '%/' || o.word
                     OR lower(r.pattern) LIKE '/' || o.word || '/%')
  -- GET /orders-health or /order-health of orders or orders-service, which says its name beside it (/mental-health is no such thing);
  -- GET /env.js, a file for browsers.
  AND NOT (r.method IN ('GET', '*') AND r.pattern NOT LIKE '/%/%'
           AND ('/' || lower(r.service) || '-health' IN (
                  lower(r.pattern), replace(lower(r.pattern), '-health', '-service-health'),
                  replace(lower(r.pattern), '-health', 's-health'), replace(lower(r.pattern), '-health', 's-service-health'))
                OR lower(r.pattern) LIKE '%.js' OR lower(r.pattern) LIKE '%.css'
                OR lower(r.pattern) LIKE '%.html' OR lower(r.pattern) LIKE '%.ico' OR lower(r.pattern) LIKE '%.txt'))
  -- GraphQL's page to try queries on; POST /playground and /playground/{} tell of places where children play.
  AND NOT (r.method IN ('GET', '*') AND lower(r.pattern) LIKE '%/playground');

-- Events that production code publishes, by services that run side by side.
CREATE VIEW published_event (
  service,     -- The service that publishes.
  event,       -- The event's, topic's or queue's name.
  channel,     -- The topic, queue or exchange; '' when it is not told.
  via,         -- The broker or library; outbox when it is stored first and relayed.
  function,    -- The function that publishes it, qualified; '' when it is not told.
  audience,    -- One of others, itself (nobody but the publisher hears it), unknown.
  confidence,  -- How sure it is.
  place        -- Where it stands.
) AS
SELECT u.service, u.event, u.channel, u.via, u.function,
  CASE
    WHEN EXISTS (SELECT 1 FROM event_use AS h WHERE h.role = 'subscribe' AND h.scope = 'main' AND h.service <> u.service
                 AND (h.event = u.event OR h.channel <> '' AND h.channel IN (u.event, u.channel))) THEN 'others'
    WHEN EXISTS (SELECT 1 FROM event_use AS h WHERE h.role = 'subscribe' AND h.scope = 'main' AND h.service = u.service
                 AND (h.event = u.event OR h.channel <> '' AND h.channel IN (u.event, u.channel))) THEN 'itself'
    ELSE 'unknown'
  END,
  u.confidence, u.place
FROM event_use AS u
LEFT JOIN service AS s ON s.name = u.service
WHERE u.role = 'publish' AND u.scope = 'main' AND coalesce(s.kind, '') NOT IN ('infrastructure', 'loadgen', 'alternative');

-- A service uses data of another in production: it asks it, hears its events, reads its tables, or says so in its manifest. Left out:
-- what is a guess, infrastructure, load generators and alternatives, and what passes through a gateway that owns no table.
CREATE VIEW data_dependency (
  service,     -- The service that uses the data.
  provider,    -- The service whose data it is.
  via,         -- One of api, events, query (of its tables); of what is declared: api, events, cqrs, cdc or ''.
  declared,    -- yes when a manifest says so; '' when it was seen.
  confidence,  -- How sure it is.
  place        -- Where the call, the subscription, the query or the declaration stands.
) AS
SELECT d.service, d.provider, d.via, d.declared, d.confidence, d.place
FROM (
  SELECT caller AS service, answerer AS provider, 'api' AS via, '' AS declared, confidence, place FROM production_call
  UNION
  SELECT r.service, t.owner, 'query', '', CASE WHEN r.confidence > t.confidence THEN r.confidence ELSE t.confidence END, r.place
  FROM table_reader AS r JOIN owned_table AS t ON t.table_id = r.table_id
  WHERE r.service <> t.owner
  UNION
  SELECT h.service, p.service, 'events', '', CASE WHEN h.confidence > p.confidence THEN h.confidence ELSE p.confidence END, h.place
  FROM event_use AS h JOIN event_use AS p ON p.event = h.event
  WHERE h.role = 'subscribe' AND p.role = 'publish' AND h.service <> p.service AND h.event <> '' AND h.scope = 'main' AND p.scope = 'main'
  UNION
  SELECT service, provider, via, 'yes', 'certain', place FROM declaration WHERE kind = 'reads_from'
) AS d
JOIN service AS s ON s.name = d.service
JOIN service AS p ON p.name = d.provider
WHERE d.confidence <> 'possible' AND s.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
  AND p.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
  AND (d.declared = 'yes' OR d.via <> 'api'
       -- payment-gateway, with tables of its own, is a service as any other.
       OR NOT EXISTS (SELECT 1 FROM service AS g WHERE g.name IN (s.name, p.name) AND g.name LIKE '%gateway%'
                      AND NOT EXISTS (SELECT 1 FROM owned_table AS o WHERE o.owner = g.name)));

-- A function that hears another service's event, or that nothing but such functions is seen to call.
CREATE VIEW handling_function (
  service,     -- The service that hears it.
  provider,    -- The service that publishes it.
  event,       -- The event.
  function,    -- The function, qualified.
  confidence,  -- How sure the subscription and the publication are.
  place        -- Where the event is heard.
) AS
WITH heard AS MATERIALIZED (
  SELECT h.service, p.service AS provider, h.event, h.function, h.place, l.file,
    CASE WHEN h.confidence > p.confidence THEN h.confidence ELSE p.confidence END AS confidence
  FROM event_use AS h
  JOIN event_use AS p ON p.event = h.event AND p.role = 'publish' AND p.scope = 'main' AND p.service <> h.service
  JOIN place AS l ON l.id = h.place
  WHERE h.role = 'subscribe' AND h.scope = 'main' AND h.function <> ''
),
step AS MATERIALIZED (
  SELECT s.caller, s.callee, s.callee_file, l.file FROM function_step AS s JOIN place AS l ON l.id = s.place
)
SELECT service, provider, event, function, confidence, place FROM heard
UNION
SELECT h.service, h.provider, h.event, s.callee, h.confidence, h.place
FROM heard AS h JOIN step AS s ON s.caller = h.function AND s.file = h.file
WHERE NOT EXISTS (SELECT 1 FROM step AS o
                  WHERE o.callee = s.callee AND o.callee_file = s.callee_file AND (o.caller <> o.callee OR o.file <> o.callee_file)
                    AND NOT EXISTS (SELECT 1 FROM heard AS e
                                    WHERE e.service = h.service AND e.provider = h.provider AND e.function = o.caller AND e.file = o.file));

-- A table that a service fills from another's events alone and reads: a copy of a table which the other one owns, by its name or that
-- name with what such copies are called behind it (customer_view). Only what the handlers write, themselves or in functions that they
-- alone call, counts, so that a table which anything else writes is none.
CREATE VIEW read_model (
  service,     -- The service that keeps the copy.
  table_id,    -- The copy.
  name,        -- Its name.
  provider,    -- The service whose data it is.
  event,       -- The event that fills it.
  confidence,  -- How sure it is: told by names.
  place        -- Where the event is heard.
) AS
WITH named AS (
  SELECT table_id, owner, name, replace(replace(replace(lower(name), '_', '') || ' ', 's ', ''), ' ', '') AS one
  FROM owned_table
),
handling AS MATERIALIZED (SELECT service, provider, event, function, confidence, place FROM handling_function)
SELECT h.service, t.table_id, t.name, h.provider, h.event, 'likely', h.place
FROM handling AS h
JOIN named AS t ON t.owner = h.service
JOIN named AS source ON source.owner = h.provider AND (t.one = source.one
  OR t.one LIKE source.one || '%view' OR t.one LIKE source.one || '%projection' OR t.one LIKE source.one || '%readmodel'
  OR t.one LIKE source.one || '%snapshot' OR t.one LIKE source.one || '%copy' OR t.one LIKE source.one || '%replica')
JOIN table_offer AS o ON o.table_id = source.table_id AND o.service = h.provider AND o.kind = 'event' AND o.name = h.event
WHERE h.confidence <> 'possible'
  AND NOT EXISTS (SELECT 1 FROM event_use AS own WHERE own.service = h.service AND own.role = 'publish' AND own.event = h.event)
  AND EXISTS (SELECT 1 FROM access AS a WHERE a.table_id = t.table_id AND a.service = h.service AND a.mode = 'write' AND a.scope = 'main'
              AND (a.function = h.function OR a.function LIKE h.function || '.%'))
  AND NOT EXISTS (SELECT 1 FROM access AS a
                  WHERE a.table_id = t.table_id AND a.mode = 'write' AND a.scope = 'main'
                    AND NOT EXISTS (SELECT 1 FROM handling AS e
                                    WHERE e.service = a.service AND e.provider = h.provider
                                      AND (a.function = e.function OR a.function LIKE e.function || '.%')))
  AND EXISTS (SELECT 1 FROM access AS a
              WHERE a.table_id = t.table_id AND a.service = h.service AND a.mode = 'read' AND a.scope = 'main'
                AND NOT EXISTS (SELECT 1 FROM handling AS e
                                WHERE e.service = a.service AND (a.function = e.function OR a.function LIKE e.function || '.%')));
