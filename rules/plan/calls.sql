-- Which services ask which others already, by calls or by hearing their events.
SELECT caller, answerer FROM production_call
UNION
SELECT h.service, e.service FROM event_use AS h
JOIN published_event AS e ON e.event = h.event AND e.service <> h.service
WHERE h.role = 'subscribe' AND h.scope = 'main'
ORDER BY 1, 2;
