#pragma once
// Library models: what the types, functions and annotations of a library mean, as read from
// rules/libraries/<language>/*.yaml. The words are described in rules/libraries/README.md; they are the same for all
// languages.
//
// Names are fully qualified, with '.' between the parts whatever the language writes: java.sql.Connection,
// psycopg2.connect, pg.Pool, database/sql.Open. A constructor is a function with the type's name.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/outline.h"
#include "facts/result.h"
#include "link/effect.h"

namespace onewriter::link {

// Which value of a call is meant.
//   0, 1, -1    an argument by position          name     an argument by keyword
//   0.key       an entry of a map argument       *        every positional argument
//   **          every entity or table handle that is named anywhere in the arguments: select(User.id,
//   func.max(Order.at)) self        what the receiver is bound to    E        a type parameter of the receiver's type
//   value       what is assigned (properties)    result   what the call returns
//   =text       the text itself                  @        the member's own name (process.env.NAME)
//   $base       what the receiver keeps under that name (`keeps`)
struct Selector {
  enum class Kind : std::uint8_t {
    Position,
    Keyword,
    All,
    Self,
    TypeParameter,
    Assigned,
    Literal,
    MemberName,
    Mentions,
    Kept,
    Constant,
    MarkedName,
    MarkedParameter
  } kind = Kind::Position;
  int position = 0;
  std::string name;                           // keyword, type parameter or literal text
  std::string key;                            // entry of a map argument
  std::shared_ptr<const Selector> otherwise;  // "self|0": where this one gives nothing
};
// A selector as models write it.
Selector selector(const std::string& text);
using Selectors = std::vector<Selector>;  // the first that gives something counts (for reads and writes: all count)

// A type as a model writes it: "pg.Client", "E", "self", "class", "[E]" (a collection of E), "com.x.Page<E>".
struct TypeExpression {
  std::string name;
  std::vector<TypeExpression> arguments;
};

// Something that is done other than reading or writing a table: a word of effect_words and its parts.
struct EffectRule {
  EffectKind kind = EffectKind::Request;
  std::map<std::string, Selectors> parts;
};

// What calling something does. Everything may be absent.
struct Callable {
  std::vector<TypeExpression> returns;
  std::map<std::string, Selectors> connection;  // url, host, port, database, user, schema, name -> where it stands
  std::map<std::string, Selectors> binds;       // table, name, schema, database, entity: what the result stands for
  Selectors as_is;                              // when one of these is written as true, `naming` changes nothing
  Selectors calls;                              // the result is what calling this function gives: Depends(get_db)
  Selectors registers;                          // the result is known by this name in the whole source tree
  bool lazy = false;                            // nothing is done yet when the result's next call does something itself
  Selectors sql;                                // a statement that is run
  Selectors jpql;                               // the same, naming entities instead of tables
  Selectors sql_part;                           // a join, a condition or a column of a statement
  bool names_queries = false;                   // keywords name subqueries, which joins then name: with(late: ...)
  bool assigns = false;                         // keywords name members of the object that it makes or changes
  Selectors reads, writes, creates;             // tables or entities
  std::map<std::string, Selectors> maps;        // entity, table, schema: the call says where an entity is kept
  Selectors default_schema;                     // of the context that makes the call
  Selectors configures;                         // objects whose class says how an entity is kept
  Selectors declares;                           // the name of a module that stands for a table: table! { users ... }
  Selectors embeds;                             // types that are kept in their owner's table
  Selectors pairs;                              // the table, or entity, between the receiver's two entities
  Selectors schema;                             // of the tables that reads, writes and creates name
  std::vector<std::string> unless_in;           // methods in which the call does not count ("Down")
  bool navigates = false;                       // entities that its lambdas reach through associations are read, too
  Selectors navigated;                          // ... those that stand there, by the names of relations
  bool loads = false;                           // the result is an attribute of an entity: reading it reads the other
  std::string joined;                           // the table between two entities that nothing names: joined_table()
  bool along = false;                           // only what stands between the entities of the receiver is written
  Selectors fills, joins;                       // relations named there are written; only what stands between is
  std::vector<std::string> joined_under;        // keys below which `fills` only joins: connect, disconnect
  std::vector<std::string> filled_under;        // keys of a relation's value below which its rows stand: create
  bool eager = true;                            // what the mapping says is always read along is read along
  bool by_name = false;                         // texts that reads, writes and creates select name entities
  // The call says that a relation leads from the receiver's entity, or from the one that the result stands for back to
  // the class whose attribute it is.
  struct Relates {
    Selectors to;                         // empty: back from the result's entity
    Selectors name;                       // what the relation is called there
    std::string otherwise;                // ... where nothing says it: "*_set" of the class's name in lower case
    std::string query;                    // ... in queries that name it: "*"
    Selectors along;                      // the table, or entity, between the two
    std::vector<TypeExpression> returns;  // the type of what it gives
  };
  std::optional<Relates> relates;
  bool saves = false;                            // what was changed on loaded entities is written now
  std::string naming;                            // of a table that is bound by name: a word of naming.h
  Selectors environment, otherwise;              // a variable of the environment and the default given with it
  Selectors text;                                // the call is worth this text (format, trim, String.valueOf)
  Selectors appends;                             // text appended to the receiver (StringBuilder)
  Selectors statement;                           // the name of a statement that is kept elsewhere: XML, a named query
  Selectors procedure;                           // the name of a stored procedure that is run
  std::map<std::string, Selectors> provided_by;  // type, method: the statement that this method gives is run
  std::string hierarchy;                         // of the entity's subclasses: single | joined | separate
  bool copied = false;                           // not the entities' tables are meant: those of their copies (CopyRule)
  Selectors invokes;                             // the name of a method of the receiver's class that is run
  std::string engine;                            // of the connection made, when the library has several
  bool format = false;                           // text is a format whose placeholders the other arguments fill
  std::vector<EffectRule> effects;               // routes, requests, events, caches, transactions ...
  std::map<std::string, Selectors> keeps;        // what the result remembers for later calls, by name
  bool handle = false;                           // each result is a thing of its own: a router, a client, a cache
  bool blind = false;                            // an access that can't be told from here
  std::string blind_what;
  struct Callback {
    int argument = 0;
    std::vector<std::optional<TypeExpression>> parameters;
    std::optional<TypeExpression> self;  // what bare calls in it are called on (Kotlin's lambdas with receiver)
  };
  std::vector<Callback> callbacks;
  struct Delivery {
    std::vector<std::string> to;  // library types; those of the workspace that extend them for the message are run
    Selectors message;
  };
  Delivery delivers;  // the argument is handed to whoever handles its type: a command, a query, an event
};

// "find* | get*": the patterns of method names and what they do. The first that matches counts, exact names before
// patterns.
struct MethodRule {
  std::string pattern;
  std::shared_ptr<const Callable> callable;
};

struct Library;

// How names become tables when nothing names the table. The first whose conditions hold counts.
struct NamingRule {
  std::string use;              // a word of naming.h
  std::string setting;          // a key of the service's settings ...
  std::string setting_pattern;  // ... and a pattern of its value
  std::string imported;         // a pattern of a module that some file of the same source tree imports
  std::string written;          // "key: value": an entry that some file of the same source tree writes in a map
  std::string called;           // a function that the same source tree, or shared code that it calls, calls
  std::string mentioned;        // a name that stands somewhere in the same source tree: a strategy that is handed over
};

// Where the name of an entity's table may be said.
struct NameSource {
  std::vector<std::string> annotations;  // on the type: `argument` has the name (also positional 0 when it is "0")
  std::vector<std::string> arguments;
  std::string schema_argument, catalog_argument;
  std::string field;   // a class attribute with a constant text: "__tablename__", "Meta.db_table", "self.table_name"
  std::string method;  // a method that returns a constant text: "TableName"
  // The position of the name in what a constructor hands to the base's, Table("orders"); -1: the last.
  std::optional<int> base;
  bool companion = false;    // the table that the companion object hands to its base: IntEntityClass<Order>(Orders)
  std::string tag, entry;    // Go: the entry of a struct tag ("table" of `bun:"table:orders"`; "0": the first) ...
  std::string tagged_field;  // ... on the field of that name; `entry` of a method: what it writes under that name
  std::string prefix;        // "app": the folder of the application in front of the name ("shop_order"), as Django does
  std::string prefix_field;  // an attribute that says another prefix: "Meta.app_label"
  // The property of a context that holds a set of these types (EF: DbSet<Order> Orders), of a context that extends one
  // of `set_in` where that is said; or what an annotation of the property says.
  std::vector<std::string> set, set_in, set_named_by;
  bool type = false;  // the type's own name
};

// Which types of the workspace are entities and what tables they stand for.
struct EntityRule {
  const Library* library = nullptr;
  std::vector<std::string> annotated;
  std::vector<std::string> extends;               // library types
  std::string declared_with;                      // ... and only when the declaration says so: "table=True"
  bool tracked = false;                           // assigning an attribute of an object is a write (unit of work)
  std::vector<std::string> configured_by;         // library types: a class that extends X<E> makes E an entity
  std::vector<std::string> embedded_annotations;  // such a type is kept in its owner's table: Owned
  bool by_navigation = false;                     // so are the types of an entity's properties, and their collections'
  bool any = false;                               // whatever is handed to a call of this library (GORM)
  std::vector<std::string> abstract_annotations;  // such a type has no table: MappedSuperclass
  std::string abstract_field;  // the same said by an attribute: "Meta.abstract", "__abstract__", "self.abstract_class"
  std::vector<NameSource> names;
  std::vector<NamingRule> naming;
  std::vector<std::string> prefix_settings;  // keys of a setting that stands before names made by the naming rule
  std::string prefix_written;                // the key of an entry that some file of the same source tree writes so
  bool naming_on_given = false;     // the naming applies to names that are said, too (Spring's physical strategy)
  std::string inheritance = "own";  // own | single: a subclass lives in the table of its root
  std::vector<std::string>
      inheritance_annotations;  // with an argument that holds JOINED or TABLE_PER_CLASS: own tables after all
  // Entities that hold collections of each other have a table between them, called after both: "alphabetical", or
  // "reached": the one first to which the other leads, from the context's sets in their order.
  std::string pairs;
  bool own_when_named = false;  // a subclass that names a table has that one beside its root's (EF: table-per-type)
  // The member that holds a map of the entity's relations by name, and where an entry says the other class and the
  // column of the table between: Objection's relationMappings.
  std::string related_in, related_to, related_along;
  std::vector<std::string> mapped_in;  // root elements of mapping files: "hibernate-mapping"
  // Annotations of the type or a member that hold SQL: what the entity stands for instead of a table, what is run when
  // one is read, what is run when one is written.
  std::vector<std::string> query, reads_by, writes_by;
  // Annotations of members that are parts of an aggregate, which is read and written as one. Members of the type of
  // another entity, and collections of such, are parts without one. Empty: the library knows no aggregates.
  std::vector<std::string> aggregate;
  std::vector<std::string> collections;    // the types whose elements are such parts ("List")
  std::vector<std::string> unless_marked;  // annotations of members that are kept nowhere
  std::vector<std::string> secondary;      // annotations that name further tables with parts of the entity's rows
};

// A table that gets a copy of each row of an entity that is written, with what changed it (auditing).
struct CopyRule {
  const Library* library = nullptr;
  std::vector<std::string> annotated;  // the type or one of its members
  std::vector<std::string> named_by;   // the annotation that names the table
  // Before and after the entity's table, unless a setting says another.
  std::string prefix, suffix;
  std::vector<std::string> prefix_settings, suffix_settings;
  std::string revisions;                  // a table that gets a row for each transaction ...
  std::vector<std::string> revisions_by;  // ... unless an entity with one of these annotations stands for it
};

// What an annotation on a method means when the method is called.
struct AnnotationRule {
  std::string annotation;         // qualified
  std::string argument, pattern;  // only when this argument is written so: nativeQuery = true
  std::shared_ptr<const Callable> callable;
};

// What an annotation says of the declaration that it stands on, whether or not that is ever called.
struct MarkRule {
  const Library* library = nullptr;
  std::string annotation;         // qualified
  std::string argument, pattern;  // only when this argument is written so
  std::string on;                 // type | method | field | parameter; empty: any
  std::shared_ptr<const Callable> callable;
};

// A relation to another entity that has a table of its own, or is read and written along.
struct AssociationRule {
  const Library* library = nullptr;
  std::vector<std::string> annotations;
  bool join_table = false;                     // many-to-many: a table of its own unless mapped by the other side
  bool element_table = false;                  // element collection
  bool eager = false;                          // by default
  std::vector<std::string> table_annotations;  // JoinTable, CollectionTable: argument name
  std::string joined = "tables";               // what a join table is called that nothing names: joined_table()
  bool owner_names_table = false;              // of the two sides, the one with such an annotation owns the table
  std::vector<std::string> table_arguments;    // arguments of the association itself that name the table
  bool by_navigation = false;                  // read when a query names it and written when it is filled, not along
  std::string tag, entry;                      // Go: the join table's name is that entry of the field's tag
  std::vector<std::string> said_by;            // entries of the tag, one of which says so; else a key does: OrderID
  std::vector<std::string> loaded_by;  // methods whose first argument names the field when it is read along: Preload
  bool written_when_set = false;       // elements that code puts into the field are written with their owner
};

// Methods so much a library's own that they are known on receivers of which nothing is known, when what they are
// handed is an entity: session.add(order), where nobody sees the session being made.
struct AnywhereRule {
  const Library* library = nullptr;
  std::string receiver;  // a pattern of the last part of the receiver's name, in lower case; several with " | "
  bool entity = false;   // the receiver is a member of a generated client that is named after an entity
  std::string edges;     // the module whose calls declare edges; the methods' names end in that of an edge
  std::vector<MethodRule> methods;
};

// A call in a class's body that declares a member by its first argument: has_many :items. Reading the member does what
// the callable says, on the other class.
struct RelationRule {
  std::string pattern;      // of the called name
  std::string type;         // the keyword that names the other class; else the member's name tells it
  std::string through;      // the keyword that names another relation of the class, which is read and written along
  std::string source;       // the keyword that names the relation of the class between that leads to the other
  std::string source_type;  // the keyword that names the one class of a relation to any
  bool join_table = false;  // a table of two classes' names stands between them; the keyword join_table says another
  bool own = false;         // the member is about the class itself: a named query
  bool written = false;     // what the call says is itself a write of the other class
  std::shared_ptr<const Callable> callable;
  std::map<std::string, std::shared_ptr<const Callable>> also;  // "create_": a member of that prefix
};

// What a framework finds and calls itself, in every deployable that it is built into: controllers, jobs, listeners.
struct RunRule {
  std::vector<std::string> annotated;  // a class with all its methods, or a single method
  std::vector<std::string> extends;    // library types
  bool unless_called = false;          // only when nothing in the workspace is seen to call it
};

struct LibraryType {
  const Library* library = nullptr;
  std::string name;                     // qualified
  std::vector<std::string> parameters;  // "E", "ID"
  std::vector<TypeExpression> bases;
  std::vector<MethodRule> methods;
  std::vector<MethodRule> statics;           // called on the class
  std::vector<MethodRule> properties;        // reading a property: what it gives; `assigned` rules below
  std::vector<MethodRule> edges;             // methods named after a relation, get*: done to what it leads to
  std::vector<MethodRule> assigned;          // assigning a property: `value` is what is assigned
  std::shared_ptr<const Callable> declared;  // what a class that extends it does without a call (a view set's actions)
  // Interfaces that do its work: where the workspace has a type of its own for one of them, with the same first type
  // argument, this one reads and writes nothing by itself.
  std::vector<std::string> works_through;
  bool fluent = false;               // a method that is not listed gives the receiver back
  bool handed_on = false;            // a parameter of the type is worth what callers hand over, where they are seen
  std::vector<std::string> aliases;  // other qualified names of it
  // Functions assigned below these properties run on objects of that type, bound as what a `registers` call made from
  // the object: schema.statics.open = function () { return this.find() }.
  std::map<std::string, std::string, std::less<>> members;
  std::string table;               // in which objects of this type, and of types derived from it, are kept
  std::vector<std::string> makes;  // Rust: types that deriving it makes beside the one it stands on, kept where that is
};

struct Library {
  std::string name;  // also the `via` of its accesses
  std::vector<extract::Language> languages;
  std::string documentation;
  std::string engine;  // of its connections, when there is but one
  // Settings that say what stands before all routes of a service; each entry is a list of keys of which one counts.
  std::vector<std::vector<std::string>> route_settings;
  std::vector<std::string> registered_in;  // objects of these names have what calls register as members: models.Order
  std::vector<std::string> tracks;  // annotations of a transaction at whose end changes of loaded entities are written
  std::string family;               // relational | document | keyvalue | search
  std::map<std::string, std::shared_ptr<const Callable>, std::less<>> functions;
  std::map<std::string, std::shared_ptr<const LibraryType>, std::less<>> types;  // aliases point to the same type
  std::vector<EntityRule> entities;
  std::vector<AnnotationRule> annotations;
  std::vector<MarkRule> marks;
  std::vector<AssociationRule> associations;
  std::vector<AnywhereRule> anywhere;
  std::vector<RunRule> runs;
  std::vector<RelationRule> relations;
  std::vector<CopyRule> copies;
  // Files that import one of these were written by the library's tool: what they do counts for those who call it.
  std::vector<std::string> generated_where_imported;
  // Functions that files export under these names and the library's tools call, and the types of what they are handed.
  std::map<std::string, std::vector<TypeExpression>, std::less<>> handed;
  std::string generated;  // a pattern: "Q*" are classes that are generated from the entity of the rest of the name
  // What a parameter or field with this annotation is given, by the annotation's arguments: @InjectModel("Order").
  std::map<std::string, std::shared_ptr<const Callable>, std::less<>> injected;
};

// All models. Lookups are by language, since names of two languages may be equal.
class Models {
 public:
  struct Function {
    const Library* library = nullptr;
    const Callable* callable = nullptr;
    explicit operator bool() const { return callable != nullptr; }
  };

