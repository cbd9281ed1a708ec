-- Which columns each service writes.
SELECT table_id, service, name FROM needed_column WHERE mode = 'write' ORDER BY table_id, service, name;
