#include "facts/store.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "facts/select.h"

using namespace onewriter::facts;
namespace fs = std::filesystem;

namespace {

Facts some_facts() {
  Facts f;
  f.files = 7;
  f.services = {{"order", "order", "service", {{"compose.yaml", 3, 3, 3}}}};
  f.datastores = {{"db/shop", "postgresql", "db", "shop"}};
  f.datastore_uses = {{"order", "db/shop", "", Confidence::Certain, {"compose.yaml", 6, 7, 6}}};
  f.tables = {{"db/shop:orders", "db/shop", "", "orders", "order", "defines", "table"}};
  Access a;
  a.service = "order";
  a.table = "db/shop:orders";
  a.mode = Mode::Write;
  a.via = "psycopg2";
  a.verb = "insert";
  a.columns = {{"id", "written", Confidence::Certain}, {"total", "written", Confidence::Certain}};
  a.place = {"order/app.py", 12, 5, 14};
  f.accesses = {a};
  f.table_definitions = {{"order",
                          "db/shop:orders",
                          "sql",
                          Scope::Migration,
                          {"id", "total"},
                          Confidence::Certain,
                          {"order/schema.sql", 1, 1, 4}}};
  f.blind_spots = {{"order", "dynamic table name", "name", Scope::Main, {"order/app.py", 30, 1, 30}}};
  f.apis = {{"order",
             "openapi",
             "3.0.3",
             "Orders",
             "1.2.0",
             "path",
             Scope::Main,
             Confidence::Certain,
             {"order/openapi.yaml", 1, 1, 0},
             {{"GET", "/v1/orders/{id}", "/v1/orders/{}", "getOrder", "id,total", {"order/openapi.yaml", 7, 5, 0}}}}};
  f.event_contracts = {{"order",
                        "OrderPlaced",
                        "",
                        "orders",
                        "publish",
                        "asyncapi",
                        "3.0.0",
                        true,
                        "",
                        "placedAt",
                        "",
                        Scope::Main,
                        Confidence::Certain,
                        {"order/asyncapi.yaml", 9, 3, 0}}};
  f.contract_errors = {
      {"order", "order/bad.yaml", "openapi", "paths is missing", Scope::Main, {"order/bad.yaml", 1, 1, 0}}};
  f.routes = {{"order",
               "GET",
               "/v1/orders/<id>",
               "/v1/orders/{}",
               "",
               "app.get_order",
               "flask",
               Scope::Main,
               Confidence::Likely,
               {"order/app.py", 40, 1, 0}}};
  f.event_uses = {{"order",
                   "OrderPlaced",
                   "publish",
                   "kafka",
                   Scope::Main,
                   Confidence::Likely,
                   {"order/app.py", 50, 1, 0},
                   "orders",
                   "app.place"}};
  f.diagnostics = {{Level::Warning, {"order/bad.sql", 2, 0, 0}, "unterminated string"}};
  return f;
}

std::string one(const Store& store, const std::string& sql) {
  const auto rows = select(store, sql);
  REQUIRE_MESSAGE(rows.ok(), (rows.ok() ? "" : rows.error().message));
  std::string text;
  for (const auto& row : rows->rows) {
    for (const auto& cell : row) text += cell + "|";
    text += "\n";
  }
  return text;
}

struct TempFolder {
  fs::path path = fs::temp_directory_path() / ("onewriter-store-" + std::to_string(::getpid()));
  TempFolder() { fs::create_directories(path); }
  ~TempFolder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("facts come back from the store as they went in") {
  const auto store = Store::in_memory(some_facts());
  REQUIRE(store.ok());
  CHECK(one(*store, "SELECT * FROM service") == "order|order|service||\n");
  CHECK(one(*store,
            "SELECT a.service, a.table_id, a.mode, a.scope, a.verb, a.confidence, p.file, p.line, p.col, p.end_line "
            "FROM access a "
            "JOIN place p ON p.id = a.place") ==
        "order|db/shop:orders|write|main|insert|certain|order/app.py|12|5|14|\n");
  CHECK(one(*store, "SELECT name, role FROM access_column ORDER BY name") == "id|written|\ntotal|written|\n");
  CHECK(one(*store, "SELECT key, value FROM meta WHERE key <> 'schema' ORDER BY key") == "files|7|\nschema_version|2|\n");
  CHECK(one(*store, "SELECT what, detail FROM blind_spot") == "dynamic table name|name|\n");
  CHECK(one(*store,
            "SELECT a.title, a.version_in, o.method, o.path, o.fields FROM api a JOIN api_operation o ON o.api_id = "
            "a.id") == "Orders|path|GET|/v1/orders/{id}|id,total|\n");
  CHECK(one(*store, "SELECT event, channel, has_schema, timestamp FROM event_contract") ==
        "OrderPlaced|orders|yes|placedAt|\n");
  CHECK(one(*store, "SELECT document, message FROM contract_error") == "order/bad.yaml|paths is missing|\n");
  CHECK(one(*store, "SELECT r.path FROM route r JOIN api_operation o ON o.pattern = r.pattern") ==
        "/v1/orders/<id>|\n");
  CHECK(one(*store, "SELECT event, channel, function FROM event_use") == "OrderPlaced|orders|app.place|\n");
  CHECK(one(*store, "SELECT level, message FROM diagnostic") == "warning|unterminated string|\n");
}

TEST_CASE("an owner's certainty is that of the evidence behind it") {
  const auto store = Store::in_memory(some_facts());
  CHECK(one(*store, "SELECT owner, because, confidence FROM owned_table") == "order|it defines the table|certain|\n");
}

TEST_CASE("a facts file is written, replaced and read again") {
  TempFolder folder;
  const std::string path = (folder.path / "shop.db").string();
  REQUIRE(Store::create(path, {}).ok());
  REQUIRE(Store::create(path, some_facts()).ok());
  const auto store = Store::open(path);
  REQUIRE(store.ok());
  CHECK(one(*store, "SELECT count(*) FROM access") == "1|\n");
  CHECK_FALSE(fs::exists(path + ".part"));
}

TEST_CASE("equal facts give equal files") {
  TempFolder folder;
  const auto bytes = [&](const char* name) {
    const fs::path path = folder.path / name;
    REQUIRE(Store::create(path.string(), some_facts()).ok());
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  CHECK(bytes("a.db") == bytes("b.db"));
}

TEST_CASE("a file that holds something else is neither overwritten nor opened") {
  TempFolder folder;
  const fs::path path = folder.path / "notes.txt";
  std::ofstream(path) << "do not lose me, and make me longer than a header of a database would be: lorem ipsum dolor "
                         "sit amet, consectetur";
  const auto created = Store::create(path.string(), some_facts());
  REQUIRE_FALSE(created.ok());
  CHECK(created.error().message ==
        path.string() + " exists and is not a facts file: choose another name, or remove it first");
  CHECK_FALSE(Store::open(path.string()).ok());
  CHECK(fs::file_size(path) > 50);
}

TEST_CASE("a facts file of another schema version is refused") {
  TempFolder folder;
  const std::string path = (folder.path / "old.db").string();
  REQUIRE(Store::create(path, some_facts()).ok());
  {
    auto db = open_database(path, OpenMode::Create);
    REQUIRE(execute(db->get(), "PRAGMA user_version = 99").ok());
  }
  const auto store = Store::open(path);
  REQUIRE_FALSE(store.ok());
  CHECK(store.error().message ==
        path + " has facts of schema version 99, this onewriter reads version 2: write it again");
}

TEST_CASE("paths are compared by their pattern, however a framework writes parameters") {
  CHECK(pattern_of("/orders/{id}/") == "/orders/{}");
  CHECK(pattern_of("orders/:id/items") == "/orders/{}/items");
  CHECK(pattern_of("/orders/<int:id>") == "/orders/{}");
  CHECK(pattern_of("/orders/{id:[a-z/]+}/{*rest}") == "/orders/{}/{}");
  CHECK(pattern_of("/files/{name}.{ext}?download=1") == "/files/{}.{}");
  CHECK(pattern_of("//a///b") == "/a/b");
  CHECK(pattern_of("/static/*") == "/static/{}");
  CHECK(pattern_of("/broken/{id") == "/broken/{id");
  CHECK(pattern_of("") == "/");
}
