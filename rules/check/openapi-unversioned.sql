-- id: openapi-unversioned
-- title: OpenAPI document without a version that a client sends
-- severity: error
-- checklist: C3
-- message: The OpenAPI document {title} has {gap}
-- why: Without a version that callers ask for, every change of the API reaches all of them at once.
-- fix: Give the document an info.version, and clients a way to ask for it: /v1 in the path or server URL, a header, a media type or a query
--   parameter.
-- silent_for: documents that are made when the service is built or runs; parts of documents; documents without paths; gRPC and GraphQL, which
--   are versioned by package and by schema. Whose document nobody can tell may be another system's: the finding is possible at best.
-- views: api, api_operation, contract_error, place
-- bad:
--   # order/openapi.yaml
--   openapi: 3.0.3
--   info: { title: Orders }
--   paths: { /orders: ... }
-- good:
--   openapi: 3.0.3
--   info: { title: Orders, version: 1.0.0 }
--   paths: { /v1/orders: ... }
SELECT a.service, '' AS owner, p.file AS subject, a.place,
  CASE WHEN a.service = '' THEN 'possible' WHEN a.version = '' THEN 'certain' ELSE 'likely' END AS confidence,
  CASE WHEN a.title = '' THEN p.file ELSE '"' || a.title || '"' END AS title,
  CASE WHEN a.version <> '' THEN 'version ' || a.version || ', which no client sends: it is in no path, server URL, header, media type or query parameter'
    WHEN a.version_in = '' THEN 'no info.version, and clients send none'
    ELSE 'no info.version' END AS gap
FROM api AS a
JOIN place AS p ON p.id = a.place
WHERE a.kind = 'openapi' AND a.format <> '' AND a.scope = 'main'
  AND (a.version = '' OR a.version_in = '')
  AND EXISTS (SELECT 1 FROM api_operation AS o WHERE o.api_id = a.id)
  -- Without an `info` it has another finding.
  AND NOT EXISTS (SELECT 1 FROM contract_error AS e WHERE e.document = p.file AND e.message LIKE '`info` is missing%')
  -- The same document in JSON and in YAML is told once.
  AND NOT EXISTS (SELECT 1 FROM api AS b JOIN place AS q ON q.id = b.place
                  WHERE b.kind = 'openapi' AND b.service = a.service AND b.title = a.title AND b.version = a.version AND q.file < p.file
                    AND replace(replace(q.file, '.json', ''), '.yaml', '') IN (replace(p.file, '.yaml', ''), replace(p.file, '.yml', '')))
ORDER BY p.file, a.service;
