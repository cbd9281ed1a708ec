; inherits: ecma

; class A extends B { x = 1 }
(class_declaration name: (_) @type.name) @type
(class_declaration (class_heritage (_) @type.base)) @type
(class) @type
(class name: (_) @type.name) @type
(class (class_heritage (_) @type.base)) @type
(class_body (field_definition property: (_) @field.name) @field)
(class_body (field_definition value: (_) @field.value) @field)
(class_body (field_definition "static" @field.modifier) @field)

(formal_parameters (identifier) @parameter @parameter.name)
; f(a = 1)     f({ a, b } = {})     f({ a, b })     f(...xs)
(formal_parameters (assignment_pattern left: (identifier) @parameter.name) @parameter)
(formal_parameters (assignment_pattern left: [(object_pattern) (array_pattern)] @parameter.target) @parameter)
(formal_parameters (assignment_pattern right: (_) @parameter.value) @parameter)
(formal_parameters [(object_pattern) (array_pattern)] @parameter.target)
(formal_parameters (rest_pattern (identifier) @parameter.name) @parameter)
