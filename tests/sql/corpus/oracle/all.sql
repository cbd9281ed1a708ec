--- the old outer join
--: reads a, b
--: columns read a id:j x:r
--: columns read b a_id:j
SELECT a.x FROM a, b WHERE a.id = b.a_id(+);

--- CONNECT BY
--: reads staff
SELECT LEVEL, name FROM staff START WITH boss IS NULL CONNECT BY NOCYCLE PRIOR id = boss ORDER SIBLINGS BY name;

--- DUAL, pseudo columns and sequences are no tables
SELECT SYSDATE, seq.NEXTVAL, USER FROM DUAL;

--- ROWNUM is no column
--: reads orders
--: columns read orders id:r
SELECT id FROM orders WHERE ROWNUM <= 10;

--- a database link
--: reads far.orders
SELECT * FROM orders@far;

--- flashback
--: reads orders
SELECT * FROM orders AS OF TIMESTAMP (SYSTIMESTAMP - INTERVAL '1' HOUR) o WHERE o.id = :id;

--- MINUS and INTERSECT
--: reads a, b, c
SELECT x FROM a MINUS SELECT x FROM b INTERSECT SELECT x FROM c;

--- TABLE of a collection
--: reads orders
SELECT * FROM orders o, TABLE(o.items) i, TABLE(CAST(f(1) AS t)) c;

--- PIVOT
--: reads sales
SELECT * FROM (SELECT y, q FROM sales) PIVOT (SUM(q) AS s FOR y IN (2019 AS a, 2020 AS b));

--- KEEP and analytic functions
--: reads sales
--: columns read sales amount:r d:o r:g
SELECT MAX(amount) KEEP (DENSE_RANK LAST ORDER BY d) OVER (PARTITION BY r) FROM sales;

--- NTH_VALUE FROM LAST
--: reads t
SELECT NTH_VALUE(x, 2) FROM LAST IGNORE NULLS OVER (ORDER BY y) AS c FROM t;

--- a quoted name in capitals is the plain one
--: reads Mixed, emp
SELECT * FROM "EMP" JOIN "Mixed" ON "EMP".id = "Mixed".id;

--- alternative quoting
--: reads a
SELECT q'[it's FROM b]' FROM a;

--- a partition
--: reads sales
SELECT * FROM sales PARTITION (p1) s WHERE s.id = 1;

--- sampling
--: reads sales
SELECT * FROM sales SAMPLE (10) SEED (1);

--- ANSI joins in parentheses
--: reads a, b, c
SELECT * FROM ((a INNER JOIN b ON a.id = b.id) LEFT JOIN c ON c.id = b.id);

--- FETCH FIRST and FOR UPDATE
--: reads orders
--: shape read orders single locking
SELECT * FROM orders FETCH FIRST 1 ROWS ONLY FOR UPDATE OF id NOWAIT;

--- recursive without a keyword
--: reads staff
WITH boss (id, lvl) AS (SELECT id, 1 FROM staff WHERE boss IS NULL UNION ALL SELECT s.id, b.lvl + 1 FROM staff s JOIN boss b ON s.boss = b.id) SEARCH DEPTH FIRST BY id SET o SELECT * FROM boss;

--- INSERT ALL
--: reads staging
--: writes a, b
INSERT ALL INTO a (x) VALUES (x) INTO b (y) VALUES (y) SELECT x, y FROM staging;

--- INSERT FIRST with conditions
--: reads orders
--: writes big, other, small
INSERT FIRST WHEN total > 100 THEN INTO big VALUES (id) WHEN total > 10 THEN INTO small (id) VALUES (id) ELSE INTO other VALUES (id) SELECT id, total FROM orders;

--- INSERT into a query
--: writes emp
INSERT INTO (SELECT id, name FROM emp) VALUES (1, 'a');

--- INSERT with RETURNING
--: writes orders
INSERT INTO orders (id) VALUES (seq.NEXTVAL) RETURNING id INTO :id;

--- INSERT with LOG ERRORS
--: reads staging
--: writes err$_orders, orders
INSERT /*+ APPEND */ INTO orders SELECT * FROM staging LOG ERRORS INTO err$_orders REJECT LIMIT UNLIMITED;

--- UPDATE with a row of columns
--: reads src
--: writes t
--: columns write t a:w b:w id:j
UPDATE t SET (a, b) = (SELECT s.a, s.b FROM src s WHERE s.id = t.id);

--- UPDATE of a query
--: reads b
--: writes a
UPDATE (SELECT x FROM a WHERE id IN (SELECT id FROM b)) SET x = 1;

--- DELETE without FROM
--: writes orders
DELETE orders o WHERE o.id = :1;

--- MERGE with DELETE
--: reads src
--: writes tgt
MERGE INTO tgt t USING (SELECT * FROM src WHERE ok = 'Y') s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET t.v = s.v WHERE t.v <> s.v DELETE WHERE t.v = 0 WHEN NOT MATCHED THEN INSERT (t.id, t.v) VALUES (s.id, s.v) WHERE s.v > 0;

