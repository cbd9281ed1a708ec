-- id: consistency-undocumented
-- title: Others' data used without a declared consistency
-- severity: warning
-- checklist: C6
-- message: "{service}" uses data of {provider} and declares neither strong nor eventual consistency for it
-- why: Whoever reads a copy or an answer of another service has to know whether it may be out of date, and by how much.
-- fix: Declare `consistency` (strong or eventual) for each of them under reads_from in {service}'s service.yaml.
-- silent_for: dependencies for which the manifest declares a consistency; calls and subscriptions whose other side is a guess; gateways,
--   which hand on what they are given; tests, load generators and alternative deployments.
-- views: production_call, table_reader, owned_table, event_use, service, declaration
-- bad:
--   # order/service.yaml; order/app.py asks the customer service
--   service: order
-- good:
--   reads_from:
--     - service: customer
--       consistency: eventual
WITH dependency AS (
  SELECT caller AS service, answerer AS provider, place, confidence FROM production_call WHERE confidence <> 'possible'
  UNION
  SELECT r.service, t.owner, r.place, CASE WHEN r.confidence > t.confidence THEN r.confidence ELSE t.confidence END
  FROM table_reader AS r JOIN owned_table AS t ON t.table_id = r.table_id
  WHERE r.service <> t.owner AND r.confidence <> 'possible' AND t.confidence <> 'possible'
  UNION
  SELECT s.service, p.service, s.place, CASE WHEN s.confidence > p.confidence THEN s.confidence ELSE p.confidence END
  FROM event_use AS s JOIN event_use AS p ON p.event = s.event
  WHERE s.role = 'subscribe' AND p.role = 'publish' AND s.service <> p.service AND s.event <> ''
    AND s.scope = 'main' AND p.scope = 'main' AND s.confidence <> 'possible' AND p.confidence <> 'possible'
)
SELECT d.service, '' AS owner, d.service AS subject, d.place, d.confidence, d.provider
FROM dependency AS d
JOIN service AS s ON s.name = d.service
JOIN service AS p ON p.name = d.provider
WHERE s.kind NOT IN ('infrastructure', 'loadgen', 'alternative') AND p.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
  AND d.service NOT LIKE '%gateway%'
  AND NOT EXISTS (SELECT 1 FROM declaration AS c WHERE c.service = d.service AND c.kind = 'reads_from' AND c.provider = d.provider
                  AND c.consistency <> '')
ORDER BY d.service, d.provider, d.place;
