#include "cli/source_lines.h"

#include "workspace/source_text.h"

namespace onewriter::cli {

std::optional<std::string> SourceLines::line(std::string_view file, std::uint32_t number) {
  if (file != file_) {
    file_ = file;
    auto text = files_->read(file, workspace::max_sql_size);
    text_ = text ? workspace::to_utf8(std::move(*text)) : "";
  }
  std::size_t at = 0;
  for (std::uint32_t i = 1; i < number; ++i) {
    at = text_.find('\n', at);
    if (at == std::string::npos) return std::nullopt;
    ++at;
  }
  if (at >= text_.size()) return std::nullopt;
  std::string line = text_.substr(at, text_.find('\n', at) - at);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

}  // namespace onewriter::cli
