; Rust. The captures are described in README.md.

; --- imports

; use a::b::c;     use a::b as c;     use a::*;
(use_declaration
  argument: (scoped_identifier path: (_) @import.module name: (_) @import.name) @transparent) @import
(use_declaration argument: (identifier) @import.module) @import
(use_declaration
  argument: (use_as_clause
    path: (scoped_identifier path: (_) @import.module name: (_) @import.name) @transparent
    alias: (_) @import.alias)) @import
(use_declaration argument: (use_as_clause path: (identifier) @import.module alias: (_) @import.alias)) @import
((use_declaration argument: (use_wildcard (_) @import.module)) @import
  (#set! import.name "*"))
; use a::{b, c as d, e::f, g::{h}};
((use_list [(identifier) (self) (scoped_identifier)] @import @import.name)
  (#set! import.join "::"))
((use_list (use_as_clause path: (_) @import.name alias: (_) @import.alias) @import)
  (#set! import.join "::"))
((use_list (use_wildcard (_) @import.module) @import)
  (#set! import.join "::")
  (#set! import.name "*"))
(scoped_use_list
  path: (_) @import.module
  list: (use_list [(identifier) (self) (scoped_identifier) (use_as_clause) (use_wildcard)] @import))
(scoped_use_list
  path: (_) @import.module
  list: (use_list
    (scoped_use_list
      list: (use_list [(identifier) (self) (scoped_identifier) (use_as_clause) (use_wildcard)] @import))))

; --- attributes

; #[derive(A, B)]     #[diesel(table_name = orders)]     #[get("/x")]     #[table_name = "orders"]
(attribute . (_) @annotation.name) @annotation
(attribute value: (_) @annotation.argument) @annotation
(attribute . (identifier) @_derive arguments: (token_tree (identifier) @annotation.argument)
  (#eq? @_derive "derive")) @annotation
(attribute arguments: (token_tree . [(string_literal) (raw_string_literal)] @annotation.argument)) @annotation
(attribute
  arguments: (token_tree
    (identifier) @pair.key
    . "="
    . [(identifier) (string_literal) (integer_literal) (boolean_literal)] @pair.value))
; they stand before what they belong to
((attribute_item (attribute) @type.annotation) . [(attribute_item) (line_comment)]* . [(struct_item) (enum_item)] @type)
((attribute_item (attribute) @field.annotation) . [(attribute_item) (line_comment)]* . (field_declaration) @field)
((attribute_item (attribute) @method.annotation)
  . [(attribute_item) (line_comment)]*
  . [(function_item) (function_signature_item)] @method)

; --- types

; pub struct Order<T> { pub id: i64 }
(struct_item "struct" @type.modifier name: (_) @type.name) @type
(struct_item type_parameters: (type_parameters (type_parameter name: (_) @type.typeparameter))) @type
(enum_item "enum" @type.modifier name: (_) @type.name) @type
(enum_variant name: (_) @field.name) @field
(enum_variant body: (ordered_field_declaration_list type: (_) @field.type)) @field
(struct_item body: (ordered_field_declaration_list type: (_) @type.base)) @type
(trait_item "trait" @type.modifier name: (_) @type.name) @type
(trait_item bounds: (trait_bounds (_) @type.base)) @type
; impl Repo for PgRepo { }
(impl_item "impl" @type.modifier) @type
(impl_item type: [(type_identifier) (scoped_type_identifier) (primitive_type) (dynamic_type)] @type.name) @type
(impl_item type: (generic_type type: (_) @type.name) @transparent) @type
(where_clause) @skip
(impl_item trait: (_) @type.base) @type
(type_item "type" @type.modifier name: (_) @type.name type: (_) @type.base) @type
(mod_item name: (_) @package.name) @package
(field_declaration name: (_) @field.name type: (_) @field.type) @field
(field_declaration (visibility_modifier) @field.modifier) @field

; --- functions

; pub async fn find(&self, id: &Uuid) -> Result<Order> { }
[(function_item name: (_) @method.name) (function_signature_item name: (_) @method.name)] @method
[(function_item return_type: (_) @method.result) (function_signature_item return_type: (_) @method.result)] @method
(function_item (visibility_modifier) @method.modifier) @method
(function_item (function_modifiers "async" @method.modifier)) @method
((self_parameter) @parameter
  (#set! parameter.name "self"))
(parameter pattern: [(identifier) (self)] @parameter.name) @parameter
(parameter pattern: [(tuple_pattern) (struct_pattern) (tuple_struct_pattern)] @parameter.target) @parameter
(parameter type: (_) @parameter.type) @parameter
; |x, (k, v)| x.y
(closure_expression) @lambda
(closure_expression body: (_) @lambda.body) @lambda
(closure_parameters (identifier) @parameter @parameter.name)
(closure_parameters (tuple_pattern) @parameter.target)

; --- types as written

(generic_type type: (_) @typeref.name) @typeref
(generic_type type_arguments: (type_arguments (_) @typeref.typearg)) @typeref
((array_type element: (_) @typeref.typearg) @typeref
  (#set! typeref.name "[]"))
(reference_type type: (_) @transparent.value) @transparent
(pointer_type type: (_) @transparent.value) @transparent
(lifetime) @skip

; --- statements

; let mut x: T = f();     let (a, b) = f();     const Q: &str = "x";
((let_declaration pattern: [(identifier) (struct_pattern) (tuple_struct_pattern)] @assign.target) @assign
  (#set! assign.modifier "let"))
((let_declaration pattern: (tuple_pattern (_) @assign.target) @transparent) @assign
  (#set! assign.modifier "let"))
(let_declaration type: (_) @assign.type) @assign
(let_declaration "=" @assign.operator value: (_) @assign.value) @assign
(const_item "const" @assign.modifier name: (_) @assign.target) @assign
(const_item type: (_) @assign.type "=" @assign.operator value: (_) @assign.value) @assign
(static_item "static" @assign.modifier name: (_) @assign.target) @assign
(static_item type: (_) @assign.type "=" @assign.operator value: (_) @assign.value) @assign
((assignment_expression left: (_) @assign.target right: (_) @assign.value) @assign
  (#set! assign.operator "="))
(compound_assignment_expr left: (_) @assign.target operator: _ @assign.operator right: (_) @assign.value) @assign
; if let Some(x) = f() { }
(let_condition
  pattern: [(identifier) (tuple_struct_pattern) (struct_pattern)] @assign.target
  value: (_) @assign.value) @assign
(tuple_struct_pattern type: (_) @skip . (_) @transparent.value .) @transparent
(return_expression (_)? @return.value) @return
(for_expression pattern: (identifier) @loop.target value: (_) @loop.value) @loop
(for_expression pattern: (tuple_pattern (_) @loop.target) @transparent value: (_) @loop.value) @loop
(while_expression condition: (_) @loop.condition) @loop
(loop_expression) @loop

; --- calls

; f(x)     a::b::c(x)     a.b::<T>(x)
(call_expression function: (identifier) @call.name) @call
(call_expression function: (scoped_identifier path: (_) @call.receiver name: (_) @call.name) @transparent) @call
(call_expression function: (field_expression value: (_) @call.receiver field: (_) @call.name) @transparent) @call
(call_expression function: (generic_function function: (identifier) @call.name)) @call
(call_expression
  function: (generic_function
    function: (scoped_identifier path: (_) @call.receiver name: (_) @call.name) @transparent)) @call
(call_expression
  function: (generic_function
    function: (field_expression value: (_) @call.receiver field: (_) @call.name) @transparent)) @call
(call_expression function: (generic_function type_arguments: (type_arguments (_) @call.typearg))) @call
(call_expression function: [(call_expression) (parenthesized_expression) (index_expression)] @call.function) @call
(call_expression arguments: (arguments (_) @call.argument)) @call
; sqlx::query!("select 1", id)     what is inside has no syntax: literals and names are its arguments
(macro_invocation macro: (identifier) @call.name) @call
(macro_invocation macro: (scoped_identifier path: (_) @call.receiver name: (_) @call.name) @transparent) @call
(macro_invocation
  (token_tree
    [(string_literal) (raw_string_literal) (identifier) (integer_literal) (boolean_literal)] @call.argument)) @call

(field_expression value: (_) @member.object field: (_) @member.name) @member
(scoped_identifier path: (_) @member.object name: (_) @member.name) @member
(index_expression . (_) @index.object . (_) @index.key) @index
(reference_expression value: (_) @transparent.value) @transparent
(type_cast_expression value: (_) @transparent.value type: (_) @skip) @transparent

; Order { id: 1, name, ..rest }
(struct_expression name: (_) @create.type) @create
(struct_expression body: (field_initializer_list (_) @create.element)) @create
(field_initializer field: (_) @pair.key value: (_) @pair.value) @pair
(shorthand_field_initializer (identifier) @pair.key @pair.value) @pair

; --- literals

(string_literal (string_content) @string.text) @string
(string_literal (escape_sequence) @string.escape) @string
(raw_string_literal (string_content) @string.text) @string
[(string_literal) (raw_string_literal) (char_literal)] @string
(unary_expression "-" [(integer_literal) (float_literal)]) @number
[(integer_literal) (float_literal) (negative_literal)] @number
[(boolean_literal) (unit_expression)] @constant
[(array_expression) (tuple_expression)] @list
(tuple_pattern) @list
(array_expression (_) @list.element) @list
(tuple_pattern (_) @list.element) @list
(tuple_expression (_) @list.element) @list

; --- operators

(binary_expression left: (_) @concat.left operator: "+" right: (_) @concat.right) @concat
(binary_expression
  left: (_) @binary.left
  operator: _ @binary.operator
  right: (_) @binary.right) @binary
