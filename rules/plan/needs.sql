-- What to do about each table that a service uses of another, and why, by the guide's decision matrix.
SELECT n.table_id, n.service, n.mode, n.need, n.pattern, a.title, a.scenario,
  replace(replace(replace(a.advice, '{owner}', t.owner), '{service}', n.service), '{table}', t.name) AS advice, a.reason, a.pros,
  replace(replace(replace(a.cons, '{owner}', t.owner), '{service}', n.service), '{table}', t.name) AS cons,
  replace(replace(replace(a.alternative, '{owner}', t.owner), '{service}', n.service), '{table}', t.name) AS alternative
FROM sharing_need AS n
JOIN owned_table AS t ON t.table_id = n.table_id AND t.owner <> n.service
JOIN sharing_advice AS a ON a.need = n.need
ORDER BY n.table_id, n.service, n.mode;
