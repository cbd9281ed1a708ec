// Names of tables and routines: parts, quotes, holes, templates.

#include <algorithm>

#include "sql/general/reader.h"
#include "sql/reader.h"

namespace onewriter::sql::general {

std::string Reader::folded(std::uint32_t token) const {
  const Token& t = list_[token];
  const std::string_view text = tokens_.of(t);
  if (t.kind == TokenKind::Quoted || t.kind == TokenKind::String)
    return fold_name(unquoted(text, lexis_), true, session_.dialect);
  return fold_name(text, false, session_.dialect);
}

namespace {

// 1a, 2df1479e: digits with letters, where the dialect was not known to have such names.
bool is_name_like(std::string_view number) {
  return number[0] != '0' && std::any_of(number.begin(), number.end(), [](char c) { return lower(c) >= 'a'; }) &&
         number.find('.') == std::string_view::npos;
}

}  // namespace

// One part and what is written without a space to it: orders_${year}, {prefix}orders.
bool Reader::name_part(std::string& part, bool& quoted, Name& into) {
  quoted = false;
  bool taken = false;
  std::uint32_t glued_end = 0;
  bool hole = false;
  const std::uint32_t first = at_;
  while (at_ < end_) {
    const Token& t = tok();
    if (taken && t.offset != glued_end) break;
    const bool text =
        t.kind == TokenKind::String &&
        (t.op == '"' || (t.op == '\'' && (into.parts > 0 || mysql() || session_.dialect == Dialect::Sqlite)));
    const bool variable = (t.kind == TokenKind::Placeholder && !(taken && t.op == '@')) || t.kind == TokenKind::Hole ||
                          t.kind == TokenKind::Template;
    if (taken && !variable && !hole) break;
    if (t.kind == TokenKind::Word) {
      part += fold_name(tokens_.of(t), false, session_.dialect);
      if (t.op == '#') into.temporary = true;
    } else if (t.kind == TokenKind::Quoted || text) {
      quoted = true;
      const std::string name = unquoted(tokens_.of(t), lexis_);
      part += fold_name(name, true, session_.dialect);
      if (!name.empty() && name[0] == '#') into.temporary = true;
      // "%s" between an identifier's quotes is filled by a function like printf.
      hole = hole || (name.size() == 2 && name[0] == '%');
    } else if (t.kind == TokenKind::Number && (into.parts > 0 || is_name_like(tokens_.of(t)))) {
      part += std::string(tokens_.of(t));
    } else if (t.kind == TokenKind::Placeholder && t.op == '@' && !taken) {
      part = fold_name(tokens_.of(t), false, session_.dialect);
      into.temporary = true;
    } else if (variable) {
      hole = true;
      part += std::string(tokens_.of(t));
    } else {
      break;
    }
    taken = true;
    glued_end = t.end();
    ++at_;
  }
  if (!taken) return false;
  into.dynamic = hole;
  if (hole) {
    if (at_ == first + 1 && list_[first].kind == TokenKind::Template) {
      template_name(list_[first], into);
      if (!into.dynamic) part = into.table.name;
    }
    std::erase_if(part, [](char c) { return c == hole_begin || c == hole_end; });
    into.hole = part;
  }
  return true;
}

// {{ ref('orders') }}, {{ ref('package', 'orders') }}, {{ source('shop', 'orders') }} of dbt.
void Reader::template_name(const Token& token, Name& into) const {
  std::string_view text = tokens_.of(token);
  text = trim(text.substr(2, text.size() - 4));
  if (!text.empty() && text.front() == '-') text = trim(text.substr(1));
  const bool ref = text.substr(0, 4) == "ref(" || text.substr(0, 5) == "ref (";
  const bool source = text.substr(0, 7) == "source(" || text.substr(0, 8) == "source (";
  if (!ref && !source) return;
  std::vector<std::string_view> arguments;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\'' && text[at] != '"') continue;
    const auto close = text.find(text[at], at + 1);
    if (close == std::string_view::npos) return;
    arguments.push_back(text.substr(at + 1, close - at - 1));
    at = close;
  }
  if (arguments.empty() || (source && arguments.size() < 2)) return;
  into.table.name = fold_name(arguments.back(), true, session_.dialect);
  if (source) into.table.schema = fold_name(arguments[0], true, session_.dialect);
  into.dynamic = false;
}

