-- id: cache-without-invalidation
-- title: Cache of another service's data that nothing evicts
-- severity: warning
-- checklist: C5
-- message: "{service}" caches {what} of "{owner}", and nothing evicts an entry when the data changes
-- why: The owner changes its data without knowing of the copy, and readers of the copy act on what is no longer true.
-- fix: Subscribe to {owner}'s events and evict what they name, or stop caching it; an expiry only bounds how long it is wrong.
-- silent_for: caches of a service's own data; caches with a delete, an evict annotation or a write that replaces an entry; services that
--   subscribe to an event of the owner; responses that clients may keep for a time (Cache-Control), which nobody can call back; a
--   declared `invalidated_by`; caches of which nothing tells what they hold; tests, load generators and alternative deployments.
-- views: cache_use, cache_use_table, data_table, event_use, declaration, service
-- bad:
--   @Cacheable("customers")
--   Customer customer(long id) { return customers.get(id); }
-- good:
--   @CacheEvict("customers")
--   @KafkaListener(topics = "CustomerUpdated")
--   void updated(long id) {}
SELECT u.service, u.provider AS owner,
  CASE WHEN u.name <> '' THEN u.name WHEN u.function <> '' THEN u.function ELSE u.via END AS subject, u.place, u.confidence,
  coalesce(t.name, 'data') AS what
FROM cache_use AS u
JOIN service AS s ON s.name = u.service
LEFT JOIN cache_use_table AS k ON k.cache_use_id = u.id
LEFT JOIN data_table AS t ON t.table_id = k.table_id AND t.owner = u.provider
WHERE u.role = 'fill' AND u.confidence <> 'possible' AND u.scope = 'main' AND u.provider NOT IN ('', u.service) AND u.name <> 'Cache-Control'
  AND s.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
  AND NOT EXISTS (SELECT 1 FROM cache_use AS e WHERE e.service = u.service AND e.role = 'evict' AND e.scope = 'main'
                  AND (e.name = u.name OR e.name = '' OR u.name = '' OR e.via = u.via AND e.function = u.function))
  AND NOT EXISTS (SELECT 1 FROM event_use AS l JOIN event_use AS p ON p.event = l.event
                  WHERE l.service = u.service AND l.role = 'subscribe' AND p.service = u.provider AND p.role = 'publish')
  AND NOT EXISTS (SELECT 1 FROM declaration AS d
                  WHERE d.service = u.service AND d.kind = 'reads_from' AND d.provider = u.provider AND d.cache_invalidated_by <> '')
ORDER BY u.service, subject, u.place, t.name;
