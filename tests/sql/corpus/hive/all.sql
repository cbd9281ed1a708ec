--- LOAD DATA
--: writes logs
LOAD DATA LOCAL INPATH '/x' OVERWRITE INTO TABLE logs PARTITION (d = '2020');

--- a multi-insert
--: reads src
--: writes a, b
FROM (SELECT * FROM src) s INSERT OVERWRITE TABLE a PARTITION (d) SELECT s.x, s.d INSERT INTO TABLE b SELECT s.y WHERE s.y > 1;

--- an external table
--: ddl logs
CREATE EXTERNAL TABLE IF NOT EXISTS logs (a STRING, m MAP<STRING, INT>) PARTITIONED BY (d STRING) ROW FORMAT SERDE 'x.y' WITH SERDEPROPERTIES ('a' = 'b') STORED AS TEXTFILE LOCATION 's3://b/x';

--- CREATE TABLE AS
--: reads b
--: writes a
--: ddl a
CREATE TABLE a STORED AS ORC AS SELECT * FROM b;

--- CREATE TABLE LIKE
--: ddl a
CREATE TABLE a LIKE b;

--- LATERAL VIEW of two functions
--: reads t
SELECT a, b FROM t LATERAL VIEW explode(x) l1 AS a LATERAL VIEW posexplode(y) l2 AS p, b;

--- INSERT OVERWRITE
--: reads a, b
--: writes c
INSERT OVERWRITE TABLE c SELECT a.x FROM a JOIN b ON a.id = b.id CLUSTER BY x;

--- sampling of buckets
--: reads a
SELECT * FROM a TABLESAMPLE (BUCKET 1 OUT OF 32 ON id) s;

--- EXCHANGE PARTITION
--: ddl a, b
ALTER TABLE a EXCHANGE PARTITION (d = '1') WITH TABLE b;

--- partitions
--: ddl a
ALTER TABLE a ADD IF NOT EXISTS PARTITION (d = '1') LOCATION '/x';

--- a table goes out to files
--: reads t
EXPORT TABLE t PARTITION (d = 1) TO '/x';

--- a table comes in from files
--: writes t
IMPORT EXTERNAL TABLE t FROM '/x';

--- ALTER TABLE may merge files
--: ddl orders
ALTER TABLE orders MERGE SMALLFILES;
