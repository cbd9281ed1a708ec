#include "sql/keywords.h"

#include <algorithm>
#include <array>

namespace onewriter::sql {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Kw::Count_)> texts = {"",
#define X(name) #name,
                                                                                      ONEWRITER_SQL_KEYWORDS(X)
#undef X
};

constexpr std::size_t slots = 2048;

constexpr std::size_t slot_of(std::string_view word) {
  std::uint32_t hash = static_cast<std::uint32_t>(word.size());
  for (char c : word) hash = hash * 31 + static_cast<unsigned char>(lower(c));
  return (hash ^ (hash >> 11)) % slots;
}

constexpr auto build_table() {
  std::array<Kw, slots> table{};
  for (std::size_t i = 1; i < texts.size(); ++i) {
    std::size_t slot = slot_of(texts[i]);
    while (table[slot] != Kw::None) slot = (slot + 1) % slots;
    table[slot] = static_cast<Kw>(i);
  }
  return table;
}
constexpr auto table = build_table();

constexpr std::size_t longest = [] {
  std::size_t n = 0;
  for (auto text : texts) n = std::max(n, text.size());
  return n;
}();

constexpr auto reserved = [] {
  std::array<bool, static_cast<std::size_t>(Kw::Count_)> marks{};
  for (Kw k :
       {Kw::Select,    Kw::From,     Kw::Where,   Kw::Group,         Kw::Having,   Kw::Order,       Kw::Union,
        Kw::Intersect, Kw::Except,   Kw::Minus,   Kw::Join,          Kw::Inner,    Kw::Left,        Kw::Right,
        Kw::Full,      Kw::Cross,    Kw::Natural, Kw::Straight_Join, Kw::On,       Kw::Using,       Kw::Set,
        Kw::Values,    Kw::Insert,   Kw::Update,  Kw::Delete,        Kw::Merge,    Kw::Create,      Kw::Alter,
        Kw::Drop,      Kw::Truncate, Kw::Grant,   Kw::Revoke,        Kw::With,     Kw::Limit,       Kw::Fetch,
        Kw::For,       Kw::Into,     Kw::As,      Kw::And,           Kw::Or,       Kw::Not,         Kw::In,
        Kw::Is,        Kw::Like,     Kw::Between, Kw::Case,          Kw::When,     Kw::Then,        Kw::Else,
        Kw::End,       Kw::Exists,   Kw::Null,    Kw::Window,        Kw::Qualify,  Kw::Connect,     Kw::Returning,
        Kw::Lateral,   Kw::Union,    Kw::Exec,    Kw::Execute,       Kw::Declare,  Kw::If,          Kw::While,
        Kw::Return,    Kw::Begin,    Kw::Call,    Kw::Distinct,      Kw::Prewhere, Kw::Tablesample, Kw::Loop,
        Kw::Go,        Kw::Print}) {
    marks[static_cast<std::size_t>(k)] = true;
  }
  return marks;
}();

}  // namespace

Kw keyword_from(std::string_view word) {
  if (word.size() < 2 || word.size() > longest) return Kw::None;
  for (std::size_t slot = slot_of(word); table[slot] != Kw::None; slot = (slot + 1) % slots) {
    if (equals_ignoring_case(texts[static_cast<std::size_t>(table[slot])], word)) return table[slot];
  }
  return Kw::None;
}

bool is_reserved(Kw word) { return reserved[static_cast<std::size_t>(word)]; }

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

}  // namespace onewriter::sql
