#include "link/datastores/connection.h"

#include <doctest/doctest.h>

namespace {

using onewriter::link::Connection;
using onewriter::link::ConnectionText;
using onewriter::link::parse_connection;

std::string shown(const Connection& c) {
  std::string out =
      c.engine + " " + (c.embedded ? "(embedded)" : c.host) + (c.port.empty() ? "" : ":" + c.port) + "/" + c.database;
  if (!c.user.empty()) out += " as " + c.user;
  if (!c.schema.empty()) out += " schema " + c.schema;
  if (c.read_only) out += " read-only";
  if (c.defaulted) out += " defaulted";
  return out;
}

std::string url(std::string text, std::string engine = "") {
  ConnectionText t;
  t.url = std::move(text);
  t.engine = std::move(engine);
  return shown(parse_connection(t));
}

}  // namespace

TEST_CASE("URLs of drivers name engine, host, port, database and user") {
  CHECK(url("postgres://app:s3cret@db:5432/orders") == "postgresql db/orders as app");
  CHECK(url("postgresql+psycopg2://app:p%40ss@db:5433/orders?sslmode=disable") == "postgresql db:5433/orders as app");
  CHECK(url("postgresql://accounts-admin:pwd@accounts-db:5432/accounts-db") ==
        "postgresql accounts-db/accounts-db as accounts-admin");
  CHECK(url("mysql+pymysql://root:root@MySQL/shop?charset=utf8") == "mysql mysql/shop as root");
  CHECK(url("mysql2://root:root@db/shop") == "mysql db/shop as root");
  CHECK(url("mongodb+srv://u:p@cluster0.x.mongodb.net/shop?retryWrites=true") ==
        "mongodb cluster0.x.mongodb.net/shop as u");
  CHECK(url("mongodb://a:27017,b:27017/shop?replicaSet=rs0") == "mongodb a/shop");
  CHECK(url("mongodb://mongo") == "mongodb mongo/test");
  CHECK(url("redis://:secret@cache:6379/2") == "redis cache/2");
  CHECK(url("rediss://cache") == "redis cache/0");
  CHECK(url("cockroach://root@crdb:26257/bank") == "cockroachdb crdb/bank as root");
  CHECK(url("mssql+pyodbc://sa:p@sql:1433/shop?driver=ODBC+Driver+17") == "sqlserver sql/shop as sa");
  CHECK(url("clickhouse://default@ch:9000/logs") == "clickhouse ch:9000/logs as default");
  CHECK(url("http://es:9200", "elasticsearch") == "elasticsearch es/");
  CHECK(url("sqlite:///app.db") == "sqlite (embedded)/app.db");
  CHECK(url("sqlite://:memory:") == "sqlite (embedded)/:memory:");
  CHECK(url("file:./dev.db") == "sqlite (embedded)/dev.db");
  CHECK(url("postgresql:///app?host=/cloudsql/p:r:i") == "postgresql p:r:i/app");
  CHECK(url("postgres://db/x?search_path=billing,public") == "postgresql db/x schema billing");
  CHECK(url("mongodb://m/x?readPreference=secondary") == "mongodb m/x read-only");
}

TEST_CASE("JDBC and R2DBC URLs") {
  CHECK(url("jdbc:postgresql://db:5432/orders?currentSchema=sales") == "postgresql db/orders schema sales");
  CHECK(url("jdbc:postgresql:orders") == "postgresql localhost/orders");
  CHECK(url("jdbc:mysql://db:3306/mall?useUnicode=true&useSSL=false") == "mysql db/mall");
  CHECK(url("jdbc:mysql:loadbalance://a:3306,b:3306/mall") == "mysql a/mall");
  CHECK(url("jdbc:mariadb://db/mall") == "mariadb db/mall");
  CHECK(url("jdbc:sqlserver://sql:1433;databaseName=shop;user=sa;encrypt=false") == "sqlserver sql/shop as sa");
  CHECK(url("jdbc:sqlserver://sql\\X;database=shop") == "sqlserver sql/x/shop");
  CHECK(url("jdbc:jtds:sqlserver://sql:1433/shop") == "sqlserver sql/shop");
  CHECK(url("jdbc:oracle:thin:@ora:1521:XE") == "oracle ora/XE");
  CHECK(url("jdbc:oracle:thin:app/pw@//ora:1522/ORCLPDB1") == "oracle ora:1522/ORCLPDB1 as app");
  CHECK(url("jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=ora)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME="
            "shop)))") == "oracle ora/shop");
  CHECK(url("jdbc:h2:mem:testdb;DB_CLOSE_DELAY=-1") == "h2 (embedded)/testdb");
  CHECK(url("jdbc:h2:file:./data/demo") == "h2 (embedded)/demo");
  CHECK(url("jdbc:h2:tcp://h2/~/shop") == "h2 h2/~/shop");
  CHECK(url("jdbc:hsqldb:mem:x") == "hsqldb (embedded)/x");
  CHECK(url("jdbc:hsqldb:hsql://db/x") == "hsqldb db/x");
  CHECK(url("jdbc:db2://db:50000/SAMPLE:user=u;password=p;") == "db2 db/SAMPLE");
  CHECK(url("r2dbc:pool:postgresql://db/orders") == "postgresql db/orders");
  CHECK(url("jdbc:p6spy:mysql://db/mall") == "mysql db/mall");
  CHECK(url("jdbc:tc:postgresql:15:///x") == "postgresql (embedded)/x");
  CHECK(url("jdbc:mysql:///db?cloudSqlInstance=p:r:i") == "mysql p:r:i/db");
}

