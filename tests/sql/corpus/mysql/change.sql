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
