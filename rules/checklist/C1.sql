-- Who works with tables, and the tables that nobody else may write.
SELECT u.service, CASE WHEN t.owner = u.service THEN t.name ELSE '' END AS seen
FROM service_table AS u JOIN domain_table AS t ON t.table_id = u.table_id
UNION
SELECT u.service, ''
FROM datastore_service AS u JOIN datastore AS d ON d.id = u.datastore LEFT JOIN engine AS e ON e.name = d.engine
WHERE coalesce(e.family, '') NOT IN ('key-value', 'broker')
ORDER BY 1, 2;