TEST_CASE("keyword forms say the same as URLs") {
  CHECK(url("Server=sql,1433;Database=shop;User Id=sa;Password=x;TrustServerCertificate=true", "sqlserver") ==
        "sqlserver sql/shop as sa");
  CHECK(url("Data Source=tcp:sql,1433;Initial Catalog=shop;UID=sa") == "sqlserver sql/shop as sa");
  CHECK(url("Server=(localdb)\\mssqllocaldb;Database=shop;Trusted_Connection=True", "sqlserver") ==
        "sqlserver localhost/shop");
  CHECK(url("Host=db;Username=postgres;Password=p", "npgsql") == "postgresql db/postgres as postgres");
  CHECK(url("Server=db;Username=postgres;Password=postgres;", "postgresql") == "postgresql db/postgres as postgres");
  CHECK(url("host=db port=5433 dbname=orders user=app password='a b'") == "postgresql db:5433/orders as app");
  CHECK(url("mysql:host=mysql;dbname=ratings;charset=utf8mb4") == "mysql mysql/ratings");
  CHECK(url("sqlsrv:Server=sql,1433;Database=shop") == "sqlserver sql/shop");
  CHECK(url("root:pw@tcp(db:3306)/cities?parseTime=true") == "mysql db/cities as root");
  CHECK(url("root@/cities", "mysql") == "mysql /cities as root");
  CHECK(url("Data Source=app.db") == "sqlite (embedded)/app.db");
  CHECK(url("Driver={ODBC Driver 17 for SQL Server};Server=sql;Database=shop;UID=sa") == "sqlserver sql/shop as sa");
  CHECK(url("cache:6379,password=x,defaultDatabase=3", "redis") == "redis cache/3");
  CHECK(url("db:3306", "mysql") == "mysql db/");
}

TEST_CASE("parts stated on their own win, and placeholders are resolved") {
  const onewriter::link::Lookup lookup = [](std::string_view name) -> std::optional<std::string> {
    if (name == "DB_HOST") return "orders-db";
    if (name == "db.name") return "orders";
    return std::nullopt;
  };
  ConnectionText t;
  t.url = "jdbc:mysql://${DB_HOST:localhost}:${DB_PORT:3306}/${db.name}";
  CHECK(shown(parse_connection(t, lookup)) == "mysql orders-db/orders defaulted");
  t.database = "other";
  CHECK(shown(parse_connection(t, lookup)) == "mysql orders-db/other defaulted");
  t = {};
  t.engine = "postgresql";
  t.host = "$DB_HOST";
  t.user = "${DB_USER:-postgres}";
  CHECK(shown(parse_connection(t, lookup)) == "postgresql orders-db/postgres as postgres defaulted");
  t = {};
  t.url = "postgres://${PG_USER}:${PG_PASSWORD}@${PG_HOST}/orders";
  CHECK(shown(parse_connection(t, lookup)) == "postgresql ${pg_host}/orders as ${PG_USER}");
  t.url = "postgres://%s:%s@%s:%d/orders_%s?sslmode=disable";
  CHECK_FALSE(parse_connection(t, lookup).known());
}

TEST_CASE("a message broker's keywords are no store's") {
  CHECK(url("host=rabbitmq:5672;publisherConfirms=true;username=shop;password=p") == " /");
}

TEST_CASE("values of unknown settings are connections only when they look like one") {
  using onewriter::link::looks_like_connection;
  CHECK(looks_like_connection("jdbc:mysql://db/x"));
  CHECK(looks_like_connection("Server=db;Database=x;User Id=sa"));
  CHECK(looks_like_connection("host=db user=u dbname=x"));
  CHECK(!looks_like_connection("http://orders:8080"));
  CHECK(!looks_like_connection("amqp://guest:guest@rabbit:5672"));
  CHECK(!looks_like_connection("Server=primary; see the manual"));
  CHECK(!looks_like_connection("redis"));
}
