// Dockerfile reference, "Format": one instruction per line in any case, '#' comment lines (inside continuations too), a
// backslash (or the character of "# escape=") at the end continues the line, RUN/COPY/ADD may have here-documents.

#include <algorithm>
#include <cctype>

#include "extract/config/builder.h"

namespace onewriter::extract::config {
namespace {

// The delimiters of here-documents that an instruction opens: <<EOF, <<-EOF, <<"EOF".
std::vector<std::string> here_documents(std::string_view value) {
  std::vector<std::string> out;
  for (std::size_t at = value.find("<<"); at != std::string_view::npos && out.size() < 16;
       at = value.find("<<", at + 2)) {
    std::size_t i = at + 2;
    if (i < value.size() && value[i] == '-') ++i;
    char quote = i < value.size() && (value[i] == '"' || value[i] == '\'') ? value[i++] : '\0';
    std::size_t end = i;
    while (end < value.size() && (std::isalnum(static_cast<unsigned char>(value[end])) || value[end] == '_')) ++end;
    if (end == i || (quote && (end >= value.size() || value[end] != quote))) continue;
    out.emplace_back(value.substr(i, end - i));
  }
  return out;
}

}  // namespace

void read_dockerfile(std::string_view text, Builder& out) {
  char escape = '\\';
  bool directives = true;  // parser directives stand before everything else
  ConfigId list = no_config;
  std::uint32_t number = 0;
  auto next_line = [&] {
    ++number;
    std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
  };
  while (!text.empty()) {
    std::string_view line = next_line();
    std::string_view content = trim(line);
    if (content.empty()) continue;
    if (content[0] == '#') {
      std::string_view directive = trim(content.substr(1));
      if (directives && directive.starts_with("escape=") && directive.ends_with('`')) escape = '`';
      continue;
    }
    directives = false;
    At at{number, static_cast<std::uint32_t>(content.data() - line.data() + 1)};
    std::string logical(content);
    while (logical.ends_with(escape) && !text.empty()) {
      logical.pop_back();
      std::string_view more = trim(next_line());
      while ((more.empty() || more[0] == '#') && !text.empty()) more = trim(next_line());
      if (more.starts_with("#")) more = {};
      if (!logical.ends_with(' ')) logical += ' ';
      logical += more;
    }
    std::size_t split = std::min(logical.find_first_of(" \t"), logical.size());
    std::string instruction = logical.substr(0, split);
    for (char& c : instruction) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    std::string value(trim(std::string_view(logical).substr(split)));
    if (instruction == "RUN" || instruction == "COPY" || instruction == "ADD") {
      for (const std::string& delimiter : here_documents(value)) {
        while (!text.empty()) {
          std::string_view body = next_line();
          if (trim(body) == delimiter) break;
          value += '\n';
          value += body;
        }
      }
    }
    if (list == no_config) list = out.add(0, ConfigNode::Kind::List, "", at);
    ConfigId entry = out.add(list, ConfigNode::Kind::Map, "", at);
    out.scalar(entry, "instruction", std::move(instruction), at);
    out.scalar(entry, "value", std::move(value), at);
  }
}

}  // namespace onewriter::extract::config
