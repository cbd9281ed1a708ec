-- id: cdc-without-end-date
-- title: Change data capture with no end
-- severity: warning
-- checklist: P4
-- message: {taker} takes {data} of "{owner}" by change data capture{connector}, and {gap}
-- why: Change data capture ties its reader to the owner's tables; it is a bridge for a migration, not a way to share data.
-- fix: Declare the day by which it is gone (decommission_by under cdc, YYYY-MM-DD), and move to the events or API of {owner} until then.
-- silent_for: a declared day that is still to come; connectors that capture an outbox only; the service's own tables, as long as nobody
--   else is seen to hear their topics.
-- views: declaration, declaration_table, cdc_connector, cdc_connector_table, owned_table, event_use, service
-- bad:
--   reads_from:
--     - service: customer
--       via: cdc
-- good:
--   reads_from:
--     - service: customer
--       via: cdc
--       cdc: {decommission_by: 2031-06-30}
WITH captured AS (
  SELECT c.id, c.service AS configured_by, c.name AS connector, t.table_id, t.owner, t.name, k.topic, c.place,
    CASE WHEN c.confidence > t.confidence THEN c.confidence ELSE t.confidence END AS confidence
  FROM cdc_connector AS c
  JOIN cdc_connector_table AS k ON k.cdc_connector_id = c.id
  JOIN owned_table AS t ON t.table_id = k.table_id
  WHERE c.outbox = '' AND lower(t.name) NOT LIKE '%outbox%'
),
-- Whoever hears the topic, the owner too.
heard AS (
  SELECT c.id, c.table_id, u.service
  FROM captured AS c
  JOIN event_use AS u ON u.role = 'subscribe' AND u.scope = 'main' AND c.topic <> '' AND c.topic IN (u.event, u.channel)
),
-- The one that configures it, the ones that hear it; where nobody is seen, whoever runs it.
taken AS (
  SELECT c.configured_by AS taker, c.owner, c.name, c.table_id, c.connector, c.place, c.confidence
  FROM captured AS c WHERE c.configured_by NOT IN ('', c.owner)
  UNION
  SELECT h.service, c.owner, c.name, c.table_id, c.connector, c.place, c.confidence
  FROM captured AS c JOIN heard AS h ON h.id = c.id AND h.table_id = c.table_id WHERE h.service <> c.owner
  UNION
  SELECT '', c.owner, c.name, c.table_id, c.connector, c.place, CASE WHEN c.confidence = 'possible' THEN 'possible' ELSE 'likely' END
  FROM captured AS c
  WHERE c.configured_by = '' AND NOT EXISTS (SELECT 1 FROM heard AS h WHERE h.id = c.id AND h.table_id = c.table_id)
),
pipe AS (
  SELECT d.service, d.provider AS owner, d.name, d.decommission_by AS until, d.place, 'certain' AS confidence, '' AS connector
  FROM declaration AS d WHERE d.kind = 'reads_from' AND d.via = 'cdc'
  UNION
  SELECT n.taker, n.owner, n.name, '', n.place, n.confidence, n.connector
  FROM taken AS n
  WHERE NOT EXISTS (SELECT 1 FROM declaration AS d JOIN declaration_table AS m ON m.declaration_id = d.id
                    WHERE d.kind = 'reads_from' AND d.via = 'cdc' AND m.table_id = n.table_id AND n.taker IN ('', d.service))
)
SELECT p.service, p.owner, CASE WHEN p.connector <> '' THEN p.connector WHEN p.name = '' THEN p.owner ELSE p.name END AS subject, p.place,
  p.confidence,
  CASE WHEN p.service = '' THEN 'Somebody' ELSE '"' || p.service || '"' END AS taker,
  CASE WHEN p.name = '' THEN 'data' ELSE '"' || p.name || '"' END AS data,
  CASE WHEN p.connector = '' THEN '' ELSE ' (' || p.connector || ')' END AS connector,
  CASE WHEN p.until = '' THEN 'no day is declared by which that ends' ELSE 'the day by which it was to end has passed: ' || p.until END AS gap
FROM pipe AS p
LEFT JOIN service AS s ON s.name = p.service
WHERE (p.until = '' OR p.until < :today) AND coalesce(s.kind, '') NOT IN ('infrastructure', 'loadgen', 'alternative')
ORDER BY p.service, p.owner, subject, p.place;
