#include "link/datastores/foreign_servers.h"

#include <algorithm>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

constexpr std::size_t max_statement = 4000;
constexpr std::size_t max_text = 4u << 20;

std::string bare(std::string_view word) {
  while (!word.empty() && contains("\"'[]`N", word.substr(0, 1)) && word.size() > 1 &&
         (word.front() != 'N' || word[1] == '\''))
    word.remove_prefix(1);
  while (!word.empty() && contains("\"'[]`", word.substr(word.size() - 1))) word.remove_suffix(1);
  return lower(word);
}

// The quoted text behind a word: "dbname 'shop'", "@datasrc = N'shop-db'".
std::string quoted_after(std::string_view statement, std::string_view folded_statement, std::string_view word) {
  const std::size_t at = folded_statement.find(word);
  if (at == std::string_view::npos) return {};
  const std::size_t open = statement.find('\'', at + word.size());
  const std::size_t close = open == std::string_view::npos ? open : statement.find('\'', open + 1);
  return close == std::string_view::npos ? std::string() : std::string(statement.substr(open + 1, close - open - 1));
}

}  // namespace

std::map<std::string, ForeignServer> foreign_servers(const std::vector<extract::SourceFile>& files) {
  std::map<std::string, ForeignServer> out;
  for (const extract::SourceFile& f : files) {
    const std::string_view text = f.outline.sql.text;
    if (f.outline.kind != workspace::FileKind::Sql || text.size() > max_text) continue;
    const std::string small = lower(text);
    const std::string_view all = small;
    for (std::string_view head : {"create server ", "sp_addlinkedserver"})
      for (std::size_t at = all.find(head); at != std::string_view::npos; at = all.find(head, at + 1)) {
        const std::size_t end = std::min({all.find(';', at), all.size(), at + max_statement});
        const std::string_view statement = text.substr(at, end - at), folded_statement = all.substr(at, end - at);
        ForeignServer server;
        std::string name;
        if (head.starts_with("create")) {
          std::vector<std::string> words = split(folded_statement, " \t\r\n");
          std::size_t i = 2;
          if (words.size() > 5 && words[2] == "if") i = 5;  // IF NOT EXISTS
          if (i < words.size()) name = bare(words[i]);
          server.host = quoted_after(statement, folded_statement, "host ");
          server.database = quoted_after(statement, folded_statement, "dbname ");
        } else {
          name = lower(quoted_after(statement, folded_statement, "@server"));
          if (name.empty()) name = lower(quoted_after(statement, folded_statement, "linkedserver"));
          server.host = quoted_after(statement, folded_statement, "@datasrc");
          server.database = quoted_after(statement, folded_statement, "@catalog");
        }
        if (!name.empty()) out.emplace(std::move(name), std::move(server));
      }
  }
  return out;
}

}  // namespace onewriter::link
