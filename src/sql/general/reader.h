#pragma once
// The general reader's state, and the parts it has in common. Its member functions stand in one file per subject.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sql/general/general.h"

namespace onewriter::sql::general {

// A name in the place of a table or routine.
struct Name {
  TableName table;
  std::uint32_t token = 0;
  std::uint32_t parts = 0;
  bool temporary = false;  // #t, @t
  bool dynamic = false;    // a placeholder or hole where the table's own name must stand
  std::string hole;        // its text
};

// What a subquery gives to those who select from it.
struct Derived {
  std::vector<std::string> outputs;
  bool open = true;  // there may be more outputs (*, or not known)
  // The tables of its own FROM. An UPDATE of the query writes the only one, or those whose columns it sets.
  std::vector<TableName> bases;
  std::vector<std::string> base_aliases;  // of bases
  std::vector<std::uint32_t> origins;     // of outputs: 1 + the token of the column that it is, or 0
};

struct Source {
  enum class Kind : std::uint8_t { Table, Derived, Opaque } kind = Kind::Table;
  std::string alias;  // folded; the table's own name when there is none
  TableName table;
  std::uint32_t token = 0;
  bool read = true;
  bool written = false;
  bool ignored = false;     // a temporary or system table: takes part in resolving, is no access
  bool path = false;        // its name may begin at an outer query's table: FROM t.items
  bool single_key = false;  // a column that by its name is the key equals a value
  Verb verb = Verb::Select;
  Derived derived;
  std::vector<ColumnUse> read_columns;
  std::vector<ColumnUse> written_columns;
  Shape shape;
};

struct Cte {
  std::string name;
  Derived derived;
  std::uint32_t shadowed = 0;  // 1 + index of the outer one of the same name, or 0
};

// A mention of a column, kept until the scope's sources are known.
struct Reference {
  std::uint32_t token = 0;  // of its first part
  std::uint8_t parts = 1;
  ColumnRole role = ColumnRole::Read;
  bool key = false, range = false, search = false;
  bool equal = false;       // compared with one value by =
  bool star = false;        // the last part is *
  bool everywhere = false;  // JOIN ... USING: a column of both sides
  bool output = false;      // ORDER BY, GROUP BY, HAVING: may be an output's alias
};

struct Scope {
  Scope* parent = nullptr;
  std::vector<Source> sources;
  std::vector<Reference> references;
  std::vector<std::string> aliases;  // of the select list
  std::vector<Access> waiting;       // of inner queries' paths, which may begin at a table of this one
  bool aggregate = false;
  bool single = false;
  bool locking = false;
  std::unordered_map<std::string_view, std::uint32_t> index;  // of sources by alias, for long lists
  std::size_t indexed = 0;                                    // sources in the index
  std::unordered_set<std::string> outputs;                    // of the derived sources
  std::unordered_set<std::string> alias_set;                  // the select list's aliases
  bool summed_up = false;
  std::uint32_t tables = 0, open = 0;  // sources that are tables, and those that may have any column
};

// One item of a select list.
struct Item {
  std::uint32_t first = 0;
  std::string alias;
  std::uint32_t only_reference = 0;  // 1 + index of the reference that is the whole item
  bool star = false;
};

class Reader {
 public:
  Reader(const Tokens& tokens, std::uint32_t begin, std::uint32_t end, Session& session);
  std::vector<Statement> run();

 private:
  // Cursor.
  const Token& tok(std::uint32_t ahead = 0) const {
    const std::uint32_t i = at_ + ahead;
    return list_[i < end_ ? i : end_];
  }
  TokenKind kind(std::uint32_t ahead = 0) const { return at_ + ahead < end_ ? tok(ahead).kind : TokenKind::End; }
  Kw kw(std::uint32_t ahead = 0) const { return at_ + ahead < end_ ? tok(ahead).kw : Kw::None; }
  bool is(TokenKind k, std::uint32_t ahead = 0) const { return kind(ahead) == k; }
  bool word(std::string_view text, std::uint32_t ahead = 0) const {
    return is(TokenKind::Word, ahead) && equals_ignoring_case(tokens_.of(tok(ahead)), text);
  }
  bool op(std::string_view text, std::uint32_t ahead = 0) const {
    return is(TokenKind::Operator, ahead) && tokens_.of(tok(ahead)) == text;
  }
  bool take(Kw k) { return kw() == k ? (++at_, true) : false; }
  bool take(TokenKind k) { return is(k) ? (++at_, true) : false; }
  bool take_word(std::string_view text) { return word(text) ? (++at_, true) : false; }
  bool at_end() const {
    return at_ >= end_ || tok().kind == TokenKind::Semicolon || tok().kind == TokenKind::Delimiter;
  }
  bool ends(std::uint32_t ahead) const {
    return is(TokenKind::Semicolon, ahead) || is(TokenKind::Delimiter, ahead) || is(TokenKind::End, ahead);
  }
  void skip_parentheses() {
    if (is(TokenKind::Open)) at_ = after_mate(at_);
  }
  std::uint32_t after_mate(std::uint32_t open) const;
  void skip_statement();  // to the end of the statement or the next statement's head
  std::string_view text_from(std::uint32_t token, std::uint32_t end_token) const;
  Position position(std::uint32_t token) const { return {list_[std::min(token, end_)].offset, 1, 1}; }
  bool dialect(std::initializer_list<Dialect> any) const;
  // May FROM name an array of an outer query's table?
  bool paths() const { return dialect({Dialect::BigQuery, Dialect::Redshift}); }
  bool mysql() const { return dialect({Dialect::MySql, Dialect::MariaDb}); }
  bool statement_head(std::uint32_t ahead = 0) const;
  bool change_starts(std::uint32_t ahead = 0) const;

