; C++ and C. The captures are described in README.md.

; --- includes and namespaces

(preproc_include path: (system_lib_string) @import.module) @import
(preproc_include path: (string_literal (string_content) @import.module) @skip) @import
(namespace_definition name: (_) @package.name) @package
; using X = a::Y<int>;
(alias_declaration "using" @type.modifier name: (_) @type.name type: (_) @type.base) @type

; --- types

; class A : public B<T> { }
(class_specifier name: (_) @type.name body: (_)) @type
(class_specifier
  (base_class_clause [(type_identifier) (template_type) (qualified_identifier)] @type.base) body: (_)) @type
(struct_specifier "struct" @type.modifier name: (_) @type.name body: (_)) @type
(struct_specifier
  (base_class_clause [(type_identifier) (template_type) (qualified_identifier)] @type.base) body: (_)) @type
(enum_specifier "enum" @type.modifier name: (_) @type.name body: (_)) @type
(enumerator name: (_) @field.name) @field
(enumerator value: (_) @field.value) @field

; --- fields

; static const int a_ = 1, *b;
(field_declaration type: (_) @field.type declarator: (field_identifier) @field @field.name)
(field_declaration
  type: (_) @field.type
  declarator: [(pointer_declarator declarator: (field_identifier) @field @field.name)
               (reference_declarator (field_identifier) @field @field.name)
               (array_declarator declarator: (field_identifier) @field @field.name)])
(field_declaration . type: (_) . declarator: (field_identifier) @field . default_value: (_) @field.value)
(field_declaration (storage_class_specifier) @field.modifier declarator: (field_identifier) @field)

; --- functions

; work tx(conn);     the grammar takes it for the declaration of a function
(compound_statement
  (declaration
    type: (_) @assign.type
    declarator: (function_declarator
      declarator: (identifier) @assign.target
      parameters: (parameter_list (parameter_declaration type: (_) @assign.value !declarator) @transparent))) @assign)
; std::vector<Order> Store::find(const std::string& id = "x") const { }
(function_definition declarator: (function_declarator declarator: (_) @method.name)) @method
(function_definition declarator: (_ (function_declarator declarator: (_) @method.name))) @method
(function_definition type: (_) @method.result) @method
(function_definition (storage_class_specifier) @method.modifier) @method
((field_initializer_list
   (field_initializer
     . (_) @assign.target
     . [(argument_list (_) @assign.value) (initializer_list (_) @assign.value)] @transparent) @assign)
  (#set! assign.operator "="))
(field_declaration declarator: (function_declarator declarator: (_) @method.name)) @method
(field_declaration declarator: (_ (function_declarator declarator: (_) @method.name))) @method
(field_declaration type: (_) @method.result declarator: (function_declarator)) @method
(parameter_declaration type: (_) @parameter.type) @parameter
(parameter_declaration declarator: (identifier) @parameter.name) @parameter
(parameter_declaration declarator: (_ (identifier) @parameter.name)) @parameter
(optional_parameter_declaration type: (_) @parameter.type default_value: (_) @parameter.value) @parameter
(optional_parameter_declaration declarator: (identifier) @parameter.name) @parameter
(optional_parameter_declaration declarator: (_ (identifier) @parameter.name)) @parameter
(lambda_expression) @lambda

; --- types as written

; std::vector<T>
((qualified_identifier
   scope: (_) @typeref.name
   name: (template_type name: (_) @typeref.name arguments: (template_argument_list (_) @typeref.typearg)) @transparent)
  @typeref
  (#set! typeref.join "::"))
(template_type name: (_) @typeref.name) @typeref
(template_type arguments: (template_argument_list (_) @typeref.typearg)) @typeref
; --- statements

; std::string s("x"), t = "y";     auto [a, b] = f();
(declaration declarator: (init_declarator declarator: [(identifier) (qualified_identifier)] @assign.target) @assign)
(declaration declarator: (init_declarator declarator: (_ (identifier) @assign.target)) @assign)
(declaration type: (_) @assign.type declarator: (init_declarator) @assign
  (#not-any-of? @assign.type "auto" "auto&" "auto*"))
(declaration type: (_) @assign.modifier declarator: (init_declarator) @assign
  (#any-of? @assign.modifier "auto" "auto&" "auto*"))
(declaration declarator: (init_declarator "=" @assign.operator value: (_) @assign.value) @assign)
(declaration declarator: (init_declarator value: (argument_list (_) @assign.value)) @assign)
(declaration declarator: (init_declarator value: (initializer_list (_) @assign.value) @transparent) @assign)
(declaration type: (_) @assign.type declarator: (identifier) @assign.target) @assign
(assignment_expression left: (_) @assign.target operator: _ @assign.operator right: (_) @assign.value) @assign
(return_statement (_)? @return.value) @return
(for_range_loop declarator: (identifier) @loop.target right: (_) @loop.value) @loop
(for_range_loop declarator: (_ (identifier) @loop.target) right: (_) @loop.value) @loop
(for_statement condition: (_)? @loop.condition) @loop
(while_statement condition: (_) @loop.condition) @loop
(do_statement condition: (_) @loop.condition) @loop
(try_statement) @guard

; --- calls

; f(x)     a::b<T>(x)     a.b->c(x)
(call_expression function: (identifier) @call.name) @call
(call_expression function: (qualified_identifier scope: (_) @call.receiver name: (identifier) @call.name) @transparent) @call
(call_expression
  function: (qualified_identifier
    scope: (_) @call.receiver
    name: (template_function name: (_) @call.name arguments: (template_argument_list (_) @call.typearg))) @transparent) @call
(call_expression
  function: (qualified_identifier
    scope: (_) @call.receiver
    name: (qualified_identifier name: (identifier) @call.name) @transparent) @transparent) @call
(call_expression function: (template_function name: (_) @call.name)) @call
(call_expression function: (template_function arguments: (template_argument_list (_) @call.typearg))) @call
(call_expression
  function: (field_expression argument: (_) @call.receiver field: (field_identifier) @call.name) @transparent) @call
(call_expression
  function: (field_expression
    argument: (_) @call.receiver
    field: (template_method name: (_) @call.name arguments: (template_argument_list (_) @call.typearg))) @transparent) @call
(call_expression function: [(call_expression) (parenthesized_expression) (lambda_expression)] @call.function) @call
(call_expression arguments: (argument_list (_) @call.argument)) @call
; new T(x)
(new_expression type: (_) @create.type) @create
(new_expression arguments: (argument_list (_) @create.argument)) @create

(field_expression argument: (_) @member.object field: (field_identifier) @member.name) @member
(qualified_identifier scope: (_) @member.object name: [(identifier) (type_identifier)] @member.name) @member
(subscript_expression argument: (_) @index.object) @index
(subscript_expression indices: (subscript_argument_list (_) @index.key)) @index
(cast_expression type: (_) @skip value: (_) @transparent.value) @transparent

; --- literals

; "a" R"sql(b)sql"  is one string
(concatenated_string [(string_literal) (raw_string_literal)] @transparent) @string
(concatenated_string (string_literal (string_content) @string.text)) @string
(concatenated_string (string_literal (escape_sequence) @string.escape)) @string
(concatenated_string (raw_string_literal (raw_string_content) @string.text)) @string
(string_literal (string_content) @string.text) @string
(string_literal (escape_sequence) @string.escape) @string
(raw_string_literal (raw_string_content) @string.text) @string
[(string_literal) (raw_string_literal) (char_literal)] @string
(number_literal) @number
[(true) (false) (null)] @constant
(initializer_list) @list
(initializer_list (_) @list.element) @list

; --- operators

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
