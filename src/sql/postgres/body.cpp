// The SQL in the bodies of functions and blocks. PL/pgSQL is cut into its statements here ("43. PL/pgSQL" of
// PostgreSQL's documentation), with what each holds of SQL at its true place; what is not understood is passed over.
// libpg_query's own PL/pgSQL parser is not used: it refuses bodies whose types it does not know, and tells lines only.

#include <array>

#include "sql/postgres/guard.h"
#include "sql/postgres/parse.h"
#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {
namespace {

struct Token {
  std::size_t begin = 0, end = 0;
};

// Always there in PL/pgSQL, some in triggers only.
constexpr std::array<std::string_view, 16> given_variables = {
    "found",   "new",      "old",   "sqlerrm",  "sqlstate",   "tg_argv",       "tg_event",        "tg_level",
    "tg_name", "tg_nargs", "tg_op", "tg_relid", "tg_relname", "tg_table_name", "tg_table_schema", "tg_tag"};

std::vector<Token> tokens_of(std::string_view sql) {
  std::vector<Token> tokens;
  for (std::size_t at = skip_blank(sql, 0); at < sql.size();) {
    std::size_t end = skip_token(sql, at);
    const std::string_view two = sql.substr(at, 2);
    if (two == ":=" || two == ".." || two == "<<" || two == ">>") end = at + 2;
    tokens.push_back({at, end});
    at = skip_blank(sql, end);
  }
  return tokens;
}

}  // namespace

void Walk::sql_body(const Text& text) {
  if (read_inner(text)) return;
  // One statement that the grammar refuses does not hide the others.
  const std::string_view sql = text.sql;
  std::size_t begin = skip_blank(sql, 0);
  int pieces = 0;
  for (std::size_t at = begin; at < sql.size() && pieces < 1000;) {
    const bool end = sql[at] == ';';
    const std::size_t next = end ? at + 1 : skip_blank(sql, skip_token(sql, at));
    if (end || next >= sql.size()) {
      const std::size_t stop = end ? at : sql.size();
      ++pieces;
      if (stop > begin && !read_inner(slice(text, begin, stop - begin))) {
        blind_spot("unreadable statement", sql.substr(begin, std::min<std::size_t>(stop - begin, 80)),
                   text.place(begin));
      }
      begin = skip_blank(sql, next);
    }
    at = end ? begin : next;
  }
}

// Reads one body. Statements are known by their first word and end with a semicolon, or with THEN, LOOP, ELSE and the
// like.
class PlpgsqlBody {
 public:
  PlpgsqlBody(Walk& walk, const Text& text, Body& known)
      : walk_(walk), text_(text), known_(known), tokens_(tokens_of(text.sql)) {}

  void read() {
    while (at_ < tokens_.size()) {
      const std::size_t before = at_;
      if (declaring_)
        declaration();
      else
        statement();
      if (at_ == before) ++at_;
    }
  }

 private:
  std::string_view token(std::size_t index) const {
    if (index >= tokens_.size()) return {};
    return std::string_view(text_.sql).substr(tokens_[index].begin, tokens_[index].end - tokens_[index].begin);
  }
  bool is(std::size_t index, std::string_view word) const {
    const std::string_view t = token(index);
    return t.size() == word.size() && same_word(t, word);
  }

  // The first token from `from` on that is one of the words outside of parentheses and CASE .. END, or the end.
  template <typename... Words>
  std::size_t find(std::size_t from, Words... words) const {
    int open = 0, cases = 0;
    for (std::size_t i = from; i < tokens_.size(); ++i) {
      const std::string_view t = token(i);
      if (open == 0 && cases == 0 && (is(i, words) || ...)) return i;
      if (t == "(" || t == "[") ++open;
      if ((t == ")" || t == "]") && open > 0) --open;
      if (open == 0 && is(i, "case")) ++cases;
      if (open == 0 && is(i, "end") && cases > 0) --cases;
      if (t == ";" && open == 0) return i;  // never beyond the statement
    }
    return tokens_.size();
  }

  Text piece(std::size_t first, std::size_t last) const {  // tokens [first, last)
    if (first >= last || first >= tokens_.size()) return {};
    const std::size_t begin = tokens_[first].begin;
    return slice(text_, begin, tokens_[std::min(last, tokens_.size()) - 1].end - begin);
  }

