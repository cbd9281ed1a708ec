-- The tables that ownership is about, and whether their databases are their owners' alone.
SELECT t.table_id, t.name, t.schema, t.datastore, t.owner, coalesce(o.because, '') AS because, coalesce(max(y.copy_id), '') AS copy
FROM domain_table AS t
JOIN data_table AS d ON d.table_id = t.table_id AND d.kind <> 'view'
LEFT JOIN service AS s ON s.name = t.owner
LEFT JOIN owned_table AS o ON o.table_id = t.table_id
LEFT JOIN table_copy AS y ON y.table_id = t.table_id
-- An alternative's tables are the same once more, of a system that runs instead of this one.
WHERE coalesce(s.kind, '') <> 'alternative'
GROUP BY t.table_id, t.name, t.schema, t.datastore, t.owner, o.because
ORDER BY t.table_id;
