-- The columns that others need of a table, and whether an advised offer of its owner is known to carry them.
SELECT c.table_id, c.service, c.mode, c.name, CASE WHEN m.name IS NULL THEN '' ELSE 'yes' END AS missing
FROM needed_column AS c
JOIN owned_table AS t ON t.table_id = c.table_id AND t.owner <> c.service
LEFT JOIN missing_column AS m ON m.table_id = c.table_id AND m.service = c.service AND m.mode = c.mode AND m.name = c.name
ORDER BY c.table_id, c.service, c.mode, c.name;
