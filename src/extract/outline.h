#pragma once
// What one file says, in a language-neutral model. Extraction knows nothing of other files: source text in, outline out.
//
// A code outline is one flat array of nodes in source order (a parent stands before its children). What a node is (Kind) and how its
// children relate to it (Role) are the capture names of rules/extract/<language>.scm, described in rules/extract/README.md; the two
// lists below are closed. Everything is an index or an offset, so that an outline can be cached and moved as bytes.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/config_tree.h"
#include "facts/diagnostic.h"
#include "sql/reading.h"
#include "workspace/file_kind.h"

namespace onewriter::extract {

enum class Language : std::uint8_t {
  None, Python, JavaScript, TypeScript, Java, CSharp, Go, Php, Ruby, Kotlin, Rust, Scala, Cpp,
};

enum class Kind : std::uint8_t {
  File,        // node 0: the file itself
  Package,     // name: Java package, C# namespace, Go package clause, PHP namespace
  Import,      // module, name, alias; static imports carry modifier "static"
  Type,        // class, interface, enum, struct, record, trait, module: name, base*, annotation*, typeparameter*, modifier*
  Field,       // name, type, value, annotation*, modifier*; properties too
  Method,      // functions, methods, constructors (modifier "constructor"): name, parameter*, result, annotation*, modifier*, receiver (Go)
  Parameter,   // name, type, value (default), annotation*, modifier*; target instead of name when destructured
  Annotation,  // name, argument* (decorators, attributes too)
  Assign,      // target, value, type, operator ("=", "+=", ":="), modifier ("const"): declarations of variables too
  Return,      // value (an expression-bodied function has one too)
  Loop,        // value: what is iterated over; target*, condition (while), body (comprehensions)
  Guard,       // a try/rescue block
  Scope,       // with/using: value*, target*, type*
  Call,        // receiver, name, argument*, typearg*; function when what is called is neither a name nor a member
  Create,      // new T(...): type, argument*, element* (initialiser)
  Member,      // object, name: a.b, a->b, a::b
  Index,       // object, key: a[b]
  Name,        // a bare identifier; text
  String,      // part*: Text and Hole nodes in order; one String is one literal, whatever its quoting
  Text,        // text: decoded content of a piece of a string
  Hole,        // value: an interpolated expression
  Number,      // text
  Constant,    // true, false, null and their like; text
  Concat,      // left, right: + (or . in PHP, .. in Lua); other binary operators are Binary
  Binary,      // left, right, operator (also %, ||, ??, and comparison)
  Choice,      // condition, alternative*: ?:, if-expressions, switch/when expressions
  List,        // element*: array, tuple, list literals
  Map,         // element* of Pair: object, dict, hash literals
  Pair,        // key, value: map entries, named arguments, keyword arguments
  Lambda,      // parameter*, body (an expression) or a block whose nodes are children
  TypeRef,     // name, typearg*: a type as written; T[] is name "[]" with typearg T; nullable marks are dropped
  Word,        // text: the leaf of a textual role (name, module, alias, operator, modifier)
  Other,       // an expression of no interest; its interesting descendants are its children
};

enum class Role : std::uint8_t {
  Child,  // inside, with no role of its own
  Name, Module, Alias, Base, Annotation, Type, TypeArg, TypeParameter, Parameter, Result, Value, Target, Operator, Modifier,
  Receiver, Argument, Function, Object, Key, Part, Left, Right, Condition, Alternative, Element, Body,
};

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xFFFFFFFF;

// Lines and columns from 1, columns in bytes.
struct Span {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
};

struct Node {
  Kind kind = Kind::Other;
  Role role = Role::Child;  // what this node is to its parent
  NodeId parent = no_node;
  std::uint32_t first_edge = 0;  // its children with their roles, in source order
  std::uint32_t edge_count = 0;
  std::uint32_t text_offset = 0;  // Name, Text, Number, Constant, Word
  std::uint32_t text_size = 0;
  Span span;
};

// A comment that speaks to onewriter ("onewriter:ignore ...").
struct Remark {
  std::string text;
  std::uint32_t line = 0;
};

// Invariants: nodes[0] is the File; parent < child; edges of a node are contiguous and in source order; the role on an edge's child
// equals Node::role; nesting is at most 500 deep. A file that could not be parsed has node 0 alone.
class CodeOutline {
 public:
  Language language = Language::None;
  std::vector<Node> nodes;
  std::vector<NodeId> edges;
  std::string texts;
  std::vector<Remark> remarks;
  bool has_errors = false;  // the grammar met text that it could not read; the rest of the file is still outlined

  const Node& node(NodeId id) const { return nodes[id]; }
  std::string_view text(NodeId id) const {
    return std::string_view(texts).substr(nodes[id].text_offset, nodes[id].text_size);
  }
  std::span<const NodeId> children(NodeId id) const {
    return std::span<const NodeId>(edges).subspan(nodes[id].first_edge, nodes[id].edge_count);
  }
  // The first child of that role, or no_node.
  NodeId child(NodeId id, Role role) const {
    for (NodeId c : children(id))
      if (nodes[c].role == role) return c;
    return no_node;
  }
  // The text of the first child of that role; empty when there is none.
  std::string_view word(NodeId id, Role role) const {
    NodeId c = child(id, role);
    return c == no_node ? std::string_view() : text(c);
  }
};

// A file of SQL statements. The text is kept: when link knows the service's database it may read it again in that dialect.
struct SqlOutline {
  std::string text;
  sql::Reading reading;
};

// All that one file says; which part is filled depends on the kind.
struct Outline {
  workspace::FileKind kind = workspace::FileKind::Other;
  CodeOutline code;
  ConfigTree config;
  SqlOutline sql;
  std::vector<facts::Diagnostic> diagnostics;  // place.file is empty: an outline does not know its path
};

}  // namespace onewriter::extract
