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

TEST_CASE("a bus of the workspace's own carries what one service sends and another hears") {
  const std::string bus =
      "class MessageBus:\n  def publish(self, name, body): pass\n  def subscribe(self, name, handler): pass\n";
  CHECK(events_of({{"order/bus.py", bus},
                   {"order/app.py",
                    "from bus import MessageBus\nbus = MessageBus()\nbus.publish('order.placed', {})\n"
                    "bus.publish('own', {})\nbus.subscribe('own', print)\nbus.publish('nobody.hears', {})\n"},
                   {"bill/bus.py", bus},
                   {"bill/app.py",
                    "from bus import MessageBus\nbus = MessageBus()\nbus.subscribe('order.placed', print)\n"
                    "bus.subscribe('own', print)\n"}}) ==
        "bill subscribe order.placed on  via bus\n"
        "order publish order.placed on  via bus\n");
}

TEST_CASE("the exchange that a bus of shared code sends all events to is none of them") {
  const std::string project =
      R"(<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="../libs/ShopBus/ShopBus.csproj" />)"
      "</ItemGroup></Project>";
  CHECK(events_of({{"libs/ShopBus/ShopBus.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"></Project>"},
                   {"libs/ShopBus/RabbitBus.cs", R"(using RabbitMQ.Client;
namespace ShopBus;
public class OrderPlaced { }
public interface IEventBus { void Publish(object e); void Subscribe<T>(); }
public class RabbitBus(IModel channel) : IEventBus
{
    public void Publish(object e)
    {
        var name = e.GetType().Name;
        channel.BasicPublish(exchange: "shop_bus", routingKey: name, body: null);
    }
    public void Subscribe<T>() { }
})"},
                   {"order/order.csproj", project},
                   {"order/Placing.cs",
                    "using ShopBus;\npublic class Placing(IEventBus bus)\n{\n"
                    "    public void Run() { bus.Publish(new OrderPlaced()); }\n}\n"},
                   {"bill/bill.csproj", project},
                   {"bill/Billing.cs",
                    "using ShopBus;\npublic class Billing(IEventBus bus)\n{\n"
                    "    public void Run() { bus.Subscribe<OrderPlaced>(); }\n}\n"}}) ==
        "bill subscribe OrderPlaced on  via bus\n"
        "order publish OrderPlaced on  via bus\n");
}

TEST_CASE("a task without a name is an event when another service sends it by the name of its module") {
  const std::string celery = "from celery import Celery\napp = Celery('x')\n";
  CHECK(events_of({{"order/app.py", celery + "app.send_task('tasks.invoice')\n"},
                   {"bill/app.py", "print(1)\n"},
                   {"bill/tasks.py", celery + "@app.task\ndef invoice(): pass\n@app.task\ndef own(): pass\n"}}) ==
        "bill subscribe tasks.invoice on  via bus\n"
        "order publish tasks.invoice on  via celery\n");
}

TEST_CASE("a queue that holds messages back and that nobody hears is no event of its own") {
  const std::string pika = "import pika\nchannel = pika.BlockingConnection().channel()\n";
  CHECK(events_of(
            {{"order/app.py",
              pika + "channel.queue_declare(queue='orders.wait', arguments={'x-dead-letter-exchange': '', "
                     "'x-dead-letter-routing-key': 'orders', 'x-message-ttl': 5000})\n"
                     "channel.queue_declare(queue='letters')\n"
                     "channel.basic_publish('', 'orders.wait', b'1')\nchannel.basic_publish('', 'letters', b'1')\n"},
             {"bill/app.py", pika + "channel.basic_consume(queue='orders')\n"}}) ==
        "bill subscribe orders on orders via rabbitmq\n"
        "order publish letters on  via rabbitmq\n");
}

TEST_CASE("what a library stores in an outbox of the service is relayed") {
  const std::string head = "using MassTransit;\nnamespace Shop;\npublic record Placed(int Id);\n";
  CHECK(events_of({{"order/order.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"></Project>"},
                   {"order/Setup.cs",
                    head + "public static class Setup { public static void Bus(IBusRegistrationConfigurator c) => "
                           "c.AddEntityFrameworkOutbox<Db>(o => o.UseBusOutbox()); }\n"},
                   {"order/Orders.cs",
                    head + "public class Orders { private readonly IPublishEndpoint bus; public Task Place() => "
                           "bus.Publish(new Placed(1)); }\n"},
                   {"bill/app.py", "print(1)\n"}}) == "order publish Placed on  via outbox\n");
}

TEST_CASE("of a binding's words # stands for any number, also for none, wherever it stands") {
  const std::string pika = "import pika\nchannel = pika.BlockingConnection().channel()\n";
  const auto heard = [&](const std::string& pattern, const std::string& key) {
    const std::string out = events_of({{"order/app.py", pika + "channel.basic_publish('x', '" + key + "', b'1')\n"},
                                       {"bill/app.py", pika + "channel.queue_bind('q', 'x', '" + pattern +
                                                           "')\nchannel.basic_consume(queue='q')\n"}});
    return out == "bill subscribe " + key + " on x via rabbitmq\norder publish " + key + " on x via rabbitmq\n";
  };
  CHECK(heard("#", "a.b.c"));
  CHECK(heard("a.#", "a"));
  CHECK(heard("#.c", "a.b.c"));
  CHECK(heard("#.b.#.c.#", "a.b.b.c"));
  CHECK(heard("#.a.*.c", "a.b.c.a.b.c"));
  CHECK(heard("a.#.l", "a.b.c.d.e.f.g.h.i.j.k.l"));
  CHECK_FALSE(heard("#.a.*", "b.a"));
  CHECK_FALSE(heard("*.#.*", "a"));
  CHECK_FALSE(heard("a.#.b", "a.b.c"));
}

TEST_CASE("many bindings full of # that fit none of many keys come to an end") {
  std::string publishing = "import pika\nchannel = pika.BlockingConnection().channel()\n", binding = publishing;
  std::string published, heard;
  for (int i = 100; i < 400; ++i) {
    const std::string key = "k.k.k.k.k.k.k.k.k.k" + std::to_string(i),
                      pattern = "#.#.#.#.#.#.#.#.#.z" + std::to_string(i);
    publishing += "channel.basic_publish('x', '" + key + "', b'1')\n";
    binding += "channel.queue_bind('q', 'x', '" + pattern + "')\n";
    published += "order publish " + key + " on x via rabbitmq\n";
    heard += "bill subscribe " + pattern + " on x via rabbitmq\n";
  }
  CHECK(events_of({{"order/app.py", publishing}, {"bill/app.py", binding + "channel.basic_consume(queue='q')\n"}}) ==
        heard + published);
}
