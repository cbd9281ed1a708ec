-- id: sync-call-cycle
-- title: Services that call each other in a circle
-- severity: error
-- checklist: A2
-- message: {path} call each other synchronously, in a circle
-- why: Services in a circle can be neither deployed nor scaled alone, and one slow answer stops all of them.
-- fix: Turn one of the calls round: let the service that is asked publish what the other one needs as events.
-- silent_for: calls of one service to itself; calls whose target is a guess; tests, load generators and alternative deployments.
-- views: production_call
-- bad:
--   # order asks payment, and payment asks order
--   order/app.py:   requests.get("http://payment/payments/7", timeout=2)
--   payment/app.py: requests.get("http://order/orders/7", timeout=2)
-- good:
--   order/app.py:   requests.get("http://payment/payments/7", timeout=2)
--   payment/app.py: consumer.subscribe(["order-placed"])

-- From each service over greater ones back to itself: a circle is told once, by its first name.
WITH RECURSIVE edge AS (
  SELECT caller, answerer, min(CASE WHEN edge = 'yes' THEN 1 ELSE 0 END) AS at_edge FROM production_call
  WHERE confidence <> 'possible' GROUP BY caller, answerer
),
walk (start, at, path, hops) AS (
  SELECT caller, answerer, ' ' || caller || ' ' || answerer || ' ', 1 FROM edge WHERE answerer > caller
  UNION ALL
  SELECT w.start, e.answerer, w.path || e.answerer || ' ', w.hops + 1
  FROM walk AS w JOIN edge AS e ON e.caller = w.at
  WHERE w.hops < 5 AND e.answerer > w.start AND w.path NOT LIKE '%' || ' ' || e.answerer || ' ' || '%'
),
circle AS (
  SELECT w.start, min((100 + w.hops) || w.path) AS path
  FROM walk AS w JOIN edge AS e ON e.caller = w.at AND e.answerer = w.start
  GROUP BY w.start
),
told AS (SELECT start, substr(path, 4) AS path FROM circle)
SELECT t.start AS service, '' AS owner, replace(trim(t.path), ' ', ' -> ') || ' -> ' || t.start AS subject, c.place, c.confidence,
  '"' || replace(trim(t.path), ' ', '", "') || '"' AS path
FROM told AS t
JOIN production_call AS c
  ON t.path || t.start || ' ' LIKE '%' || ' ' || c.caller || ' ' || c.answerer || ' ' || '%' AND c.confidence <> 'possible'
ORDER BY t.start, c.caller, c.answerer, c.place;
