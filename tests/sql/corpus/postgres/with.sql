--- a CTE is no table
--: reads orders
WITH big AS (SELECT * FROM orders WHERE total > 100) SELECT count(*) FROM big;

--- a CTE named like a table reads the table in its own body
--: reads items, orders
WITH orders AS (SELECT * FROM orders WHERE open) SELECT * FROM orders JOIN items ON items.order_id = orders.id;

--- a CTE used twice
--: reads orders
WITH o AS (SELECT * FROM orders) SELECT * FROM o a JOIN o b ON a.parent = b.id;

--- a CTE sees the ones before it
--: reads t
WITH a AS (SELECT * FROM t), b AS (SELECT * FROM a) SELECT * FROM b;

--- a CTE does not see the ones behind it
--: reads b, t
WITH a AS (SELECT * FROM b), b AS (SELECT * FROM t) SELECT * FROM a JOIN b USING (id);

--- a recursive CTE sees itself
--: reads categories
--: columns read categories id:r name:r parent_id:f parent_id:j
WITH RECURSIVE tree (id, name) AS (
  SELECT id, name FROM categories WHERE parent_id IS NULL
  UNION ALL
  SELECT c.id, c.name FROM categories c JOIN tree t ON c.parent_id = t.id
) SELECT id, name FROM tree;

--- mutual recursion
--: reads base
WITH RECURSIVE a AS (SELECT id FROM base UNION SELECT id FROM b), b AS (SELECT id FROM a) SELECT * FROM b;

--- a qualified name is never a CTE
--: reads public.orders
WITH orders AS (SELECT 1) SELECT * FROM public.orders;

--- a quoted CTE name keeps its case
--: reads orders
WITH "Orders" AS (SELECT 1 AS x) SELECT * FROM "Orders", orders;

--- a nested WITH hides an outer one
--: reads inner_t, outer_t
WITH x AS (SELECT * FROM outer_t) SELECT * FROM x, (WITH x AS (SELECT * FROM inner_t) SELECT * FROM x) y;

--- a nested WITH ends with its query
--: reads t, x
SELECT * FROM (WITH x AS (SELECT * FROM t) SELECT * FROM x) a, x;

--- an outer CTE in a subquery of WHERE
--: reads orders, vip
WITH v AS (SELECT id FROM vip) SELECT * FROM orders WHERE customer_id IN (SELECT id FROM v);

--- WITH inside a subquery of WHERE
--: reads orders, vip
SELECT * FROM orders WHERE customer_id IN (WITH v AS (SELECT id FROM vip) SELECT id FROM v);

--- WITH over a UNION
--: reads a, b, c
WITH x AS (SELECT * FROM a) SELECT * FROM x UNION SELECT * FROM b UNION (WITH y AS (SELECT * FROM c) SELECT * FROM y);

--- WITH in front of INSERT
--: reads orders
--: writes archive
WITH old AS (SELECT * FROM orders WHERE created < now()) INSERT INTO archive SELECT * FROM old;

--- WITH inside INSERT
--: reads orders
--: writes archive
INSERT INTO archive (id) WITH old AS (SELECT id FROM orders) SELECT id FROM old;

--- WITH in front of UPDATE and DELETE's USING
--: reads orders
--: writes items
WITH o AS (SELECT id FROM orders) DELETE FROM items USING o WHERE items.order_id = o.id;

--- the target of a change is no CTE, whatever its name
--: reads t
--: writes t
WITH t AS (SELECT * FROM t) UPDATE t SET a = 1;

--- a data-modifying CTE writes
--: writes archive, orders
--: kind dml
--: columns write orders *:r created:f
WITH gone AS (DELETE FROM orders WHERE created < $1 RETURNING *) INSERT INTO archive SELECT * FROM gone;

--- a data-modifying CTE under a SELECT
--: writes counters
--: kind dml
WITH n AS (UPDATE counters SET value = value + 1 WHERE name = 'x' RETURNING value) SELECT value FROM n;

--- several data-modifying CTEs
--: reads src
--: writes a, b, log
WITH x AS (INSERT INTO a SELECT * FROM src RETURNING id), y AS (UPDATE b SET v = 1 FROM x WHERE b.id = x.id RETURNING b.id)
INSERT INTO log (id) SELECT id FROM y;

--- upsert by update and insert
--: reads t
--: writes t
WITH up AS (UPDATE t SET v = 2 WHERE id = 1 RETURNING id) INSERT INTO t (id, v) SELECT 1, 2 WHERE NOT EXISTS (SELECT 1 FROM up) AND 1 NOT IN (SELECT id FROM t);

--- a queue taken with SKIP LOCKED
--: reads jobs
--: writes jobs
--: shape read jobs key single locking
UPDATE jobs SET state = 'running' WHERE id = (SELECT id FROM jobs WHERE state = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *;

--- MATERIALIZED, NOT MATERIALIZED
--: reads a, b
WITH x AS MATERIALIZED (SELECT * FROM a), y AS NOT MATERIALIZED (SELECT * FROM b) SELECT * FROM x, y;

--- SEARCH and CYCLE
--: reads edges
WITH RECURSIVE g AS (SELECT a, b FROM edges UNION ALL SELECT e.a, e.b FROM edges e JOIN g ON g.b = e.a)
SEARCH DEPTH FIRST BY a SET ord CYCLE a SET looped USING path SELECT * FROM g ORDER BY ord;

--- a column of a CTE is not one of the table joined
--: reads customers, orders
--: columns read customers id:j name:r
--: columns read orders customer_id:g customer_id:r total:r
WITH s AS (SELECT customer_id AS cid, sum(total) AS spent FROM orders GROUP BY customer_id)
SELECT name, spent FROM s JOIN customers ON customers.id = cid;

--- a CTE of VALUES
--: reads orders
WITH wanted (id) AS (VALUES (1), (2)) SELECT o.* FROM orders o JOIN wanted USING (id);

--- a CTE with a hole for a table
--: reads customers
--: blind dynamic table name
WITH x AS (SELECT * FROM ow_hole_0) SELECT * FROM x JOIN customers USING (id);
