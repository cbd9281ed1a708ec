#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"

using namespace onewriter;

namespace {

// The routes of a service in the folder "order" whose code is in the given files.
std::string routes(std::vector<std::pair<std::string, std::string>> texts) {
  texts.push_back({"compose.yaml", "services:\n  order:\n    build: ./order\n"});
  texts.push_back({"order/Dockerfile", "FROM scratch\nCMD [\"app\"]\n"});
  const auto files = link_test::tree(std::move(texts));
  std::string out;
  for (const facts::Route& r : link::link(files).routes)
    out += r.method + " " + r.path + " " + r.pattern + (r.answers.empty() ? "" : " " + r.answers) + " " +
           std::string(facts::to_string(r.confidence)) + " " + r.place.file + ":" + std::to_string(r.place.line) + "\n";
  return out;
}

}  // namespace

TEST_CASE("a router's routes stand below where it is mounted, in whatever file") {
  CHECK(routes({{"order/server.js",
                 "const express = require('express');\nconst app = express();\napp.use('/api', require('./orders'));\n"
                 "app.get('port');\napp.get('/', (req, res) => res.sendFile('index.html'));\n"},
                {"order/orders.js",
                 "const router = require('express').Router();\nrouter.get('/orders/:id', (req, res) => res.json({}));\n"
                 "module.exports = router;\n"}}) ==
        "GET / / page certain order/server.js:5\n"
        "GET /api/orders/:id /api/orders/{} certain order/orders.js:2\n");
}

TEST_CASE("the path of a class stands before those of its methods, and JAX-RS tells the method apart from the path") {
  CHECK(routes({{"order/src/main/java/shop/Orders.java",
                 "package shop;\nimport jakarta.ws.rs.*;\n@Path(\"/orders\")\npublic class Orders {\n  @GET\n"
                 "  public String all() { return \"\"; }\n  @DELETE\n  @Path(\"{id: [0-9]+}\")\n  public void remove() "
                 "{}\n}\n"}}) ==
        "GET /orders /orders certain order/src/main/java/shop/Orders.java:5\n"
        "DELETE /orders/{id: [0-9]+} /orders/{} certain order/src/main/java/shop/Orders.java:7\n");
}

TEST_CASE("Django's included patterns stand below the including one, regular expressions as paths") {
  CHECK(routes({{"order/shop/urls.py",
                 "from django.urls import include, path\nurlpatterns = [path(\"api/\", include(\"orders.urls\"))]\n"},
                {"order/orders/urls.py",
                 "from django.urls import re_path\nfrom . import views\n"
                 "urlpatterns = [re_path(r\"^orders/(?P<year>[0-9]{4})/$\", views.one)]\n"},
                {"order/orders/views.py", "def one(request, year):\n    return None\n"}}) ==
        "* /api/orders/{year}/ /api/orders/{} certain order/orders/urls.py:3\n");
}

TEST_CASE("ASP.NET's tokens are filled, and a template that begins with a slash stands alone") {
  CHECK(routes({{"order/OrdersController.cs",
                 "using Microsoft.AspNetCore.Mvc;\nnamespace Shop;\n[ApiController]\n[Route(\"api/[controller]\")]\n"
                 "public class OrdersController : ControllerBase {\n  [HttpGet(\"{id:int}\")]\n"
                 "  public IActionResult One(int id) => Ok(id);\n  [HttpGet(\"/all\")]\n  public IActionResult All() "
                 "=> Ok();\n}\n"}}) ==
        "GET /all /all certain order/OrdersController.cs:8\n"
        "GET /api/Orders/{id:int} /api/Orders/{} certain order/OrdersController.cs:6\n");
}

TEST_CASE("routes inside of a group stand below its path, and Go's patterns may begin with a method") {
  CHECK(
      routes(
          {{"order/main.go",
            "package main\nimport (\n\t\"net/http\"\n\t\"github.com/go-chi/chi/v5\"\n)\nfunc main() {\n\tr := "
            "chi.NewRouter()\n"
            "\tr.Route(\"/orders\", func(r chi.Router) {\n\t\tr.Get(\"/{id}\", one)\n\t})\n"
            "\thttp.HandleFunc(\"POST /payments\", one)\n}\nfunc one(w http.ResponseWriter, r *http.Request) {}\n"}}) ==
      "GET /orders/{id} /orders/{} certain order/main.go:9\n"
      "POST /payments /payments certain order/main.go:11\n");
}

