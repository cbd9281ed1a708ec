-- id: stale-declaration
-- title: Declaration of something that is not there
-- severity: warning
-- checklist: -
-- message: The manifest of "{service}" {declares} {name}, and {gap}
-- why: A manifest that is no longer true is worse than none: people and tools act on it.
-- fix: Remove the entry, or correct its name.
-- silent_for: tables and documents that are there, or that lie elsewhere; services of which no data access was seen; events that
--   are said to empty a cache, where no subscription was seen at all, or one to a pattern of names; where a place of the service could
--   not be read (a blind spot), or the owner is not seen to publish anything, the finding is possible at best.
-- views: declaration, access, table_definition, event_use, service_call, blind_spot, service
-- bad:
--   # order/service.yaml; nothing in order/ or its database knows "invoices"
--   owns: [orders, invoices]
-- good:
--   owns: [orders]
SELECT d.service, '' AS owner, d.kind || ' ' || d.provider || CASE WHEN d.provider = '' THEN '' ELSE ' ' END || d.name AS subject, d.place,
  CASE WHEN d.kind IN ('owns', 'reads_from')
         AND EXISTS (SELECT 1 FROM blind_spot AS b WHERE b.service = d.service AND b.scope <> 'test') THEN 'possible'
       WHEN d.kind IN ('owns', 'reads_from') THEN 'likely' ELSE 'certain' END AS confidence,
  CASE d.kind WHEN 'owns' THEN 'owns' WHEN 'reads_from' THEN 'uses data of' ELSE 'names' END AS declares,
  '"' || CASE WHEN d.kind = 'reads_from' THEN d.provider ELSE d.name END || '"' AS name,
  CASE d.kind WHEN 'owns' THEN 'no table, collection or topic of that name was seen'
    WHEN 'reads_from' THEN 'no call to it, subscription to its events or query of its tables was seen'
    ELSE 'there is no such file' END AS gap
FROM declaration AS d
WHERE d.seen = '' AND d.source = 'manifest'
  AND (
    d.kind IN ('api', 'event')
    OR d.kind = 'owns'
      AND (EXISTS (SELECT 1 FROM access AS a WHERE a.service = d.service)
           OR EXISTS (SELECT 1 FROM table_definition AS t WHERE t.service = d.service))
      AND NOT EXISTS (SELECT 1 FROM event_use AS u WHERE u.service = d.service AND u.event = d.name)
    OR d.kind = 'reads_from' AND d.via IN ('api', 'events')
      AND EXISTS (SELECT 1 FROM service AS p WHERE p.name = d.provider)
      AND NOT EXISTS (SELECT 1 FROM service_call AS c WHERE c.from_service = d.service AND c.to_service = d.provider)
      AND NOT EXISTS (SELECT 1 FROM event_use AS s JOIN event_use AS p ON p.event = s.event
                      WHERE s.service = d.service AND s.role = 'subscribe' AND p.service = d.provider AND p.role = 'publish')
      -- Only where such things are seen of both sides at all.
      AND (d.via = 'api' AND EXISTS (SELECT 1 FROM service_call AS c WHERE c.from_service = d.service)
           OR d.via = 'events' AND EXISTS (SELECT 1 FROM event_use AS s WHERE s.service = d.service AND s.role = 'subscribe')
             AND EXISTS (SELECT 1 FROM event_use AS p WHERE p.service = d.provider AND p.role = 'publish'))
  )
UNION ALL
SELECT d.service, '', 'reads_from ' || d.provider || ' invalidated by ' || d.cache_invalidated_by, d.place,
  CASE WHEN EXISTS (SELECT 1 FROM blind_spot AS b WHERE b.service = d.service AND b.scope <> 'test') THEN 'possible'
       WHEN EXISTS (SELECT 1 FROM event_use AS p WHERE p.service = d.provider AND p.role = 'publish') THEN 'likely' ELSE 'possible' END,
  'lets its cache be emptied by', '"' || d.cache_invalidated_by || '"', 'no subscription to such an event was seen'
FROM declaration AS d
WHERE d.source = 'manifest' AND d.cache_invalidated_by <> ''
  AND EXISTS (SELECT 1 FROM event_use AS s WHERE s.service = d.service AND s.role = 'subscribe')
  AND NOT EXISTS (
    SELECT 1 FROM event_use AS s
    WHERE s.service = d.service AND s.role = 'subscribe'
      -- On a channel of the owner's the event may be one of several. customer.created, customer-created and CustomerCreated are one name.
      AND (s.event LIKE '%*%' OR s.event LIKE '%#%'  -- a pattern of names
           OR EXISTS (SELECT 1 FROM event_use AS p WHERE p.event = s.event AND p.service = d.provider AND p.role = 'publish')
           OR ',' || lower(replace(replace(replace(replace(d.cache_invalidated_by, ' ', ''), '.', ''), '-', ''), '_', '')) || ',' LIKE
             '%,' || lower(replace(replace(replace(s.event, '.', ''), '-', ''), '_', '')) || ',%'))
ORDER BY 1, 3, 4;
