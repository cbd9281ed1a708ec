; Kotlin. The captures are described in README.md.

; --- package and imports

(package_header (qualified_identifier) @package.name) @package
; import a.b.C as D     import a.b.*
(import (qualified_identifier) @import.module) @import
(import "as" (identifier) @import.alias) @import
(import "*" @import.name) @import

; --- types

; data class A<T>(val id: Long) : Base<T>(id), I { }     parameters are those of the type
(class_declaration name: (_) @type.name) @type
(class_declaration "interface" @type.modifier) @type
(class_declaration
  (modifiers [(class_modifier) (inheritance_modifier) (visibility_modifier)] @type.modifier)) @type
(class_declaration (type_parameters (type_parameter (identifier) @type.typeparameter))) @type
(class_declaration
  (delegation_specifiers (delegation_specifier [(user_type) (constructor_invocation (user_type))] @type.base))) @type
(object_declaration "object" @type.modifier name: (_) @type.name) @type
(object_declaration
  (delegation_specifiers (delegation_specifier [(user_type) (constructor_invocation (user_type))] @type.base))) @type
(companion_object "companion" @type.modifier) @type
(object_literal "object" @type.modifier) @type
(object_literal
  (delegation_specifiers (delegation_specifier [(user_type) (constructor_invocation (user_type))] @type.base))) @type
