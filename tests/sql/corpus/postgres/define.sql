--- a table
--: ddl orders
--: kind ddl
CREATE TABLE orders (id bigserial PRIMARY KEY, total numeric(10, 2) NOT NULL);

--- a table in a schema, if it is not there
--: ddl sales.orders
CREATE TABLE IF NOT EXISTS sales.orders (id int);

--- a table with foreign keys names no access of the others
--: ddl items
CREATE TABLE items (order_id int REFERENCES orders (id), sku text, FOREIGN KEY (sku) REFERENCES stock);

--- a partitioned table
--: ddl events
CREATE TABLE events (at timestamptz, v int) PARTITION BY RANGE (at);

--- a partition
--: ddl events_2024
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

--- inheritance
--: ddl capitals
CREATE TABLE capitals (state text) INHERITS (cities);

--- LIKE another table
--: ddl copy_of
CREATE TABLE copy_of (LIKE orders INCLUDING ALL);

--- an unlogged table
--: ddl cache
CREATE UNLOGGED TABLE cache (k text, v text);

--- a temporary table is no table of the system
--: kind ddl
CREATE TEMP TABLE scratch (id int) ON COMMIT DROP;

--- a temporary table by its schema
CREATE TABLE pg_temp.scratch (id int);

--- a temporary table from a query reads
--: reads orders
--: kind dml
CREATE TEMPORARY TABLE scratch AS SELECT * FROM orders;

--- CREATE TABLE AS writes and defines
--: reads orders
--: writes archive
--: ddl archive
--: kind dml
CREATE TABLE archive AS SELECT * FROM orders WHERE created < '2020-01-01';

--- CREATE TABLE AS with a WITH
--: reads orders
--: writes archive
--: ddl archive
CREATE TABLE archive (a, b) AS WITH o AS (SELECT * FROM orders) SELECT id, total FROM o WITH NO DATA;

--- a view keeps what it reads
--: ddl open_orders
--: view customers, orders
--: kind ddl
CREATE OR REPLACE VIEW open_orders AS SELECT o.* FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.open;

--- a view over a CTE
--: ddl v
--: view t
CREATE VIEW v (a, b) AS WITH x AS (SELECT * FROM t) SELECT a, b FROM x;

--- a recursive view
--: ddl nums
CREATE RECURSIVE VIEW nums (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM nums WHERE n < 100;

--- a temporary view
--: view orders
CREATE TEMP VIEW v AS SELECT * FROM orders;

--- a materialized view
--: ddl daily
--: view orders
CREATE MATERIALIZED VIEW IF NOT EXISTS daily AS SELECT created::date, sum(total) FROM orders GROUP BY 1 WITH DATA;

--- a view over a hole
--: ddl v
--: blind dynamic table name
CREATE VIEW v AS SELECT * FROM ow_hole_0;

--- an index
--: ddl orders
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_x ON ONLY orders USING btree (lower(name), id DESC) INCLUDE (total) WHERE open;

--- a sequence is no table
--: kind ddl
CREATE SEQUENCE order_ids START 100 OWNED BY orders.id;

--- a foreign table
--: ddl remote_orders
CREATE FOREIGN TABLE remote_orders (id int) SERVER erp OPTIONS (schema_name 'sales', table_name 'orders');

--- a foreign server and its user
--: kind ddl
CREATE SERVER erp FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'erp', dbname 'erp');

--- a user mapping
--: kind ddl
CREATE USER MAPPING FOR app SERVER erp OPTIONS (user 'x', password 'y');

--- a foreign schema with named tables
--: ddl local.a, local.b
IMPORT FOREIGN SCHEMA remote LIMIT TO (a, b) FROM SERVER erp INTO local;

--- a foreign schema whole
--: blind foreign schema
IMPORT FOREIGN SCHEMA remote FROM SERVER erp INTO local;

--- a schema with its tables
--: ddl shop.a, shop.v
--: view shop.a
CREATE SCHEMA shop CREATE TABLE shop.a (id int) CREATE VIEW shop.v AS SELECT * FROM shop.a;

--- unqualified tables of a schema definition are in the schema
--: ddl shop.a
CREATE SCHEMA shop CREATE TABLE a (id int);

--- a schema alone
--: kind ddl
CREATE SCHEMA IF NOT EXISTS shop AUTHORIZATION app;

--- types, domains and extensions
--: kind ddl
CREATE TYPE status AS ENUM ('a', 'b');

--- a composite type is no table
CREATE TYPE address AS (street text, zip text);

