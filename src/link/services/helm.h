#pragma once
// Helm charts as far as they can be read without rendering: what stands between {{ and }} is looked up in values.yaml
// and Chart.yaml. helm.sh/docs/chart_template_guide. A release has no name here: "{{ .Release.Name }}-db" is "db".

#include <optional>
#include <string>
#include <string_view>

#include "link/services/file_tree.h"

namespace onewriter::link {

class Chart {
 public:
  // The chart that the template belongs to, with the values of the charts that contain it; nothing when it is in no
  // chart.
  static std::optional<Chart> of(const FileTree& tree, std::string_view template_path);

  const std::string& name() const { return name_; }
  const std::string& root() const { return root_; }
  // The text with every expression that can be told replaced; others are left as they are.
  std::string rendered(std::string_view text, int depth = 0) const;

 private:
  struct Values {
    const extract::SourceFile* file;
    std::string prefix;  // the subchart's key in its parent's values
  };
  std::optional<std::string> value_of(std::string_view expression, int depth) const;
  std::optional<std::string> term(std::string_view text, int depth) const;
  std::optional<std::string> from_values(std::string_view path) const;

  std::string name_;
  std::string root_;
  std::vector<Values> values_;  // the outermost chart first: it overrides
};

}  // namespace onewriter::link
