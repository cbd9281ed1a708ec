#include "workspace/source_class.h"

#include <doctest/doctest.h>

using namespace onewriter::workspace;

namespace {

std::string shown(const SourceClassifier& classifier, const std::vector<std::string>& paths) {
  std::string out;
  for (const std::string& path : paths) {
    SourceScope scope = classifier.classify(path);
    out += std::string(to_string(scope.source_class)) + " " + path + (scope.reason.empty() ? "" : ": " + scope.reason) +
           "\n";
  }
  return out;
}

std::vector<SourceEntry> entries(const std::vector<std::string>& paths) {
  std::vector<SourceEntry> out;
  for (const std::string& path : paths) out.push_back({path, kind_of(path), 1});
  return out;
}

}  // namespace

TEST_CASE("paths by the conventions of their ecosystem") {
  SourceClassifier classifier(entries({"svc/app.py"}), {});
  CHECK(shown(classifier, {
                              "svc/src/main/java/com/shop/test/TestController.java",
                              "svc/src/main/java/com/shop/LoadTest.java",
                              "svc/src/test/java/com/shop/OrderTest.java",
                              "svc/src/it/java/com/shop/OrderIT.java",
                              "svc/src/integrationTest/resources/data.sql",
                              "svc/app/OrderServiceTest.kt",
                              "svc/order_test.go",
                              "svc/testdata/a.sql",
                              "svc/attest.go",
                              "svc/test_order.py",
                              "svc/latest.py",
                              "svc/conftest.py",
                              "web/src/cart.spec.ts",
                              "web/src/__tests__/cart.js",
                              "web/src/features/cart/api.ts",
                              "web/spec.ts",
                              "api/spec/openapi.yaml",
                              "app/spec/models/order_spec.rb",
                              "app/features/steps/order.py",
                              "src/Ordering.UnitTests/OrderBuilder.cs",
                              "tests/Ordering.FunctionalTests/Base.cs",
                              "src/Catalog/Contest.cs",
                              "src/OrderTests.cs",
                              "contest-service/app.py",
                              "latests/app.py",
                              "src/loadgenerator/locustfile.py",
                              "load-gen/robot.py",
                              "examples/basic/main.py",
                              "svc/gen/order.pb.go",
                              "svc/order_pb2.py",
                              "svc/third_party/x.py",
                              "lib/sqlite/shell.c",
                              "lib/sqlite3.c",
                              "src/shell.c",
                              "svc/app.py",
                          }) == R"(main svc/src/main/java/com/shop/test/TestController.java
main svc/src/main/java/com/shop/LoadTest.java
test svc/src/test/java/com/shop/OrderTest.java: src/test of Maven and Gradle
test svc/src/it/java/com/shop/OrderIT.java: src/test of Maven and Gradle
test svc/src/integrationTest/resources/data.sql: a test source set of Gradle
test svc/app/OrderServiceTest.kt: a test class of JUnit
test svc/order_test.go: a test file of Go
test svc/testdata/a.sql: test data of Go
main svc/attest.go
test svc/test_order.py: a test file of pytest or unittest
main svc/latest.py
test svc/conftest.py: a test file of pytest or unittest
test web/src/cart.spec.ts: a test file of Jest and its like
test web/src/__tests__/cart.js: tests of Jest
main web/src/features/cart/api.ts
main web/spec.ts
main api/spec/openapi.yaml
test app/spec/models/order_spec.rb: specs of RSpec or Jasmine
test app/features/steps/order.py: features of Cucumber or Behave
test src/Ordering.UnitTests/OrderBuilder.cs: a test project
test tests/Ordering.FunctionalTests/Base.cs: a folder of tests
main src/Catalog/Contest.cs
test src/OrderTests.cs: a test class of .NET
main contest-service/app.py
main latests/app.py
load src/loadgenerator/locustfile.py: a load generator
load load-gen/robot.py: a load generator
sample examples/basic/main.py: a folder of examples
generated svc/gen/order.pb.go: written by protoc
generated svc/order_pb2.py: written by protoc
vendored svc/third_party/x.py: third-party code
vendored lib/sqlite/shell.c: SQLite's own code
vendored lib/sqlite3.c: SQLite's own code
main src/shell.c
main svc/app.py
)");
}

