#include "extract/suppressions.h"

#include "extract/comments.h"
#include "facts/ascii.h"

namespace onewriter::extract {
namespace {

constexpr std::string_view marker = "onewriter:ignore";
constexpr std::size_t most = 1000;  // of one file

using ascii::trim;

bool is_id(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Takes the rules from the head of the text: "a,b reason", "a, b: reason".
std::vector<std::string> take_rules(std::string_view& text) {
  std::vector<std::string> rules;
  for (;;) {
    text = trim(text);
    std::size_t end = 0;
    while (end < text.size() && is_id(text[end])) ++end;
    if (end == 0) break;
    rules.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    const std::string_view rest = trim(text);
    if (!rest.starts_with(",")) break;
    text = rest.substr(1);
  }
  return rules;
}

// What is left of "-- the reason */".
std::string_view reason_of(std::string_view text) {
  for (std::string_view close : {"*/", "-->", "*}", "%>"})
    if (const auto at = text.find(close); at != std::string_view::npos) text = text.substr(0, at);
  text = trim(text);
  while (!text.empty() && (text.front() == ':' || text.front() == '-' || text.front() == ' ')) text.remove_prefix(1);
  if (text.starts_with("\xE2\x80\x94") || text.starts_with("\xE2\x80\x93")) text = trim(text.substr(3));  // dashes
  for (const char c : text)
    if (std::string_view(" .,;:!?-_*#/").find(c) == std::string_view::npos) return text;
  return {};
}

// Lines that stand before what a reader would call the head of the file.
bool is_preamble(std::string_view line) {
  line = trim(line);
  for (std::string_view word : {"<?", "<!DOCTYPE", "#!", "package ", "---", "\"use strict\"", "'use strict'", "%YAML"})
    if (line.starts_with(word)) return true;
  return line.empty();
}

std::uint32_t first_code_line(const Comments& comments, std::string_view text) {
  std::uint32_t line = 1;
  for (; line < comments.code.size(); ++line) {
    const auto end = text.find('\n');
    if (comments.code[line] && !is_preamble(text.substr(0, end))) break;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return line;
}

// The line of code below a comment that has its line to itself.
std::uint32_t target_of(const Comments& comments, std::size_t index) {
  std::uint32_t line = comments.lines[index].line;
  if (comments.code[line]) return 0;
  for (std::size_t i = index + 1; i < comments.lines.size() && comments.lines[i].line <= line + 1; ++i)
    if (!comments.code[comments.lines[i].line]) line = comments.lines[i].line;
  return line + 1;
}

}  // namespace

std::vector<facts::Suppression> suppressions_in(workspace::FileKind kind, std::string_view path,
                                                std::string_view text) {
  std::vector<facts::Suppression> found;
  if (text.find(marker) == std::string_view::npos) return found;
  const Comments comments = comments_in(kind, text);
  const std::uint32_t head_end = first_code_line(comments, text);
  for (std::size_t i = 0; i < comments.lines.size() && found.size() < most; ++i) {
    const CommentLine& comment = comments.lines[i];
    if (!comment.text.starts_with(marker)) continue;
    std::string_view rest = comment.text.substr(marker.size());
    const bool whole_file = rest.starts_with("-file");
    if (whole_file) rest.remove_prefix(5);
    if (!rest.empty() && (is_id(rest.front()) || rest.front() == '`')) continue;  // another word

    facts::Suppression s;
    s.kind = whole_file ? "file" : "line";
    s.place = {std::string(path), comment.line, comment.column, comment.line};
    if (!whole_file) s.target_line = target_of(comments, i);
    std::vector<std::string> rules = take_rules(rest);
    s.reason = reason_of(rest);
    if (rules.empty())
      s.problem = "it names no rule";
    else if (s.reason.empty())
      s.problem = "it gives no reason";
    else if (whole_file && comment.line > head_end)
      s.problem = "onewriter:ignore-file belongs at the head of the file, before its first line of code";
    if (rules.empty()) rules.emplace_back();
    for (std::string& rule : rules) {
      s.rule = std::move(rule);
      found.push_back(s);
    }
  }
  return found;
}

}  // namespace onewriter::extract
