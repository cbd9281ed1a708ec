--- INSERT OR REPLACE
--: writes settings
INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2);

--- INSERT OR IGNORE of a query
--: reads a
--: writes b
INSERT OR IGNORE INTO b SELECT * FROM a;

--- an upsert
--: writes counters
--: columns write counters id:f id:w n:r n:w
INSERT INTO counters (id, n) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = n + excluded.n RETURNING n;

--- an upsert that does nothing
--: writes counters
INSERT INTO counters (id) VALUES (1) ON CONFLICT DO NOTHING;

--- an upsert of a query
--: reads a
--: writes b
INSERT INTO b (id) SELECT id FROM a WHERE true ON CONFLICT (id) DO UPDATE SET x = 1 WHERE b.x < 1;

--- UPDATE FROM
--: reads inventory
--: writes orders
UPDATE orders SET n = i.n FROM (SELECT id, n FROM inventory) AS i WHERE orders.id = i.id;

--- UPDATE OR IGNORE
--: writes orders
UPDATE OR IGNORE orders SET n = 1 WHERE id = 1;

--- DELETE with RETURNING
--: writes main.orders_old, orders
DELETE FROM main.orders_old AS o WHERE o.id = 1 RETURNING *; DELETE FROM orders INDEXED BY i WHERE id = 2;

--- names in brackets, backquotes, double and single quotes
--: reads a, b, c d, e
SELECT * FROM [a], `b`, "c d", 'e';

--- INDEXED BY
--: reads a, b
SELECT * FROM a INDEXED BY i JOIN b NOT INDEXED ON a.id = b.id;

--- a table as the right side of IN
--: reads a, b
SELECT * FROM a WHERE id IN b;

--- table functions
--: reads docs
SELECT j.value FROM docs, json_each(docs.body, '$.x') AS j, generate_series(1, 5);

--- catalogues and PRAGMA
SELECT name FROM sqlite_master; PRAGMA table_info(orders); SELECT * FROM pragma_table_info('x');

--- GLOB and MATCH
--: reads a, f
SELECT * FROM a WHERE x GLOB 'b*' UNION SELECT * FROM f WHERE f MATCH 'word';

--- recursive
--: reads edges
WITH RECURSIVE r(x) AS (VALUES (1) UNION SELECT e.b FROM edges e, r WHERE e.a = r.x) SELECT x FROM r;

--- CREATE TABLE
--: ddl t
CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT REFERENCES u(id) DEFERRABLE INITIALLY DEFERRED, b AS (a || 'x') STORED) WITHOUT ROWID, STRICT;

--- CREATE VIRTUAL TABLE
--: ddl f
CREATE VIRTUAL TABLE f USING fts5(title, body, content='articles');

--- a temporary table
--: reads a
CREATE TEMP TABLE t AS SELECT * FROM a; INSERT INTO t VALUES (1);

--- a trigger
--: ddl orders
--: routine read a
--: routine write audit, orders
CREATE TRIGGER g AFTER UPDATE OF n ON orders WHEN new.n > 1 BEGIN INSERT INTO audit SELECT old.id, x FROM a; UPDATE orders SET n = CASE WHEN n > 1 THEN 1 ELSE 2 END; END;

--- ALTER TABLE
--: ddl a, b
ALTER TABLE a RENAME COLUMN x TO y; ALTER TABLE b ADD COLUMN c INT; ALTER TABLE a RENAME TO a2;

--- REPLACE
--: reads b
--: writes a
REPLACE INTO a SELECT * FROM b;

--- ATTACH and transactions
BEGIN IMMEDIATE; ATTACH 'x.db' AS x; SAVEPOINT s; RELEASE s; COMMIT; VACUUM; REINDEX;

--- an attached database
--: reads x.orders
SELECT * FROM x.orders;

--- the schema of temporary tables
--: reads main.t
SELECT * FROM main.t JOIN temp.x USING (id);

--- commands of the client
--: reads t
--: writes order items, orders
.mode csv
.import data.csv orders
.import --skip 1 'more data.csv' "order items"
.read other.sql
SELECT 1 FROM t;

--- an arrow is a path of JSON
--: reads orders
--: columns read orders extra:r lang:r payload:r
SELECT coalesce(o.payload, o.extra) -> o.lang FROM orders o;

--- a column is the path of JSON
--: reads orders
--: columns read orders lang:r payload:r
SELECT payload -> lang FROM orders;

--- .import with options behind
--: writes lines, main orders, orders
.import data.csv orders --skip 1
.import --csv 'more data.csv' "main orders" -v
.import --schema main data.csv lines

--- a table called index is altered
--: ddl index
ALTER TABLE index ADD COLUMN a int;
