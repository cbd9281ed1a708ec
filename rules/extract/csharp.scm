; C#. The captures are described in README.md.

; --- namespaces and usings

(file_scoped_namespace_declaration name: (_) @package.name) @package
(namespace_declaration name: (_) @package.name) @package
; using X.Y;     using A = X.Y.Z;     global using static X.Y;
(using_directive !name [(identifier) (qualified_name) (alias_qualified_name)] @import.module) @import
(using_directive name: (identifier) @import.alias (_) @import.module) @import
(using_directive ["global" "static"] @import.modifier) @import

; --- types

; public sealed class A<T>(IFoo foo) : Base<T>(foo), IA { }     parameters are those of the type
(class_declaration name: (_) @type.name) @type
(class_declaration (modifier) @type.modifier) @type
(class_declaration (base_list [(identifier) (generic_name) (qualified_name) (alias_qualified_name)] @type.base)) @type
(class_declaration (base_list (primary_constructor_base_type type: (_) @type.base))) @type
; the arguments of a base go to a call of base, as in a constructor
((base_list (argument_list (argument) @call.argument) @call)
  (#set! call.name "base"))
((primary_constructor_base_type (argument_list (argument) @call.argument) @call)
  (#set! call.name "base"))
(class_declaration (type_parameter_list (type_parameter name: (_) @type.typeparameter))) @type
; where TContext : DbContext    a type parameter once more, its bounds as type arguments
((type_parameter_constraints_clause (identifier) @typeref.name) @typeref)
(type_parameter_constraints_clause (type_parameter_constraint type: (_) @typeref.typearg)) @typeref
(class_declaration (type_parameter_constraints_clause) @type.typeparameter) @type
(interface_declaration (type_parameter_constraints_clause) @type.typeparameter) @type
(struct_declaration "struct" @type.modifier name: (_) @type.name) @type
(struct_declaration (modifier) @type.modifier) @type
(struct_declaration (base_list [(identifier) (generic_name) (qualified_name) (alias_qualified_name)] @type.base)) @type
(record_declaration "record" @type.modifier name: (_) @type.name) @type
(record_declaration (modifier) @type.modifier) @type
(record_declaration (base_list [(identifier) (generic_name) (qualified_name) (alias_qualified_name)] @type.base)) @type
(record_declaration (type_parameter_list (type_parameter name: (_) @type.typeparameter))) @type
(record_declaration (base_list (primary_constructor_base_type type: (_) @type.base))) @type
(interface_declaration "interface" @type.modifier name: (_) @type.name) @type
(interface_declaration (modifier) @type.modifier) @type
(interface_declaration (base_list [(identifier) (generic_name) (qualified_name) (alias_qualified_name)] @type.base)) @type
(interface_declaration type_parameters: (type_parameter_list (type_parameter name: (_) @type.typeparameter))) @type
(enum_declaration "enum" @type.modifier name: (_) @type.name) @type
(enum_member_declaration name: (_) @field.name) @field
(enum_member_declaration value: (_) @field.value) @field

; --- attributes

; [Table("orders", Schema = "s")]
(attribute name: (_) @annotation.name) @annotation
(attribute (attribute_argument_list (attribute_argument) @annotation.argument)) @annotation
(attribute_argument name: (identifier) @pair.key (_) @pair.value .) @pair

; --- fields and properties

; private const string Sql = "x", B;
(field_declaration (variable_declaration type: (_) @field.type (variable_declarator name: (_) @field.name) @field))
(field_declaration (variable_declaration (variable_declarator "=" . (_) @field.value) @field))
(field_declaration (modifier) @field.modifier (variable_declaration (variable_declarator) @field))
(field_declaration (attribute_list (attribute) @field.annotation) (variable_declaration (variable_declarator) @field))
; public DbSet<Item> Items { get; set; } = x;     public int A => b;
(property_declaration type: (_) @field.type name: (_) @field.name) @field
(property_declaration value: (arrow_expression_clause (_) @field.value) @transparent) @field
(property_declaration "=" value: (_) @field.value) @field
(property_declaration (modifier) @field.modifier) @field
; get { ... }
(accessor_declaration name: _ @method.name body: (_)) @method

; --- methods

; public async Task<T> Find([FromBody] string? a, params string[] b) => x;
(method_declaration returns: (_) @method.result name: (_) @method.name) @method
(method_declaration (modifier) @method.modifier) @method
(method_declaration type_parameters: (type_parameter_list (type_parameter name: (_) @method.typeparameter))) @method
(method_declaration (type_parameter_constraints_clause) @method.typeparameter) @method
(local_function_statement type: (_) @method.result name: (_) @method.name) @method
(local_function_statement (modifier) @method.modifier) @method
((constructor_declaration name: (_) @method.name) @method
  (#set! method.modifier "constructor"))
(constructor_declaration (modifier) @method.modifier) @method
(constructor_initializer ["base" "this"] @call.name) @call
(constructor_initializer (argument_list (argument) @call.argument)) @call
(parameter name: (_) @parameter.name) @parameter
(parameter type: (_) @parameter.type) @parameter
(parameter "=" . (_) @parameter.value) @parameter
(parameter (modifier) @parameter.modifier) @parameter
(parameter_list type: (_) @parameter.type name: (_) @parameter.name)
(arrow_expression_clause (_) @return.value) @return
; x => f(x)     (x, y) => { }     delegate (x) { }
[(lambda_expression) (anonymous_method_expression)] @lambda
(lambda_expression body: (_) @lambda.body
  (#not-kind? @lambda.body "block")) @lambda
(implicit_parameter) @parameter @parameter.name

; --- statements

; using (var c = new C()) { }
(using_statement
  (variable_declaration (variable_declarator name: (_) @scope.target "=" . (_) @scope.value) @transparent)) @scope
(using_statement (variable_declaration type: (_) @scope.type)
  (#not-eq? @scope.type "var")) @scope
(using_statement . (_) @scope.value
  (#not-kind? @scope.value "variable_declaration")) @scope
; string a = "x";     var b = f();     using var c = g();     var (d, e) = h();
(variable_declaration (variable_declarator name: (_) @assign.target) @assign)
(variable_declaration (variable_declarator (tuple_pattern name: (_) @assign.target)) @assign)
(variable_declaration type: (_) @assign.type (variable_declarator) @assign
  (#not-eq? @assign.type "var"))
(variable_declaration type: (_) @assign.modifier (variable_declarator) @assign
  (#eq? @assign.modifier "var"))
(variable_declaration (variable_declarator "=" @assign.operator . (_) @assign.value) @assign)
(local_declaration_statement (modifier) @assign.modifier (variable_declaration (variable_declarator) @assign))
(local_declaration_statement "using" @assign.modifier (variable_declaration (variable_declarator) @assign))
; new A { B = 1 }
(initializer_expression (assignment_expression left: (_) @pair.key right: (_) @pair.value) @pair)
; (a, b) = f();
(assignment_expression
  left: (tuple_expression (argument) @assign.target) @transparent
  operator: _ @assign.operator
  right: (_) @assign.value) @assign
(assignment_expression
  left: [(identifier) (member_access_expression) (element_access_expression) (prefix_unary_expression)
         (parenthesized_expression)] @assign.target
  operator: _ @assign.operator
  right: (_) @assign.value) @assign
; a.Count++     ++count
(postfix_unary_expression [(identifier) (member_access_expression)] @assign.target ["++" "--"] @assign.operator) @assign
(prefix_unary_expression ["++" "--"] @assign.operator [(identifier) (member_access_expression)] @assign.target) @assign
; f(out var x)     o is Order order
(declaration_expression name: (_) @assign.target) @assign
(declaration_expression type: (_) @assign.type name: (_) @assign.target
  (#not-eq? @assign.type "var")) @assign
(declaration_expression type: (_) @assign.modifier name: (_) @assign.target
  (#eq? @assign.modifier "var")) @assign
(is_pattern_expression
  expression: (_) @assign.value
  pattern: (declaration_pattern type: (_) @assign.type name: (_) @assign.target)) @assign
(is_pattern_expression
  expression: (_) @binary.left "is" @binary.operator pattern: (constant_pattern (_) @binary.right)) @binary
(is_expression left: (_) @binary.left operator: _ @binary.operator right: (_) @binary.right) @binary
(return_statement (_)? @return.value) @return
; foreach (var o in orders) { }
(foreach_statement left: (identifier) @loop.target right: (_) @loop.value) @loop
(foreach_statement left: (tuple_pattern name: (_) @loop.target) right: (_) @loop.value) @loop
(foreach_statement type: (_) @loop.type
  (#not-eq? @loop.type "var")) @loop
(for_statement) @loop
(for_statement condition: (_) @loop.condition) @loop
(while_statement condition: (_) @loop.condition) @loop
(do_statement condition: (_) @loop.condition) @loop
; from o in orders join i in items on ... select o.Id
(query_expression) @loop
(query_expression (from_clause name: (_) @loop.target (_) @loop.value .)) @loop
(query_expression (join_clause . (identifier) @loop.target "in" . (_) @loop.value)) @loop
(query_expression (select_clause (_) @loop.body)) @loop
(try_statement) @guard

; --- calls

; f(x)     a.b.C<T>(x)     a?.B(x)     f(1)(2)
(invocation_expression function: (identifier) @call.name) @call
(invocation_expression function: (generic_name (identifier) @call.name) @transparent) @call
(invocation_expression
  function: (generic_name (type_argument_list (_) @call.typearg)) @transparent) @call
(invocation_expression
  function: (member_access_expression
    expression: _ @call.receiver
    name: [(identifier) @call.name (generic_name (identifier) @call.name) @transparent]) @transparent) @call
(invocation_expression
  function: (member_access_expression name: (generic_name (type_argument_list (_) @call.typearg)))) @call
(invocation_expression
  function: (conditional_access_expression
    condition: _ @call.receiver
    (member_binding_expression
      name: [(identifier) @call.name (generic_name (identifier) @call.name) @transparent])) @transparent) @call
(invocation_expression
  function: (conditional_access_expression
    (member_binding_expression name: (generic_name (type_argument_list (_) @call.typearg))))) @call
(invocation_expression
  function: [(invocation_expression) (parenthesized_expression) (element_access_expression)] @call.function) @call
(invocation_expression arguments: (argument_list (argument) @call.argument)) @call
; f(name: x)
(argument name: (identifier) @pair.key (_) @pair.value .) @pair
; new T(x) { A = 1 }     new(x)
(object_creation_expression type: (_) @create.type) @create
(object_creation_expression arguments: (argument_list (argument) @create.argument)) @create
(object_creation_expression initializer: (initializer_expression (_) @create.element) @transparent) @create
(implicit_object_creation_expression) @create
(implicit_object_creation_expression (argument_list (argument) @create.argument)) @create
(implicit_object_creation_expression (initializer_expression (_) @create.element) @transparent) @create

(member_access_expression
  expression: _ @member.object
  name: [(identifier) @member.name (generic_name (identifier) @member.name) @transparent]) @member
(conditional_access_expression condition: _ @member.object (member_binding_expression name: (_) @member.name)) @member
; typeof(T)
((typeof_expression type: (_) @member.object) @member
  (#set! member.name "class"))
(element_access_expression expression: _ @index.object) @index
(element_access_expression subscript: (bracketed_argument_list (argument) @index.key)) @index
(cast_expression type: (_) @skip value: (_) @transparent.value) @transparent
(as_expression left: (_) @transparent.value right: (_) @skip) @transparent

; --- types as written

(generic_name (identifier) @typeref.name) @typeref
(generic_name (type_argument_list (_) @typeref.typearg)) @typeref
((array_type type: (_) @typeref.typearg) @typeref
  (#set! typeref.name "[]"))

; --- literals

(string_literal (string_literal_content) @string.text) @string
(string_literal (escape_sequence) @string.escape) @string
(string_literal) @string
; @"x ""y"""
((verbatim_string_literal) @string
  (#set! string.doubled "\""))
; """ ... """
((raw_string_literal (raw_string_content) @string.text) @string
  (#set! string.indent "strip"))
; $"select {a,3:N2} {{x}}"
((interpolated_string_expression "\"" (string_content) @string.text) @string
  (#set! string.doubled "{}\""))
((interpolated_string_expression (interpolation_quote) (string_content) @string.text) @string
  (#set! string.indent "strip"))
(interpolated_string_expression (escape_sequence) @string.escape) @string
(interpolated_string_expression (interpolation) @string.hole) @string
(interpolation (interpolation_brace) . (_) @hole.value) @hole
[(interpolated_string_expression) (character_literal)] @string
(prefix_unary_expression "-" [(integer_literal) (real_literal)]) @number
[(integer_literal) (real_literal)] @number
[(boolean_literal) (null_literal)] @constant
; { 1, 2 }     new[] { 1 }     [1, ..x]     (a, b)
(initializer_expression) @list
(initializer_expression (_) @list.element) @list
(array_creation_expression type: (_) @skip (_) @transparent.value .) @transparent
(collection_expression) @list
(collection_expression (collection_element) @list.element) @list
(tuple_expression (argument) @list.element) @list
; new { a = 1, b.c }
(anonymous_object_creation_expression) @map
(anonymous_object_creation_expression (identifier) @pair.key . "=" . (_) @pair.value)
(anonymous_object_creation_expression [(member_access_expression) (invocation_expression)] @map.element) @map

; --- operators

; x ?? throw new E("none")    what is thrown is no value of the expression around it
((throw_expression (_) @call.argument) @call
  (#set! call.name "throw"))
(binary_expression left: (_) @concat.left operator: "+" right: (_) @concat.right) @concat
(binary_expression
  left: (_) @binary.left
  operator: _ @binary.operator
  right: (_) @binary.right) @binary
; c ? a : b
(conditional_expression
  condition: (_) @choice.condition
  consequence: (_) @choice.alternative
  alternative: (_) @choice.alternative) @choice
; x switch { 1 => a, _ => b }
(switch_expression . (_) @choice.condition) @choice
(switch_expression (switch_expression_arm "=>" . (_) @choice.alternative)) @choice
