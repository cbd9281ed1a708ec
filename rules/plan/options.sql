-- Ways to give a table one owner where that is not obvious, with what they bring and cost.
SELECT 'delegation' AS id, 'Delegation' AS title, 'one place for the rules; the table stays as it is' AS pros,
  'the others depend on the owner at run time; their writes leave their transactions' AS cons
UNION ALL SELECT 'columns', 'Table split by columns', 'each service keeps what it alone writes; no new calls for writes',
  'readers of the whole row need both parts; a migration of data; the key is kept twice'
UNION ALL SELECT 'domain', 'Data domain', 'tables that belong together stay in one database, with their joins and transactions',
  'the tables move together or not at all; the domain is bigger than one table'
UNION ALL SELECT 'merge', 'Merging the services', 'no distributed data at all between the two',
  'one deployment, one team, and the boundary is lost';
