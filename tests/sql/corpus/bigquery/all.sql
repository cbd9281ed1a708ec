--- a name in one pair of quotes
--: reads my-project.shop.orders
SELECT * FROM `my-project.shop.orders`;

--- a project with dashes
--: reads my-project.shop.orders
SELECT * FROM my-project.shop.orders AS o WHERE o.id = 1;

--- names keep their case
--: reads shop.Orders
SELECT * FROM shop.Orders;

--- a wildcard table
--: reads shop.events_*
SELECT * FROM `shop.events_*` WHERE _TABLE_SUFFIX BETWEEN '20200101' AND '20200131';

--- UNNEST and correlated arrays
--: reads shop.orders
SELECT i.sku, x FROM shop.orders o, o.items AS i, UNNEST(o.tags) AS x WITH OFFSET AS pos;

--- EXCEPT and REPLACE of a star
--: reads a
--: columns read a *:r y:r
SELECT * EXCEPT (x) REPLACE (y + 1 AS y) FROM a;

--- EXCEPT DISTINCT
--: reads a, b
SELECT x FROM a EXCEPT DISTINCT SELECT x FROM b;

--- structs and arrays
--: reads a
SELECT STRUCT<x INT64, y STRING>(1, 'a'), ARRAY<INT64>[1, 2], ARRAY(SELECT AS STRUCT id FROM a), [1, 2][OFFSET(0)];

--- double quotes and triple quotes are text
--: reads a
SELECT "FROM b", '''it's
FROM c''', r'\FROM d' FROM a;

--- MERGE without INTO
--: reads shop.src
--: writes shop.tgt
MERGE shop.tgt T USING shop.src S ON T.id = S.id WHEN MATCHED THEN UPDATE SET v = S.v WHEN NOT MATCHED THEN INSERT ROW;

--- INSERT without INTO
--: reads shop.b
--: writes shop.a
INSERT shop.a (x) SELECT x FROM shop.b;

--- DELETE without FROM
--: reads shop.b
--: writes shop.a
DELETE shop.a WHERE id IN (SELECT id FROM shop.b);

--- DELETE of all
--: writes shop.a
DELETE FROM shop.a WHERE TRUE;

--- UPDATE FROM
--: reads shop.b
--: writes shop.a
UPDATE shop.a t SET x = s.x FROM shop.b s WHERE t.id = s.id;

--- CREATE TABLE AS with options
--: reads shop.a
--: writes shop.b
--: ddl shop.b
CREATE OR REPLACE TABLE shop.b PARTITION BY DATE(d) CLUSTER BY id OPTIONS (expiration_timestamp = NULL) AS SELECT * FROM shop.a;

--- a clone and a copy
--: reads shop.a, shop.c
--: writes shop.b, shop.d
--: ddl shop.b, shop.d
CREATE TABLE shop.b CLONE shop.a; CREATE TABLE shop.d COPY shop.c;

--- LOAD DATA
--: writes shop.a
LOAD DATA OVERWRITE shop.a FROM FILES (format = 'CSV', uris = ['gs://b/x.csv']);

--- EXPORT DATA
--: reads shop.a
EXPORT DATA OPTIONS (uri = 'gs://b/*.csv') AS SELECT * FROM shop.a;

--- pipes
--: reads shop.a, shop.b, shop.c
FROM shop.a |> WHERE x > 1 |> JOIN shop.b USING (id) |> AGGREGATE COUNT(*) AS n GROUP BY y |> UNION ALL (SELECT * FROM shop.c);

--- system time
--: reads shop.a
SELECT * FROM shop.a FOR SYSTEM_TIME AS OF TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1 HOUR);

--- models are no tables
--: reads shop.a
SELECT * FROM ML.PREDICT(MODEL shop.m, TABLE shop.a);

--- information schema
SELECT * FROM shop.INFORMATION_SCHEMA.TABLES; SELECT * FROM `region-eu`.INFORMATION_SCHEMA.JOBS;

--- scripting
--: reads shop.a
--: writes shop.b
DECLARE n INT64 DEFAULT (SELECT COUNT(*) FROM shop.a); IF n > 0 THEN INSERT INTO shop.b VALUES (n); END IF;

--- a temporary table
--: reads shop.a
CREATE TEMP TABLE t AS SELECT * FROM shop.a; SELECT * FROM t;

--- QUALIFY and WINDOW
--: reads a
SELECT x FROM a QUALIFY RANK() OVER w = 1 WINDOW w AS (PARTITION BY y ORDER BY z);

--- PIVOT
--: reads produce
SELECT * FROM produce PIVOT (SUM(sales) FOR quarter IN ('Q1', 'Q2'));

--- TRUNCATE
--: writes shop.a
TRUNCATE TABLE shop.a;

--- CREATE MODEL AS a query
--: reads shop.sales
CREATE OR REPLACE MODEL shop.m OPTIONS (model_type = 'linear_reg') AS SELECT a, b FROM shop.sales;

--- a table called pivot
--: reads foo, pivot
SELECT * FROM pivot CROSS JOIN foo;

--- a project of a domain
--: reads example.com:project-id.shop.orders
SELECT * FROM `example.com:project-id.shop.orders`;

--- an export of a query in parentheses
--: reads t
EXPORT DATA OPTIONS (uri = 'gs://bucket/*.csv', format = 'CSV') AS (SELECT * FROM t);

--- a policy and an index dropped
--: ddl shop.orders, shop.items
DROP ROW ACCESS POLICY IF EXISTS p ON shop.orders; DROP SEARCH INDEX i ON shop.items;

--- metadata go out
EXPORT TABLE METADATA FROM d.t;

--- an element of an array in FROM
--: reads a, b
SELECT 1 FROM a[x], b[1] AS t;

