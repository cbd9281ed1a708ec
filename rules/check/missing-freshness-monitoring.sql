-- id: missing-freshness-monitoring
-- title: Copy of others' data whose age nobody watches
-- severity: warning
-- checklist: C8
-- message: "{service}" keeps {copy} of data of "{owner}", and no monitor of its age is declared or seen
-- why: A copy that stops being refreshed looks healthy to everyone but those who are served old data.
-- fix: Measure how old the copy is (the lag of the consumer, the age of the last event), alert on it, and declare the `monitor` under
--   freshness in {service}'s service.yaml.
-- silent_for: a declared monitor; tables that more than another's events fill; a metric, panel, alarm or alert rule that speaks of lag,
--   staleness or freshness in the service's tree, or in nobody's and of no other service than the owner; a data contract in which the
--   owner promises its latency or frequency; caches of a service's own data; tests, load generators and alternative deployments.
-- views: declaration, cache_use, read_model, service, monitor, place
-- bad:
--   reads_from:
--     - service: customer
--       via: events
-- good:
--   reads_from:
--     - service: customer
--       via: events
--       freshness: {monitor: customer_projection_lag_seconds, max_lag: 60s}
WITH kept AS (
  SELECT d.service, d.provider, d.place, 'certain' AS confidence,
    CASE d.via WHEN 'events' THEN 'an event copy' WHEN 'cqrs' THEN 'a read model' WHEN 'cdc' THEN 'a CDC copy' ELSE 'a cache' END AS copy
  FROM declaration AS d
  WHERE d.kind = 'reads_from' AND (d.via IN ('events', 'cqrs', 'cdc') OR d.cached = 'yes') AND d.monitor = ''
  UNION
  SELECT r.service, r.provider, r.place, r.confidence, 'a copy in "' || r.name || '"'
  FROM read_model AS r
  WHERE NOT EXISTS (SELECT 1 FROM declaration AS d WHERE d.service = r.service AND d.kind = 'reads_from' AND d.provider = r.provider
                    AND (d.name = '' OR lower(d.name) = lower(r.name))
                    AND (d.monitor <> '' OR d.via IN ('events', 'cqrs', 'cdc')))
  UNION
  SELECT u.service, u.provider, u.place, u.confidence, 'a cache'
  FROM cache_use AS u
  JOIN service AS s ON s.name = u.service
  WHERE u.role = 'fill' AND u.scope = 'main' AND u.confidence <> 'possible' AND u.provider NOT IN ('', u.service)
    AND s.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
    AND NOT EXISTS (SELECT 1 FROM declaration AS d WHERE d.service = u.service AND d.kind = 'reads_from' AND d.provider = u.provider
                    AND d.monitor <> '')
)
SELECT k.service, k.provider AS owner, k.provider AS subject, k.place, k.confidence, k.copy
FROM kept AS k
WHERE NOT EXISTS (SELECT 1 FROM monitor AS m
                  WHERE m.via <> 'data-contract' AND m.service IN ('', k.service) OR m.via = 'data-contract' AND m.service = k.provider)
  -- Outside of the services' trees, what names the owner may speak of the copies of its data.
  AND NOT EXISTS (SELECT 1 FROM monitor AS m
                  JOIN place AS p ON p.id = m.place
                  JOIN service AS s ON s.name = m.service
                  WHERE m.service = k.provider AND s.root <> '' AND substr(p.file, 1, length(s.root) + 1) <> s.root || '/')
ORDER BY k.service, k.provider, k.copy, k.place;
