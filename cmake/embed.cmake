# embed_resources(TARGET PATH...): a library that holds the files below the given paths (relative to the source tree), for
# facts/resources.h. The generated source is rewritten only when a file changes.
function(embed_resources target)
  set(files)
  foreach(path ${ARGN})
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${path} AND NOT IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/${path})
      list(APPEND files ${path})
    else()
      file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}
           ${path}/*.scm ${path}/*.yaml ${path}/*.sql ${path}/*.json ${path}/*.html ${path}/*.css ${path}/*.js)
      list(APPEND files ${found})
    endif()
  endforeach()
  list(SORT files)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/resources.cpp)
  list(TRANSFORM files PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE depends)
  string(REPLACE ";" "," joined "${files}")
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_CURRENT_SOURCE_DIR} -DFILES=${joined} -DOUTPUT=${output}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed_write.cmake
    DEPENDS ${depends} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed_write.cmake
    VERBATIM)
  add_library(${target} STATIC ${output})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src)
endfunction()
