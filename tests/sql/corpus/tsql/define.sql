--- CREATE TABLE
--: ddl dbo.orders
CREATE TABLE [dbo].[Orders] ([Id] INT IDENTITY(1,1) NOT NULL, [Name] NVARCHAR(MAX) NULL, CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([Id] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY];

--- a guarded CREATE TABLE
--: ddl orders
IF NOT EXISTS (SELECT * FROM sys.objects WHERE name = 'orders') BEGIN CREATE TABLE orders (id int) END

--- a guard by OBJECT_ID
--: ddl dbo.orders
IF OBJECT_ID('dbo.orders', 'U') IS NOT NULL DROP TABLE dbo.orders

--- ALTER TABLE
--: ddl dbo.orders
ALTER TABLE dbo.orders WITH CHECK ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES dbo.customers (id)

--- ALTER TABLE ADD of several columns
--: ddl orders
ALTER TABLE orders ADD a INT NULL, b DATETIME2 NOT NULL DEFAULT (GETDATE());

--- CREATE VIEW
--: ddl dbo.v
--: view dbo.a, dbo.b
CREATE OR ALTER VIEW dbo.v WITH SCHEMABINDING AS SELECT a.x FROM dbo.a AS a LEFT OUTER JOIN dbo.b AS b ON a.id = b.id

--- an index
--: ddl dbo.orders
CREATE NONCLUSTERED INDEX i ON dbo.orders (a ASC) INCLUDE (b) WHERE a IS NOT NULL WITH (ONLINE = ON)

--- a synonym
--: ddl s
--: view shop.dbo.orders
CREATE SYNONYM s FOR shop.dbo.orders;

--- a renaming procedure
--: ddl dbo.orders
EXEC sp_rename 'dbo.orders', 'old_orders';

--- a procedure
--: routine read a, e
--: routine write b, c
--: calls
--: routine calls dbo.q
CREATE PROCEDURE dbo.p @id INT, @t dbo.tabletype READONLY AS
BEGIN
  SET NOCOUNT ON;
  DECLARE @x TABLE (id INT);
  INSERT INTO @x SELECT id FROM a WHERE id = @id;
  INSERT INTO b SELECT id FROM @x;
  UPDATE c SET n = 1 WHERE id IN (SELECT id FROM @t);
  EXEC dbo.q @id;
  RETURN (SELECT COUNT(*) FROM e)
END
GO

--- a procedure without BEGIN
--: routine read a
--: routine write b
CREATE PROC p AS
SELECT * FROM a;
INSERT INTO b VALUES (1);

--- a trigger and its pseudo tables
--: ddl dbo.orders
--: routine read dbo.customers
--: routine write audit
CREATE TRIGGER g ON dbo.orders AFTER INSERT, UPDATE AS BEGIN INSERT INTO audit (id) SELECT i.id FROM inserted i JOIN deleted d ON d.id = i.id JOIN dbo.customers c ON c.id = i.c END

--- a table function
--: routine read orders
CREATE FUNCTION dbo.f (@c INT) RETURNS TABLE AS RETURN (SELECT id FROM orders WHERE c = @c);

--- a multi-statement function
--: routine read orders
CREATE FUNCTION dbo.f (@c INT) RETURNS @r TABLE (id INT) AS BEGIN INSERT @r SELECT id FROM orders; RETURN END

--- DROP of several kinds
--: ddl a, dbo.v
DROP TABLE IF EXISTS a; DROP VIEW dbo.v; DROP PROCEDURE p; DROP FUNCTION f

--- GRANT on an object
--: kind dcl
GRANT SELECT ON OBJECT::dbo.orders TO app;

--- RENAME OBJECT
--: ddl dbo.orders
RENAME OBJECT dbo.orders TO old_orders;

--- Fabric: a clone
--: reads o
--: writes n
--: ddl n
CREATE TABLE n AS CLONE OF o;
