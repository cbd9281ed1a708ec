; Java. The captures are described in README.md.

; --- package and imports

(package_declaration [(identifier) (scoped_identifier)] @package.name) @package
; import a.b.C;     import static a.b.C.D;     import a.b.*;
(import_declaration [(identifier) (scoped_identifier)] @import.module) @import
(import_declaration "static" @import.modifier) @import
(import_declaration (asterisk) @import.name) @import

; --- types

; public abstract class A<T> extends B<T> implements C, D { }
(class_declaration name: (_) @type.name) @type
(class_declaration superclass: (superclass (_) @type.base)) @type
(class_declaration interfaces: (super_interfaces (type_list (_) @type.base))) @type
(class_declaration (modifiers ["public" "protected" "private" "abstract" "final" "static" "sealed"] @type.modifier)) @type
(class_declaration type_parameters: (type_parameters (type_parameter (type_identifier) @type.typeparameter))) @type
(interface_declaration "interface" @type.modifier name: (_) @type.name) @type
(interface_declaration (extends_interfaces (type_list (_) @type.base))) @type
(interface_declaration type_parameters: (type_parameters (type_parameter (type_identifier) @type.typeparameter))) @type
(enum_declaration "enum" @type.modifier name: (_) @type.name) @type
(enum_declaration interfaces: (super_interfaces (type_list (_) @type.base))) @type
; record A(int x) { }   its components are parameters of the type
(record_declaration "record" @type.modifier name: (_) @type.name) @type
(record_declaration interfaces: (super_interfaces (type_list (_) @type.base))) @type
(record_declaration type_parameters: (type_parameters (type_parameter (type_identifier) @type.typeparameter))) @type
(annotation_type_declaration "@interface" @type.modifier name: (_) @type.name) @type

; --- annotations

; @Id     @Query("...")     @Table(name = "x")
(marker_annotation name: (_) @annotation.name) @annotation
(annotation name: (_) @annotation.name) @annotation
(annotation arguments: (annotation_argument_list (_) @annotation.argument)) @annotation
(element_value_pair key: (_) @pair.key value: (_) @pair.value) @pair
(element_value_array_initializer) @list
(element_value_array_initializer (_) @list.element) @list

; --- fields

; private static final String A = "x", B;
([(field_declaration type: (_) @field.type declarator: (variable_declarator name: (_) @field.name) @field)
  (constant_declaration type: (_) @field.type declarator: (variable_declarator name: (_) @field.name) @field)])
(field_declaration declarator: (variable_declarator value: (_) @field.value) @field)
(constant_declaration declarator: (variable_declarator value: (_) @field.value) @field)
(field_declaration
  (modifiers ["public" "protected" "private" "static" "final" "volatile" "transient"] @field.modifier)
  declarator: (variable_declarator) @field)
(field_declaration
  (modifiers [(annotation) (marker_annotation)] @field.annotation)
  declarator: (variable_declarator) @field)
