-- Who publishes events, and which of them a document describes.
SELECT service, event AS seen FROM event_contract WHERE scope = 'main' AND service <> '' AND role = 'publish' AND has_schema = 'yes'
UNION
SELECT service, '' FROM event_contract WHERE scope = 'main' AND service <> '' AND role = 'publish'
UNION
SELECT service, '' FROM published_event WHERE audience <> 'itself' AND confidence <> 'possible'
UNION
SELECT service, '' FROM contract_error WHERE kind = 'asyncapi' AND scope = 'main'
ORDER BY 1, 2;
