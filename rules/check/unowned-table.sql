-- id: unowned-table
-- title: Table that is read, and that nobody defines, writes or declares
-- severity: warning
-- checklist: C1
-- message: {service_name} reads "{table_name}", which no service here defines, writes or declares
-- why: Nobody answers for a table without an owner: whoever changes it does not learn who breaks.
-- fix: Name its owner under `owners` in onewriter.yaml; if it comes from outside of this workspace, list it under `external`.
-- silent_for: tables that any script or migration defines, be it the database's own set-up; tables with an owner; tables declared
--   external; framework tables and system catalogs; collections, keys and indexes, which no script has to define.
-- views: table_reader, domain_table, data_table, access, table_definition, declaration_table, view_definition
-- bad:
--   # order/app.py; no migration, script or service of the workspace knows "exchange_rates"
--   cursor.execute("SELECT rate FROM exchange_rates WHERE currency = %s", (currency,))
-- good:
--   # onewriter.yaml
--   external: [exchange_rates]
SELECT '' AS service, '' AS owner, t.table_id AS subject, r.place, r.confidence, t.name AS table_name,
  '"' || r.service || '"' AS service_name
FROM table_reader AS r
JOIN domain_table AS t ON t.table_id = r.table_id
JOIN data_table AS k ON k.table_id = t.table_id
WHERE t.owner = '' AND k.kind = 'table' AND r.confidence = 'certain'
  AND t.schema NOT IN ('information_schema', 'pg_catalog', 'sys', 'performance_schema', 'mysql')
  AND NOT EXISTS (SELECT 1 FROM table_definition AS d WHERE d.table_id = t.table_id)
  AND NOT EXISTS (SELECT 1 FROM access AS a WHERE a.table_id = t.table_id AND a.mode <> 'read')
  AND NOT EXISTS (SELECT 1 FROM view_definition AS v WHERE v.view_id = t.table_id)
  AND NOT EXISTS (SELECT 1 FROM declaration_table AS d WHERE d.table_id = t.table_id)
ORDER BY t.table_id, r.service, r.place;
