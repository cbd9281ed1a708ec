--- INSERT without INTO
--: writes orders
INSERT orders (id) VALUES (1);

--- brackets and three parts
--: reads shop.dbo.order details
--: writes archive.dbo.orders
INSERT INTO [Archive].[dbo].[Orders] ([Id]) SELECT [Id] FROM [Shop].dbo.[Order Details];

--- a database with the default schema
--: reads shop.orders
SELECT * FROM shop..orders;

--- a linked server
--: reads srv.shop.dbo.orders
SELECT * FROM srv.shop.dbo.orders;

--- UPDATE by an alias writes the table
--: reads dbo.customers, dbo.orders
--: writes dbo.orders
--: columns write dbo.orders name:w
UPDATE o SET o.name = c.name FROM dbo.orders AS o INNER JOIN dbo.customers AS c ON c.id = o.customer_id;

--- UPDATE by the table's name
--: reads customers, orders
--: writes orders
UPDATE orders SET name = c.name FROM orders INNER JOIN customers c ON c.id = orders.customer_id;

--- UPDATE from another table
--: reads t2
--: writes t1
UPDATE t1 SET a = t2.a FROM t2 WHERE t1.id = t2.id;

--- UPDATE of one table
--: writes orders
--: columns write orders a:r a:w id:f
UPDATE TOP (10) orders SET a += 1 WHERE id = @id;

--- UPDATE through a CTE
--: reads orders
--: writes orders
WITH numbered AS (SELECT id, n, ROW_NUMBER() OVER (ORDER BY id) AS r FROM orders) UPDATE numbered SET n = r;

--- UPDATE with OUTPUT INTO
--: writes audit, orders
UPDATE orders SET a = 1 OUTPUT deleted.a, inserted.a INTO audit (old, new) WHERE id = 1;

--- DELETE without FROM
--: writes orders
DELETE orders WHERE id = 1;

--- DELETE by an alias
--: reads customers, orders
--: writes orders
DELETE o FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.gone = 1;

--- DELETE FROM by an alias
--: reads orders
--: writes orders
DELETE FROM o FROM orders AS o WHERE o.id = 1;

--- DELETE FROM a table joined with others
--: reads customers, orders
--: writes orders
DELETE FROM orders FROM orders o INNER JOIN customers c ON o.c = c.id;

--- DELETE through a CTE
--: reads orders
--: writes orders
WITH d AS (SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY id) rn FROM orders) DELETE FROM d WHERE rn > 1;

--- DELETE TOP with OUTPUT
--: writes queue
DELETE TOP (1) FROM queue WITH (ROWLOCK, READPAST) OUTPUT deleted.id, deleted.body;

--- INSERT with OUTPUT INTO
--: reads staging
--: writes audit, orders
INSERT INTO orders (id) OUTPUT inserted.id INTO audit (id) SELECT id FROM staging;

--- INSERT EXEC
--: writes results
--: calls dbo.report
INSERT INTO results EXEC dbo.report @a = 1;

--- INSERT DEFAULT VALUES
--: writes orders
INSERT INTO orders DEFAULT VALUES;

--- temporary tables and table variables are none of the system
--: reads orders
SELECT * INTO #t FROM orders; INSERT INTO @v SELECT id FROM #t; UPDATE #t SET a = 1; SELECT * FROM ##g JOIN @v v ON v.id = ##g.id;

--- SELECT INTO makes a table
--: reads orders
--: writes dbo.archive
--: ddl dbo.archive
SELECT id, total INTO dbo.archive FROM orders WHERE id > 1;

--- MERGE
--: reads dbo.staging
--: writes dbo.orders
MERGE INTO dbo.orders WITH (HOLDLOCK) AS t USING dbo.staging AS s ON t.id = s.id WHEN MATCHED AND s.gone = 1 THEN DELETE WHEN MATCHED THEN UPDATE SET t.a = s.a WHEN NOT MATCHED BY TARGET THEN INSERT (id, a) VALUES (s.id, s.a) WHEN NOT MATCHED BY SOURCE THEN DELETE OUTPUT $action, inserted.id;

--- MERGE with a query and without INTO
--: reads a, b
--: writes t
MERGE t USING (SELECT a.id FROM a JOIN b ON a.id = b.id) AS s (id) ON s.id = t.id WHEN NOT MATCHED THEN INSERT VALUES (s.id);

--- BULK INSERT
--: writes orders
BULK INSERT orders FROM 'c:\o.csv' WITH (FIELDTERMINATOR = ',');

--- TRUNCATE of partitions
--: writes orders
TRUNCATE TABLE orders WITH (PARTITIONS (1, 2 TO 4));

--- statements without semicolons
--: reads a, d
--: writes b, c, e
DECLARE @n int
SELECT @n = COUNT(*) FROM a
IF @n > 0
BEGIN
  INSERT INTO b (x) VALUES (1)
  UPDATE c SET y = 2 WHERE z = 3
