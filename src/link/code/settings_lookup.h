#pragma once
// A setting as the configuration nearest to a source file gives it: naming strategies and their like.

#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"

namespace onewriter::link {

class SettingsLookup {
 public:
  explicit SettingsLookup(const std::vector<extract::SourceFile>& files);

  // The value of a dotted key in the YAML, properties, JSON or TOML file that shares the longest folder path with
  // `source`; empty: none. Files of test trees do not count.
  std::string value(std::string_view source, std::string_view key) const;

  struct Said {
    std::string value;
    facts::Place place;
  };
  // What each such file says for the key.
  std::vector<Said> all(std::string_view key) const;

 private:
  std::vector<const extract::SourceFile*> files_;
};

// The folder that a source file's build unit is: what stands before "src/", else its first folder.
std::string module_root(std::string_view path);

}  // namespace onewriter::link
