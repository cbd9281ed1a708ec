#include "sql/detect.h"

#include <algorithm>
#include <array>

namespace onewriter::sql {
namespace {

struct Mark {
  std::string_view word;
  Dialect dialect;
  int weight;
};

// Words that tell a dialect; with a "(" at the end: only as a call.
constexpr Mark marks[] = {
    {"auto_increment", Dialect::MySql, 5},
    {"straight_join", Dialect::MySql, 5},
    {"ifnull(", Dialect::MySql, 2},
    {"unsigned", Dialect::MySql, 3},
    {"tinyint(", Dialect::MySql, 2},
    {"mediumtext", Dialect::MySql, 4},
    {"longtext", Dialect::MySql, 4},
    {"innodb", Dialect::MySql, 5},
    {"sql_calc_found_rows", Dialect::MySql, 5},
    {"group_concat(", Dialect::MySql, 2},
    {"from_unixtime(", Dialect::MySql, 2},
    {"unix_timestamp(", Dialect::MySql, 1},
    {"low_priority", Dialect::MySql, 5},
    {"infile", Dialect::MySql, 3},
    {"last_insert_id(", Dialect::MySql, 4},
    {"nolock", Dialect::TSql, 5},
    {"getdate(", Dialect::TSql, 3},
    {"nvarchar", Dialect::TSql, 3},
    {"isnull(", Dialect::TSql, 2},
    {"sp_executesql", Dialect::TSql, 5},
    {"nvarchar(", Dialect::TSql, 3},
    {"scope_identity(", Dialect::TSql, 5},
    {"sysdatetime(", Dialect::TSql, 3},
    {"newid(", Dialect::TSql, 3},
    {"object_id(", Dialect::TSql, 5},
    {"dbo", Dialect::TSql, 3},
    {"raiserror", Dialect::TSql, 4},
    {"uniqueidentifier", Dialect::TSql, 4},
    {"getutcdate(", Dialect::TSql, 4},
    {"nonclustered", Dialect::TSql, 5},
    {"openjson(", Dialect::TSql, 4},
    {"datetime2", Dialect::TSql, 4},
    {"openquery(", Dialect::TSql, 5},
    {"dual", Dialect::Oracle, 3},
    {"rownum", Dialect::Oracle, 4},
    {"varchar2", Dialect::Oracle, 5},
    {"varchar2(", Dialect::Oracle, 5},
    {"nvl(", Dialect::Oracle, 2},
    {"sysdate", Dialect::Oracle, 3},
    {"nvl2(", Dialect::Oracle, 3},
    {"number(", Dialect::Oracle, 2},
    {"systimestamp", Dialect::Oracle, 4},
    {"to_number(", Dialect::Oracle, 1},
    {"minus", Dialect::Oracle, 2},
    {"nocycle", Dialect::Oracle, 5},
    {"editionable", Dialect::Oracle, 5},
    {"clob", Dialect::Oracle, 2},
    {"dbms_output", Dialect::Oracle, 5},
    {"ilike", Dialect::Postgres, 2},
    {"jsonb", Dialect::Postgres, 4},
    {"bigserial", Dialect::Postgres, 5},
    {"serial", Dialect::Postgres, 4},
    {"plpgsql", Dialect::Postgres, 6},
    {"timestamptz", Dialect::Postgres, 3},
    {"bytea", Dialect::Postgres, 4},
    {"regclass", Dialect::Postgres, 5},
    {"tsvector", Dialect::Postgres, 5},
    {"generate_series(", Dialect::Postgres, 3},
    {"variant", Dialect::Snowflake, 4},
    {"flatten(", Dialect::Snowflake, 4},
    {"try_to_number(", Dialect::Snowflake, 4},
    {"warehouse", Dialect::Snowflake, 2},
    {"iff(", Dialect::Snowflake, 2},
    {"parse_json(", Dialect::Snowflake, 2},
    {"transient", Dialect::Snowflake, 3},
    {"timestamp_ntz", Dialect::Snowflake, 3},
    {"int64", Dialect::BigQuery, 5},
    {"float64", Dialect::BigQuery, 5},
    {"safe_cast(", Dialect::BigQuery, 4},
    {"_table_suffix", Dialect::BigQuery, 6},
    {"_partitiontime", Dialect::BigQuery, 6},
    {"distkey", Dialect::Redshift, 6},
    {"sortkey", Dialect::Redshift, 6},
    {"diststyle", Dialect::Redshift, 6},
    {"iam_role", Dialect::Redshift, 6},
    {"unload", Dialect::Redshift, 3},
    {"lateral_view", Dialect::Hive, 5},
    {"tblproperties", Dialect::Spark, 5},
    {"delta", Dialect::Spark, 1},
    {"inpath", Dialect::Hive, 5},
    {"rowformat", Dialect::Hive, 5},
    {"serde", Dialect::Hive, 5},
    {"mergetree", Dialect::ClickHouse, 6},
    {"prewhere", Dialect::ClickHouse, 6},
    {"lowcardinality(", Dialect::ClickHouse, 6},
    {"replacingmergetree(", Dialect::ClickHouse, 6},
    {"mergetree(", Dialect::ClickHouse, 6},
    {"todate(", Dialect::ClickHouse, 2},
    {"nullable(", Dialect::ClickHouse, 4},
    {"replicatedmergetree(", Dialect::ClickHouse, 6},
    {"autoincrement", Dialect::Sqlite, 5},
    {"strftime(", Dialect::Sqlite, 2},
    {"glob", Dialect::Sqlite, 2},
    {"sqlite_master", Dialect::Sqlite, 6},
    {"sysibm", Dialect::Db2, 6},
    {"sysdummy1", Dialect::Db2, 6},
};

constexpr std::size_t slots = 1024;
constexpr std::size_t slot_of(std::string_view word) {
  std::uint32_t hash = static_cast<std::uint32_t>(word.size());
  for (char c : word) hash = hash * 33 + static_cast<unsigned char>(lower(c));
  return (hash ^ (hash >> 10)) % slots;
}
constexpr auto table = [] {
  std::array<std::uint8_t, slots> t{};
  for (std::size_t i = 0; i < std::size(marks); ++i) {
    std::string_view word = marks[i].word;
    if (word.back() == '(') word.remove_suffix(1);
    std::size_t slot = slot_of(word);
    while (t[slot] != 0) slot = (slot + 1) % slots;
    t[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return t;
}();

}  // namespace

Dialect detect_dialect(const Tokens& tokens) {
  std::array<int, 16> score{};
  const auto add = [&](Dialect d, int weight) { score[static_cast<std::size_t>(d)] += weight; };
  const auto& list = tokens.list;
  constexpr std::size_t enough = 20000;  // tokens
  const std::size_t count = std::min(list.size() - 1, enough);
  const auto kw = [&](std::size_t i) { return i < list.size() ? list[i].kw : Kw::None; };
  const auto kind = [&](std::size_t i) { return i < list.size() ? list[i].kind : TokenKind::End; };
  // [f(a), [b]] is a list, and [b] no name then; where no value can stand is a name, like [Orders (old)].
  bool lists = false;
  for (std::size_t i = 1; i < count && !lists; ++i) {
    const Kw before = list[i - 1].kw;
    const bool name = list[i - 1].kind == TokenKind::Dot || before == Kw::From || before == Kw::Join ||
                      before == Kw::Into || before == Kw::Update || before == Kw::Table;
    lists = list[i].kind == TokenKind::Operator && list[i].op == '[' && !name;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Token& t = list[i];
    switch (t.kind) {
      case TokenKind::Quoted:
        if (t.op == '[' && !lists) add(Dialect::TSql, 4);
        if (t.op == '`') {
          const std::string_view name = tokens.of(t);
          if (name.find('.') != std::string_view::npos)
            add(Dialect::BigQuery, 5);
          else
            add(Dialect::MySql, 2);
        }
        break;
      case TokenKind::Delimiter:
        if (t.length == 2 && lower(tokens.of(t)[0]) == 'g')
          add(Dialect::TSql, 6);
        else if (t.length == 1)
          add(Dialect::Oracle, 3);
        else if (t.length == 0)
          add(Dialect::MySql, 6);
        break;
      case TokenKind::Operator: {
        const std::string_view op = tokens.of(t);
        if (op == "::") add(Dialect::Postgres, 3);
        if (op == "->>" || op == "~*" || op == "!~*") add(Dialect::Postgres, 3);
        if (op == "<=>") add(Dialect::MySql, 4);
        if (op == "|>") add(Dialect::BigQuery, 4);
        if (op == "+" && kind(i + 1) == TokenKind::Close && i > 0 && kind(i - 1) == TokenKind::Open)
          add(Dialect::Oracle, 6);
        break;
      }
      case TokenKind::Placeholder:
        if (t.op == '$' && t.length <= 3 && t.length > 1 && tokens.of(t)[1] >= '0' && tokens.of(t)[1] <= '9')
          add(Dialect::Postgres, 2);
        if (t.op == '@' && i > 0 && (kw(i - 1) == Kw::Declare || kw(i - 1) == Kw::Exec)) add(Dialect::TSql, 6);
        if (t.op == '@' && tokens.of(t).substr(0, 2) == "@@") add(Dialect::TSql, 2);
        if (t.op == '@' && i > 0 && (kw(i - 1) == Kw::From || kw(i - 1) == Kw::Into || kw(i - 1) == Kw::Join)) {
          const std::size_t end = t.end();
          const bool path = end < tokens.text.size() && (tokens.text[end] == '/' || tokens.text[end] == '.');
          add(path ? Dialect::Snowflake : Dialect::TSql, 3);
        }
        break;
      case TokenKind::String:
        if (t.op == '$') add(Dialect::Postgres, 3);
        break;
      case TokenKind::Word: {
        if (t.op == '#') add(Dialect::TSql, 6);
        switch (t.kw) {
          case Kw::Top:
            if (i > 0 && (kw(i - 1) == Kw::Select || kw(i - 1) == Kw::Distinct || kw(i - 1) == Kw::Delete) &&
                (kind(i + 1) == TokenKind::Number || kind(i + 1) == TokenKind::Open))
              add(Dialect::TSql, 5);
            break;
          case Kw::Apply:
            if (i > 0 && (kw(i - 1) == Kw::Cross || kw(i - 1) == Kw::Outer)) add(Dialect::TSql, 5);
            break;
          case Kw::Output:
            if (i + 2 < count && kind(i + 2) == TokenKind::Dot) add(Dialect::TSql, 4);
            break;
          case Kw::Identity:
            if (kind(i + 1) == TokenKind::Open) add(Dialect::TSql, 4);
            break;
          case Kw::Exec:
            if (i == 0) add(Dialect::TSql, 3);
            break;
          case Kw::Duplicate:
            if (kw(i + 1) == Kw::Key) add(Dialect::MySql, 6);
            break;
          case Kw::Limit:
            if (kind(i + 2) == TokenKind::Comma) add(Dialect::MySql, 4);
            break;
          case Kw::Replace:
            if (i == 0 && kw(i + 1) == Kw::Into) add(Dialect::MySql, 4);
            if (i > 1 && kw(i - 1) == Kw::Or && kw(i - 2) == Kw::Insert) add(Dialect::Sqlite, 6);
            break;
          case Kw::Ignore:
            if (i > 1 && kw(i - 1) == Kw::Or && kw(i - 2) == Kw::Insert)
              add(Dialect::Sqlite, 6);
            else if (i > 0 && (kw(i - 1) == Kw::Insert || kw(i - 1) == Kw::Update))
              add(Dialect::MySql, 6);
            break;
          case Kw::Pragma:
            if (i == 0) add(Dialect::Sqlite, 6);
            break;
          case Kw::Connect:
            if (kw(i + 1) == Kw::By) add(Dialect::Oracle, 6);
            break;
          case Kw::Returning: add(Dialect::Postgres, 1); break;
          case Kw::Conflict: add(Dialect::Postgres, 2); break;
          case Kw::Lateral:
            if (kw(i + 1) == Kw::View) add(Dialect::Spark, 6);
            break;
          case Kw::Overwrite:
            if (i > 0 && kw(i - 1) == Kw::Insert) add(Dialect::Spark, 6);
            break;
          case Kw::Partitioned:
            if (kw(i + 1) == Kw::By) add(Dialect::Spark, 4);
            break;
          case Kw::Qualify: add(Dialect::Snowflake, 4); break;
          case Kw::Copy:
            if (kw(i + 1) == Kw::Into) add(Dialect::Snowflake, 5);
            break;
          case Kw::Array:
            if (kw(i + 1) == Kw::Join) add(Dialect::ClickHouse, 6);
            break;
          case Kw::Settings:
            if (kind(i + 2) == TokenKind::Operator) add(Dialect::ClickHouse, 3);
            break;
          case Kw::Distinct:
            if (kw(i + 1) == Kw::On) add(Dialect::Postgres, 3);
            break;
          default: break;
        }
        const std::string_view word = tokens.of(t);
        if (word.size() == 6 && equals_ignoring_case(word, "engine") && i + 1 < count && list[i + 1].op == '=') {
          const std::string_view engine = tokens.of(list[i + 2 < list.size() ? i + 2 : i]);
          const bool tree = engine.size() > 8 && engine.substr(engine.size() - 4) == "Tree";
          add(tree ? Dialect::ClickHouse : Dialect::MySql, 5);
        }
        for (std::size_t slot = slot_of(word); table[slot] != 0; slot = (slot + 1) % slots) {
          const Mark& mark = marks[table[slot] - 1];
          const bool call = mark.word.back() == '(';
          if (equals_ignoring_case(call ? mark.word.substr(0, mark.word.size() - 1) : mark.word, word)) {
            if (!call || kind(i + 1) == TokenKind::Open) {
              add(mark.dialect, mark.weight);
              break;
            }
          }
        }
        break;
      }
      default: break;
    }
  }
  std::size_t best = 0;
  for (std::size_t d = 1; d < score.size(); ++d) {
    if (score[d] > score[best]) best = d;
  }
  return score[best] >= 2 ? static_cast<Dialect>(best) : Dialect::Unknown;
}

}  // namespace onewriter::sql
