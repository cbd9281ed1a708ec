--- nothing tells: PostgreSQL's grammar
--: reads a, b
SELECT a.x FROM a JOIN b ON a.id = b.id;

--- backquotes
--: reads orders
SELECT `id` FROM `orders` LIMIT 1, 2;

--- brackets
--: reads dbo.orders
SELECT TOP 1 [Id] FROM [dbo].[Orders];

--- a user table
--: reads user
SELECT * FROM user WHERE id = 1;

--- brackets of arrays
--: reads a
SELECT x[1], ARRAY[1, 2] FROM a;

--- two statements of which one is a mystery
--: reads a
--: blind unreadable statement
SELECT * FROM a; frobnicate the database;

--- a trailing semicolon and comments
--: reads a
-- SELECT * FROM b
/* SELECT * FROM c */ SELECT * FROM a; -- the end

--- no statement at all
--: refused
hello world

--- Oracle's outer join is seen
--: reads a, b
SELECT * FROM a, b WHERE a.id = b.id (+);

--- MySQL's upsert is seen
--: writes a
INSERT INTO a (x) VALUES (1) ON DUPLICATE KEY UPDATE x = 2;

--- Teradata: SEL
--: reads person
SEL name, age FROM person;

--- Teradata: INS
--: reads b
--: writes a
INS INTO a SELECT * FROM b;

--- Teradata: UPD
--: writes a
UPD a SET x = 1 WHERE y = 2;

--- Teradata: DEL
--: reads b
--: writes a
DEL FROM a WHERE id IN (SELECT id FROM b);

--- Teradata: NORMALIZE
--: reads project
SELECT NORMALIZE ON MEETS OR OVERLAPS emp, span FROM project;

--- Teradata: statistics
COLLECT STATISTICS COLUMN (a) ON shop.orders;

--- UPSERT
--: reads b
--: writes a
UPSERT INTO a (x) SELECT x FROM b;

--- a linked database
--: reads far.orders
SELECT * FROM orders@far;

--- a CTE that is recursive without the word
--: reads staff
WITH tree (id, boss) AS (SELECT id, boss FROM staff WHERE boss IS NULL UNION ALL SELECT s.id, s.boss FROM staff s JOIN tree t ON t.id = s.boss) SELECT * FROM tree;

--- a CTE that hides a table of its name
--: reads orders
WITH orders AS (SELECT * FROM orders WHERE paid = 1) SELECT * FROM orders;

--- a name in single quotes
--: reads revenue
SELECT r.year FROM 'revenue' r;

--- a file
SELECT * FROM 'data/revenue.parquet';

--- a comma too many
--: reads b
SELECT a FROM b, HAVING COUNT(*) > 1;

--- DELETE FROM TABLE
--: writes a
DELETE FROM TABLE a WHERE x = 1;

--- DuckDB: SUMMARIZE of a query
--: reads a
SUMMARIZE SELECT * FROM a;

--- DuckDB: PIVOT_WIDER
--: reads cities
PIVOT_WIDER cities ON year USING SUM(people);

--- Exasol: IF as an expression
--: reads persons
SELECT name, IF age < 18 THEN 'young' ELSE 'old' ENDIF AS what FROM persons;

--- Vertica: joins of its own
--: reads a, b
SELECT a.x FROM (a NULLAWARE ANTI JOIN b ON a.id = b.id);

--- Vertica: two tables renamed at once
--: ddl s.a, s.b
ALTER TABLE s.a, s.b RENAME TO c, d;

--- Athena: a function of its own
--: reads t
USING EXTERNAL FUNCTION f(x VARCHAR) RETURNS VARCHAR LAMBDA 'name' SELECT f(a) FROM t;

--- Exasol: DELETE *
--: writes staff
DELETE * FROM staff;

--- Exasol: an export of a query
--: reads t
EXPORT (SELECT * FROM t WHERE id = 3) INTO FBV AT my_connection FILE 't1.fbv';

--- Teradata: settings of a session
SET QUERY_BAND = 'priority=high;' UPDATE FOR SESSION;

--- a name of WITH is updated: T-SQL, not PostgreSQL
--: reads s
--: writes s
WITH c AS (SELECT * FROM s) UPDATE c SET a = 1;

--- a name of WITH is deleted from
--: reads s
--: writes s
WITH c AS (SELECT *, row_number() OVER (ORDER BY a) AS n FROM s) DELETE FROM c WHERE n > 1;

