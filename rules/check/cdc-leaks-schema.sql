-- id: cdc-leaks-schema
-- title: Raw change events of another's table
-- severity: warning
-- checklist: P4
-- message: "{service}" hears the raw changes of "{table_name}" of "{owner}" on {topic}: the columns of that table are its contract now
-- why: Change events show the table's columns, not what happened in the domain; every change of the schema reaches all who hear them.
-- fix: Translate the changes into domain events at one place, best beside {owner} (an outbox with an event router, or an adapter that hears
--   the raw topic and publishes events), and hear those; or declare the migration that needs them, with its last day (decommission_by).
-- silent_for: the table's owner; outbox tables and their router; a function that does nothing with the changes but publish events made of
--   them: the adapter at the boundary; a declared CDC whose last day is still to come; topics that no connector of the workspace fills.
-- views: cdc_connector, cdc_connector_table, owned_table, event_use, access, declaration, declaration_table, service
-- bad:
--   # order/app.py
--   for change in KafkaConsumer("shop.public.customers"):
--       save(change.value["after"]["email"])
-- good:
--   # customer/adapter.py: for change in KafkaConsumer("shop.public.customers"): producer.send("customers", CustomerChanged(...))
--   # order/app.py
--   for event in KafkaConsumer("customers"):
--       save(event.value["email"])
SELECT u.service, t.owner, t.name AS subject, u.place,
  CASE WHEN u.confidence = 'certain' AND c.confidence = 'certain' AND t.confidence = 'certain' THEN 'certain'
    WHEN 'possible' IN (u.confidence, c.confidence, t.confidence) THEN 'possible' ELSE 'likely' END AS confidence,
  t.name AS table_name, k.topic
FROM cdc_connector_table AS k
JOIN cdc_connector AS c ON c.id = k.cdc_connector_id
JOIN owned_table AS t ON t.table_id = k.table_id
JOIN event_use AS u ON u.role = 'subscribe' AND u.scope = 'main' AND k.topic IN (u.event, u.channel)
JOIN service AS s ON s.name = u.service
WHERE k.topic <> '' AND c.outbox = '' AND u.service <> t.owner AND lower(t.name) NOT LIKE '%outbox%'
  AND s.kind NOT IN ('infrastructure', 'loadgen', 'alternative')
  AND NOT (u.function <> ''
           AND EXISTS (SELECT 1 FROM event_use AS p WHERE p.service = u.service AND p.function = u.function AND p.role = 'publish')
           AND NOT EXISTS (SELECT 1 FROM access AS a WHERE a.service = u.service AND a.function = u.function AND a.mode = 'write'))
  AND NOT EXISTS (SELECT 1 FROM declaration AS d JOIN declaration_table AS m ON m.declaration_id = d.id
                  WHERE d.kind = 'reads_from' AND d.via = 'cdc' AND d.service = u.service AND m.table_id = k.table_id
                    AND d.decommission_by >= :today)
GROUP BY u.service, t.owner, t.name, u.place, k.topic
ORDER BY u.service, t.owner, subject, u.place;
