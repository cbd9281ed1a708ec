-- id: foreign-writer
-- title: Table written by a service that does not own it
-- severity: error
-- checklist: C1
-- message: "{service}" writes "{table_name}", which "{owner}" owns because {because}
-- why: Two writers mean two places where the table's rules live, and neither can change it alone.
-- fix: Send the change to {owner}, as a command on its API or an event that it consumes; or move the ownership to {service}.
--   {offered}{offer}{lacking}{missing}.
-- silent_for: the owner itself; a declared outbox relay or backfill; migrations, seeds and tests; framework tables.
--   Where no owner can be told, shared-writer reports the table instead.
-- views: table_writer, owned_table, declared_role, sharing_help, advised_offer, missing_column, table_offer
-- bad:
--   # order/app.py, while customer/ owns "customers"
--   cursor.execute("UPDATE customers SET status = %s WHERE id = %s", (status, id))
-- good:
--   # order/app.py asks the owner to do it
--   requests.put(f"{CUSTOMER_URL}/api/v1/customers/{id}/status", json={"status": status}, timeout=2)
SELECT w.service, t.owner, t.table_id AS subject, w.place,
  CASE WHEN w.confidence > t.confidence THEN w.confidence ELSE t.confidence END AS confidence,
  t.name AS table_name, t.because, h.offered, o.name AS offer, h.lacking,
  CASE WHEN h.missing = 'yes' THEN m.name ELSE '' END AS missing
FROM table_writer AS w
JOIN owned_table AS t ON t.table_id = w.table_id
JOIN sharing_help AS h ON h.service = w.service AND h.table_id = w.table_id AND h.mode = 'write'
LEFT JOIN (SELECT a.service, a.table_id, f.name FROM advised_offer AS a JOIN table_offer AS f ON f.id = a.offer_id WHERE a.mode = 'write') AS o
  ON o.service = w.service AND o.table_id = w.table_id
LEFT JOIN missing_column AS m ON m.service = w.service AND m.table_id = w.table_id AND m.mode = 'write'
WHERE w.service <> t.owner
  AND NOT EXISTS (SELECT 1 FROM declared_role AS r WHERE r.service = w.service AND r.datastore = t.datastore
                  AND r.role IN ('outbox-relay', 'backfill'))
ORDER BY t.table_id, w.service, m.name, w.place;
