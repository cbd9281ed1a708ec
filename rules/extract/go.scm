; Go. The captures are described in README.md.

; --- package and imports

(package_clause (package_identifier) @package.name) @package
; import "a/b"     import c "a/b"     import _ "a/b"
(import_spec path: (interpreted_string_literal (interpreted_string_literal_content) @import.module)) @import
(import_spec path: (raw_string_literal (raw_string_literal_content) @import.module)) @import
(import_spec name: (_) @import.alias) @import
(import_spec path: (_) @skip)

; --- types

; type A struct { gorm.Model }     an embedded type is a base
(type_spec name: (_) @type.name) @type
(type_spec type_parameters: (type_parameter_list (type_parameter_declaration name: (_) @type.typeparameter))) @type
(type_spec type: (struct_type "struct" @type.modifier)) @type
(type_spec type: (struct_type (field_declaration_list (field_declaration !name type: (_) @type.base)))) @type
(type_spec type: (interface_type "interface" @type.modifier)) @type
(type_spec type: (interface_type (type_elem) @type.base)) @type
; type A B     type A = B
(type_spec type: [(type_identifier) (qualified_type) (generic_type) (slice_type) (map_type) (pointer_type)] @type.base) @type
(type_alias name: (_) @type.name type: (_) @type.base) @type

