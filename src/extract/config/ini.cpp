// INI in the common ground of its dialects (Python configparser, systemd, PHP, Git): [section], key = value or key:
// value, ';' and '#' comments on lines of their own, an indented line without '=' that continues the value above
// (configparser, "Supported INI File Structure"). And .env, as dotenv and Docker Compose read it: optional "export",
// single quotes are literal, double quotes have escapes and may span lines, " #" ends an unquoted value.

#include <algorithm>

#include "extract/config/builder.h"

namespace onewriter::extract::config {
namespace {

class LineReader {
 public:
  explicit LineReader(std::string_view text) : text_(text) {}
  bool next(std::string_view& line) {
    if (at_ >= text_.size()) return false;
    ++number;
    std::size_t end = std::min(text_.find('\n', at_), text_.size());
    line = text_.substr(at_, end - at_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at_ = end + 1;
    return true;
  }
  std::uint32_t number = 0;

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::string_view unquote(std::string_view s) {
  if (s.size() >= 2 && (s.front() == '"' || s.front() == '\'') && s.back() == s.front())
    return s.substr(1, s.size() - 2);
  return s;
}

// Reads a quoted value that begins at `line[at]`, over lines if it must. False when it is never closed: the value is
// then the line's rest.
bool quoted(std::string_view line, std::size_t at, LineReader& lines, std::string& value) {
  char quote = line[at];
  LineReader ahead = lines;
  std::string out;
  std::size_t i = at + 1;
  while (true) {
    for (; i < line.size(); ++i) {
      if (line[i] == quote) {
        value = std::move(out);
        lines = ahead;
        return true;
      }
      if (quote == '"' && line[i] == '\\' && i + 1 < line.size()) {
        char c = line[++i];
        out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
      } else {
        out += line[i];
      }
    }
    if (out.size() > 1u << 20 || ahead.number - lines.number > 1000 || !ahead.next(line)) return false;
    out += '\n';
    i = 0;
  }
}

}  // namespace

void read_ini(std::string_view text, Builder& out) {
  ConfigId document = no_config;
  ConfigId section = no_config;
  ConfigId last = no_config;
  std::string_view line;
  for (LineReader lines(text); lines.next(line);) {
    std::string_view content = trim(line);
    if (content.empty()) {
      last = no_config;
      continue;
    }
    At at{lines.number, static_cast<std::uint32_t>(content.data() - line.data() + 1)};
    if (content[0] == ';' || content[0] == '#') continue;
    if (document == no_config) section = document = out.add(0, ConfigNode::Kind::Map, "", at);
    if (content[0] == '[' && content.find(']') != std::string_view::npos) {
      section =
          out.add(document, ConfigNode::Kind::Map, std::string(trim(content.substr(1, content.rfind(']') - 1))), at);
      last = no_config;
      continue;
    }
    std::size_t split = content.find_first_of("=:");
    bool indented = line[0] == ' ' || line[0] == '\t';
    if (indented && last != no_config && (split == std::string_view::npos || out.node(last).value.empty())) {
      std::string& value = out.node(last).value;
      if (value.empty()) out.node(last).value_line = lines.number;
      if (!value.empty()) value += '\n';
      value += content;
      continue;
    }
    std::string key(trim(content.substr(0, split)));
    std::string value(split == std::string_view::npos ? std::string_view() : unquote(trim(content.substr(split + 1))));
    last = out.scalar(section, std::move(key), std::move(value), at);
  }
}

void read_env(std::string_view text, Builder& out) {
  ConfigId document = no_config;
  std::string_view line;
  for (LineReader lines(text); lines.next(line);) {
    std::string_view content = trim(line);
    if (content.empty() || content[0] == '#') continue;
    At at{lines.number, static_cast<std::uint32_t>(content.data() - line.data() + 1)};
    if (content.starts_with("export ")) content = trim(content.substr(7));
    std::size_t split = content.find_first_of("=:");
    if (split == std::string_view::npos) continue;  // "export NAME" passes a variable on and sets nothing
    std::string key(trim(content.substr(0, split)));
    std::string_view rest = trim(content.substr(split + 1));
    std::string value;
    bool is_quoted = !rest.empty() && (rest[0] == '"' || rest[0] == '\'');
    if (!is_quoted || !quoted(line, static_cast<std::size_t>(rest.data() - line.data()), lines, value)) {
      if (rest.starts_with("#")) rest = {};
      value = std::string(trim(rest.substr(0, std::min(rest.find(" #"), rest.size()))));
    }
    if (document == no_config) document = out.add(0, ConfigNode::Kind::Map, "", at);
    out.scalar(document, std::move(key), std::move(value), at);
  }
}

}  // namespace onewriter::extract::config
