// web/report.html with its style, its scripts and the data put in place of {{file PATH}}, {{text PATH}}, {{module
// PATH}} and {{data}}.

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "facts/resources.h"
#include "report/html/details.h"
#include "report/ownership/formats.h"

namespace onewriter::report {
namespace {

// The modules share one scope on the page, as they stand in one script: imports and the word `export` fall away.
std::string joined_module(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.starts_with("import ")) continue;
    if (line.starts_with("export ")) line.remove_prefix(std::string_view("export ").size());
    out += std::string(line) + "\n";
  }
  return out;
}

// Inside <script> only "<" could end it: "</script>", "<!--".
std::string script_safe(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

std::string text_of(std::string_view path) { return std::string(facts::resource(path).value_or(std::string_view())); }

}  // namespace

std::string ownership_html(const Ownership& model, const ReportContext& context) {
  const Json document = page_document(model, context);
  std::string page = text_of("web/report.html"), out;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t open = page.find("{{", at);
    const std::size_t close = page.find("}}", open);
    if (open == std::string::npos || close == std::string::npos) {
      out.append(page, at);
      break;
    }
    out.append(page, at, open - at);
    const std::string what = page.substr(open + 2, close - open - 2);
    if (what == "data") out += script_safe(document.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (what.starts_with("file ")) out += text_of(what.substr(5));
    if (what.starts_with("module ")) out += joined_module(text_of(what.substr(7)));
    at = close + 2;
  }
  return out;
}

// RFC 3986: what stays is unreserved, and the path's own slashes.
std::string source_link(const std::string& source_url, const facts::Place& place) {
  std::string path, out = source_url;
  for (const char c : place.file) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    char hex[4];
    std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    path += plain ? std::string(1, c) : std::string(hex);
  }
  for (const auto& [hole, value] : {std::pair<std::string, std::string>{"{path}", path},
                                    {"{line}", std::to_string(place.line > 0 ? place.line : 1)}})
    for (std::size_t at = out.find(hole); at != std::string::npos; at = out.find(hole, at + value.size()))
      out.replace(at, hole.size(), value);
  return out;
}

}  // namespace onewriter::report
