#include "sql/other_sense.h"

#include <algorithm>
#include <vector>

namespace onewriter::sql {
namespace {

// A name of a WITH, and what was seen in its own query.
struct Named {
  std::string_view name;
  std::uint32_t close = 0;  // of its parenthesis
  bool united = false;
};

class Senses {
 public:
  Senses(const Tokens& tokens, const Chunk& chunk) : tokens_(tokens), list_(tokens.list), chunk_(chunk) {}

  bool differ() {
    for (std::uint32_t i = chunk_.begin + 1; i < chunk_.end; ++i) {
      if (names_user(i) || names_link(i) || changes_named(i)) return true;
      if (list_[i].kind == TokenKind::Open && list_[i - 1].kw == Kw::As) open(i);
      if (look_inside(i)) return true;
    }
    return false;
  }

 private:
  bool names_user(std::uint32_t i) const {
    const Kw before = list_[i - 1].kw;
    return list_[i].kw == Kw::User && (before == Kw::From || before == Kw::Join) && list_[i + 1].kind != TokenKind::Dot;
  }

  bool names_link(std::uint32_t i) const {
    return list_[i].kind == TokenKind::Placeholder && list_[i].op == '@' && list_[i - 1].kind == TokenKind::Word &&
           list_[i - 1].end() == list_[i].offset;
  }

  // UPDATE n, DELETE FROM n, MERGE INTO n
  bool changes_named(std::uint32_t i) const {
    if (list_[i].kind != TokenKind::Word || list_[i + 1].kind == TokenKind::Dot) return false;
    const Kw before = list_[i - 1].kw;
    const Kw head = i >= chunk_.begin + 2 ? list_[i - 2].kw : Kw::None;
    const bool target =
        before == Kw::Update || (before == Kw::From && head == Kw::Delete) || (before == Kw::Into && head == Kw::Merge);
    return target && std::any_of(names_.begin(), names_.end(), [&](const Named& n) { return same(n, i); });
  }

  bool same(const Named& named, std::uint32_t i) const {
    return equals_ignoring_case(named.name, tokens_.of(list_[i]));
  }

  // At the parenthesis of n [(columns)] AS (
  void open(std::uint32_t at) {
    constexpr std::size_t most = 50;  // statements that play with names are short
    if (at < chunk_.begin + 3 || names_.size() >= most) return;
    std::uint32_t name = at - 2;
    if (list_[name].kind == TokenKind::Close) name = list_[name].mate > 0 ? list_[name].mate - 1 : 0;
    if (name <= chunk_.begin || list_[name].kind != TokenKind::Word) return;
    const Token& lead = list_[name - 1];
    if (lead.kw != Kw::With && lead.kind != TokenKind::Comma) return;
    names_.push_back({tokens_.of(list_[name]), list_[at].mate});
  }

  // Does a query that was opened turn out to read itself behind a UNION?
  bool look_inside(std::uint32_t i) {
    const Token& t = list_[i];
    switch (t.kw) {
      case Kw::From:
      case Kw::Join: from_ = true; break;
      case Kw::Select:
      case Kw::Where:
      case Kw::On: from_ = false; break;
      default: break;
    }
    const Token& before = list_[i - 1];
    const bool table = t.kind == TokenKind::Word &&
                       (before.kw == Kw::From || before.kw == Kw::Join || (from_ && before.kind == TokenKind::Comma));
    if (!table && t.kw != Kw::Union) return false;
    for (Named& named : names_) {
      if (named.close <= i) continue;
      named.united |= t.kw == Kw::Union;
      if (!table || !same(named, i)) continue;
      if (named.united) return true;
      named.close = 0;  // begins with the table of the name
    }
    return false;
  }

  const Tokens& tokens_;
  const std::vector<Token>& list_;
  const Chunk& chunk_;
  std::vector<Named> names_;
  bool from_ = false;  // the last clause word began a list of tables
};

}  // namespace

bool means_other_than_postgres(const Tokens& tokens, const Chunk& chunk) { return Senses(tokens, chunk).differ(); }

}  // namespace onewriter::sql
