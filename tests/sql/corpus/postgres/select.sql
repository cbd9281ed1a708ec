--- one table, all columns
--: reads orders
--: columns read orders *:r
--: shape read orders -
--: kind query
SELECT * FROM orders;

--- a schema and an alias
--: reads sales.orders
--: columns read sales.orders id:f id:r total:r
--: shape read sales.orders key single
SELECT o.id, o.total FROM sales.orders AS o WHERE o.id = $1;

--- a database, a schema and a table
--: reads shop.sales.orders
SELECT 1 FROM shop.sales.orders;

--- unquoted names are folded, quoted ones kept
--: reads Orders, orders
SELECT 1 FROM ORDERS, "Orders";

--- keywords as quoted names
--: reads order, user
SELECT "user"."group" FROM "user" JOIN "order" ON "order"."user" = "user".id;

--- a schema named by a keyword
--: reads order.orders
SELECT * FROM "order".orders;

--- a table and its column of one name
--: reads status
--: columns read status status:r
SELECT status FROM status;

--- an inner join
--: reads customers, orders
--: columns read customers id:j name:r
--: columns read orders customer_id:j id:o id:r total:f
--: shape read orders range join
--: shape read customers join
SELECT o.id, c.name FROM orders o JOIN customers c ON o.customer_id = c.id WHERE o.total > 100 ORDER BY o.id;

--- joins of all kinds
--: reads a, b, c, d, e
SELECT 1 FROM a LEFT JOIN b ON a.i = b.i RIGHT JOIN c ON c.i = b.i FULL JOIN d ON d.i = c.i CROSS JOIN e;

--- joins in parentheses
--: reads a, b, c
SELECT * FROM (a JOIN (b JOIN c USING (k)) ON a.k = b.k);

--- a join that is named as a whole
--: reads a, b
SELECT x.k FROM (a JOIN b USING (k)) AS x;

--- a join in WHERE
--: reads customers, orders
--: columns read customers id:j
--: columns read orders customer_id:j status:f
--: shape read orders key join
SELECT 1 FROM orders o, customers c WHERE o.customer_id = c.id AND o.status = 'open';

--- USING joins both sides
--: reads a, b
--: columns read a k:j
--: columns read b k:j v:r
SELECT b.v FROM a JOIN b USING (k);

--- a natural join
--: reads a, b
--: columns read a *:j?
SELECT 1 FROM a NATURAL JOIN b;

--- an unqualified column of several tables may belong to each
--: reads a, b
--: columns read a k:j total:f? total:r?
--: columns read b k:j total:f? total:r?
SELECT total FROM a JOIN b ON a.k = b.k WHERE total > 1;

--- a self join is one table
--: reads employees
--: columns read employees boss_id:j id:j name:r
SELECT e.name, b.name FROM employees e JOIN employees b ON e.boss_id = b.id;

--- a subquery in FROM
--: reads orders
--: columns read orders customer_id:g customer_id:r total:r
--: shape read orders aggregate
SELECT s.customer_id FROM (SELECT customer_id, sum(total) AS t FROM orders GROUP BY customer_id) AS s WHERE s.t > 10;

--- an outer column of a subquery's alias is no column of the table joined
--: reads customers, orders
--: columns read customers id:j name:r
SELECT c.name, t FROM customers c JOIN (SELECT customer_id AS cid, sum(total) AS t FROM orders GROUP BY 1) s ON s.cid = c.id;

--- subqueries in the select list, WHERE and HAVING
--: reads a, b, c, d
SELECT (SELECT max(x) FROM b), count(*) FROM a WHERE EXISTS (SELECT 1 FROM c) GROUP BY a.k HAVING count(*) > (SELECT n FROM d);

--- IN, ANY and ALL with subqueries
--: reads a, b, c, d
SELECT 1 FROM a WHERE a.x IN (SELECT x FROM b) AND a.y = ANY (SELECT y FROM c) AND a.z > ALL (SELECT z FROM d);

