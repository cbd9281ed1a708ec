#pragma once
// The walk over one parsed statement. One class, since everything in SQL can hold everything else; its parts are in
// files of their own:
//   statement.cpp   what kind of statement, and the small ones
//   query.cpp       SELECT, VALUES, WITH          from.cpp        the FROM list
//   expression.cpp  expressions and columns       comparison.cpp  what a condition says of an access's shape
//   change.cpp      INSERT, UPDATE, DELETE, MERGE, COPY, TRUNCATE
//   define.cpp      CREATE TABLE, VIEW, INDEX ..  alter.cpp       ALTER, DROP, RENAME
//   share.cpp       GRANT, publications, subscriptions, foreign schemas
//   routine.cpp     functions, DO, triggers, rules   body.cpp     the SQL in a body   dynamic.cpp   SQL in strings
//   call.cpp        function calls

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sql/postgres/accesses.h"
#include "sql/postgres/json.h"
#include "sql/postgres/postgres.h"
#include "sql/postgres/scope.h"
#include "sql/postgres/text.h"

namespace onewriter::sql::postgres {

// What an expression is for.
struct Use {
  ColumnRole role = ColumnRole::Read;
  bool always = false;  // it must hold for each row: a condition that is not under OR or NOT
};

// What the body of a routine knows beside SQL.
struct Body {
  std::set<std::string, std::less<>> variables;  // parameters and declared variables: no columns
  std::set<std::string, std::less<>> temporary;  // tables that it creates for itself
};

inline constexpr int deepest_level = 500;
inline constexpr int deepest_text = 4;                   // SQL in strings in SQL in strings
inline constexpr std::size_t most_work = 250'000;        // about 30 ms
inline constexpr std::size_t most_inner_size = 120'000;  // the same, for bodies of many statements
inline constexpr std::size_t most_columns = 2'000;       // of a subquery, kept by name

class PlpgsqlBody;

class Walk {
 public:
  Walk(Statement& out, const PostgresOptions& options) : out_(out), options_(options) {}

  // Reads the text's one statement; false when it is refused.
  bool read(const Text& text);
  // The text was too deep somewhere, or took too much work: the result is not to be used.
  bool gave_up() const { return gave_up_; }
  void finish();

 private:
  friend class PlpgsqlBody;
  using Names = std::vector<std::string>;

  // statement.cpp
  StatementKind statement(Node node, const Scope* outer = nullptr, const With* with = nullptr,
                          Columns* columns = nullptr);
  StatementKind explain(Node n, const With* with);
  StatementKind transaction(Node n);
  StatementKind set_variable(Node n);
  void set_search_path(std::string_view list);

  // query.cpp
  Columns select(Node n, const Scope* outer, const With* outer_with);
  Columns simple_select(Node n, Scope& scope);
  Columns set_operation(Node n, const Scope* outer, const With* with);
  void with_clause(Node n, const Scope* outer, With& with);
  Columns output_columns(Node targets, const Scope& scope) const;
  void grouping(Node n, Scope& scope);
  void ordering(Node sort_clause, Node targets, Scope& scope);
  bool output_reference(Node expression, Node targets, Scope& scope, ColumnRole role);
  void locking(Node clauses, Scope& scope);
  void shape_of(const Scope& scope, bool aggregate, bool one_row);
  void select_into(Node relation);

  // from.cpp
  void from_list(Node list, Scope& scope);
  void from_item(Node item, Scope& scope);
  void join(Node n, Scope& scope);
  void join_using(Node columns, Scope& scope, std::size_t first, std::size_t middle);
  void natural_join(Scope& scope, std::size_t first, std::size_t middle);
  void range_function(Node n, Scope& scope);
  Source range_variable(Node n, const With* with);
  void add_source(Source source, Node alias, Scope& scope);
  Source target(Node range_var, Verb verb);
  Node aliased(Node from_clause, std::string_view alias);
  bool is_local_name(const TableName& table) const;

  // expression.cpp
  void expression(Node n, Scope& scope, Use use = {});
  void expressions(Node list, Scope& scope, Use use = {});
  void column(Node n, Scope& scope, ColumnRole role);
  void sublink(Node n, Scope& scope, Use use);
  void window(Node n, Scope& scope);
  std::vector<Owner> owners(Node column_ref, const Scope& scope, std::string_view* name = nullptr) const;
  // comparison.cpp
  void operation(Node n, Scope& scope, Use use);
  void compared(Node side, Node other, std::string_view kind, std::string_view op, Scope& scope, Use use);
  bool joins(Node left, Node right, const Scope& scope) const;
  bool is_key(std::string_view column, const TableName& table) const;

