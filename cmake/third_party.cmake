# Libraries that are not ours. Debian's packages are linked statically where they offer it, so that the binary is one file.

find_package(Threads REQUIRED)

# third_party_static(NAME LIBRARY HEADER): an imported target for lib<LIBRARY>.a, or the shared one where no archive is installed.
function(third_party_static name library header)
  find_library(${name}_LIBRARY NAMES lib${library}.a ${library} REQUIRED)
  find_path(${name}_INCLUDE ${header} REQUIRED)
  add_library(${name} INTERFACE)
  target_link_libraries(${name} INTERFACE ${${name}_LIBRARY} ${ARGN})
  target_include_directories(${name} SYSTEM INTERFACE ${${name}_INCLUDE})
endfunction()

third_party_static(sqlite3_static sqlite3 sqlite3.h Threads::Threads ${CMAKE_DL_LIBS} m)
third_party_static(pg_query_static pg_query pg_query.h Threads::Threads m)
third_party_static(yaml_static yaml-cpp yaml-cpp/yaml.h)
third_party_static(pugixml_static pugixml pugixml.hpp)
third_party_static(xxhash_static xxhash xxhash.h)

# The tree-sitter runtime and grammars come from npm as C sources, at the versions of third_party/package-lock.json.
set(modules ${CMAKE_CURRENT_SOURCE_DIR}/third_party/node_modules)
if(NOT EXISTS ${modules}/tree-sitter/vendor/tree-sitter/lib/src/lib.c)
  message(FATAL_ERROR "The grammars are missing: run 'make setup', or 'npm ci' in third_party/.")
endif()

set(runtime ${modules}/tree-sitter/vendor/tree-sitter/lib)
set(grammars
    tree-sitter-c-sharp tree-sitter-cpp tree-sitter-go tree-sitter-java tree-sitter-javascript tree-sitter-json
    tree-sitter-php/php tree-sitter-python tree-sitter-ruby tree-sitter-rust tree-sitter-scala
    tree-sitter-typescript/typescript tree-sitter-typescript/tsx
    @tree-sitter-grammars/tree-sitter-kotlin @tree-sitter-grammars/tree-sitter-hcl)
set(grammar_sources)
foreach(grammar ${grammars})
  list(APPEND grammar_sources ${modules}/${grammar}/src/parser.c)
  if(EXISTS ${modules}/${grammar}/src/scanner.c)
    list(APPEND grammar_sources ${modules}/${grammar}/src/scanner.c)
  endif()
endforeach()
add_library(tree_sitter STATIC ${runtime}/src/lib.c ${grammar_sources})
target_include_directories(tree_sitter SYSTEM PUBLIC ${runtime}/include PRIVATE ${runtime}/src
                           # array.h for grammars that do not bring their own
                           ${modules}/tree-sitter-python/src)
target_compile_definitions(tree_sitter PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE)
target_compile_options(tree_sitter PRIVATE -w -O2)
