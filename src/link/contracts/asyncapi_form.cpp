#include <set>
#include <string>

#include "link/contracts/asyncapi.h"
#include "link/contracts/schema_form.h"

namespace onewriter::link {
namespace {

using Kind = extract::ConfigNode::Kind;

class Form {
 public:
  Form(const Documents& documents, const ContractDocument& document, std::vector<facts::ContractError>& errors)
      : documents_(documents),
        document_(document),
        errors_(errors),
        schemas_(documents, false, [this](SpecNode at, std::string message) { error(at, std::move(message)); }) {}

  void check() {
    const SpecNode root = document_.root;
    const bool third = document_.format.starts_with("3.");
    if (!third && !document_.format.starts_with("2.") && !document_.format.starts_with("1.")) {
      error(root, "there is no AsyncAPI " + document_.format);
      return;
    }
    const SpecNode info = documents_.get(root, "info");
    if (!info.is(Kind::Map))
      error(info ? info : root, "`info` is missing: an AsyncAPI document has a title and a version");
    else
      for (const char* key : {"title", "version"})
        if (!documents_.child(info, key)) error(info, std::string("`info.") + key + "` is missing");
    const SpecNode channels = documents_.child(root, "channels");
    const SpecNode there = documents_.behind(channels);
    if (there && !there.is(Kind::Map) && !there.is(Kind::Null)) error(channels, "`channels` is no map of channels");
    if (!channels && document_.format.starts_with("2.")) error(root, "`channels` is missing");
    if (there.is(Kind::Map))
      for (SpecNode channel : documents_.children(there)) check_channel(channel, third);
    for (SpecNode message : documents_.children(documents_.get(documents_.get(root, "components"), "messages")))
      check_message(message);
    if (!third) return;
    for (SpecNode operation : documents_.children(documents_.get(root, "operations"))) {
      const SpecNode what = documents_.behind(operation);
      if (!what.is(Kind::Map) || operation->key.starts_with("x-")) continue;
      const std::string_view action = documents_.text(what, "action");
      if (action != "send" && action != "receive")
        error(operation, "the operation \"" + operation->key + "\" has no action: `send` or `receive`");
      const SpecNode channel = documents_.child(what, "channel");
      if (!channel)
        error(operation, "the operation \"" + operation->key + "\" names no channel");
      else if (!documents_.reference(channel))
        error(channel, "the operation \"" + operation->key + "\" describes its channel instead of referring to it");
      else
        check_messages(operation->key, what, documents_.behind(channel));
    }
  }

 private:
  void check_channel(SpecNode channel, bool third) {
    const SpecNode there = documents_.behind(channel);
    if (!there.is(Kind::Map) || channel->key.starts_with("x-")) return;
    const std::string address(third ? documents_.text(there, "address") : std::string_view(channel->key));
    const SpecNode parameters = documents_.get(there, "parameters");
    for (std::size_t open = address.find('{'); open != std::string::npos; open = address.find('{', open + 1)) {
      const std::string name = address.substr(open + 1, address.find('}', open) - open - 1);
      if (!documents_.child(parameters, name))
        error(channel, "the channel \"" + channel->key + "\" declares no parameter \"" + name + "\"");
    }
    for (SpecNode message : documents_.children(documents_.child(there, "messages"))) check_message(message);
    if (!third && document_.format.starts_with("2.")) check_second(channel, there);
  }

  // 2.x, Channel Item Object.
  void check_second(SpecNode channel, SpecNode there) {
    static const std::set<std::string_view> words = {"$ref",    "description", "servers", "subscribe",
                                                     "publish", "parameters",  "bindings"};
    for (SpecNode child : documents_.children(there))
      if (!words.count(child->key) && !child->key.starts_with("x-"))
        error(child, "\"" + child->key + "\" is nothing that a channel has");
    const SpecNode servers = documents_.get(document_.root, "servers");
    for (SpecNode server : documents_.children(documents_.child(there, "servers")))
      if (server.is(Kind::Scalar) && !documents_.child(servers, server->value))
        error(server,
              "the channel \"" + channel->key + "\" names a server \"" + server->value + "\", which is not there");
    for (const char* word : {"publish", "subscribe"}) {
      const SpecNode operation = documents_.get(there, word);
      const std::string id(documents_.text(operation, "operationId"));
      if (!id.empty() && !ids_.insert(id).second)
        error(documents_.child(operation, "operationId"), "the operation id \"" + id + "\" is given twice");
      const SpecNode message = documents_.child(operation, "message");
      check_message(message);
      for (SpecNode choice : documents_.children(documents_.child(documents_.behind(message), "oneOf")))
        check_message(choice);
    }
  }

  // A payload of another language than AsyncAPI's own, which is JSON Schema, says which.
  void check_message(SpecNode message) {
    const SpecNode there = documents_.behind(message), payload = documents_.child(there, "payload");
    const SpecNode schema = documents_.child(documents_.behind(payload), "schemaFormat");
    if (!documents_.child(there, "schemaFormat") && !schema) schemas_.check(payload);
  }

  // 3.x, Operation Object: its messages are some of its channel's.
  void check_messages(const std::string& operation, SpecNode what, SpecNode channel) {
    std::set<SpecNode> known;
    for (SpecNode message : documents_.children(documents_.child(channel, "messages")))
      known.insert(documents_.behind(message));
    if (!channel || known.count(SpecNode())) return;
    for (SpecNode message : documents_.children(documents_.child(what, "messages")))
      if (const SpecNode there = documents_.behind(message); there && !known.count(there))
        error(message, "the operation \"" + operation + "\" has a message that is none of its channel's");
  }

  void error(SpecNode at, std::string message) { errors_.push_back(document_.error(at.place(), std::move(message))); }

  const Documents& documents_;
  const ContractDocument& document_;
  std::vector<facts::ContractError>& errors_;
  SchemaForm schemas_;
  std::set<std::string> ids_;
};

}  // namespace

void check_asyncapi_form(const Documents& documents, const ContractDocument& document,
                         std::vector<facts::ContractError>& errors) {
  if (!document.format.empty()) Form(documents, document, errors).check();
}

}  // namespace onewriter::link