--- a correlated subquery joins
--: reads a, b
--: columns read a id:j
--: columns read b a_id:j
SELECT 1 FROM a WHERE NOT EXISTS (SELECT FROM b WHERE b.a_id = a.id);

--- a subquery in ORDER BY and LIMIT
--: reads a, b, c
SELECT 1 FROM a ORDER BY (SELECT max(x) FROM b) LIMIT (SELECT n FROM c);

--- an array of a subquery
--: reads a, b
SELECT ARRAY(SELECT b.x FROM b WHERE b.k = a.k) FROM a;

--- CASE with subqueries
--: reads a, b, c
SELECT CASE WHEN a.x > 1 THEN (SELECT 1 FROM b) ELSE (SELECT 2 FROM c) END FROM a;

--- LATERAL sees what stands before it
--: reads items, orders
--: columns read items order_id:j price:r
--: columns read orders id:j id:r
SELECT o.id, x.m FROM orders o, LATERAL (SELECT max(price) AS m FROM items WHERE items.order_id = o.id) x;

--- LEFT JOIN LATERAL with a limit
--: reads items, orders
SELECT * FROM orders o LEFT JOIN LATERAL (SELECT * FROM items i WHERE i.order_id = o.id ORDER BY i.price DESC LIMIT 3) t ON true;

--- UNION, INTERSECT and EXCEPT
--: reads a, b, c, d
SELECT x FROM a UNION ALL SELECT x FROM b INTERSECT (SELECT x FROM c EXCEPT SELECT x FROM d) ORDER BY x LIMIT 5;

--- VALUES alone
--: kind query
VALUES (1, 'a'), (2, 'b');

--- VALUES as a table
--: reads orders
SELECT o.id FROM orders o JOIN (VALUES (1), (2)) AS wanted (id) ON wanted.id = o.id;

--- the TABLE command
--: reads sales.orders
--: columns read sales.orders *:r
TABLE sales.orders;

--- ONLY and inheritance's star
--: reads cities, towns
SELECT 1 FROM ONLY cities, towns *;

--- TABLESAMPLE
--: reads events
SELECT * FROM events TABLESAMPLE SYSTEM (10) REPEATABLE (42);

--- no table at all
SELECT 1, now(), txid_current(), current_user, version();

--- table functions are no tables
SELECT d::date, n FROM generate_series('2024-01-01'::date, now(), '1 day') AS d, unnest(ARRAY[1,2]) WITH ORDINALITY AS u(n, i);

--- a function over a table's column
--: reads orders
--: columns read orders tags:r
SELECT t.tag FROM orders o, unnest(o.tags) AS t(tag);

--- json functions in FROM
--: reads docs
--: columns read docs body:r id:f
SELECT e.value FROM docs d, jsonb_array_elements(d.body -> 'items') AS e WHERE d.id = 4;

--- ROWS FROM
--: calls s.f
SELECT * FROM ROWS FROM (generate_series(1, 3), s.f(2)) AS t(a, b);

--- XMLTABLE
--: reads xmldata
SELECT x.* FROM xmldata, XMLTABLE('//ROW' PASSING xmldata.data COLUMNS id int PATH '@id', name text) AS x;

--- system catalogs are no tables of the system
SELECT c.relname FROM pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, information_schema.tables t;

--- statistics views are none either
--: reads orders
SELECT (SELECT count(*) FROM pg_stat_activity), count(*) FROM orders;

--- grouping and ordering by position and by alias
--: reads orders
--: columns read orders created:g created:o created:r total:o total:r
--: shape read orders aggregate
SELECT date_trunc('day', created) AS day, sum(total) AS revenue FROM orders GROUP BY 1 ORDER BY day, revenue DESC;

--- HAVING filters
--: reads orders
--: columns read orders status:g status:r total:f
SELECT status FROM orders GROUP BY status HAVING sum(total) > 1000;

--- GROUPING SETS, ROLLUP and CUBE
--: reads sales
--: columns read sales amount:r brand:g brand:r size:g size:r
SELECT brand, size, sum(amount) FROM sales GROUP BY GROUPING SETS ((brand), (size), ()), ROLLUP (brand, size), CUBE (brand);

