#include "link/events/events.h"

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"

using namespace onewriter;

namespace {

std::string events_of(std::vector<std::pair<std::string, std::string>> texts) {
  std::string compose = "services:\n";
  for (const char* service : {"order", "bill"}) {
    compose += "  " + std::string(service) + ":\n    build: ./" + service + "\n    environment: { TOPIC: orders }\n";
    texts.push_back({std::string(service) + "/Dockerfile", "FROM python:3.12\nCMD [\"python\", \"app.py\"]\n"});
  }
  texts.push_back({"compose.yaml", compose});
  const auto files = link_test::tree(std::move(texts));
  std::string out;
  const facts::Facts facts = link::link(files, {});
  for (const facts::EventUse& u : facts.event_uses)
    out += u.service + " " + u.role + " " + u.event + " on " + u.channel + " via " + u.via + "\n";
  for (const facts::BlindSpot& b : facts.blind_spots) out += b.service + " " + b.what + "\n";
  return out;
}

}  // namespace

TEST_CASE("a topic is what the service's settings say, and a blind spot when nothing says it") {
  CHECK(events_of(
            {{"order/app.py",
              "import os\nfrom kafka import KafkaProducer\nproducer = KafkaProducer()\n"
              "producer.send(os.environ['TOPIC'], b'1')\nproducer.send(os.environ['OTHER'], b'1')\n"},
             {"bill/app.py", "from kafka import KafkaConsumer\nfor m in KafkaConsumer('orders'):\n  print(m)\n"}}) ==
        "bill subscribe orders on orders via kafka\n"
        "order publish orders on orders via kafka\n"
        "order dynamic event name\n");
}

TEST_CASE("a list of Redis is a queue only when one service fills what another empties") {
  const std::string redis = "import redis\nr = redis.Redis(host='redis')\n";
  CHECK(events_of({{"order/app.py", redis + "r.rpush('jobs', 'x')\nr.rpush('own', 'x')\nr.lpop('own')\n"},
                   {"bill/app.py", redis + "r.blpop('jobs')\n"}}) ==
        "bill subscribe jobs on jobs via redis-list\n"
        "order publish jobs on jobs via redis-list\n");
}

TEST_CASE("a row that is put into an outbox is an event on its way") {
  CHECK(events_of({{"order/app.py",
                    "import psycopg2\nc = psycopg2.connect('postgresql://o@db/orders').cursor()\n"
                    "c.execute('INSERT INTO outbox (body) VALUES (1)')\nc.execute('DELETE FROM outbox')\n"},
                   {"bill/app.py", "print(1)\n"}}) == "order publish outbox on outbox via outbox\n");
}
