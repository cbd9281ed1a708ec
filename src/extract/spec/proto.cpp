#include <map>
#include <string>

#include "extract/spec/schema_text.h"
#include "extract/spec/tokens.h"

namespace onewriter::extract::spec {
namespace {

using Kind = ConfigNode::Kind;

constexpr int deepest = 40;

class Reader {
 public:
  Reader(std::string_view text, config::Builder& out) : tokens_(text, false, "."), out_(out) {}

  void read() {
    const ConfigId document = out_.add(0, Kind::Map, "", {1, 1});
    while (tokens_.peek().kind != Token::Kind::End && !out_.full()) {
      const Token word = tokens_.take();
      if (word.is("syntax") || word.is("edition")) {
        tokens_.accept("=");
        scalar(document, word);
      } else if (word.is("package")) {
        scalar(document, word);
      } else if (word.is("service")) {
        service(document);
      } else if (word.is("message")) {
        message(document, 0);
      } else if (word.is("}") || word.is(";")) {
        continue;
      } else {
        tokens_.skip_statement();
      }
    }
  }

 private:
  void scalar(ConfigId parent, const Token& key) {
    const Token value = tokens_.take();
    out_.scalar(parent, std::string(key.text), std::string(value.text), key.at);
    tokens_.accept(";");
  }

  ConfigId block(ConfigId parent, const std::string& kind, const Token& name) {
    auto [at, fresh] = kinds_.try_emplace({parent, kind}, no_config);
    if (fresh) at->second = out_.add(parent, Kind::Map, kind, name.at);
    return out_.add(at->second, Kind::Map, std::string(name.text), name.at);
  }

  void service(ConfigId document) {
    const Token name = tokens_.take();
    if (!tokens_.accept("{")) return tokens_.skip_statement();
    const ConfigId id = block(document, "service", name);
    while (tokens_.peek().kind != Token::Kind::End && !tokens_.accept("}") && !out_.full()) {
      if (!tokens_.accept("rpc")) {
        if (!tokens_.accept(";")) tokens_.skip_statement();
        continue;
      }
      const Token method = tokens_.take();
      const ConfigId rpc = out_.add(id, Kind::Map, std::string(method.text), method.at);
      type(rpc, "request");
      tokens_.accept("returns");
      type(rpc, "response");
      if (!tokens_.accept(";")) tokens_.skip_statement();
    }
  }

  // "(stream shop.v1.Order)"
  void type(ConfigId rpc, const char* key) {
    if (!tokens_.accept("(")) return;
    tokens_.accept("stream");
    const Token name = tokens_.take();
    out_.scalar(rpc, key, std::string(name.text), name.at);
    if (!tokens_.accept(")")) tokens_.skip_block("(", ")");
  }

  void message(ConfigId parent, int depth) {
    const Token name = tokens_.take();
    if (!tokens_.accept("{")) return tokens_.skip_statement();
    if (depth >= deepest) return tokens_.skip_block("{", "}");
    const ConfigId id = block(parent, "message", name);
    const ConfigId fields = out_.add(id, Kind::Map, "fields", name.at);
    body(id, fields, depth);
  }

  void body(ConfigId id, ConfigId fields, int depth) {
    if (depth >= deepest) return tokens_.skip_block("{", "}");
    while (tokens_.peek().kind != Token::Kind::End && !tokens_.accept("}") && !out_.full()) {
      const Token word = tokens_.take();
      if (word.is("message")) {
        message(id, depth + 1);
      } else if (word.is("oneof")) {
        tokens_.take();
        if (tokens_.accept("{")) body(id, fields, depth + 1);
      } else if (word.is("enum") || word.is("option") || word.is("reserved") || word.is("extensions") ||
                 word.is("extend")) {
        tokens_.skip_statement();
      } else if (word.kind == Token::Kind::Word) {
        field(fields, word);
      }
    }
  }

  // "repeated Item items = 3 [deprecated = true];", "map<string, Item> items = 3;"
  void field(ConfigId fields, Token word) {
    if (word.is("optional") || word.is("required") || word.is("repeated")) word = tokens_.take();
    std::string type(word.text);
    if (word.is("map") && tokens_.accept("<")) tokens_.skip_block("<", ">");
    const Token name = tokens_.take();
    if (name.kind == Token::Kind::Word && tokens_.peek().is("="))
      out_.scalar(fields, std::string(name.text), std::move(type), name.at);
    tokens_.skip_statement();
  }

  Tokens tokens_;
  config::Builder& out_;
  std::map<std::pair<ConfigId, std::string>, ConfigId> kinds_;
};

}  // namespace

void read_proto(std::string_view text, config::Builder& out) { Reader(text, out).read(); }

}  // namespace onewriter::extract::spec
