#include "report/terminal.h"

namespace onewriter::report {
namespace {

// The length of the UTF-8 sequence at the head of `text`; 0 when there is none.
std::size_t sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char head = byte(0);
  const std::size_t size = head < 0x80                   ? 1
                           : head >= 0xC2 && head < 0xE0 ? 2
                           : head >= 0xE0 && head < 0xF0 ? 3
                           : head >= 0xF0 && head < 0xF5 ? 4
                                                         : 0;
  if (size == 0 || size > text.size()) return 0;
  for (std::size_t i = 1; i < size; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  // Overlong forms, surrogates and what lies beyond Unicode.
  if (size == 3 && ((head == 0xE0 && byte(1) < 0xA0) || (head == 0xED && byte(1) > 0x9F))) return 0;
  if (size == 4 && ((head == 0xF0 && byte(1) < 0x90) || (head == 0xF4 && byte(1) > 0x8F))) return 0;
  return size;
}

// C1 controls (U+0080 to U+009F) and the marks that reorder text (U+202A..E, U+2066..9) deceive a reader as escape
// sequences do.
bool deceptive(std::string_view s) {
  if (s.size() == 2) return s[0] == '\xC2' && static_cast<unsigned char>(s[1]) < 0xA0;
  if (s.size() != 3 || s[0] != '\xE2') return false;
  const auto last = static_cast<unsigned char>(s[2]);
  return (s[1] == '\x80' && last >= 0xAA && last <= 0xAE) || (s[1] == '\x81' && last >= 0xA6 && last <= 0xA9);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t size = sequence(text);
    const std::string_view s = text.substr(0, size == 0 ? 1 : size);
    if (s == "\t")
      out += "  ";
    else if (size == 0 || (size == 1 && (static_cast<unsigned char>(s[0]) < 0x20 || s[0] == 0x7F)) || deceptive(s))
      out += '?';
    else
      out += s;
    text.remove_prefix(s.size());
  }
  return out;
}

std::string printable_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    out += printable(text.substr(0, end));
    if (end != std::string_view::npos) out += '\n';
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  if (width == 0) return {std::string(text)};
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const auto space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return lines;
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  if (count == 0) return "no " + std::string(plural);
  return std::to_string(count) + " " + std::string(count == 1 ? singular : plural);
}

}  // namespace onewriter::report