--- a domain with a check
CREATE DOMAIN email AS text CHECK (VALUE ~ '@');

--- an extension
CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public;

--- statistics
CREATE STATISTICS s (dependencies) ON a, b FROM orders;

--- added, dropped and altered columns
--: ddl orders
ALTER TABLE orders ADD COLUMN note text, DROP COLUMN IF EXISTS old, ALTER COLUMN total TYPE numeric(12, 2) USING total::numeric;

--- an added foreign key
--: ddl sales.items
ALTER TABLE ONLY sales.items ADD CONSTRAINT fk FOREIGN KEY (order_id) REFERENCES sales.orders (id) ON DELETE CASCADE NOT VALID;

--- an attached partition
--: ddl events, events_2025
ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

--- a detached partition
--: ddl events, events_2020
ALTER TABLE events DETACH PARTITION events_2020;

--- a renamed table
--: ddl orders
ALTER TABLE orders RENAME TO purchases;

--- a renamed column
--: ddl orders
ALTER TABLE IF EXISTS orders RENAME COLUMN total TO amount;

--- a renamed constraint
--: ddl orders
ALTER TABLE orders RENAME CONSTRAINT a TO b;

--- a moved table
--: ddl orders
ALTER TABLE orders SET SCHEMA sales;

--- row level security switched on
--: ddl orders
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;

--- a new owner
--: ddl orders
ALTER TABLE orders OWNER TO app;

--- an altered view
--: ddl v
ALTER VIEW v ALTER COLUMN a SET DEFAULT 1;

--- an altered index is no table
ALTER INDEX orders_x RENAME TO orders_y;

--- an altered sequence is no table
ALTER SEQUENCE order_ids RESTART WITH 1;

--- a sequence altered as a table is none
ALTER SEQUENCE order_ids OWNER TO app;

--- dropped tables
--: ddl customers, sales.orders
DROP TABLE IF EXISTS customers, sales.orders CASCADE;

--- dropped views
--: ddl a, b
DROP VIEW a, b;

--- a dropped materialized view
--: ddl daily
DROP MATERIALIZED VIEW IF EXISTS daily;

--- a dropped foreign table
--: ddl remote_orders
DROP FOREIGN TABLE remote_orders;

--- dropped indexes, sequences and functions are no tables
DROP INDEX CONCURRENTLY IF EXISTS orders_x;

--- a dropped sequence
DROP SEQUENCE order_ids;

--- a dropped function
DROP FUNCTION f(int, text);

--- a dropped schema
DROP SCHEMA shop CASCADE;

--- a dropped trigger alters its table
--: ddl sales.orders
DROP TRIGGER audit ON sales.orders;

--- a comment is no access
--: kind ddl
COMMENT ON TABLE orders IS 'all orders';

--- a comment on a column
COMMENT ON COLUMN sales.orders.id IS 'the key';

--- a table that is a hole
--: blind dynamic table name
CREATE TABLE ow_hole_0 (id int);

--- a dropped hole
--: blind dynamic table name
DROP TABLE IF EXISTS ow_hole_0;

--- a trigger
--: ddl orders
--: kind routine
CREATE TRIGGER audit AFTER INSERT OR UPDATE OF total ON orders FOR EACH ROW WHEN (NEW.total > 0) EXECUTE FUNCTION audit.log();

--- a rule
--: ddl v
--: routine write orders
--: kind routine
CREATE RULE ins AS ON INSERT TO v DO INSTEAD INSERT INTO orders (id) VALUES (NEW.id);

--- a rule with several actions
--: ddl v
--: routine read rates
--: routine write a, b
CREATE OR REPLACE RULE r AS ON UPDATE TO v WHERE NEW.x > 1 DO ALSO (UPDATE a SET x = NEW.x WHERE id = OLD.id; INSERT INTO b SELECT * FROM rates);

--- a rule that does nothing
--: ddl v
CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING;

--- a policy reads when its table is used
--: ddl orders
--: routine read members
CREATE POLICY mine ON orders FOR SELECT TO app USING (team_id IN (SELECT team_id FROM members WHERE user_id = current_user));

--- an event trigger
--: kind ddl
CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION log_ddl();

--- an attribute of a type renamed is no table's
ALTER TYPE address RENAME ATTRIBUTE zip TO postcode;

--- a view whose name begins with pg_
--: ddl pg_films
--: view films
CREATE VIEW pg_films AS SELECT * FROM films WHERE rating = 'PG';
