#include "sql/rewrite.h"

#include <algorithm>

#include "sql/postgres/postgres.h"
#include "sql/reader.h"

namespace onewriter::sql {
namespace {

class Rewriter {
 public:
  Rewriter(const Tokens& tokens, std::uint32_t begin, std::uint32_t end)
      : tokens_(tokens), list_(tokens.list), begin_(begin), end_(end) {}

  Rewritten run() {
    for (std::uint32_t i = begin_; i < end_;) i = token(i);
    return std::move(out_);
  }

 private:
  bool variable(std::uint32_t i) const {
    if (i < begin_ || i >= end_) return false;
    const Token& t = list_[i];
    if (t.kind == TokenKind::Hole || t.kind == TokenKind::Template) return true;
    return t.kind == TokenKind::Placeholder;
  }
  bool glued(std::uint32_t i) const { return i > begin_ && list_[i].offset == list_[i - 1].end(); }
  bool name_like(std::uint32_t i) const {
    return i >= begin_ && i < end_ &&
           (list_[i].kind == TokenKind::Word || list_[i].kind == TokenKind::Quoted ||
            list_[i].kind == TokenKind::Number || variable(i));
  }

  // Is the run of glued tokens from `first` to `last` a name? After a keyword that asks for one, beside a dot, or with
  // a word in it.
  bool in_name_place(std::uint32_t first, std::uint32_t last) const {
    if (last < end_ && list_[last].kind == TokenKind::Dot) return true;
    if (first > begin_ && list_[first - 1].kind == TokenKind::Dot) return true;
    for (std::uint32_t i = first; i < last; ++i) {
      if (list_[i].kind == TokenKind::Word) return true;
    }
    if (first == begin_) return false;
    const Token& before = list_[first - 1];
    switch (before.kw) {
      case Kw::From: return !(first - begin_ >= 3 && list_[first - 2].kind != TokenKind::Close && in_call(first));
      case Kw::Join:
      case Kw::Into:
      case Kw::Table:
      case Kw::Update:
      case Kw::Only:
      case Kw::View:
      case Kw::Truncate:
      case Kw::References:
      case Kw::Lateral: return true;
      case Kw::Exists:  // DROP TABLE IF EXISTS ?
        return first - begin_ >= 2 && (list_[first - 2].kw == Kw::If || list_[first - 2].kw == Kw::Not);
      default: break;
    }
    if (before.kind == TokenKind::Comma) {  // FROM a, ?
      for (std::uint32_t i = first - 1, depth = 0; i-- > begin_ && first - i < 60;) {
        if (list_[i].kind == TokenKind::Close) ++depth;
        if (list_[i].kind == TokenKind::Open && depth-- == 0) return false;
        if (depth == 0 && list_[i].kw == Kw::From) return true;
        if (depth == 0 && (list_[i].kw == Kw::Select || list_[i].kw == Kw::Where || list_[i].kw == Kw::Set ||
                           list_[i].kw == Kw::Values || list_[i].kw == Kw::By || list_[i].kw == Kw::On))
          return false;
      }
    }
    return false;
  }

  // EXTRACT(year FROM ?), SUBSTRING(x FROM ?): the FROM of a call.
  bool in_call(std::uint32_t i) const {
    std::uint32_t depth = 0;
    while (i-- > begin_) {
      if (list_[i].kind == TokenKind::Close) ++depth;
      if (list_[i].kind == TokenKind::Open) {
        if (depth == 0) return true;
        --depth;
      }
      if (depth == 0 && (list_[i].kw == Kw::Select || list_[i].kw == Kw::Delete)) return false;
    }
    return false;
  }

  void put(std::string_view text, std::uint32_t old, bool apart) {
    if (apart && !out_.text.empty()) out_.text += ' ';
    out_.places.emplace_back(static_cast<std::uint32_t>(out_.text.size()), old);
    out_.text += text;
  }

