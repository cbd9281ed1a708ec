// Texts recovered from code: every way of building a statement gives the tables it names, at the line where they stand.

#include <doctest/doctest.h>

#include "link/code/observe.h"
#include "link/models/built_in.h"

namespace {

using namespace onewriter;

// "line mode table", or "line blind", for all that a file does.
std::string seen(const std::string& path, const std::string& text) {
  std::vector<extract::SourceFile> files(1);
  files[0].path = path;
  files[0].outline = extract::extract(workspace::kind_of(path), path, text);
  const link::Models models = *link::built_in_models();
  std::string result;
  const auto nobody = [](const std::string&) { return link::FileOwners{{"app"}, false}; };
  for (const link::Observation& o : link::observe(files, models, nobody).items) {
    if (o.kind == link::Observation::Kind::Connect) continue;
    result += result.empty() ? "" : "; ";
    result += std::to_string(o.place.line) + " ";
    if (o.kind == link::Observation::Kind::BlindSpot)
      result += "blind";
    else
      result += (o.mode == facts::Mode::Write ? "write " : "read ") + o.table.name;
  }
  return result;
}

}  // namespace

TEST_CASE("pieces put together are one statement") {
  CHECK(seen("a.js", "db.query('SELECT id ' +\n  'FROM orders ' +\n  'WHERE id = $1', [1]);\n") == "2 read orders");
  CHECK(seen("a.py", "cur.execute('SELECT id '\n            'FROM orders')\n") == "2 read orders");
  CHECK(seen("a.py", "sql = 'SELECT id'\nsql += ' FROM orders'\ncur.execute(sql)\n") == "2 read orders");
  CHECK(
      seen("A.java",
           "class A { void f(java.sql.Statement s) throws Exception {\n  String sql = \"DELETE FROM \" + \"orders\";\n"
           "  s.execute(sql);\n} }\n") == "2 write orders");
}

TEST_CASE("a statement whose table a constant keeps stands where its words are run, not where they are kept") {
  const std::string kept = "const HEAD = 'SELECT id FROM ';\nconst T = 'orders';\n";
  CHECK(seen("a.js", kept + "function a() {\n  return db.query(HEAD + T);\n}\n") == "4 read orders");
  CHECK(seen("a.js", kept + "function a() {\n  return db.query(HEAD + 'items');\n}\n") == "4 read items");
  CHECK(seen("a.js", kept + "function a() {\n  const sql = 'SELECT id FROM ' + T;\n  return db.query(sql);\n}\n") ==
        "4 read orders");
}

TEST_CASE("two assignments to one variable are two statements") {
  CHECK(seen("a.py", "sql = 'SELECT 1 FROM a'\ncur.execute(sql)\nsql = 'SELECT 1 FROM b'\ncur.execute(sql)\n")
            .find("read b") != std::string::npos);
}

TEST_CASE("an interpolated value is a placeholder, an interpolated table is a blind spot unless it is a constant") {
  CHECK(seen("a.js", "db.query(`SELECT * FROM orders WHERE id = ${id}`);\n") == "1 read orders");
  CHECK(seen("a.js", "db.query(`SELECT * FROM ${table} WHERE id = 1`);\n") == "1 blind");
  CHECK(
      seen("a.js", "const TABLE = 'orders';\ndb.query(`SELECT * FROM ${TABLE} WHERE id = 1`);\n").find("read orders") !=
      std::string::npos);
  CHECK(seen("a.py", "cur.execute('SELECT * FROM orders WHERE id = %s' % order_id)\n") == "1 read orders");
  CHECK(seen("a.py", "cur.execute('SELECT * FROM {} WHERE id = 1'.format('orders'))\n").find("read orders") !=
        std::string::npos);
}

TEST_CASE("prose, log messages and docstrings are no statements") {
  CHECK(seen("a.py",
             "def f():\n  \"\"\"Select a product from the list and update it.\"\"\"\n  log.info('Delete from cart "
             "failed')\n") == "");
  CHECK(seen("a.js", "console.log('SELECT * FROM orders');\nthrow new Error('Update failed');\n") == "");
}
