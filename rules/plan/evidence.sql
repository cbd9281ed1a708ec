-- What speaks for a service as the owner of a table; the more it weighs, the more it says.
WITH told AS (
  SELECT t.table_id, t.owner AS service, 'is its owner: ' || t.because AS what, 100 AS weight, 0 AS place
  FROM owned_table AS t
),
declared AS (
  SELECT n.table_id, d.service, 'declares that it owns it' AS what, 20 AS weight, d.place
  FROM declaration AS d JOIN declaration_table AS n ON n.declaration_id = d.id
  WHERE d.kind = 'owns'
),
defined AS (
  SELECT d.table_id, d.service, 'defines it' AS what, 4 AS weight, d.place
  FROM table_definition AS d WHERE d.scope <> 'test' AND d.service <> ''
),
written AS (
  SELECT w.table_id, w.service,
    CASE WHEN w.verb IN ('insert', 'upsert', 'merge', 'copy') THEN 'creates its rows' WHEN w.verb IN ('delete', 'truncate') THEN 'deletes rows'
      WHEN w.verb = 'update' THEN 'changes rows' ELSE 'writes it' END AS what,
    CASE WHEN w.verb IN ('insert', 'upsert', 'merge', 'copy') THEN 5 WHEN w.verb IN ('delete', 'truncate') THEN 2
      WHEN w.verb = 'update' THEN 2 ELSE 4 END AS weight, w.place
  FROM table_writer AS w WHERE w.confidence <> 'possible'
),
offered AS (
  SELECT o.table_id, o.service, CASE o.use WHEN 'event' THEN 'publishes events of it' ELSE 'answers requests for it' END AS what, 2 AS weight, o.place
  FROM table_offer AS o WHERE o.kind IN ('api', 'route', 'event', 'event contract')
),
named AS (
  SELECT t.table_id, s.name AS service, 'is named after it' AS what, 3 AS weight, 0 AS place
  FROM domain_table AS t
  JOIN service AS s ON length(t.name) > 4
    AND replace(replace(lower(s.name), '-', ''), '_', '') LIKE '%' || replace(substr(lower(t.name), 1, length(t.name) - 1), '_', '') || '%'
  WHERE s.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
),
looked AS (
  SELECT r.table_id, r.service, 'reads it' AS what, 1 AS weight, r.place
  FROM table_reader AS r WHERE r.confidence <> 'possible'
),
used AS (
  SELECT DISTINCT table_id, service FROM production_access WHERE mode IN ('read', 'write')
  UNION SELECT table_id, service FROM defined
  UNION SELECT table_id, service FROM declared
  UNION SELECT table_id, service FROM told
)
SELECT e.table_id, e.service, e.what, max(e.weight) AS weight, count(*) AS places,
  coalesce(max(CASE WHEN e.nth = 1 THEN e.file END), '') AS file, coalesce(max(CASE WHEN e.nth = 1 THEN e.line END), 0) AS line
FROM (SELECT a.table_id, a.service, a.what, a.weight, p.file, p.line,
        row_number() OVER (PARTITION BY a.table_id, a.service, a.what ORDER BY p.file, p.line) AS nth
      FROM (SELECT * FROM told UNION ALL SELECT * FROM declared UNION ALL SELECT * FROM defined UNION ALL SELECT * FROM written
            UNION ALL SELECT * FROM offered UNION ALL SELECT * FROM named UNION ALL SELECT * FROM looked) AS a
      LEFT JOIN place AS p ON p.id = a.place) AS e
JOIN domain_table AS t ON t.table_id = e.table_id
JOIN data_table AS d ON d.table_id = t.table_id AND d.kind <> 'view'
JOIN used AS u ON u.table_id = e.table_id AND u.service = e.service
GROUP BY e.table_id, e.service, e.what
ORDER BY e.table_id, e.service, weight DESC, e.what;
