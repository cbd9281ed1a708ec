-- id: consistency-contradiction
-- title: Strong consistency declared for a copy
-- severity: warning
-- checklist: C6
-- message: "{service}" declares strong consistency for data of "{owner}", and {copy}
-- why: A cache or a copy is behind its source by nature; who relies on strong consistency acts on old data.
-- fix: Ask {owner} for it at the moment of use, or declare `consistency: eventual` with the lag that is accepted.
-- silent_for: strong consistency of what is asked from the owner at each use; caches of which nothing tells whose data they hold; caches
--   in tests.
-- views: declaration, cache_use, read_model
-- bad:
--   reads_from:
--     - service: customer
--       via: events
--       consistency: strong
-- good:
--   reads_from:
--     - service: customer
--       via: events
--       consistency: eventual
WITH strong AS (
  SELECT id, service, provider, via, cached, place FROM declaration WHERE kind = 'reads_from' AND consistency = 'strong'
)
SELECT s.service, s.provider AS owner, s.provider AS subject, s.place, 'certain' AS confidence,
  CASE s.via WHEN 'events' THEN 'keeps a copy that the owner''s events fill' WHEN 'cqrs' THEN 'reads a read model of it'
    ELSE 'reads a copy that change data capture fills' END AS copy
FROM strong AS s WHERE s.via IN ('events', 'cqrs', 'cdc')
UNION
SELECT s.service, s.provider, s.provider, s.place, 'certain', 'declares a cache of it'
FROM strong AS s WHERE s.cached = 'yes'
UNION
SELECT s.service, s.provider, s.provider, u.place, u.confidence, 'keeps it in a cache'
FROM strong AS s
JOIN cache_use AS u ON u.service = s.service AND u.provider = s.provider
WHERE u.role = 'fill' AND u.scope = 'main' AND u.confidence <> 'possible'
UNION
SELECT s.service, s.provider, s.provider, r.place, r.confidence, 'reads "' || r.name || '", which the owner''s events fill'
FROM strong AS s
JOIN read_model AS r ON r.service = s.service AND r.provider = s.provider
WHERE s.via NOT IN ('events', 'cqrs', 'cdc')
ORDER BY 1, 2, 6, 4;
