#include "link/caches/configured.h"

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"

using namespace onewriter;

namespace {

// The expiry of each cache that the service's annotations fill, with those files in its resources.
std::string expiries(const std::vector<std::pair<std::string, std::string>>& resources) {
  std::vector<std::pair<std::string, std::string>> texts = {
      {"compose.yaml", "services:\n  order:\n    build: ./order\n"},
      {"order/Dockerfile", "FROM eclipse-temurin:21\nCMD [\"java\", \"-jar\", \"order.jar\"]\n"},
      {"order/pom.xml", "<project><artifactId>order</artifactId></project>\n"},
      {"order/src/main/java/shop/Prices.java",
       "package shop;\nimport org.springframework.cache.annotation.Cacheable;\nclass Prices {\n"
       "  @Cacheable(\"prices\") public String price(long id) { return \"1\"; }\n"
       "  @Cacheable(\"names\") public String name(long id) { return \"Ada\"; }\n}\n"}};
  for (const auto& [name, text] : resources) texts.push_back({"order/src/main/resources/" + name, text});
  std::string out;
  for (const facts::CacheUse& use : link::link(link_test::tree(std::move(texts)), {}).cache_uses)
    out += use.name + "='" + use.ttl + "' ";
  return out;
}

}  // namespace

TEST_CASE("caches live as long as their provider's file says of them by name") {
  CHECK(expiries({}) == "prices='' names='' ");
  CHECK(expiries({{"ehcache.xml",
                   "<ehcache>\n  <cache name=\"prices\" timeToLiveSeconds=\"120\"/>\n"
                   "  <cache name=\"names\" eternal=\"true\" timeToLiveSeconds=\"120\"/>\n</ehcache>\n"}}) ==
        "prices='120' names='' ");
  CHECK(expiries({{"ehcache.xml",
                   "<eh:config xmlns:eh=\"http://www.ehcache.org/v3\">\n  <eh:cache-template name=\"short\"><eh:expiry>"
                   "<eh:ttl unit=\"minutes\">2</eh:ttl></eh:expiry></eh:cache-template>\n"
                   "  <eh:cache alias=\"prices\" uses-template=\"short\"/>\n"
                   "  <eh:cache alias=\"names\"><eh:expiry><eh:none/></eh:expiry></eh:cache>\n</eh:config>\n"}}) ==
        "prices='2 minutes' names='' ");
  CHECK(expiries({{"hazelcast.xml",
                   "<hazelcast>\n  <map name=\"prices\"><time-to-live-seconds>60</time-to-live-seconds></map>\n"
                   "  <map name=\"default\"><max-idle-seconds>0</max-idle-seconds></map>\n</hazelcast>\n"}}) ==
        "prices='60' names='' ");
  CHECK(
      expiries(
          {{"hazelcast.yaml",
            "hazelcast:\n  map:\n    default: { max-idle-seconds: 30 }\n    pri*: { time-to-live-seconds: 90 }\n"}}) ==
      "prices='90' names='30' ");
  CHECK(expiries({{"infinispan.xml",
                   "<infinispan><cache-container>\n  <local-cache name=\"prices\"><expiration lifespan=\"5000\"/>"
                   "</local-cache>\n  <local-cache name=\"names\"/>\n</cache-container></infinispan>\n"}}) ==
        "prices='5000' names='' ");
}

TEST_CASE("a provider's file that is not in the tree is given the benefit of the doubt, one that is there is not") {
  const std::pair<std::string, std::string> setting = {"application.properties",
                                                       "spring.cache.jcache.config=classpath:ehcache.xml\n"};
  CHECK(expiries({setting}) == "prices='classpath:ehcache.xml' names='classpath:ehcache.xml' ");
  CHECK(expiries({setting, {"ehcache.xml", "<config>\n  <cache alias=\"prices\"/>\n</config>\n"}}) ==
        "prices='' names='classpath:ehcache.xml' ");
}
