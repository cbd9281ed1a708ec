-- id: event-without-asyncapi
-- title: Published event that no AsyncAPI document describes
-- severity: warning
-- checklist: C4
-- message: "{service}" publishes {event}, and {gap}
-- why: Consumers that learn an event's form from the producer's code break when that code changes.
-- fix: Describe the event in the asyncapi.yaml of {service}: its channel, its payload's schema, a version or timestamp.
-- silent_for: events that an AsyncAPI document describes by name, title or channel, whatever ends its name (Event, IntegrationEvent, Message);
--   events that an event catalogue describes with a schema; events that are only received, or that nobody but their publisher
--   hears; lists of Redis unless one service fills what another empties; tests. For an outbox of a service in which no broker is
--   seen, for an event with an Avro, Protobuf or JSON schema of its name, beside the code or registered, or while a document lies
--   in the tree whose service nobody can tell, the finding is possible at best.
-- views: published_event, event_use, event_contract, service
-- bad:
--   # order/app.py, and no asyncapi.yaml
--   producer.send("orders", OrderPlaced(id))
-- good:
--   # order/asyncapi.yaml
--   channels: { orders: { messages: { OrderPlaced: { payload: ... } } } }
WITH published AS (
  -- An outbox tells no event by name, and may be relayed within the process: it counts where a broker is seen as well.
  SELECT service, event, channel,
    CASE WHEN via = 'outbox' AND event = channel
           AND NOT EXISTS (SELECT 1 FROM event_use AS u WHERE u.service = published_event.service AND u.scope = 'main'
                           AND u.via NOT IN ('outbox', 'bus')) THEN 'possible' ELSE confidence END AS confidence, place
  FROM published_event
  WHERE audience <> 'itself' AND confidence <> 'possible'
    -- What lies in an outbox is not told by name: any contract of the service may be its.
    AND NOT (via = 'outbox' AND event = channel AND EXISTS (SELECT 1 FROM event_contract AS c WHERE c.service = published_event.service))
  UNION ALL
  -- What a catalogue says that a service sends.
  SELECT service, event, channel, confidence, place FROM event_contract
  WHERE kind = 'eventcatalog' AND role = 'publish' AND scope = 'main' AND service <> ''
),
-- Names without marks and without the words that say what they name.
named AS (
  SELECT p.service, p.event, p.confidence, p.place,
    replace(replace(replace(lower(replace(replace(replace(replace(p.event, '-', ''), '_', ''), '.', ''), '/', '')),
      'integrationevent', ''), 'event', ''), 'message', '') AS name,
    replace(replace(replace(lower(replace(replace(replace(replace(p.channel, '-', ''), '_', ''), '.', ''), '/', '')),
      'integrationevent', ''), 'event', ''), 'message', '') AS channel_name
  FROM published AS p
  LEFT JOIN service AS s ON s.name = p.service
  WHERE coalesce(s.kind, '') NOT IN ('infrastructure', 'loadgen', 'alternative')
),
written AS (
  SELECT service, kind, has_schema, event AS text FROM event_contract WHERE scope = 'main'
  UNION ALL SELECT service, kind, has_schema, title FROM event_contract WHERE scope = 'main' AND title <> ''
  UNION ALL SELECT service, kind, has_schema, channel FROM event_contract WHERE scope = 'main' AND channel <> ''
),
described AS (
  SELECT service, kind, has_schema,
    replace(replace(replace(lower(replace(replace(replace(replace(replace(text, ' ', ''), '-', ''), '_', ''), '.', ''), '/', '')),
      'integrationevent', ''), 'event', ''), 'message', '') AS name
  FROM written
)
SELECT n.service, '' AS owner,
  CASE WHEN EXISTS (SELECT 1 FROM event_contract AS c WHERE c.service = n.service AND c.kind = 'asyncapi') THEN n.event
    ELSE 'events of ' || n.service END AS subject,
  n.place,
  CASE WHEN EXISTS (SELECT 1 FROM described AS d WHERE d.name = n.name AND d.kind IN ('avro', 'protobuf', 'json-schema'))
         OR EXISTS (SELECT 1 FROM event_contract AS c WHERE c.service = '' AND c.kind = 'asyncapi' AND c.scope = 'main') THEN 'possible'
    ELSE n.confidence END AS confidence,
  '"' || n.event || '"' AS event,
  CASE WHEN EXISTS (SELECT 1 FROM event_contract AS c WHERE c.service = n.service AND c.kind = 'asyncapi')
    THEN 'its AsyncAPI document does not describe it' ELSE 'no AsyncAPI document describes its events' END AS gap
FROM named AS n
WHERE NOT EXISTS (SELECT 1 FROM described AS d
                  WHERE d.service IN (n.service, '') AND (d.kind = 'asyncapi' OR d.kind = 'eventcatalog' AND d.has_schema <> '')
                    AND d.name <> '' AND d.name IN (n.name, n.channel_name))
ORDER BY n.service, n.event, n.place;
