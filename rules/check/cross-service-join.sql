-- id: cross-service-join
-- title: Own and foreign tables in one statement
-- severity: error
-- checklist: C2
-- message: "{service}" joins {own} of its own with "{table_name}", which "{owner}" owns because {because}, in one statement
-- why: A join across an ownership border cannot be replaced by a call: the code around it has to change before the tables can part.
-- fix: Split the statement. Either keep a read model of the rows of {table_name} that are needed, fed by {owner}'s events, and join with that; or read the own rows first, and ask {owner}'s API for the rest in one batch.
-- silent_for: statements over foreign tables alone, and copies from one table into another, which cross-service-query reports as it does
--   these; joins of tables of one owner; tests and migrations; framework tables; a declared replica, CDC, backup or reporting reader.
-- views: table_reader, production_access, owned_table, declared_role, declaration, declaration_table
-- bad:
--   # order/app.py, while customer/ owns "customers"
--   cursor.execute("SELECT o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer_id")
-- good:
--   # order/app.py joins its own copy, fed by CustomerChanged
--   cursor.execute("SELECT o.total, c.name FROM orders o JOIN customer_copies c ON c.id = o.customer_id")
SELECT r.service, t.owner, t.table_id AS subject, r.place,
  CASE WHEN r.confidence > t.confidence THEN r.confidence ELSE t.confidence END AS confidence,
  t.name AS table_name, t.because, '"' || o.name || '"' AS own
FROM table_reader AS r
JOIN owned_table AS t ON t.table_id = r.table_id
JOIN production_access AS a ON a.service = r.service AND a.statement = r.statement AND a.table_id <> r.table_id
JOIN owned_table AS o ON o.table_id = a.table_id AND o.owner = r.service
WHERE r.service <> t.owner AND r.statement <> ''
  AND (a.mode = 'read' OR ' ' || r.shape || ' ' LIKE '% join %')
  AND NOT EXISTS (SELECT 1 FROM declared_role AS d WHERE d.service = r.service AND d.datastore = t.datastore
                  AND d.role IN ('replica', 'cdc', 'backup', 'reporting'))
  AND NOT EXISTS (SELECT 1 FROM declaration AS d JOIN declaration_table AS n ON n.declaration_id = d.id
                  WHERE d.service = r.service AND d.kind = 'reads_from' AND d.via = 'cdc' AND n.table_id = t.table_id
                    AND (d.decommission_by = '' OR d.decommission_by >= :today))
ORDER BY t.table_id, r.service, o.name, r.place;
