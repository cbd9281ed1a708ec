-- id: event-without-outbox
-- title: Event published beside a write, outside an outbox
-- severity: warning
-- checklist: P2
-- message: "{function}" writes "{table_name}" and publishes "{event}" over {via}, with no outbox between them
-- why: When one of the two fails, the table and what others were told of it differ for good, and nobody notices.
-- fix: Write the event into an outbox table in the same transaction, and let a relay or CDC publish it from there.
-- silent_for: events that go through an outbox, the service's own or a library's; functions that write an outbox table as well; relays, which
--   mark as sent what an outbox holds; functions that only write or only publish; keys of key-value stores; tests.
-- views: published_event, production_access, access, domain_table, place
-- bad:
--   def place(order):
--       cursor.execute("INSERT INTO orders (id) VALUES (%s)", (order.id,)); producer.send("orders.placed", order)
-- good:
--   def place(order):
--       cursor.execute("INSERT INTO orders (id) VALUES (%s)", (order.id,)); cursor.execute("INSERT INTO outbox (body) VALUES (%s)", (body,))
WITH placed AS (
  SELECT e.service, e.event, e.via, e.function, e.confidence, e.place, p.file
  FROM published_event AS e JOIN place AS p ON p.id = e.place
  WHERE e.function <> '' AND e.via NOT IN ('outbox', 'redis-list') AND e.confidence <> 'possible'
),
touched AS (
  SELECT w.service, w.mode, w.confidence, a.function, p.file, t.name
  FROM production_access AS w
  JOIN access AS a ON a.id = w.access_id
  JOIN domain_table AS t ON t.table_id = w.table_id
  JOIN place AS p ON p.id = w.place
)
SELECT e.service, '' AS owner, e.event AS subject, e.place,
  CASE WHEN e.confidence = 'certain' AND w.confidence = 'certain' THEN 'certain' ELSE 'likely' END AS confidence,
  e.function, min(w.name) AS table_name, e.event, e.via
FROM placed AS e
JOIN touched AS w ON w.service = e.service AND w.function = e.function AND w.file = e.file AND w.mode = 'write' AND w.confidence <> 'possible'
WHERE NOT EXISTS (SELECT 1 FROM touched AS o WHERE o.service = e.service AND o.function = e.function AND o.file = e.file
                  AND (lower(o.name) LIKE '%outbox%' OR lower(o.name) LIKE '%eventlog%' OR lower(o.name) LIKE '%event_log%'))
GROUP BY e.service, e.event, e.place
ORDER BY e.service, e.event, e.place;
