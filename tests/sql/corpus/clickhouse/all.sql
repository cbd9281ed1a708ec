--- FINAL, SAMPLE and PREWHERE
--: reads hits
--: columns read hits id:r d:f u:f
SELECT id FROM hits FINAL SAMPLE 1/10 PREWHERE d = today() WHERE u = 1 SETTINGS max_threads = 1 FORMAT JSON;

--- ARRAY JOIN is no table
--: reads t
SELECT s, x FROM t LEFT ARRAY JOIN arr AS x WHERE x > 1;

--- join strictness
--: reads a, b, c
SELECT * FROM a GLOBAL ANY LEFT JOIN b USING id ASOF JOIN c ON a.id = c.id AND a.t >= c.t;

--- LIMIT BY
--: reads a
SELECT x, y FROM a ORDER BY x LIMIT 2 BY x LIMIT 10;

--- IN a table
--: reads a, b
SELECT * FROM a WHERE id IN b;

--- a WITH of values
--: reads a
WITH 1 AS one, (SELECT max(x) FROM a) AS m SELECT one + m;

--- a WITH of a query
--: reads a
WITH t AS (SELECT * FROM a) SELECT * FROM t;

--- INSERT with a format
--: writes a
INSERT INTO a (x, y) FORMAT Values (1, 2);

--- INSERT of a query
--: reads db.b
--: writes db.a
INSERT INTO TABLE db.a SELECT * FROM db.b;

--- INSERT into a function
--: reads a
INSERT INTO FUNCTION s3('x', 'CSV') SELECT * FROM a;

--- remote tables
--: reads db.hits
SELECT * FROM remote('host', db.hits);

--- numbers and system tables
SELECT * FROM numbers(10); SELECT * FROM system.parts;

--- CREATE TABLE
--: ddl db.hits
CREATE TABLE IF NOT EXISTS db.hits ON CLUSTER c (d Date, id UInt64, s LowCardinality(String), INDEX i s TYPE bloom_filter GRANULARITY 1) ENGINE = ReplacingMergeTree(d) PARTITION BY toYYYYMM(d) ORDER BY (id, d) TTL d + INTERVAL 1 MONTH SETTINGS index_granularity = 8192;

--- CREATE TABLE AS a table copies its structure
--: ddl b
CREATE TABLE b AS a ENGINE = Memory;

--- CREATE TABLE AS a query
--: reads a
--: writes b
--: ddl b
CREATE TABLE b ENGINE = Memory AS SELECT * FROM a;

--- a materialized view into a table
--: reads a
--: writes t
--: ddl v
--: view a
CREATE MATERIALIZED VIEW v TO t AS SELECT x, count() AS n FROM a GROUP BY x;

--- parameters
--: reads a
--: blind dynamic table name
SELECT * FROM a WHERE id = {id:UInt64}; SELECT * FROM {t:Identifier};

--- aliases of expressions
--: reads a
SELECT sum(x) AS s, s / 2 FROM a GROUP BY y WITH TOTALS;

--- TRUNCATE and OPTIMIZE
--: writes a
TRUNCATE TABLE IF EXISTS a; OPTIMIZE TABLE a FINAL;

--- a partition taken from another table
--: reads visits_new
--: ddl visits
ALTER TABLE visits REPLACE PARTITION '2024-01' FROM visits_new;

--- a table given by the client
--: blind dynamic table name
SELECT * FROM {source: Identifier} WHERE id = 1;

--- a mutation deletes rows
--: reads expired
--: writes sessions
--: kind dml
ALTER TABLE sessions ON CLUSTER '{cluster}' DELETE WHERE id IN (SELECT id FROM expired);

--- a mutation updates rows
--: writes db.t
--: columns write db.t a:w b:r b:w c:f
ALTER TABLE db.t UPDATE a = 1, b = b + 2 IN PARTITION 3 WHERE c = 4;

--- a query for a cluster
--: reads t
SELECT a FROM cluster('test', view(SELECT a FROM t));

