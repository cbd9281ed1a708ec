--- isolation and FETCH FIRST
--: reads shop.orders
SELECT * FROM shop.orders FETCH FIRST 10 ROWS ONLY WITH UR;

--- a data change in FROM
--: writes orders
SELECT id FROM FINAL TABLE (INSERT INTO orders (total) VALUES (1));

--- the dummy table
SELECT CURRENT DATE FROM SYSIBM.SYSDUMMY1;

--- MERGE
--: reads s
--: writes t
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.v) ELSE IGNORE;

--- a declared temporary table
--: reads orders
DECLARE GLOBAL TEMPORARY TABLE SESSION.t (id INT) ON COMMIT PRESERVE ROWS; INSERT INTO SESSION.t SELECT id FROM orders;

--- a procedure
--: routine read a
--: routine write b
CREATE PROCEDURE p (IN x INT) LANGUAGE SQL BEGIN DECLARE v INT; SELECT n INTO v FROM a WHERE id = x; INSERT INTO b VALUES (v); END;

--- labelled durations
--: reads orders
SELECT id FROM orders WHERE d > CURRENT DATE - 1 DAY;

--- ALTER and CREATE
--: ddl shop.t
CREATE TABLE shop.t (id INT NOT NULL GENERATED ALWAYS AS IDENTITY (START WITH 1), PRIMARY KEY (id)) IN ts ORGANIZE BY ROW; ALTER TABLE shop.t ADD COLUMN a INT ALTER COLUMN b SET DATA TYPE BIGINT;

--- row and column of one update
--: reads s
--: writes t
UPDATE t SET (a, b) = (SELECT a, b FROM s WHERE s.id = t.id) WHERE EXISTS (SELECT 1 FROM s WHERE s.id = t.id);

--- TRUNCATE and its options
--: writes inventory
TRUNCATE TABLE inventory DROP STORAGE IGNORE DELETE TRIGGERS CONTINUE IDENTITY IMMEDIATE;

--- EXPORT to a file
--: reads staff
EXPORT TO staff.ixf OF IXF SELECT * FROM staff;

--- a declared temporary table is filled by tables
--: reads items
DECLARE GLOBAL TEMPORARY TABLE sold AS (SELECT * FROM items WHERE amount = 0) WITH DATA ON ROLLBACK DELETE ROWS;

--- a column named prior is ordered by
--: reads t
--: columns read t id:r prior:o
SELECT id FROM t ORDER BY prior DESC;

--- rows that a trigger's change made are no table
--: routine write log
--: ddl orders
CREATE TRIGGER noted AFTER UPDATE ON orders REFERENCING NEW_TABLE AS fresh FOR EACH STATEMENT INSERT INTO log SELECT id FROM fresh;
