-- Whose data a service uses, and how it comes by it.
SELECT service, provider || CASE via WHEN 'api' THEN ' (API)' WHEN 'events' THEN ' (events)' ELSE '' END AS seen
FROM data_dependency
WHERE via <> 'query'
UNION
SELECT service, '' FROM data_dependency
ORDER BY 1, 2;
