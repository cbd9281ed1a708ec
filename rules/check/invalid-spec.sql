-- id: invalid-spec
-- title: OpenAPI or AsyncAPI document that cannot be read
-- severity: error
-- checklist: C3 C4
-- message: {format} document {document} is broken: {problem}
-- why: Nobody can generate a client, a test or a mock from a document that does not hold together.
-- fix: Mend the document; a linter for specifications in the build keeps it whole.
-- silent_for: references to other hosts, which are not followed; references in examples and extensions (x-...); schemas that contain
--   themselves; documents of tests and samples. What readers get over, though linters of specifications object: fields that the format
--   does not know, but for one at the root that is near a word that the document lacks; answers without a description or without any
--   status, a version that is a number, a document of components alone.
-- views: contract_error, place
-- bad:
--   # order/openapi.yaml, and there is no schemas/order.yaml
--   schema: { $ref: schemas/order.yaml }
-- good:
--   schema: { $ref: '#/components/schemas/Order' }
SELECT e.service, '' AS owner, e.document AS subject, e.place, 'certain' AS confidence, e.document, e.message AS problem,
  CASE e.kind WHEN 'asyncapi' THEN 'The AsyncAPI' ELSE 'The OpenAPI' END AS format
FROM contract_error AS e
JOIN place AS p ON p.id = e.place
WHERE e.scope = 'main'
ORDER BY e.document, p.file, p.line, e.message;
