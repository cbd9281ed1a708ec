; inherits: ecma
; TSX, and TypeScript but for what does not go together with tags.

; import x = require('m')
(import_statement
  (import_require_clause (identifier) @import.alias source: (string (string_fragment) @import.module) @skip)) @import

; --- types

; abstract class A<T> extends B<T> implements C { }
(class_declaration name: (_) @type.name) @type
(class_declaration (class_heritage (extends_clause) @type.base)) @type
(class_declaration (class_heritage (implements_clause (_) @type.base))) @type
(class_declaration type_parameters: (type_parameters (type_parameter name: (_) @type.typeparameter))) @type
(abstract_class_declaration "abstract" @type.modifier name: (_) @type.name) @type
(abstract_class_declaration (class_heritage (extends_clause) @type.base)) @type
(abstract_class_declaration (class_heritage (implements_clause (_) @type.base))) @type
(abstract_class_declaration type_parameters: (type_parameters (type_parameter name: (_) @type.typeparameter))) @type
(export_statement decorator: (decorator) @type.annotation declaration: (abstract_class_declaration) @type)
(class) @type
(class name: (_) @type.name) @type
(class (class_heritage (extends_clause) @type.base)) @type
(extends_clause value: (_) @typeref.name) @typeref
(extends_clause type_arguments: (type_arguments (_) @typeref.typearg)) @typeref
; interface A extends B<T> { x: string; f(): void }
(interface_declaration "interface" @type.modifier name: (_) @type.name) @type
(interface_declaration (extends_type_clause type: (_) @type.base)) @type
(interface_declaration type_parameters: (type_parameters (type_parameter name: (_) @type.typeparameter))) @type
(property_signature name: (_) @field.name) @field
(property_signature type: (_) @field.type) @field
; type A = B & { x: string }
(type_alias_declaration "type" @type.modifier name: (_) @type.name) @type
(type_alias_declaration
  value: [(type_identifier) (generic_type) (nested_type_identifier)] @type.base) @type
(type_alias_declaration
  value: (intersection_type [(type_identifier) (generic_type) (nested_type_identifier)] @type.base)) @type
; enum A { X = 'x', Y }
(enum_declaration "enum" @type.modifier name: (_) @type.name) @type
(enum_assignment name: (_) @field.name value: (_) @field.value) @field
(enum_body name: (_) @field @field.name)
; namespace A { }
(internal_module name: (_) @package.name) @package

; --- fields

; @Column() private readonly x: string = 'a'
(public_field_definition name: (_) @field.name) @field
(public_field_definition type: (_) @field.type) @field
(public_field_definition value: (_) @field.value) @field
(public_field_definition [(accessibility_modifier) "static" "readonly" "abstract" "declare"] @field.modifier) @field

; --- functions

(function_declaration return_type: (_) @method.result) @method
(function_signature name: (_) @method.name) @method
(function_signature return_type: (_) @method.result) @method
(class_body (method_definition return_type: (_) @method.result) @method)
(class_body (method_definition (accessibility_modifier) @method.modifier) @method)
; decorators stand before the method in the class's body
(class_body (decorator) @method.annotation . (decorator)* . (method_definition) @method)
(class_body (decorator) @field.annotation . (decorator)* . (public_field_definition) @field)
(method_signature name: (_) @method.name) @method
(method_signature return_type: (_) @method.result) @method
(abstract_method_signature "abstract" @method.modifier name: (_) @method.name) @method
(abstract_method_signature return_type: (_) @method.result) @method
(arrow_function return_type: (_) @lambda.result) @lambda

; f(a: string, b = 1, { c }: D, ...e)     constructor(private readonly repo: Repo)
[(required_parameter pattern: [(identifier) (this)] @parameter.name)
 (optional_parameter pattern: [(identifier) (this)] @parameter.name)] @parameter
(required_parameter pattern: (rest_pattern (identifier) @parameter.name)) @parameter
(required_parameter pattern: [(object_pattern) (array_pattern)] @parameter.target) @parameter
(required_parameter type: (_) @parameter.type) @parameter
(optional_parameter type: (_) @parameter.type) @parameter
(required_parameter value: (_) @parameter.value) @parameter
(required_parameter [(accessibility_modifier) "readonly"] @parameter.modifier) @parameter
(optional_parameter [(accessibility_modifier) "readonly"] @parameter.modifier) @parameter

(constraint) @skip

; --- types as written

; Repository<Order>     Order[]     string | null
(generic_type name: (_) @typeref.name) @typeref
(generic_type type_arguments: (type_arguments (_) @typeref.typearg)) @typeref
((array_type (_) @typeref.typearg) @typeref
  (#set! typeref.name "[]"))
(union_type . (_) @transparent.value . (literal_type [(null) (undefined)]) @skip .) @transparent
(union_type . (literal_type [(null) (undefined)]) @skip . (_) @transparent.value .) @transparent

; --- expressions

(variable_declarator type: (_) @assign.type) @assign
(call_expression type_arguments: (type_arguments (_) @call.typearg)) @call
(new_expression type_arguments: (type_arguments (_) @create.typearg)) @create
; x as T     x satisfies T
(as_expression . (_) @transparent.value . (_)? @skip) @transparent
(satisfies_expression . (_) @transparent.value . (_)? @skip) @transparent
; await x.f<T>(y): the grammar takes `await x.f` for the function
(call_expression
  function: (await_expression
    (member_expression object: (_) @call.receiver property: (_) @call.name) @transparent)) @call
(call_expression function: (await_expression (identifier) @call.name)) @call
