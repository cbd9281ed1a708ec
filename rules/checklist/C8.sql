-- Who keeps a copy of others' data, and what watches its age.
WITH copy AS (
  SELECT service, monitor FROM declaration WHERE kind = 'reads_from' AND (via IN ('events', 'cqrs', 'cdc') OR cached = 'yes')
  UNION
  SELECT service, '' FROM read_model
  UNION
  SELECT u.service, ''
  FROM cache_use AS u JOIN service AS s ON s.name = u.service
  WHERE u.role = 'fill' AND u.scope = 'main' AND u.confidence <> 'possible' AND u.provider NOT IN ('', u.service)
    AND s.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
)
SELECT service, monitor AS seen FROM copy
UNION
SELECT c.service, m.name FROM copy AS c JOIN monitor AS m ON m.service IN ('', c.service)
ORDER BY 1, 2;
