#include "link/services/embedded_config.h"

#include <algorithm>

#include "extract/config/read_config.h"
#include "link/services/file_tree.h"

namespace onewriter::link {

EmbeddedConfig read_embedded(const extract::ConfigNode& holder, std::string_view part, workspace::FileKind kind) {
  std::vector<facts::Diagnostic> ignored;
  const std::string_view before =
      std::string_view(holder.value).substr(0, static_cast<std::size_t>(part.data() - holder.value.data()));
  const auto line = std::max(holder.value_line, holder.line) +
                    static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  return {extract::read_config(kind, part, ignored), line == 0 ? 0 : line - 1};
}

extract::ConfigTree read_encoded(std::string_view argument) {
  const bool encoded = argument.find("jsonencode") != std::string_view::npos;
  const std::size_t open = argument.find('{'), close = argument.rfind('}');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  std::string_view body = argument.substr(open, close - open + 1);
  if (encoded) body = body.substr(1, body.size() - 2);  // the object's attributes at the top
  std::vector<facts::Diagnostic> ignored;
  return extract::read_config(encoded ? workspace::FileKind::Hcl : workspace::FileKind::Json, body, ignored);
}

facts::Place place_of(const extract::SourceFile& file, const extract::ConfigNode& node, std::uint32_t lines_before) {
  facts::Place place = place_of(file, node);
  place.line += lines_before;
  if (lines_before > 0) place.column = 0;  // the text is indented in the file
  return place;
}

}  // namespace onewriter::link
