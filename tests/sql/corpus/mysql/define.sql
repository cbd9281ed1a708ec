--- CREATE TABLE
--: ddl orders
CREATE TABLE IF NOT EXISTS `orders` (`id` bigint unsigned NOT NULL AUTO_INCREMENT, `key` varchar(10) DEFAULT 'a,b' COMMENT 'from x', PRIMARY KEY (`id`), KEY `k` (`key`), FULLTEXT KEY f (`key`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--- CREATE TABLE with a foreign key does not read
--: ddl items
CREATE TABLE items (id INT PRIMARY KEY, order_id INT, CONSTRAINT fk FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE ON UPDATE SET NULL);

--- CREATE TABLE AS
--: reads orders
--: writes archive
--: ddl archive
CREATE TABLE archive AS SELECT * FROM orders;

--- CREATE TABLE with a query and no AS
--: reads orders
--: writes archive
--: ddl archive
CREATE TABLE archive (id INT) ENGINE=MyISAM SELECT id FROM orders;

--- CREATE TABLE LIKE
--: ddl archive
CREATE TABLE archive LIKE orders;

--- a temporary table is no table of the system
--: reads orders
CREATE TEMPORARY TABLE t AS SELECT * FROM orders; SELECT * FROM t; DROP TABLE t;

--- ALTER TABLE
--: ddl orders
ALTER TABLE orders ADD COLUMN a INT AFTER id, DROP COLUMN b, MODIFY c VARCHAR(9) NOT NULL, CHANGE d e TEXT, ADD INDEX i (a), RENAME INDEX x TO y, ALTER COLUMN f SET DEFAULT 1;

--- ALTER TABLE RENAME
--: ddl orders
ALTER TABLE orders RENAME TO old_orders;

--- RENAME TABLE
--: ddl a, b
RENAME TABLE a TO a2, b TO b2;

--- DROP TABLE
--: ddl a, shop.b
DROP TABLE IF EXISTS a, shop.b CASCADE;

--- CREATE VIEW
--: ddl v
--: view orders
CREATE OR REPLACE ALGORITHM=MERGE DEFINER=`root`@`%` SQL SECURITY INVOKER VIEW v AS SELECT id FROM orders WITH CHECK OPTION;

--- ALTER VIEW
--: ddl v
--: view a, b
ALTER VIEW v (x) AS SELECT a.x FROM a JOIN b ON a.id = b.id;

--- CREATE INDEX is DDL on the table
--: ddl orders
CREATE UNIQUE INDEX i ON orders (id, total DESC) USING BTREE;

--- DROP INDEX
--: ddl orders
DROP INDEX i ON orders;

--- a trigger
--: ddl orders
--: routine read customers
--: routine write audit
CREATE TRIGGER g AFTER INSERT ON orders FOR EACH ROW BEGIN INSERT INTO audit (id, n) SELECT NEW.id, c.name FROM customers c WHERE c.id = NEW.customer_id; END;

--- a trigger of one statement
--: ddl orders
--: routine write audit
CREATE DEFINER=root@localhost TRIGGER g BEFORE UPDATE ON orders FOR EACH ROW INSERT INTO audit VALUES (OLD.id);

--- a procedure
--: routine read customers, orders
--: routine write audit, orders
CREATE PROCEDURE p(IN a INT, OUT b INT) BEGIN DECLARE done INT DEFAULT 0; DECLARE c CURSOR FOR SELECT id FROM customers; DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = 1; OPEN c; l: LOOP FETCH c INTO b; IF done THEN LEAVE l; END IF; UPDATE orders SET x = 1 WHERE id = b; END LOOP; CLOSE c; SELECT COUNT(*) INTO b FROM orders; IF b > 1 THEN INSERT INTO audit VALUES (b); ELSEIF b = 0 THEN DELETE FROM audit; END IF; END;

--- a procedure with DELIMITER
--: routine write a, b
--: reads c
DELIMITER //
CREATE PROCEDURE p() BEGIN INSERT INTO a VALUES (1); CASE x WHEN 1 THEN DELETE FROM b; END CASE; END //
DELIMITER ;
SELECT * FROM c;

--- a function
--: routine read orders
CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC READS SQL DATA RETURN (SELECT COUNT(*) FROM orders WHERE id = a);

--- an event
--: routine write logs
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM logs WHERE created < NOW() - INTERVAL 30 DAY;

--- a call
--: calls shop.p
CALL shop.p(1, @x);

--- a prepared constant is read
--: reads orders
PREPARE s FROM 'SELECT * FROM orders WHERE id = ?';

--- a prepared variable is a blind spot
--: blind dynamic SQL
PREPARE s FROM @sql;

--- GRANT is no access
--: kind dcl
GRANT SELECT, INSERT (a, b) ON shop.orders TO 'app'@'%';

--- two-phase commit
--: kind two-phase
XA PREPARE 'a';

--- maintenance
ANALYZE TABLE a; OPTIMIZE TABLE b; CHECK TABLE c; FLUSH TABLES; LOCK TABLES a WRITE; UNLOCK TABLES;

--- options of a merged table are no statements
--: ddl total
CREATE TABLE total (id INT, INDEX (id)) ENGINE = MERGE UNION = (t1, t2) INSERT_METHOD = LAST;

--- a quoted text as a table's name
--: ddl test
CREATE TABLE 'test' ('a' BLOB);

--- what a body calls is called by the routine
--: routine write t
--: calls
--: routine calls q
CREATE PROCEDURE p() BEGIN CALL q(1); INSERT INTO t VALUES (1); END;
