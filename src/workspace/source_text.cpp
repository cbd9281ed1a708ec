#include "workspace/source_text.h"

#include <algorithm>

namespace onewriter::workspace {
namespace {

constexpr std::size_t binary_probe = 8 * 1024;

void append(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      out += static_cast<char>(0xE0 | c >> 12);
    } else {
      out += static_cast<char>(0xF0 | c >> 18);
      out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    }
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  out += static_cast<char>(0x80 | (c & 0x3F));
}

// Output of a bundler has its whole text on few lines. Hand-written script has lines of 40 characters, with long
// strings 200.
bool is_minified(FileKind kind, std::string_view text) {
  bool script = kind == FileKind::JavaScript || kind == FileKind::TypeScript || kind == FileKind::Tsx;
  if (!is_code(kind) || text.size() < 20'000) return false;
  std::size_t lines = 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return text.size() / lines > (script ? 2'000u : 20'000u);
}

// "v3.5.1" or "1.12.4" somewhere in the text; "127.0.0.1" is an address.
bool names_release(std::string_view text) {
  constexpr std::string_view numbers = "0123456789.";
  for (std::size_t start = text.find_first_of(numbers); start != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_not_of(numbers, start), text.size());
    std::string_view run = text.substr(start, end - start);
    while (run.ends_with('.')) run.remove_suffix(1);
    if (!run.starts_with('.') && std::count(run.begin(), run.end(), '.') == 2) return true;
    start = text.find_first_of(numbers, end);
  }
  return false;
}

// A library as it is published for browsers (jQuery, Bootstrap, Vue.js, AngularJS), copied into the tree. Its first
// comment names the release, in a form that minifiers keep (terser README, "Keeping copyright notices or other
// comments": /*! and @license), and all that follows stands in one function: "(function (global, factory) {",
// "!function". A header of one's own may name a licence and, on another line, a version; and what a server runs is no
// such function.
bool is_published_build(FileKind kind, std::string_view text) {
  if (kind != FileKind::JavaScript) return false;
  const std::size_t start = text.find_first_not_of("; \t\r\n");
  const std::size_t end = start == std::string_view::npos ? start : text.find("*/", start);
  if (end == std::string_view::npos || !text.substr(start).starts_with("/*")) return false;
  const std::string_view comment = text.substr(start, end - start);
  const std::size_t body = text.find_first_not_of("; \t\r\n", end + 2);
  if (body == std::string_view::npos || (text[body] != '(' && text[body] != '!')) return false;
  if (comment.starts_with("/*!")) return names_release(comment);
  const std::size_t license = comment.find("@license ");
  return license != std::string_view::npos &&
         names_release(comment.substr(license, comment.find('\n', license) - license));
}

}  // namespace

std::string to_utf8(std::string bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return bytes.substr(3);
  bool little = bytes.starts_with("\xFF\xFE");
  if (!little && !bytes.starts_with("\xFE\xFF")) return bytes;
  std::string out;
  out.reserve(bytes.size() / 2);
  auto unit = [&](std::size_t at) {
    auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<std::uint32_t>(little ? a | b << 8 : a << 8 | b);
  };
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    std::uint32_t c = unit(i);
    if (c >= 0xD800 && c < 0xE000) {
      bool pair = c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000;
      if (pair) {
        c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
        i += 2;
      } else {
        c = 0xFFFD;
      }
    }
    append(out, c);
  }
  return out;
}

SourceText read_source(const FileSystem& files, const SourceEntry& file, std::vector<facts::Diagnostic>& diagnostics) {
  auto report = [&](facts::Level level, std::string message) {
    diagnostics.push_back({level, {file.path, 0, 0, 0}, std::move(message)});
  };
  auto megabytes = [](std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MB"; };
  SourceText out;
  bool sql = file.kind == FileKind::Sql;
  if (!sql && file.size > max_source_size) {
    report(is_code(file.kind) ? facts::Level::Warning : facts::Level::Note,
           "larger than " + megabytes(max_source_size) + ": not read");
    out.unread = Unread::TooLarge;
    return out;
  }
  facts::Result<std::string> bytes = files.read(file.path, sql ? max_sql_size : max_source_size);
  if (!bytes) {
    report(facts::Level::Warning, bytes.error().message);
    out.unread = Unread::Unreadable;
    return out;
  }
  bool utf16 = bytes->starts_with("\xFF\xFE") || bytes->starts_with("\xFE\xFF");
  if (!utf16 && std::string_view(*bytes).substr(0, binary_probe).find('\0') != std::string_view::npos) {
    report(facts::Level::Warning, "binary content in a file whose name says text: not read");
    out.unread = Unread::Binary;
    return out;
  }
  if (is_minified(file.kind, *bytes)) {
    report(facts::Level::Note, "minified or generated onto few lines: not read");
    out.unread = Unread::Minified;
    return out;
  }
  if (is_published_build(file.kind, *bytes)) {
    report(facts::Level::Note, "a library as published for browsers: not read");
    out.unread = Unread::Published;
    return out;
  }
  if (file.size > bytes->size()) {
    std::size_t line_end = bytes->rfind('\n');
    if (line_end != std::string::npos) bytes->resize(line_end + 1);
    report(facts::Level::Warning, "larger than " + megabytes(max_sql_size) + ": read up to there");
  }
  out.text = to_utf8(std::move(*bytes));
  return out;
}

}  // namespace onewriter::workspace
