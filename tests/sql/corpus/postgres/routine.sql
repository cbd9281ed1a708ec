--- an SQL function
--: routine read orders
--: kind routine
CREATE FUNCTION total_of(int) RETURNS numeric LANGUAGE sql STABLE AS 'SELECT sum(total) FROM orders WHERE customer_id = $1';

--- an SQL function of several statements
--: routine read b
--: routine write a, c
CREATE OR REPLACE FUNCTION f() RETURNS void AS $$
  INSERT INTO a SELECT * FROM b;
  DELETE FROM c;
$$ LANGUAGE sql;

--- an SQL function with quotes in quotes
--: routine write log
CREATE FUNCTION f() RETURNS void LANGUAGE 'sql' AS 'INSERT INTO log VALUES (''it''''s'')';

--- an SQL body of the standard
--: routine read b
--: routine write a
CREATE PROCEDURE p(x int) LANGUAGE SQL BEGIN ATOMIC INSERT INTO a VALUES (x); SELECT * FROM b; END;

--- a function that returns an expression
--: routine read orders
CREATE FUNCTION n() RETURNS bigint RETURN (SELECT count(*) FROM orders);

--- a statement that is refused does not hide the others
--: routine write a, b
--: blind unreadable statement
CREATE FUNCTION f() RETURNS void AS $$ INSERT INTO a VALUES (1); FROB THE KNOB; DELETE FROM b; $$ LANGUAGE sql;

--- PL/pgSQL: queries and changes
--: routine read customers, orders
--: routine write audit, orders
CREATE FUNCTION pay(p_order bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_customer bigint;
  v_row orders%ROWTYPE;
BEGIN
  SELECT customer_id INTO STRICT v_customer FROM orders WHERE id = p_order;
  IF NOT EXISTS (SELECT 1 FROM customers WHERE id = v_customer) THEN
    RAISE EXCEPTION 'no customer %', v_customer;
  END IF;
  UPDATE orders SET paid = true WHERE id = p_order RETURNING * INTO v_row;
  INSERT INTO audit (what) VALUES ('paid');
END;
$$;

--- PL/pgSQL: INTO behind the FROM, INTO several
--: routine read a, b
CREATE FUNCTION f() RETURNS void AS $$
DECLARE x int; y int; r record;
BEGIN
  SELECT i, j FROM a INTO x, y;
  SELECT * INTO r.f[1] FROM b;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: loops
--: routine read a, b, c
--: routine write t
CREATE FUNCTION f() RETURNS void AS $$
<<outer>>
DECLARE r record;
BEGIN
  FOR r IN SELECT * FROM a WHERE x LOOP
    FOR i IN REVERSE 10..1 BY 2 LOOP
      INSERT INTO t VALUES (r.id, i);
      CONTINUE outer WHEN i = 3;
    END LOOP;
  END LOOP outer;
  WHILE (SELECT count(*) FROM b) > 0 LOOP
    EXIT WHEN true;
  END LOOP;
  FOREACH x IN ARRAY (SELECT array_agg(id) FROM c) LOOP NULL; END LOOP;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: conditions
--: routine read a, b, c, d
--: routine write t, u, v
CREATE FUNCTION f(n int) RETURNS int AS $$
BEGIN
  IF n = (SELECT max(x) FROM a) THEN
    DELETE FROM t;
  ELSIF EXISTS (SELECT FROM b) THEN
    DELETE FROM u;
  ELSE
    DELETE FROM v;
  END IF;
  CASE n WHEN 1, 2 THEN PERFORM * FROM c; ELSE NULL; END CASE;
  RETURN (SELECT CASE WHEN n > 1 THEN 1 ELSE 2 END FROM d);
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: exceptions
--: routine write a, errors
CREATE FUNCTION f() RETURNS void AS $$
BEGIN
  INSERT INTO a VALUES (1);
EXCEPTION
  WHEN unique_violation OR foreign_key_violation THEN
    INSERT INTO errors VALUES (SQLERRM);
  WHEN OTHERS THEN RAISE;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: cursors
--: routine read a, b, c
CREATE FUNCTION f() RETURNS refcursor AS $$
DECLARE
  one CURSOR FOR SELECT * FROM a;
  two CURSOR (k int) IS SELECT * FROM b WHERE id = k;
  three refcursor;
BEGIN
  OPEN one;
  FETCH NEXT FROM one INTO x;
  OPEN three NO SCROLL FOR SELECT * FROM c;
  CLOSE one;
  RETURN three;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: RETURN QUERY and RETURN NEXT
--: routine read a, b
CREATE FUNCTION f() RETURNS SETOF a AS $$
BEGIN
  RETURN QUERY SELECT * FROM a;
  RETURN NEXT (SELECT x FROM b);
  RETURN;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: assignments
--: routine read a, b, c, d
CREATE FUNCTION f() RETURNS void AS $$
DECLARE
  x int := (SELECT max(i) FROM a);
  y int DEFAULT (SELECT 1 FROM b);
  z int[];
BEGIN
  x := count(*) FROM c;
  z[1].k = (SELECT 1 FROM d);
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: constant dynamic SQL
--: routine read b
--: routine write a
CREATE FUNCTION f() RETURNS void AS $$
BEGIN
  EXECUTE 'INSERT INTO a SELECT * FROM b WHERE id = $1' USING 7;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: dynamic SQL put together of constants
--: routine write orders
CREATE FUNCTION f() RETURNS void AS $$
BEGIN
  EXECUTE 'DELETE FROM ' || quote_ident('orders') || ' WHERE id = ' || quote_literal(x);
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: format with values only
--: routine read orders
CREATE FUNCTION f() RETURNS void AS $$
BEGIN
  EXECUTE format('SELECT %I FROM orders WHERE name = %L AND k = %2$L', col, val) INTO x USING 1;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: a dynamic table is a blind spot
--: blind dynamic SQL
CREATE FUNCTION f(t text) RETURNS void AS $$
BEGIN
  EXECUTE format('DELETE FROM %I WHERE id = %L', t, 1);
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: a dynamic table beside a known one
--: routine read orders
--: blind dynamic SQL
CREATE FUNCTION f(t text) RETURNS void AS $$
BEGIN
  EXECUTE 'INSERT INTO ' || quote_ident(t) || ' SELECT * FROM orders';
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: SQL in a variable is a blind spot
--: blind dynamic SQL
CREATE FUNCTION f(q text) RETURNS void AS $$ BEGIN EXECUTE q; END $$ LANGUAGE plpgsql;

--- PL/pgSQL: a dynamic loop and a dynamic cursor
--: routine read a, b
CREATE FUNCTION f() RETURNS void AS $$
BEGIN
  FOR r IN EXECUTE 'SELECT * FROM a' USING 1 LOOP NULL; END LOOP;
  OPEN c FOR EXECUTE 'SELECT * FROM b';
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: RETURN QUERY EXECUTE
--: routine read a
CREATE FUNCTION f() RETURNS SETOF record AS $$ BEGIN RETURN QUERY EXECUTE 'SELECT * FROM a' USING 1; END $$ LANGUAGE plpgsql;

--- PL/pgSQL: a temporary table of its own
--: routine read orders
--: routine write result
CREATE FUNCTION f() RETURNS void AS $$
BEGIN
  CREATE TEMP TABLE work AS SELECT * FROM orders;
  UPDATE work SET x = 1;
  INSERT INTO result SELECT * FROM work;
  DROP TABLE pg_temp.work;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: records are no tables
--: routine write t
CREATE FUNCTION f() RETURNS trigger AS $$
BEGIN
  NEW.changed := now();
  INSERT INTO t SELECT NEW.*, OLD.id;
  RETURN NEW;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: calls
--: routine read q
CREATE PROCEDURE p() LANGUAGE plpgsql AS $$
BEGIN
  CALL audit.write('x');
  PERFORM notify_all(q.id) FROM q;
  COMMIT;
END $$;

--- PL/pgSQL: ALIAS, CONSTANT, NOT NULL, %TYPE
--: routine read orders
CREATE FUNCTION f(int) RETURNS void AS $$
#variable_conflict use_column
DECLARE
  a ALIAS FOR $1;
  b CONSTANT orders.id%TYPE NOT NULL := 1;
BEGIN
  PERFORM 1 FROM orders WHERE id = a;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: a body in quotes
--: routine write t
CREATE FUNCTION f() RETURNS void AS '
BEGIN
  INSERT INTO t VALUES (''a'', ''b;c'');
END' LANGUAGE 'plpgsql';

--- PL/pgSQL: DDL in a body
--: routine ddl t
CREATE FUNCTION f() RETURNS void AS $$ BEGIN ALTER TABLE t ADD COLUMN x int; END $$ LANGUAGE plpgsql;

--- PL/pgSQL: comments and nested blocks
--: routine write a, b
CREATE FUNCTION f() RETURNS void AS $$
-- DELETE FROM hidden;
BEGIN
  /* DELETE FROM hidden; */
  BEGIN
    DELETE FROM a;
  EXCEPTION WHEN others THEN NULL;
  END;
  DECLARE n int;
  BEGIN
    DELETE FROM b WHERE s = '; DELETE FROM hidden';
  END;
END $$ LANGUAGE plpgsql;

--- PL/pgSQL: GET DIAGNOSTICS, RAISE and ASSERT
--: routine read a
--: routine write t
CREATE FUNCTION f() RETURNS void AS $$
BEGIN
  DELETE FROM t;
  GET DIAGNOSTICS n = ROW_COUNT;
  RAISE NOTICE 'DELETE FROM hidden % %', n, (SELECT count(*) FROM a) USING HINT = 'x';
  ASSERT n > 0, 'none';
END $$ LANGUAGE plpgsql;

--- a DO block is executed
--: reads b
--: writes a
DO $$ BEGIN INSERT INTO a SELECT * FROM b; END $$;

--- a DO block with guarded DDL
--: ddl orders
DO $do$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'orders') THEN
    ALTER TABLE orders ADD COLUMN x int;
  END IF;
END
$do$ LANGUAGE plpgsql;

--- a DO block with a dynamic loop over the catalog
--: blind dynamic SQL
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT tablename FROM pg_tables LOOP
    EXECUTE 'TRUNCATE ' || r.tablename;
  END LOOP;
END $$;

--- a block in another language
--: blind routine in another language
DO $$ plpy.execute("DELETE FROM t") $$ LANGUAGE plpython3u;

--- a function in C has nothing to read
CREATE FUNCTION add_one(int) RETURNS int AS 'lib', 'add_one' LANGUAGE C STRICT;

--- a call
--: calls billing.close_month
--: kind call
CALL billing.close_month(2024, 5);

--- a call with a query as its argument
--: reads orders
--: calls p
CALL p((SELECT max(id) FROM orders));

--- a function with a hole for a name
--: blind dynamic routine name
CALL ow_hole_0(1);

--- a trigger's transition table is no table
--: routine write audit
CREATE FUNCTION log_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit SELECT id FROM new_table;
  RETURN NULL;
END $$;

--- a declaration without its semicolon
--: routine read rentals
CREATE FUNCTION open_rentals() RETURNS integer LANGUAGE plpgsql AS $$ DECLARE a integer; b integer BEGIN SELECT count(*) INTO b FROM rentals; RETURN b; END $$;
