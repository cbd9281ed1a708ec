-- Who connects to the databases.
SELECT DISTINCT datastore, service FROM datastore_service ORDER BY datastore, service;
