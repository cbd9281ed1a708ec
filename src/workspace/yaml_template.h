#pragma once
// Makes YAML of a template for YAML: see yaml_document.h.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::workspace {

class YamlTemplate {
 public:
  // Cheap when there is nothing of a template in the text.
  explicit YamlTemplate(std::string_view text);

  bool found() const { return found_; }
  // Text that a YAML parser can read, with the same lines; only when found().
  const std::string& plain() const { return plain_; }
  // Puts the template's pieces back into a key or a value read from plain().
  void restore(std::string& scalar) const;
  // The column in the original text of a column in plain(), both from 1.
  std::uint32_t column(std::uint32_t line, std::uint32_t plain_column) const;

 private:
  struct Shift {
    std::uint32_t line, plain_column;
    std::int64_t by;
  };
  void read(std::string_view text);

  bool found_ = false;
  std::string plain_;
  std::vector<std::string> pieces_;
  std::vector<Shift> shifts_;
};

}  // namespace onewriter::workspace
