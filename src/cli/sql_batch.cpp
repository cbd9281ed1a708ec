#include "cli/sql_batch.h"

#include <optional>
#include <set>

#include "cli/ordered_lines.h"
#include "cli/sql_request.h"
#include "sql/dialect.h"
#include "sql/reader.h"

namespace onewriter::cli {
namespace {

using sql::StatementKind;

std::string_view kind_word(StatementKind kind) {
  switch (kind) {
    case StatementKind::Query: return "query";
    case StatementKind::Dml: return "dml";
    case StatementKind::Ddl: return "ddl";
    case StatementKind::Dcl: return "dcl";
    case StatementKind::Transaction: return "transaction";
    case StatementKind::TwoPhase: return "two-phase";
    case StatementKind::Routine: return "routine";
    case StatementKind::Call: return "call";
    case StatementKind::Session: return "session";
    case StatementKind::Replication: return "replication";
    case StatementKind::Other: return "other";
    case StatementKind::Unreadable: return "unreadable";
  }
  return "other";
}

std::string_view parser_word(sql::Parser parser) {
  switch (parser) {
    case sql::Parser::Postgres: return "postgres";
    case sql::Parser::General: return "general";
    case sql::Parser::None: break;
  }
  return "none";
}

// The kind of several statements together: the one that changes most.
int weight(StatementKind kind) {
  switch (kind) {
    case StatementKind::Dml: return 9;
    case StatementKind::Ddl: return 8;
    case StatementKind::Routine: return 7;
    case StatementKind::Query: return 6;
    case StatementKind::Call: return 5;
    case StatementKind::Dcl: return 4;
    case StatementKind::TwoPhase:
    case StatementKind::Replication: return 3;
    case StatementKind::Transaction: return 2;
    case StatementKind::Unreadable: return 1;
    default: return 0;
  }
}

void append_text(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          constexpr char digits[] = "0123456789abcdef";
          out += "\\u00";
          out += digits[static_cast<unsigned char>(c) >> 4];
          out += digits[c & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void append_list(std::string& out, std::string_view key, const std::set<std::string>& names) {
  out += "\"";
  out += key;
  out += "\": [";
  bool first = true;
  for (const std::string& name : names) {
    if (!first) out += ", ";
    first = false;
    append_text(out, name);
  }
  out += "], ";
}

// Bytes that are no UTF-8 must not make a line that JSON readers refuse.
std::string valid_utf8(std::string text) {
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    const std::size_t length = c < 0x80                ? 1
                               : c >= 0xc2 && c < 0xe0 ? 2
                               : c >= 0xe0 && c < 0xf0 ? 3
                               : c >= 0xf0 && c < 0xf5 ? 4
                                                       : 0;
    bool good = length > 0 && i + length <= text.size();
    for (std::size_t k = 1; good && k < length; ++k) good = (static_cast<unsigned char>(text[i + k]) & 0xc0) == 0x80;
    if (good && length == 3) {
      const unsigned char second = static_cast<unsigned char>(text[i + 1]);
      good = !(c == 0xe0 && second < 0xa0) && !(c == 0xed && second >= 0xa0);
    }
    if (good && length == 4) {
      const unsigned char second = static_cast<unsigned char>(text[i + 1]);
      good = !(c == 0xf0 && second < 0x90) && !(c == 0xf4 && second >= 0x90);
    }
    if (!good) text[i] = '?';
    i += good ? length : 1;
  }
  return text;
}

struct Sums {
  std::set<std::string> reads, writes, ddl;
  void add(const sql::Access& access) {
    const std::string name = sql::to_string(access.table);
    (access.mode == sql::Mode::Read ? reads : access.mode == sql::Mode::Write ? writes : ddl).insert(name);
  }
};

}  // namespace

std::string batch_answer(std::string_view id, const sql::Reading& reading) {
  Sums sums;
  StatementKind kind = StatementKind::Other;
  sql::Parser parser = sql::Parser::None;
  std::size_t unreadable = 0;
  for (const sql::Statement& statement : reading.statements) {
    for (const sql::Access& access : statement.accesses) sums.add(access);
    for (const sql::Routine& routine : statement.routines) {
      for (const sql::Access& access : routine.accesses) sums.add(access);
    }
    for (const sql::TableName& base : statement.view_reads) sums.reads.insert(sql::to_string(base));
    if (&statement == &reading.statements.front() || weight(statement.kind) > weight(kind)) kind = statement.kind;
    if (parser == sql::Parser::None || statement.parser == sql::Parser::General) parser = statement.parser;
    unreadable += statement.kind == StatementKind::Unreadable;
  }
  std::string error = reading.error;
  if (error.empty() && unreadable > 0)
    error = std::to_string(unreadable) + " of " + std::to_string(reading.statements.size()) +
            " statements could not be read";
  std::string out = "{\"id\": ";
  append_text(out, id);
  out += ", \"kind\": ";
  append_text(out, reading.error.empty() ? kind_word(kind) : "none");
  out += ", ";
  append_list(out, "reads", sums.reads);
  append_list(out, "writes", sums.writes);
  append_list(out, "ddl", sums.ddl);
  out += "\"parser\": ";
  append_text(out, parser_word(parser));
  out += ", \"error\": ";
  if (error.empty())
    out += "null";
  else
    append_text(out, error);
  out += "}";
  return valid_utf8(std::move(out));
}

std::vector<std::string> sql_lines(const sql::Reading& reading) {
  std::vector<std::string> lines;
  const auto columns = [](const sql::Access& access) {
    static constexpr std::string_view roles[] = {"read", "written", "filtered", "joined", "grouped", "ordered"};
    std::string text;
    for (const sql::ColumnUse& c : access.columns) {
      text += text.empty() ? " (" : ", ";
      text += c.name + " " + std::string(roles[static_cast<int>(c.role)]);
      if (c.confidence == facts::Confidence::Possible) text += "?";
    }
    return text.empty() ? text : text + ")";
  };
  const auto access_line = [&](const sql::Access& access, std::string_view indent) {
    static constexpr std::string_view modes[] = {"reads ", "writes ", "defines "};
    lines.push_back(std::string(indent) + std::string(modes[static_cast<int>(access.mode)]) +
                    sql::to_string(access.table) + columns(access));
  };
  for (const sql::Statement& s : reading.statements) {
    lines.push_back(std::to_string(s.at.line) + ":" + std::to_string(s.at.column) + " " +
                    std::string(kind_word(s.kind)));
    for (const sql::Access& access : s.accesses) access_line(access, "  ");
    for (const sql::TableName& base : s.view_reads) lines.push_back("  view over " + sql::to_string(base));
    for (const sql::Routine& routine : s.routines) {
      lines.push_back("  routine " + sql::to_string(routine.name));
      for (const sql::Access& access : routine.accesses) access_line(access, "    ");
      for (const sql::RoutineCall& call : routine.calls) lines.push_back("    calls " + sql::to_string(call.name));
    }
    for (const sql::RoutineCall& call : s.calls) lines.push_back("  calls " + sql::to_string(call.name));
    for (const sql::BlindSpot& spot : s.blind_spots)
      lines.push_back("  blind spot: " + spot.what + (spot.detail.empty() ? "" : ": " + spot.detail));
  }
  return lines;
}

std::string answer_request(const std::string& line, sql::Dialect fallback) {
  constexpr std::size_t longest_line = std::size_t{64} << 20;
  if (line.find_first_not_of(" \t\r") == std::string::npos) return {};
  sql::Reading failed;
  const std::optional<SqlRequest> request = line.size() > longest_line ? std::nullopt : read_sql_request(line);
  if (!request) {
    failed.error = "the line is no JSON object";
    return batch_answer("", failed);
  }
  if (!request->sql) {
    failed.error = "the request has no \"sql\" that is a string";
    return batch_answer(request->id, failed);
  }
  sql::Options options;
  options.dialect = request->dialect ? sql::dialect_from(*request->dialect) : fallback;
  return batch_answer(request->id, sql::read(*request->sql, options));
}

void answer_batch(std::istream& in, std::ostream& out, sql::Dialect fallback) {
  answer_in_order(in, out, [&](const std::string& line) { return answer_request(line, fallback); });
}

}  // namespace onewriter::cli
