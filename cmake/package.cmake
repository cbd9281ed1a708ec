# What goes with the binary: the man page and completions, which it writes itself, and packages of all of it.
#
#   cmake --build build --target package     onewriter-<version>-<system>.deb and .tar.gz, in build/

include(GNUInstallDirs)

set(beside ${CMAKE_CURRENT_BINARY_DIR}/beside)
set(beside_files)
function(written_by_binary file destination name)
  add_custom_command(OUTPUT ${beside}/${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${beside}
    COMMAND onewriter ${ARGN} > ${beside}/${file}
    DEPENDS onewriter VERBATIM)
  set(beside_files ${beside_files} ${beside}/${file} PARENT_SCOPE)
  install(FILES ${beside}/${file} DESTINATION ${destination} RENAME ${name} OPTIONAL)
endfunction()
written_by_binary(onewriter.1 ${CMAKE_INSTALL_MANDIR}/man1 onewriter.1 man)
written_by_binary(onewriter.bash ${CMAKE_INSTALL_DATADIR}/bash-completion/completions onewriter completion bash)
written_by_binary(_onewriter ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions _onewriter completion zsh)
written_by_binary(onewriter.fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d onewriter.fish completion fish)
add_custom_target(beside DEPENDS ${beside_files})
install(FILES LICENSE README.md docs/rules.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME onewriter)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "the onewriter developers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libc6 (>= 2.36)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS git)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
if(ONEWRITER_HOMEPAGE)
  set(CPACK_DEBIAN_PACKAGE_HOMEPAGE ${ONEWRITER_HOMEPAGE})
endif()
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
