-- id: cross-service-foreign-key
-- title: Foreign key into a table of another service
-- severity: warning
-- checklist: C2
-- message: "{table_name}" of "{service}" has a foreign key to "{referenced}", which "{owner}" owns because {because}
-- why: A constraint between two services' tables ties their schemas, their deployments and their databases together: neither can move alone.
-- fix: Keep the identifier as a plain column without a constraint, and let {service} learn from {owner}'s API or events that it is valid.
-- silent_for: keys within one owner's tables; tables without a known owner; tests; framework tables.
-- views: foreign_key, owned_table
-- bad:
--   -- order/migrations/001_orders.sql, while customer/ owns "customers"
--   CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
-- good:
--   CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);
SELECT holder.owner AS service, target.owner, holder.table_id AS subject, k.place,
  CASE WHEN k.confidence > target.confidence THEN k.confidence ELSE target.confidence END AS confidence,
  holder.name AS table_name, target.name AS referenced, target.because
FROM foreign_key AS k
JOIN owned_table AS holder ON holder.table_id = k.table_id
JOIN owned_table AS target ON target.table_id = k.references_table
WHERE k.scope <> 'test' AND holder.owner <> target.owner
ORDER BY holder.table_id, target.table_id, k.place;