  void declaration() {
    if (is(at_, "begin")) {
      declaring_ = false;
      return;
    }
    const std::size_t end = find(at_, ";");
    if (is(at_, "declare")) {
      ++at_;
      return;
    }
    add_variable(at_);
    std::size_t i = at_ + 1;
    if (is(i, "alias")) i = end;
    for (; i < end && !is(i, "for") && !is(i, "is") && !is(i, "default") && token(i) != ":=" && token(i) != "="; ++i) {
      if (is(i, "begin")) {  // the declaration's semicolon is missing
        at_ = i;
        return;
      }
      if (token(i) == "(") i = close_of(i, end);
    }
    if (i < end && (is(i, "for") || is(i, "is")))
      query(i + 1, end);  // a cursor
    else if (i < end)
      expression(i + 1, end);
    at_ = end + 1;
  }

  std::size_t close_of(std::size_t open, std::size_t end) const {
    int depth = 0;
    for (std::size_t i = open; i < end; ++i) {
      depth += token(i) == "(" || token(i) == "[" ? 1 : token(i) == ")" || token(i) == "]" ? -1 : 0;
      if (depth == 0) return i;
    }
    return end;
  }

  void add_variable(std::size_t index) {
    std::string name(token(index));
    if (name.size() > 2 && name.front() == '"') {
      known_.variables.insert(name.substr(1, name.size() - 2));
    } else if (!name.empty() && is_word_start(name[0])) {
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      known_.variables.insert(name);
    }
  }

  void statement() {
    const std::size_t first = at_;
    if (is(first, "declare")) {
      declaring_ = true;
      ++at_;
    } else if (is(first, "begin") || is(first, "else") || is(first, "loop") || is(first, "exception") ||
               token(first) == ";") {
      ++at_;
    } else if (token(first) == "<<") {
      at_ = find(first + 1, ">>") + 1;
    } else if (token(first) == "#") {  // #variable_conflict use_column
      at_ = first + 3;
    } else if (is(first, "if") || is(first, "elsif") || is(first, "elseif") || is(first, "when")) {
      at_ = find(first + 1, "then");
      expression(first + 1, at_++);
    } else if (is(first, "while")) {
      at_ = find(first + 1, "loop");
      expression(first + 1, at_++);
    } else if (is(first, "case")) {
      at_ = find(first + 1, "when");
      expression(first + 1, at_);
    } else if (is(first, "for") || is(first, "foreach")) {
      loop();
    } else {
      simple(first, find_end(first));
    }
  }

  // The semicolon that ends a simple statement.
  std::size_t find_end(std::size_t from) const {
    int open = 0;
    for (std::size_t i = from; i < tokens_.size(); ++i) {
      const std::string_view t = token(i);
      if (t == "(") ++open;
      if (t == ")" && open > 0) --open;
      if (t == ";" && open == 0) return i;
    }
    return tokens_.size();
  }

  void loop() {
    const std::size_t in = find(at_ + 1, "in");
    for (std::size_t i = at_ + 1; i < in; ++i) add_variable(i);
    const std::size_t end = find(in + 1, "loop");
    std::size_t begin = in + 1;
    if (is(begin, "reverse") || is(begin, "array")) ++begin;
    at_ = end + 1;
    if (is(begin, "execute")) return execute(begin + 1, end);
    if (is_query(begin)) return query(begin, end);
    const std::size_t dots = find(begin, "..");
    expression(begin, std::min(dots, end));
    if (dots < end) expression(dots + 1, end);
  }

  bool is_query(std::size_t i) const {
    while (token(i) == "(") ++i;
    return is(i, "select") || is(i, "with") || is(i, "values") || is(i, "insert") || is(i, "update") ||
           is(i, "delete") || is(i, "table") || is(i, "merge") || is(i, "explain");
  }

