-- id: event-consumer-not-idempotent
-- title: Consumer that inserts whatever comes
-- severity: info
-- checklist: P2
-- message: "{function}" inserts into "{table_name}" for each "{event}" it hears, and nothing is seen that notices one heard twice
-- why: Brokers deliver at least once; an event that comes again must not be counted again.
-- fix: Insert or update by the event's key (upsert), or remember the ids of the messages that were handled in the same transaction.
-- silent_for: handlers that upsert, merge, or look before they write; that keep the ids of messages in a table (processed, inbox, handled);
--   that only update or delete; functions that are no handlers; tests.
-- views: event_use, production_access, access, access_column, domain_table, place
-- bad:
--   @event_handler("orders", "order_placed")
--   def on_placed(self, event): cursor.execute("INSERT INTO bills (order_id) VALUES (%s)", (event["id"],))
-- good:
--   @event_handler("orders", "order_placed")
--   def on_placed(self, event): cursor.execute("INSERT INTO bills (order_id) VALUES (%s) ON CONFLICT DO NOTHING", (event["id"],))
WITH heard AS (
  SELECT DISTINCT u.service, u.event, u.function, p.file
  FROM event_use AS u JOIN place AS p ON p.id = u.place
  WHERE u.role = 'subscribe' AND u.scope = 'main' AND u.function <> '' AND u.confidence <> 'possible'
),
touched AS (
  SELECT w.access_id, w.service, w.mode, w.verb, w.confidence, w.place, a.function, p.file, t.name
  FROM production_access AS w
  JOIN access AS a ON a.id = w.access_id
  JOIN domain_table AS t ON t.table_id = w.table_id
  JOIN place AS p ON p.id = w.place
)
SELECT h.service, '' AS owner, h.event || ' into ' || w.name AS subject, w.place, 'likely' AS confidence,
  h.function, w.name AS table_name, h.event
FROM heard AS h
JOIN touched AS w ON w.service = h.service AND w.function = h.function AND w.file = h.file AND w.verb = 'insert'
WHERE w.confidence <> 'possible'
  -- INSERT ... ON CONFLICT (id) DO NOTHING looks at a column before it inserts; so does INSERT ... WHERE NOT EXISTS.
  AND NOT EXISTS (SELECT 1 FROM access_column AS c WHERE c.access_id = w.access_id AND c.role = 'filtered')
  AND NOT EXISTS (SELECT 1 FROM touched AS o WHERE o.service = h.service AND o.function = h.function AND o.file = h.file
                  AND (o.mode = 'read' OR o.verb IN ('upsert', 'merge') OR lower(o.name) LIKE '%processed%' OR lower(o.name) LIKE '%inbox%'
                       OR lower(o.name) LIKE '%handled%'))
ORDER BY h.service, h.event, w.name, w.place;
