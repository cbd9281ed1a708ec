-- id: invalid-suppression
-- title: Suppression that does not count
-- severity: error
-- checklist: -
-- message: A suppression in "{file}" does not count: {problem}
-- why: Who accepts a finding says why, or nobody will ever know whether it may be taken up again.
-- fix: Write `onewriter:ignore RULE reason`, with a rule of `onewriter rules` and the reason why it is accepted here.
-- silent_for: comments and entries with a known rule and a reason; the words onewriter:ignore elsewhere than at the head of a comment.
-- views: suppression, place
-- bad:
--   # onewriter:ignore foreign-writer
--   cursor.execute("UPDATE customers SET last_order_at = now() WHERE id = %s", (id,))
-- good:
--   # onewriter:ignore foreign-writer the customer team takes this over with its next release, ARCH-12
--   cursor.execute("UPDATE customers SET last_order_at = now() WHERE id = %s", (id,))
SELECT '' AS service, '' AS owner, p.file || ': ' || CASE s.rule WHEN '' THEN 'no rule' ELSE s.rule END AS subject, s.place,
  'certain' AS confidence, p.file, s.problem
FROM suppression AS s
JOIN place AS p ON p.id = s.place
WHERE s.problem <> ''
ORDER BY p.file, p.line, s.rule;
