-- id: event-unversioned
-- title: Event whose contract carries neither version nor timestamp
-- severity: warning
-- checklist: C4
-- message: The {kind} contract of "{event}" has neither a version nor a timestamp, in payload or headers
-- why: Without them a consumer can neither tell two forms of an event apart nor put late events in order.
-- fix: Add when it happened (occurredAt) and a schema version to the payload or headers, or send it in a CloudEvents envelope.
-- silent_for: CloudEvents; a version in the name of the topic, message, namespace or media type, or kept by a schema registry; events that the
--   service only receives: their publisher's contract counts; messages without any schema, which have a finding of their own.
-- views: event_contract, event_use
-- bad:
--   # order/asyncapi.yaml
--   OrderPlaced: { payload: { properties: { orderId: { type: string } } } }
-- good:
--   OrderPlaced: { payload: { properties: { orderId: { type: string }, occurredAt: { type: string, format: date-time } } } }
SELECT e.service, '' AS owner, e.event AS subject, e.place, CASE WHEN e.service = '' OR e.kind <> 'asyncapi' THEN 'likely' ELSE 'certain' END AS confidence,
  e.event, CASE e.kind WHEN 'asyncapi' THEN 'AsyncAPI' WHEN 'avro' THEN 'Avro' WHEN 'protobuf' THEN 'Protobuf' ELSE 'schema' END AS kind
FROM event_contract AS e
WHERE e.scope = 'main' AND e.has_schema <> '' AND e.version = '' AND e.timestamp = '' AND e.envelope = ''
  AND e.role <> 'subscribe' AND e.kind <> 'eventcatalog'
  -- A schema beside the code may be of anything: it counts when somebody publishes an event of its name.
  AND (e.kind = 'asyncapi'
       OR EXISTS (SELECT 1 FROM event_use AS u WHERE u.role = 'publish' AND u.scope = 'main' AND u.event = e.event))
  -- The same event, received by one operation and sent by another.
  AND NOT EXISTS (SELECT 1 FROM event_contract AS o WHERE o.service = e.service AND o.event = e.event
                  AND (o.version <> '' OR o.timestamp <> '' OR o.envelope <> ''))
ORDER BY e.service, e.event, e.place;
