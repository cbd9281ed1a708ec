-- Who offers an API, and the documents of it.
SELECT a.service, CASE a.kind WHEN 'generated' THEN 'what ' || a.format || ' makes' ELSE p.file END AS seen
FROM api AS a JOIN place AS p ON p.id = a.place
WHERE a.scope = 'main' AND a.service <> ''
UNION
SELECT service, '' FROM api_route
UNION
SELECT answerer, '' FROM production_call WHERE confidence <> 'possible'
UNION
SELECT service, '' FROM contract_error WHERE kind = 'openapi' AND scope = 'main'
ORDER BY 1, 2;
