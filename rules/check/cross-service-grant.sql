-- id: cross-service-grant
-- title: Right to write given to another service
-- severity: warning
-- checklist: C1
-- message: "{grantee}", the user that "{service}" connects as, may {privilege} "{table_name}", which "{owner}" owns because {because}
-- why: Whoever may write a table will, and then two services answer for it.
-- fix: Revoke it; let {service} send {owner} a command or an event.
-- silent_for: the owner's own user; a user that two services share; rights to read; rights that are taken back; roles that no service
--   connects as; a declared outbox relay or backfill; tests.
-- views: table_grant, owned_table, datastore_use, declared_role, service
-- bad:
--   -- payment connects as "payment"; order/ owns "orders"
--   GRANT SELECT, UPDATE ON orders TO payment;
-- good:
--   GRANT SELECT, INSERT, UPDATE, DELETE ON orders TO orders;
SELECT u.service, t.owner, t.table_id AS subject, g.place,
  CASE WHEN g.confidence > t.confidence THEN g.confidence ELSE t.confidence END AS confidence,
  g.grantee, CASE g.privilege WHEN 'all' THEN 'write' WHEN 'insert' THEN 'insert into' WHEN 'delete' THEN 'delete from' ELSE g.privilege END AS privilege,
  t.name AS table_name, t.because
FROM table_grant AS g
JOIN owned_table AS t ON t.table_id = g.table_id
JOIN datastore_use AS u ON u.datastore = t.datastore AND lower(u.user_name) = g.grantee
JOIN service AS s ON s.name = u.service AND s.kind IN ('service', 'worker', 'job', 'frontend')
WHERE g.privilege IN ('insert', 'update', 'delete', 'truncate', 'all') AND g.scope <> 'test' AND u.service <> t.owner
  AND NOT EXISTS (SELECT 1 FROM datastore_use AS o WHERE o.datastore = u.datastore AND o.service <> u.service
                  AND (lower(o.user_name) = g.grantee OR o.service = t.owner AND o.user_name = ''))
  AND NOT EXISTS (SELECT 1 FROM declared_role AS r WHERE r.service = u.service AND r.datastore = t.datastore
                  AND r.role IN ('outbox-relay', 'backfill'))
ORDER BY t.table_id, u.service, g.grantee, g.privilege, g.place;
