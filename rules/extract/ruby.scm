; Ruby. The captures are described in README.md. Macros in a class's body (has_many :orders) are plain calls.

; require 'json'     require_relative '../order'
(call
  !receiver
  method: (identifier) @_require
  arguments: (argument_list . (string (string_content) @import.module) .) @skip
  (#any-of? @_require "require" "require_relative" "load")) @import

; --- types

; class Shop::Order < ApplicationRecord
(class name: (_) @type.name) @type
(class superclass: (superclass (_) @type.base)) @type
(module "module" @type.modifier name: (_) @type.name) @type
; TABLE = 'orders'     inside a class or module
((class body: (body_statement (assignment left: (constant) @field.name right: (_) @field.value) @field))
  (#set! field.modifier "const"))
((module body: (body_statement (assignment left: (constant) @field.name right: (_) @field.value) @field))
  (#set! field.modifier "const"))

; --- methods

; def find(a, b = 1, *c, d: 2, **e, &f)     def self.all = x
(method name: (_) @method.name) @method
((singleton_method name: (_) @method.name) @method
  (#set! method.modifier "static"))
((method name: (_) @_name) @method
  (#eq? @_name "initialize")
  (#set! method.modifier "constructor"))
(method "=" body: (_) @return.value)
(singleton_method "=" body: (_) @return.value)
(method_parameters (identifier) @parameter @parameter.name)
(block_parameters (identifier) @parameter @parameter.name)
(lambda_parameters (identifier) @parameter @parameter.name)
[(optional_parameter name: (_) @parameter.name value: (_) @parameter.value)
 (keyword_parameter name: (_) @parameter.name value: (_) @parameter.value)] @parameter
(keyword_parameter name: (_) @parameter.name) @parameter
[(splat_parameter name: (_) @parameter.name)
 (hash_splat_parameter name: (_) @parameter.name)
 (block_parameter name: (_) @parameter.name)] @parameter
; x.each { |a| ... }     x.each do |a| ... end     -> (a) { ... }
(lambda body: (_) @transparent) @lambda
[(block) (do_block)] @lambda

; --- statements

; a = 1     a, b = c, d     @a ||= 1
((assignment
   left: [(identifier) (constant) (call) (element_reference) (instance_variable) (class_variable) (global_variable)
          (scope_resolution)] @assign.target) @assign
  (#set! assign.operator "="))
((assignment left: (left_assignment_list (_) @assign.target)) @assign
  (#set! assign.operator "="))
(assignment right: (right_assignment_list (_) @assign.value) @transparent) @assign
(assignment
  right: (_) @assign.value
  (#not-kind? @assign.value "right_assignment_list" "splat_argument")) @assign
(operator_assignment left: (_) @assign.target operator: _ @assign.operator right: (_) @assign.value) @assign
(return (argument_list (_) @return.value)) @return
(return) @return
(for pattern: (_) @loop.target value: (in (_) @loop.value)) @loop
(while condition: (_) @loop.condition) @loop
(until condition: (_) @loop.condition) @loop
(begin (rescue)) @guard
(body_statement (rescue)) @guard

; --- calls

; f x, 1     a.b.c(x) { ... }     super(x)
(call !receiver method: [(identifier) (constant) (super)] @call.name) @call
(call receiver: (_) @call.receiver method: (_) @call.name) @call
(call arguments: (argument_list (_) @call.argument)) @call
(call block: (_) @call.argument) @call
; save     first || new     A name alone may be a variable, too: who reads the outline looks for one first.
([(body_statement (identifier) @call @call.name @_name)
  (then (identifier) @call @call.name @_name)
  (else (identifier) @call @call.name @_name)
  (block_body (identifier) @call @call.name @_name)
  (if_modifier (identifier) @call @call.name @_name)
  (unless_modifier (identifier) @call @call.name @_name)
  (if condition: (identifier) @call @call.name @_name)
  (unless condition: (identifier) @call @call.name @_name)
  (binary (identifier) @call @call.name @_name)
  (assignment right: (identifier) @call @call.name @_name)
  (call receiver: (identifier) @call @call.name @_name)]
  (#any-of? @_name "all" "create" "delete" "delete_all" "destroy" "destroy_all" "first" "last" "new" "reload" "save" "touch"))
; what a method ends with is its result
(body_statement (identifier) @name .)

; A::B
(scope_resolution scope: (_) @member.object name: (_) @member.name) @member
(element_reference object: (_) @index.object (_) @index.key) @index

; --- literals

; <<~SQL     the text stands below, in a heredoc_body
((heredoc_beginning) @string
  (#set! string.heredoc "below"))
(heredoc_body (heredoc_content) @string.text)
(heredoc_body (escape_sequence) @string.escape)
(heredoc_body (interpolation) @string.hole)
; "a" "b"  is one string
(chained_string (string) @transparent) @string
(chained_string (string (string_content) @string.text)) @string
(chained_string (string (escape_sequence) @string.escape)) @string
(chained_string (string (interpolation) @string.hole)) @string
(string (string_content) @string.text) @string
(string (escape_sequence) @string.escape) @string
(string (interpolation) @string.hole) @string
(subshell (string_content) @string.text) @string
(subshell (interpolation) @string.hole) @string
(bare_string (string_content) @string.text) @string
(bare_symbol (string_content) @string.text) @string
(delimited_symbol (string_content) @string.text) @string
(delimited_symbol (interpolation) @string.hole) @string
[(string) (simple_symbol) (delimited_symbol) (hash_key_symbol) (character)] @string
(unary operator: "-" operand: [(integer) (float)]) @number
[(integer) (float) (rational) (complex)] @number
[(true) (false) (nil) (regex)] @constant
; [1, *a]     %w[a b]     %i[a b]
[(array) (string_array) (symbol_array)] @list
(array (_) @list.element) @list
(string_array (_) @list.element) @list
(symbol_array (_) @list.element) @list
; { a: 1, 'b' => 2, **c }     f(a: 1)
(hash) @map
(hash (_) @map.element) @map
(pair key: (_) @pair.key) @pair
(pair value: (_) @pair.value) @pair

; --- operators

(binary left: (_) @concat.left operator: "+" right: (_) @concat.right) @concat
(binary
  left: (_) @binary.left
  operator: _ @binary.operator
  right: (_) @binary.right) @binary
; c ? a : b
(conditional
  condition: (_) @choice.condition
  consequence: (_) @choice.alternative
  alternative: (_) @choice.alternative) @choice
