-- Every place where a service uses a table that another owns, and what it needs there.
SELECT n.table_id, n.service, n.mode, n.need, p.file, p.line
FROM access_need AS n
JOIN owned_table AS t ON t.table_id = n.table_id
JOIN place AS p ON p.id = n.place
WHERE n.service <> t.owner AND n.confidence <> 'possible'
ORDER BY n.table_id, n.service, n.mode, p.file, p.line, n.need;
