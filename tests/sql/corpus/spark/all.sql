--- LATERAL VIEW
--: reads orders
SELECT o.id, i.sku FROM orders o LATERAL VIEW OUTER explode(o.items) t AS i;

--- INSERT OVERWRITE with a partition
--: reads b
--: writes a
INSERT OVERWRITE TABLE a PARTITION (d = '2020', h) IF NOT EXISTS SELECT x, h FROM b;

--- INSERT REPLACE WHERE
--: reads b
--: writes a
INSERT INTO a REPLACE WHERE d = '2020' SELECT * FROM b;

--- INSERT OVERWRITE of a directory reads
--: reads b
INSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT * FROM b;

--- FROM first
--: reads src
--: writes a, b
FROM src INSERT INTO a SELECT x WHERE y > 1 INSERT OVERWRITE TABLE b SELECT z;

--- MERGE of all columns
--: reads s
--: writes t
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *;

--- MERGE that deletes what is gone
--: reads s
--: writes t
MERGE WITH SCHEMA EVOLUTION INTO t USING s ON t.id = s.id WHEN NOT MATCHED BY SOURCE THEN DELETE;

--- time travel
--: reads a, b
SELECT * FROM a VERSION AS OF 5 JOIN b TIMESTAMP AS OF '2020-01-01' USING (id);

--- a file is no table
SELECT * FROM parquet.`/data/x.parquet`;

--- CREATE TABLE USING
--: ddl a
CREATE TABLE a (id BIGINT, s STRUCT<x: INT, y: ARRAY<STRING>>) USING delta PARTITIONED BY (id) TBLPROPERTIES ('k' = 'v');

--- CREATE TABLE AS
--: reads b
--: writes a
--: ddl a
CREATE TABLE a USING parquet OPTIONS (compression 'snappy') AS SELECT * FROM b;

--- a temporary view
--: view a
CREATE OR REPLACE TEMPORARY VIEW v AS SELECT * FROM a; SELECT * FROM v;

--- semi and anti joins
--: reads a, b, c
SELECT * FROM a LEFT SEMI JOIN b ON a.id = b.id LEFT ANTI JOIN c ON a.id = c.id;

--- TRANSFORM
--: reads a
SELECT TRANSFORM (x, y) USING 'cat' AS (x STRING, y INT) FROM a;


--- a CTE without AS
--: reads a
WITH t (SELECT * FROM a) SELECT * FROM t;

--- hints
--: reads a, b
SELECT /*+ BROADCAST(b) */ * FROM a JOIN b USING (id) DISTRIBUTE BY id SORT BY x;

--- a shallow clone
--: reads a
--: writes b
--: ddl b
CREATE TABLE b SHALLOW CLONE a;

--- COPY INTO
--: writes a
COPY INTO a FROM '/data' FILEFORMAT = CSV;

--- cache and refresh
CACHE TABLE a; UNCACHE TABLE a; REFRESH TABLE a; MSCK REPAIR TABLE a; ANALYZE TABLE a COMPUTE STATISTICS;

--- TRANSFORM with a row format
--: reads people
SELECT TRANSFORM (id, name) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' USING 'cat' AS (a STRING, b STRING) FROM people WHERE id > 1;

--- statistics of all tables of a schema
ANALYZE TABLES FROM shop COMPUTE STATISTICS NOSCAN;

--- changes captured into a table
--: reads raw.users
--: writes live.users
APPLY CHANGES INTO live.users FROM STREAM (raw.users) KEYS (id) APPLY AS DELETE WHEN op = 'D' SEQUENCE BY at STORED AS SCD TYPE 1;

--- a flow that captures changes
--: reads raw.users
--: writes users
CREATE FLOW f AS AUTO CDC INTO users FROM stream(raw.users) KEYS (id) SEQUENCE BY at;

--- TRANSFORM with the formats of its rows
--: reads person
SELECT TRANSFORM (zip, name) ROW FORMAT SERDE 'x.LazySimpleSerDe' WITH SERDEPROPERTIES ('field.delim' = '|') USING 'cat' AS (a STRING, b STRING) ROW FORMAT SERDE 'x.LazySimpleSerDe' FROM person WHERE zip > 9;

--- a stream in parentheses
--: reads raw.events
--: writes silver
--: ddl silver
CREATE OR REFRESH STREAMING TABLE silver AS SELECT a FROM STREAM (raw.events);

--- REPLACE TABLE
--: reads source
--: writes target
--: ddl target
REPLACE TABLE target SHALLOW CLONE source;

--- UNPIVOT INCLUDE NULLS
--: reads t
--: columns read t *:r a:r b:r
SELECT * FROM t UNPIVOT INCLUDE NULLS (v FOR q IN (a AS `x`, t.b AS `y`));

--- MERGE of all columns but some
--: reads changes
--: writes orders
MERGE INTO orders USING changes ON orders.id = changes.id WHEN MATCHED THEN UPDATE SET * EXCEPT (seen) WHEN NOT MATCHED THEN INSERT * EXCEPT (seen);

--- a function in Python says nothing of tables
CREATE FUNCTION main.greet(s STRING) RETURNS STRING LANGUAGE PYTHON AS $$
def greet(name):
  return "DELETE FROM orders; " + name
return greet(s)
$$;

--- a parameter between dollars is no text
--: reads lines, orders
SELECT a FROM orders WHERE d = $start$ UNION ALL SELECT a FROM lines WHERE d = $start$;
