; Python. The captures are described in README.md.

; --- imports

; import os.path        import os.path as p
(import_statement name: (dotted_name) @import.module @import)
(import_statement
  name: (aliased_import name: (dotted_name) @import.module alias: (identifier) @import.alias) @import)

; from m import a       from m import a as b       from m import *
(import_from_statement module_name: (_) @import.module name: (dotted_name) @import.name @import)
(import_from_statement
  module_name: (_) @import.module
  name: (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias) @import)
(import_from_statement module_name: (_) @import.module (wildcard_import) @import.name @import)

; --- types and their fields

; class A(Base, Generic[T]):
(class_definition name: (identifier) @type.name) @type
(class_definition
  superclasses: (argument_list [(identifier) (attribute) (subscript) (call)] @type.base)) @type
(class_definition
  superclasses: (argument_list
    (subscript value: (_) @typeref.name subscript: (_) @typeref.typearg) @typeref))

; name: str = "x"       inside a class
(class_definition body: (block (expression_statement (assignment left: (identifier) @field.name) @field)))
(class_definition body: (block (expression_statement (assignment left: (identifier) type: (_) @field.type) @field)))
(class_definition body: (block (expression_statement (assignment left: (identifier) right: (_) @field.value) @field)))

; --- functions

; async def f(a, b: int = 3, *args, **kw) -> T:
(function_definition name: (identifier) @method.name) @method
(function_definition "async" @method.modifier) @method
(function_definition return_type: (_) @method.result) @method

(parameters (identifier) @parameter @parameter.name)
(lambda_parameters (identifier) @parameter @parameter.name)
(default_parameter name: (identifier) @parameter.name value: (_) @parameter.value) @parameter
(typed_default_parameter name: (_) @parameter.name type: (_) @parameter.type value: (_) @parameter.value) @parameter
(typed_parameter . (identifier) @parameter.name type: (_) @parameter.type) @parameter
(typed_parameter . (_ (identifier) @parameter.name) type: (_) @parameter.type) @parameter
(parameters (list_splat_pattern (identifier) @parameter.name) @parameter)
(parameters (dictionary_splat_pattern (identifier) @parameter.name) @parameter)

; lambda x, y=1: x + y
(lambda body: (_) @lambda.body) @lambda

; --- decorators

; @property     @app.route("/x")
(decorated_definition (decorator) @method.annotation definition: (function_definition) @method)
(decorated_definition (decorator) @type.annotation definition: (class_definition) @type)
(decorator [(identifier) (attribute)] @annotation.name) @annotation
(decorator (call function: (_) @annotation.name) @transparent) @annotation
(decorator (call arguments: (argument_list (_) @annotation.argument))) @annotation

; --- types as written

; List[str]     sa.Mapped[int]     "Forward"     str | None
(generic_type (identifier) @typeref.name) @typeref
(generic_type (type_parameter (_) @typeref.typearg)) @typeref
(type (subscript value: (_) @typeref.name subscript: (_) @typeref.typearg) @typeref)
(type (string (string_content) @typeref.name) @typeref)
(type (binary_operator left: (_) @transparent.value operator: "|" right: (none) @skip) @transparent)
(type (union_type . (_) @transparent.value (type (none)) @skip) @transparent)

; --- statements