--- MERGE using DUAL
--: writes t
MERGE INTO t USING DUAL ON (t.id = :id) WHEN NOT MATCHED THEN INSERT (id) VALUES (:id);

--- SELECT INTO fills a variable
--: reads orders
SELECT COUNT(*) INTO v_n FROM orders;

--- BULK COLLECT
--: reads orders
SELECT id BULK COLLECT INTO v_ids FROM orders;

--- an anonymous block
--: reads orders
--: writes audit, orders
--: calls pkg.log
DECLARE
  v_n NUMBER := 0;
  CURSOR c IS SELECT id FROM orders;
BEGIN
  FOR r IN c LOOP
    UPDATE orders SET a = 1 WHERE id = r.id;
  END LOOP;
  INSERT INTO audit VALUES (v_n);
  pkg.log('done');
EXCEPTION
  WHEN OTHERS THEN ROLLBACK;
END;
/

--- a loop over a query
--: reads a
--: writes b
BEGIN FOR r IN (SELECT id FROM a) LOOP INSERT INTO b VALUES (r.id); END LOOP; END;

--- EXECUTE IMMEDIATE of a constant is read
--: writes orders
BEGIN EXECUTE IMMEDIATE 'DELETE FROM orders WHERE id = :1' USING 1; END;

--- EXECUTE IMMEDIATE of pieces is a blind spot
--: blind dynamic SQL
BEGIN EXECUTE IMMEDIATE 'DELETE FROM ' || v_table; END;

--- a procedure with a slash
--: routine read a
--: routine write b
--: reads c
CREATE OR REPLACE PROCEDURE p (x IN NUMBER) AS
  v NUMBER;
BEGIN
  SELECT n INTO v FROM a WHERE id = x;
  INSERT INTO b VALUES (v);
END p;
/
SELECT * FROM c;

--- a trigger
--: ddl orders
--: routine write audit
CREATE OR REPLACE TRIGGER g BEFORE INSERT OR UPDATE OF a ON orders FOR EACH ROW WHEN (NEW.a > 1) BEGIN INSERT INTO audit VALUES (:NEW.id); SELECT s.NEXTVAL INTO :NEW.id FROM DUAL; END;

--- a package body
--: routine read a, c
--: routine write b
CREATE PACKAGE BODY k AS PROCEDURE p IS BEGIN INSERT INTO b SELECT * FROM a; END; FUNCTION f RETURN NUMBER IS v NUMBER; BEGIN SELECT 1 INTO v FROM c; RETURN v; END; END k;
/

--- CREATE TABLE
--: ddl hr.emp
CREATE TABLE hr.emp (id NUMBER(10) GENERATED ALWAYS AS IDENTITY, name VARCHAR2(20 CHAR) NOT NULL, d DATE DEFAULT SYSDATE, CONSTRAINT pk PRIMARY KEY (id) USING INDEX TABLESPACE x) TABLESPACE users PCTFREE 10;

--- CREATE TABLE AS
--: reads emp
--: writes emp2
--: ddl emp2
CREATE TABLE emp2 NOLOGGING PARALLEL 4 AS SELECT * FROM emp;

--- a temporary table is none of the system
--: reads emp
CREATE GLOBAL TEMPORARY TABLE t ON COMMIT DELETE ROWS AS SELECT * FROM emp;

--- a materialized view
--: reads emp
--: ddl mv
--: view emp
CREATE MATERIALIZED VIEW mv BUILD IMMEDIATE REFRESH FAST ON COMMIT AS SELECT d, COUNT(*) n FROM emp GROUP BY d;

--- a public synonym
--: ddl e
--: view hr.emp
CREATE OR REPLACE PUBLIC SYNONYM e FOR hr.emp;

--- ALTER TABLE
--: ddl emp
ALTER TABLE emp ADD (a NUMBER, b VARCHAR2(1)); 

--- ALTER TABLE MODIFY and DROP
--: ddl emp
ALTER TABLE emp MODIFY (a NOT NULL) DROP COLUMN b CASCADE CONSTRAINTS;

--- RENAME
--: ddl a
RENAME a TO b;

--- comments say nothing of data
--: kind ddl
COMMENT ON TABLE emp IS 'from x';

--- a call
--: calls hr.p
CALL hr.p(1);

--- INSERT WHEN without ALL
--: reads emp
--: writes a, b
INSERT WHEN (dept = 10) THEN INTO a (x) VALUES (x) ELSE INTO b SELECT x, dept FROM emp;

--- a link of a domain, and one that is written to
--: reads far.hr.emp
--: writes remote.staff
INSERT INTO staff@remote SELECT * FROM hr.emp@far.example.com;

--- model is an alias, too
--: reads a, b
SELECT model.x FROM a model LEFT JOIN b ON b.id = model.id;

--- FORALL
--: writes t, u
DECLARE n NUMBER; BEGIN FORALL i IN 1..n INSERT INTO t VALUES (a(i)); UPDATE u SET a = 1; END;

--- set operators on collections
--: reads customers
SELECT id, a MULTISET EXCEPT DISTINCT b AS c, a MULTISET UNION b FROM customers ORDER BY id;

