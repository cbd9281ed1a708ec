-- Who keeps a cache of data, and how long its entries live.
SELECT u.service,
  CASE WHEN u.name <> '' THEN u.name WHEN u.function <> '' THEN u.function ELSE u.via END
    || CASE WHEN u.ttl IN ('', 'yes') THEN '' ELSE ' (' || u.ttl || ')' END AS seen
FROM cache_use AS u JOIN service AS s ON s.name = u.service
WHERE u.role = 'fill' AND u.scope = 'main' AND u.confidence <> 'possible' AND s.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
UNION
SELECT service, provider || CASE WHEN name = '' THEN '' ELSE '''s ' || name END || CASE WHEN cache_ttl = '' THEN '' ELSE ' (' || cache_ttl || ')' END
FROM declaration
WHERE kind = 'reads_from' AND cached = 'yes'
ORDER BY 1, 2;
