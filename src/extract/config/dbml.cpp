// DBML (dbml.dbdiagram.io/docs: Table Definition, Relationships & Foreign Key Definitions). What a table or a reference
// says of columns stays as written; enums, groups, notes and projects name no table and are left out.

#include <algorithm>
#include <cctype>

#include "extract/config/builder.h"

namespace onewriter::extract::config {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The text with comments and the content of multi-line strings blanked, so that lines can be read one by one.
std::string without_comments(std::string_view text) {
  std::string out(text);
  std::size_t i = 0;
  auto blank_to = [&](std::size_t end) {
    for (end = std::min(end, out.size()); i < end; ++i)
      if (out[i] != '\n') out[i] = ' ';
  };
  auto after = [&](std::string_view sign, std::size_t from) {
    const std::size_t found = text.find(sign, from);
    return found == std::string_view::npos ? text.size() : found + sign.size();
  };
  while (i < out.size()) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("//")) {
      blank_to(std::min(text.find('\n', i), text.size()));
    } else if (rest.starts_with("/*")) {
      blank_to(after("*/", i + 2));
    } else if (rest.starts_with("'''")) {
      blank_to(after("'''", i + 3));
    } else if (rest[0] == '\'' || rest[0] == '"' || rest[0] == '`') {
      const std::size_t end = text.find_first_of(std::string{rest[0], '\n'}, i + 1);
      i = end == std::string_view::npos ? text.size() : end + 1;
    } else {
      ++i;
    }
  }
  return out;
}

// Takes a name off the line's head, without its quotes: users, "Order Items", shop."Order Items".
std::string name_at(std::string_view& line) {
  line = trim(line);
  std::string name;
  while (!line.empty()) {
    if (line[0] == '"') {
      const std::size_t end = std::min(line.find('"', 1), line.size() - 1);
      name += line.substr(1, end > 0 ? end - 1 : 0);
      line.remove_prefix(end + 1);
    } else if (is_word(line[0]) || (line[0] == '.' && !name.empty())) {
      name += line[0];
      line.remove_prefix(1);
    } else {
      break;
    }
  }
  return name;
}

class Reader {
 public:
  explicit Reader(Builder& out) : out_(out), document_(out.add(0, ConfigNode::Kind::Map, "", {1, 1})) {}

  void read(std::string_view text) {
    while (!text.empty() && !out_.full()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++number_;
      if (const std::string_view line = trim(text.substr(0, end)); !line.empty()) read_line(line);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

 private:
  enum class In { Nothing, Table, References, Other };

  void read_line(std::string_view line) {
    if (line == "}") {
      if (inner_ > 0)
        --inner_;
      else
        in_ = In::Nothing;
      return;
    }
    if (inner_ > 0) {  // indexes, checks and notes in braces of their own
      if (line.ends_with("{")) ++inner_;
      return;
    }
    const At at{number_, 1};
    if (in_ == In::Nothing) {
      begin(line, at);
    } else if (in_ == In::References) {
      out_.scalar(document_, "Ref", std::string(line), at);
    } else if (line.ends_with("{")) {
      ++inner_;
    } else if (in_ == In::Table) {
      const std::string column = name_at(line);
      line = trim(line);
      if (!column.empty() && !line.starts_with(":")) out_.scalar(table_, column, std::string(line), at);
    }
  }

  void begin(std::string_view line, At at) {
    const bool opens = line.ends_with("{");
    std::string_view rest = line;
    const std::string kind = name_at(rest);
    if (kind == "Table" && opens) {
      if (tables_ == no_config) tables_ = out_.add(document_, ConfigNode::Kind::Map, kind, at);
      table_ = out_.add(tables_, ConfigNode::Kind::Map, name_at(rest), at);
      rest = trim(rest);
      if (rest.starts_with("as ")) {
        rest.remove_prefix(3);
        out_.scalar(table_, "@as", name_at(rest), at);
      }
      in_ = In::Table;
    } else if (kind == "Ref" && opens) {
      in_ = In::References;
    } else if (kind == "Ref") {
      const std::size_t colon = rest.find(':');
      if (colon != std::string_view::npos) out_.scalar(document_, kind, std::string(trim(rest.substr(colon + 1))), at);
    } else if (opens) {
      in_ = In::Other;
    }
  }

  Builder& out_;
  ConfigId document_, tables_ = no_config, table_ = no_config;
  In in_ = In::Nothing;
  int inner_ = 0;
  std::uint32_t number_ = 0;
};

}  // namespace

void read_dbml(std::string_view text, Builder& out) {
  if (trim(text).starts_with("<")) return;  // LINQ to SQL's .dbml is XML
  Reader(out).read(without_comments(text));
}

}  // namespace onewriter::extract::config
