-- id: unused-suppression
-- title: Suppression that suppresses nothing
-- severity: warning
-- checklist: -
-- message: The suppression of {rule} in "{file}" suppresses nothing
-- why: A suppression that outlives its finding hides the next one at the same place.
-- fix: Remove it; or, where the code moved, put it back on the line of the finding or on the line above.
-- silent_for: suppressions that meet a finding, though it be one below --min-confidence; rules that are off or were not run; entries of
--   onewriter.yaml that have expired, which expired-suppression tells.
-- views: suppression, place
-- bad:
--   # onewriter:ignore foreign-writer the customer team takes this over
--   requests.put(f"{CUSTOMER_URL}/api/v1/customers/{id}/status", json={"status": status}, timeout=2)
-- good:
--   requests.put(f"{CUSTOMER_URL}/api/v1/customers/{id}/status", json={"status": status}, timeout=2)
SELECT '' AS service, '' AS owner,
  p.file || ': ' || s.rule || CASE WHEN s.service || s.table_pattern = '' THEN '' ELSE ' ' || s.service || ' ' || s.table_pattern END AS subject,
  s.place, 'certain' AS confidence, p.file, s.rule
FROM suppression AS s
JOIN place AS p ON p.id = s.place
WHERE s.used = 'no' AND s.problem = '' AND (s.until = '' OR s.until >= :today)
ORDER BY p.file, p.line, s.rule;
