--- a path into a variant
--: reads raw.events
--: columns read raw.events body:r
SELECT body:user.id::int, body:items[0].sku::string AS sku FROM raw.events;

--- FLATTEN
--: reads events
SELECT f.value:name FROM events e, LATERAL FLATTEN(input => e.body:items, outer => true) f;

--- TABLE of a function
--: reads a
SELECT t.value FROM a, TABLE(SPLIT_TO_TABLE(a.x, ',')) t;

--- a stage is no table
SELECT t.$1, t.$2 FROM @stage/path (FILE_FORMAT => 'csv') t;

--- COPY INTO a table
--: writes db.s.orders
COPY INTO db.s.orders (id, total) FROM @stage/orders FILE_FORMAT = (TYPE = CSV) PATTERN = '.*csv';

--- COPY INTO a table from a query over a stage
--: writes orders
COPY INTO orders FROM (SELECT $1, $2 FROM @stage t);

--- COPY INTO a stage reads
--: reads orders
COPY INTO @stage/out FROM orders FILE_FORMAT = (TYPE = PARQUET);

--- COPY INTO a stage from a query
--: reads a, b
COPY INTO 's3://bucket/x' FROM (SELECT * FROM a JOIN b USING (id));

--- QUALIFY
--: reads orders
--: columns read orders created:o id:g id:r
SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY created DESC) = 1;

--- time travel
--: reads a, b
SELECT * FROM a AT (TIMESTAMP => '2020-01-01'::timestamp) x JOIN b BEFORE (STATEMENT => 'q') y ON x.id = y.id;

--- a clone reads
--: reads orders
--: writes copy_of_orders
--: ddl copy_of_orders
CREATE OR REPLACE TABLE copy_of_orders CLONE orders AT (OFFSET => -60);

--- CREATE TABLE with grants kept
--: ddl a
CREATE OR REPLACE TRANSIENT TABLE a (id NUMBER AUTOINCREMENT, v VARIANT) COPY GRANTS CLUSTER BY (id);

--- CREATE TABLE AS
--: reads b
--: writes a
--: ddl a
CREATE OR REPLACE TABLE a AS SELECT * FROM b;

--- INSERT OVERWRITE
--: reads b
--: writes a
INSERT OVERWRITE INTO a SELECT * FROM b;

--- a multi-table insert
--: reads src
--: writes a, b
INSERT ALL WHEN n > 1 THEN INTO a ELSE INTO b (n) VALUES (n) SELECT n FROM src;

--- MERGE
--: reads src
--: writes db.s.tgt
MERGE INTO db.s.tgt t USING src s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v);

--- UPDATE FROM and DELETE USING
--: reads b, d
--: writes a, c
UPDATE a SET x = b.x FROM b WHERE a.id = b.id; DELETE FROM c USING d WHERE c.id = d.id;

--- IDENTIFIER of a constant
--: reads db.s.orders
SELECT * FROM IDENTIFIER('db.s.orders');

--- IDENTIFIER of a variable is a blind spot
--: blind dynamic table name
SELECT * FROM IDENTIFIER($t);

--- IDENTIFIER of nothing
--: blind dynamic table name
SELECT * FROM IDENTIFIER('');

--- TABLE of a name
--: reads orders
SELECT * FROM TABLE('orders');

--- a semantic view
--: reads sales
SELECT * FROM SEMANTIC_VIEW(sales METRICS total DIMENSIONS region);

--- MATCH_RECOGNIZE
--: reads ticks
SELECT * FROM ticks MATCH_RECOGNIZE (PARTITION BY s ORDER BY t MEASURES a.p AS x PATTERN (a b+) DEFINE b AS p > 1);

--- an ASOF join
--: reads quotes, trades
SELECT * FROM trades t ASOF JOIN quotes q MATCH_CONDITION (t.at >= q.at) ON t.s = q.s;

--- a scripting block
--: reads a
--: writes b
EXECUTE IMMEDIATE $$ BEGIN LET n INT := (SELECT COUNT(*) FROM a); INSERT INTO b VALUES (:n); END $$;

--- a procedure in SQL
--: routine read a
--: routine write b
CREATE OR REPLACE PROCEDURE p() RETURNS VARCHAR LANGUAGE SQL AS $$ BEGIN INSERT INTO b SELECT * FROM a; RETURN 'x'; END $$;

