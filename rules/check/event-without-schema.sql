-- id: event-without-schema
-- title: AsyncAPI message without a schema of its payload
-- severity: error
-- checklist: C4
-- message: The AsyncAPI message "{event}"{on_channel} has no payload schema, or an empty one
-- why: A consumer cannot know what an event holds, and no check can tell when its producer breaks it.
-- fix: Describe the payload: type, properties and which of them are required; or refer to its Avro, Protobuf or JSON Schema.
-- silent_for: payloads in other files, in other languages or on other hosts; messages with a scalar payload; documents of tests and samples.
-- views: event_contract
-- bad:
--   # order/asyncapi.yaml
--   OrderPlaced: { payload: {} }
-- good:
--   OrderPlaced: { payload: { type: object, properties: { orderId: { type: string } } } }
SELECT e.service, '' AS owner, e.event AS subject, e.place, CASE WHEN e.service = '' THEN 'likely' ELSE 'certain' END AS confidence, e.event,
  CASE WHEN e.channel IN ('', e.event) THEN '' ELSE ' on "' || e.channel || '"' END AS on_channel
FROM event_contract AS e
WHERE e.kind = 'asyncapi' AND e.has_schema = '' AND e.scope = 'main'
ORDER BY e.service, e.event, e.place;
