-- Who waits for others, and what there is to fall back on.
SELECT caller AS service,
  CASE WHEN protection LIKE '%breaker%' THEN 'a circuit breaker around calls to ' || answerer
    WHEN protection LIKE '%fallback%' THEN 'a fallback for ' || answerer
    WHEN timeout <> '' AND ' ' || protection || ' ' LIKE '% try %' THEN 'a timeout, and an answer to it, for ' || answerer
    ELSE '' END AS seen
FROM production_call
WHERE confidence <> 'possible'
UNION
SELECT service, CASE WHEN fallback = '' THEN '' ELSE 'what is declared for ' || provider END
FROM declaration
WHERE kind = 'reads_from' AND (via IN ('api', 'cqrs') OR fallback <> '')
ORDER BY 1, 2;
