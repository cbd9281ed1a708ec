-- id: missing-fallback
-- title: Synchronous call with nothing to fall back on
-- severity: warning
-- checklist: C7
-- message: "{service}" calls "{owner}" ({operation}) with no fallback, circuit breaker, or timeout with a default around it
-- why: When the service that answers fails or is slow, so does everyone who waits for it.
-- fix: Put a circuit breaker or a timeout with a default answer around the call, or declare the `fallback` of what {service} reads from
--   {owner} in its service.yaml.
-- silent_for: calls inside a circuit breaker or with a fallback, in the call, on its function or class, on a function that leads to it, or
--   for all clients of the service; calls with a timeout whose failure is caught; a fallback declared in the manifest; frontends, which
--   run at a user's; tests, load generators and alternative deployments. Where a client is made and no call of it was seen, the finding is
--   possible at best.
-- views: production_call, service, declaration
-- bad:
--   # order/app.py
--   customer = requests.get(f"{CUSTOMER_URL}/customers/{id}").json()
-- good:
--   try:
--       customer = requests.get(f"{CUSTOMER_URL}/customers/{id}", timeout=2).json()
--   except requests.RequestException:
--       customer = {"id": id, "name": "unknown"}
SELECT c.caller AS service, c.answerer AS owner, c.answerer AS subject, c.place,
  CASE WHEN c.confidence = 'possible' OR c.unseen = 'yes' THEN 'possible' ELSE 'likely' END AS confidence,
  CASE WHEN c.operation = '' THEN c.via ELSE c.operation END AS operation
FROM production_call AS c
JOIN service AS s ON s.name = c.caller
WHERE s.kind <> 'frontend' AND c.protection NOT LIKE '%breaker%' AND c.protection NOT LIKE '%fallback%'
  AND NOT (c.timeout <> '' AND ' ' || c.protection || ' ' LIKE '% try %')
  AND NOT EXISTS (SELECT 1 FROM declaration AS d WHERE d.service = c.caller AND d.kind = 'reads_from' AND d.provider = c.answerer
                  AND d.fallback <> '')
ORDER BY c.caller, c.answerer, c.place;
