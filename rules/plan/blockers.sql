-- What keeps a table from moving to a database of its owner's: what ties it to tables or rights of others.
WITH joined AS (
  SELECT DISTINCT f.table_id, 'join' AS kind, o.table_id AS other, f.service, f.place
  FROM production_access AS f
  JOIN production_access AS g ON g.service = f.service AND g.statement = f.statement AND g.table_id <> f.table_id
  JOIN owned_table AS t ON t.table_id = f.table_id
  JOIN owned_table AS o ON o.table_id = g.table_id AND o.datastore = t.datastore AND o.owner <> t.owner
  WHERE f.statement <> '' AND f.mode IN ('read', 'write') AND g.mode IN ('read', 'write')
    AND (f.service = t.owner OR f.service = o.owner)
),
keyed AS (
  SELECT k.table_id, k.references_table AS other, k.service, k.place
  FROM foreign_key AS k
  JOIN owned_table AS t ON t.table_id = k.table_id
  JOIN owned_table AS o ON o.table_id = k.references_table AND o.owner <> t.owner
  WHERE k.scope <> 'test'
),
committed AS (
  SELECT DISTINCT a.table_id, b.table_id AS other, x.service, x.place
  FROM transaction_scope AS x
  JOIN transaction_scope_table AS a ON a.transaction_scope_id = x.id
  JOIN transaction_scope_table AS b ON b.transaction_scope_id = x.id AND b.table_id <> a.table_id
  JOIN owned_table AS t ON t.table_id = a.table_id
  JOIN owned_table AS o ON o.table_id = b.table_id AND o.owner <> t.owner
  WHERE x.scope = 'main'
),
granted AS (
  SELECT DISTINCT g.table_id, u.service, g.place
  FROM table_grant AS g
  JOIN owned_table AS t ON t.table_id = g.table_id
  JOIN datastore_use AS u ON lower(u.user_name) = g.grantee AND u.datastore = t.datastore AND u.service <> t.owner AND u.service <> ''
  WHERE g.scope <> 'test' AND NOT EXISTS (SELECT 1 FROM datastore_use AS w WHERE w.service = t.owner AND w.datastore = t.datastore
                                          AND lower(w.user_name) = g.grantee)
)
SELECT b.table_id, b.kind, b.other, b.service, p.file, p.line
FROM (SELECT table_id, kind, other, service, place FROM joined
      UNION SELECT table_id, 'foreign key', other, service, place FROM keyed
      UNION SELECT other, 'foreign key', table_id, service, place FROM keyed
      UNION SELECT table_id, 'transaction', other, service, place FROM committed
      UNION SELECT v.base_id, 'view', v.view_id, v.service, v.place FROM view_definition AS v
            JOIN owned_table AS t ON t.table_id = v.base_id AND t.owner <> v.service WHERE v.scope <> 'test'
      UNION SELECT table_id, 'grant', '', service, place FROM granted) AS b
JOIN domain_table AS d ON d.table_id = b.table_id
JOIN place AS p ON p.id = b.place
ORDER BY b.table_id, b.kind, b.other, b.service, p.file, p.line;
