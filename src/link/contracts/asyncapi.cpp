#include "link/contracts/asyncapi.h"

#include <algorithm>
#include <map>
#include <set>

#include "link/contracts/schema.h"
#include "link/contracts/version.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::ConfigNode;
using facts::EventContract;

constexpr std::size_t most_messages = 20'000;

class Reader {
 public:
  Reader(const Documents& documents, const ContractDocument& document, ContractReading& out)
      : documents_(documents), document_(document), out_(out) {}

  void read() {
    const SpecNode root = document_.root;
    if (document_.format.empty()) {
      for (SpecNode message : documents_.children(root)) add(message, message->key, "", "");
      return;
    }
    const SpecNode info = documents_.get(root, "info");
    if (const auto title = documents_.text(info, "title"); !title.empty()) out_.names.emplace_back(title);
    if (const auto id = documents_.text(root, "id"); !id.empty()) out_.names.emplace_back(id);
    content_type_ = documents_.text(root, "defaultContentType");
    if (document_.format.starts_with("3"))
      read_third();
    else
      read_second();
    // Messages that no channel names are still described.
    for (SpecNode message : documents_.children(documents_.get(documents_.get(root, "components"), "messages")))
      if (!met_.count(documents_.behind(message))) add(message, message->key, "", "");
  }

 private:
  // 2.x, Operation Object: what a channel's `publish` says can be sent by others, so the application receives it; it
  // sends what `subscribe` says.
  void read_second() {
    for (SpecNode channel : documents_.children(documents_.get(document_.root, "channels"))) {
      const std::string address = channel->key;
      for (const auto& [word, role] : {std::pair{"publish", "subscribe"}, {"subscribe", "publish"}}) {
        const SpecNode operation = documents_.get(channel, word);
        const SpecNode message = documents_.child(operation, "message");
        if (!message) continue;
        const SpecNode choices = documents_.child(documents_.behind(message), "oneOf");
        if (!choices) add(message, "", address, role);
        for (SpecNode choice : documents_.children(choices)) add(choice, "", address, role);
      }
    }
  }

  // 3.x: operations name a channel, and which of its messages they send or receive; without a list, all of them.
  void read_third() {
    std::set<SpecNode> used;
    const SpecNode operations = documents_.get(document_.root, "operations");
    for (SpecNode operation : documents_.children(operations)) {
      const std::string_view action = documents_.text(operation, "action");
      const std::string role = action == "send" ? "publish" : action == "receive" ? "subscribe" : "";
      const SpecNode channel = documents_.get(operation, "channel");
      if (!channel) continue;
      used.insert(channel);
      const SpecNode named = documents_.child(documents_.behind(operation), "messages");
      for (SpecNode message : documents_.children(named ? named : documents_.child(channel, "messages")))
        add(message, named ? "" : message->key, address_of(channel), role);
      const SpecNode reply = documents_.get(operation, "reply");
      for (SpecNode message : documents_.children(documents_.child(reply, "messages")))
        add(message, "", "", role == "publish" ? "subscribe" : "publish");
    }
    for (SpecNode channel : documents_.children(documents_.get(document_.root, "channels"))) {
      const SpecNode there = documents_.behind(channel);
      if (!there || used.count(there)) continue;
      for (SpecNode message : documents_.children(documents_.child(there, "messages")))
        add(message, message->key, address_of(there), "");
    }
  }

  std::string address_of(SpecNode channel) const {
    const std::string_view address = documents_.text(channel, "address");
    return address.empty() ? channel->key : std::string(address);
  }

  // The name that a reference ends in is the message's, where the message has none.
  std::string name_of(SpecNode written, SpecNode message, const std::string& key) const {
    for (const char* word : {"name", "messageId"})
      if (const std::string_view name = documents_.text(message, word); !name.empty()) return std::string(name);
    if (!key.empty()) return key;
    if (const SpecNode reference = documents_.reference(written)) {
      const std::string& text = reference->value;
      std::string last = text.substr(text.rfind('/') + 1);
      if (last.find('#') == std::string::npos) return last.substr(0, last.find('.'));
    }
    if (message && message->key != "message" && !message->key.empty()) return message->key;
    return {};
  }

