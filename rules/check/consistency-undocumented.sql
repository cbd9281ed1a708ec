-- id: consistency-undocumented
-- title: Others' data used without a declared consistency
-- severity: warning
-- checklist: C6
-- message: "{service}" uses data of {provider} and declares neither strong nor eventual consistency for it
-- why: Whoever reads a copy or an answer of another service has to know whether it may be out of date, and by how much.
-- fix: Declare `consistency` (strong or eventual) for each of them under reads_from in {service}'s service.yaml.
-- silent_for: dependencies for which the manifest declares a consistency; calls and subscriptions whose other side is a guess; calls
--   of and to gateways without tables of their own, which hand on what they are given; tests, load generators and alternative deployments.
-- views: data_dependency, declaration
-- bad:
--   # order/service.yaml; order/app.py asks the customer service
--   service: order
-- good:
--   reads_from:
--     - service: customer
--       consistency: eventual
SELECT d.service, '' AS owner, d.service AS subject, d.place, d.confidence, d.provider
FROM data_dependency AS d
WHERE d.declared = ''
  AND NOT EXISTS (SELECT 1 FROM declaration AS c WHERE c.service = d.service AND c.kind = 'reads_from' AND c.provider = d.provider
                  AND c.consistency <> '')
ORDER BY d.service, d.provider, d.place;
