-- id: expired-suppression
-- title: Suppression whose day has passed
-- severity: warning
-- checklist: -
-- message: The suppression of {rule} in "{file}" held until {until}
-- why: The day was a promise to have it mended by then; the findings count again.
-- fix: Mend what it suppressed, or agree on a new day and its reason.
-- silent_for: entries without `until`, and those whose day is today or later.
-- views: suppression, place
-- bad:
--   suppress:
--     - { rule: foreign-writer, table: customers, reason: the customer team takes this over, until: 2020-01-31 }
-- good:
--   suppress:
--     - { rule: foreign-writer, table: customers, reason: the customer team takes this over, until: 2999-12-31 }
SELECT '' AS service, '' AS owner, p.file || ': ' || s.rule || ' ' || s.service || ' ' || s.table_pattern || ' ' || s.until AS subject,
  s.place, 'certain' AS confidence, p.file, s.rule, s.until
FROM suppression AS s
JOIN place AS p ON p.id = s.place
WHERE s.until <> '' AND s.until < :today AND s.problem = ''
ORDER BY p.file, p.line, s.rule;
