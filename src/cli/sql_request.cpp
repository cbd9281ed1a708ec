#include "cli/sql_request.h"

#include <nlohmann/json.hpp>

namespace onewriter::cli {
namespace {

// Nearly all requests are flat objects of plain strings; these are read here in one pass. What is not plain (a
// character beyond ASCII, \u, numbers but small integers, nested values, any fault) is left to the JSON library.
class PlainObject {
 public:
  explicit PlainObject(std::string_view text) : text_(text) {}

  bool read(SqlRequest& request) {
    blank();
    if (!take('{')) return false;
    blank();
    if (!take('}')) {
      do {
        blank();
        std::string key;
        if (!string(key)) return false;
        blank();
        if (!take(':')) return false;
        blank();
        if (!value(key, request)) return false;
        blank();
      } while (take(','));
      if (!take('}')) return false;
    }
    blank();
    return at_ == text_.size();
  }

 private:
  bool take(char c) { return at_ < text_.size() && text_[at_] == c ? (++at_, true) : false; }
  void blank() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }

  bool value(std::string_view key, SqlRequest& request) {
    std::string text;
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    if (quoted ? !string(text) : !integer(text)) return false;
    if (key == "id") request.id = std::move(text);
    if (key == "dialect") request.dialect = quoted ? std::optional(std::move(text)) : std::nullopt;
    if (key == "sql") request.sql = quoted ? std::optional(std::move(text)) : std::nullopt;
    return true;
  }

  bool integer(std::string& into) {
    constexpr std::size_t longest = 15;
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    into = text_.substr(begin, at_ - begin);
    return !into.empty() && into.size() <= longest && (into.size() == 1 || into[0] != '0');
  }

  bool string(std::string& into) {
    if (!take('"')) return false;
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && plain(text_[at_])) ++at_;
      into.append(text_, begin, at_ - begin);
      if (take('"')) return true;
      if (!take('\\') || at_ >= text_.size()) return false;
      switch (text_[at_++]) {
        case '"': into += '"'; break;
        case '\\': into += '\\'; break;
        case '/': into += '/'; break;
        case 'b': into += '\b'; break;
        case 'f': into += '\f'; break;
        case 'n': into += '\n'; break;
        case 'r': into += '\r'; break;
        case 't': into += '\t'; break;
        default: return false;
      }
    }
    return false;
  }
  static bool plain(char c) { return c >= ' ' && c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x7f; }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<SqlRequest> read_sql_request(std::string_view line) {
  SqlRequest request;
  if (PlainObject(line).read(request)) return request;
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  request = {};
  if (const auto id = json.find("id"); id != json.end())
    request.id =
        id->is_string() ? id->get<std::string>() : id->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  if (const auto sql = json.find("sql"); sql != json.end() && sql->is_string()) request.sql = sql->get<std::string>();
  if (const auto word = json.find("dialect"); word != json.end() && word->is_string())
    request.dialect = word->get<std::string>();
  return request;
}

}  // namespace onewriter::cli