  // One token, or a run of glued ones with a variable in it; the index behind.
  std::uint32_t token(std::uint32_t i) {
    const bool apart = !glued(i) || swallowed_;
    swallowed_ = false;
    std::uint32_t last = i + 1;
    const bool may_be_name = name_like(i) && list_[i].kind != TokenKind::Number;
    if (may_be_name) {
      while (last < end_ && glued(last) && (variable(last) || (variable(last - 1) && name_like(last)))) ++last;
    }
    bool any_variable = false;
    for (std::uint32_t k = i; k < last; ++k) any_variable |= variable(k);
    const Token& t = list_[i];
    if (!any_variable) {
      put(tokens_.of(t), t.offset, apart);
      return i + 1;
    }
    if (t.kind == TokenKind::Template && last == i + 1) {
      const std::string name = referred(tokens_.of(t));
      if (!name.empty()) {
        put(name, t.offset, apart);
        return last;
      }
    }
    const bool operator_of_json = t.op == '?' && last == i + 1 && i > begin_ &&
                                  (list_[i - 1].kind == TokenKind::Word || list_[i - 1].kind == TokenKind::Quoted ||
                                   list_[i - 1].kind == TokenKind::Close || list_[i - 1].kind == TokenKind::String) &&
                                  last < end_ && list_[last].kind == TokenKind::String && list_[i - 1].kw == Kw::None;
    if (operator_of_json) {
      put("?", t.offset, apart);
      return last;
    }
    if (!in_name_place(i, last)) {
      const std::string parameter = "$" + std::to_string(++parameters_);
      const bool list = i > begin_ && list_[i - 1].kw == Kw::In && last < end_ + 1 &&
                        (last == end_ || list_[last].kind != TokenKind::Open);
      put(list ? "(" + parameter + ")" : parameter, t.offset, apart);
      return last;
    }
    // ${schema}.orders: the table is known, its schema is not.
    if (last < end_ && list_[last].kind == TokenKind::Dot && last + 1 < end_ && name_like(last + 1) &&
        list_[last + 1].kw != Kw::From) {
      swallowed_ = true;
      return last + 1;
    }
    std::string identifier;
    std::string original;
    for (std::uint32_t k = i; k < last; ++k) {
      std::string part(tokens_.of(list_[k]));
      original += part;
      if (variable(k)) {
        part = std::string(hole_identifier) + std::to_string(out_.holes.size()) + "_";
        std::string shown(tokens_.of(list_[k]));
        std::erase_if(shown, [](char c) { return c == hole_begin || c == hole_end; });
        out_.holes.push_back(std::move(shown));
      }
      std::erase_if(part, [](char c) { return c == '"'; });
      identifier += part;
    }
    put(identifier, t.offset, apart);
    return last;
  }

  // dbt's {{ ref('x') }} and {{ source('s', 'x') }} as a quoted name.
  static std::string referred(std::string_view text) {
    text = trim(text.substr(2, text.size() - 4));
    const bool ref = text.substr(0, 4) == "ref(";
    const bool source = text.substr(0, 7) == "source(";
    if (!ref && !source) return {};
    std::vector<std::string> arguments;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] != '\'' && text[at] != '"') continue;
      const auto close = text.find(text[at], at + 1);
      if (close == std::string_view::npos) return {};
      arguments.emplace_back(text.substr(at + 1, close - at - 1));
      at = close;
    }
    for (std::string& argument : arguments) std::erase_if(argument, [](char c) { return c == '"'; });
    if (arguments.empty() || (source && arguments.size() < 2)) return {};
    return (source ? "\"" + arguments[0] + "\"." : std::string()) + "\"" + arguments.back() + "\"";
  }

  const Tokens& tokens_;
  const std::vector<Token>& list_;
  std::uint32_t begin_;
  std::uint32_t end_;
  Rewritten out_;
  int parameters_ = 0;
  bool swallowed_ = false;
};

}  // namespace

Rewritten rewrite_for_postgres(const Tokens& tokens, std::uint32_t begin, std::uint32_t end) {
  bool needed = tokens.rewritten;
  for (std::uint32_t i = begin; i < end && !needed; ++i) {
    const Token& t = tokens.list[i];
    switch (t.kind) {
      case TokenKind::Hole:
      case TokenKind::Template: needed = true; break;
      case TokenKind::Placeholder:
        needed = t.op != '$' || t.length < 2 || tokens.of(t)[1] < '0' || tokens.of(t)[1] > '9';
        break;
      default: break;
    }
  }
  return needed ? Rewriter(tokens, begin, end).run() : Rewritten{};
}

std::uint32_t old_offset(const Rewritten& rewritten, std::uint32_t offset) {
  const auto& places = rewritten.places;
  auto it = std::upper_bound(places.begin(), places.end(), offset,
                             [](std::uint32_t o, const auto& p) { return o < p.first; });
  if (it == places.begin()) return places.empty() ? offset : places.front().second;
  --it;
  return it->second + (offset - it->first);
}

std::string with_holes(const Rewritten& rewritten, std::string identifier) {
  for (std::size_t at = identifier.find(hole_identifier); at != std::string::npos;
       at = identifier.find(hole_identifier, at + 1)) {
    std::size_t end = at + hole_identifier.size();
    std::size_t index = 0;
    while (end < identifier.size() && identifier[end] >= '0' && identifier[end] <= '9' &&
           index < rewritten.holes.size())
      index = index * 10 + static_cast<std::size_t>(identifier[end++] - '0');
    if (end < identifier.size() && identifier[end] == '_') ++end;
    if (index >= rewritten.holes.size()) continue;
    identifier.replace(at, end - at, rewritten.holes[index]);
    at += rewritten.holes[index].size();
    if (at > identifier.size()) break;
  }
  return identifier;
}

}  // namespace onewriter::sql