--- a WITH that names itself behind a comma
--: reads base
WITH t (n) AS (SELECT a FROM base UNION ALL SELECT n + 1 FROM base b, t WHERE n < 3) SELECT * FROM t;

--- a WITH whose union begins with the table of its name
--: reads old_t, t
WITH t AS (SELECT a FROM t UNION ALL SELECT a FROM old_t) SELECT * FROM t;

--- Exasol: a table goes out
--: reads t
EXPORT t (a, b) INTO CSV AT c FILE 'x.csv';

--- Exasol: a table comes in, with a table for its errors
--: writes log, t
IMPORT INTO t (a) FROM ORA AT c STATEMENT 'SELECT * FROM far' ERRORS INTO log REJECT LIMIT 10;

--- Teradata: a copy
--: reads s
--: writes n
--: ddl n
CREATE TABLE n AS s WITH DATA;

--- Teradata: a copy without rows
--: ddl n
CREATE TABLE n AS s WITH NO DATA;

--- Teradata: what is meant for the client
--: reads t
.LOGON host/user,password
SELECT a FROM t;
.IF ERRORCODE > 0 THEN .QUIT 4

--- CASE in a struct
--: reads x
--: columns read x a:r i:r
SELECT {'a': CASE i % 4 WHEN 0 THEN {'x': a, 'y': a + 1} ELSE NULL END} FROM x;

--- a database is copied
COPY FROM DATABASE a TO b;

--- MERGE by common columns
--: reads s
--: writes t
MERGE INTO t USING s USING (a, b) WHEN MATCHED THEN UPDATE SET x = s.x;

--- what describes a query or turns a table, in FROM
--: reads a, b, c
SELECT * FROM (DESCRIBE SELECT x FROM a LIMIT 5) t, (SUMMARIZE b) u, (UNPIVOT c ON "x" AS y, "z" INTO NAME d VALUE e);

--- an alias before its table
--: reads a
SELECT * FROM "b" : a;

--- the values of JSON made of keys and values
--: reads t
--: columns read t a:r
SELECT JSON_OBJECT('id': a) FROM t;

--- a parenthesis that was never opened ends no lambda's parameters
--: reads t
--: columns read t a:r
SELECT a[ ) -> a FROM t;

--- a function before an arrow is no lambda's parameters
--: reads orders
--: columns read orders extra:r id:o lang:r payload:r
SELECT coalesce(payload, extra) -> lang FROM orders QUALIFY row_number() OVER (ORDER BY id) = 1;

--- DuckDB: names of tables in single quotes
--: writes orders
--: ddl old, orders
CREATE TABLE 'orders' AS SELECT * FROM 'orders.parquet'; INSERT INTO 'orders' VALUES (1); DROP TABLE 'old';

--- DuckDB: a list comprehension's name is no column
--: reads orders
--: columns read orders limits:r lines:r
SELECT [x + limits FOR x IN lines IF x > 2] AS big FROM orders QUALIFY true;

--- DuckDB: REPLACE without parentheses
--: reads orders
--: columns read orders *:r total:r
SELECT * REPLACE total + 1 AS total FROM orders;

--- DuckDB: a query that describes
--: reads orders
PREPARE p AS (SUMMARIZE SELECT * FROM orders WHERE id = $1);

--- DuckDB: MERGE by the columns' names
--: reads changes
--: writes orders
MERGE INTO orders USING changes USING (id) WHEN MATCHED THEN UPDATE BY NAME WHEN NOT MATCHED BY TARGET THEN INSERT BY NAME WHEN NOT MATCHED BY SOURCE THEN DELETE;

--- a client's DELIMITER is no option of COPY
--: writes orders
COPY orders (id, total) FROM 'orders.csv' WITH (
  DELIMITER ';',
  HEADER true
);

--- arrows between columns are no lambdas
--: reads orders
--: columns read orders lang:r payload:r
SELECT o.payload -> o.lang FROM orders o QUALIFY true;

--- H2: MERGE of rows
--: reads incoming
--: writes orders, stock
MERGE INTO orders (id, total) KEY (id) VALUES (1, 2); MERGE INTO stock KEY (id) SELECT * FROM incoming;

--- H2: what a REPLACE leaves
--: writes orders
SELECT * FROM FINAL TABLE (REPLACE INTO orders VALUES (1, 2));

--- Flink: EXECUTE INSERT
--: reads incoming
--: writes orders, payments
EXECUTE INSERT INTO orders SELECT * FROM incoming; STATEMENT SET BEGIN INSERT INTO payments VALUES (1); END;