; the arguments of a base go to a call of super
((delegation_specifier (constructor_invocation (value_arguments (value_argument) @call.argument) @call))
  (#set! call.name "super"))
(delegation_specifier (constructor_invocation (user_type) @transparent.value) @transparent)
; OPEN("open"),
((enum_entry (identifier) @field.name) @field
  (#set! field.modifier "enum"))
(enum_entry (value_arguments) @create @field.value) @field
(enum_entry (value_arguments (value_argument) @create.argument) @create)
(class_parameter (identifier) @parameter.name . ":") @parameter
(class_parameter ":" . (_) @parameter.type) @parameter
(class_parameter "=" . (_) @parameter.value) @parameter
(class_parameter ["val" "var"] @parameter.modifier) @parameter
(class_parameter (modifiers (visibility_modifier) @parameter.modifier)) @parameter
(type_alias type: (_) @type.name (user_type) @type.base) @type

; --- annotations

; @Id     @Table(name = "orders")
(annotation (user_type) @annotation.name) @annotation
(annotation (constructor_invocation (user_type) @annotation.name)) @annotation
(annotation (constructor_invocation (value_arguments (value_argument) @annotation.argument))) @annotation

; --- extension properties

; val Database.orders get() = sequenceOf(Orders)     the accessor is what is called
(property_declaration
  [(user_type) (nullable_type)] @method.receiver . "." . (variable_declaration (identifier) @method.name) (getter)) @method
(property_declaration
  [(user_type) (nullable_type)] . "." . (variable_declaration (identifier) (_) @method.result) (getter)) @method
(property_declaration [(user_type) (nullable_type)] . "." . (variable_declaration) (getter) @transparent)

; --- fields

; private val x: String = "a"     val y by lazy { f() }
(class_body (property_declaration (variable_declaration (identifier) @field.name)) @field)
(class_body (property_declaration (variable_declaration (identifier) (_) @field.type)) @field)
(class_body (property_declaration "=" . (_) @field.value) @field)
(class_body (property_declaration (property_delegate (_) @field.value)) @field)
(class_body (property_declaration ["val" "var"] @field.modifier) @field)
(class_body
  (property_declaration
    (modifiers [(visibility_modifier) (member_modifier) (property_modifier) (inheritance_modifier)] @field.modifier))
  @field)
((getter (function_body)) @method
  (#set! method.name "get"))

; --- functions

; suspend fun <T> find(a: Int = 1, vararg b: T): List<T>? = x
(function_declaration name: (_) @method.name) @method
(function_declaration (function_value_parameters) . (_) @method.result
  (#not-kind? @method.result "function_body" "type_constraints")) @method
(function_declaration
  (modifiers
    [(function_modifier) (member_modifier) (visibility_modifier) (inheritance_modifier)] @method.modifier)) @method
; fun Database.orders(): List<Order>
(function_declaration [(user_type) (nullable_type)] @method.receiver . ".") @method
((secondary_constructor "constructor" @method.name) @method
  (#set! method.modifier "constructor"))
(constructor_delegation_call ["this" "super"] @call.name) @call
(constructor_delegation_call (value_arguments (value_argument) @call.argument)) @call
(parameter . (identifier) @parameter.name . (_) @parameter.type) @parameter
(function_value_parameters (parameter) @parameter . "=" . (_) @parameter.value)
(function_value_parameters (parameter_modifiers (annotation) @parameter.annotation) . (parameter) @parameter)
(function_body "=" . (_) @return.value) @return
; { x, y -> f(x) }     fun(x: Int) = x
[(lambda_literal) (anonymous_function)] @lambda
(lambda_parameters (variable_declaration . (identifier) @parameter.name) @parameter)
(lambda_parameters (variable_declaration . (identifier) . (_) @parameter.type) @parameter)

; --- types as written

(user_type . (identifier) @typeref.name . (type_arguments)) @typeref
(user_type . (identifier) . (type_arguments (type_projection (_) @typeref.typearg .))) @typeref

; --- statements

; val q: String = "x"     var (a, b) = f()
(property_declaration (variable_declaration (identifier) @assign.target)) @assign
(property_declaration (variable_declaration (identifier) (_) @assign.type)) @assign
(property_declaration
  (multi_variable_declaration (variable_declaration (identifier) @assign.target))) @assign
(property_declaration "=" @assign.operator . (_) @assign.value) @assign
(property_declaration (property_delegate (_) @assign.value)) @assign
(property_declaration ["val" "var"] @assign.modifier) @assign
(property_declaration (modifiers (property_modifier) @assign.modifier)) @assign
(assignment left: (_) @assign.target operator: _ @assign.operator right: (_) @assign.value) @assign
(return_expression) @return
(return_expression !label (_) @return.value) @return
(return_expression label: (_) (_) @return.value) @return
; x ?: throw E()    what is thrown is no value of the expression around it
((throw_expression (_) @call.argument) @call
  (#set! call.name "throw"))
(for_statement (variable_declaration (identifier) @loop.target) "in" . (_) @loop.value) @loop
(for_statement
  (multi_variable_declaration (variable_declaration (identifier) @loop.target)) "in" . (_) @loop.value) @loop
(while_statement condition: (_) @loop.condition) @loop
(do_while_statement condition: (_) @loop.condition) @loop
(try_expression) @guard

; --- calls

; f(x) { ... }     the grammar takes f(x) for the function of a second call
(call_expression (call_expression . (identifier) @call.name) @transparent (annotated_lambda) @call.argument) @call
(call_expression
  (call_expression . (navigation_expression . (_) @call.receiver (identifier) @call.name .) @transparent) @transparent
  (annotated_lambda) @call.argument) @call
(call_expression
  (call_expression (value_arguments (value_argument) @call.argument)) @transparent
  (annotated_lambda)) @call
(call_expression
  (call_expression (type_arguments (type_projection (_) @call.typearg))) @transparent
  (annotated_lambda)) @call
; f(x)     a?.b.c<T>(x)     f { ... }     f(1)(2)
(call_expression . (identifier) @call.name) @call
(call_expression . (navigation_expression . (_) @call.receiver (identifier) @call.name .) @transparent) @call
(call_expression . [(call_expression) (parenthesized_expression) (index_expression)] @call.function . (value_arguments)) @call
(call_expression (value_arguments (value_argument) @call.argument)) @call
(call_expression (annotated_lambda) @call.argument) @call
(call_expression (type_arguments (type_projection (_) @call.typearg))) @call
; f(x = 1)
(value_argument (identifier) @pair.key "=" (_) @pair.value) @pair
; "a" to 1
(infix_expression . (_) @pair.key . (identifier) @_to . (_) @pair.value
  (#eq? @_to "to")) @pair
; Orders.id eq 1
(infix_expression . (_) @call.receiver . (identifier) @call.name . (_) @call.argument) @call

; a.b     A::class
(navigation_expression . (_) @member.object (identifier) @member.name .) @member
(index_expression . (_) @index.object) @index
(index_expression . (_) (_) @index.key) @index
(as_expression left: (_) @transparent.value right: (_) @skip) @transparent

; --- literals

; "select $a ${b.c}"
((string_literal (string_content) @string.text) @string
  (#set! string.hole "$"))
(string_literal (escape_sequence) @string.escape) @string
(string_literal (interpolation) @string.hole) @string
((multiline_string_literal (string_content) @string.text) @string
  (#set! string.hole "$"))
(multiline_string_literal (interpolation) @string.hole) @string
[(string_literal) (multiline_string_literal) (character_literal)] @string
(unary_expression operator: "-" argument: [(number_literal) (float_literal)]) @number
[(number_literal) (float_literal)] @number
((identifier) @constant
  (#any-of? @constant "true" "false" "null"))
(collection_literal) @list
(collection_literal (_) @list.element) @list

; --- operators

(binary_expression left: (_) @concat.left operator: "+" right: (_) @concat.right) @concat
(binary_expression
  left: (_) @binary.left
  operator: _ @binary.operator
  right: (_) @binary.right) @binary
; if (a) 1 else 2     statements with blocks are not choices
(if_expression
  condition: (_) @choice.condition
  [(call_expression) (navigation_expression) (identifier) (string_literal) (multiline_string_literal) (number_literal)
   (binary_expression) (parenthesized_expression) (if_expression)] @choice.alternative
  "else"
  . (_) @choice.alternative) @choice
; when (x) { 1 -> "a" else -> b() }
(when_expression
  (when_entry "->" .
    [(call_expression) (navigation_expression) (identifier) (string_literal) (multiline_string_literal) (number_literal)
     (binary_expression) (parenthesized_expression)] @choice.alternative)) @choice
(when_expression (when_subject (_) @choice.condition)) @choice
