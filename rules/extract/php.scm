; PHP. The captures are described in README.md. The $ of a variable is not part of its name.

; --- namespaces and imports

(namespace_definition name: (_) @package.name) @package
; use A\B\C as D;     use function A\f;     use A\B\{C, D as E};
(namespace_use_declaration (namespace_use_clause . [(name) (qualified_name)] @import.module) @import)
(namespace_use_declaration (namespace_use_clause alias: (_) @import.alias) @import)
(namespace_use_clause type: _ @import.modifier) @import
(namespace_use_declaration
  (namespace_name) @import.module
  body: (namespace_use_group (namespace_use_clause . [(name) (qualified_name)] @import.name) @import))
(namespace_use_group (namespace_use_clause alias: (_) @import.alias) @import)
; require_once __DIR__ . '/x.php';
([(require_once_expression [(string (string_content) @import.module) (encapsed_string (string_content) @import.module)] @skip)
  (require_expression [(string (string_content) @import.module) (encapsed_string (string_content) @import.module)] @skip)
  (include_expression [(string (string_content) @import.module) (encapsed_string (string_content) @import.module)] @skip)
  (include_once_expression [(string (string_content) @import.module) (encapsed_string (string_content) @import.module)] @skip)])
  @import
([(require_once_expression (binary_expression right: (string (string_content) @import.module)) @skip)
  (require_expression (binary_expression right: (string (string_content) @import.module)) @skip)
  (include_expression (binary_expression right: (string (string_content) @import.module)) @skip)
  (include_once_expression (binary_expression right: (string (string_content) @import.module)) @skip)]) @import

; --- types

; abstract class A extends B implements C { use T; }     traits are bases
(class_declaration name: (_) @type.name) @type
(class_declaration (base_clause (_) @type.base)) @type
(class_declaration (class_interface_clause (_) @type.base)) @type
(class_declaration [(abstract_modifier) (final_modifier) (readonly_modifier)] @type.modifier) @type
(class_declaration body: (declaration_list (use_declaration [(name) (qualified_name)] @type.base))) @type
(interface_declaration "interface" @type.modifier name: (_) @type.name) @type
(interface_declaration (base_clause (_) @type.base)) @type
(trait_declaration "trait" @type.modifier name: (_) @type.name) @type
(enum_declaration "enum" @type.modifier name: (_) @type.name) @type
(enum_declaration (class_interface_clause (_) @type.base)) @type
(anonymous_class) @type
(anonymous_class (base_clause (_) @type.base)) @type
(anonymous_class (class_interface_clause (_) @type.base)) @type

; #[ORM\Table(name: "orders")]
(attribute . (_) @annotation.name) @annotation
(attribute parameters: (arguments (argument) @annotation.argument)) @annotation

; --- fields

; protected ?string $table = 'orders';
(property_declaration (property_element name: (variable_name (name) @field.name)) @field)
(property_declaration type: (_) @field.type (property_element) @field)
(property_element default_value: (_) @field.value) @field
(property_declaration
  [(visibility_modifier) (static_modifier) (readonly_modifier) (var_modifier)] @field.modifier
  (property_element) @field)
(property_declaration
  attributes: (attribute_list (attribute_group (attribute) @field.annotation))
  (property_element) @field)
