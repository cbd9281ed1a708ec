#pragma once
// One call of libpg_query, with what it allocates.

#include <pg_query.h>

#include <cstring>
#include <string>

#include "sql/postgres/json.h"

namespace onewriter::sql::postgres {

class Parse {
 public:
  explicit Parse(const std::string& sql)
      : result_(pg_query_parse(sql.c_str())),
        tree_(result_.error ? nullptr : result_.parse_tree,
              result_.error || !result_.parse_tree ? 0 : std::strlen(result_.parse_tree)) {}
  ~Parse() { pg_query_free_parse_result(result_); }
  Parse(const Parse&) = delete;
  Parse& operator=(const Parse&) = delete;

  bool refused() const { return result_.error != nullptr || !tree_.root(); }
  Node statements() const { return tree_.root()["stmts"]; }  // each {"stmt": node, "stmt_location": .., "stmt_len": ..}

 private:
  PgQueryParseResult result_;
  Tree tree_;
};

}  // namespace onewriter::sql::postgres