TEST_CASE("a page for a browser is told from data") {
  CHECK(
      routes({{"order/app.py",
               "from flask import Flask, jsonify, render_template\napp = Flask(__name__)\n@app.get(\"/page\")\ndef "
               "page():\n"
               "    return render_template(\"a.html\")\n@app.get(\"/data\")\ndef data():\n    return jsonify(1)\n"}}) ==
      "GET /data /data certain order/app.py:6\n"
      "GET /page /page page certain order/app.py:3\n");
}

TEST_CASE("a group inside of a group lies below both, and what comes before a group in a chain does not") {
  CHECK(routes({{"order/src/main.rs",
                 "use axum::{routing::get, Router};\nfn app() -> Router {\n  Router::new()\n    .route(\"/open\", "
                 "get(all))\n    .nest(\"/api\", Router::new().route(\"/orders\", get(all).post(all)))\n}\n"
                 "async fn all() {}\n"}}) ==
        "GET /api/orders /api/orders certain order/src/main.rs:5\n"
        "POST /api/orders /api/orders certain order/src/main.rs:5\n"
        "GET /open /open certain order/src/main.rs:3\n");
  CHECK(routes({{"order/app.kt",
                 "import io.ktor.server.routing.*\nfun Application.module() {\n  routing {\n    route(\"/api\") {\n"
                 "      route(\"/orders\") {\n        get { }\n      }\n    }\n  }\n}\n"}}) ==
        "GET /api/orders /api/orders certain order/app.kt:6\n");
}

TEST_CASE("what a set-up puts before all routes stands before each") {
  CHECK(routes({{"order/main.ts",
                 "import { NestFactory } from '@nestjs/core';\nasync function run() {\n  const app = await "
                 "NestFactory.create(App);\n  app.setGlobalPrefix('api');\n}\n"},
                {"order/orders.ts",
                 "import { Controller, Get } from '@nestjs/common';\n@Controller('orders')\nexport class Orders {\n"
                 "  @Get(':id')\n  one() {}\n}\n"}}) ==
        "GET /api/orders/:id /api/orders/{} certain order/orders.ts:4\n");
}

TEST_CASE("a verb and a path in two annotations of ASP.NET are one route") {
  CHECK(routes({{"order/C.cs",
                 "using Microsoft.AspNetCore.Mvc;\n[ApiController]\n[Route(\"api\")]\npublic class C : ControllerBase "
                 "{\n  [HttpGet]\n  [Route(\"open\")]\n  public IActionResult Open() => Ok();\n}\n"}}) ==
        "GET /api/open /api/open certain order/C.cs:5\n");
}