--- SELECT WITH a modifier
--: reads t
--: columns read t a:r a:g
SELECT WITH DIFFERENTIAL_PRIVACY OPTIONS (epsilon = 1) a, COUNT(*) FROM t GROUP BY a;

--- arrays of an outer query's table
--: reads ds.other, ds.t
--: columns read ds.t arr:r items:r
SELECT (SELECT SUM(v.x) FROM tt.items v WHERE EXISTS (SELECT 1 FROM v.sub)) FROM ds.t tt WHERE EXISTS (SELECT 1 FROM tt.arr) AND 1 IN (SELECT y FROM ds.other);

--- an array of a table that is called by its own name
--: reads t
--: columns read t a:r
SELECT 1 FROM t, t.a.b AS x;

--- pipes that bring tables and write one
--: reads t, u, v
--: writes w
FROM t |> WITH x AS (SELECT * FROM u) |> CROSS JOIN x |> IF true THEN (|> JOIN v USING (a)) ELSE (|> WHERE b) |> INSERT INTO w;

--- ASSERT
--: reads t
ASSERT (SELECT COUNT(*) FROM t) > 0 AS 'there are rows';

--- names of CTEs have no case, and may come before their query
--: reads real
WITH RECURSIVE t1 AS (SELECT * FROM t2), t2 AS (SELECT * FROM real) SELECT * FROM T1;

--- the depth of a recursion
WITH RECURSIVE f AS (SELECT 0 AS x UNION ALL SELECT x + 1 FROM f) WITH DEPTH AS i SELECT x FROM f WHERE i < 3;

--- tables that a function takes
--: routine read v
CREATE TABLE FUNCTION f(t TABLE<x INT64>, u ANY TABLE, n INT64) AS SELECT * FROM t, u, v;

--- a function in the place of a table that is an argument
--: reads a, b
SELECT * FROM f(TABLE g(TABLE a), TABLE b);

--- LEFT INTERSECT is no join
--: reads a, b
--: columns read a x:r
SELECT x FROM a LEFT INTERSECT ALL CORRESPONDING SELECT y FROM b;

--- a model of several queries
--: reads a, b
CREATE MODEL m OPTIONS (x = 1) AS (training_data AS (SELECT * FROM a), custom_holiday AS (SELECT * FROM b));

--- the policy of a table
--: ddl t
ALTER ROW ACCESS POLICY p ON t REVOKE FROM ('x');

--- a model is no table
EXPORT MODEL m.x OPTIONS (uri = 'd');

--- samples of joined tables
--: reads a, b, c, d
SELECT x FROM (a TABLESAMPLE RESERVOIR (1 ROWS) JOIN (SELECT * FROM b) TABLESAMPLE SYSTEM (1 PERCENT) JOIN (c JOIN d TABLESAMPLE SYSTEM (1 ROWS)));

--- a model of pipes
--: reads t
CREATE MODEL m AS FROM t |> SELECT key;

--- INNER UNION is no join
--: reads a, b
SELECT x FROM a INNER UNION ALL CORRESPONDING SELECT y FROM b;

--- what replaces a column of a star is read
--: reads t1, t2
--: columns read t1 *:r keep:j x:r
--: columns read t2 jid:j sec:r
SELECT t1.* REPLACE (t2.sec AS keep, t1.x + 1 AS y) FROM t1 JOIN t2 ON t1.keep = t2.jid;

--- columns named as units of time
--: reads t
--: columns read t d:r day:r x:r
SELECT DATE_SUB(day, INTERVAL 7 DAY), DATE_DIFF(d, x, DAY) FROM t;

--- subqueries in OPTIONS are read
--: reads texts
--: writes shop.orders
--: ddl shop.orders
CREATE TABLE shop.orders OPTIONS (description = (SELECT max(t) FROM texts)) AS SELECT 1 AS id;

--- subqueries in SET OPTIONS are read
--: reads texts
--: ddl shop.orders
ALTER TABLE shop.orders SET OPTIONS (description = (SELECT max(t) FROM texts), friendly_name = 'x');

--- an INSERT of what an INSERT returns
--: reads incoming
--: writes audit, orders
INSERT INTO audit (INSERT INTO orders SELECT * FROM incoming WHERE true THEN RETURN id);

--- an INSERT of what a DELETE returns
--: writes archive, orders
INSERT INTO archive SELECT * FROM (DELETE FROM orders WHERE closed THEN RETURN id);

--- a recursive pipe's name is no table
--: reads edges, roots
FROM roots |> RECURSIVE UNION ALL (FROM reached JOIN edges ON edges.parent = reached.id |> SELECT edges.id) AS reached;

--- a recursive pipe without a name
--: reads edges, roots
FROM roots |> RECURSIVE UNION ALL (SELECT * FROM edges) |> WHERE id > 1;

--- hints of tables and joins
--: reads customers, lines, orders
SELECT * FROM orders @{FORCE_INDEX=by_date} o, lines JOIN @{JOIN_METHOD=HASH_JOIN} customers USING (customer_id);

--- a weighted sample
--: reads orders, payments
SELECT id FROM orders TABLESAMPLE RESERVOIR (10 ROWS) WITH WEIGHT AS w UNION ALL SELECT id FROM payments;

--- an aggregate over the group's rows
--: reads orders
SELECT AVG(m) WITH GROUP ROWS (SELECT MAX(total) AS m FROM GROUP_ROWS() GROUP BY shop) FROM orders GROUP BY customer;

--- subqueries in a view's OPTIONS are read
--: reads texts
--: view orders
--: ddl shop.open_orders
CREATE VIEW shop.open_orders OPTIONS (description = (SELECT max(t) FROM texts)) AS SELECT * FROM orders;
