; Scala. The captures are described in README.md.

; --- package and imports

(package_clause name: (_) @package.name) @package
; import a.b.C     import a.b.{D, E => F, _}
(import_declaration (namespace_selectors)) @transparent
((import_declaration (identifier) @import.module) @import
  (#set! import.join "."))
((import_declaration (namespace_wildcard)) @import
  (#set! import.name "*"))
((import_declaration (identifier) @import.module (namespace_selectors (identifier) @import @import.name))
  (#set! import.join "."))
((import_declaration
   (identifier) @import.module
   (namespace_selectors
     [(arrow_renamed_identifier name: (_) @import.name alias: (_) @import.alias)
      (as_renamed_identifier name: (_) @import.name alias: (_) @import.alias)] @import))
  (#set! import.join "."))
((import_declaration (identifier) @import.module (namespace_selectors (namespace_wildcard) @import))
  (#set! import.join ".")
  (#set! import.name "*"))

; --- types

; case class A[T](id: Long = 1) extends B[T](id) with C { }     parameters are those of the type
(class_definition name: (_) @type.name) @type
(class_definition "case" @type.modifier) @type
(class_definition (modifiers [(access_modifier) "abstract" "sealed" "final"] @type.modifier)) @type
(class_definition type_parameters: (type_parameters name: (_) @type.typeparameter)) @type
(class_definition
  extend: (extends_clause type: [(type_identifier) (generic_type) (stable_type_identifier)] @type.base)) @type
(trait_definition "trait" @type.modifier name: (_) @type.name) @type
(trait_definition
  extend: (extends_clause type: [(type_identifier) (generic_type) (stable_type_identifier)] @type.base)) @type
(trait_definition type_parameters: (type_parameters name: (_) @type.typeparameter)) @type
(object_definition "object" @type.modifier name: (_) @type.name) @type
(object_definition
  extend: (extends_clause type: [(type_identifier) (generic_type) (stable_type_identifier)] @type.base)) @type
(enum_definition "enum" @type.modifier name: (_) @type.name) @type
(simple_enum_case name: (_) @field.name) @field
(full_enum_case name: (_) @field.name) @field
(type_definition "type" @type.modifier name: (_) @type.name type: (_) @type.base) @type
; the arguments of a base go to a call of super
((extends_clause (arguments (_) @call.argument) @call)
  (#set! call.name "super"))
(class_parameter name: (_) @parameter.name) @parameter
(class_parameter type: (_) @parameter.type) @parameter
(class_parameter default_value: (_) @parameter.value) @parameter
(class_parameter ["val" "var"] @parameter.modifier) @parameter

; @Entity(name = "x")
(annotation name: (_) @annotation.name) @annotation
(annotation arguments: (arguments (assignment_expression left: (_) @pair.key right: (_) @pair.value) @pair))
(annotation arguments: (arguments (_) @annotation.argument)) @annotation

; --- fields

; private lazy val x: String = "a"
(template_body [(val_definition pattern: (identifier)) (var_definition pattern: (identifier))] @field)
[(val_declaration name: (identifier) @field.name type: (_) @field.type)
 (var_declaration name: (identifier) @field.name type: (_) @field.type)] @field

; --- functions

; override def find(a: Int = 1): Future[Order] = x
[(function_definition name: (_) @method.name) (function_declaration name: (_) @method.name)] @method
[(function_definition return_type: (_) @method.result) (function_declaration return_type: (_) @method.result)] @method
(function_definition (modifiers [(access_modifier) "override" "implicit" "final"] @method.modifier)) @method
(function_definition
  body: [(call_expression) (field_expression) (identifier) (infix_expression) (string) (interpolated_string_expression)
         (generic_function) (instance_expression) (integer_literal) (tuple_expression)] @return.value)
(parameter name: (_) @parameter.name) @parameter
(parameter type: (_) @parameter.type) @parameter
(parameter default_value: (_) @parameter.value) @parameter
; x => f(x)     (x: Int, y) => { }     { case (a, b) => f(a) }
(lambda_expression) @lambda
(lambda_expression parameters: (identifier) @parameter @parameter.name)
(lambda_expression (_) @lambda.body .) @lambda
(binding name: (_) @parameter.name) @parameter
(binding type: (_) @parameter.type) @parameter

; --- types as written

(generic_type type: (_) @typeref.name) @typeref
(generic_type type_arguments: (type_arguments (_) @typeref.typearg)) @typeref

; --- statements

; val x: T = f()     val (a, b) = f()     x += 1
(val_definition "val" @assign.modifier pattern: (identifier) @assign.target) @assign
(var_definition "var" @assign.modifier pattern: (identifier) @assign.target) @assign
(val_definition "val" @assign.modifier pattern: (tuple_pattern (_) @assign.target)) @assign
(var_definition "var" @assign.modifier pattern: (tuple_pattern (_) @assign.target)) @assign
[(val_definition type: (_) @assign.type) (var_definition type: (_) @assign.type)] @assign
(val_definition "=" @assign.operator value: (_) @assign.value) @assign
(var_definition "=" @assign.operator value: (_) @assign.value) @assign
; what the patterns of fields above have not claimed is a variable by now; these speak of fields
[(val_definition pattern: (identifier) @field.name) (var_definition pattern: (identifier) @field.name)] @field
[(val_definition type: (_) @field.type) (var_definition type: (_) @field.type)] @field
[(val_definition value: (_) @field.value) (var_definition value: (_) @field.value)] @field
(val_definition (modifiers [(access_modifier) "lazy" "override" "implicit"] @field.modifier)) @field
; f(x = 1)
(arguments (assignment_expression left: (identifier) @pair.key right: (_) @pair.value) @pair)
((assignment_expression left: (_) @assign.target right: (_) @assign.value) @assign
  (#set! assign.operator "="))
(infix_expression
  left: (_) @assign.target
  operator: (operator_identifier) @assign.operator
  right: (_) @assign.value
  (#any-of? @assign.operator "+=" "-=" "++=" "*=" "/=")) @assign
(return_expression (_)? @return.value) @return
; x.getOrElse(throw new E)    what is thrown is no value of the expression around it
((throw_expression (_) @call.argument) @call
  (#set! call.name "throw"))
; for { a <- xs; b <- ys } yield f(a, b)
(for_expression) @loop
(for_expression enumerators: (enumerators (enumerator . (_) @loop.target "<-" . (_) @loop.value))) @loop
(for_expression body: (_) @loop.body) @loop
(while_expression condition: (_) @loop.condition) @loop
(try_expression) @guard

; --- calls

; f(x)     a.b[T](x)     a.b { x => ... }     f(1)(2)
(call_expression function: (identifier) @call.name) @call
(call_expression function: (field_expression value: (_) @call.receiver field: (_) @call.name) @transparent) @call
(call_expression function: (generic_function function: (identifier) @call.name) @transparent) @call
(call_expression
  function: (generic_function
    function: (field_expression value: (_) @call.receiver field: (_) @call.name) @transparent) @transparent) @call
(call_expression function: (generic_function type_arguments: (type_arguments (_) @call.typearg))) @call
(call_expression function: [(call_expression) (parenthesized_expression)] @call.function) @call
(call_expression arguments: (arguments (_) @call.argument)) @call
(call_expression arguments: [(block) (case_block)] @call.argument) @call
; a.b[T]     without arguments
(generic_function function: (identifier) @call.name) @call
(generic_function function: (field_expression value: (_) @call.receiver field: (_) @call.name) @transparent) @call
(generic_function type_arguments: (type_arguments (_) @call.typearg)) @call
; new T(x)
(instance_expression
  "new" . [(type_identifier) (generic_type) (stable_type_identifier)] @create.type) @create
(instance_expression arguments: (arguments (_) @create.argument)) @create

(field_expression value: (_) @member.object field: (_) @member.name) @member
; "k" -> 1
(infix_expression
  left: (_) @pair.key
  operator: (operator_identifier) @_arrow
  right: (_) @pair.value
  (#eq? @_arrow "->")) @pair

; --- literals

; s"select $a ${b.c}"     sql"..."  is a call of sql
((interpolated_string_expression interpolator: (identifier) @_plain) @transparent
  (#any-of? @_plain "s" "f" "raw"))
((interpolated_string_expression interpolator: (identifier) @_plain (interpolated_string) @transparent.value) @transparent
  (#any-of? @_plain "s" "f" "raw"))
(interpolated_string_expression interpolator: (_) @call.name (interpolated_string) @call.argument) @call
((interpolated_string) @string
  (#set! string.text "rest"))
(interpolated_string (interpolation) @string.hole) @string
[(string) (character_literal)] @string
[(integer_literal) (floating_point_literal)] @number
[(boolean_literal) (null_literal)] @constant
(tuple_expression) @list
(tuple_expression (_) @list.element) @list

; --- operators

(infix_expression
  left: (_) @concat.left
  operator: (operator_identifier) @_plus
  right: (_) @concat.right
  (#any-of? @_plus "+" "++")) @concat
(infix_expression
  left: (_) @binary.left
  operator: (operator_identifier) @binary.operator
  right: (_) @binary.right
  (#not-any-of? @binary.operator "+" "++" "->" "+=" "-=" "++=" "*=" "/=")) @binary
; a map f
(infix_expression left: (_) @call.receiver operator: (identifier) @call.name right: (_) @call.argument) @call
; if (a) b else c     statements with blocks are not choices
(if_expression
  condition: (_) @choice.condition
  consequence: [(call_expression) (field_expression) (identifier) (string) (infix_expression) (integer_literal)
                (interpolated_string_expression)] @choice.alternative
  alternative: (_) @choice.alternative) @choice
