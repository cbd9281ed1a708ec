#pragma once
// What a piece of SQL reads, writes and defines. The result types of the SQL reader; sql/reader.h has the functions.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "facts/confidence.h"

namespace onewriter::sql {

enum class Dialect : std::uint8_t {
  Unknown, Ansi, Postgres, MySql, MariaDb, Sqlite, TSql, Oracle, Snowflake, BigQuery, Redshift, Spark, Hive, ClickHouse, Db2,
};

// Which reader answered.
enum class Parser : std::uint8_t { None, Postgres, General };

// Offset in bytes into the text given; line and column from 1.
struct Position {
  std::uint32_t offset = 0;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// Parts are folded as the dialect folds unquoted names (lower case where names ignore case) and carry no quotes. Absent parts are empty.
struct TableName {
  std::string catalog;  // database or linked server
  std::string schema;
  std::string name;

  auto operator<=>(const TableName&) const = default;
};

enum class Mode : std::uint8_t { Read, Write, Ddl };

enum class Verb : std::uint8_t {
  Select, Insert, Upsert, Update, Delete, Merge, Truncate, Copy, Load, Create, Alter, Drop, Rename, Reference,
};

// Read: in a select list, RETURNING, a value or any place not named here. Written: in an INSERT's list or set. Filtered: in WHERE, HAVING
// or FILTER. Joined: in ON or USING, or compared in WHERE with a column of another table. Grouped: GROUP BY, DISTINCT ON, PARTITION BY.
// Ordered: ORDER BY.
enum class ColumnRole : std::uint8_t { Read, Written, Filtered, Joined, Grouped, Ordered };

struct ColumnUse {
  std::string name;  // "*" is kept
  ColumnRole role = ColumnRole::Read;
  // Possible: unqualified, and the statement has several tables that may have it.
  facts::Confidence confidence = facts::Confidence::Certain;

  auto operator<=>(const ColumnUse&) const = default;
};

// What a migration plan needs to know of an access.
struct Shape {
  bool key = false;        // filtered by equality
  bool range = false;      // filtered by <, >, BETWEEN
  bool search = false;     // LIKE, full text, regular expression
  bool join = false;       // joined with other tables
  bool aggregate = false;  // GROUP BY or an aggregate function
  bool single = false;     // at most one row by its text: LIMIT 1, a key and no join
  bool locking = false;    // FOR UPDATE and its like
};

struct Access {
  TableName table;
  Mode mode = Mode::Read;
  Verb verb = Verb::Select;
  std::vector<ColumnUse> columns;  // sorted, without duplicates
  Shape shape;
  Position at;  // the first mention of the table in the statement
  bool through_view = false;  // the name was resolved from a view of Options::views
};

struct ColumnDefinition {
  std::string name;
  std::string type;  // as written
  bool operator==(const ColumnDefinition&) const = default;
};

struct ForeignKey {
  TableName from;
  std::vector<std::string> columns;
  TableName to;
  std::vector<std::string> to_columns;
  Position at;
};

// A table that the statement creates, alters or drops, with what is said of its columns.
struct Definition {
  enum class Kind : std::uint8_t { Table, View, MaterializedView, ForeignTable, Synonym, Sequence, Index, Temporary } kind = Kind::Table;
  enum class Change : std::uint8_t { Create, AddColumns, DropColumns, RenameTable, RenameColumn, Drop } change = Change::Create;
  TableName name;
  TableName new_name;  // RenameTable
  std::vector<ColumnDefinition> columns;  // RenameColumn: the old and the new name
  std::vector<std::string> key;  // primary key columns
  bool partial = false;          // there are more columns than named here: LIKE, INHERITS, PARTITION OF, AS SELECT *
  Position at;
  std::string server;  // of a foreign table: the server it is on
  TableName remote;    // of a foreign table: its name there
};

struct Grant {
  bool revoke = false;
  std::vector<std::string> privileges;  // lower case; "all" is kept
  TableName table;                      // name "*" for ALL TABLES IN SCHEMA
  std::vector<std::string> grantees;
  Position at;
};

struct RoutineCall {
  TableName name;
  Position at;
};

// A procedure, function or trigger. Its accesses happen when it is called (or fired), not when it is defined.
struct Routine {
  enum class Kind : std::uint8_t { Procedure, Function, Trigger, Rule } kind = Kind::Procedure;
  TableName name;
  TableName table;  // of a trigger or rule
  std::vector<Access> accesses;
  std::vector<RoutineCall> calls;  // of other routines
  Position at;
};

// CREATE or ALTER of a publication (what is offered to other databases) or a subscription (what is taken from one).
struct Replication {
  enum class Kind : std::uint8_t { Publication, Subscription } kind = Kind::Publication;
  std::string name;
  std::vector<TableName> tables;          // name "*" for all tables, of the schema when there is one
  std::string connection;                 // of a subscription, as written
  std::vector<std::string> publications;  // of a subscription
  Position at;
};

// Something is accessed here and the text does not tell what.
struct BlindSpot {
  std::string what;    // "dynamic table name", "dynamic SQL", "unreadable statement"
  std::string detail;  // the hole's name or the head of the statement
  Position at;
};

enum class StatementKind : std::uint8_t {
  Query, Dml, Ddl, Dcl, Transaction, TwoPhase, Routine, Call, Session, Replication, Other, Unreadable,
};

struct Statement {
  StatementKind kind = StatementKind::Other;
  std::vector<Access> accesses;  // by table and mode, one each, sorted by table name, then mode
  std::vector<Definition> definitions;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Grant> grants;
  std::vector<Routine> routines;
  std::vector<RoutineCall> calls;
  std::vector<TableName> view_reads;  // base tables of a view that this statement defines
  std::vector<Replication> replications;
  std::vector<std::string> search_path;  // what the statement sets it to, for the session
  std::vector<BlindSpot> blind_spots;
  Parser parser = Parser::None;
  facts::Confidence confidence = facts::Confidence::Certain;
  Position at;
  std::uint32_t end_line = 1;
};

struct Reading {
  std::vector<Statement> statements;
  Dialect dialect = Dialect::Unknown;  // the one it was read as
  std::string error;                   // set when the text is no SQL; statements is empty then
};

}  // namespace onewriter::sql
