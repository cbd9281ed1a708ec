#pragma once
// Library models: what the types, functions and annotations of a library mean, as read from rules/libraries/<language>/*.yaml. The words are
// described in rules/libraries/README.md; they are the same for all languages.
//
// Names are fully qualified, with '.' between the parts whatever the language writes: java.sql.Connection, psycopg2.connect, pg.Pool,
// database/sql.Open. A constructor is a function with the type's name.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/outline.h"
#include "facts/result.h"

namespace onewriter::link {

// Which value of a call is meant.
//   0, 1, -1    an argument by position          name     an argument by keyword
//   0.key       an entry of a map argument       *        every positional argument
//   self        what the receiver is bound to    E        a type parameter of the receiver's type
//   value       what is assigned (properties)    result   what the call returns
//   =text       the text itself                  @        the member's own name (process.env.NAME)
struct Selector {
  enum class Kind : std::uint8_t { Position, Keyword, All, Self, TypeParameter, Assigned, Literal, MemberName } kind = Kind::Position;
  int position = 0;
  std::string name;  // keyword, type parameter or literal text
  std::string key;   // entry of a map argument
};
using Selectors = std::vector<Selector>;  // the first that gives something counts (for reads and writes: all count)

// A type as a model writes it: "pg.Client", "E", "self", "class", "[E]" (a collection of E), "com.x.Page<E>".
struct TypeExpression {
  std::string name;
  std::vector<TypeExpression> arguments;
};

// What calling something does. Everything may be absent.
struct Callable {
  std::vector<TypeExpression> returns;
  std::map<std::string, Selectors> connection;  // url, host, port, database, user, schema, name -> where it stands
  std::map<std::string, Selectors> binds;       // table, schema, database, entity: what the returned object stands for
  Selectors sql;                                // a statement that is run
  Selectors jpql;                               // the same, naming entities instead of tables
  Selectors reads, writes, creates;             // tables or entities
  Selectors environment, otherwise;             // a variable of the environment and the default given with it
  Selectors text;                               // the call is worth this text (format, trim, String.valueOf)
  Selectors appends;                            // text appended to the receiver (StringBuilder)
  std::string engine;                           // of the connection made, when the library has several
  bool format = false;                          // text is a format whose placeholders the other arguments fill
  bool blind = false;                           // an access that can't be told from here
  std::string blind_what;
  struct Callback {
    int argument = 0;
    std::vector<std::optional<TypeExpression>> parameters;
  };
  std::vector<Callback> callbacks;
};

// "find* | get*": the patterns of method names and what they do. The first that matches counts, exact names before patterns.
struct MethodRule {
  std::string pattern;
  std::shared_ptr<const Callable> callable;
};

struct Library;

struct LibraryType {
  const Library* library = nullptr;
  std::string name;                        // qualified
  std::vector<std::string> parameters;     // "E", "ID"
  std::vector<TypeExpression> bases;
  std::vector<MethodRule> methods;
  std::vector<MethodRule> statics;         // called on the class
  std::vector<MethodRule> properties;      // reading a property: what it gives; `assigned` rules below
  std::vector<MethodRule> assigned;        // assigning a property: `value` is what is assigned
  bool fluent = false;                     // a method that is not listed gives the receiver back
};

struct Library {
  std::string name;  // also the `via` of its accesses
  std::vector<extract::Language> languages;
  std::string documentation;
  std::string engine;  // of its connections, when there is but one
  std::string family;  // relational | document | keyvalue | search
  std::map<std::string, std::shared_ptr<const Callable>, std::less<>> functions;
  std::map<std::string, std::shared_ptr<const LibraryType>, std::less<>> types;  // aliases point to the same type
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
  Function function(extract::Language language, std::string_view qualified) const;
  const LibraryType* type(extract::Language language, std::string_view qualified) const;
  // The only type of the language with that last part of the name, or nullptr.
  const LibraryType* type_by_simple_name(extract::Language language, std::string_view simple) const;
  // Does any name of a model begin with this one ("java.sql", "java.sql.DriverManager")?
  bool knows_prefix(extract::Language language, std::string_view qualified) const;
  const std::vector<std::shared_ptr<const Library>>& libraries() const { return libraries_; }

 private:
  using Key = std::pair<extract::Language, std::string>;
  std::vector<std::shared_ptr<const Library>> libraries_;
  std::map<Key, Function, std::less<>> functions_;
  std::map<Key, const LibraryType*, std::less<>> types_;
  std::map<Key, std::vector<const LibraryType*>, std::less<>> by_simple_name_;
  std::map<Key, bool, std::less<>> prefixes_;
};

// Reads one model. Unknown words and wrong shapes are errors with line and column in `place` (place.file is `name`).
facts::Result<std::shared_ptr<const Library>> read_library(std::string_view text, const std::string& name);

// The models of the binary. A broken one is an error of the build, which a test would have caught: it is reported as an Error.
facts::Result<Models> built_in_models();

// '*' stands for any run of characters.
bool matches(std::string_view pattern, std::string_view name);

}  // namespace onewriter::link