  void add(SpecNode written, const std::string& key, const std::string& channel, const std::string& role) {
    if (out_.events.size() >= most_messages) return;
    const SpecNode message = documents_.behind(written);
    if (message) met_.insert(message);
    EventContract e;
    e.kind = "asyncapi";
    e.format = document_.format;
    e.scope = document_.scope;
    e.role = role;
    e.channel = channel;
    e.title = documents_.text(message, "title");
    e.event = name_of(written, message, key);
    if (e.event.empty()) e.event = channel;
    e.place = (message ? message : written).place();
    const SpecNode payload = documents_.child(message, "payload");
    // A message in a file that is not read is described there.
    e.has_schema = !message || !says_nothing(documents_, payload);
    e.fields = names_of(fields_of(documents_, payload));
    Marks marks;
    find_marks(documents_, payload, marks);
    find_marks(documents_, documents_.child(message, "headers"), marks);
    for (SpecNode trait : documents_.children(documents_.child(message, "traits"))) {
      find_marks(documents_, documents_.child(documents_.behind(trait), "headers"), marks);
      find_marks(documents_, documents_.child(documents_.behind(trait), "payload"), marks);
    }
    e.version = marks.version;
    e.timestamp = marks.timestamp;
    e.envelope = marks.envelope;
    envelope(message, e);
    if (e.version.empty()) e.version = version_elsewhere(message, payload, e);
    if (!message) e.version = "elsewhere";
    out_.events.push_back(std::move(e));
  }

  // CloudEvents, "Protocol Bindings": the content type of the structured mode, or headers ce_type, ce-specversion.
  void envelope(SpecNode message, EventContract& e) const {
    std::string_view type = documents_.text(message, "contentType");
    if (type.empty()) type = content_type_;
    if (contains(type, "cloudevents")) e.envelope = "cloudevents";
    const auto look = [&](SpecNode holder) {
      for (const SchemaField& header : fields_of(documents_, documents_.child(holder, "headers")))
        if (const std::string name = lower(header.name); name.starts_with("ce_") || name.starts_with("ce-"))
          e.envelope = "cloudevents";
    };
    look(message);
    for (SpecNode trait : documents_.children(documents_.child(message, "traits"))) look(documents_.behind(trait));
    const auto mentions = [&](SpecNode holder) {
      const SpecNode reference = documents_.reference(holder);
      return reference && contains(lower(reference->value), "cloudevent");
    };
    const SpecNode payload = documents_.child(message, "payload");
    if (mentions(payload)) e.envelope = "cloudevents";
    for (const char* key : {"allOf", "traits"})
      for (SpecNode holder : {payload, message})
        for (SpecNode member : documents_.children(documents_.child(holder, key)))
          if (mentions(member)) e.envelope = "cloudevents";
  }

  // In the names of topic and message, the media type, or by a schema registry's id (Kafka bindings, Message).
  std::string version_elsewhere(SpecNode message, SpecNode payload, const EventContract& e) const {
    if (const std::string word = version_word_of(e.channel); !word.empty()) return word;
    if (const std::string word = version_word_of(e.event); !word.empty()) return word;
    if (has_version_in_media_type(documents_.text(message, "contentType"))) return "contentType";
    const SpecNode kafka = documents_.get(documents_.get(message, "bindings"), "kafka");
    if (documents_.child(kafka, "schemaIdLocation") || documents_.child(kafka, "schemaLookupStrategy"))
      return "schema registry";
    // 3.x, Multi Format Schema Object: the schema stands beside what it is written in.
    const SpecNode inner = documents_.child(documents_.behind(payload), "schema");
    const SpecNode written = inner && documents_.child(documents_.behind(payload), "schemaFormat") ? inner : payload;
    const SpecNode schema = documents_.behind(written), reference = documents_.reference(written);
    for (const char* key : {"namespace", "package"})
      if (const std::string word = version_word_of(documents_.text(schema, key)); !word.empty()) return word;
    if (!reference) return {};
    if (const std::string word = version_word_of(reference->value); !word.empty()) return word;
    return schema ? std::string() : "elsewhere";  // what is not read may hold one
  }

  const Documents& documents_;
  const ContractDocument& document_;
  ContractReading& out_;
  std::string_view content_type_;
  std::set<SpecNode> met_;
};

}  // namespace

ContractReading read_asyncapi(const Documents& documents, const ContractDocument& document) {
  ContractReading out;
  Reader(documents, document, out).read();
  return out;
}

}  // namespace onewriter::link
