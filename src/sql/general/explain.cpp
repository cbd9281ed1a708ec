// EXPLAIN and DESCRIBE.

#include "sql/general/reader.h"

namespace onewriter::sql::general {

// EXPLAIN reads nothing when it only plans; the tables of a query are counted all the same, its changes are not.
void Reader::explain() {
  ++at_;
  bool runs = false;
  while (!at_end() && !(statement_head() && kw() != Kw::If) && kw() != Kw::Replace && kw() != Kw::From &&
         kw() != Kw::Table && !(is(TokenKind::Open) && query_starts(1))) {
    runs |= kw() == Kw::Analyze;
    if (is(TokenKind::Open)) {
      const std::uint32_t close = after_mate(at_);
      for (; at_ < close; ++at_) runs |= kw() == Kw::Analyze;
    } else {
      ++at_;
    }
  }
  if (!at_end() && kw() != Kw::Table) {
    explain_only_ = !runs;
    statement();
    if (explain_only_) std::erase_if(current_.accesses, [](const Access& a) { return a.mode != Mode::Read; });
    if (explain_only_) current_.definitions.clear();
  }
  while (!at_end()) ++at_;
  current_.kind = StatementKind::Other;
}

}  // namespace onewriter::sql::general
