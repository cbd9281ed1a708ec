; inherits: tsx

; <T>x
(type_assertion (type_arguments) @skip (_) @transparent.value) @transparent
