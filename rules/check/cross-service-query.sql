-- id: cross-service-query
-- title: Table read by a service that does not own it
-- severity: error
-- checklist: C2
-- message: "{service}" reads {columns} of "{table_name}", which {owned}
-- why: A query on another service's table breaks when its owner changes a column, and goes around the owner's rules.
-- fix: {advice} {offered}{offer}{lacking}{missing}. {alternative}
-- silent_for: the owner itself; tables without a known owner, unless several others write them and the reader does not; tests and
--   migrations; framework tables; a service that is declared as a replica, CDC, backup or reporting reader of the database; data declared
--   as read via cdc, until its decommission_by. Places where it joins the table with its own stand in cross-service-join as well, which
--   says what it takes to part them.
-- views: table_reader, table_writer, table_definition, domain_table, owned_table, access_column, declared_role, declaration,
--   declaration_table, sharing_help, advised_offer, missing_column, table_offer
-- bad:
--   # payment/app.py, while customer/ owns "customers"
--   cursor.execute("SELECT email FROM customers WHERE id = %s", (id,))
-- good:
--   # payment/app.py asks the owner, or keeps a copy fed by the owner's events
--   customer = requests.get(f"{CUSTOMER_URL}/api/v1/customers/{id}", timeout=2).json()

-- Whose table it is; or that it is others', when nothing tells which of its writers owns it.
WITH writer AS (
  SELECT w.table_id, w.service, min(w.confidence) AS confidence
  FROM table_writer AS w
  WHERE NOT EXISTS (SELECT 1 FROM declared_role AS r WHERE r.service = w.service AND r.datastore = w.datastore
                    AND r.role IN ('outbox-relay', 'backfill'))
  GROUP BY w.table_id, w.service
),
target AS (
  SELECT table_id, datastore, name, owner, confidence, '"' || owner || '" owns because ' || because AS owned
  FROM owned_table
  UNION ALL
  SELECT t.table_id, t.datastore, t.name, '', max(w.confidence), 'others write, and nothing tells which of them owns it'
  FROM domain_table AS t JOIN writer AS w ON w.table_id = t.table_id
  WHERE t.owner = '' AND w.confidence <> 'possible'
  GROUP BY t.table_id, t.datastore, t.name
  HAVING count(*) > 1
)
SELECT r.service, t.owner, t.table_id AS subject, r.place,
  CASE WHEN r.confidence > t.confidence THEN r.confidence ELSE t.confidence END AS confidence,
  t.name AS table_name, t.owned,
  coalesce(c.name, CASE WHEN max(c.name) OVER (PARTITION BY r.service, t.table_id) IS NULL THEN 'rows' ELSE '' END) AS columns,
  coalesce(h.advice, 'Choose an owner for ' || t.name || ' among its writers.') AS advice,
  coalesce(h.alternative, 'Then ask its API, or keep a copy fed by its events.') AS alternative,
  coalesce(h.offered, 'Until then nobody can offer it') AS offered, o.name AS offer, h.lacking,
  CASE WHEN h.missing = 'yes' THEN m.name ELSE '' END AS missing
FROM table_reader AS r
JOIN target AS t ON t.table_id = r.table_id
LEFT JOIN sharing_help AS h ON h.service = r.service AND h.table_id = r.table_id AND h.mode = 'read'
LEFT JOIN (SELECT a.service, a.table_id, f.name FROM advised_offer AS a JOIN table_offer AS f ON f.id = a.offer_id WHERE a.mode = 'read') AS o
  ON o.service = r.service AND o.table_id = r.table_id
LEFT JOIN access_column AS c ON c.access_id = r.access_id AND c.name <> '*' AND c.confidence <> 'possible'
LEFT JOIN missing_column AS m ON m.service = r.service AND m.table_id = r.table_id AND m.mode = 'read' AND m.name = c.name
WHERE r.service <> t.owner
  -- Without an owner: a service that writes or defines the table may be it.
  AND (t.owner <> ''
       OR NOT EXISTS (SELECT 1 FROM table_writer AS w WHERE w.table_id = t.table_id AND w.service = r.service)
          AND NOT EXISTS (SELECT 1 FROM table_definition AS d WHERE d.table_id = t.table_id AND d.service = r.service))
  AND NOT EXISTS (SELECT 1 FROM declared_role AS d WHERE d.service = r.service AND d.datastore = t.datastore
                  AND d.role IN ('replica', 'cdc', 'backup', 'reporting'))
  AND NOT EXISTS (SELECT 1 FROM declaration AS d JOIN declaration_table AS n ON n.declaration_id = d.id
                  WHERE d.service = r.service AND d.kind = 'reads_from' AND d.via = 'cdc' AND n.table_id = t.table_id
                    AND (d.decommission_by = '' OR d.decommission_by >= :today))
ORDER BY t.table_id, r.service, c.name, o.name, r.place;
