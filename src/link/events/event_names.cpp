#include "link/events/event_names.h"

#include <algorithm>
#include <set>

#include "link/datastores/placeholders.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

constexpr std::size_t longest_name = 256;

// Types that say nothing of what they carry: payloads of a serializer, envelopes of a broker, type parameters.
bool says_nothing(const std::string& type) {
  static const std::set<std::string> known = {"any",
                                              "array",
                                              "bigdecimal",
                                              "bool",
                                              "boolean",
                                              "buffer",
                                              "byte",
                                              "bytearray",
                                              "bytes",
                                              "char",
                                              "correlationdata",
                                              "decimal",
                                              "dict",
                                              "double",
                                              "dynamic",
                                              "float",
                                              "genericrecord",
                                              "guid",
                                              "hashmap",
                                              "int",
                                              "integer",
                                              "jobject",
                                              "jsondocument",
                                              "jsonelement",
                                              "jsonnode",
                                              "jsonobject",
                                              "list",
                                              "long",
                                              "map",
                                              "message",
                                              "messagepostprocessor",
                                              "number",
                                              "object",
                                              "objectnode",
                                              "producerrecord",
                                              "readonlymemory",
                                              "record",
                                              "short",
                                              "str",
                                              "string",
                                              "task",
                                              "uint8array",
                                              "uuid",
                                              "var"};
  return type.size() < 3 || known.count(lower(type)) > 0;
}

// A constant that is written somewhere else names the event as well as its text would: Topics.ORDER_PLACED,
// Queue.ORDER_PLACED.getRoutingKey().
std::string constant_in(std::string_view written) {
  std::size_t from = 0;
  while (from < written.size()) {
    const std::size_t end = std::min(written.find_first_of(".:()->[] ", from), written.size());
    const std::string_view word = written.substr(from, end - from);
    if (word.size() > 3 && word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos &&
        word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos)
      return std::string(word);
    from = end + 1;
  }
  return {};
}

void add(std::vector<std::string>& out, std::string name) {
  if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
}

// projects/shop/topics/orders (Google Cloud Pub/Sub, "Resource names"), arn:aws:sns:eu-west-1:1:orders and
// https://sqs.eu-west-1.amazonaws.com/1/orders (AWS, "Amazon Resource Names", "Queue URL"): the last part is the name.
std::string last_part(std::string name) {
  if (name.starts_with("projects/") || contains(name, "://")) name.erase(0, name.rfind('/') + 1);
  if (name.starts_with("arn:")) name.erase(0, name.rfind(':') + 1);
  return name;
}

// Channels of Spring Cloud Stream are bindings, which settings lead to a destination: those of a functional bean are
// named <bean>-in-0 and <bean>-out-0 (Spring Cloud Stream reference, "Binding properties", "Functional binding names").
std::string at_destination(const std::string& channel, std::string_view via) {
  const std::string bindings = "${spring.cloud.stream.bindings.";
  if (via == "stream") return bindings + channel + ".destination:" + channel + "}";
  if (via == "stream-in" || via == "stream-out")
    return bindings + channel + std::string(via.substr(6)) + "-0.destination}";
  return channel;
}

}  // namespace

void NamesOfEvents::add_texts(const Effect& effect, std::string_view part, const Deployable& service,
                              std::vector<std::string>& out) const {
  const auto found = effect.parts.find(part);
  if (found == effect.parts.end()) return;
  for (const EffectPart& p : found->second) {
    if (p.kind == EffectPart::Kind::Written) add(out, constant_in(p.text));
    if (p.kind != EffectPart::Kind::Text || p.text.size() > longest_name) continue;
    // Shared code was handed it by another service.
    if (!p.services.empty() && std::find(p.services.begin(), p.services.end(), service.name()) == p.services.end())
      continue;
    const std::string written =
        with_placeholders(part == "channel" ? at_destination(p.text, effect.text("via")) : p.text);
    for (const ServiceSettings& settings : settings_.each_of(service)) {
      const std::string name = last_part(resolve_placeholders(written, settings.lookup()));
      if (is_unresolved(name)) continue;
      add(out, name);
      break;
    }
  }
}

EventNames NamesOfEvents::of(const Effect& effect, const Deployable& service) const {
  EventNames names;
  if (const auto found = effect.parts.find("event"); found != effect.parts.end())
    for (const EffectPart& p : found->second)
      if (p.kind == EffectPart::Kind::Type && !says_nothing(p.text)) add(names.types, p.text);
  add_texts(effect, "event", service, names.texts);
  add_texts(effect, "key", service, names.keys);
  add_texts(effect, "channel", service, names.channels);
  // A payload that is a constant text is not the event's name.
  std::erase_if(names.texts, [](const std::string& t) {
    return t.find_first_of(" {}\"<>\n") != std::string::npos || (t[0] >= '0' && t[0] <= '9');
  });
  return names;
}

std::string NamesOfEvents::group_of(const Effect& effect, const Deployable& service) const {
  std::vector<std::string> groups;
  add_texts(effect, "group", service, groups);
  return groups.empty() ? "" : groups.front();
}

}  // namespace onewriter::link
