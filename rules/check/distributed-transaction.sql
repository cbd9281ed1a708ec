-- id: distributed-transaction
-- title: Transaction across datastores or owners
-- severity: error
-- checklist: A1
-- message: "{service}" {what}
-- why: A commit in two phases locks all that take part until the slowest answers, and one that is down blocks the others.
-- fix: Commit in each service on its own, with an outbox, and let a saga undo what the others refuse.
-- silent_for: transactions within one datastore and one owner; what a call may do that can run several bodies, and what has a
--   transaction of its own; search indexes; sagas and outboxes; tests, load generators and alternative deployments.
-- views: transaction_scope, transaction_scope_table, domain_table, datastore, engine, service
-- bad:
--   @GlobalTransactional
--   public void place(Order order) { orders.save(order); stock.reserve(order); }
-- good:
--   @Transactional
--   public void place(Order order) { orders.save(order); outbox.save(new OrderPlaced(order)); }
WITH across AS (
  SELECT k.transaction_scope_id AS id, count(DISTINCT t.datastore) AS datastores, min(t.table_id) AS one, max(t.table_id) AS another,
    count(DISTINCT CASE WHEN t.owner <> '' THEN t.owner END) AS owners,
    min(CASE WHEN t.owner <> '' THEN t.owner END) AS one_owner, max(t.owner) AS another_owner
  FROM transaction_scope_table AS k
  JOIN domain_table AS t ON t.table_id = k.table_id
  LEFT JOIN datastore AS d ON d.id = t.datastore
  LEFT JOIN engine AS e ON e.name = d.engine
  -- An index that is derived from the data is not expected to commit with it.
  WHERE coalesce(e.family, '') <> 'search'
  GROUP BY k.transaction_scope_id
)
SELECT x.service, '' AS owner, CASE WHEN x.function = '' THEN x.via ELSE x.function END AS subject, x.place, x.confidence,
  CASE WHEN x.kind = 'two-phase' THEN 'commits in two phases'
    WHEN a.datastores > 1 THEN 'writes two datastores in one transaction: "' || a.one || '" and "' || a.another || '"'
    ELSE 'writes tables of two owners in one transaction: "' || a.one_owner || '" and "' || a.another_owner || '"' END AS what
FROM transaction_scope AS x
JOIN service AS s ON s.name = x.service
LEFT JOIN across AS a ON a.id = x.id
WHERE x.scope = 'main' AND s.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
  AND (x.kind = 'two-phase' OR coalesce(a.datastores, 0) > 1 OR coalesce(a.owners, 0) > 1)
ORDER BY x.service, subject, x.place;
