--- COPY from S3
--: writes shop.orders
COPY shop.orders (id, total) FROM 's3://b/x' IAM_ROLE 'arn:x' FORMAT AS CSV IGNOREHEADER 1;

--- UNLOAD reads what its text reads
--: reads orders
UNLOAD ('SELECT * FROM orders WHERE s = ''x''') TO 's3://b/x' IAM_ROLE 'arn:x' PARQUET;

--- distribution and sort keys
--: ddl orders
CREATE TABLE orders (id INT ENCODE az64, c INT DISTKEY, PRIMARY KEY (id)) DISTSTYLE KEY SORTKEY (id);

--- CREATE TABLE AS
--: reads b
--: writes a
--: ddl a
CREATE TABLE a DISTKEY (id) AS SELECT * FROM b;

--- a temporary table by its sign
--: reads b
CREATE TABLE #t AS SELECT * FROM b; SELECT * FROM #t;

--- DELETE USING
--: reads b
--: writes a
DELETE FROM a USING b WHERE a.id = b.id;

--- DELETE without FROM
--: writes a
DELETE a WHERE id = 1;

--- UPDATE FROM
--: reads b
--: writes a
UPDATE a SET x = b.x FROM b WHERE a.id = b.id;

--- nested data
--: reads customers
SELECT o.id FROM customers c, c.orders o;

--- UNPIVOT of nested data
--: reads c
SELECT attr, val FROM c AS c, UNPIVOT c.x[0] AS val AT attr;

--- a materialized view
--: reads orders
--: ddl mv
--: view orders
CREATE MATERIALIZED VIEW mv AUTO REFRESH YES AS SELECT id FROM orders;

--- ALTER TABLE APPEND
--: reads b
--: ddl a
ALTER TABLE a APPEND FROM b;

--- MERGE
--: reads s
--: writes t
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.v);

--- QUALIFY and TOP
--: reads orders
SELECT TOP 5 id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY c ORDER BY d) = 1;

--- a cast and a late binding view
--: ddl v
--: view a
CREATE VIEW v AS SELECT x::varchar(9) FROM a WITH NO SCHEMA BINDING;

--- CREATE MODEL from a query
--: reads visits
CREATE MODEL churn FROM (SELECT age, spent FROM visits WHERE age > 3) TARGET spent FUNCTION churn_of SETTINGS (S3_BUCKET 'b');

--- CREATE MODEL from a table
--: reads guests
CREATE MODEL groups FROM guests FUNCTION group_of AUTO OFF MODEL_TYPE KMEANS;

--- UNPIVOT of an item of FROM is no table
--: reads orders
SELECT k, v FROM orders o, o.lines AS l, UNPIVOT l AS v AT k;

--- tables of the system
--: reads a
SELECT * FROM stl_query q JOIN svv_table_info USING (table_id) JOIN a ON a.id = q.id;