  void add(std::shared_ptr<const Library> library);
  // "?.name" is a function or method of that name of which nothing else is known; models may say such names as
  // patterns.
  Function function(extract::Language language, std::string_view qualified) const;
  const LibraryType* type(extract::Language language, std::string_view qualified) const;
  // The only type of the language with that last part of the name, or nullptr.
  const LibraryType* type_by_simple_name(extract::Language language, std::string_view simple) const;
  // Does any name of a model begin with this one ("java.sql", "java.sql.DriverManager")?
  bool knows_prefix(extract::Language language, std::string_view qualified) const;
  // What further libraries say of a type (extension methods): Dapper's of a DbConnection.
  const std::vector<const LibraryType*>& extensions(const LibraryType* type) const;
  // What annotations of that simple name may say of the declaration that they stand on.
  const std::vector<const MarkRule*>& marks(extract::Language language, std::string_view simple) const;
  const std::vector<std::shared_ptr<const Library>>& libraries() const { return libraries_; }

 private:
  using Key = std::pair<extract::Language, std::string>;
  std::vector<std::shared_ptr<const Library>> libraries_;
  std::map<Key, Function, std::less<>> functions_;
  std::map<extract::Language, std::vector<std::pair<std::string, Function>>> shapes_;  // "?.*Stub"
  std::map<Key, const LibraryType*, std::less<>> types_;
  std::map<Key, std::vector<const LibraryType*>, std::less<>> by_simple_name_;
  std::map<Key, bool, std::less<>> prefixes_;
  std::map<Key, std::vector<const MarkRule*>, std::less<>> marks_;
  std::map<const LibraryType*, std::vector<const LibraryType*>> extensions_;
};

// Reads one model. Unknown words and wrong shapes are errors with line and column in `place` (place.file is `name`).
facts::Result<std::shared_ptr<const Library>> read_library(std::string_view text, const std::string& name);

// '*' stands for any run of characters.
bool matches(std::string_view pattern, std::string_view name);

}  // namespace onewriter::link
