; What JavaScript and TypeScript share. The captures are described in README.md.

; --- imports

; import a from 'm'     import * as a from 'm'     import { a as b } from 'm'     import 'm'
((import_statement (import_clause (identifier) @import.alias @import) source: (string (string_fragment) @import.module))
  (#set! import.name "default"))
((import_statement
   (import_clause (namespace_import (identifier) @import.alias) @import)
   source: (string (string_fragment) @import.module))
  (#set! import.name "*"))
(import_statement
  (import_clause (named_imports (import_specifier name: (_) @import.name) @import))
  source: (string (string_fragment) @import.module))
(import_statement
  (import_clause (named_imports (import_specifier alias: (_) @import.alias) @import)))
(import_statement . "import" . source: (string (string_fragment) @import.module)) @import
(import_statement source: (string) @skip)
; export { a as b } from 'm'     export * from 'm'
((export_statement
   (export_clause (export_specifier name: (_) @import.name) @import)
   source: (string (string_fragment) @import.module))
  (#set! import.modifier "export"))
((export_statement (export_clause (export_specifier alias: (_) @import.alias) @import) source: (_)))
((export_statement "*" @import.name source: (string (string_fragment) @import.module)) @import
  (#set! import.modifier "export"))
(export_statement source: (string) @skip)
; export { a as b }
((export_statement !source
   (export_clause (export_specifier name: (_) @assign.value alias: (_) @assign.name) @assign))
  (#set! assign.modifier "export"))

; const x = require('m')     const x = await import('m')
(variable_declarator
  name: (identifier) @import.alias
  value: (call_expression
    function: (identifier) @_require
    arguments: (arguments . (string (string_fragment) @import.module) .)) @skip
  (#eq? @_require "require")) @import
((variable_declarator
   name: (identifier) @import.alias
   value: (await_expression
     (call_expression function: (import) arguments: (arguments . (string (string_fragment) @import.module) .))) @skip)
  @import
  (#set! import.name "*"))
; const { Pool, Client: C } = require('pg')
(variable_declarator
  name: (object_pattern (shorthand_property_identifier_pattern) @import @import.name) @transparent
  value: (call_expression
    function: (identifier) @_require
    arguments: (arguments . (string (string_fragment) @import.module) .)) @skip
  (#eq? @_require "require"))
(variable_declarator
  name: (object_pattern (pair_pattern key: (_) @import.name value: (_) @import.alias) @import) @transparent
  value: (call_expression
    function: (identifier) @_require
    arguments: (arguments . (string (string_fragment) @import.module) .)) @skip
  (#eq? @_require "require"))
(variable_declarator
  name: (object_pattern)
  value: (call_expression function: (identifier) @_require arguments: (arguments . (string) .))
  (#eq? @_require "require")) @transparent
; const P = require('pg').Pool
(variable_declarator
  name: (identifier) @import.alias
  value: (member_expression
    object: (call_expression
      function: (identifier) @_require
      arguments: (arguments . (string (string_fragment) @import.module) .))
    property: (_) @import.name) @skip
  (#eq? @_require "require")) @import

;  export default f(x)     export default function f() { }
((export_statement "default" value: (_) @assign.value) @assign
  (#set! assign.name "default"))
((export_statement "default" declaration: (function_declaration name: (_) @assign.value)) @assign
  (#set! assign.name "default"))

; --- functions

; async function f(a, b = 1) { }
(function_declaration name: (_) @method.name) @method
(function_declaration "async" @method.modifier) @method
(generator_function_declaration name: (_) @method.name) @method
; { foo(x) { } }     is an entry with a function
(object
  (method_definition name: (_) @pair.key body: (statement_block) @lambda @pair.value) @pair)
(object
  (method_definition parameters: (formal_parameters (_) @lambda.parameter) body: (statement_block) @lambda))
; class A { constructor(x) { }  static async f() { }  get g() { } }
(class_body (method_definition name: (_) @method.name) @method)
(class_body (method_definition ["static" "async" "get" "set"] @method.modifier) @method)
((class_body (method_definition name: (property_identifier) @_name) @method)
  (#eq? @_name "constructor")
  (#set! method.modifier "constructor"))
; x => f(x)     async (x) => { }     function (x) { }
[(arrow_function) (function_expression) (generator_function)] @lambda
(arrow_function body: (_) @lambda.body
  (#not-kind? @lambda.body "statement_block")) @lambda
(arrow_function parameter: (identifier) @parameter @parameter.name)

; --- decorators

; @Injectable()     @Entity({ name: 'x' })
(decorator [(identifier) (member_expression)] @annotation.name) @annotation
(decorator (call_expression function: (_) @annotation.name) @transparent) @annotation
(decorator (call_expression arguments: (arguments (_) @annotation.argument))) @annotation
; @Entity() export class A { }
(export_statement decorator: (decorator) @type.annotation declaration: (class_declaration) @type)

; --- statements

; const x = 1     let { a, b: c } = f()
(lexical_declaration kind: _ @assign.modifier (variable_declarator name: (_) @assign.target) @assign)
(variable_declaration "var" @assign.modifier (variable_declarator name: (_) @assign.target) @assign)
(variable_declarator "=" @assign.operator value: (_) @assign.value) @assign
((assignment_expression left: (_) @assign.target right: (_) @assign.value) @assign
  (#set! assign.operator "="))
(augmented_assignment_expression
  left: (_) @assign.target operator: _ @assign.operator right: (_) @assign.value) @assign
(return_statement (_)? @return.value) @return
; for (const x of xs) { }
(for_in_statement left: (_) @loop.target right: (_) @loop.value) @loop
(for_statement) @loop
(for_statement condition: (_) @loop.condition) @loop
(while_statement condition: (_) @loop.condition) @loop
(do_statement condition: (_) @loop.condition) @loop
(try_statement) @guard

; --- calls

; f(x)     a.b.c(x)     a?.b(x)     super(x)     import('m')     sql`...`     f(1)(2)
(call_expression function: [(identifier) (super) (import)] @call.name) @call
(call_expression
  function: (member_expression object: (_) @call.receiver property: (_) @call.name) @transparent) @call
(call_expression
  function: [(call_expression) (parenthesized_expression) (subscript_expression) (function_expression) (new_expression)
             (arrow_function)] @call.function) @call
(call_expression arguments: (arguments (_) @call.argument)) @call
(call_expression arguments: (template_string) @call.argument) @call
; new T(x)
(new_expression constructor: (_) @create.type) @create
(new_expression arguments: (arguments (_) @create.argument)) @create

(member_expression object: (_) @member.object property: (_) @member.name) @member
(subscript_expression object: (_) @index.object index: (_) @index.key) @index

; --- literals

(string (string_fragment) @string.text) @string
(string (escape_sequence) @string.escape) @string
(string) @string
; `select ${a}`
(template_string (string_fragment) @string.text) @string
(template_string (escape_sequence) @string.escape) @string
(template_string (template_substitution) @string.hole) @string
(template_string) @string
(unary_expression operator: "-" argument: (number)) @number
(number) @number
[(true) (false) (null) (undefined) (regex)] @constant
; [1, ...a]
(array) @list
(array (_) @list.element) @list
; { a: 1, b, ...c }
(object) @map
(object (_) @map.element) @map
(pair key: (_) @pair.key value: (_) @pair.value) @pair
(shorthand_property_identifier) @pair @pair.key @pair.value
; { [name]: 1 }
(computed_property_name (_) @index.key) @index
; const { a, b: c, d = 1 } = x     const [a, b] = x
(object_pattern) @map
(object_pattern (_) @map.element) @map
(shorthand_property_identifier_pattern) @pair @pair.key @pair.value
(pair_pattern key: (_) @pair.key value: (_) @pair.value) @pair
(object_assignment_pattern left: (_) @transparent.value) @transparent
(array_pattern) @list
(array_pattern (_) @list.element) @list
(assignment_pattern left: (_) @transparent.value) @transparent

; --- operators

(binary_expression left: (_) @concat.left operator: "+" right: (_) @concat.right) @concat
(binary_expression
  left: (_) @binary.left
  operator: _ @binary.operator
  right: (_) @binary.right) @binary
; c ? a : b
(ternary_expression
  condition: (_) @choice.condition
  consequence: (_) @choice.alternative
  alternative: (_) @choice.alternative) @choice
