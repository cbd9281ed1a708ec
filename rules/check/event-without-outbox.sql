-- id: event-without-outbox
-- title: Event published beside a write, outside an outbox
-- severity: warning
-- checklist: P2
-- message: "{function}" writes {table_name} and publishes "{event}" over {via}, with no outbox between them
-- why: When one of the two fails, the table and what others were told of it differ for good, and nobody notices.
-- fix: Write the event into an outbox table in the same transaction, and let a relay or CDC publish it from there.
-- silent_for: events that go through an outbox, the service's own or a library's, or over a bus of the system's own, which may keep one;
--   functions that write an outbox table as well; relays, which mark as sent what an outbox holds; functions that only write or only
--   publish, and whose callers do no more; what is done in functions that are reached by more than one call, or whose body cannot be
--   told; keys of key-value stores; tests.
-- views: published_event, production_access, access, domain_table, function_step, place
-- bad:
--   def place(order):
--       cursor.execute("INSERT INTO orders (id) VALUES (%s)", (order.id,)); producer.send("orders.placed", order)
-- good:
--   def place(order):
--       cursor.execute("INSERT INTO orders (id) VALUES (%s)", (order.id,)); cursor.execute("INSERT INTO outbox (body) VALUES (%s)", (body,))
WITH placed AS (
  SELECT e.service, e.event, e.via, e.function, e.confidence, e.place, p.file
  FROM published_event AS e JOIN place AS p ON p.id = e.place
  WHERE e.function <> '' AND e.via NOT IN ('outbox', 'redis-list', 'bus') AND e.confidence <> 'possible'
),
touched AS (
  SELECT w.service, w.mode, w.confidence, a.function, p.file, t.name
  FROM production_access AS w
  JOIN access AS a ON a.id = w.access_id
  JOIN domain_table AS t ON t.table_id = w.table_id
  JOIN place AS p ON p.id = w.place
),
step AS (
  SELECT s.caller, p.file, s.callee, s.callee_file, s.place
  FROM function_step AS s JOIN place AS p ON p.id = s.place
  WHERE s.caller <> s.callee OR p.file <> s.callee_file
),
-- What a function publishes, itself or by calling one that publishes one event and no other.
published AS (
  SELECT service, event, via, function, confidence, place, file, 1 AS itself FROM placed
  UNION
  SELECT e.service, e.event, e.via, s.caller, 'likely', s.place, s.file, 0
  FROM step AS s JOIN placed AS e ON e.function = s.callee AND e.file = s.callee_file
  WHERE NOT EXISTS (SELECT 1 FROM placed AS o WHERE o.service = e.service AND o.function = e.function AND o.file = e.file AND o.event <> e.event)
),
-- What it writes, likewise.
written AS (
  SELECT service, function, file, name, confidence, 1 AS itself FROM touched WHERE mode = 'write' AND confidence <> 'possible'
  UNION
  SELECT t.service, s.caller, s.file, t.name, 'likely', 0
  FROM step AS s JOIN touched AS t ON t.function = s.callee AND t.file = s.callee_file AND t.mode = 'write' AND t.confidence <> 'possible'
),
-- Who looks into an outbox or fills it, itself or through others.
boxed AS (
  SELECT service, function, file FROM touched
  WHERE lower(name) LIKE '%outbox%' OR lower(name) LIKE '%eventlog%' OR lower(name) LIKE '%event_log%'
),
boxing AS (
  SELECT service, function, file FROM boxed
  UNION
  SELECT b.service, s.caller, s.file FROM step AS s JOIN boxed AS b ON b.function = s.callee AND b.file = s.callee_file
)
SELECT e.service, '' AS owner, e.event AS subject, e.place,
  -- A function that does neither itself may do one of them at a time: a dispatcher, a program's main.
  CASE WHEN max(e.itself + w.itself) = 0 THEN 'possible'
    WHEN min(e.confidence) = 'certain' AND min(w.confidence) = 'certain' THEN 'certain' ELSE 'likely' END AS confidence,
  e.function, '"' || w.name || '"' AS table_name, e.event, e.via
FROM published AS e
JOIN written AS w ON w.service = e.service AND w.function = e.function AND w.file = e.file
WHERE NOT EXISTS (SELECT 1 FROM boxing AS b WHERE b.service = e.service AND b.function = e.function AND b.file = e.file)
  -- What is written for sure stands for what is written along with it.
  AND w.confidence = (SELECT min(o.confidence) FROM written AS o WHERE o.service = e.service AND o.function = e.function AND o.file = e.file)
  -- The function that does both itself is told there.
  AND (e.itself = 1 OR NOT EXISTS (
    SELECT 1 FROM step AS s
    JOIN placed AS o ON o.service = e.service AND o.event = e.event AND o.function = s.callee AND o.file = s.callee_file
    JOIN touched AS t ON t.service = e.service AND t.mode = 'write' AND t.function = o.function AND t.file = o.file
    WHERE s.caller = e.function AND s.file = e.file))
GROUP BY e.service, e.event, e.place, w.name
ORDER BY e.service, e.event, e.place, w.name;
