-- id: shared-writer
-- title: Table written by several services and owned by none that can be told
-- severity: error
-- checklist: C1
-- message: "{table_name}" is written by {writer}, and nothing tells which of them owns it
-- why: Two writers mean two places where the table's rules live, and neither can change it alone.
-- fix: Choose one of {writer} as the owner and declare it (`owns` in its service.yaml); the others send it commands or events.
-- silent_for: a table with an owner (foreign-writer reports its other writers); migrations, one-off DDL, seeds and tests; framework
--   tables; keys and queues of a key-value store; a declared outbox relay or backfill.
-- views: table_writer, domain_table, declared_role
-- bad:
--   # order/app.py                                            # billing/app.py
--   cur.execute("UPDATE invoices SET paid = true ...")        cur.execute("INSERT INTO invoices ...")
-- good:
--   # order/app.py publishes what happened                    # billing/app.py, the only writer
--   publish("OrderPaid", order_id)                            on("OrderPaid", lambda e: cur.execute("UPDATE invoices ..."))
WITH writer AS (
  SELECT w.service, w.table_id, w.confidence, w.place
  FROM table_writer AS w
  WHERE NOT EXISTS (SELECT 1 FROM declared_role AS r WHERE r.service = w.service AND r.datastore = w.datastore
                    AND r.role IN ('outbox-relay', 'backfill'))
)
SELECT '' AS service, '' AS owner, w.table_id AS subject, w.place, w.confidence, t.name AS table_name, '"' || w.service || '"' AS writer
FROM writer AS w
JOIN domain_table AS t ON t.table_id = w.table_id
WHERE t.owner = '' AND (SELECT count(DISTINCT other.service) FROM writer AS other WHERE other.table_id = w.table_id) > 1
ORDER BY w.table_id, w.service, w.place;