TEST_CASE(
    "Rails' routes are those of resources, namespaces, scopes and verbs, and data where the controller gives it") {
  CHECK(
      routes(
          {{"order/Gemfile", "gem \"rails\"\n"},
           {"order/config/routes.rb",
            "Rails.application.routes.draw do\n  root \"pages#home\"\n  post \"login\" => \"sessions#create\"\n"
            "  namespace :api do\n    resources :orders, only: %i[index show] do\n      member { post :cancel }\n"
            "      get :open, on: :collection\n      resources :lines, only: :destroy\n    end\n  end\n"
            "  scope \"/shop\" do\n    resource :basket, only: [:show, :update], controller: \"api/orders\"\n  end\n"
            "  concern(:noted) { resources :notes }\nend\n"},
           {"order/app/controllers/application_controller.rb",
            "class ApplicationController < ActionController::Base\nend\n"},
           {"order/app/controllers/pages_controller.rb",
            "class PagesController < ApplicationController\n  def home; end\nend\n"},
           {"order/app/controllers/sessions_controller.rb",
            "class SessionsController < ApplicationController\n  def create\n    render json: {}\n  end\nend\n"},
           {"order/app/controllers/api/base_controller.rb", "class Api::BaseController < ActionController::API\nend\n"},
           {"order/app/controllers/api/orders_controller.rb",
            "module Api\n  class OrdersController < BaseController\n  end\nend\n"}}) ==
      "GET / / page certain order/config/routes.rb:2\n"
      "GET /api/orders /api/orders certain order/config/routes.rb:5\n"
      "GET /api/orders/open /api/orders/open certain order/config/routes.rb:7\n"
      "GET /api/orders/:id /api/orders/{} certain order/config/routes.rb:5\n"
      "POST /api/orders/:id/cancel /api/orders/{}/cancel certain order/config/routes.rb:6\n"
      "DELETE /api/orders/:order_id/lines/:id /api/orders/{}/lines/{} page certain order/config/routes.rb:8\n"
      "POST /login /login certain order/config/routes.rb:3\n"
      "GET /shop/basket /shop/basket certain order/config/routes.rb:12\n"
      "PATCH /shop/basket /shop/basket certain order/config/routes.rb:12\n"
      "PUT /shop/basket /shop/basket certain order/config/routes.rb:12\n");
}

TEST_CASE("Django's admin and Laravel's web routes beside an API are for browsers") {
  CHECK(routes({{"order/shop/urls.py",
                 "from django.contrib import admin\nfrom django.urls import path\n"
                 "urlpatterns = [path('admin/', admin.site.urls)]\n"}}) ==
        "* /admin/ /admin page certain order/shop/urls.py:3\n");
  const std::string route = "<?php\nuse Illuminate\\Support\\Facades\\Route;\n";
  CHECK(routes({{"order/routes/web.php", route + "Route::get('/books', [Books::class, 'show']);\n"},
                {"order/routes/api.php", route + "Route::get('/orders', [Orders::class, 'index']);\n"}}) ==
        "GET /books /books page certain order/routes/web.php:3\n"
        "GET /orders /orders certain order/routes/api.php:3\n");
}

TEST_CASE("of two applications with a file of routes of one name each mounts its own, and only PHP's are Symfony's") {
  const std::string route = "<?php\nuse Illuminate\\Support\\Facades\\Route;\nRoute::get('/all', fn () => []);\n";
  const auto provider = [](const std::string& prefix) {
    return "<?php\nuse Illuminate\\Support\\Facades\\Route;\nclass RouteServiceProvider {\n  public function boot() {\n"
           "    Route::prefix('" +
           prefix + "')->group(base_path('routes/api.php'));\n  }\n}\n";
  };
  const auto files =
      link_test::tree({{"compose.yaml", "services:\n  order:\n    build: ./order\n  stock:\n    build: ./stock\n"},
                       {"order/Dockerfile", "FROM php:8\nCMD [\"php\"]\n"},
                       {"order/composer.json", "{\"require\": {\"laravel/framework\": \"^11\"}}\n"},
                       {"order/app/Providers/RouteServiceProvider.php", provider("orders")},
                       {"order/routes/api.php", route},
                       {"stock/Dockerfile", "FROM php:8\nCMD [\"php\"]\n"},
                       {"stock/composer.json", "{\"require\": {\"laravel/framework\": \"^11\"}}\n"},
                       {"stock/app/Providers/RouteServiceProvider.php", provider("items")},
                       {"stock/routes/api.php", route}});
  std::string out;
  for (const facts::Route& r : link::link(files).routes) out += r.service + " " + r.method + " " + r.path + "\n";
  CHECK(out == "order GET /orders/all\nstock GET /items/all\n");
  CHECK(routes({{"order/config/routes.yaml", "orders:\n  path: /orders\n"}, {"order/server.js", "start();\n"}}) == "");
  CHECK(routes({{"order/config/routes.yaml", "orders:\n  path: /orders\n"}, {"order/src/Orders.php", "<?php\n"}}) ==
        "* /orders /orders certain order/config/routes.yaml:1\n");
}
