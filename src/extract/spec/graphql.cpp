#include <map>
#include <string>

#include "extract/spec/schema_text.h"
#include "extract/spec/tokens.h"

namespace onewriter::extract::spec {
namespace {

using Kind = ConfigNode::Kind;

class Reader {
 public:
  Reader(std::string_view text, config::Builder& out) : tokens_(text, true, ""), out_(out) {}

  void read() {
    const ConfigId document = out_.add(0, Kind::Map, "", {1, 1});
    while (tokens_.peek().kind != Token::Kind::End && !out_.full()) {
      const Token word = tokens_.take();
      if (word.is("extend") || word.kind != Token::Kind::Word) continue;
      if (word.is("schema")) {
        definition(block(document, "schema", {}, word.at));
      } else if (word.is("type") || word.is("interface") || word.is("input")) {
        const Token name = tokens_.take();
        definition(block(document, std::string(word.text), name.text, word.at));
      } else if (word.is("query") || word.is("mutation") || word.is("subscription") || word.is("fragment")) {
        block(document, std::string(word.text), tokens_.peek().text, word.at);
        skip_body();
      } else {
        skip_head();
      }
    }
  }

 private:
  ConfigId block(ConfigId document, const std::string& kind, std::string_view name, config::At at) {
    const auto map = [&](ConfigId parent, const std::string& key) {
      auto [found, fresh] = blocks_.try_emplace({parent, key}, no_config);
      if (fresh) found->second = out_.add(parent, Kind::Map, key, at);
      return found->second;
    };
    const ConfigId of_kind = map(document, kind);
    return name.empty() ? of_kind : map(of_kind, std::string(name));
  }

  // Up to the block's body: interfaces and directives.
  bool to_body() {
    while (tokens_.peek().kind != Token::Kind::End) {
      if (tokens_.accept("{")) return true;
      if (tokens_.accept("(")) {
        tokens_.skip_block("(", ")");
        continue;
      }
      // The next definition: this one has no body.
      for (std::string_view next :
           {"type", "interface", "input", "extend", "enum", "scalar", "union", "schema", "directive"})
        if (tokens_.peek().is(next)) return false;
      tokens_.take();
    }
    return false;
  }

  void skip_body() {
    if (to_body()) tokens_.skip_block("{", "}");
  }

  void skip_head() {
    while (tokens_.peek().kind == Token::Kind::Mark && !tokens_.peek().is("{")) tokens_.take();
    if (tokens_.accept("{")) tokens_.skip_block("{", "}");
  }

  void definition(ConfigId id) {
    if (!to_body()) return;
    while (tokens_.peek().kind != Token::Kind::End && !tokens_.accept("}") && !out_.full()) {
      const Token name = tokens_.take();
      if (name.kind != Token::Kind::Word) continue;
      if (tokens_.accept("(")) tokens_.skip_block("(", ")");
      if (!tokens_.accept(":")) continue;
      std::string type;
      while (tokens_.peek().is("[")) type += tokens_.take().text;
      type += tokens_.take().text;
      while (tokens_.peek().is("]") || tokens_.peek().is("!")) type += tokens_.take().text;
      out_.scalar(id, std::string(name.text), std::move(type), name.at);
      while (tokens_.accept("@")) {  // directives
        tokens_.take();
        if (tokens_.accept("(")) tokens_.skip_block("(", ")");
      }
      if (tokens_.accept("=")) tokens_.take();  // an input's default
    }
  }

  Tokens tokens_;
  config::Builder& out_;
  std::map<std::pair<ConfigId, std::string>, ConfigId> blocks_;
};

}  // namespace

void read_graphql(std::string_view text, config::Builder& out) { Reader(text, out).read(); }

}  // namespace onewriter::extract::spec
