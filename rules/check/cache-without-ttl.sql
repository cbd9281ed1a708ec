-- id: cache-without-ttl
-- title: Cache whose entries never expire
-- severity: error
-- checklist: C5
-- message: "{service}" caches {what} with no expiry: none at the call, in the cache's making or in configuration
-- why: A cached copy that never expires stays wrong for ever once the data behind it changes.
-- fix: Give the entries a time to live (expireAfterWrite, a ttl, an expiration option), and evict them when the data changes. A bound on
--   the number of entries is no expiry.
-- silent_for: caches with an expiry where they are filled, made or configured; caches of which nothing tells what they hold, such as
--   sessions, locks, counters; services whose manifest declares the cache's ttl, or what invalidates it while an eviction is seen;
--   tests, load generators and alternative deployments.
-- views: cache_use, cache_use_table, data_table, declaration, service
-- bad:
--   return CacheBuilder.newBuilder().maximumSize(1000).build(loader);
-- good:
--   return CacheBuilder.newBuilder().maximumSize(1000).expireAfterWrite(5, TimeUnit.MINUTES).build(loader);
SELECT u.service, CASE WHEN u.provider = u.service THEN '' ELSE u.provider END AS owner,
  CASE WHEN u.name <> '' THEN u.name WHEN u.function <> '' THEN u.function ELSE u.via END AS subject, u.place, u.confidence,
  coalesce(t.name, CASE WHEN u.provider NOT IN ('', u.service) THEN 'data of ' || u.provider ELSE 'data' END) AS what
FROM cache_use AS u
JOIN service AS s ON s.name = u.service
LEFT JOIN cache_use_table AS k ON k.cache_use_id = u.id
LEFT JOIN data_table AS t ON t.table_id = k.table_id
WHERE u.role = 'fill' AND u.ttl = '' AND u.confidence <> 'possible' AND u.scope = 'main' AND s.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
  AND NOT EXISTS (SELECT 1 FROM declaration AS d
                  WHERE d.service = u.service AND d.kind = 'reads_from' AND d.cached = 'yes'
                    AND (d.provider = u.provider OR u.provider IN ('', u.service))
                    AND (d.cache_ttl <> ''
                         OR d.cache_invalidated_by <> ''
                           AND EXISTS (SELECT 1 FROM cache_use AS e WHERE e.service = u.service AND e.role = 'evict'
                                       AND (e.name = u.name OR e.name = '' OR u.name = ''))))
ORDER BY u.service, subject, u.place, t.name;