--- window functions
--: reads payroll
--: columns read payroll dept:g name:r salary:o
--: shape read payroll -
SELECT name, rank() OVER (PARTITION BY dept ORDER BY salary DESC) FROM payroll;

--- a named window
--: reads payroll
--: columns read payroll dept:g hired:o salary:r
SELECT sum(salary) OVER w, avg(salary) OVER w FROM payroll WINDOW w AS (PARTITION BY dept ORDER BY hired);

--- an aggregate with FILTER and ORDER BY
--: reads orders
--: columns read orders created:o id:r paid:f
--: shape read orders aggregate
SELECT array_agg(id ORDER BY created) FILTER (WHERE paid) FROM orders;

--- an ordered-set aggregate
--: reads latency
--: columns read latency ms:o
--: shape read latency aggregate
SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) FROM latency;

--- DISTINCT ON
--: reads prices
--: columns read prices at:o price:r sku:g sku:o sku:r
SELECT DISTINCT ON (sku) sku, price FROM prices ORDER BY sku, at DESC;

--- FOR UPDATE is a lock, not a write
--: reads accounts
--: shape read accounts key single locking
SELECT balance FROM accounts WHERE id = $1 FOR UPDATE;

--- FOR UPDATE OF one of two tables
--: reads jobs, queues
--: shape read jobs key join locking
--: shape read queues join
SELECT 1 FROM jobs j JOIN queues q ON q.id = j.queue_id WHERE j.state = 'new' FOR UPDATE OF j SKIP LOCKED;

--- LIMIT 1 is a single row
--: reads jobs
--: shape read jobs single
SELECT * FROM jobs ORDER BY created LIMIT 1;

--- FETCH FIRST is a limit
--: reads jobs
--: shape read jobs single
SELECT * FROM jobs ORDER BY created FETCH FIRST 1 ROWS ONLY;

--- a key and a further condition is a single row
--: reads accounts
--: shape read accounts key range single
SELECT * FROM accounts WHERE id = 7 AND balance > 0;

--- a key under OR is not
--: reads accounts
--: shape read accounts key
SELECT * FROM accounts WHERE id = 7 OR owner = 'x';

--- equality with a column that is no key is a set
--: reads orders
--: shape read orders key
SELECT * FROM orders WHERE status = 'open';

--- ranges
--: reads orders
--: columns read orders created:f total:f
--: shape read orders range
SELECT 1 FROM orders WHERE created BETWEEN $1 AND $2 AND total >= 10;

--- searches
--: reads a, b, c, d
--: shape read a search join
--: shape read b search join
--: shape read c search join
--: shape read d search join
SELECT 1 FROM a, b, c, d WHERE a.n LIKE 'x%' AND b.n ~* '^y' AND c.v @@ to_tsquery('z') AND d.n SIMILAR TO 'q%';

--- a search under a function
--: reads users
--: columns read users email:f
--: shape read users search
SELECT 1 FROM users WHERE lower(email) LIKE '%@example.org';

--- an IN list is a key
--: reads orders
--: columns read orders id:f
--: shape read orders key
SELECT 1 FROM orders WHERE id IN (1, 2, 3);

--- ANY of a parameter is a key
--: reads orders
--: shape read orders key
SELECT 1 FROM orders WHERE id = ANY ($1::bigint[]);

--- rows compared
--: reads orders
--: columns read orders a:f b:f
--: shape read orders key
SELECT 1 FROM orders WHERE (a, b) = (1, 2);

--- count star reads no column
--: reads orders
--: columns read orders -
--: shape read orders aggregate
SELECT count(*) FROM orders;

--- a whole row by its alias
--: reads orders
--: columns read orders *:r
SELECT row_to_json(o) FROM orders o;

--- a column of a composite
--: reads orders
--: columns read orders address:r
SELECT (address).city, (o.address).zip FROM orders o;

--- the star of one of two tables
--: reads a, b
--: columns read a *:r
--: columns read b id:j
SELECT a.* FROM a JOIN b ON b.id = 7;

