#include "extract/code/query.h"

#include <algorithm>
#include <cctype>

namespace onewriter::extract {
namespace {

using What = QueryNode::What;

constexpr int deepest = 32;

class Reader {
 public:
  Reader(const TSLanguage* language, std::string_view text, Query& query)
      : language_(language), text_(text), query_(query) {}

  std::optional<QueryFault> run() {
    skip_space();
    while (at_ < text_.size() && !fault_) {
      QueryPattern pattern;
      pattern.offset = at_;
      clauses_ = &pattern.clauses;
      pattern.root = node(0);
      if (fault_) break;
      finish(pattern.root);
      query_.patterns.push_back(std::move(pattern));
      skip_space();
    }
    if (!fault_) index();
    return fault_;
  }

 private:
  std::uint32_t fail(std::size_t offset, std::string message) {
    if (!fault_) fault_ = QueryFault{offset, std::move(message)};
    return 0;
  }
  std::uint32_t syntax() { return fail(at_, "not the syntax of a query"); }

  bool is(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) {
    if (!is(c)) return false;
    ++at_;
    skip_space();
    return true;
  }
  void skip_space() {
    while (at_ < text_.size()) {
      if (text_[at_] == ';')
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (std::isspace(static_cast<unsigned char>(text_[at_])))
        ++at_;
      else
        return;
    }
  }
  // Letters, digits, '_' and, in captures and clauses, ". - ? !".
  std::string_view word(std::string_view more = "") {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_' ||
                                  more.find(text_[at_]) != std::string_view::npos))
      ++at_;
    const std::string_view taken = text_.substr(begin, at_ - begin);
    skip_space();
    return taken;
  }
  std::string quoted() {
    std::string out;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        out += text_[at_] == 'n' ? '\n' : text_[at_] == 't' ? '\t' : text_[at_];
      } else {
        out += text_[at_];
      }
    }
    if (at_ >= text_.size()) return syntax(), out;
    ++at_;
    skip_space();
    return out;
  }
  std::uint16_t capture() {
    const std::string name(word(".-"));
    const auto known = std::find(query_.captures.begin(), query_.captures.end(), name);
    if (known != query_.captures.end()) return static_cast<std::uint16_t>(known - query_.captures.begin());
    query_.captures.push_back(name);
    return static_cast<std::uint16_t>(query_.captures.size() - 1);
  }
  TSFieldId field(std::string_view name, std::size_t offset) {
    const TSFieldId id = ts_language_field_id_for_name(language_, name.data(), static_cast<std::uint32_t>(name.size()));
    if (id == 0) fail(offset, "no such field in this grammar: " + std::string(name));
    return id;
  }
  TSSymbol symbol(std::string_view name, bool named, std::size_t offset) {
    const TSSymbol id =
        ts_language_symbol_for_name(language_, name.data(), static_cast<std::uint32_t>(name.size()), named);
    if (id == 0) {
      const std::string_view line = text_.substr(offset, 40);
      fail(offset, "no such node in this grammar: " + std::string(line.substr(0, line.find('\n'))));
    } else if (ts_language_symbol_type(language_, id) == TSSymbolTypeSupertype) {
      fail(offset, "a kind of several nodes: name those that are meant in place of " + std::string(name));
    }
    return id;
  }
  std::uint32_t add(QueryNode made) {
    query_.nodes.push_back(std::move(made));
    return static_cast<std::uint32_t>(query_.nodes.size() - 1);
  }

  // A node with what stands behind it.
  std::uint32_t node(int depth) {
    if (depth > deepest) return fail(at_, "too deeply nested");
    const std::size_t begin = at_;
    TSFieldId of = 0;
    if (at_ < text_.size() && (std::isalpha(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_')) {
      const std::string_view name = word();
      if (take(':')) {
        of = field(name, begin);
        if (fault_) return 0;
      } else if (name == "_") {
        return behind(add({}));
      } else {
        at_ = begin;
        return syntax();
      }
    }
    std::uint32_t made = 0;
    if (is('"')) {
      const std::size_t offset = at_;
      QueryNode literal;
      literal.what = What::Symbol;
      literal.symbol = symbol(quoted(), false, offset);
      made = add(std::move(literal));
    } else if (take('[')) {
      QueryNode choice;
      choice.what = What::Choice;
      while (!fault_ && !is(']')) choice.parts.push_back(node(depth + 1));
      if (!fault_ && !take(']')) syntax();
      made = add(std::move(choice));
    } else if (take('(')) {
      made = is('(') || is('[') || is('"') ? group(depth) : named(depth);
    } else if (is('_')) {
      word();
      made = add({});
    } else {
      return syntax();
    }
    if (fault_) return 0;
    if (of != 0) query_.nodes[made].field = of;
    return behind(made);
  }

  std::uint32_t behind(std::uint32_t made) {
    while (!fault_) {
      if (is('@')) {
        ++at_;
        query_.nodes[made].names.push_back(capture());
      } else if (take('?')) {
        query_.nodes[made].optional = true;
      } else if (is('*') || is('+')) {
        if (is('+') || !is_plain(query_.nodes[made])) return fail(at_, "only nodes alone may be repeated, with *");
        take('*');
        query_.nodes[made].many = true;
      } else {
        break;
      }
    }
    return made;
  }

  // Neither captured nor with anything inside.
  bool is_plain(const QueryNode& node) const {
    if (node.what == What::Choice)
      return node.names.empty() && std::all_of(node.parts.begin(), node.parts.end(),
                                               [&](std::uint32_t part) { return is_plain(query_.nodes[part]); });
    return node.names.empty() && node.parts.empty() && node.absent.empty();
  }

  // ((call) @call (#eq? ...))
  std::uint32_t group(int depth) {
    QueryNode row;
    row.what = What::Row;
    const std::size_t begin = at_;
    read_parts(row, depth);
    if (fault_ || row.parts.empty()) return syntax();
    if (row.parts.size() == 1) return row.parts.front();
    return depth == 0 ? add(std::move(row)) : fail(begin, "siblings without their parent are not supported here");
  }

  // What stands between the parentheses of a node.
  std::uint32_t named(int depth) {
    const std::size_t begin = at_;
    const std::string_view name = word();
    if (name.empty()) return syntax();
    QueryNode made;
    made.what = name == "_" ? What::Named : What::Symbol;
    if (name != "_") made.symbol = symbol(name, true, begin);
    read_parts(made, depth);
    return fault_ ? 0 : add(std::move(made));
  }

  // Up to the closing parenthesis.
  void read_parts(QueryNode& made, int depth) {
    bool anchored = false;
    while (!fault_ && !is(')')) {
      if (at_ >= text_.size()) return void(syntax());
      if (take('.')) {
        anchored = true;
      } else if (take('!')) {
        const std::size_t offset = at_;
        made.absent.push_back(field(word(), offset));
      } else if (is('(') && at_ + 1 < text_.size() && text_[at_ + 1] == '#') {
        clause();
      } else {
        const std::uint32_t part = node(depth + 1);
        if (fault_) return;
        query_.nodes[part].next = anchored;
        anchored = false;
        made.parts.push_back(part);
      }
    }
    if (fault_) return;
    if (anchored && !made.parts.empty()) query_.nodes[made.parts.back()].last = true;
    take(')');
  }

  void clause() {
    at_ += 2;  // "(#"
    QueryClause made;
    made.name = word("-?!");
    while (!fault_ && !is(')')) {
      QueryClause::Word each;
      const std::size_t offset = at_;
      if (is('@')) {
        ++at_;
        const std::size_t known = query_.captures.size();
        each.capture = true;
        each.index = capture();
        if (query_.captures.size() != known)
          fail(offset, "a clause names a capture that stands nowhere before: @" + query_.captures.back());
      } else if (is('"')) {
        each.text = quoted();
      } else {
        each.text = word(".-?!");
        if (each.text.empty()) syntax();
      }
      made.words.push_back(std::move(each));
    }
    take(')');
    clauses_->push_back(std::move(made));
  }

  // Tells of each node whether something in it is captured.
  void finish(std::uint32_t id) {
    QueryNode& node = query_.nodes[id];
    node.captures_in = !node.names.empty();
    for (const std::uint32_t part : node.parts) {
      finish(part);
      node.captures_in = node.captures_in || query_.nodes[part].captures_in;
    }
  }

  void index() {
    query_.by_symbol.resize(ts_language_symbol_count(language_));
    for (std::size_t i = 0; i < query_.patterns.size(); ++i)
      index(query_.patterns[i].root, static_cast<std::uint16_t>(i));
  }
  void index(std::uint32_t id, std::uint16_t pattern) {
    const QueryNode& node = query_.nodes[id];
    if (node.what == What::Row) return index(node.parts.front(), pattern);
    const auto note = [&](std::vector<std::uint16_t>& list) {
      if (list.empty() || list.back() != pattern) list.push_back(pattern);
    };
    if (node.what == What::Choice)
      for (const std::uint32_t part : node.parts) index(part, pattern);
    else if (node.what == What::Symbol)
      note(query_.by_symbol[node.symbol]);
    else
      for (std::vector<std::uint16_t>& list : query_.by_symbol) note(list);
  }

  const TSLanguage* language_;
  std::string_view text_;
  Query& query_;
  std::size_t at_ = 0;
  std::vector<QueryClause>* clauses_ = nullptr;
  std::optional<QueryFault> fault_;
};

}  // namespace

std::optional<QueryFault> read_query(const TSLanguage* language, std::string_view text, Query& query) {
  return Reader(language, text, query).run();
}

}  // namespace onewriter::extract