; Name string `gorm:"column:name"`     A, B int
(field_declaration . name: (_) @field.name . type: (_) @field.type) @field
(field_declaration name: (_) @field @field.name . "," type: (_) @field.type)
(field_declaration "," . name: (_) @field @field.name type: (_) @field.type)
((field_declaration tag: (_) @annotation.argument)
  (#set! annotation.name "tag"))

; --- functions

; func (s *Store) Find(ctx context.Context, a, b string) (*Order, error) { }
(function_declaration name: (_) @method.name) @method
(method_declaration name: (_) @method.name) @method
(method_elem name: (_) @method.name) @method
(method_declaration
  receiver: (parameter_list (parameter_declaration name: (_) @parameter @parameter.name @method.receiver type: (_) @parameter.type)))
  @method
(method_declaration receiver: (parameter_list (parameter_declaration !name) @method.receiver)) @method
; func Find() (orders []Order, err error) { }     what has a name is a variable
(function_declaration result: (parameter_list (parameter_declaration !name type: (_) @method.result) @transparent)) @method
(function_declaration
  result: (parameter_list (parameter_declaration name: (_) @parameter @parameter.name @method.result type: (_) @parameter.type)))
  @method
(method_declaration result: (parameter_list (parameter_declaration !name type: (_) @method.result) @transparent)) @method
(method_declaration
  result: (parameter_list (parameter_declaration name: (_) @parameter @parameter.name @method.result type: (_) @parameter.type)))
  @method
(method_elem result: (parameter_list (parameter_declaration !name type: (_) @method.result) @transparent)) @method
(method_elem
  result: (parameter_list (parameter_declaration name: (_) @parameter @parameter.name @method.result type: (_) @parameter.type)))
  @method
(func_literal result: (parameter_list (parameter_declaration !name type: (_) @lambda.result) @transparent)) @lambda
(func_literal
  result: (parameter_list (parameter_declaration name: (_) @parameter @parameter.name @lambda.result type: (_) @parameter.type)))
  @lambda
(function_declaration result: (_) @method.result
  (#not-kind? @method.result "parameter_list")) @method
(method_declaration result: (_) @method.result
  (#not-kind? @method.result "parameter_list")) @method
(method_elem result: (_) @method.result
  (#not-kind? @method.result "parameter_list")) @method
(func_literal result: (_) @lambda.result
  (#not-kind? @lambda.result "parameter_list")) @lambda
(parameter_declaration name: (_) @parameter @parameter.name type: (_) @parameter.type)
(parameter_declaration !name type: (_) @parameter.type) @parameter
(variadic_parameter_declaration name: (_) @parameter.name type: (_) @parameter.type) @parameter
(func_literal) @lambda

; --- types as written

; []T     map[K]V     chan T     G[T]
((slice_type element: (_) @typeref.typearg) @typeref
  (#set! typeref.name "[]"))
((array_type element: (_) @typeref.typearg) @typeref
  (#set! typeref.name "[]"))
((implicit_length_array_type element: (_) @typeref.typearg) @typeref
  (#set! typeref.name "[]"))
((map_type key: (_) @typeref.typearg value: (_) @typeref.typearg) @typeref
  (#set! typeref.name "map"))
((channel_type value: (_) @typeref.typearg) @typeref
  (#set! typeref.name "chan"))
(generic_type type: (_) @typeref.name) @typeref
(generic_type type_arguments: (type_arguments (_) @typeref.typearg)) @typeref

; --- statements

; x, err := f()     var a, b T = 1, 2     const c = "x"     x += 1
((short_var_declaration left: (expression_list (_) @assign.target)) @assign
  (#set! assign.operator ":="))
(short_var_declaration right: (expression_list (_) @assign.value)) @assign
((var_spec name: (_) @assign.target) @assign
  (#set! assign.modifier "var"))
(var_spec type: (_) @assign.type) @assign
((var_spec value: (expression_list (_) @assign.value)) @assign
  (#set! assign.operator "="))
((const_spec name: (identifier) @assign.target) @assign
  (#set! assign.modifier "const"))
(const_spec type: (_) @assign.type) @assign
((const_spec value: (expression_list (_) @assign.value)) @assign
  (#set! assign.operator "="))
(assignment_statement left: (expression_list (_) @assign.target)) @assign
(assignment_statement operator: _ @assign.operator right: (expression_list (_) @assign.value)) @assign
(return_statement) @return
(return_statement (expression_list (_) @return.value)) @return
; for k, v := range xs { }
(for_statement) @loop
(for_statement (range_clause left: (expression_list (_) @loop.target))) @loop
(for_statement (range_clause right: (_) @loop.value)) @loop
(for_statement (for_clause condition: (_) @loop.condition)) @loop

; --- calls

; f(x)     a.b.C(x)     F[T](x)     func() { }()
(call_expression function: (identifier) @call.name) @call
(call_expression function: (selector_expression operand: (_) @call.receiver field: (_) @call.name) @transparent) @call
(call_expression
  function: [(call_expression) (func_literal) (index_expression) (type_assertion_expression)
             (parenthesized_expression)] @call.function) @call
(call_expression type_arguments: (type_arguments (_) @call.typearg)) @call
(call_expression arguments: (argument_list (_) @call.argument)) @call

(selector_expression operand: (_) @member.object field: (_) @member.name) @member
(index_expression operand: (_) @index.object index: (_) @index.key) @index
; x.(T)     []byte(x)     xs[1:2]
(type_assertion_expression operand: (_) @transparent.value type: (_) @skip) @transparent
(type_conversion_expression type: (_) @skip operand: (_) @transparent.value) @transparent
(slice_expression operand: (_) @transparent.value) @transparent

; --- literals

(interpreted_string_literal (interpreted_string_literal_content) @string.text) @string
(interpreted_string_literal (escape_sequence) @string.escape) @string
(raw_string_literal (raw_string_literal_content) @string.text) @string
[(interpreted_string_literal) (raw_string_literal) (rune_literal)] @string
(unary_expression operator: "-" operand: [(int_literal) (float_literal)]) @number
[(int_literal) (float_literal)] @number
[(true) (false) (nil) (iota)] @constant
; []T{a, b}     map[string]int{"a": 1}     Order{ID: 1}     {ID: 1} inside another literal
(composite_literal type: [(slice_type) (array_type) (implicit_length_array_type)] @list.type) @list
(composite_literal
  type: [(slice_type) (array_type) (implicit_length_array_type)]
  body: (literal_value (_) @list.element)) @list
(composite_literal type: (map_type) @map.type) @map
(composite_literal type: (map_type) body: (literal_value (_) @map.element)) @map
(composite_literal type: [(type_identifier) (qualified_type) (generic_type) (struct_type)] @create.type) @create
(composite_literal
  type: [(type_identifier) (qualified_type) (generic_type) (struct_type)]
  body: (literal_value (_) @create.element)) @create
(literal_element (literal_value) @create)
(literal_element (literal_value (_) @create.element) @create)
(keyed_element key: (_) @pair.key value: (_) @pair.value) @pair

; --- operators

(binary_expression left: (_) @concat.left operator: "+" right: (_) @concat.right) @concat
(binary_expression
  left: (_) @binary.left
  operator: _ @binary.operator
  right: (_) @binary.right) @binary
