#include "legacy.h"

#include <cstdlib>

namespace onewriter::cli {

Legacy::Legacy() {
  // Hooks and CI set these for their own repository.
  for (const char* name : {"GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "CI"}) ::unsetenv(name);
  folder.write("compose.yaml",
               "services:\n"
               "  customer:\n    build: ./customer\n    environment:\n      DATABASE_URL: postgresql://db:5432/shop\n"
               "  order:\n    build: ./order\n    environment:\n      DATABASE_URL: postgresql://db:5432/shop\n"
               "  db:\n    image: postgres:16\n");
  folder.write("customer/Dockerfile", "FROM python:3.12\n");
  folder.write("customer/migrations/001.sql", "CREATE TABLE customers (id bigint, status text);\n");
  folder.write("customer/app.py",
               "import psycopg2\n\n\ndef create(connection_url, email):\n"
               "    cursor = psycopg2.connect(connection_url).cursor()\n"
               "    cursor.execute(\"INSERT INTO customers (id) VALUES (%s)\", (email,))\n");
  folder.write("order/Dockerfile", "FROM node:22\n");
  folder.write("order/package.json", "{\"name\": \"order\"}\n");
  folder.write("order/migrations/001.sql", "CREATE TABLE orders (id bigint);\n");
  folder.write("onewriter.yaml",
               "rules: {undeclared-service: off, shared-database: off, consistency-undocumented: off}\n");
  write_module("orders", {"INSERT INTO orders (id) VALUES (1)", "SELECT status FROM customers WHERE id = 1"});
  git("init -q -b main .");
  commit("Begin");
}

std::string Legacy::git(const std::string& arguments) const {
  return shell("git -C '" + folder.path() +
               "' -c user.name=test -c user.email=test@example.invalid -c commit.gpgsign=false -c "
               "core.hooksPath=/dev/null " +
               arguments)
      .out;
}

void Legacy::commit(const std::string& message) const {
  git("add -A");
  git("commit -q -m '" + message + "'");
}

void Legacy::write_module(const std::string& name, const std::vector<std::string>& statements) const {
  std::string text =
      "const { Pool } = require(\"pg\");\nconst pool = new Pool({ connectionString: process.env.DATABASE_URL });\n";
  for (std::size_t i = 0; i < statements.size(); ++i)
    text += "exports.f" + std::to_string(i) + " = () => pool.query(\"" + statements[i] + "\");\n";
  folder.write("order/" + name + ".js", text);
}

Seen Legacy::check(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), {"check", folder.path()});
  return call(arguments);
}

}  // namespace onewriter::cli