; x: int = 1     a, b = f()     self.x = 1
((assignment left: [(identifier) (attribute) (subscript)] @assign.target) @assign
  (#set! assign.operator "="))
((assignment left: [(pattern_list (_) @assign.target) (tuple_pattern (_) @assign.target) (list_pattern (_) @assign.target)]
  @transparent) @assign
  (#set! assign.operator "="))
(assignment type: (_) @assign.type) @assign
(assignment right: (_) @assign.value) @assign
; x += 1
(augmented_assignment left: (_) @assign.target operator: _ @assign.operator right: (_) @assign.value) @assign
; (n := len(a))
((named_expression name: (_) @assign.target value: (_) @assign.value) @assign
  (#set! assign.operator ":="))

; return x
(return_statement (_)? @return.value) @return
; yield x: what a context manager or a dependency gives
(yield . (_) @return.value) @return

; for k, v in d.items():
(for_statement left: [(identifier) (attribute) (subscript)] @loop.target) @loop
(for_statement left: [(pattern_list (_) @loop.target) (tuple_pattern (_) @loop.target)] @transparent) @loop
(for_statement right: (_) @loop.value) @loop
(while_statement condition: (_) @loop.condition) @loop
; [f(k) for k in items]
(list_comprehension body: (_) @loop.body) @loop
(set_comprehension body: (_) @loop.body) @loop
(dictionary_comprehension body: (_) @loop.body) @loop
(generator_expression body: (_) @loop.body) @loop
(list_comprehension (for_in_clause left: [(identifier) (attribute)] @loop.target)) @loop
(set_comprehension (for_in_clause left: [(identifier) (attribute)] @loop.target)) @loop
(dictionary_comprehension (for_in_clause left: [(identifier) (attribute)] @loop.target)) @loop
(generator_expression (for_in_clause left: [(identifier) (attribute)] @loop.target)) @loop
(list_comprehension (for_in_clause left: [(pattern_list (_) @loop.target) (tuple_pattern (_) @loop.target)] @transparent)) @loop
(set_comprehension (for_in_clause left: [(pattern_list (_) @loop.target) (tuple_pattern (_) @loop.target)] @transparent)) @loop
(dictionary_comprehension (for_in_clause left: [(pattern_list (_) @loop.target) (tuple_pattern (_) @loop.target)] @transparent)) @loop
(generator_expression (for_in_clause left: [(pattern_list (_) @loop.target) (tuple_pattern (_) @loop.target)] @transparent)) @loop
(list_comprehension (for_in_clause right: (_) @loop.value)) @loop
(set_comprehension (for_in_clause right: (_) @loop.value)) @loop
(dictionary_comprehension (for_in_clause right: (_) @loop.value)) @loop
(generator_expression (for_in_clause right: (_) @loop.value)) @loop

(try_statement) @guard

; with open(x) as f, lock:
(with_statement) @scope
(with_item value: (as_pattern . (_) @assign.value alias: (as_pattern_target (_) @assign.target)) @assign)
(with_statement
  (with_clause (with_item value: [(identifier) (attribute) (call) (await) (subscript)] @scope.value))) @scope

; --- calls

; f(x)     a.b.c(x)     f(1)(2)
(call function: (identifier) @call.name) @call
(call function: (attribute object: (_) @call.receiver attribute: (_) @call.name) @transparent) @call
(call function: [(call) (subscript) (parenthesized_expression) (lambda) (await)] @call.function) @call
(call arguments: (argument_list (_) @call.argument)) @call
(call arguments: (generator_expression) @call.argument) @call
; f(key=value)
(keyword_argument name: (identifier) @pair.key value: (_) @pair.value) @pair

(attribute object: (_) @member.object attribute: (_) @member.name) @member
(subscript value: (_) @index.object subscript: (_) @index.key) @index

; --- literals

; "a" f"{b}"  is one string
(concatenated_string (string) @transparent) @string
(concatenated_string (string (string_content) @string.text)) @string
(concatenated_string (string (string_content [(escape_sequence) (escape_interpolation)] @string.escape))) @string
(concatenated_string (string (interpolation) @string.hole)) @string
(string (string_content) @string.text) @string
(string (string_content [(escape_sequence) (escape_interpolation)] @string.escape)) @string
(string (interpolation) @string.hole) @string
(string) @string
(interpolation expression: (_) @hole.value) @hole

(unary_operator operator: "-" argument: [(integer) (float)]) @number
[(integer) (float)] @number
[(true) (false) (none)] @constant

; [1, 2]  (1, 2)  {1, 2}  return 1, 2
[(list) (tuple) (set) (expression_list)] @list
(list (_) @list.element) @list
(tuple (_) @list.element) @list
([(tuple_pattern (_) @list.element) (list_pattern (_) @list.element)]) @list
(set (_) @list.element) @list
(expression_list (_) @list.element) @list
; {"a": 1, **b}
(dictionary) @map
(dictionary (_) @map.element) @map
(pair key: (_) @pair.key value: (_) @pair.value) @pair

; --- operators

(binary_operator left: (_) @concat.left operator: "+" right: (_) @concat.right) @concat
(binary_operator
  left: (_) @binary.left
  operator: _ @binary.operator
  right: (_) @binary.right) @binary
(boolean_operator left: (_) @binary.left operator: _ @binary.operator right: (_) @binary.right) @binary
(comparison_operator . (_) @binary.left operators: _ @binary.operator . (_) @binary.right) @binary
; x if y else z
(conditional_expression . (_) @choice.alternative . (_) @choice.condition . (_) @choice.alternative .) @choice
