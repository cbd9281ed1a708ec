-- id: openapi-drift
-- title: Routes and OpenAPI document that do not agree
-- severity: warning
-- checklist: C3
-- message: {what}
-- why: A document that does not say what the code does is worse than none: clients are made from it.
-- fix: {advice}
-- silent_for: documents that are made when the service is built or runs; routes for browsers, health and metrics; paths that differ only by a
--   prefix or by the names of parameters; services with routes whose beginning is not known (a blind spot); documents of which less than
--   half is found in code, whose routes are then made in a way that is not known.
-- views: api, api_operation, api_route, route, blind_spot, place
-- bad:
--   # order/app.py, and openapi.yaml knows GET /v1/orders/{id} alone
--   @app.delete("/v1/orders/<id>")
-- good:
--   # order/openapi.yaml
--   /v1/orders/{id}: { get: ..., delete: ... }
WITH document AS (
  SELECT a.id, a.service, p.file, a.place
  FROM api AS a JOIN place AS p ON p.id = a.place
  WHERE a.kind = 'openapi' AND a.format <> '' AND a.scope = 'main' AND a.service <> '' AND a.confidence <> 'possible'
    AND NOT EXISTS (SELECT 1 FROM blind_spot AS b WHERE b.service = a.service AND b.what = 'dynamic route' AND b.scope = 'main')
),
-- One path ends in the other: a gateway, a server URL or a mount stands before it.
met AS (
  SELECT d.id, d.service, o.method, o.pattern AS operation_pattern, r.pattern AS route_pattern, r.method AS route_method
  FROM document AS d
  JOIN api_operation AS o ON o.api_id = d.id
  JOIN route AS r ON r.service = d.service AND r.scope = 'main' AND (r.method = o.method OR r.method = '*' OR o.method = '*')
  -- What stands before a route at the root of its group may not be known.
  WHERE r.pattern = o.pattern OR r.pattern = '/'
     OR length(r.pattern) > length(o.pattern) AND substr(r.pattern, length(r.pattern) - length(o.pattern) + 1) = o.pattern
     OR length(o.pattern) > length(r.pattern) AND substr(o.pattern, length(o.pattern) - length(r.pattern) + 1) = r.pattern
),
compared AS (
  SELECT d.service, count(*) AS operations,
    sum(CASE WHEN EXISTS (SELECT 1 FROM met AS m WHERE m.id = d.id AND m.method = o.method AND m.operation_pattern = o.pattern) THEN 1 ELSE 0 END) AS found
  FROM document AS d JOIN api_operation AS o ON o.api_id = d.id
  GROUP BY d.service
)
SELECT r.service, '' AS owner, r.method || ' ' || r.pattern AS subject, r.place,
  CASE WHEN r.confidence = 'certain' THEN 'likely' ELSE r.confidence END AS confidence,
  '"' || r.service || '" answers ' || CASE r.method WHEN '*' THEN '' ELSE r.method || ' ' END || r.path || ', which its OpenAPI document '
    || min(d.file) || ' does not know' AS what,
  'Add the operation to ' || min(d.file) || ', or take the route out.' AS advice
FROM api_route AS r
JOIN document AS d ON d.service = r.service
JOIN compared AS c ON c.service = r.service
WHERE c.found * 2 >= c.operations AND c.found > 0 AND r.pattern <> '/'
  AND NOT EXISTS (SELECT 1 FROM met AS m WHERE m.service = r.service AND m.route_method = r.method AND m.route_pattern = r.pattern)
GROUP BY r.service, r.method, r.pattern, r.path, r.place, r.confidence
UNION ALL
SELECT d.service, '', o.method || ' ' || o.pattern, o.place, 'likely',
  'The OpenAPI document ' || d.file || ' offers ' || o.method || ' ' || o.path || ', which "' || d.service || '" does not answer',
  'Take the operation out of ' || d.file || ', or answer it.'
FROM document AS d
JOIN api_operation AS o ON o.api_id = d.id
JOIN compared AS c ON c.service = d.service
WHERE c.found * 2 >= c.operations AND c.found > 0
  AND NOT EXISTS (SELECT 1 FROM met AS m WHERE m.id = d.id AND m.method = o.method AND m.operation_pattern = o.pattern)
ORDER BY 1, 3, 4;