  // Names.
  std::optional<Name> name();
  std::optional<Name> name_or_text();
  bool name_part(std::string& part, bool& quoted, Name& into);
  void template_name(const Token& token, Name& into) const;
  Name identifier_call();
  void database_link(Name& of);
  std::string folded(std::uint32_t token) const;
  std::vector<std::string> name_list();  // ( a, b, c ), the parentheses included
  bool excluded(const TableName& table) const;
  void blind(std::string what, std::string detail, std::uint32_t token);
  void blind_name(const Name& name) { blind("dynamic table name", name.hole, name.token); }

  // Statements.
  void block();
  void statement();
  void known_statement();
  void control();
  void unknown_head();
  bool let();
  static void clear(Statement& statement);
  void begin_statement();
  void end_statement();
  void add_to_body();
  Statement& out() { return current_; }
  void explain();
  bool engine_command() const;
  bool abbreviated();
  bool of_few_engines();
  void change_capture();

  // Queries.
  bool query_starts(std::uint32_t ahead = 0) const;
  Derived query();
  Derived query_member();
  Derived select();
  void select_list(Derived& derived);
  void skip_to_from();
  void into_clause();
  void clauses();
  Derived pipes(Derived derived);
  void pipe_if();
  std::size_t announce_pipe();
  std::size_t with_clause();
  bool context_of_with(std::uint32_t ahead) const;
  bool recurs(std::uint32_t name, std::uint32_t close) const;
  std::size_t announce_ctes();
  static std::string name_of_cte(const Name& name);
  std::string cte_key(std::string name) const;
  void add_cte(std::string name, Derived derived);
  void forget_ctes(std::size_t count);
  Derived parenthesised_query();
  Derived values_rows();

  // FROM.
  void from_list();
  void from_only();
  void from_item();
  void joins();
  bool join_starts() const;
  bool shown_or_pivoted() const;
  void parenthesised_from();
  void table_factor();
  bool quoted_table() const;
  void table_function(const Name& name);
  std::uint32_t columns_of_function(Source& source, std::uint32_t close) const;
  void finish_table(const std::string& name);
  void table_suffixes(Source& source);
  void pivot_columns(Source& source, bool pivot) const;
  bool hint() const;
  bool alias_starts() const;
  void add_source(Source source);
  void add_table(const Name& name);
  void lateral_view();
  void array_join();

  // Expressions.
  enum : unsigned { stop_comma = 1, item_alias = 2, may_be_output = 4, argument = 8 };
  void expression(ColumnRole role, unsigned how = 0, Item* item = nullptr);
  void subqueries_of(ColumnRole role, unsigned how = 0);
  void changed_columns(ColumnRole role);
  void comprehension();
  bool lambda_starts() const;
  bool parameters_of_lambda(std::uint32_t open) const;
  void name_of_lambda(std::uint32_t token);
  void expressions(ColumnRole role, unsigned how = 0);  // separated by commas
  bool word_in_operand_place(ColumnRole role, unsigned how, Item* item, std::uint32_t& depth, std::uint32_t& cases,
                             bool& operand);
  bool word_after_operand(unsigned how, Item* item, std::uint32_t depth, std::uint32_t& cases, bool& operand);
  void reference(ColumnRole role, unsigned how, Item* item, bool& operand);
  bool ends_if() const;
  bool word_of_clause();
  void function_call(std::uint32_t& depth);
  void skip_type();
  void read_expression(ColumnRole role, unsigned how, Item* item);
  void begin_inner(std::uint32_t depth);
  bool compared_with_other(const Reference& reference) const;
  void compare_shape(Reference& reference) const;
  bool stops(std::uint32_t depth, std::uint32_t cases, bool operand) const;
  bool model_clause() const;
  bool follows_column(std::uint32_t ahead) const;
  bool end_is_column() const;

