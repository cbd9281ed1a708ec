--- an insert of values
--: writes orders
--: columns write orders customer_id:w total:w
--: kind dml
INSERT INTO orders (customer_id, total) VALUES ($1, $2);

--- an insert without a column list
--: writes orders
--: columns write orders *:w
INSERT INTO orders VALUES (1, 2), (3, 4);

--- an insert of defaults
--: writes orders
--: columns write orders -
INSERT INTO orders DEFAULT VALUES;

--- an insert from a query
--: reads staging
--: writes orders
--: columns read staging id:r ok:f total:r
--: columns write orders id:w total:w
INSERT INTO orders (id, total) SELECT id, total FROM staging WHERE ok;

--- an insert from its own table
--: reads orders
--: writes orders
INSERT INTO orders (total) SELECT total FROM orders WHERE id = 1;

--- RETURNING is part of the write
--: writes orders
--: columns write orders created:r id:r total:w
INSERT INTO orders (total) VALUES (1) RETURNING id, created AS at;

--- a subquery among the values
--: reads customers
--: writes orders
INSERT INTO orders (customer_id) VALUES ((SELECT id FROM customers WHERE email = $1));

--- ON CONFLICT DO NOTHING
--: writes orders
--: columns write orders id:f id:w
INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO NOTHING;

--- ON CONFLICT DO UPDATE
--: writes stock
--: columns write stock amount:r amount:w locked:f sku:f sku:w
INSERT INTO stock (sku, amount) VALUES ($1, $2)
ON CONFLICT (sku) DO UPDATE SET amount = stock.amount + excluded.amount WHERE NOT stock.locked;

--- ON CONFLICT with a subquery
--: reads limits
--: writes stock
INSERT INTO stock AS s (sku) VALUES ($1) ON CONFLICT ON CONSTRAINT stock_pk DO UPDATE SET amount = (SELECT max(n) FROM limits);

--- an insert with an alias and OVERRIDING
--: writes sales.orders
INSERT INTO sales.orders AS o (id) OVERRIDING SYSTEM VALUE VALUES (1);

--- an insert into an array element and a field
--: writes boards
--: columns write boards cells:w meta:w
INSERT INTO boards (cells[1], meta.title) VALUES (1, 'x');

--- an update
--: writes orders
--: columns write orders id:f status:w
--: shape write orders key single
UPDATE orders SET status = 'paid' WHERE id = $1;

--- an update that uses its own columns
--: writes accounts
--: columns write accounts balance:f balance:r balance:w id:f
--: shape write accounts key range single
UPDATE accounts SET balance = balance - $1 WHERE id = $2 AND balance >= $1;

--- an update of all rows
--: writes orders
--: shape write orders -
UPDATE orders SET seen = true;

--- UPDATE FROM reads the other table
--: reads customers
--: writes orders
--: columns read customers id:j vat:r
--: columns write orders customer_id:j vat:w
UPDATE orders o SET vat = c.vat FROM customers c WHERE o.customer_id = c.id;

--- UPDATE FROM its own table reads it
--: reads employees
--: writes employees
UPDATE employees e SET boss = b.name FROM employees b WHERE e.boss_id = b.id;

--- UPDATE FROM a join
--: reads a, b
--: writes t
UPDATE t SET x = a.x FROM a JOIN b ON a.i = b.i WHERE t.i = b.i;

--- an update by a subquery
--: reads payments
--: writes orders
UPDATE orders SET paid = (SELECT sum(amount) FROM payments p WHERE p.order_id = orders.id);

--- an update of several columns at once
--: reads rates
--: writes prices
--: columns write prices eur:w sku:j usd:w
--: columns read rates eur:r sku:j usd:r
UPDATE prices SET (eur, usd) = (SELECT eur, usd FROM rates WHERE rates.sku = prices.sku);

--- an update with a subquery in WHERE
--: reads orders
--: writes customers
UPDATE customers SET active = false WHERE id NOT IN (SELECT customer_id FROM orders);

--- an update whose target also stands in a subquery
--: reads orders
--: writes orders
UPDATE orders SET rank = 1 WHERE total = (SELECT max(total) FROM orders);

--- UPDATE ONLY
--: writes cities
UPDATE ONLY cities SET name = 'x';

--- WHERE CURRENT OF
--: writes orders
UPDATE orders SET status = 'x' WHERE CURRENT OF c;

--- a delete
--: writes orders
--: columns write orders created:f
--: shape write orders range
DELETE FROM orders WHERE created < now() - interval '1 year';

