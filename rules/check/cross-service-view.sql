-- id: cross-service-view
-- title: View over a table of another service
-- severity: warning
-- checklist: C2
-- message: "{service}" defines "{view_name}" over "{table_name}", which "{owner}" owns because {because}
-- why: A view hides that a table is another service's; it breaks when its owner changes a column, like a query does.
-- fix: Replace the view by a table of {service}'s own, filled from {owner}'s events or API.
-- silent_for: views over the service's own tables; views that the database's set-up or the owner itself defines (their readers count as
--   readers of the tables below); tests; framework tables.
-- views: view_definition, owned_table, data_table
-- bad:
--   -- payment/migrations/001_contacts.sql, while customer/ owns "customers"
--   CREATE VIEW contacts AS SELECT id, email FROM customers;
-- good:
--   CREATE TABLE contacts (customer_id bigint PRIMARY KEY, email text NOT NULL);
SELECT v.service, t.owner, t.table_id AS subject, v.place,
  CASE WHEN v.confidence > t.confidence THEN v.confidence ELSE t.confidence END AS confidence,
  t.name AS table_name, w.name AS view_name, t.because
FROM view_definition AS v
JOIN data_table AS w ON w.table_id = v.view_id
JOIN owned_table AS t ON t.table_id = v.base_id
WHERE v.service <> '' AND v.service <> t.owner AND v.scope <> 'test'
ORDER BY t.table_id, v.service, w.name, v.place;
