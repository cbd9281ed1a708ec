-- id: missing-timeout
-- title: Synchronous call without a timeout
-- severity: info
-- checklist: C7
-- message: "{service}" calls "{owner}" ({operation}) and would wait for ever: no timeout was seen
-- why: A call without a timeout ties up the caller for as long as the answering service hangs.
-- fix: Give the client a timeout shorter than the caller's own.
-- silent_for: clients whose library has a default timeout; timeouts set on the client, around the call, or by a circuit breaker; clients that
--   are made and of which no call was seen; frontends, which run at a user's.
-- views: production_call, service
-- bad:
--   # order/app.py
--   requests.get(f"{CUSTOMER_URL}/customers/{id}")
-- good:
--   requests.get(f"{CUSTOMER_URL}/customers/{id}", timeout=2)
SELECT c.caller AS service, c.answerer AS owner, c.answerer AS subject, c.place,
  CASE WHEN c.confidence = 'possible' THEN 'possible' ELSE 'likely' END AS confidence,
  CASE WHEN c.operation = '' THEN c.via ELSE c.operation END AS operation
FROM production_call AS c
JOIN service AS s ON s.name = c.caller
WHERE s.kind <> 'frontend' AND c.timeout = '' AND c.protection NOT LIKE '%breaker%' AND c.function <> '' AND c.unseen = ''
ORDER BY c.caller, c.answerer, c.place;
