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
-- Which schemas a service keeps to there; it may be that none of its tables was seen.
kept AS (SELECT DISTINCT datastore, service, schema FROM service_table),
sharing AS (
  SELECT a.datastore, a.service, min(b.confidence) AS other
  FROM surest AS a
  JOIN surest AS b ON b.datastore = a.datastore AND b.service <> a.service
  LEFT JOIN kept AS x ON x.datastore = a.datastore AND x.service = a.service
  LEFT JOIN kept AS y ON y.datastore = b.datastore AND y.service = b.service
  WHERE x.schema IS NULL OR y.schema IS NULL OR x.schema = y.schema
  GROUP BY a.datastore, a.service
),
common AS (
  SELECT DISTINCT m.datastore
  FROM (SELECT t.datastore
        FROM service_table AS t JOIN surest AS a ON a.datastore = t.datastore AND a.service = t.service
        GROUP BY t.datastore, t.table_id HAVING count(*) > 1) AS m
)
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