// Snowflake, Databricks: IDENTIFIER('a.b'), IDENTIFIER('a').IDENTIFIER('b')
Name Reader::identifier_call() {
  Name result;
  result.token = at_;
  result.parts = 1;
  for (;;) {
    const std::uint32_t close = after_mate(at_ + 1);
    TableName part;
    if (is(TokenKind::String, 2) && at_ + 4 == close)
      part = table_name_from(unquoted(tokens_.of(tok(2)), lexis_), session_.dialect);
    if (part.name.empty()) {
      result.dynamic = true;
      result.hole = std::string(text_from(at_ + 2, close - 1));
    }
    const bool first = result.token == at_;
    if (first)
      result.table = std::move(part);
    else
      result.table = {std::move(result.table.schema), std::move(result.table.name), std::move(part.name)};
    at_ = close;
    while (take(TokenKind::Dot)) {
      if (is(TokenKind::Dot)) result.table = {"", std::move(result.table.name), ""};  // db..t
    }
    if (!word("identifier") || !is(TokenKind::Open, 1)) return result;
  }
}

// a, a.b, a.b.c, server.a.b.c, a..b, `a.b.c` (BigQuery), my-project.a.b (BigQuery).
std::optional<Name> Reader::name() {
  if (word("identifier") && is(TokenKind::Open, 1)) return identifier_call();
  while (session_.dialect == Dialect::TSql && is(TokenKind::Dot)) ++at_;  // ..t, of the default database
  Name result;
  result.token = at_;
  if (is(TokenKind::Word) && is_reserved(kw()) && !is(TokenKind::Dot, 1)) {
    // A keyword as a name where a name must stand, unless it surely begins something else.
    switch (kw()) {
      case Kw::Select:
      case Kw::From:
      case Kw::Where:
      case Kw::Set:
      case Kw::Values:
      case Kw::On:
      case Kw::Using:
      case Kw::As:
      case Kw::And:
      case Kw::Or:
      case Kw::Into:
      case Kw::With:
      case Kw::Union:
      case Kw::Null:
      case Kw::Having: return std::nullopt;
      case Kw::Join:
        if (at_ == 0 ||
            (list_[at_ - 1].kw != Kw::Table && list_[at_ - 1].kw != Kw::Exists && list_[at_ - 1].kw != Kw::Into))
          return std::nullopt;
        break;
      case Kw::Group:
      case Kw::Order:
        if (kw(1) == Kw::By) return std::nullopt;
        break;
      default: break;
    }
  }
  std::vector<std::string> parts;
  bool quoted = false;
  constexpr std::size_t most_parts = 16;
  while (at_ < end_) {
    while (parts.size() >= most_parts && is(TokenKind::Word) && is(TokenKind::Dot, 1)) at_ += 2;
    std::string part;
    if (!parts.empty() && is(TokenKind::Dot)) {  // db..t
      parts.emplace_back();
      ++at_;
      continue;
    }
    const std::uint32_t before = at_;
    if (!parts.empty() && op("*")) break;
    if (!name_part(part, quoted, result)) {
      at_ = before;
      break;
    }
    if (session_.dialect == Dialect::BigQuery && !quoted) {  // my-project.data.t, events_*
      while (op("-") && tok().offset == list_[at_ - 1].end() && (is(TokenKind::Word, 1) || is(TokenKind::Number, 1)) &&
             tok(1).offset == tok().end()) {
        part += "-" + std::string(tokens_.of(tok(1)));
        at_ += 2;
      }
      if (op("*") && tok().offset == list_[at_ - 1].end()) {
        part += "*";
        ++at_;
      }
    } else if (session_.dialect == Dialect::Unknown && !quoted) {
      while (op("-") && tok().offset == list_[at_ - 1].end() && (is(TokenKind::Word, 1) || is(TokenKind::Number, 1)) &&
             tok(1).offset == tok().end()) {
        std::uint32_t ahead = 2;
        constexpr std::uint32_t farthest = 40;
        while (ahead < farthest && op("-", ahead) &&
               (is(TokenKind::Word, ahead + 1) || is(TokenKind::Number, ahead + 1)))
          ahead += 2;
        if (!is(TokenKind::Dot, ahead) && !(is(TokenKind::Number, 1) && tokens_.of(tok(1)).back() == '.')) break;
        part += "-" + std::string(tokens_.of(tok(1)));
        at_ += 2;
      }
    }
    const bool backtick = quoted && list_[before].op == '`';
    if (backtick && dialect({Dialect::BigQuery, Dialect::Unknown}) && part.find('.') != std::string::npos) {
      std::size_t from = 0;
      for (std::size_t dot = part.find('.'); dot != std::string::npos; dot = part.find('.', from)) {
        parts.push_back(part.substr(from, dot - from));
        from = dot + 1;
      }
      part = part.substr(from);
    }
    parts.push_back(std::move(part));
    ++result.parts;
    if (!is(TokenKind::Dot)) break;
    if (op("*", 1)) break;  // DELETE a.*
    ++at_;
  }
  if (parts.empty()) return std::nullopt;
  result.parts = static_cast<std::uint32_t>(parts.size());
  const bool from_template = !result.table.name.empty();
  if (!from_template) result.table.name = parts.back();
  if (parts.size() > 1) result.table.schema = parts[parts.size() - 2];
  if (parts.size() > 2) {
    for (std::size_t i = 0; i + 2 < parts.size(); ++i) (result.table.catalog += i > 0 ? "." : "") += parts[i];
  }
  // A part that is not known says nothing; the table's own name counts.
  // BigQuery has projects of a domain: example.com:project.
  const std::string_view holes = session_.dialect == Dialect::BigQuery ? "{}?%&@" : "{}?:%&@";
  const auto unknown = [&](const std::string& part) {
    return part.find_first_of(holes) != std::string::npos && part.find('$') != part.size() - 1;
  };
  if (result.table.name.empty() && !result.dynamic) {  // "": no name in any dialect
    at_ = result.token;
    return std::nullopt;
  }
  if (unknown(result.table.schema)) result.table.schema.clear();
  database_link(result);
  if (unknown(result.table.catalog)) result.table.catalog.clear();
  if (result.parts > 1 && result.temporary && list_[result.token].op != '#' && result.table.name.substr(0, 1) != "#")
    result.temporary = false;
  return result;
}

