-- id: cross-service-query
-- title: Table read by a service that does not own it
-- severity: error
-- checklist: C2
-- message: "{service}" reads {columns} of "{table_name}", which "{owner}" owns because {because}
-- why: A query on another service's table breaks when its owner changes a column, and goes around the owner's rules.
-- fix: {advice}
-- silent_for: the owner itself; tables without a known owner; tests and migrations; framework tables; a service that is declared as a
--   replica, CDC, backup or reporting reader of the database.
-- views: table_reader, owned_table, sharing_pattern, access_column, declared_role
-- bad:
--   # payment/app.py, while customer/ owns "customers"
--   cursor.execute("SELECT email FROM customers WHERE id = %s", (id,))
-- good:
--   # payment/app.py asks the owner, or keeps a copy fed by the owner's events
--   customer = requests.get(f"{CUSTOMER_URL}/api/v1/customers/{id}", timeout=2).json()
SELECT r.service, t.owner, t.table_id AS subject, r.place,
  CASE WHEN r.confidence > t.confidence THEN r.confidence ELSE t.confidence END AS confidence,
  t.name AS table_name, t.because,
  coalesce(c.name, CASE WHEN max(c.name) OVER (PARTITION BY r.service, t.table_id) IS NULL THEN 'rows' ELSE '' END) AS columns,
  CASE p.pattern
    WHEN 'cqrs' THEN 'Keep a read model of its own for what ' || r.service || ' joins, searches or sums up, fed by ' || t.owner || '''s events (CQRS).'
    WHEN 'events' THEN 'Subscribe to ' || t.owner || '''s events and keep the rows that ' || r.service || ' needs in a table of its own.'
    ELSE 'Ask ' || t.owner || '''s API for it; where the answer may be stale, keep a copy fed by its events.'
  END AS advice
FROM table_reader AS r
JOIN owned_table AS t ON t.table_id = r.table_id
JOIN sharing_pattern AS p ON p.service = r.service AND p.table_id = r.table_id
LEFT JOIN access_column AS c ON c.access_id = r.access_id AND c.name <> '*' AND c.confidence <> 'possible'
WHERE r.service <> t.owner
  AND NOT EXISTS (SELECT 1 FROM declared_role AS d WHERE d.service = r.service AND d.datastore = t.datastore
                  AND d.role IN ('replica', 'cdc', 'backup', 'reporting'))
ORDER BY t.table_id, r.service, c.name, r.place;
