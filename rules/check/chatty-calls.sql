-- id: chatty-calls
-- title: Synchronous call inside a loop
-- severity: info
-- checklist: -
-- message: "{service}" calls "{owner}" ({operation}) once for each element of a loop
-- why: One request for each row multiplies the latency of the answering service by the number of rows.
-- fix: Ask for all of them at once (a batch operation of {owner}), or keep a read model of what is needed.
-- silent_for: calls outside of loops; retries and start-up polling that a library does.
-- views: production_call
-- bad:
--   # order/app.py
--   for line in lines:
--       requests.get(f"{CATALOGUE_URL}/products/{line.sku}", timeout=2)
-- good:
--   requests.get(f"{CATALOGUE_URL}/products", params={"sku": [line.sku for line in lines]}, timeout=2)
SELECT c.caller AS service, c.answerer AS owner, c.answerer AS subject, c.place,
  CASE WHEN c.confidence = 'possible' THEN 'possible' ELSE 'likely' END AS confidence,
  CASE WHEN c.operation = '' THEN c.via ELSE c.operation END AS operation
FROM production_call AS c
WHERE c.in_loop = 'yes'
ORDER BY c.caller, c.answerer, c.place;