--- Exasol: files are no tables
--: reads orders
EXPORT orders INTO CSV AT far FILE 'o.csv' ERRORS INTO LOCAL CSV FILE 'e.csv' REJECT LIMIT 1;

--- Exasol: rows from elsewhere
--: reads orders
SELECT * FROM orders JOIN (IMPORT FROM EXA AT far STATEMENT 'SELECT 1') AS i USING (id);

--- Exasol: rows that break a key
--: reads customers, orders
SELECT * WITH INVALID FOREIGN KEY (customer_id) FROM orders REFERENCING customers;

--- Materialize: a sink reads its table
--: reads orders
CREATE SINK s FROM orders INTO KAFKA CONNECTION c (TOPIC 'orders') FORMAT JSON;

--- a client's import that names no table
--: writes orders
.IMPORT VARTEXT ',' FILE = orders.csv
INSERT INTO orders VALUES (:id);

--- a query of WITH under a name of two parts
--: reads orders, shop.totals
WITH shop.open_orders AS (SELECT * FROM orders WHERE open) SELECT * FROM shop.open_orders o JOIN shop.totals t ON t.id = o.id;

--- StarRocks: LOAD LABEL
--: writes orders, shop.lines
LOAD LABEL shop.today (DATA INFILE ('s3://b/o') INTO TABLE orders (id), DATA INFILE ('s3://b/l') INTO TABLE shop.lines) WITH BROKER ('k' = 'v');

--- Vertica: COPY from another Vertica
--: reads far.public.orders
--: writes orders
COPY orders FROM VERTICA far.public.orders DIRECT;

--- DuckDB: a table from a file, FROM first
--: writes orders
--: ddl orders
CREATE TABLE orders AS FROM 'orders.parquet';

--- DuckDB: what describes a query of PostgreSQL's functions
SELECT column_name FROM (DESCRIBE SELECT * FROM generate_series(1, 2) t(i));

--- rows that a trigger's change made are no table
--: routine read customers
--: routine write log
--: ddl orders
CREATE TRIGGER noted AFTER INSERT ON orders REFERENCING NEW TABLE AS fresh OLD TABLE AS gone FOR EACH STATEMENT INSERT INTO log SELECT f.id FROM fresh f JOIN customers c ON c.id = f.customer_id;

--- DuckDB: lists in lists are no names in brackets
--: reads orders
SELECT f([[x] FOR x IN lines]), [g(a, [b])] FROM orders;

--- DuckDB: what is described, summarized and turned inside FROM
--: reads customers, lines, orders
SELECT * FROM (DESCRIBE TABLE orders) a, (SUMMARIZE SELECT id::text FROM customers) b, (UNPIVOT lines ON "a (1)", "b (2)" INTO NAME n VALUE v) c, (DESCRIBE PIVOT orders ON month USING sum(total)) d;

--- DuckDB: what a recursion keeps by key
--: reads edges
WITH RECURSIVE t (k, v) USING KEY (k) AS (SELECT 1, 0 UNION SELECT e.k, r.v + 1 FROM edges e JOIN recurring.t r ON r.k = e.parent) SELECT * FROM t;

--- outside of what is kept by key recurring is a schema
--: reads edges, recurring.t
WITH RECURSIVE t (k, v) USING KEY (k) AS (SELECT 1, 0 UNION SELECT e.k, r.v FROM edges e JOIN recurring.t r ON r.k = e.parent) SELECT * FROM t JOIN recurring.t u ON u.k = t.k;

--- a name in brackets with parentheses in it
--: reads orders (old)
SELECT [Id] FROM [Orders (old)];

--- an UPDATE of a name in brackets with parentheses in it
--: writes orders (old)
UPDATE [Orders (old)] SET [a] = 1;

--- names in brackets with commas and years in them
--: reads orders, old, sales facts (2020)
SELECT [a] FROM [Sales Facts (2020)] f JOIN [Orders, old] o ON o.id = f.id;

--- a sink from a table whose name is a keyword too
--: reads data
CREATE SINK s FROM data INTO KAFKA CONNECTION c (TOPIC 'orders') FORMAT JSON;

--- a sink from another such table
--: reads role
CREATE SINK s FROM role WITH (connector = 'kafka');

--- StarRocks: LOAD LABEL from a table
--: reads staged
--: writes orders
LOAD LABEL shop.today (DATA FROM TABLE staged INTO TABLE orders);

--- a table called index is dropped
--: ddl index
DROP TABLE index;
