-- id: api-without-openapi
-- title: API without an OpenAPI document
-- severity: warning
-- checklist: C3
-- message: "{service}" {serves}, and no OpenAPI document describes it{hint}
-- why: Others can only use a service's data through its API when they can read what it offers, and tests can hold it to that.
-- fix: Write an openapi.yaml beside the code with the routes and a version, or have the framework make one.
-- silent_for: services with an OpenAPI document, in the tree or made when they are built or run; pages, forms and files for browsers; health,
--   metrics, documentation and OpenID Connect's routes; gRPC and GraphQL, which are contracts of their own; frontends, infrastructure and
--   load generators. Where a document lies in the tree whose service nobody can tell, the finding is possible at best.
-- views: api, api_route, route, service_call, service
-- bad:
--   # order/app.py, and no openapi.yaml
--   @app.get("/orders/<id>")
-- good:
--   # order/openapi.yaml
--   paths: { /v1/orders/{id}: ... }
WITH first_route AS (
  SELECT service, min(place) AS place, min(confidence) AS confidence, count(*) AS routes
  FROM api_route
  WHERE confidence <> 'possible'
  GROUP BY service
),
served AS (
  SELECT f.service, f.place, f.confidence, f.routes, min(CASE r.method WHEN '*' THEN '' ELSE r.method || ' ' END || r.path) AS example
  FROM first_route AS f JOIN api_route AS r ON r.service = f.service AND r.place = f.place
  GROUP BY f.service, f.place, f.confidence, f.routes
  UNION ALL
  -- Called by others, in a framework whose routes are not known.
  SELECT c.to_service, min(c.place), max(c.confidence), 0, min(c.from_service)
  FROM service_call AS c
  JOIN service AS s ON s.name = c.to_service
  WHERE c.via = 'http' AND c.scope = 'main' AND c.confidence <> 'possible'
    AND s.kind NOT IN ('infrastructure', 'loadgen', 'alternative', 'frontend')
    AND NOT EXISTS (SELECT 1 FROM route AS r WHERE r.service = c.to_service)
  GROUP BY c.to_service
)
SELECT v.service, '' AS owner, 'API of ' || v.service AS subject, v.place,
  CASE WHEN EXISTS (SELECT 1 FROM api AS a WHERE a.service = '' AND a.kind = 'openapi' AND a.scope = 'main') THEN 'possible'
    WHEN v.routes = 0 THEN 'likely' ELSE v.confidence END AS confidence,
  CASE WHEN v.routes = 0 THEN 'is called over HTTP by "' || v.example || '"'
    WHEN v.routes = 1 THEN 'answers ' || v.example
    ELSE 'answers ' || v.routes || ' routes, such as ' || v.example END AS serves,
  CASE WHEN EXISTS (SELECT 1 FROM api AS a WHERE a.service = v.service AND a.kind IN ('grpc', 'graphql') AND a.scope = 'main')
    THEN ' (its gRPC or GraphQL contract is another matter)' ELSE '' END AS hint
FROM served AS v
WHERE NOT EXISTS (SELECT 1 FROM api AS a WHERE a.service = v.service AND a.kind IN ('openapi', 'generated') AND a.scope = 'main')
ORDER BY v.service, v.place;