  // call.cpp
  void call(Node n, Scope& scope, Use use);
  void standing_call(Node n);  // alone in a select list or FROM
  bool sql_call(Node n);       // dblink, query_to_xml and the like: reads the SQL given
  TableName routine_name(Node names) const;
  void add_call(const TableName& name, Node at);

  // change.cpp
  StatementKind insert(Node n, const Scope* outer, const With* with, Columns* columns);
  StatementKind update(Node n, const Scope* outer, const With* with, Columns* columns);
  StatementKind remove(Node n, const Scope* outer, const With* with, Columns* columns);
  StatementKind merge(Node n, const Scope* outer, const With* with);
  StatementKind copy(Node n);
  StatementKind truncate(Node n);
  void assignments(Node targets, Scope& scope, int access);
  void returning(Node list, Scope& scope, Columns* columns);
  void on_conflict(Node n, Scope& scope, int access);

  // define.cpp
  StatementKind create_table(Node n);
  StatementKind create_table_as(Node n);
  StatementKind create_view(Node n);
  StatementKind create_index(Node n);
  StatementKind create_sequence(Node n);
  StatementKind create_foreign_table(Node n);
  StatementKind create_schema(Node n);
  void view_of(Node query, Definition& definition);
  void column_definition(Node n, Definition& definition);
  void constraint(Node n, Definition& definition, std::string_view column);
  void foreign_key(Node n, const TableName& from, Names columns);
  Definition* define(Node range_var, Definition::Kind kind, Definition::Change change);
  void ddl(const TableName& table, Verb verb, std::uint32_t offset);

  // alter.cpp
  StatementKind alter_table(Node n);
  StatementKind drop(Node n);
  StatementKind rename(Node n);
  StatementKind set_schema(Node n);

  // share.cpp
  StatementKind grant(Node n);
  StatementKind publication(Node n, bool create);
  StatementKind subscription(Node n);
  StatementKind import_foreign_schema(Node n);

  // routine.cpp
  StatementKind create_function(Node n);
  StatementKind run_block(Node n);
  StatementKind create_trigger(Node n);
  StatementKind create_rule(Node n);
  StatementKind create_policy(Node n);
  void body(Node definition, std::string_view language);
  // Runs `read` so that the accesses it meets go to the routine.
  template <typename Read>
  void into_routine(Routine& routine, Read read);
  // body.cpp
  void sql_body(const Text& text);
  void plpgsql_body(const Text& text);
  // dynamic.cpp
  struct Dynamic {
    Text text;
    bool known = true;  // false: a part that is no value could not be told
  };
  bool constant_text(Node n, Dynamic& result, int depth = 0) const;
  bool formatted(Node args, Dynamic& result, int depth) const;
  void run_text(Node expression, std::uint32_t at);
  void execute_expression(const Text& text, std::uint32_t at);

  // Counts work that can grow faster than the text (columns times tables, names of names). False: too much, the walk is
  // given up.
  bool spend(std::size_t steps = 1) const {
    work_ += steps;
    gave_up_ |= work_ > most_work;
    return !gave_up_;
  }

  // names and places
  TableName name_of(Node range_var) const;
  TableName name_of_list(Node strings) const;
  std::uint32_t place(Node n) const;  // of the node's location
  bool hole(const TableName& table, std::uint32_t at);
  void blind_spot(std::string what, std::string_view detail, std::uint32_t at);
  bool read_inner(const Text& text);  // one more statement, into the same result
  // Place of the first token of this name, else of the text. Looks from *from on, and leaves there where it ended.
  std::uint32_t find_token(std::string_view name, std::size_t* from = nullptr) const;

  Statement& out_;
  const PostgresOptions& options_;
  Accesses statement_accesses_;
  Accesses* accesses_ = &statement_accesses_;
  const Text* text_ = nullptr;
  Body* body_ = nullptr;
  int depth_ = 0;
  int text_depth_ = 0;
  std::size_t inner_size_ = 0;  // bytes of SQL read inside the statement
  mutable std::size_t work_ = 0;
  mutable bool gave_up_ = false;
};

// Counts a level of the tree while it lives.
class Level {
 public:
  explicit Level(int& depth) : depth_(depth) { ++depth_; }
  ~Level() { --depth_; }
  Level(const Level&) = delete;

 private:
  int& depth_;
};

}  // namespace onewriter::sql::postgres
