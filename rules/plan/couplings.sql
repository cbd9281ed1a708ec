-- Which tables of one database are used together: joined in a statement, written in one transaction, or pointing at each other.
SELECT c.a, c.b, c.kind, count(DISTINCT c.place) AS places
FROM (SELECT f.table_id AS a, g.table_id AS b, 'join' AS kind, f.place
      FROM production_access AS f
      JOIN production_access AS g ON g.service = f.service AND g.statement = f.statement AND g.datastore = f.datastore AND f.table_id < g.table_id
      WHERE f.statement <> '' AND f.mode IN ('read', 'write') AND g.mode IN ('read', 'write')
      UNION
      SELECT CASE WHEN k.table_id < k.references_table THEN k.table_id ELSE k.references_table END,
        CASE WHEN k.table_id < k.references_table THEN k.references_table ELSE k.table_id END, 'foreign key', k.place
      FROM foreign_key AS k WHERE k.scope <> 'test' AND k.table_id <> k.references_table
      UNION
      SELECT a.table_id, b.table_id, 'transaction', x.place
      FROM transaction_scope AS x
      JOIN transaction_scope_table AS a ON a.transaction_scope_id = x.id
      JOIN transaction_scope_table AS b ON b.transaction_scope_id = x.id AND a.table_id < b.table_id
      WHERE x.scope = 'main') AS c
GROUP BY c.a, c.b, c.kind
ORDER BY c.a, c.b, c.kind;
