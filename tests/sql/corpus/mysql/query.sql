--- columns of one table
--: reads orders
--: columns read orders customer_id:f id:o id:r total:r
--: shape read orders key
SELECT id, total FROM orders WHERE customer_id = ? ORDER BY id;

--- double quotes are text
--: reads orders
--: columns read orders status:f
SELECT 1 FROM orders WHERE status = "FROM open";

--- backslashes in text
--: reads orders
SELECT 'it\'s FROM x', "a\"b FROM y" FROM orders;

--- backquoted names with dots and blanks
--: reads my table, my.db.orders
SELECT * FROM `my`.`db`.`orders`, `my table`;

--- LIMIT with an offset
--: reads orders
SELECT * FROM orders LIMIT 10, 1;

--- a straight join
--: reads a, b
SELECT STRAIGHT_JOIN a.x FROM a STRAIGHT_JOIN b ON a.id = b.id;

--- index hints
--: reads a, b
SELECT * FROM a USE INDEX (i1, i2) IGNORE INDEX FOR ORDER BY (i3) JOIN b FORCE INDEX (i4) ON a.id = b.id;

--- index hints behind an alias
--: reads orders
--: columns read orders id:f
SELECT 1 FROM orders AS o USE INDEX (PRIMARY) WHERE o.id = 1;

--- a partition of a table
--: reads sales
SELECT * FROM sales PARTITION (p0, p1) AS s;

--- comma joins mixed with joins
--: reads a, b, c, d
SELECT * FROM a, b LEFT JOIN (c CROSS JOIN d) ON b.id = c.id WHERE a.id = b.id;

--- a derived table with columns
--: reads a
SELECT x.k FROM (SELECT id FROM a) AS x (k);

--- a lateral derived table
--: reads orders, customers
SELECT * FROM customers c, LATERAL (SELECT MAX(o.id) m FROM orders o WHERE o.customer_id = c.id) AS last_order;

--- the FROM of functions is none
--: reads orders
--: columns read orders a:r b:r c:r
SELECT EXTRACT(YEAR FROM a), TRIM(LEADING 'x' FROM b), SUBSTRING(c FROM 2 FOR 3) FROM orders;

--- intervals
--: reads orders
--: columns read orders created:f
--: shape read orders range
SELECT 1 FROM orders WHERE created > NOW() - INTERVAL 1 DAY;

--- units of time are no columns
--: reads orders
--: columns read orders a:r b:r
SELECT TIMESTAMPDIFF(MINUTE, a, b), DATE_ADD(a, INTERVAL 5 HOUR) FROM orders;

--- GROUP_CONCAT with its own clauses
--: reads orders
--: columns read orders id:g id:r name:o name:r
--: shape read orders aggregate
SELECT id, GROUP_CONCAT(DISTINCT name ORDER BY name DESC SEPARATOR ', ') FROM orders GROUP BY id WITH ROLLUP;

--- full text search
--: reads articles
--: columns read articles body:f title:f
--: shape read articles search
SELECT 1 FROM articles WHERE MATCH (title, body) AGAINST ('x' IN NATURAL LANGUAGE MODE);

--- LIKE and REGEXP
--: reads a
--: columns read a x:f y:f
--: shape read a search
SELECT 1 FROM a WHERE x LIKE 'b%' AND y REGEXP '^c';

--- SELECT INTO variables
--: reads orders
SELECT id, total INTO @id, @total FROM orders LIMIT 1;

--- SELECT INTO a file
--: reads orders
SELECT * INTO OUTFILE '/tmp/o.csv' FIELDS TERMINATED BY ',' FROM orders;

--- SELECT INTO at the end
--: reads orders
SELECT id FROM orders LIMIT 1 INTO @id;

--- a lock is no write
--: reads orders
--: shape read orders key single locking
SELECT * FROM orders WHERE id = 1 FOR UPDATE;

--- a shared lock
--: reads orders
--: shape read orders key single locking
SELECT * FROM orders WHERE id = 1 LOCK IN SHARE MODE;

--- FOR UPDATE OF names aliases
--: reads a, b
SELECT * FROM a JOIN b USING (id) FOR UPDATE OF a SKIP LOCKED;

--- a CTE named like a table reads the table in its own body
--: reads orders
WITH orders AS (SELECT * FROM orders WHERE id > 1) SELECT * FROM orders;

--- a recursive CTE
--: reads employees
WITH RECURSIVE boss AS (SELECT id, boss_id FROM employees WHERE id = 1 UNION ALL SELECT e.id, e.boss_id FROM employees e JOIN boss b ON e.boss_id = b.id) SELECT * FROM boss;

--- CTEs that use each other
--: reads a
WITH x AS (SELECT * FROM a), y AS (SELECT * FROM x), z (k) AS (SELECT id FROM y) SELECT * FROM z JOIN x ON z.k = x.id;

--- a CTE in a subquery hides only there
--: reads t, u
SELECT * FROM t WHERE id IN (WITH t AS (SELECT id FROM u) SELECT id FROM t);

--- unions in parentheses
--: reads a, b, c
(SELECT x FROM a) UNION (SELECT x FROM b) UNION ALL (SELECT x FROM c ORDER BY x LIMIT 1) ORDER BY x;

--- nested unions in FROM
--: reads a, b, c
SELECT * FROM ((SELECT x FROM a) UNION (SELECT x FROM b UNION SELECT x FROM c)) AS u;

