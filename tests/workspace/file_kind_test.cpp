#include "workspace/file_kind.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using onewriter::workspace::FileKind;
using onewriter::workspace::kind_of;

TEST_CASE("kinds by name") {
  const std::pair<std::string, FileKind> expected[] = {
      {"a/b.py", FileKind::Python},
      {"types.pyi", FileKind::Other},
      {"web/a.mjs", FileKind::JavaScript},
      {"web/a.jsx", FileKind::JavaScript},
      {"web/a.tsx", FileKind::Tsx},
      {"web/a.d.ts", FileKind::Other},
      {"A.JAVA", FileKind::Java},
      {"build.gradle.kts", FileKind::Kotlin},
      {"V1__init.sql", FileKind::Sql},
      {"schema.ddl", FileKind::Sql},
      {"a.pgsql", FileKind::Sql},
      {"Order.hbm.xml", FileKind::Xml},
      {"pom.xml", FileKind::Xml},
      {"Shop.Api.csproj", FileKind::Xml},
      {"Directory.Packages.props", FileKind::Xml},
      {"web.config", FileKind::Xml},
      {"docker-compose.override.yml", FileKind::Yaml},
      {"application-prod.yaml", FileKind::Yaml},
      {"application.yml.j2", FileKind::Yaml},
      {"pnpm-lock.yaml", FileKind::Other},
      {"package.json", FileKind::Json},
      {"package-lock.json", FileKind::Other},
      {"order.avsc", FileKind::Avro},
      {"application.properties", FileKind::Properties},
      {"Dockerfile", FileKind::Dockerfile},
      {"docker/Dockerfile.dev", FileKind::Dockerfile},
      {"dev.dockerfile", FileKind::Dockerfile},
      {"Dockerfile.dockerignore", FileKind::Other},
      {".env", FileKind::Env},
      {"x/.env.production", FileKind::Env},
      {"db.env", FileKind::Env},
      {"alembic.ini", FileKind::Ini},
      {"setup.cfg", FileKind::Ini},
      {"pyproject.toml", FileKind::Toml},
      {"main.tf", FileKind::Hcl},
      {".terraform.lock.hcl", FileKind::Other},
      {"order.proto", FileKind::Proto},
      {"schema.graphqls", FileKind::GraphQl},
      {"schema.prisma", FileKind::Prisma},
      {"init.sh", FileKind::Shell},
      {"config.php.dist", FileKind::Other},
      {"views/a.blade.php", FileKind::Other},
      {"Pages/Index.cshtml", FileKind::Other},
      {"notebook.ipynb", FileKind::Other},
      {"go.mod", FileKind::Properties},
      {"go.sum", FileKind::Other},
      {"README", FileKind::Other},
      {"", FileKind::Other},
  };
  for (const auto& entry : expected) {
    const auto& path = entry.first;
    const auto kind = entry.second;
    CAPTURE(path);
    CHECK(kind_of(path) == kind);
  }
}
