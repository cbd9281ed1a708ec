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

-- A row is as sure as its own write and the surest write of another service.
WITH writer AS (
  SELECT w.service, w.table_id, w.confidence, w.place
  FROM table_writer AS w
  WHERE NOT EXISTS (SELECT 1 FROM declared_role AS r WHERE r.service = w.service AND r.datastore = w.datastore
                    AND r.role IN ('outbox-relay', 'backfill'))
),
shared AS (
  SELECT w.service, w.table_id, w.confidence, w.place,
    (SELECT min(o.confidence) FROM writer AS o WHERE o.table_id = w.table_id AND o.service <> w.service) AS other
  FROM writer AS w
)
SELECT '' AS service, '' AS owner, s.table_id AS subject, s.place,
  CASE WHEN s.confidence > s.other THEN s.confidence ELSE s.other END AS confidence,
  t.name AS table_name, '"' || s.service || '"' AS writer
FROM shared AS s
JOIN domain_table AS t ON t.table_id = s.table_id
WHERE t.owner = '' AND s.other IS NOT NULL
ORDER BY s.table_id, s.service, s.place;
