-- id: cqrs-without-source-fallback
-- title: Read model without a way back to the source
-- severity: info
-- checklist: C7
-- message: "{service}" reads a read model of {data} of "{owner}" and declares no fallback to the source of truth
-- why: A projection that stands still goes on answering, with data that is older by the hour.
-- fix: Ask {owner} when the projection is too old, and declare that as the `fallback`.
-- silent_for: read models with a declared fallback; data that is read in another way than via cqrs, or from a table that more than
--   another's events fill.
-- views: declaration, read_model
-- bad:
--   reads_from:
--     - service: customer
--       via: cqrs
-- good:
--   reads_from:
--     - service: customer
--       via: cqrs
--       fallback: GET /customers/{id} of the customer service
SELECT d.service, d.provider AS owner, CASE WHEN d.name = '' THEN d.provider ELSE d.name END AS subject, d.place,
  'certain' AS confidence, CASE WHEN d.name = '' THEN 'data' ELSE '"' || d.name || '"' END AS data
FROM declaration AS d
WHERE d.kind = 'reads_from' AND d.via = 'cqrs' AND d.fallback = ''
UNION
SELECT r.service, r.provider, r.name, r.place, r.confidence, '"' || r.name || '"'
FROM read_model AS r
WHERE NOT EXISTS (SELECT 1 FROM declaration AS d WHERE d.service = r.service AND d.kind = 'reads_from' AND d.provider = r.provider
                    AND (d.name = '' OR lower(d.name) = lower(r.name))
                  AND (d.fallback <> '' OR d.via = 'cqrs'))
ORDER BY 1, 2, 3, 4;
