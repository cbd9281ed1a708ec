-- What owners offer already for what others need.
SELECT a.table_id, a.service, a.mode, o.name, o.kind, o.described, p.file, p.line
FROM advised_offer AS a
JOIN table_offer AS o ON o.id = a.offer_id
JOIN place AS p ON p.id = o.place
ORDER BY a.table_id, a.service, a.mode, o.name, p.file, p.line;
