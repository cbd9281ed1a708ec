#pragma once
// Helm charts as far as they can be read without rendering: what stands between {{ and }} is looked up in values.yaml
// and Chart.yaml. helm.sh/docs/chart_template_guide. A release has no name here: "{{ .Release.Name }}-db" is "db".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

class Chart {
 public:
  // The chart that the template belongs to, with the values of the charts that contain it; nothing when it is in no
  // chart.
  static std::optional<Chart> of(const FileTree& tree, std::string_view template_path);

  const std::string& name() const { return name_; }
  const std::string& root() const { return root_; }
  // "range" over values makes several objects of one template (helm.sh/docs/chart_template_guide/control_structures,
  // "Looping with the range action"). Its line is not among what is read; which values it runs over is told by the
  // fields that the document asks of each. One chart for each round, or none: the document stands in no such loop.
  std::vector<Chart> rounds(const extract::ConfigTree& config, extract::ConfigId document, std::string_view name) const;
  // What the values give as a container's environment, for templates that loop over it or write it out as a whole.
  std::vector<Setting> environment() const;

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
  std::optional<std::string> from_round(std::string_view path) const;

  std::string name_;
  std::string root_;
  std::vector<Values> values_;                       // the outermost chart first: it overrides
  const extract::SourceFile* round_file_ = nullptr;  // of the round of a loop: its element
  extract::ConfigId round_ = extract::no_config;
  std::string round_key_;  // the loop's variable for the key: "$name"
};

}  // namespace onewriter::link
