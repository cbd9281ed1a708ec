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
--: columns read a *:r
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
