-- What owners offer of their tables at all: operations and events.
SELECT o.table_id, CASE o.use WHEN 'event' THEN 'event' ELSE 'api' END AS how, o.name, p.file, p.line
FROM table_offer AS o
JOIN owned_table AS t ON t.table_id = o.table_id AND t.owner = o.service
JOIN place AS p ON p.id = o.place
WHERE o.kind IN ('api', 'route', 'event', 'event contract')
ORDER BY o.table_id, how, CASE o.use WHEN 'read' THEN 0 ELSE 1 END, o.kind, o.name, p.file, p.line;