--- JSON_TABLE
--: reads docs
SELECT j.v FROM docs, JSON_TABLE(docs.body, '$[*]' COLUMNS (v INT PATH '$.v')) AS j;

--- window functions
--: reads payroll
--: columns read payroll dept:g name:r salary:o
SELECT name, RANK() OVER (PARTITION BY dept ORDER BY salary DESC) FROM payroll;

--- a named window
--: reads payroll
SELECT SUM(x) OVER w FROM payroll WINDOW w AS (PARTITION BY dept ORDER BY salary);

--- DUAL is no table
SELECT 1 FROM DUAL;

--- catalogues are no tables
SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE();

--- TABLE and VALUES as statements
--: reads a
TABLE a; VALUES ROW(1, 2), ROW(3, 4);

--- EXISTS and NOT EXISTS
--: reads a, b, c
SELECT 1 FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.id = a.id) AND NOT EXISTS (SELECT 1 FROM c WHERE c.id = a.id);

--- subqueries in CASE, SELECT and HAVING
--: reads a, b, c, d
SELECT CASE WHEN (SELECT 1 FROM b) THEN 1 ELSE (SELECT 2 FROM c) END, COUNT(*) FROM a GROUP BY x HAVING COUNT(*) > (SELECT n FROM d);

--- row comparison with a subquery
--: reads a, b
SELECT * FROM a WHERE (x, y) IN (SELECT x, y FROM b);

--- unqualified columns of two tables are possible
--: reads a, b
--: columns read a id:j x:r?
--: columns read b a_id:j x:r?
SELECT x FROM a JOIN b ON a.id = b.a_id;

--- USING joins both sides
--: reads a, b
--: columns read a id:j
--: columns read b id:j v:r
SELECT b.v FROM a JOIN b USING (id);

--- an alias in ORDER BY is no column
--: reads orders
--: columns read orders created:r
SELECT DATE(created) AS day FROM orders ORDER BY day;

--- the whole row
--: reads a, b
--: columns read a *:r id:j
--: columns read b id:j
SELECT a.* FROM a JOIN b ON a.id = b.id;

--- user variables
--: reads orders
SELECT @n := @n + 1 AS n, id FROM orders, (SELECT @n := 0) AS init;

--- EXPLAIN reads, DESCRIBE does not
--: reads orders
EXPLAIN SELECT * FROM orders; DESCRIBE orders;

--- EXPLAIN changes nothing
EXPLAIN DELETE FROM orders WHERE id = 1;

--- statements of the session
SHOW TABLES LIKE 'x%'; USE shop; SET NAMES utf8mb4; SET @a = 1, @b = 2;

--- character set introducers
--: reads a
--: columns read a x:f
SELECT 1 FROM a WHERE x = _utf8mb4'y' COLLATE utf8mb4_bin;

--- names that begin with digits
--: reads 1a, shop.2df1479e96cb
--: columns read 1a 3c:f id:j
SELECT 1 FROM 1a JOIN shop.2df1479e96cb b ON b.id = 1a.id WHERE 1a.3c = 0x1F AND 2e5 > 1;

--- a number runs into a keyword
--: reads a, b
SELECT * FROM a WHERE id = 2AND x IN (SELECT id FROM b WHERE n = 1OR n = 2);

--- keywords as aliases of columns
--: reads t
SELECT a open, b offset, c end, min(d) begin, e truncate FROM t;

--- keywords as aliases of tables
--: reads a, b, c, d
SELECT * FROM a connect, b end, c begin JOIN d window ON window.id = connect.id;

--- keywords as columns, compared
--: reads t
--: columns read t begin:f end:f offset:f
SELECT 1 FROM t WHERE begin <= 5 AND end IS NULL AND offset BETWEEN 1 AND 2;

--- INTO variables in parentheses
--: reads t
SELECT a, b INTO (c, d) FROM t;

--- a WITH that is recursive without saying so
--: reads links
SELECT (WITH h AS (SELECT id FROM links UNION ALL SELECT l.id FROM links l JOIN h ON l.parent = h.id)
        SELECT max(id) FROM h) AS deepest;

--- a WITH that begins with the table of its name
--: reads old_orders, orders
WITH orders AS (SELECT id FROM orders UNION ALL SELECT id FROM old_orders) SELECT * FROM orders;

--- TABLE in parentheses
--: reads b, c
(TABLE b ORDER BY m LIMIT 1) INTERSECT (TABLE c ORDER BY m LIMIT 1);

--- two dashes before a statement
--: reads b
--Q1
SELECT a FROM b;

--- DATEDIFF of two columns
--: reads t
--: columns read t a:f b:f
SELECT 1 FROM t WHERE DATEDIFF(a, b) > 3;

--- a column named as a unit of time
--: reads t
--: columns read t day:r
SELECT DATE_SUB(day, INTERVAL 7 DAY) FROM t;

--- a column named overflow
--: reads a, b, c, d, e
SELECT * FROM a JOIN b JOIN c ON b.i = c.i ON overflow = a.x JOIN d ON d.i = a.i WHERE x IN (SELECT y FROM e);

--- variables in quotes
--: reads orders
SELECT @'it\'s', @"a b", @`c d` FROM orders;

--- DO evaluates
--: reads orders
DO SLEEP(1), (SELECT max(id) FROM orders);

--- a schema called recurring is one
--: reads recurring.orders, sales.orders
WITH orders AS (SELECT * FROM sales.orders), b AS (SELECT * FROM recurring.orders) SELECT * FROM orders, b;