END
ELSE
  DELETE e WHERE id IN (SELECT id FROM d)

--- batches
--: reads a
--: ddl b
SELECT * FROM a
GO
CREATE TABLE b (id int)
GO 5

--- INSERT through OPENQUERY
--: writes remote.titles
INSERT OPENQUERY (srv, 'SELECT name FROM remote.titles') VALUES ('x');

--- UPDATE through OPENQUERY
--: writes shop.titles
UPDATE OPENQUERY(far, 'SELECT name FROM shop.titles WHERE id = 1') SET name = 'x';

--- DELETE on another server
--: writes shop.dbo.orders
DELETE FROM OPENDATASOURCE('SQLNCLI', 'Data Source=s').shop.dbo.orders WHERE id = 1;

--- a savepoint
SAVE TRAN before_all;

--- an UPDATE through a CTE of a join
--: reads a, b
--: writes a
--: columns write a x:w
WITH c AS (SELECT a.x AS n, b.y FROM a JOIN b ON a.i = b.i) UPDATE c SET n = y;

--- DELETE through OPENQUERY
--: reads closed
--: writes shop.titles
DELETE FROM OPENQUERY(far, 'SELECT name FROM shop.titles') WHERE name IN (SELECT name FROM closed);

--- DROP FULLTEXT INDEX
--: ddl dbo.orders
DROP FULLTEXT INDEX ON dbo.orders;

--- OUTPUT into a name without its first part
--: reads lines
--: writes dbo.log, orders
DELETE orders OUTPUT deleted.id INTO .dbo.log (id) FROM lines WHERE lines.order_id = orders.id;

--- rows of a function are no table
--: writes lines
DELETE dbo.open_orders() WHERE id = 1; DELETE lines WHERE id = 1;

--- CREATE SCHEMA with its tables
--: view orders
--: ddl lines, open_orders
CREATE SCHEMA AUTHORIZATION dev CREATE TABLE lines (id int) GRANT SELECT ON lines TO reader CREATE VIEW open_orders AS SELECT * FROM orders;

--- a security policy of several tables
--: ddl dbo.lines, dbo.orders
CREATE SECURITY POLICY p ADD FILTER PREDICATE f(shop) ON dbo.orders, ADD BLOCK PREDICATE f(shop) ON dbo.lines AFTER INSERT WITH (STATE = ON);

--- ALTER of a security policy
--: ddl dbo.lines, dbo.orders
ALTER SECURITY POLICY p ADD FILTER PREDICATE f(shop) ON dbo.orders, DROP BLOCK PREDICATE ON dbo.lines;

--- ALTER FULLTEXT INDEX
--: ddl orders
ALTER FULLTEXT INDEX ON orders START FULL POPULATION;

--- DROP INDEX of several tables
--: ddl lines, orders
DROP INDEX by_date ON orders WITH (ONLINE = ON), by_order ON lines;

--- what follows a security policy is another statement
--: reads customers, lines
ALTER SECURITY POLICY by_shop WITH (STATE = OFF)
SELECT * FROM lines l JOIN customers c ON l.shop = c.shop;

--- a change behind a security policy that is altered
--: reads customers, orders
--: writes orders
--: ddl lines
ALTER SECURITY POLICY by_shop ADD FILTER PREDICATE of_shop(shop) ON lines
SET NOCOUNT ON
UPDATE o SET state = 1 FROM orders o JOIN customers c ON o.customer_id = c.id;

--- a MERGE behind a security policy that is made
--: reads fresh
--: writes orders
--: ddl lines, sent
CREATE SECURITY POLICY by_shop ADD BLOCK PREDICATE of_shop(shop) ON lines AFTER INSERT, ADD FILTER PREDICATE of_shop(shop) ON sent WITH (STATE = ON)
MERGE orders AS o USING fresh f ON o.id = f.id WHEN MATCHED THEN DELETE;

--- predicates that are dropped and altered
--: ddl lines, orders
ALTER SECURITY POLICY by_shop DROP FILTER PREDICATE ON orders, ALTER BLOCK PREDICATE of_shop(shop) ON lines BEFORE DELETE;

--- a MERGE behind ALTER TABLE
--: reads fresh
--: writes orders
--: ddl lines
ALTER TABLE lines NOCHECK CONSTRAINT ALL
MERGE orders AS o USING fresh f ON o.id = f.id WHEN MATCHED THEN DELETE;

--- DELETE through OPENQUERY whose query reads another table
--: reads shop.closed
--: writes shop.titles
DELETE FROM OPENQUERY(far, 'SELECT id FROM shop.titles WHERE id IN (SELECT title_id FROM shop.closed)');

--- INSERT through OPENQUERY of a join whose outputs do not tell the table
--: reads shop.closed, shop.titles
--: blind write through a query
INSERT OPENQUERY(far, 'SELECT id, name FROM shop.titles JOIN shop.closed ON title_id = key_id') VALUES (1, 'x');