--- all tables of a database
--: blind dynamic table name
TRUNCATE TABLES FROM IF EXISTS test LIKE 'users%';

--- a paste join
--: reads a, b, c
SELECT * FROM a x PASTE JOIN b y GLOBAL PASTE JOIN c;

--- tables that change places
--: ddl a, b, db.c, db.d
EXCHANGE TABLES a AND b, db.c AND db.d ON CLUSTER main;

--- the table of another server is written
--: reads s
--: writes db.t
INSERT INTO FUNCTION remote('host', db.t) SELECT * FROM s;

--- a table function that is no table is not
--: reads s
INSERT INTO FUNCTION file('x.csv', 'CSV') SELECT * FROM s;

--- a partition is copied from another table
--: reads s
--: ddl t
ALTER TABLE t ATTACH PARTITION 1 FROM s;

--- a partition is moved to another table
--: ddl d, t
ALTER TABLE t MOVE PARTITION 1 TO TABLE d;

--- a partition is moved to another disk
--: ddl t
ALTER TABLE t MOVE PARTITION 1 TO DISK 'slow';

--- remote tables by database and table
--: reads db.a, db.b, db.c, d
--: writes db.e
INSERT INTO FUNCTION remoteSecure('host', 'db', 'e') SELECT * FROM remote('host', db, a, 'user', 'password'), remote('host', 'db.b'), cluster('c', db.c, rand()), cluster('c', d, rand());

--- comments of three kinds
--: reads t
SELECT a // FROM x
  , b # FROM y
  #! FROM z
FROM t;

--- IF EXISTS within ALTER
--: ddl t
ALTER TABLE t MATERIALIZE INDEX IF EXISTS i IN PARTITION '20240403';

--- a temporary table is emptied
TRUNCATE TEMPORARY TABLE IF EXISTS t;

--- columns named as keywords are
--: reads t
--: columns read t end:r end:f end:g end:o limit:r offset:r start:r start:f
SELECT max(end), CASE WHEN end > start THEN limit ELSE offset END AS active FROM t WHERE end > start GROUP BY end ORDER BY end;

--- parameters of lambdas, units and aliases are no columns
--: reads t
--: columns read t a:r b:r c:g d:r e:r
SELECT arrayMap(x -> x + a, b) AS m, arrayMap((x, y) -> x * y, d, e), DATE_DIFF(DAY, a, b) AS n FROM t WHERE n > 1 GROUP BY GROUPING SETS ((c), ());

--- tables of MySQL and PostgreSQL
--: reads sales.lines, shop.orders, shop.public.customers
SELECT * FROM mysql('db:3306', 'shop', 'orders', 'u', 'p') o JOIN postgresql('pg:5432', 'shop', 'customers', 'u', 'p', 'public') c ON c.id = o.customer JOIN mysql(kept, database = 'sales', table = 'lines') l ON l.order = o.id;

--- INSERT into MySQL
--: reads orders
--: writes shop.orders
INSERT INTO FUNCTION mysql('db:3306', 'shop', 'orders', 'u', 'p') SELECT * FROM orders;

--- files and addresses are no tables
SELECT * FROM s3('https://bucket/orders.csv', 'CSV') a, url('https://host/x', 'JSON') b;

--- a table named join
--: reads hits
--: writes join
--: ddl join
DROP TABLE IF EXISTS join; CREATE TABLE join (id UInt64) ENGINE = Join(SEMI, LEFT, id); INSERT INTO join SELECT id FROM hits;

--- a text in dollars
--: reads orders
SELECT $a$ FROM it; $a$ FROM orders;

--- a cluster is no table
ALTER ROW POLICY IF EXISTS p ON CLUSTER c ON shop.orders RENAME TO q;

--- rows of a table called index
--: writes index
ALTER TABLE index UPDATE a = 1 WHERE b = 2;

--- a heredoc has a tag
--: reads orders
SELECT a FROM orders WHERE d = $text$ UNION ALL SELECT a FROM lines WHERE d = $text$;