--- a procedure in another language
CREATE PROCEDURE p() RETURNS VARCHAR LANGUAGE JAVASCRIPT AS $$ snowflake.execute({sqlText: "DELETE FROM a"}); $$;

--- a dynamic table
--: reads orders
--: writes d
--: ddl d
CREATE DYNAMIC TABLE d TARGET_LAG = '1 minute' WAREHOUSE = w AS SELECT * FROM orders;

--- a task runs a statement
--: routine write log
--: routine read a
CREATE OR REPLACE TASK t1 WAREHOUSE = w SCHEDULE = '5 MINUTE' AS INSERT INTO log (n) SELECT n FROM a;

--- an event table
--: ddl traces
CREATE EVENT TABLE IF NOT EXISTS traces;

--- a dynamic Iceberg table
--: ddl d
--: writes d
--: reads a
CREATE DYNAMIC ICEBERG TABLE d TARGET_LAG = '1 hour' WAREHOUSE = w AS SELECT x FROM a;

--- a search service is filled by a query
--: reads shop.texts
CREATE CORTEX SEARCH SERVICE s ON body ATTRIBUTES lang WAREHOUSE = w TARGET_LAG = '1 day' AS SELECT body, lang FROM shop.texts;

--- a copy with its tags
--: reads a
--: writes b
--: ddl b
CREATE TABLE b CLONE a COPY GRANTS COPY TAGS;

--- files between stages
COPY FILES INTO '@s/x' FROM '@t/x';

--- fetching a file
GET @~/out file:///tmp/out;

--- IDENTIFIER in parts
--: ddl db.sc.t
CREATE TABLE IDENTIFIER('db').IDENTIFIER('sc').IDENTIFIER('t') (id INT);

--- a table's name in a text, with blanks
--: reads mydb.MySchema.mytable
SELECT * FROM TABLE($$MYDB. "MySchema"."MYTABLE"$$);

--- a directed join
--: reads a, b
SELECT a.id FROM a x DIRECTED JOIN b y ON x.id = y.id;

--- LET
--: reads orders, items
LET c CURSOR FOR SELECT * FROM orders; LET r RESULTSET := (SELECT * FROM items); LET n INT := 1; LET x := n + 1;

--- a procedure of a query's own
--: reads a
--: calls p
WITH p AS PROCEDURE (x INT) RETURNS INT LANGUAGE SQL AS $$ BEGIN SELECT * FROM a; RETURN x; END; $$ CALL p(1);

--- definitions of a project
DEFINE TAG cost_center COMMENT = 'x';

--- a table with the columns of files
--: ddl t
CREATE TABLE t USING TEMPLATE (SELECT ARRAY_AGG(x) FROM TABLE(INFER_SCHEMA(LOCATION => '@stage')));

--- a comment behind two slashes
--: reads t
SELECT a // FROM x
FROM t;

--- PIVOT reads what it turns
--: reads t
--: columns read t *:r a:r b:r
SELECT p.* FROM t PIVOT (MAX(a) AS m FOR b IN ('x', 'y')) AS p;

--- UNPIVOT reads the columns it lists
--: reads t
--: columns read t *:r jan:r feb:r
SELECT * FROM t UNPIVOT (sales FOR month IN (jan, feb AS february));

--- a column named prior
--: reads t
--: columns read t prior:f prior:r
SELECT prior FROM t WHERE prior IS NULL;

--- GET from a quoted stage
GET '@stage/my folder' 'file:///tmp/out';

--- a quoted name with a dot is not one of two parts
--: reads orders, shop.totals
WITH "shop.totals" AS (SELECT 1 FROM orders) SELECT * FROM shop.totals;

--- a service from its specification
CREATE SERVICE echo IN COMPUTE POOL p FROM SPECIFICATION $$x$$;

--- a service from a specification's template
CREATE SERVICE echo IN COMPUTE POOL p FROM SPECIFICATION_TEMPLATE 'x';

--- a project from a place
CREATE DBT PROJECT p FROM snow://x;

--- what SHOW tells in FROM
--: reads orders
SELECT * FROM (SHOW TABLES) JOIN orders;

--- a table called show in parentheses
--: reads orders, show
SELECT * FROM (show s JOIN orders o ON o.id = s.id);

--- a view called index is dropped
--: ddl index
DROP VIEW index;
