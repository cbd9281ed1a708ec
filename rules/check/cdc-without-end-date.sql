-- id: cdc-without-end-date
-- title: Change data capture with no end
-- severity: warning
-- checklist: P4
-- message: "{service}" takes {data} of "{owner}" by change data capture, and {gap}
-- why: Change data capture ties its reader to the owner's tables; it is a bridge for a migration, not a way to share data.
-- fix: Declare the day by which it is gone (decommission_by under cdc, YYYY-MM-DD), and move to the events or API of {owner} until then.
-- silent_for: a declared day that is still to come; connectors that capture an outbox only, or the service's own tables.
-- views: declaration, cdc_connector, cdc_connector_table, owned_table, declaration_table
-- bad:
--   reads_from:
--     - service: customer
--       via: cdc
-- good:
--   reads_from:
--     - service: customer
--       via: cdc
--       cdc: {decommission_by: 2031-06-30}
WITH pipe AS (
  SELECT d.service, d.provider AS owner, d.name, d.decommission_by AS until, d.place, 'certain' AS confidence
  FROM declaration AS d WHERE d.kind = 'reads_from' AND d.via = 'cdc'
  UNION
  SELECT c.service, t.owner, t.name, c.decommission_by, c.place, CASE WHEN c.confidence > t.confidence THEN c.confidence ELSE t.confidence END
  FROM cdc_connector AS c
  JOIN cdc_connector_table AS k ON k.cdc_connector_id = c.id
  JOIN owned_table AS t ON t.table_id = k.table_id
  WHERE c.outbox = '' AND c.service <> t.owner AND lower(t.name) NOT LIKE '%outbox%'
    AND NOT EXISTS (SELECT 1 FROM declaration AS d JOIN declaration_table AS n ON n.declaration_id = d.id
                    WHERE d.kind = 'reads_from' AND d.via = 'cdc' AND n.table_id = k.table_id AND d.service <> t.owner)
)
SELECT p.service, p.owner, CASE WHEN p.name = '' THEN p.owner ELSE p.name END AS subject, p.place, p.confidence,
  CASE WHEN p.name = '' THEN 'data' ELSE '"' || p.name || '"' END AS data,
  CASE WHEN p.until = '' THEN 'no day is declared by which that ends' ELSE 'the day by which it was to end has passed: ' || p.until END AS gap
FROM pipe AS p
WHERE p.until = '' OR p.until < :today
ORDER BY p.service, p.owner, subject, p.place;
