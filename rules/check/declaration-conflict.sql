-- id: declaration-conflict
-- title: Declarations that contradict each other, or cannot be read
-- severity: error
-- checklist: -
-- message: {what}
-- why: A declaration decides who is right; two that differ, or one that cannot be read, decide nothing.
-- fix: {advice}
-- silent_for: one name in two databases, each owned by the service whose database it is; service.yaml files of other tools.
-- views: declaration, declaration_table, data_table, manifest_error, place
-- bad:
--   # order/service.yaml            # payment/service.yaml, on the same database
--   owns: [orders, audit_log]       owns: [payments, audit_log]
-- good:
--   # order/service.yaml            # payment/service.yaml
--   owns: [orders, audit_log]       owns: [payments]
SELECT '' AS service, '' AS owner, t.table_id AS subject, d.place, 'certain' AS confidence,
  CASE WHEN f.others = 0
    THEN '"' || t.name || '" is declared by more than one manifest as owned: by the one of "' || f.first || '" and by the one of "' || f.last || '"'
    ELSE '"' || t.name || '" is declared to be owned by "' || f.first || '" in one document and by "' || f.last || '" in another' END AS what,
  CASE WHEN f.others = 0
    THEN 'Leave the table in the manifest of the one service that writes it; let the others list it under `reads_from`.'
    ELSE 'Let manifests, data contracts, catalogs and dictionaries name the one service that writes it; until then a manifest wins.' END AS advice
FROM (SELECT o.table_id, min(d.service) AS first, max(d.service) AS last,
        sum(CASE WHEN d.source = 'manifest' THEN 0 ELSE 1 END) AS others
      FROM declaration_table AS o JOIN declaration AS d ON d.id = o.declaration_id
      WHERE d.kind = 'owns'
      GROUP BY o.table_id) AS f
JOIN data_table AS t ON t.table_id = f.table_id
JOIN declaration_table AS o ON o.table_id = f.table_id
JOIN declaration AS d ON d.id = o.declaration_id AND d.kind = 'owns'
WHERE f.first <> f.last
UNION ALL
SELECT '', '', p.file, e.place, 'certain', 'A manifest does not hold: ' || e.message, 'Correct the manifest; `onewriter config --schema` tells editors its keys.'
FROM manifest_error AS e JOIN place AS p ON p.id = e.place
ORDER BY subject, place;
