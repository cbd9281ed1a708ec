-- id: undeclared-service
-- title: Service without a manifest
-- severity: info
-- checklist: -
-- message: "{service}" has no service.yaml: what it owns and what it uses of others is guessed from its code
-- why: What a service owns, reads and promises should be written down where its team changes it; code alone shows what is, not what is meant.
-- fix: Put a service.yaml beside the code of {service}; `onewriter init` drafts one from what is seen.
-- silent_for: services with a manifest; infrastructure, load generators and alternative deployments.
-- views: service, service_evidence, declaration
-- bad:
--   # order/ has code and a Dockerfile, and no service.yaml
-- good:
--   # order/service.yaml
--   service: order
--   owns: [orders]
SELECT s.name AS service, '' AS owner, s.name AS subject, min(e.place) AS place, 'certain' AS confidence
FROM service AS s
JOIN service_evidence AS e ON e.service = s.name
WHERE s.kind IN ('service', 'worker', 'job', 'frontend')
  AND NOT EXISTS (SELECT 1 FROM declaration AS d WHERE d.service = s.name AND d.kind = 'service')
GROUP BY s.name
ORDER BY s.name;