// Oracle: t@link, t@link.domain. Elsewhere something else is glued to a name by @: Delta's versions, MySQL's hosts.
void Reader::database_link(Name& of) {
  if (!is(TokenKind::Placeholder) || tok().op != '@' || tok().offset != list_[at_ - 1].end()) return;
  if (mysql() || dialect({Dialect::Spark, Dialect::Hive, Dialect::Snowflake})) return;
  if (of.table.catalog.empty()) of.table.catalog = fold_name(tokens_.of(tok()).substr(1), false, session_.dialect);
  ++at_;
  while (is(TokenKind::Dot) && is(TokenKind::Word, 1)) at_ += 2;
}

// Also 'orders', as SQLite and DuckDB take it.
std::optional<Name> Reader::name_or_text() {
  auto table = name();
  if (table || !is(TokenKind::String)) return table;
  table.emplace();
  table->token = at_;
  table->parts = 1;
  table->table.name = folded(at_++);
  return table;
}

std::vector<std::string> Reader::name_list() {
  std::vector<std::string> names;
  if (!is(TokenKind::Open)) return names;
  const std::uint32_t close = after_mate(at_);
  bool first = true;
  std::uint32_t depth = 0;
  for (++at_; at_ < close && at_ < end_; ++at_) {
    if (is(TokenKind::Open)) ++depth;
    if (is(TokenKind::Close) && depth > 0) --depth;
    if (depth > 0) continue;
    if (is(TokenKind::Comma)) {
      first = true;
    } else if (is(TokenKind::Dot)) {
      first = true;  // of t.a the last part counts
      if (!names.empty()) names.pop_back();
    } else if (first && (is(TokenKind::Word) || is(TokenKind::Quoted) || (is(TokenKind::String) && tok().op == '"'))) {
      names.push_back(folded(at_));
      first = false;
    } else {
      first = false;
    }
  }
  at_ = close;
  return names;
}

bool Reader::excluded(const TableName& table) const {
  if (table.name.empty() || is_system_table(table, session_.dialect)) return true;  // empty: quotes around nothing
  if (session_.dialect == Dialect::Sqlite && table.schema == "temp") return true;
  return !session_.temporary.empty() && session_.temporary.count(table.name) > 0;
}

void Reader::blind(std::string what, std::string detail, std::uint32_t token) {
  constexpr std::size_t longest_detail = 80;
  if (detail.size() > longest_detail) detail.resize(longest_detail);
  current_.blind_spots.push_back({std::move(what), std::move(detail), position(token)});
}

std::string_view Reader::text_from(std::uint32_t token, std::uint32_t end_token) const {
  if (token >= end_token) return {};
  const std::uint32_t begin = list_[token].offset;
  return tokens_.text.substr(begin, list_[end_token - 1].end() - begin);
}

std::uint32_t Reader::after_mate(std::uint32_t open) const {
  const std::uint32_t mate = std::max(list_[open].mate, open);
  if (mate >= end_) return end_;
  return list_[mate].kind == TokenKind::Close ? mate + 1 : mate;
}

bool Reader::dialect(std::initializer_list<Dialect> any) const {
  return std::find(any.begin(), any.end(), session_.dialect) != any.end();
}

}  // namespace onewriter::sql::general
