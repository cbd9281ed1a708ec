--- INSERT without INTO
--: writes orders
--: columns write orders id:w total:w
INSERT orders (id, total) VALUES (1, 2);

--- INSERT ... SET
--: writes orders
--: columns write orders id:w total:w
INSERT INTO orders SET id = 1, total = 2;

--- an upsert reads what its SELECT reads
--: reads carts
--: writes orders
--: columns write orders id:w total:w
INSERT INTO orders (id, total) SELECT c.id, c.total FROM carts c ON DUPLICATE KEY UPDATE total = VALUES(total);

--- UPDATE of one of two joined tables
--: reads customers
--: writes orders
--: columns write orders customer_id:j name:w
--: columns read customers id:j name:r
UPDATE orders o JOIN customers c ON c.id = o.customer_id SET o.name = c.name;

--- DELETE from two of three joined tables
--: reads a, b, c
--: writes a, b
DELETE a, b FROM a JOIN b ON a.id = b.id JOIN c ON c.id = b.id;

--- UPDATE of one table
--: writes orders
--: columns write orders id:f status:w
--: shape write orders key single
UPDATE orders SET status = 'paid' WHERE id = 7;

--- UPDATE with modifiers, an order and a limit
--: writes orders
UPDATE LOW_PRIORITY IGNORE orders SET status = 'x' WHERE status = 'y' ORDER BY id LIMIT 10;

--- UPDATE of all joined tables
--: writes a, b, c
UPDATE a, b LEFT JOIN c ON b.id = c.id SET a.x = 1, b.y = 2, c.z = 3 WHERE a.id = b.id;

--- UPDATE of a comma list, one written
--: reads month
--: writes items
UPDATE items, month SET items.price = month.price WHERE items.id = month.id;

--- UPDATE with a derived table
--: reads payments
--: writes orders
UPDATE orders o INNER JOIN (SELECT order_id, SUM(amount) AS paid FROM payments GROUP BY order_id) p ON p.order_id = o.id SET o.paid = p.paid;

--- UPDATE with a subquery on itself
--: reads orders
--: writes orders
UPDATE orders SET total = (SELECT MAX(total) FROM (SELECT * FROM orders) AS x) WHERE id = 1;

--- UPDATE across databases
--: reads crm.customers
--: writes shop.orders
UPDATE `shop`.`orders` AS o, `crm`.`customers` AS c SET o.`name` = c.`name` WHERE o.customer_id = c.id;

--- DELETE of one table
--: writes orders
--: columns write orders id:f
DELETE FROM orders WHERE id = ?;

--- DELETE with modifiers, an order and a limit
--: writes logs
DELETE LOW_PRIORITY QUICK IGNORE FROM logs WHERE created < NOW() ORDER BY created LIMIT 1000;

--- DELETE by an alias
--: reads customers, orders
--: writes orders
DELETE o FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE c.gone = 1;

--- DELETE FROM with USING
--: reads a, b, c
--: writes a, b
DELETE FROM a, b USING a INNER JOIN b INNER JOIN c WHERE a.id = b.id AND b.id = c.id;

--- DELETE with stars behind the targets
--: reads a, b
--: writes a
DELETE a.* FROM a LEFT JOIN b ON a.id = b.id WHERE b.id IS NULL;

--- DELETE with a subquery
--: reads orders
--: writes customers
DELETE FROM customers WHERE id NOT IN (SELECT customer_id FROM orders);

--- DELETE with a CTE in front
--: reads orders
--: writes orders
WITH old AS (SELECT id FROM orders WHERE created < '2020-01-01') DELETE FROM orders WHERE id IN (SELECT id FROM old);

--- INSERT of several rows
--: writes orders
INSERT INTO orders (id, total) VALUES (1, 2.5), (3, DEFAULT), (4, (1 + 2) * 3);

--- INSERT with a subquery in VALUES
--: reads customers
--: writes orders
INSERT INTO orders (customer_id) VALUES ((SELECT id FROM customers WHERE email = 'a@b.c'));

--- INSERT with modifiers
--: writes orders
INSERT HIGH_PRIORITY IGNORE INTO orders VALUES (1);

--- INSERT with VALUE
--: writes orders
INSERT INTO orders (id) VALUE (1);

--- INSERT of a row alias
--: writes counters
--: columns write counters id:w n:r n:w
INSERT INTO counters (id, n) VALUES (1, 1) AS new ON DUPLICATE KEY UPDATE n = counters.n + new.n;

--- INSERT of a union
--: reads a, b
--: writes c
INSERT INTO c (x) SELECT x FROM a UNION ALL SELECT x FROM b;

--- INSERT with a CTE behind the target
--: reads orders
--: writes totals
INSERT INTO totals WITH t AS (SELECT customer_id, SUM(total) s FROM orders GROUP BY customer_id) SELECT * FROM t;

--- INSERT from TABLE
--: reads a
--: writes b
INSERT INTO b TABLE a;

--- INSERT into a partition
--: reads a
--: writes sales
INSERT INTO sales PARTITION (p0, p1) SELECT * FROM a;

--- INSERT into a table named by a keyword
--: reads user
--: writes order
INSERT INTO `order` (`select`, `from`) SELECT `select`, `from` FROM `user`;

--- INSERT that keeps its own duplicates
--: reads counters
--: writes counters
INSERT INTO counters (id, n) SELECT id, n FROM counters AS c WHERE c.n > 1 ON DUPLICATE KEY UPDATE n = counters.n + 1;

--- REPLACE
--: writes settings
REPLACE INTO settings (name, value) VALUES ('a', 'b');

--- REPLACE without INTO
--: writes settings
REPLACE settings SET name = 'a', value = 'b';

--- REPLACE of a query
--: reads staging
--: writes settings
REPLACE INTO settings SELECT name, value FROM staging;

--- TRUNCATE with and without TABLE
--: writes a, b
TRUNCATE TABLE a; TRUNCATE b;

--- LOAD DATA
--: writes people
--: columns write people age:w name:w
LOAD DATA LOCAL INFILE '/tmp/p.csv' REPLACE INTO TABLE people FIELDS TERMINATED BY ',' IGNORE 1 LINES (name, age);

--- LOAD XML
--: writes people
LOAD XML INFILE 'p.xml' INTO TABLE people ROWS IDENTIFIED BY '<person>';

--- a number sign starts a comment
--: reads a
SELECT * FROM a # FROM b
WHERE id = 1;

--- an executed comment counts
--: reads a, b
SELECT * FROM a /*!50000 JOIN b ON a.id = b.id */;

--- a hint does not
--: reads a
SELECT /*+ NO_INDEX_MERGE(b) */ * FROM a;

--- two dashes without a space are no comment
--: reads a
--: columns read a x:r y:f
SELECT x FROM a WHERE 5--3 > y;

--- MariaDB: the history of a table
--: writes t
DELETE HISTORY FROM t BEFORE SYSTEM_TIME '2020-01-01 00:00:00';

--- AliSQL: hints of an UPDATE
--: writes t
UPDATE COMMIT_ON_SUCCESS ROLLBACK_ON_FAIL TARGET_AFFECT_ROW 1 t SET a = 1 WHERE id = 1;

--- AliSQL: all partitions
--: writes t
UPDATE FORCE ALL PARTITIONS t SET a = 1;

--- AliSQL: one partition
--: writes t
UPDATE FORCE PARTITION 'p1' t SET a = 1;

--- AliSQL: the rows that an UPDATE changed
--: writes t
SELECT a FROM UPDATE t SET a = a + 1 WHERE id = 1;