  void simple(std::size_t first, std::size_t end) {
    at_ = end + 1;
    if (is(first, "perform")) return query(first, end, true);
    if (is(first, "execute")) return execute(first + 1, end);
    if (is(first, "return")) {
      if (is(first + 1, "query")) return is(first + 2, "execute") ? execute(first + 3, end) : query(first + 2, end);
      return expression(first + (is(first + 1, "next") ? 2 : 1), end);
    }
    if (is(first, "open")) {
      const std::size_t word_for = find(first + 1, "for");
      if (word_for >= end) return;
      return is(word_for + 1, "execute") ? execute(word_for + 2, end) : query(word_for + 1, end);
    }
    static constexpr std::array<std::string_view, 10> silent = {"end",  "exit",  "continue", "null",  "get",
                                                                "move", "fetch", "close",    "raise", "assert"};
    for (std::string_view word : silent) {
      if (!is(first, word)) continue;
      if (word == "raise" || word == "assert") expression(first + 1, end, true);
      return;
    }
    // target := expression; a target may be a.b[1].c
    std::size_t i = first + 1;
    while (i < end && (token(i) == "." || token(i) == "[")) i = token(i) == "." ? i + 2 : close_of(i, end) + 1;
    if (token(i) == ":=" || token(i) == "=") return expression(i + 1, end);
    query(first, end);
  }

  // PERFORM is SELECT with its result thrown away. INTO names variables: it is blanked out, so that places stay.
  void query(std::size_t first, std::size_t end, bool perform = false) {
    Text sql = piece(first, end);
    if (sql.sql.empty()) return;
    const std::size_t base = tokens_[first].begin;
    if (perform) sql.sql.replace(0, 7, "SELECT ");
    int open = 0;
    for (std::size_t i = first; i < end; ++i) {
      open += token(i) == "(" ? 1 : token(i) == ")" ? -1 : 0;
      if (open != 0 || !is(i, "into") || i == first || is(i - 1, "insert") || is(i - 1, "merge") || is(first, "import"))
        continue;
      std::size_t last = i + 1;
      if (is(last, "strict")) ++last;
      for (;;) {
        add_variable(last++);
        while (last < end && (token(last) == "." || token(last) == "["))
          last = token(last) == "." ? last + 2 : close_of(last, end) + 1;
        if (token(last) != "," || last >= end) break;
        ++last;
      }
      for (std::size_t k = tokens_[i].begin; k < tokens_[std::min(last, end) - 1].end; ++k) sql.sql[k - base] = ' ';
      i = last - 1;
    }
    if (!walk_.read_inner(sql)) walk_.blind_spot("unreadable statement", sql.sql.substr(0, 80), text_.place(base));
  }

  // Only an expression with a call or a query in it can matter.
  void expression(std::size_t first, std::size_t end, bool message = false) {
    end = std::min(end, tokens_.size());
    bool matters = false, query_inside = false;
    for (std::size_t i = first; i < end; ++i) {
      matters |= token(i) == "(";
      query_inside |= is(i, "from");
    }
    if (!matters && !query_inside) return;
    if (message) {  // RAISE level 'format', expression, ...: the expressions alone
      const std::size_t comma = find(first, ",");
      const std::size_t word_using = find(first, "using");
      first = std::min(comma, word_using) + 1;
      if (first >= end) return;
      end = std::min(end, find(first, "using"));
    }
    Text sql;
    sql.append("SELECT ", text_.place(tokens_[first].begin));
    const Text rest = piece(first, end);
    sql.append(rest, 0, rest.sql.size());
    if (!walk_.read_inner(sql) && query_inside) {
      walk_.blind_spot("unreadable statement", rest.sql.substr(0, 80), text_.place(tokens_[first].begin));
    }
  }

  void execute(std::size_t first, std::size_t end) {
    if (first >= tokens_.size()) return;
    end = std::min({end, find(first, "into"), find(first, "using")});
    Text sql;
    const std::uint32_t at = text_.place(tokens_[first].begin);
    sql.append("SELECT ", at);
    const Text rest = piece(first, end);
    sql.append(rest, 0, rest.sql.size());
    walk_.execute_expression(sql, at);
  }

  Walk& walk_;
  const Text& text_;
  Body& known_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  bool declaring_ = false;
};

void Walk::plpgsql_body(const Text& text) {
  const Level level(text_depth_);
  if (text_depth_ > deepest_text) return;
  body_->variables.insert(given_variables.begin(), given_variables.end());
  PlpgsqlBody(*this, text, *body_).read();
}

}  // namespace onewriter::sql::postgres