; const TABLE = 'orders';
((declaration_list (const_declaration (const_element . (name) @field.name . (_) @field.value) @field))
  (#set! field.modifier "const"))
((const_element . (name) @assign.target . (_) @assign.value) @assign
  (#set! assign.modifier "const"))
; case Open = 'open';
((enum_case name: (_) @field.name) @field
  (#set! field.modifier "enum"))
(enum_case value: (_) @field.value) @field

; --- functions

; public static function find(string $id, private Conn $db, int ...$rest): ?self { }
(function_definition name: (_) @method.name) @method
(function_definition return_type: (_) @method.result) @method
(method_declaration name: (_) @method.name) @method
(method_declaration return_type: (_) @method.result) @method
(method_declaration
  [(visibility_modifier) (static_modifier) (abstract_modifier) (final_modifier)] @method.modifier) @method
((method_declaration name: (_) @_name) @method
  (#eq? @_name "__construct")
  (#set! method.modifier "constructor"))
(simple_parameter name: (variable_name (name) @parameter.name)) @parameter
(simple_parameter type: (_) @parameter.type) @parameter
(simple_parameter default_value: (_) @parameter.value) @parameter
(variadic_parameter name: (variable_name (name) @parameter.name)) @parameter
(variadic_parameter type: (_) @parameter.type) @parameter
(property_promotion_parameter name: (variable_name (name) @parameter.name)) @parameter
(property_promotion_parameter type: (_) @parameter.type) @parameter
(property_promotion_parameter default_value: (_) @parameter.value) @parameter
(property_promotion_parameter visibility: (_) @parameter.modifier) @parameter
(property_promotion_parameter readonly: (_) @parameter.modifier) @parameter
; fn($x) => $x + 1     function ($y) use ($z) { }
[(anonymous_function) (arrow_function)] @lambda
(arrow_function body: (_) @lambda.body) @lambda

; --- statements

; $a = 1;     [$a, 'k' => $b] = f();     $a .= 'x';
((assignment_expression left: (_) @assign.target right: (_) @assign.value) @assign
  (#set! assign.operator "="))
((reference_assignment_expression left: (_) @assign.target right: (_) @assign.value) @assign
  (#set! assign.operator "="))
(augmented_assignment_expression
  left: (_) @assign.target operator: _ @assign.operator right: (_) @assign.value) @assign
(static_variable_declaration name: (_) @assign.target) @assign
(static_variable_declaration value: (_) @assign.value) @assign
(return_statement (_)? @return.value) @return
; $x ?? throw new E()    what is thrown is no value of the expression around it
((throw_expression (_) @call.argument) @call
  (#set! call.name "throw"))
; foreach ($rows as $k => $v) { }
(foreach_statement . (_) @loop.value) @loop
(foreach_statement . (_) . [(variable_name) (list_literal) (by_ref)] @loop.target) @loop
(foreach_statement . (_) . (pair (_) @loop.target)) @loop
(for_statement) @loop
(for_statement condition: (_) @loop.condition) @loop
(while_statement condition: (_) @loop.condition) @loop
(do_statement condition: (_) @loop.condition) @loop
(try_statement) @guard

; --- calls

; f($x)     $f($x)     $this->db->query($x)     A::find($x)
(function_call_expression function: [(name) (qualified_name) (relative_name) (variable_name)] @call.name) @call
(function_call_expression
  function: [(function_call_expression) (member_call_expression) (parenthesized_expression) (subscript_expression)
             (member_access_expression) (scoped_call_expression)] @call.function) @call
(function_call_expression arguments: (arguments (_) @call.argument)) @call
(member_call_expression object: (_) @call.receiver name: (_) @call.name) @call
(member_call_expression arguments: (arguments (_) @call.argument)) @call
(nullsafe_member_call_expression object: (_) @call.receiver name: (_) @call.name) @call
(nullsafe_member_call_expression arguments: (arguments (_) @call.argument)) @call
(scoped_call_expression scope: (_) @call.receiver name: (_) @call.name) @call
(scoped_call_expression arguments: (arguments (_) @call.argument)) @call
; f(name: $x)
(argument name: (_) @pair.key (_) @pair.value .) @pair
; new T($x)
(object_creation_expression) @create
(object_creation_expression . [(name) (qualified_name) (variable_name) (relative_name)] @create.type) @create
(object_creation_expression (arguments (_) @create.argument)) @create
(object_creation_expression (anonymous_class (arguments (_) @create.argument))) @create

; $a->b     A::B     A::$b     A::class
(member_access_expression object: (_) @member.object name: [(name) (dynamic_variable_name)] @member.name) @member
(member_access_expression object: (_) @member.object name: (variable_name (name) @member.name)) @member
(nullsafe_member_access_expression object: (_) @member.object name: (_) @member.name) @member
(scoped_property_access_expression scope: (_) @member.object name: (variable_name (name) @member.name)) @member
(class_constant_access_expression . (_) @member.object (_) @member.name .) @member
(subscript_expression . (_) @index.object) @index
(subscript_expression . (_) (_) @index.key .) @index
(cast_expression type: (_) @skip value: (_) @transparent.value) @transparent

; --- literals

(string (string_content) @string.text) @string
(string (escape_sequence) @string.escape) @string
(encapsed_string (string_content) @string.text) @string
(encapsed_string (escape_sequence) @string.escape) @string
; "a $b {$c->d}"
(encapsed_string
  [(variable_name) (member_access_expression) (subscript_expression) (member_call_expression) (dynamic_variable_name)
   (function_call_expression) (scoped_property_access_expression) (scoped_call_expression)
   (nullsafe_member_access_expression) (class_constant_access_expression)] @string.hole) @string
((heredoc value: (heredoc_body (string_content) @string.text)) @string
  (#set! string.indent "strip"))
(heredoc value: (heredoc_body (escape_sequence) @string.escape)) @string
(heredoc
  value: (heredoc_body
    [(variable_name) (member_access_expression) (subscript_expression) (member_call_expression) (dynamic_variable_name)
     (function_call_expression) (scoped_property_access_expression) (scoped_call_expression)
     (nullsafe_member_access_expression) (class_constant_access_expression)] @string.hole)) @string
((nowdoc value: (nowdoc_body (nowdoc_string) @string.text)) @string
  (#set! string.indent "strip"))
[(string) (encapsed_string)] @string
(unary_op_expression "-" [(integer) (float)]) @number
[(integer) (float)] @number
; self::, static:: and parent::
[(boolean) (null) (relative_scope)] @constant
; ['a' => 1]     [1, 2]     array(1)
(array_creation_expression (array_element_initializer "=>")) @map
(array_creation_expression) @list
(array_creation_expression (array_element_initializer) @map.element) @map
(array_creation_expression (array_element_initializer) @list.element) @list
(array_element_initializer . (_) @pair.key "=>" (_) @pair.value .) @pair
(list_literal "=>") @map
(list_literal) @list
(list_literal (_) @pair.key . "=>" . (_) @pair.value)
(list_literal (_) @list.element) @list

; --- operators

(binary_expression left: (_) @concat.left operator: "." right: (_) @concat.right) @concat
(binary_expression
  left: (_) @binary.left
  operator: _ @binary.operator
  right: (_) @binary.right) @binary
; $c ? $a : $b     $a ?: $b
(conditional_expression condition: (_) @choice.condition alternative: (_) @choice.alternative) @choice
(conditional_expression body: (_) @choice.alternative) @choice
; match ($x) { 1, 2 => 'a', default => g() }
(match_expression condition: (_) @choice.condition) @choice
(match_expression body: (match_block (match_conditional_expression return_expression: (_) @choice.alternative))) @choice
(match_expression body: (match_block (match_default_expression return_expression: (_) @choice.alternative))) @choice
