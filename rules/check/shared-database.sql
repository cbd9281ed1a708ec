-- id: shared-database
-- title: One database used by several services
-- severity: error
-- checklist: C1
-- message: {service_name} connect to one database, "{datastore}"{overlap}
-- why: Services that share a database share its schema, its load and its outages, and cannot be deployed alone.
-- fix: Give each service a database or a schema of its own, with a user that can open nothing else; share data by API or events.
-- silent_for: services that keep to a schema of their own; a declared replica, CDC, backup or reporting reader, or one whose reads_from
--   says via cdc until its decommission_by; several databases on
--   one server; key-value stores, caches, brokers and search engines; an account's DynamoDB or Firestore while no
--   table in it is used by two; infrastructure, load generators and alternative deployments.
-- views: datastore_service, service_table, datastore, engine, declaration, table_writer
-- bad:
--   # compose.yaml
--   order:   {environment: {DATABASE_URL: "postgres://shop:shop@db/shop"}}
--   payment: {environment: {DATABASE_URL: "postgres://shop:shop@db/shop"}}
-- good:
--   # compose.yaml: one server, a database for each
--   order:   {environment: {DATABASE_URL: "postgres://orders:...@db/orders"}}
--   payment: {environment: {DATABASE_URL: "postgres://payments:...@db/payments"}}

-- A row is as sure as its own connection and the surest connection of a service that it shares with.
WITH surest AS (
  SELECT u.datastore, u.service, min(u.confidence) AS confidence
  FROM datastore_service AS u
  -- Who is declared to capture the changes of another that connects there, and writes nothing itself.
  WHERE NOT EXISTS (SELECT 1 FROM declaration AS d JOIN datastore_service AS p ON p.service = d.provider AND p.datastore = u.datastore
                    WHERE d.service = u.service AND d.kind = 'reads_from' AND d.via = 'cdc'
                      AND (d.decommission_by = '' OR d.decommission_by >= :today))
     OR EXISTS (SELECT 1 FROM table_writer AS w WHERE w.service = u.service AND w.datastore = u.datastore)
  GROUP BY u.datastore, u.service
),
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
WHERE coalesce(e.family, '') NOT IN ('keyvalue', 'broker', 'search')
  -- An account's tables are all in one place there; it is the table that a service has for itself.
  AND (d.engine NOT IN ('dynamodb', 'firestore') OR c.datastore IS NOT NULL)
ORDER BY u.datastore, u.service, u.place;
