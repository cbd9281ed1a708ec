#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"

using namespace onewriter;

namespace {

// The transactions of a service in the folder "order" whose code is in the given files, each with what it writes.
std::string transactions(std::vector<std::pair<std::string, std::string>> texts) {
  texts.push_back({"compose.yaml", "services:\n  order:\n    build: ./order\n"});
  texts.push_back({"order/Dockerfile", "FROM scratch\nCMD [\"app\"]\n"});
  const auto files = link_test::tree(std::move(texts));
  std::string out;
  for (const facts::TransactionScope& t : link::link(files).transaction_scopes) {
    out += t.function + ":";
    for (const std::string& table : t.tables) out += " " + table.substr(table.rfind('/') + 1);
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a transaction that is handed a list or a function ends with its call") {
  CHECK(transactions({{"order/orders.js",
                       "const knex = require('knex')({ client: 'pg' });\n"
                       "async function saveBoth(trx) {\n  await knex('orders').insert({});\n}\n"
                       "async function place() {\n  await knex.transaction(saveBoth);\n"
                       "  await knex('audit').insert({});\n}\n"
                       "async function begun() {\n  const trx = await knex.transaction();\n"
                       "  await trx('orders').insert({});\n  await knex('audit').insert({});\n"
                       "  await trx.commit();\n  await knex('late').insert({});\n}\n"
                       "async function with_options(config) {\n"
                       "  const trx = await knex.transaction({ isolationLevel: 'serializable' });\n"
                       "  await trx('orders').insert({});\n}\n"
                       "module.exports = { place, begun, with_options };\n"}}) ==
        "place: ?:orders\nbegun: ?:audit ?:orders\nwith_options: ?:orders\n");
  CHECK(transactions({{"order/orders.ts",
                       "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n"
                       "export async function place() {\n"
                       "  await prisma.$transaction([\n    prisma.order.create({ data: {} }),\n  ]);\n"
                       "  await prisma.audit.create({ data: {} });\n}\n"},
                      {"order/prisma/schema.prisma",
                       "model Order {\n  id Int @id\n}\nmodel Audit {\n  id Int @id\n}\n"}}) == "place: ?:order\n");
  CHECK(transactions({{"order/go.mod", "module shop/order\n\nrequire github.com/uptrace/bun v1.2.0\n"},
                      {"order/main.go",
                       "package main\n\nimport (\n\t\"context\"\n\n\t\"github.com/uptrace/bun\"\n)\n\n"
                       "func save(ctx context.Context, tx bun.Tx) error {\n"
                       "\t_, err := tx.ExecContext(ctx, \"INSERT INTO orders (id) VALUES (1)\")\n\treturn err\n}\n\n"
                       "func place(ctx context.Context, db *bun.DB) {\n\tdb.RunInTx(ctx, nil, save)\n"
                       "\tdb.ExecContext(ctx, \"INSERT INTO audit (id) VALUES (1)\")\n}\n"}}) == "place: ?:orders\n");
}
