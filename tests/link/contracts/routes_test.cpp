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