--- a delete of all
--: writes sales.orders
DELETE FROM sales.orders;

--- DELETE USING
--: reads customers
--: writes orders
--: shape write orders key join
DELETE FROM orders USING customers c WHERE orders.customer_id = c.id AND c.gone = true AND orders.kind = 'x';

--- a delete by a subquery
--: reads customers
--: writes orders
DELETE FROM orders o WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id);

--- a delete of duplicates
--: reads t
--: writes t
DELETE FROM t a USING t b WHERE a.id > b.id AND a.k = b.k;

--- a delete from a hole
--: blind dynamic table name
DELETE FROM ow_hole_3 WHERE id = $1;

--- TRUNCATE
--: writes a, b.c
--: kind dml
TRUNCATE TABLE a, ONLY b.c RESTART IDENTITY CASCADE;

--- MERGE
--: reads changes
--: writes stock
--: columns read changes delta:f delta:r sku:j sku:r
--: columns write stock amount:r amount:w sku:j sku:w
MERGE INTO stock s USING changes c ON s.sku = c.sku
WHEN MATCHED AND c.delta = 0 THEN DELETE
WHEN MATCHED THEN UPDATE SET amount = s.amount + c.delta
WHEN NOT MATCHED THEN INSERT (sku, amount) VALUES (c.sku, c.delta);

--- MERGE from a query
--: reads a, b
--: writes t
MERGE INTO t USING (SELECT a.id, b.v FROM a JOIN b USING (id)) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN DO NOTHING;

--- MERGE with a CTE
--: reads src
--: writes t
WITH s AS (SELECT * FROM src) MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (s.id);

--- COPY FROM writes
--: writes orders
--: columns write orders id:w total:w
--: kind dml
COPY orders (id, total) FROM STDIN WITH (FORMAT csv);

--- COPY FROM a program, filtered
--: writes orders
COPY orders FROM PROGRAM 'zcat x.gz' WITH CSV HEADER WHERE id > 10;

--- COPY TO reads
--: reads orders
--: columns read orders *:r
--: kind query
COPY orders TO '/tmp/orders.csv' CSV;

--- COPY of a query
--: reads a, b
COPY (SELECT a.x FROM a JOIN b USING (id)) TO STDOUT;

--- COPY of a change
--: writes orders
COPY (DELETE FROM orders RETURNING *) TO STDOUT;

--- REFRESH MATERIALIZED VIEW writes the view
--: writes daily_sales
REFRESH MATERIALIZED VIEW CONCURRENTLY daily_sales;

--- a change of a system table is none of the system
UPDATE pg_catalog.pg_database SET datallowconn = false;

--- a change of a temporary table is none either
INSERT INTO pg_temp.scratch VALUES (1);

--- EXPLAIN of a query
--: reads orders
--: kind query
EXPLAIN (VERBOSE, COSTS off) SELECT * FROM orders;

--- EXPLAIN of a change changes nothing
--: kind query
EXPLAIN DELETE FROM orders;

--- EXPLAIN ANALYZE of a change does it
--: writes orders
--: kind dml
EXPLAIN (ANALYZE, BUFFERS) DELETE FROM orders WHERE id = 1;

--- EXPLAIN with ANALYZE off
EXPLAIN (ANALYZE off) DELETE FROM orders;

--- a prepared change
--: writes orders
--: kind dml
PREPARE pay (int) AS UPDATE orders SET paid = true WHERE id = $1;

--- executing a prepared statement names no table
--: kind other
EXECUTE pay (7);

--- a cursor
--: reads orders
--: kind query
DECLARE c SCROLL CURSOR WITH HOLD FOR SELECT * FROM orders;

--- CREATE TABLE AS EXECUTE
--: writes t
--: ddl t
CREATE TABLE t AS EXECUTE pay (7);

--- a whole row assigned from a parameter list
--: writes t
--: columns write t a:w b:w id:f
UPDATE t SET (a, b) = ROW ($1, DEFAULT) WHERE id = $2;

--- an update through an alias that hides the table's name
--: writes orders
--: columns write orders id:f x:w
UPDATE orders AS o SET x = 1 WHERE o.id = 2;

--- a change with a column that is a hole
--: writes orders
--: columns write orders id:f
UPDATE orders SET ow_hole_0 = $1 WHERE id = $2;

--- UPDATE by an alias of FROM
--: reads customers, shop.orders
--: writes shop.orders
UPDATE o SET name = c.name FROM shop.orders AS o JOIN customers c ON c.id = o.customer_id;
