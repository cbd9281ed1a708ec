// Deployments beside compose and Kubernetes, each read alone and as one of several that tell the same service.

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/services/system.h"

namespace {

using onewriter::link::find_system;
using onewriter::link::System;
using onewriter::link_test::tree;

constexpr const char* python = "import os\n";

std::string shown(const System& system) {
  std::string out;
  for (const auto& d : system.services) {
    out += d.fact.name + " (" + d.fact.kind + ") in '" + d.fact.root + "'";
    if (!d.fact.team.empty()) out += " of " + d.fact.team;
    for (const auto& e : d.environments)
      for (const auto& s : e.settings) out += " " + s.name + "=" + s.value;
    out += "\n";
  }
  for (const auto& s : system.servers) {
    out += "server " + s.name + ": " + s.engine + (s.database.empty() ? "" : " " + s.database);
    for (const auto& d : s.databases) out += " +" + d;
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("the processes of a Procfile run one application") {
  CHECK(shown(find_system(
            tree({{"orders/Procfile", "web: gunicorn orders.wsgi\nworker: celery -A orders\nredis: redis-server\n"},
                  {"orders/orders/wsgi.py", python},
                  {"stock/Procfile", "web: python main.py\n"},
                  {"stock/main.py", python}}))) ==
        "orders (service) in 'orders'\n"
        "stock (service) in 'stock'\n");
}

TEST_CASE("a Procfile that runs a package's scripts runs the package, wherever it lies") {
  CHECK(shown(find_system(tree({{"Procfile", "web: yarn start\n"},
                                {"package.json", "{\"name\": \"shop\", \"scripts\": {\"start\": \"node server\"}}"},
                                {"server/index.js", "require('http')\n"},
                                {"server/search/Procfile", "web: yarn start --only=search\n"},
                                {"server/search/index.js", "require('http')\n"}}))) == "app (service) in ''\n");
}

TEST_CASE("a Procfile that starts the code of several folders tells several services") {
  CHECK(shown(find_system(tree({{"Procfile.dev", "orders: cd orders && python run.py\nstock: python stock/serve.py\n"},
                                {"orders/run.py", python},
                                {"stock/serve.py", python}}))) ==
        "orders (service) in 'orders'\n"
        "stock (service) in 'stock'\n");
}

TEST_CASE("compose files that another includes are one deployment with it") {
  const auto files = tree({{"compose.yaml", "include:\n  - orders/compose.yaml\n  - path: stock/compose.yaml\n"},
                           {"orders/compose.yaml", "services:\n  orders: { build: . }\n"},
                           {"orders/main.py", python},
                           {"stock/compose.yaml", "services:\n  stock: { build: . }\n"},
                           {"stock/main.py", python}});
  std::string deployments;
  for (const auto& service : find_system(files).services)
    for (const auto& environment : service.environments)
      deployments += service.fact.name + " in " + environment.deployment + "\n";
  CHECK(deployments == "orders in compose.yaml\nstock in compose.yaml\n");
}

TEST_CASE("an Nx application without code of its own is no deployable") {
  CHECK(shown(find_system(tree({{"apps/orders/project.json", R"({"name": "orders", "projectType": "application"})"},
                                {"apps/orders/main.ts", "import express from 'express'"},
                                {"apps/chart/project.json", R"({"name": "chart", "projectType": "application"})"},
                                {"apps/chart/values.yaml", "replicas: 1\n"}}))) ==
        "orders (service) in 'apps/orders'\n");
}

TEST_CASE("a Tiltfile tells from which folder the image of a manifest is built") {
  CHECK(
      shown(find_system(tree(
          {{"Tiltfile",
            "k8s_yaml('k8s/all.yaml')\ndocker_build('shop/pay', './code/payments', dockerfile='Dockerfile')\n"
            "docker_build('shop/stock', context='code/stock')\n"},
           {"k8s/all.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: pay }\nspec: { template: { spec: { containers: [ "
            "{ name: pay, image: shop/pay } ] } } }\n"},
           {"code/payments/main.py", python},
           {"code/payments/Dockerfile", "FROM python:3\n"},
           {"code/stock/main.py", python},
           {"code/stock/Dockerfile", "FROM python:3\n"}}))) ==
      "pay (service) in 'code/payments'\n"
      "stock (service) in 'code/stock'\n");
}

TEST_CASE("Terraform's ECS tasks, Cloud Run services and functions are deployables, its databases servers") {
  const auto files = tree({{"infra/main.tf", R"(
variable "db_name" { default = "orders" }
locals { user = "shop" }
resource "aws_db_instance" "main" {
  identifier = "orders-db"
  engine     = "postgres"
  db_name    = var.db_name
}
resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([
    {
      name  = "orders"
      image = "123.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:latest"
      environment = [
        { name = "DB_HOST", value = aws_db_instance.main.address },
        { name = "DATABASE_URL", value = "postgres://${local.user}@${aws_db_instance.main.endpoint}/${var.db_name}" },
      ]
    }
  ])
}
resource "google_sql_database_instance" "stock" {
  name             = "stock-server"
  database_version = "MYSQL_8_0"
}
resource "google_sql_database" "stock" {
  name     = "stock"
  instance = google_sql_database_instance.stock.name
}
resource "google_cloud_run_v2_service" "stock" {
  name = "stock"
  template {
    containers {
      image = "gcr.io/shop/stock"
      env {
        name  = "DB_NAME"
        value = google_sql_database.stock.name
      }
    }
  }
}
data "archive_file" "mail" {
  type        = "zip"
  source_dir  = "${path.module}/../code/mail"
  output_path = "mail.zip"
}
resource "aws_lambda_function" "mail" {
  function_name = "send-mail"
  filename      = data.archive_file.mail.output_path
  environment { variables = { SENDER = "a@example.com" } }
}
)"},
                           {"code/orders/main.py", python},
                           {"code/orders/Dockerfile", "FROM python:3\n"},
                           {"code/stock/main.py", python},
                           {"code/stock/Dockerfile", "FROM python:3\n"},
                           {"code/mail/handler.py", python}});
  CHECK(shown(find_system(files)) ==
        "orders (service) in 'code/orders' DB_HOST=orders-db DATABASE_URL=postgres://shop@orders-db/orders\n"
        "send-mail (service) in 'code/mail' SENDER=a@example.com\n"
        "stock (service) in 'code/stock' DB_NAME=stock\n"
        "server orders-db: postgresql orders\n"
        "server stock-server: mysql stock +stock\n");
}

TEST_CASE("a module of the tree makes what each of its calls asks for, and nothing by itself") {
  const auto files = tree({{"modules/service/main.tf", R"(
variable "name" {}
variable "image" {}
variable "environment" { default = {} }
resource "aws_ecs_task_definition" "this" {
  family = var.name
  container_definitions = jsonencode([{
    name        = var.name
    image       = var.image
    environment = [for k, v in var.environment : { name = k, value = v }]
  }])
}
)"},
                           {"modules/database/main.tf", R"(
variable "database" {}
resource "aws_db_instance" "this" {
  identifier = "${var.database}-db"
  engine     = "postgres"
  db_name    = var.database
}
output "address" { value = aws_db_instance.this.address }
)"},
                           {"live/main.tf", R"(
module "orders_db" {
  source   = "../modules/database"
  database = "orders"
}
module "orders" {
  source      = "../modules/service"
  name        = "orders"
  image       = "shop/orders:1"
  environment = { DB_HOST = module.orders_db.address, DB_NAME = "orders" }
}
locals {
  workers = {
    mail  = { image = "shop/mail:1", queue = "mails" }
    print = { image = "shop/print:1", queue = "pages" }
  }
}
module "worker" {
  source      = "../modules/service"
  for_each    = local.workers
  name        = each.key
  image       = each.value.image
  environment = { QUEUE = each.value.queue }
}
module "unknown" {
  source   = "../modules/service"
  for_each = data.consul_keys.services.var
  name     = each.key
}
)"},
                           {"orders/main.py", python},
                           {"orders/Dockerfile", "FROM python:3\n"},
                           {"mail/main.py", python},
                           {"mail/Dockerfile", "FROM python:3\n"},
                           {"print/main.py", python},
                           {"print/Dockerfile", "FROM python:3\n"}});
  CHECK(shown(find_system(files)) ==
        "mail (service) in 'mail' QUEUE=mails\n"
        "orders (service) in 'orders' DB_HOST=orders-db DB_NAME=orders\n"
        "print (service) in 'print' QUEUE=pages\n"
        "server orders-db: postgresql orders\n");
}

TEST_CASE("modules that call each other in a circle end") {
  const auto files = tree({{"a/main.tf", "module \"b\" { source = \"../b\" }\nmodule \"c\" { source = \"../b\" }\n"},
                           {"b/main.tf", "module \"a\" { source = \"../a\" }\nmodule \"d\" { source = \"../a\" }\n"},
                           {"live/main.tf", "module \"a\" { source = \"../a\" }\n"},
                           {"live/run.py", python}});
  CHECK(shown(find_system(files)) == "app (service) in ''\n");
}

TEST_CASE("Azure's databases, web applications and Nomad's jobs are read") {
  const auto files = tree({{"azure/main.tf", R"(
resource "azurerm_postgresql_flexible_server" "main" { name = "shop-pg" }
resource "azurerm_postgresql_flexible_server_database" "orders" {
  name      = "orders"
  server_id = azurerm_postgresql_flexible_server.main.id
}
resource "azurerm_linux_web_app" "orders" {
  name = "orders"
  app_settings = { "PGHOST" = azurerm_postgresql_flexible_server.main.fqdn }
}
)"},
                           {"jobs/stock.nomad", R"(
job "stock" {
  group "web" {
    task "stock" {
      driver = "docker"
      config { image = "shop/stock:1" }
      env { DB_HOST = "stock-db" }
    }
  }
}
)"},
                           {"orders/main.py", python},
                           {"orders/requirements.txt", "flask\n"},
                           {"stock/main.py", python},
                           {"stock/Dockerfile", "FROM python:3\n"}});
  CHECK(shown(find_system(files)) ==
        "orders (service) in 'orders' PGHOST=shop-pg\n"
        "stock (service) in 'stock' DB_HOST=stock-db\n"
        "server shop-pg: postgresql orders +orders\n");
}

TEST_CASE("functions of one stack are one service, with the databases of the stack") {
  const auto files = tree({{"orders/serverless.yml", R"(
service: orders-api
custom: { table: orders }
provider:
  name: aws
  environment: { TABLE: "${self:custom.table}", DB_HOST: "${env:DB_HOST, 'localhost'}" }
functions:
  create: { handler: src/create.handler }
  list: { handler: src/list.handler, environment: { PAGE: "50" } }
)"},
                           {"orders/src/create.js", "exports.handler = 1\n"},
                           {"stock/template.yaml", R"(
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  StockDb:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: postgres, DBName: stock }
  Get:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.get
      Environment: { Variables: { DB_HOST: !GetAtt StockDb.Endpoint.Address } }
)"},
                           {"stock/src/app.py", python}});
  CHECK(shown(find_system(files)) ==
        "orders-api (service) in 'orders' TABLE=orders DB_HOST=${DB_HOST:-localhost} PAGE=50\n"
        "stock (service) in 'stock' DB_HOST=StockDb\n"
        "server StockDb: postgresql stock\n");
}

TEST_CASE("App Engine and Knative descriptors tell services") {
  const auto files =
      tree({{"orders/app.yaml", "runtime: python312\nservice: orders\nenv_variables:\n  DB_NAME: orders\n"},
            {"orders/main.py", python},
            {"front/app.yaml", "runtime: nodejs20\n"},
            {"front/server.js", "x = 1\n"},
            {"stock/service.yaml",
             "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: stock }\nspec: { "
             "template: { spec: { containers: [ { image: gcr.io/shop/stock, env: [ { name: DB_NAME, value: "
             "stock } ] } ] } } }\n"},
            {"stock/main.py", python},
            {"stock/Dockerfile", "FROM python:3\n"}});
  CHECK(shown(find_system(files)) ==
        "front (service) in 'front'\n"
        "orders (service) in 'orders' DB_NAME=orders\n"
        "stock (service) in 'stock' DB_NAME=stock\n");
}

TEST_CASE("catalogs name services and their teams; CODEOWNERS answers where they do not") {
  const auto files = tree(
      {{"orders/catalog-info.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: order-service }\nspec: { type: service, "
        "owner: group:default/checkout }\n"},
       {"orders/src/a.py", python},
       {"lib/catalog-info.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: shop-lib }\nspec: { type: library }\n"},
       {"lib/a.py", python},
       {"stock/service.datadog.yaml", "schema-version: v2.2\ndd-service: stock\nteam: warehouse\n"},
       {"stock/a.py", python},
       {"mail/opslevel.yml", "version: 1\nservice: { name: mail, owner: messaging }\n"},
       {"mail/a.py", python},
       {"pay/cortex.yaml",
        "openapi: 3.0.1\ninfo: { title: Pay, x-cortex-tag: pay, x-cortex-type: service, x-cortex-owners: [ { type: "
        "group, "
        "name: money } ] }\n"},
       {"pay/a.py", python},
       {"user/Dockerfile", "FROM python:3\n"},
       {"user/main.py", python},
       {"pay/a.py", python},
       {".github/CODEOWNERS", "* @shop/everybody\n/user/ @shop/identity @shop/other\n"}});
  CHECK(shown(find_system(files)) ==
        "mail (service) in 'mail' of messaging\n"
        "order-service (service) in 'orders' of checkout\n"
        "pay (service) in 'pay' of money\n"
        "stock (service) in 'stock' of warehouse\n"
        "user (service) in 'user' of @shop/identity\n");
}

TEST_CASE("one service that seven files tell is one") {
  CHECK(shown(find_system(tree(
            {{"compose.yaml", "services:\n  orders:\n    build: ./orders\n"},
             {"k8s/orders.yaml",
              "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec: { template: { spec: { "
              "containers: "
              "[ { name: orders, image: shop/orders } ] } } }\n"},
             {"Tiltfile", "docker_build('shop/orders', 'orders')\n"},
             {"Procfile", "orders: cd orders && python main.py\n"},
             {"infra/main.tf",
              "resource \"aws_ecs_task_definition\" \"orders\" {\n  family = \"orders\"\n  container_definitions = "
              "jsonencode([{ name = \"orders\", image = \"shop/orders\" }])\n}\n"},
             {"orders/catalog-info.yaml",
              "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: order-service }\nspec: { type: "
              "service, owner: checkout }\n"},
             {"orders/service.datadog.yaml", "schema-version: v2\ndd-service: orders\nteam: checkout\n"},
             {"orders/main.py", python},
             {"orders/Dockerfile", "FROM python:3\n"}}))) == "orders (service) in 'orders' of checkout\n");
}

TEST_CASE("a Helm template that loops over its values makes a service of each") {
  CHECK(shown(find_system(tree({{"chart/Chart.yaml", "name: shop\n"},
                                {"chart/values.yaml",
                                 "services:\n  orders: { image: shop/orders, env: { DB_HOST: orders-db } }\n"
                                 "  stock: { image: shop/stock }\nservers:\n  - { name: a, size: 2 }\n"},
                                {"chart/templates/all.yaml", R"({{- range $name, $svc := .Values.services }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
spec:
  template:
    spec:
      containers:
        - name: {{ $name }}
          image: "{{ $svc.image }}:1"
          env:
            {{- range $key, $value := $svc.env }}
            - name: {{ $key }}
              value: {{ $value | quote }}
            {{- end }}
{{- end }}
)"},
                                {"orders/main.py", python},
                                {"orders/Dockerfile", "FROM python:3\n"},
                                {"stock/main.py", python},
                                {"stock/Dockerfile", "FROM python:3\n"}}))) ==
        "orders (service) in 'orders' DB_HOST=orders-db\n"
        "stock (service) in 'stock'\n");
}
