-- id: stale-baseline-entry
-- title: Baseline entry whose finding is gone
-- severity: warning
-- checklist: -
-- message: The baseline still has {rule} of "{about}", which is not found any more
-- why: A stale entry lets the same debt come back unseen.
-- fix: Run `onewriter check --update-baseline`, and commit the shorter baseline.
-- silent_for: entries whose finding is still there, suppressed ones included, and entries of rules that are off or were not run.
-- views: baseline_entry
-- bad:
--   # onewriter-baseline.jsonl, though order-service does not write customers any more
--   {"fingerprint":"...","rule":"foreign-writer","service":"order-service","owner":"customer-service","subject":"db/shop:customers"}
-- good:
--   # onewriter-baseline.jsonl without that line
SELECT service, owner, rule || ' ' || subject AS subject, place, 'certain' AS confidence, rule, subject AS about
FROM baseline_entry
WHERE used = 'no'
ORDER BY rule, subject, service, owner;