--- system columns are no columns
--: reads orders
--: columns read orders id:r
SELECT ctid, xmin, id FROM orders;

--- a column qualified by schema and table
--: reads sales.orders
--: columns read sales.orders id:f total:r
SELECT sales.orders.total FROM sales.orders WHERE sales.orders.id = 1;

--- aliases of columns of a table
--: reads orders
--: columns read orders -
SELECT t.x FROM orders AS t (x, y);

--- a table whose name is a hole
--: blind dynamic table name
SELECT * FROM ow_hole_0 WHERE id = $1;

--- a table whose name ends with a hole, beside a known one
--: reads customers
--: blind dynamic table name
SELECT * FROM orders_ow_hole_1 o JOIN customers c ON c.id = o.customer_id;

--- a schema that is a hole
--: blind dynamic table name
SELECT * FROM ow_hole_0.orders;

--- a column that is a hole is left out
--: reads orders
--: columns read orders id:f
SELECT ow_hole_0 FROM orders WHERE id = $1 ORDER BY ow_hole_2;

--- comments everywhere
--: reads orders
SELECT /* FROM hidden */ id -- FROM also_hidden
FROM orders /* a /* nested */ comment */ WHERE id = 1;

--- strings that look like SQL
--: reads orders
SELECT 'SELECT * FROM hidden', $$FROM hidden$$, E'it\'s FROM hidden' FROM orders;

--- dual of orafce
SELECT 1 FROM dual;

--- SELECT INTO creates and writes a table
--: reads orders
--: writes archive
--: ddl archive
--: kind dml
SELECT id, total INTO archive FROM orders WHERE created < now();

--- SELECT INTO a temporary table only reads
--: reads orders
--: kind query
SELECT id INTO TEMP recent FROM orders;

--- a routine called alone
--: calls close_month
SELECT close_month(2024, 5);

--- a routine of a schema within a query
--: reads invoices
--: calls billing.tax_of
SELECT billing.tax_of(i.total) FROM invoices i;

--- a routine in FROM
--: calls open_orders
SELECT * FROM open_orders($1) AS o;

--- built-in functions are no routines
--: reads orders
--: calls
SELECT pg_catalog.lower(name), coalesce(a, b), count(*) FROM orders GROUP BY 1, 2;

--- dblink with constant SQL reads another database
--: reads billing.invoices, customers
SELECT c.name, i.total FROM customers c
JOIN dblink('dbname=billing host=db2', 'SELECT customer_id, total FROM invoices WHERE paid') AS i(customer_id int, total numeric)
  ON i.customer_id = c.id;

--- dblink over a named connection
--: reads ledger.entries
SELECT * FROM dblink('ledger', $$SELECT id FROM entries$$) AS t(id int);

--- dblink without a connection
--: reads dblink.entries
SELECT * FROM dblink('SELECT id FROM entries') AS t(id int);

--- dblink with SQL that is not known
--: blind dynamic SQL
SELECT * FROM dblink('ledger', $1) AS t(id int);

--- dblink that writes
--: writes ledger.entries
SELECT dblink_exec('ledger', 'INSERT INTO entries VALUES (1)');

--- SQL in a string of crosstab
--: reads sales
SELECT * FROM crosstab('SELECT region, month, sum(x) FROM sales GROUP BY 1, 2') AS t(region text, jan int);

--- the search path by function
--: kind query
SELECT pg_catalog.set_config('search_path', 'billing, public', false);

--- a column that USING merged belongs to both
--: reads a, b
--: columns read a k:f k:j k:r
--: columns read b k:f k:j k:r
SELECT k FROM a JOIN b USING (k) WHERE k > 1;

--- a column of a built-in table function is none of the table
--: reads orders
--: columns read orders id:r tags:r
SELECT id, tag, value, n FROM orders, unnest(tags) AS tag, jsonb_each('{}') WITH ORDINALITY AS e(key, value, n);

--- crosstab with two queries
--: reads regions, sales
SELECT * FROM crosstab('SELECT a, b, c FROM sales', 'SELECT name FROM regions') AS t(a text, b int);
