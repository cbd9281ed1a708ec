#pragma once
// The modules that build tools know: what is built, what of it starts on its own, and which modules it builds in.

#include <string>
#include <string_view>
#include <vector>

#include "link/services/file_tree.h"

namespace onewriter::link {

struct Module {
  std::string root;   // folder
  std::string name;   // as the build tool calls it
  std::string build;  // maven | gradle | dotnet | node | go | python | php | ruby | rust
  enum class Entry {
    None,
    Possible,
    Certain
  } entry = Entry::None;  // Possible: has a main; Certain: a framework or the build tool says so
  std::string kind;       // frontend | worker | test | apphost | ... where the build file tells; service: Go code that
                          // answers requests; empty: nothing special
  std::vector<std::string>
      uses;  // names (Module::name) or, starting with "/", folders of other modules of the workspace
  std::vector<std::string> files;  // single files of other folders that it compiles in
  bool recursive = true;  // its files are those below its folder; false: only those directly in it (a Go package)
  facts::Place place;
};

// Sorted by root. Module::uses holds only roots of other modules here, starting with "/", sorted.
std::vector<Module> find_modules(const FileTree& tree);

// One per build tool; uses as the files write them.
std::vector<Module> find_maven_modules(const FileTree& tree);
std::vector<Module> find_gradle_modules(const FileTree& tree);
std::vector<Module> find_dotnet_modules(const FileTree& tree);
std::vector<Module> find_node_modules(const FileTree& tree);
std::vector<Module> find_go_modules(const FileTree& tree);
std::vector<Module> find_python_modules(const FileTree& tree);
std::vector<Module> find_other_modules(const FileTree& tree);  // PHP, Ruby, Rust

// What a file of code says of itself.
std::string package_of(const extract::CodeOutline& code);
std::vector<std::string> imports_of(const extract::CodeOutline& code);
bool has_annotation(const extract::CodeOutline& code, std::string_view name);
// A function or static method named main.
bool has_main(const extract::CodeOutline& code);
bool calls(const extract::CodeOutline& code, std::string_view name);

}  // namespace onewriter::link
