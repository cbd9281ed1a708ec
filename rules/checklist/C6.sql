-- Who uses others' data, and which consistency is declared for it.
SELECT service, provider || ' (' || consistency || ')' AS seen FROM declaration WHERE kind = 'reads_from' AND consistency <> ''
UNION
SELECT service, '' FROM data_dependency
ORDER BY 1, 2;
