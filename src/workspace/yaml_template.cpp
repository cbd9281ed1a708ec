// A Helm chart is YAML only after rendering:
//
//   {{- if .Values.database.enabled }}          a line of directives alone: blank
//   image: {{ .Values.image }}:{{ .Values.tag | default "latest" }}
//   {{- end }}
//
// Each "{{ ... }}" that stays becomes one word that YAML reads as plain text anywhere (private-use characters around a
// number), and is put back into the scalar afterwards. Directives that control ("if", "range", comments, ...) at the
// start of a line vanish together with the "end" that closes them on the same line.

#include "workspace/yaml_template.h"

#include <algorithm>
#include <charconv>

namespace onewriter::workspace {
namespace {

constexpr std::string_view word_begin = "\xEE\x80\x80";  // U+E000
constexpr std::string_view word_end = "\xEE\x80\x81";    // U+E001
constexpr std::size_t max_piece = 64 * 1024;

bool is_blank(std::string_view s) { return s.find_first_not_of(" \t\r") == std::string_view::npos; }

// Does the directive steer the template without printing anything?
// https://helm.sh/docs/chart_template_guide/control_structures/
bool is_control(std::string_view piece) {
  if (piece.starts_with("{%") || piece.starts_with("{#")) return true;
  std::size_t start = piece.find_first_not_of("{- \t\r\n");
  if (start == std::string_view::npos) return true;
  std::string_view body = piece.substr(start);
  for (std::string_view word : {"if", "else", "end", "range", "with", "define", "block", "break", "continue"}) {
    if (body.starts_with(word) &&
        (body.size() == word.size() || std::string_view(" \t\r\n-}").find(body[word.size()]) != std::string_view::npos))
      return true;
  }
  if (body.starts_with("/*") || body.starts_with("!--")) return true;
  std::size_t assign = body.find(":=");
  return body.starts_with("$") && assign != std::string_view::npos;
}

bool is_end(std::string_view piece) {
  std::size_t start = piece.find_first_not_of("{-% \t\r\n");
  return start != std::string_view::npos && piece.substr(start).starts_with("end");
}

// Where pieces end, each closing mark looked for once however many openings come before it.
class PieceEnds {
 public:
  explicit PieceEnds(std::string_view text) : text_(text) {}

  // The end of the piece that begins at `at` ("{{", "{%" or "{#"), or npos when it is never closed.
  std::size_t after(std::size_t at) {
    char kind = text_[at + 1];
    const char close[] = {kind == '{' ? '}' : kind, '}'};
    std::size_t& next = next_[kind == '{' ? 0 : kind == '%' ? 1 : 2];
    if (next < at + 2) next = text_.find(std::string_view(close, 2), at + 2);
    return next == std::string_view::npos || next - at > max_piece ? std::string_view::npos : next + 2;
  }

 private:
  std::string_view text_;
  std::size_t next_[3] = {0, 0, 0};
};

}  // namespace

YamlTemplate::YamlTemplate(std::string_view text) {
  if (text.find("{{") == std::string_view::npos && text.find("{%") == std::string_view::npos) return;
  read(text);
}

void YamlTemplate::read(std::string_view text) {
  plain_.reserve(text.size() + 64);
  std::string line;         // of plain text, as far as it is built
  bool only_pieces = true;  // nothing but template pieces and blanks on the line
  bool dropped_control = false;
  std::uint32_t number = 1;
  std::size_t pending_newlines = 0;
  PieceEnds ends(text);
  bool jinja = text.find("{%") != std::string_view::npos;
  std::int64_t since_line_start = 0;  // original columns of this line

  auto end_line = [&] {
    if (only_pieces) line.clear();
    plain_ += line;
    plain_.append(1 + pending_newlines, '\n');
    number += static_cast<std::uint32_t>(1 + pending_newlines);
    line.clear();
    only_pieces = true;
    dropped_control = false;
    pending_newlines = 0;
    since_line_start = 0;
  };

  for (std::size_t i = 0; i < text.size();) {
    char c = text[i];
    if (c == '\n') {
      end_line();
      ++i;
      continue;
    }
    std::size_t end = std::string_view::npos;
    if (c == '{' && i + 1 < text.size() &&
        (text[i + 1] == '{' || (jinja && (text[i + 1] == '%' || text[i + 1] == '#'))))
      end = ends.after(i);
    if (end == std::string_view::npos) {
      line += c;
      ++since_line_start;
      if (c != ' ' && c != '\t' && c != '\r') only_pieces = false;
      ++i;
      continue;
    }
    found_ = true;
    std::string_view piece = text.substr(i, end - i);
    bool control = is_control(piece);
    bool drop = control && (is_blank(line) || (dropped_control && is_end(piece)));
    if (drop) {
      dropped_control = true;
    } else {
      line += word_begin;
      line += std::to_string(pieces_.size());
      line += word_end;
      pieces_.emplace_back(piece);
    }
    since_line_start += static_cast<std::int64_t>(piece.size());
    pending_newlines += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
    if (pending_newlines == 0)
      shifts_.push_back(
          {number, static_cast<std::uint32_t>(line.size()), since_line_start - static_cast<std::int64_t>(line.size())});
    i = end;
  }
  if (only_pieces) line.clear();
  plain_ += line;
}

void YamlTemplate::restore(std::string& scalar) const {
  std::size_t at = scalar.find(word_begin);
  if (at == std::string::npos) return;
  std::string out;
  std::size_t done = 0;
  while (at != std::string::npos) {
    std::size_t digits = at + word_begin.size();
    std::size_t close = scalar.find(word_end, digits);
    if (close == std::string::npos) break;
    std::size_t index = 0;
    auto [end, error] = std::from_chars(scalar.data() + digits, scalar.data() + close, index);
    out.append(scalar, done, at - done);
    if (error == std::errc() && end == scalar.data() + close && index < pieces_.size()) out += pieces_[index];
    done = close + word_end.size();
    at = scalar.find(word_begin, done);
  }
  out.append(scalar, done);
  scalar = std::move(out);
}

std::uint32_t YamlTemplate::column(std::uint32_t line, std::uint32_t plain_column) const {
  auto after =
      std::upper_bound(shifts_.begin(), shifts_.end(), std::pair(line, plain_column),
                       [](const auto& key, const Shift& s) { return key <= std::pair(s.line, s.plain_column); });
  if (after == shifts_.begin()) return plain_column;
  const Shift& shift = *std::prev(after);
  return shift.line == line ? static_cast<std::uint32_t>(plain_column + shift.by) : plain_column;
}

}  // namespace onewriter::workspace
