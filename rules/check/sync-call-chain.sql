-- id: sync-call-chain
-- title: Long chain of synchronous calls
-- severity: warning
-- checklist: A2
-- message: "{service}" stands before a chain of services that call each other synchronously: {path}
-- why: A request that goes all the way pays the latency of each hop, and fails with any of them.
-- fix: Let a service in the middle keep what it needs of the next one (events, a read model), or let the first one ask them side by side.
-- silent_for: chains of no more than max_hops calls; the first hop of a gateway or frontend; calls whose target is a guess; circles, which
--   sync-call-cycle tells.
-- views: production_call
-- option: max_hops = 2: How many calls in a row are accepted.
-- bad:
--   # order -> payment -> risk -> customer, each waiting for the next
--   requests.post("http://payment/payments", timeout=2)
-- good:
--   # risk keeps the customers it needs, fed by the customer service's events

-- The longest chain from each service that no other one but the edge calls.
WITH RECURSIVE edge AS (
  SELECT caller, answerer FROM production_call WHERE confidence <> 'possible' AND edge = '' GROUP BY caller, answerer
),
walk (start, at, path, hops) AS (
  SELECT e.caller, e.answerer, ' ' || e.caller || ' ' || e.answerer || ' ', 1 FROM edge AS e
  WHERE NOT EXISTS (SELECT 1 FROM edge AS i WHERE i.answerer = e.caller)
  UNION ALL
  SELECT w.start, e.answerer, w.path || e.answerer || ' ', w.hops + 1
  FROM walk AS w JOIN edge AS e ON e.caller = w.at
  WHERE w.hops < :max_hops + 2 AND w.path NOT LIKE '%' || ' ' || e.answerer || ' ' || '%'
),
longest AS (
  SELECT w.start, min((199 - w.hops) || w.path) AS path FROM walk AS w
  WHERE w.hops > :max_hops GROUP BY w.start
),
told AS (SELECT start, substr(path, 4) AS path FROM longest)
SELECT t.start AS service, '' AS owner, replace(trim(t.path), ' ', ' -> ') AS subject, c.place,
  CASE WHEN c.confidence = 'certain' THEN 'certain' ELSE 'likely' END AS confidence, replace(trim(t.path), ' ', ' -> ') AS path
FROM told AS t
JOIN production_call AS c ON t.path LIKE '%' || ' ' || c.caller || ' ' || c.answerer || ' ' || '%' AND c.confidence <> 'possible'
ORDER BY t.start, c.caller, c.answerer, c.place;
