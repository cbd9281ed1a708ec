--- transactions
--: kind transaction
BEGIN ISOLATION LEVEL SERIALIZABLE;

--- commit
--: kind transaction
COMMIT AND CHAIN;

--- savepoints
--: kind transaction
ROLLBACK TO SAVEPOINT a;

--- two-phase commit
--: kind two-phase
PREPARE TRANSACTION 'order-17';

--- the second phase
--: kind two-phase
COMMIT PREPARED 'order-17';

--- the second phase undone
--: kind two-phase
ROLLBACK PREPARED 'order-17';

--- a lock is no access
--: kind transaction
LOCK TABLE orders, customers IN EXCLUSIVE MODE;

--- constraints deferred
--: kind transaction
SET CONSTRAINTS ALL DEFERRED;

--- the search path
--: kind session
SET search_path TO billing, public;

--- another setting
--: kind session
SET LOCAL statement_timeout = '5s';

--- a setting shown
--: kind session
SHOW ALL;

--- a setting reset
--: kind session
RESET ALL;

--- a session's end
--: kind session
DISCARD ALL;

--- a grant is no access
--: kind dcl
GRANT SELECT, INSERT ON orders, sales.items TO app, PUBLIC;

--- a grant on all tables
--: kind dcl
GRANT ALL ON ALL TABLES IN SCHEMA sales TO app;

--- a revoke
--: kind dcl
REVOKE UPDATE (total) ON orders FROM app CASCADE;

--- a role
--: kind dcl
CREATE ROLE app LOGIN PASSWORD 'x';

--- default privileges
--: kind dcl
ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES TO app;

--- a publication
--: kind replication
CREATE PUBLICATION p FOR TABLE orders, sales.items WHERE (id > 1);

--- a publication of all
--: kind replication
CREATE PUBLICATION p FOR ALL TABLES;

--- a subscription
--: kind replication
CREATE SUBSCRIPTION s CONNECTION 'host=erp dbname=erp' PUBLICATION p, q;

--- a subscription dropped
--: kind replication
DROP SUBSCRIPTION s;

--- maintenance is no access
--: kind other
VACUUM (FULL, ANALYZE) orders;

--- statistics gathered
--: kind other
ANALYZE orders (total);

--- an index rebuilt
--: kind other
REINDEX TABLE orders;

--- a table clustered
--: kind other
CLUSTER orders USING orders_pk;

--- notifications
--: kind other
NOTIFY orders, 'new';

--- listening
--: kind other
LISTEN orders;

--- a checkpoint
--: kind other
CHECKPOINT;

--- a prepared statement dropped
--: kind session
DEALLOCATE ALL;

--- a cursor fetched
--: kind other
FETCH 10 FROM c;

--- a database
--: kind ddl
CREATE DATABASE shop TEMPLATE template0;

--- T-SQL is refused
--: refused
SELECT TOP 5 * FROM [orders];

--- MySQL is refused
--: refused
SELECT * FROM `orders` LIMIT 1, 2;

--- prose is refused
--: refused
Update failed for the order;

--- a psql command is refused
--: refused
\d orders

--- two statements are refused
--: refused
SELECT 1; SELECT 2;

--- EXPLAIN of a change reads and changes nothing
--: reads customers
EXPLAIN DELETE FROM orders WHERE customer_id IN (SELECT id FROM customers);

--- EXPLAIN ANALYZE of a change
--: reads customers
--: writes orders
EXPLAIN ANALYZE DELETE FROM orders WHERE customer_id IN (SELECT id FROM customers);
