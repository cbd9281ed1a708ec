--- nothing tells: PostgreSQL's grammar
--: reads a, b
SELECT a.x FROM a JOIN b ON a.id = b.id;

--- backquotes
--: reads orders
SELECT `id` FROM `orders` LIMIT 1, 2;

--- brackets
--: reads dbo.orders
SELECT TOP 1 [Id] FROM [dbo].[Orders];

--- a user table
--: reads user
SELECT * FROM user WHERE id = 1;

--- brackets of arrays
--: reads a
SELECT x[1], ARRAY[1, 2] FROM a;

--- two statements of which one is a mystery
--: reads a
--: blind unreadable statement
SELECT * FROM a; frobnicate the database;

--- a trailing semicolon and comments
--: reads a
-- SELECT * FROM b
/* SELECT * FROM c */ SELECT * FROM a; -- the end

--- no statement at all
--: refused
hello world

--- Oracle's outer join is seen
--: reads a, b
SELECT * FROM a, b WHERE a.id = b.id (+);

--- MySQL's upsert is seen
--: writes a
INSERT INTO a (x) VALUES (1) ON DUPLICATE KEY UPDATE x = 2;
