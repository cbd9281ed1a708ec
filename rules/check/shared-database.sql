-- id: shared-database
-- title: One database used by several services
-- severity: error
-- checklist: C1
-- message: {service_name} connect to one database, "{datastore}"{overlap}
-- why: Services that share a database share its schema, its load and its outages, and cannot be deployed alone.
-- fix: Give each service a database or a schema of its own, with a user that can open nothing else; share data by API or events.
-- silent_for: services that keep to a schema of their own; a declared replica, CDC, backup or reporting reader; several databases on
--   one server; key-value stores, caches, brokers and search engines; infrastructure, load generators and alternative deployments.
-- views: datastore_service, service_table, datastore, engine
-- bad:
--   # compose.yaml
--   order:   {environment: {DATABASE_URL: "postgres://shop:shop@db/shop"}}
--   payment: {environment: {DATABASE_URL: "postgres://shop:shop@db/shop"}}
-- good:
--   # compose.yaml: one server, a database for each
--   order:   {environment: {DATABASE_URL: "postgres://orders:...@db/orders"}}
--   payment: {environment: {DATABASE_URL: "postgres://payments:...@db/payments"}}

-- A row is as sure as its own connection and the surest connection of a service that it shares with.
WITH surest AS (SELECT datastore, service, min(confidence) AS confidence FROM datastore_service GROUP BY datastore, service),
pair AS (
  SELECT a.datastore, a.service, b.confidence AS other,
    EXISTS (SELECT 1 FROM service_table AS x JOIN service_table AS y ON y.table_id = x.table_id
            WHERE x.datastore = a.datastore AND x.service = a.service AND y.service = b.service) AS same_table,
    EXISTS (SELECT 1 FROM service_table AS x WHERE x.datastore = a.datastore AND x.service = a.service)
      AND EXISTS (SELECT 1 FROM service_table AS y WHERE y.datastore = a.datastore AND y.service = b.service)
      AND NOT EXISTS (SELECT 1 FROM service_table AS x JOIN service_table AS y ON y.datastore = x.datastore AND y.schema = x.schema
                      WHERE x.datastore = a.datastore AND x.service = a.service AND y.service = b.service) AS own_schemas
  FROM surest AS a JOIN surest AS b ON b.datastore = a.datastore AND b.service <> a.service
),
sharing AS (SELECT datastore, service, min(other) AS other FROM pair WHERE NOT own_schemas GROUP BY datastore, service),
common AS (SELECT DISTINCT datastore FROM pair WHERE same_table)
SELECT '' AS service, '' AS owner, u.datastore AS subject, u.place, u.datastore,
  CASE WHEN u.confidence > s.other THEN u.confidence ELSE s.other END AS confidence,
  '"' || u.service || '"' AS service_name,
  CASE WHEN c.datastore IS NULL THEN 'warning' ELSE 'error' END AS severity,
  CASE WHEN c.datastore IS NULL THEN '; no table was seen that two of them use' ELSE ', and use the same tables in it' END AS overlap
FROM datastore_service AS u
JOIN sharing AS s ON s.datastore = u.datastore AND s.service = u.service
JOIN datastore AS d ON d.id = u.datastore
LEFT JOIN engine AS e ON e.name = d.engine
LEFT JOIN common AS c ON c.datastore = u.datastore
WHERE coalesce(e.family, '') NOT IN ('key-value', 'broker', 'search')
ORDER BY u.datastore, u.service, u.place;
