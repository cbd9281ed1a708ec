#include "sql/splitter.h"

namespace onewriter::sql {
namespace {

class Splitter {
 public:
  Splitter(const Tokens& tokens, Dialect dialect) : list_(tokens.list), dialect_(dialect) {
    for (const Token& t : list_) slashes_ |= t.kind == TokenKind::Delimiter && t.length == 1;
  }

  std::vector<Chunk> run() {
    std::vector<Chunk> chunks;
    const std::uint32_t last = static_cast<std::uint32_t>(list_.size()) - 1;
    std::uint32_t at = 0;
    while (at < last) {
      if (closes(at)) {
        ++at;
        continue;
      }
      const std::uint32_t end = is_routine(at) ? routine_end(at) : statement_end(at);
      chunks.push_back({at, end});
      at = end;
    }
    return chunks;
  }

 private:
  bool closes(std::uint32_t i) const {
    return list_[i].kind == TokenKind::Semicolon || list_[i].kind == TokenKind::Delimiter ||
           list_[i].kind == TokenKind::End;
  }
  Kw kw(std::uint32_t i) const { return i < list_.size() ? list_[i].kw : Kw::None; }
  bool transaction(std::uint32_t begin) const {
    switch (kw(begin + 1)) {
      case Kw::Tran:
      case Kw::Transaction:
      case Kw::Work:
      case Kw::Immediate:
      case Kw::Deferred:
      case Kw::Exclusive:
      case Kw::Distributed:
      case Kw::Isolation:
      case Kw::Read: return true;
      default: return begin + 1 < list_.size() && closes(begin + 1);
    }
  }

  // CREATE [OR REPLACE] ... PROCEDURE | FUNCTION | TRIGGER | PACKAGE | EVENT | TYPE BODY
  bool is_routine(std::uint32_t at) {
    if (kw(at) != Kw::Create && kw(at) != Kw::Alter) return false;
    package_ = false;
    for (std::uint32_t i = at + 1; i < at + 16 && i < list_.size() && !closes(i); ++i) {
      switch (kw(i)) {
        case Kw::Procedure:
        case Kw::Proc:
        case Kw::Function:
        case Kw::Trigger:
        case Kw::Event: return true;
        case Kw::Package: package_ = true; return true;
        case Kw::Type: package_ = kw(i + 1) == Kw::Body; return package_;
        case Kw::Table:
        case Kw::View:
        case Kw::Index:
        case Kw::Schema:
        case Kw::Database:
        case Kw::As:
        case Kw::Sequence:
        case Kw::User: return false;
        default: break;
      }
    }
    return false;
  }

  // A rule's actions and BEGIN ATOMIC bodies hold semicolons in PostgreSQL, too; all else ends at the first one.
  std::uint32_t statement_end(std::uint32_t at) const {
    const bool rule = kw(at) == Kw::Create && (kw(at + 1) == Kw::Rule || kw(at + 3) == Kw::Rule);
    std::uint32_t depth = 0;
    for (std::uint32_t i = at;; ++i) {
      if (list_[i].kind == TokenKind::Open) ++depth;
      if (list_[i].kind == TokenKind::Close && depth > 0) --depth;
      if (list_[i].kind == TokenKind::Delimiter || list_[i].kind == TokenKind::End) return i;
      if (list_[i].kind == TokenKind::Semicolon && !(rule && depth > 0)) return i;
    }
  }

  std::uint32_t routine_end(std::uint32_t at) const {
    std::uint32_t depth = package_ ? 1 : 0;
    bool begun = package_;
    bool declarations = false;  // between IS and BEGIN
    const bool to_delimiter = dialect_ == Dialect::TSql ||
                              ((dialect_ == Dialect::Oracle || dialect_ == Dialect::Unknown || package_) && slashes_);
    for (std::uint32_t i = at;; ++i) {
      const Token& t = list_[i];
      if (t.kind == TokenKind::Delimiter || t.kind == TokenKind::End) return i;
      if (to_delimiter) continue;
      if (t.kind == TokenKind::Semicolon) {
        if (depth == 0 && !declarations) return i;
        continue;
      }
      switch (t.kw) {
        case Kw::Begin:
          if (transaction(i)) break;
          ++depth;
          begun = true;
          declarations = false;
          break;
        case Kw::Case:
          if (i > at && kw(i - 1) != Kw::End) ++depth;
          break;
        case Kw::End:
          switch (kw(i + 1)) {
            case Kw::If:
            case Kw::Loop:
            case Kw::While:
            case Kw::Repeat:
            case Kw::For: break;
            default:
              if (depth > 0) --depth;
          }
          break;
        case Kw::Is:
        case Kw::As:
          // Oracle: the declarations of a routine's head
          if (!begun && depth == 0 && dialect_ == Dialect::Oracle && list_[i + 1].kind == TokenKind::Word &&
              kw(i + 1) != Kw::Language && kw(i + 1) != Kw::Null)
            declarations = true;
          break;
        case Kw::Declare:
          if (!begun && depth == 0 && i > at + 3) declarations = true;
          break;
        default: break;
      }
    }
  }

  const std::vector<Token>& list_;
  Dialect dialect_;
  bool slashes_ = false;
  bool package_ = false;
};

}  // namespace

std::vector<Chunk> split(const Tokens& tokens, Dialect dialect) { return Splitter(tokens, dialect).run(); }

}  // namespace onewriter::sql