  // Scopes.
  void open_scope(Scope& scope) {
    scope.parent = scope_;
    scope_ = &scope;
  }
  void close_scope();
  void resolve(Reference& reference, std::vector<Reference>& unresolved);
  static void sum_up(Scope& scope);
  void resolve_unqualified(Reference& reference, std::vector<Reference>& unresolved);
  void use(Source& source, const Reference& reference, std::string column, facts::Confidence confidence);
  Source* find_source(std::string_view alias);
  void emit(Source& source);
  void note(Access access);
  void access(TableName table, Mode mode, Verb verb, std::uint32_t token);
  const Derived* find_cte(const Name& name) const;

  // Data changes.
  void insert(Verb verb = Verb::Insert);
  void insert_all();
  void insert_target(Verb verb);
  void insert_source();
  void conflict_clauses();
  void update();
  void skip_update_hints();
  void assignments();
  void assigned_columns();
  void delete_();
  void delete_targets(std::vector<Name>& targets);
  bool far_target(Verb verb);
  bool write_through(const Name& target, Verb verb);
  const TableName* base_of(const Derived& derived, std::uint32_t origin, std::string& column) const;
  std::optional<TableName> base_of_outputs(const Derived& derived) const;
  void change_far(std::size_t first, std::uint32_t text, Verb verb);
  std::vector<TableName> update_bases(const Derived& derived, Name target, std::size_t set_from, std::size_t set_to);
  void merge();
  bool merges_rows() const;
  bool whole_row();
  void merge_actions();
  void output_clause();
  void output_columns();
  void tail_clauses();
  void from_first();
  void truncate();
  void load();
  void copy();
  void copy_options();
  void unload();
  bool transfer();
  bool is_far(std::string_view function) const;
  std::optional<Name> named_far_table();
  std::optional<Name> far_table(std::string_view function);
  void write_target(const Name& name, Verb verb, std::vector<std::string> columns = {});

  // Definitions.
  void create();
  void create_table(bool temporary, bool external, Definition::Kind kind, std::uint32_t head);
  bool with_data(std::uint32_t at) const;
  void settings();
  void create_view(Definition::Kind kind, bool temporary, std::uint32_t head);
  void create_index();
  void create_synonym();
  void create_sequence();
  void create_other();
  void create_model();
  void table_elements(Definition& definition);
  void column_definition(Definition& definition);
  void table_constraint(Definition& definition);
  void references_clause(const TableName& from, std::vector<std::string> columns);
  void define(Definition definition, Verb verb);
  void alter();
  void security_policy();
  void alter_table();
  void alter_actions(const Name& table);
  bool merges_parts() const;
  void mutation(const Name& table);
  bool kind_of_index() const;
  void drop();
  void rename();
  void comment();
  void grant();
  void skip_if_exists();

  // Routines.
  void routine(Routine::Kind kind);
  std::size_t table_parameters();
  void trigger();
  std::set<std::string> routine_body(Routine& routine);
  bool anonymous_block();
  std::set<std::string> text_body(Routine& routine, std::string_view text, std::uint32_t token);
  void read_text(std::string_view text, std::uint32_t token);
  void call();
  void execute();
  void execute_text();
  void declare();
  void package();
  void event();

  const Tokens& tokens_;
  const Token* list_;
  std::uint32_t at_;
  std::uint32_t end_;
  Session& session_;
  Lexis lexis_;

  std::vector<Statement> statements_;
  Statement current_;
  std::uint32_t head_ = 0;     // first token of the current statement
  bool understood_ = false;    // the current statement had a known head
  std::uint32_t skipped_ = 0;  // tokens stepped over
  bool full_ = false;          // no further tables are told
  std::uint32_t depth_ = 0;    // nesting of queries and parenthesised joins
  std::uint32_t body_depth_ = 0;
  Routine* body_ = nullptr;               // the routine whose body is read
  Statement* body_definition_ = nullptr;  // and the statement that defines it
  AccessIndex* body_index_ = nullptr;     // of its accesses
  bool body_lost_ = false;                // a statement of it could not be read
  bool silent_ = false;                   // the current "statement" is a word of flow control
  bool explain_only_ = false;             // EXPLAIN without ANALYZE changes nothing
  Scope* scope_ = nullptr;
  std::optional<ColumnRole>
      inner_role_;  // in PARTITION BY and ORDER BY inside an expression, up to the end of inner_depth_
  std::uint32_t inner_depth_ = 0;
  std::vector<std::string> lambda_names_;  // parameters of the expression's lambdas: no columns
  std::vector<Cte> ctes_;
  std::unordered_map<std::string, std::uint32_t> cte_index_;  // 1 + index of the innermost of the name, or 0
};

inline constexpr std::uint32_t deepest_query = 150;
inline constexpr std::size_t most_accesses = 10'000;  // of one statement or routine

}  // namespace onewriter::sql::general