TEST_CASE("migrations by the tool that runs them") {
  SourceClassifier classifier(entries({"svc/app.py"}), {});
  CHECK(shown(classifier, {
                              "svc/src/main/resources/db/migration/V1_2__orders.sql",
                              "svc/sql/R__views.sql",
                              "svc/src/main/resources/db/changelog/001.xml",
                              "svc/db/db.changelog-master.yaml",
                              "svc/orders/migrations/0001_initial.py",
                              "svc/orders/migrations/__init__.py",
                              "svc/alembic/versions/3f2a_add.py",
                              "svc/db/migrate/20240101_add_orders.rb",
                              "svc/database/migrations/2024_01_31_000000_create_orders.php",
                              "svc/Migrations/20240131_Init.cs",
                              "svc/Migrations/OrderContextModelSnapshot.cs",
                              "svc/prisma/migrations/2024_init/migration.sql",
                              "svc/migrations/001_orders.up.sql",
                              "svc/src/migrations/1700000000-Orders.ts",
                              "svc/db/schema.sql",
                              "migration-service/app.py",
                          }) == R"(migration svc/src/main/resources/db/migration/V1_2__orders.sql: a migration of Flyway
migration svc/sql/R__views.sql: a migration of Flyway
migration svc/src/main/resources/db/changelog/001.xml: a change log of Liquibase
migration svc/db/db.changelog-master.yaml: a change log of Liquibase
migration svc/orders/migrations/0001_initial.py: a migration of Django
main svc/orders/migrations/__init__.py
migration svc/alembic/versions/3f2a_add.py: a migration of Alembic
migration svc/db/migrate/20240101_add_orders.rb: a migration of Rails
migration svc/database/migrations/2024_01_31_000000_create_orders.php: a migration of Laravel or Doctrine
migration svc/Migrations/20240131_Init.cs: a migration of EF Core
migration svc/Migrations/OrderContextModelSnapshot.cs: a migration of EF Core
migration svc/prisma/migrations/2024_init/migration.sql: a migration
migration svc/migrations/001_orders.up.sql: a migration of golang-migrate
migration svc/src/migrations/1700000000-Orders.ts: a migration of Knex, Sequelize or TypeORM
main svc/db/schema.sql
main migration-service/app.py
)");
}

TEST_CASE("a folder named examples that holds a deployable is no sample") {
  SourceClassifier by_context(entries({"svc/app.py"}), {"examples/shop/order"});
  CHECK(shown(by_context, {"examples/shop/order/app.py", "examples/shop/lib/a.py", "svc/demo/a.py"}) ==
        "main examples/shop/order/app.py\nmain examples/shop/lib/a.py\nsample svc/demo/a.py: a folder of "
        "demonstrations\n");
  SourceClassifier by_dockerfile(entries({"svc/app.py", "demo/order/Dockerfile"}), {});
  CHECK(shown(by_dockerfile, {"demo/order/app.py"}) == "main demo/order/app.py\n");
}

TEST_CASE("a workspace that is all sample is the system") {
  std::vector<std::string> paths = {"examples/order/app.py", "examples/order/test_app.py"};
  CHECK(shown(SourceClassifier(entries(paths), {}), paths) ==
        "main examples/order/app.py\ntest examples/order/test_app.py: a test file of pytest or unittest\n");
}

TEST_CASE("generators leave marks at the head") {
  CHECK(generated_mark("// Code generated by sqlc. DO NOT EDIT.\npackage db\n") ==
        "// Code generated by sqlc. DO NOT EDIT.");
  CHECK(generated_mark("/**\n * @generated SignedSource<<x>>\n */\n") == "* @generated SignedSource<<x>>");
  CHECK(generated_mark("// <auto-generated />\nusing X;\n") == "// <auto-generated />");
  CHECK(generated_mark("/*\n * This file is generated by jOOQ.\n */\n") == "* This file is generated by jOOQ.");
  CHECK_FALSE(generated_mark("// do not edit this by hand\npackage a\n"));
  CHECK_FALSE(generated_mark("x = '@generated'\n"));
  CHECK_FALSE(generated_mark("<!-- @mbg.generated -->\n"));
  CHECK_FALSE(generated_mark("// The id is generated by the database.\n"));
  CHECK_FALSE(generated_mark(std::string(5000, '\n') + "// Code generated by x. DO NOT EDIT.\n"));
  SourceClassifier classifier(entries({"svc/app.go"}), {});
  SourceScope scope = classifier.classify("svc/db/query.go", "// Code generated by sqlc. DO NOT EDIT.\n");
  CHECK(to_string(scope.source_class) == "generated");
  CHECK(scope.reason == "it says: // Code generated by sqlc. DO NOT EDIT.");
}
