--- TOP, hints and an equals alias
--: reads orders
--: columns read orders id:r total:f
SELECT TOP (10) PERCENT WITH TIES n = id FROM orders WITH (NOLOCK) WHERE total > 5 OPTION (RECOMPILE, MAXDOP 1);

--- old hints without WITH
--: reads a, b
SELECT * FROM a (NOLOCK) JOIN b x (NOLOCK, INDEX(1)) ON a.id = x.id;

--- APPLY of a function and of a query
--: reads a, b
SELECT * FROM a CROSS APPLY dbo.f(a.id) AS f OUTER APPLY (SELECT TOP 1 * FROM b WHERE b.a_id = a.id ORDER BY b.d DESC) x;

--- PIVOT
--: reads sales
SELECT [2019], [2020] FROM (SELECT y, amount FROM sales) AS s PIVOT (SUM(amount) FOR y IN ([2019], [2020])) AS p;

--- UNPIVOT of a table
--: reads wide
SELECT k, v FROM wide UNPIVOT (v FOR k IN (a, b)) AS u;

--- OPENJSON
--: reads docs
SELECT j.v FROM docs d CROSS APPLY OPENJSON(d.body, '$.x') WITH (v int '$.v') AS j;

--- OPENQUERY of a constant
--: reads remote.titles
SELECT * FROM OPENQUERY(srv, 'SELECT name FROM remote.titles WHERE id = 1');

--- FOR XML and FOR JSON
--: reads a, b
SELECT a.id, (SELECT b.x FROM b FOR XML PATH(''), TYPE) FROM a FOR JSON PATH, ROOT('r');

--- a system-versioned table
--: reads orders
SELECT * FROM orders FOR SYSTEM_TIME AS OF '2020-01-01' AS o WHERE o.id = 1;

--- full text tables
--: reads articles
SELECT a.id FROM articles a JOIN CONTAINSTABLE(articles, body, 'x') k ON k.[KEY] = a.id;

--- catalogues are no tables
SELECT * FROM sys.objects; SELECT 1 FROM INFORMATION_SCHEMA.TABLES; SELECT OBJECT_ID('dbo.orders');

--- IF EXISTS reads
--: reads orders
--: writes audit
IF EXISTS (SELECT 1 FROM orders WHERE id = 1) INSERT INTO audit VALUES (1);

--- WHILE and PRINT
--: reads queue
--: writes queue
WHILE (SELECT COUNT(*) FROM queue) > 0 BEGIN DELETE TOP (1) FROM queue PRINT 'one gone' END

--- TRY and CATCH
--: writes a, errors
BEGIN TRY BEGIN TRAN INSERT INTO a VALUES (1) COMMIT TRAN END TRY BEGIN CATCH ROLLBACK INSERT INTO errors VALUES (ERROR_MESSAGE()); THROW END CATCH

--- a cursor
--: reads orders
DECLARE c CURSOR LOCAL FAST_FORWARD FOR SELECT id FROM orders OPEN c FETCH NEXT FROM c INTO @id CLOSE c DEALLOCATE c

--- a recursive CTE needs no keyword
--: reads staff
WITH boss AS (SELECT id, boss_id FROM staff WHERE boss_id IS NULL UNION ALL SELECT s.id, s.boss_id FROM staff s INNER JOIN boss b ON s.boss_id = b.id) SELECT * FROM boss OPTION (MAXRECURSION 10);

--- a sequence is no table
--: reads a
SELECT NEXT VALUE FOR dbo.seq OVER (ORDER BY id) AS n, id FROM a;

--- AT TIME ZONE and IIF
--: reads a
--: columns read a d:r x:r
SELECT d AT TIME ZONE 'UTC', IIF(x = 1, 'a', 'b') FROM a;

--- EXEC of a constant is read
--: reads orders
EXEC ('SELECT * FROM orders');

--- sp_executesql of a constant is read
--: writes orders
EXEC sp_executesql N'UPDATE orders SET a = @a', N'@a int', @a = 1;

--- EXEC of pieces is a blind spot
--: blind dynamic SQL
EXEC ('SELECT * FROM ' + @table);

--- EXEC of a procedure
--: calls dbo.p
EXEC @r = dbo.p @a = 1, @b OUTPUT;

--- CHANGETABLE
--: reads dbo_orders_x, orders
SELECT c.id FROM CHANGETABLE(CHANGES dbo_orders_x, 0) AS c JOIN orders o ON o.id = c.id;

--- OPENROWSET with a table
--: reads customers
SELECT a.* FROM OPENROWSET('Microsoft.Jet.OLEDB.4.0', 'C:\x.mdb'; 'admin'; 'secret', Customers) AS a;

--- OPENROWSET with a table of three parts
--: reads shop.dbo.customers
SELECT d.* FROM OPENROWSET('SQLNCLI', 'Server=s;Trusted_Connection=yes;', shop.dbo.Customers) AS d;

--- PREDICT over a table
--: reads dbo.visits
SELECT * FROM PREDICT(MODEL = @m, DATA = dbo.visits AS v) WITH (p float) AS r WHERE r.p > 0.5;

--- PREDICT over an earlier table
--: reads dbo.visits
SELECT v.*, r.p FROM dbo.visits AS v CROSS APPLY PREDICT(MODEL = m, DATA = v AS x) WITH (p float) AS r;

--- a procedure without EXEC at the head of a batch
--: calls dbo.get_managers
dbo.get_managers @id = 6;

--- the type of CONVERT and a window's name are no columns
--: reads t
--: columns read t a:r a:g b:f c:o
SELECT CONVERT(date, a), SUM(a) OVER (w PARTITION BY a ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t WHERE DATEDIFF(dd, b, GETDATE()) > 1 WINDOW w AS (ORDER BY c);

--- names that leave out their first parts
--: reads dbo.lines, orders
SELECT * FROM ..orders o JOIN ..dbo.lines l ON l.order_id = o.id;

--- TOP of an approximate order
--: reads orders
SELECT TOP 10 WITH APPROXIMATE id FROM orders ORDER BY total;

--- what stands before the queries of WITH
--: reads orders
--: writes lines
WITH XMLNAMESPACES ('u' AS n, DEFAULT 'v'), a AS (SELECT id FROM orders) SELECT id FROM a; WITH CHANGE_TRACKING_CONTEXT (0x1), b (id) AS (SELECT id FROM orders) INSERT INTO lines SELECT id FROM b;

--- nodes of a shortest path
--: reads likes, person
SELECT p.name FROM person p, likes FOR PATH AS l, person FOR PATH AS q WHERE MATCH(SHORTEST_PATH(p(-(l)->q)+));

--- PREDICT with a model from a table
--: reads models, orders
SELECT p.score FROM PREDICT(MODEL = (SELECT m FROM models WHERE id = 4), DATA = orders AS o) WITH (score float) AS p;

--- VECTOR_SEARCH in a table
--: reads documents, questions
SELECT q.id, d.id FROM questions q CROSS APPLY VECTOR_SEARCH(TABLE = documents AS d, COLUMN = embedding, SIMILAR_TO = q.v, METRIC = 'cosine', TOP_N = 5) AS a;

--- old hints name an index
--: reads lines, orders
SELECT * FROM orders (INDEX = by_date, FASTFIRSTROW), lines (SERIALIZABLE);
