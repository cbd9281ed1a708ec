#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"

using namespace onewriter;

namespace {

// How a service of Java uses caches, that asks "stock" for what it keeps: what is done to which cache, for how long
// its entries live, and whose data they are.
std::string uses(const std::string& imports, const std::string& body) {
  std::string out;
  for (const facts::CacheUse& use :
       link::link(
           link_test::tree(
               {{"compose.yaml", "services:\n  order:\n    build: ./order\n  stock:\n    build: ./stock\n"},
                {"stock/Dockerfile", "FROM python:3.12\nCMD [\"python\", \"app.py\"]\n"},
                {"stock/app.py", "print(1)\n"},
                {"order/Dockerfile", "FROM eclipse-temurin:21\nCMD [\"java\", \"-jar\", \"order.jar\"]\n"},
                {"order/pom.xml", "<project><artifactId>order</artifactId></project>\n"},
                {"order/src/main/java/shop/Levels.java",
                 "package shop;\nimport org.springframework.web.client.RestTemplate;\n" + imports +
                     "class Levels {\n  private final RestTemplate rest = new RestTemplate();\n" + body + "}\n"}}),
           {})
           .cache_uses)
    out += use.role + " '" + use.name + "' ttl='" + use.ttl + "' of '" + use.provider + "'\n";
  return out;
}

constexpr const char* asks = "rest.getForObject(\"http://stock/levels/\" + id, String.class)";

}  // namespace

TEST_CASE("what a loader asks for is what the cache holds") {
  const std::string caffeine = "import com.github.benmanes.caffeine.cache.*;\n";
  const std::string cache =
      "  private final Cache<Long, String> cache = Caffeine.newBuilder().maximumSize(9).build();\n";
  CHECK(uses(caffeine, cache + "  String level(long id) { return cache.get(id, key -> " + asks + "); }\n") ==
        "fill '' ttl='' of ''\nfill '' ttl='' of 'stock'\nread '' ttl='' of ''\n");
  // Without one nothing is filled.
  CHECK(uses(caffeine, cache + "  String level(long id) { return cache.getIfPresent(id) + " + asks + "; }\n") ==
        "fill '' ttl='' of ''\nread '' ttl='' of ''\n");
  CHECK(uses("import com.google.common.cache.*;\n",
             "  private final LoadingCache<Long, String> cache =\n    CacheBuilder.newBuilder().build(\n"
             "      new CacheLoader<Long, String>() {\n        public String load(Long id) {\n          return " +
                 std::string(asks) + ";\n        }\n      });\n") == "fill '' ttl='' of 'stock'\n");
}

TEST_CASE("a cache that a constructor makes is the one that its field declares") {
  CHECK(uses("import com.hazelcast.core.*;\nimport com.hazelcast.map.IMap;\n",
             "  private final IMap<Long, String> cache;\n"
             "  Levels(HazelcastInstance grid) { cache = grid.getMap(\"levels\"); }\n"
             "  String level(long id) {\n    String level = cache.get(id);\n"
             "    if (level == null) cache.put(id, " +
                 std::string(asks) + ", 5, java.util.concurrent.TimeUnit.MINUTES);\n    return level;\n  }\n") ==
        "read 'levels' ttl='' of ''\nfill 'levels' ttl='5' of 'stock'\n");
}

TEST_CASE("a key that is a variable does not name the cache, one that is a text does") {
  const std::string redis = "import redis.clients.jedis.JedisPooled;\n";
  const auto keyed = [&](const std::string& key) {
    return uses(redis,
                "  private final JedisPooled redis = new JedisPooled(\"cache\", 6379);\n"
                "  String level(String id) {\n    String level = redis.get(" +
                    key + ");\n    if (level == null) redis.setex(" + key + ", 60, " + asks +
                    ");\n    return level;\n  }\n");
  };
  CHECK(keyed("id") == "read '' ttl='' of ''\nfill '' ttl='60' of 'stock'\n");
  CHECK(keyed("\"level\"") == "read 'level' ttl='' of ''\nfill 'level' ttl='60' of 'stock'\n");
}