; ORDERS("orders"),
((enum_constant name: (_) @field.name) @field
  (#set! field.modifier "enum"))
(enum_constant arguments: (argument_list) @create @field.value) @field
(enum_constant arguments: (argument_list (_) @create.argument) @create)

; --- methods

; public List<A> find(String name) { }
(method_declaration type: (_) @method.result name: (_) @method.name) @method
(method_declaration
  (modifiers ["public" "protected" "private" "static" "abstract" "final" "default" "synchronized"] @method.modifier)) @method
((constructor_declaration name: (_) @method.name) @method
  (#set! method.modifier "constructor"))
((compact_constructor_declaration name: (_) @method.name) @method
  (#set! method.modifier "constructor"))
(annotation_type_element_declaration type: (_) @method.result name: (_) @method.name) @method
(formal_parameter type: (_) @parameter.type name: (_) @parameter.name) @parameter
; String... names
(spread_parameter [(type_identifier) (generic_type) (array_type) (scoped_type_identifier) (integral_type)
                   (floating_point_type) (boolean_type)] @parameter.type
                  (variable_declarator name: (_) @parameter.name)) @parameter
; x -> f(x)     (x, y) -> { }
(lambda_expression) @lambda
(lambda_expression body: (_) @lambda.body
  (#not-kind? @lambda.body "block")) @lambda
(lambda_expression parameters: (identifier) @parameter @parameter.name)
(inferred_parameters (identifier) @parameter @parameter.name)

; --- types as written

(generic_type . (_) @typeref.name) @typeref
(generic_type (type_arguments (_) @typeref.typearg)) @typeref
((array_type element: (_) @typeref.typearg) @typeref
  (#set! typeref.name "[]"))
(annotated_type (_) @transparent.value .) @transparent
(type_bound) @skip
; ? super T
(wildcard (super) (_) @transparent.value) @transparent

; --- statements

; String a = "x";     var b = f();
(local_variable_declaration declarator: (variable_declarator name: (_) @assign.target) @assign)
(local_variable_declaration type: (_) @assign.type declarator: (variable_declarator) @assign
  (#not-eq? @assign.type "var"))
(local_variable_declaration type: (_) @assign.modifier declarator: (variable_declarator) @assign
  (#eq? @assign.modifier "var"))
(local_variable_declaration declarator: (variable_declarator "=" @assign.operator value: (_) @assign.value) @assign)
(local_variable_declaration (modifiers "final" @assign.modifier) declarator: (variable_declarator) @assign)
(local_variable_declaration
  (modifiers [(annotation) (marker_annotation)] @assign.annotation)
  declarator: (variable_declarator) @assign)
(assignment_expression left: (_) @assign.target operator: _ @assign.operator right: (_) @assign.value) @assign
; o instanceof Order order     o instanceof Order
(instanceof_expression left: (_) @assign.value right: (_) @assign.type name: (_) @assign.target) @assign
(instanceof_expression left: (_) @binary.left "instanceof" @binary.operator right: (_) @binary.right) @binary
(return_statement (_)? @return.value) @return
; for (Order o : orders) { }
(enhanced_for_statement type: (_) @loop.type name: (_) @loop.target value: (_) @loop.value) @loop
(for_statement) @loop
(for_statement condition: (_) @loop.condition) @loop
(while_statement condition: (_) @loop.condition) @loop
(do_statement condition: (_) @loop.condition) @loop
(try_statement) @guard
; try (Connection c = source.getConnection()) { }
(try_with_resources_statement) @scope
(resource type: (_) @assign.type name: (_) @assign.target value: (_) @assign.value) @assign
(try_with_resources_statement
  resources: (resource_specification (resource . [(identifier) (field_access)] @scope.value .))) @scope

; --- calls

; f(x)     a.b.c(x)     super(x)
(method_invocation !object name: (_) @call.name) @call
(method_invocation object: (_) @call.receiver name: (_) @call.name) @call
(method_invocation arguments: (argument_list (_) @call.argument)) @call
(method_invocation type_arguments: (type_arguments (_) @call.typearg)) @call
(explicit_constructor_invocation constructor: (_) @call.name) @call
(explicit_constructor_invocation arguments: (argument_list (_) @call.argument)) @call
; new T(x) { }
(object_creation_expression type: (_) @create.type) @create
(object_creation_expression arguments: (argument_list (_) @create.argument)) @create

(field_access object: (_) @member.object field: (_) @member.name) @member
; Order::getId     Order.class
(method_reference . (_) @member.object (identifier) @member.name .) @member
(method_reference . (_) @member.object "new" @member.name .) @member
((class_literal (_) @member.object) @member
  (#set! member.name "class"))
(array_access array: (_) @index.object index: (_) @index.key) @index
(cast_expression type: (_) @skip value: (_) @transparent.value) @transparent

; --- literals

; a text block loses its common indentation: JLS 3.10.6
((string_literal (multiline_string_fragment) @string.text) @string
  (#set! string.indent "strip"))
(string_literal (string_fragment) @string.text) @string
(string_literal (escape_sequence) @string.escape) @string
(string_literal (string_interpolation) @string.hole) @string
[(string_literal) (character_literal)] @string
(unary_expression
  operator: "-"
  operand: [(decimal_integer_literal) (decimal_floating_point_literal)]) @number
[(decimal_integer_literal) (decimal_floating_point_literal) (hex_integer_literal) (octal_integer_literal)
 (binary_integer_literal) (hex_floating_point_literal)] @number
[(true) (false) (null_literal)] @constant
; { 1, 2 }     new int[] { 1, 2 }     new Order[3]
(array_creation_expression !value type: (_) @list.type) @list
(array_creation_expression value: (_) @transparent.value) @transparent
(array_initializer) @list
(array_initializer (_) @list.element) @list

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
; switch (x) { case A -> f(); default -> { yield 1; } }
(switch_expression condition: (_) @choice.condition) @choice
(switch_expression body: (switch_block (switch_rule (switch_label) (expression_statement (_) @choice.alternative)))) @choice
(switch_expression body: (switch_block (switch_rule (block (yield_statement (_) @choice.alternative))))) @choice