--- a flashback
--: ddl shop.orders
FLASHBACK TABLE shop.orders TO BEFORE DROP;

--- the log of a materialized view belongs to its table
--: ddl orders
CREATE MATERIALIZED VIEW LOG ON orders WITH ROWID;

--- a variable with its indicator
--: reads orders
SELECT id, total INTO :id:id_null, :total:total_null FROM orders WHERE id = :b;

--- a WITH that names itself, without the keyword
--: reads nodes
WITH t (n) AS (SELECT n FROM nodes UNION ALL SELECT n + 1 FROM t) SELECT * FROM t;

--- an UPDATE of a join writes the table whose columns it sets
--: reads dept
--: writes emp
--: columns write emp dept_id:j id:r sal:r sal:w
--: columns read dept bonus:r id:j loc:f
UPDATE (SELECT e.id, e.sal, d.bonus FROM emp e JOIN dept d ON e.dept_id = d.id WHERE d.loc = 'X') SET sal = bonus;

--- an UPDATE of a join by the names that the query gives
--: reads b
--: writes a
--: columns write a id:j val:r val:w
UPDATE (SELECT a.val AS a_val, b.val AS b_val FROM a, b WHERE a.id = b.id) v SET v.a_val = v.b_val;

--- an UPDATE of a join whose columns could be of either table
--: reads dept, emp
--: blind write through a query
UPDATE (SELECT sal, bonus FROM emp e JOIN dept d ON e.dept_id = d.id) SET sal = bonus;

--- an UPDATE of a part of a table
--: reads emp
--: writes emp
--: columns write emp *:r sal:w x:f
--: columns read emp m:r
UPDATE (SELECT e.* FROM emp e WHERE x > 1) v SET v.sal = (SELECT max(m) FROM emp);

--- PRIOR and CONNECT_BY_ROOT stand before a column
--: reads t
--: columns read t a:r b:f c:f
SELECT CONNECT_BY_ROOT a FROM t CONNECT BY PRIOR b = c;

--- what XMLTABLE gives is of no other table
--: reads t
--: columns read t a:r x:r
SELECT a, "W", "R" FROM t, XMLTABLE('/r' PASSING t.x COLUMNS "W" VARCHAR2(6) PATH 'w', "R" VARCHAR2(6) PATH 'r') u;

--- ON OVERFLOW
--: reads t
--: columns read t a:r b:o
SELECT LISTAGG(a, '; ' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY b) FROM t;

--- the columns that MERGE sets are the target's
--: reads s
--: writes t
--: columns write t a:w id:j
--: columns read s id:j v:r
MERGE INTO t USING s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET a = s.v;

--- what JSON_TABLE gives without a type is of no other table
--: reads orders
--: columns read orders doc:r
SELECT total, customer FROM orders o, JSON_TABLE(o.doc, '$' COLUMNS (total, size VARCHAR2(10), customer)) j;

--- DELETE from a join takes the table of its outputs
--: reads customers
--: writes orders
DELETE FROM (SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.closed = 1);

--- INSERT into a join writes the table of its outputs
--: reads customers
--: writes orders
INSERT INTO (SELECT o.id, o.total FROM orders o JOIN customers c ON c.id = o.customer_id) VALUES (1, 2);

--- INSERT into a join whose outputs do not tell the table
--: reads customers, orders
--: blind write through a query
INSERT INTO (SELECT id, total FROM orders JOIN customers USING (customer_id)) VALUES (1, 2);

--- rows of a nested table are those of its table
--: writes customers
INSERT INTO TABLE (SELECT c.phones FROM customers c WHERE c.id = 7) VALUES ('5');

--- DELETE of a nested table's rows
--: writes customers
DELETE FROM TABLE (SELECT c.phones FROM customers c WHERE c.id = 7) p WHERE p.kind = 'fax';

--- UPDATE of a nested table's rows
--: writes customers
UPDATE TABLE (SELECT c.phones FROM customers c WHERE c.id = 7) p SET p.kind = 'fax';

--- MERGE into a query
--: reads changes
--: writes stock
MERGE INTO (SELECT * FROM stock WHERE open = 1) s USING (SELECT * FROM changes) c ON (c.id = s.id) WHEN MATCHED THEN UPDATE SET s.amount = c.amount;

--- a column named prior is ordered by
--: reads t
--: columns read t id:r prior:o
SELECT id FROM t ORDER BY prior ASC;

--- a query in PIVOT XML is read
--: reads customers, states
SELECT * FROM (SELECT total, state FROM customers) PIVOT XML (COUNT(state) FOR state IN (SELECT state FROM states)) ORDER BY 1;

--- DELETE from a join whose outputs are of the second table
--: reads customers
--: writes orders
DELETE FROM (SELECT o.id FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.closed = 1);

--- DELETE from a join whose outputs do not tell the table
--: reads customers, orders
--: blind write through a query
DELETE FROM (SELECT * FROM customers c JOIN orders o ON o.customer_id = c.id);
