// Effects: what code does other than reading and writing tables, by the words of link/effect.h.

#include <algorithm>
#include <array>

#include "link/code/entries.h"
#include "link/code/observer.h"
#include "link/datastores/placeholders.h"
#include "sql/reader.h"

namespace onewriter::link {
namespace {

constexpr std::size_t max_parts = 12;

// Methods that run their lambda once for each element.
constexpr std::array<std::string_view, 6> looping = {"forEach", "each",         "for_each",
                                                     "ForEach", "ForEachAsync", "foreach"};

// Functions that make a collection of what they are handed.
constexpr std::array<std::string_view, 6> listing = {"of", "asList", "singletonList", "singleton", "listOf", "setOf"};

// Does a method of that name say what becomes of a failure of what stands before it?
bool answers_for_failure(Language language, std::string_view name) {
  static constexpr std::array<std::string_view, 1> promise = {"catch"};  // ECMAScript: Promise.prototype.catch
  // Reactor: Mono; Mutiny: Handling failures; java.util.concurrent.CompletionStage; scala.concurrent.Future
  static constexpr std::array<std::string_view, 5> jvm = {"onErrorReturn", "onErrorResume", "recoverWithItem",
                                                          "exceptionally", "recover"};
  // Rust: std::result::Result
  static constexpr std::array<std::string_view, 3> result = {"unwrap_or", "unwrap_or_else", "unwrap_or_default"};
  const auto among = [&](const auto& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
  if (same_family(language, Language::JavaScript)) return among(promise);
  if (same_family(language, Language::Java)) return among(jvm);
  return language == Language::Rust && among(result);
}

constexpr std::array<std::string_view, 4> nothing = {"None", "null", "nil", "undefined"};

bool in_loop(const extract::CodeOutline& o, NodeId id) {
  for (NodeId at = id, parent = o.nodes[id].parent; parent != no_node; at = parent, parent = o.nodes[parent].parent) {
    const Kind kind = o.nodes[parent].kind;
    if (kind == Kind::Method) return false;
    if (kind == Kind::Loop && o.nodes[at].role != Role::Value) return true;
    if (kind == Kind::Call && o.nodes[at].role == Role::Argument && o.nodes[at].kind == Kind::Lambda &&
        std::find(looping.begin(), looping.end(), o.word(parent, Role::Name)) != looping.end())
      return true;
  }
  return false;
}

// In a guarded block, or before a method that answers for a failure: axios.get(url).then(...).catch(() => unknown).
bool in_try(const Unit& unit, NodeId id) {
  const auto& o = unit.outline();
  for (NodeId at = id, up = o.nodes[id].parent; up != no_node && o.nodes[up].kind != Kind::Method;
       at = up, up = o.nodes[up].parent) {
    if (o.nodes[up].kind == Kind::Guard) return true;
    if (o.nodes[up].kind == Kind::Call && o.nodes[at].role == Role::Receiver &&
        answers_for_failure(unit.language(), o.word(up, Role::Name)))
      return true;
  }
  return false;
}

// Names.ORDER_PLACED, and Queues.ORDER_PLACED.getKey() as well.
std::string written(const Unit& unit, NodeId id) {
  const auto& o = unit.outline();
  if (o.nodes[id].kind != Kind::Call) return unit.dotted(id);
  const std::string object = unit.dotted(o.child(id, Role::Receiver));
  return object.empty() ? "" : object + "." + std::string(o.word(id, Role::Name)) + "()";
}

// /orders below /api: one slash between them, whatever was written.
std::string below(const std::string& path, const std::string& rest) {
  if (path.empty()) return rest;
  if (rest.empty() || rest == "/") return path;
  std::string all = path;
  while (all.ends_with('/')) all.pop_back();
  return all + (rest.starts_with('/') ? "" : "/") + rest;
}

}  // namespace

// The services in whose own code a text was put together; empty when shared code alone did it.
std::vector<std::string> Observer::holders_of(const Text& text) const {
  std::vector<std::string> holders;
  for (const Text::Piece& piece : text.pieces) {
    if (!piece.origin.valid()) continue;
    FileOwners owners = owners_of_(program_.unit(piece.origin.unit).path());
    if (!owners.library) holders.insert(holders.end(), owners.services.begin(), owners.services.end());
  }
  return holders;
}

// An enumeration, or another name for some texts (type Key = "a" | "b"): what it says is a name, and no message.
bool Observer::names_texts(const TypeDecl& decl) const {
  const auto& o = program_.unit(decl.unit).outline();
  bool alias = false, members = false;
  for (const NodeId child : o.children(decl.node)) {
    const Role role = o.nodes[child].role;
    if (role == Role::Modifier && o.text(child) == "enum") return true;
    alias = alias || (role == Role::Modifier && o.text(child) == "type");
    members =
        members || role == Role::Base || o.nodes[child].kind == Kind::Field || o.nodes[child].kind == Kind::Method;
  }
  return alias && !members;
}

std::vector<EffectPart> Observer::effect_part(const Selectors& selectors, const Evaluator::Site& site, bool events) {
  std::vector<EffectPart> parts;
  bool left_out = false;
  auto add = [&](EffectPart part) {
    if (parts.size() < max_parts && std::find(parts.begin(), parts.end(), part) == parts.end())
      parts.push_back(std::move(part));
  };
  const auto add_objects = [&](const Value& value, const Selector& selector) {
    for (const Object& object : value.objects) {
      if (events && base_types_.count(object.type.declared)) {
        left_out = true;
        continue;
      }
      if (object.type.declared && names_texts(*object.type.declared)) continue;
      // A type parameter that nothing binds.
      if (selector.kind == Selector::Kind::TypeParameter && object.type.name == selector.name) continue;
      if (!object.type.known() && program_.is_type_parameter(site.call.unit, site.call.node, object.type.name))
        continue;
      if (object.binding && object.binding->origin.valid()) {
        add({EffectPart::Kind::Thing, object.type.name, "", object.binding->origin.unit, object.binding->origin.node});
      } else if (!object.type.empty()) {
        const Type& type = object.type;
        const std::string& qualified = type.declared ? type.declared->qualified : type.name;
        add({EffectPart::Kind::Type, qualified.substr(qualified.find_last_of('.') + 1), qualified, 0, 0});
      }
    }
  };
  for (const Selector& selector : selectors) {
    const Value value = evaluator_.select(selector, site);
    for (const Text& text : value.texts) add({EffectPart::Kind::Text, text.value, "", 0, 0, holders_of(text)});
    add_objects(value, selector);
    for (const NodeRef& callable : value.callables)
      add({EffectPart::Kind::Function,
           std::string(program_.unit(callable.unit).outline().word(callable.node, Role::Name)), "", callable.unit,
           callable.node});
    if (!parts.empty() || left_out) return parts;
    // A list that is written out: topics = {"a", "b"}.
    for (const NodeRef& literal : value.literals) {
      const auto& o = program_.unit(literal.unit).outline();
      if (o.nodes[literal.node].kind != Kind::List) continue;
      for (NodeId element : o.children(literal.node))
        for (const Text& text : evaluator_.evaluate({literal.unit, element}).texts)
          add({EffectPart::Kind::Text, text.value, "", 0, 0});
    }
    if (!parts.empty()) return parts;
    // ... or made of its elements: List.of("a", "b").
    for (const NodeRef& made : evaluator_.expressions(selector, site)) {
      const auto& o = program_.unit(made.unit).outline();
      if (o.nodes[made.node].kind != Kind::Call ||
          std::find(listing.begin(), listing.end(), o.word(made.node, Role::Name)) == listing.end())
        continue;
      for (const NodeRef& element : evaluator_.arguments(made)) {
        const Value listed = evaluator_.evaluate(element);
        for (const Text& text : listed.texts) add({EffectPart::Kind::Text, text.value, "", 0, 0});
        add_objects(listed, selector);
      }
    }
    if (!parts.empty()) return parts;
    // What is said to be nothing is not looked for elsewhere: timeout=None.
    if (selector.key.empty())
      for (const NodeRef& expression : evaluator_.expressions(selector, site))
        if (const std::string said = program_.unit(expression.unit).dotted(expression.node);
            std::find(nothing.begin(), nothing.end(), said) != nothing.end())
          return {{EffectPart::Kind::Written, said, "", expression.unit, expression.node}};
  }
  for (const Selector& selector : selectors) {
    for (NodeRef expression : evaluator_.expressions(selector, site)) {
      const Unit& unit = program_.unit(expression.unit);
      const auto& o = unit.outline();
      if (expression.node == no_node) continue;
      // An entry of a map that is written out there; without it nothing is said.
      if (!selector.key.empty()) expression.node = entry_in(unit, expression.node, selector.key);
      if (expression.node == no_node) continue;
      // C#: new("http://orders") makes whatever is wanted there of its text.
      const Kind kind = o.nodes[expression.node].kind;
      if (kind == Kind::Create && o.child(expression.node, Role::Type) == no_node)
        for (const NodeRef& argument : evaluator_.arguments(expression))
          for (const Text& text : evaluator_.evaluate(argument).texts)
            add({EffectPart::Kind::Text, text.value, "", 0, 0});
      if (parts.empty() && kind == Kind::Lambda)
        add({EffectPart::Kind::Function, "", "", expression.unit, expression.node});
      if (parts.empty())
        add({EffectPart::Kind::Written, written(unit, expression.node), "", expression.unit, expression.node});
    }
    if (!parts.empty()) return parts;
  }
  return parts;
}

// The calls in whose receiver chain or arguments a node stands, up to its function.
std::vector<NodeRef> Observer::calls_around(const Unit& unit, NodeId id, bool as_argument) const {
  const auto& o = unit.outline();
  std::vector<NodeRef> calls;
  for (NodeId at = id, up = o.nodes[id].parent; up != no_node && o.nodes[up].kind != Kind::Method;
       at = up, up = o.nodes[up].parent)
    if (o.nodes[up].kind == Kind::Call && (!as_argument || o.nodes[at].role == Role::Argument))
      calls.push_back({unit.index(), up});
  return calls;
}

Effect Observer::blank_effect(EffectKind kind, const Unit& unit, NodeId id, const Library* library,
                              const StatementSite& where) {
  const auto& o = unit.outline();
  Effect e;
  e.kind = kind;
  e.via = library ? library->name : "";
  e.file = where.file;
  e.place = where.place;
  e.scope = where.scope;
  e.services = where.services;
  e.unreached = where.unreached;
  e.function = where.function;
  e.confidence = where.confidence;
  NodeId type = o.nodes[id].kind == Kind::Type ? id : unit.enclosing(id, Kind::Type);
  const NodeId method = o.nodes[id].kind == Kind::Method ? id : unit.enclosing(id, Kind::Method);
  e.function_key = code_key(unit.index(), method);
  e.type_key = code_key(unit.index(), type);
  if (type != no_node)
    if (const TypeDecl* decl = program_.decl_at(unit.index(), type)) e.type = decl->qualified;
  e.in_loop = in_loop(o, id);
  e.in_try = in_try(unit, id);
  e.around = effects_around(unit, id);
  return e;
}

std::vector<std::size_t> Observer::effects_around(const Unit& unit, NodeId id) const {
  const auto& o = unit.outline();
  std::vector<std::size_t> around;
  bool argument = o.nodes[id].role == Role::Argument;
  for (NodeId at = o.nodes[id].parent; at != no_node && o.nodes[at].kind != Kind::Method; at = o.nodes[at].parent) {
    if (o.nodes[at].kind == Kind::Call || o.nodes[at].kind == Kind::Create)
      if (auto found = effects_at_.find({unit.index(), at}); found != effects_at_.end())
        for (std::size_t each : found->second)
          // Router::new().route("/a", ...).nest("/b", inner): only what is handed over lies below the path.
          if (argument || out_.effects[each].kind != EffectKind::Mount) around.push_back(each);
    argument = o.nodes[at].role == Role::Argument;
  }
  return around;
}

void Observer::add_code_calls(const Unit& unit, NodeId id, const Callee& what) {
  constexpr std::size_t most = 2'000'000;
  if (what.workspace.empty() || out_.calls.size() > most) return;
  const CodeKey caller = code_key(unit.index(), unit.enclosing(id, Kind::Method));
  if (caller == 0) return;
  const bool guarded = in_try(unit, id);
  const std::vector<std::size_t> around = effects_around(unit, id);
  std::set<CodeKey> told;
  auto add = [&](const MethodRef& method) {
    const CodeKey callee = code_key(method.unit, method.node);
    if (callee == caller || !told.insert(callee).second) return;
    calls_at_.push_back({unit.index(), id});
    out_.calls.push_back({caller, callee, guarded, around});
  };
  for (const MethodRef& method : what.workspace) {
    add(method);
    for (const MethodRef& body : program_.implementations(method)) add(body);
  }
}

void Observer::add_effect(Effect effect, NodeRef at) {
  const std::size_t index = out_.effects.size();
  const Unit& unit = program_.unit(at.unit);
  if (effect.kind == EffectKind::Request) requests_.emplace_back(index, at);
  if (effect.kind == EffectKind::Protect && effect.mark.empty())
    if (const auto calls = calls_around(unit, at.node, true); !calls.empty())
      handed_to_[calls.front()].push_back(index);
  effects_at_[at].push_back(out_.effects.size());
  out_.effects.push_back(std::move(effect));
}

void Observer::add_effects(const LibraryCall& call, const Evaluator::Site& site, const StatementSite& where,
                           NodeId id) {
  for (const EffectRule& rule : call.callable->effects) {
    const Unit& unit = program_.unit(site.call.unit);
    const NodeId at = where.file == unit.path() ? id : site.call.node;
    Effect e = blank_effect(rule.kind, unit, at, call.library, where);
    for (const auto& [name, selectors] : rule.parts)
      if (std::vector<EffectPart> part = effect_part(selectors, site, name == "event"); !part.empty())
        e.parts[name] = std::move(part);
    if (rule.parts.count("load") && !e.has("load")) continue;  // nothing is handed over that would fill the cache
    if (rule.kind == EffectKind::Route || rule.kind == EffectKind::Mount)
      if (const auto path = e.parts.find("path"); path != e.parts.end())
        for (EffectPart& part : path->second) part.text = with_settings(part.text, unit);
    e.call_unit = site.call.unit, e.call_node = site.call.node;
    if (const Binding* bound = site.receiver.binding.get()) {
      if (bound->origin.valid()) e.receiver_unit = bound->origin.unit, e.receiver_node = bound->origin.node;
      // What a group of routes was made with stands before each of them.
      if (auto kept = bound->kept.find("path");
          kept != bound->kept.end() && (rule.kind == EffectKind::Route || rule.kind == EffectKind::Mount))
        if (!kept->second.empty()) {
          auto& paths = e.parts["path"];
          if (paths.empty()) paths.push_back({EffectPart::Kind::Text, "", "", 0, 0});
          for (EffectPart& path : paths) path.text = below(kept->second.front().value, path.text);
        }
    }
    const auto& o = unit.outline();
    if (o.nodes[site.call.node].kind == Kind::Annotation && o.nodes[site.call.node].parent != no_node)
      e.mark = declaration_word(o.nodes[o.nodes[site.call.node].parent].kind);
    if (rule.kind == EffectKind::Version && !e.mark.empty() && e.parts.empty()) continue;  // it says another thing
    add_effect(std::move(e), {site.call.unit, at});
  }
}

// "${api.prefix:/v1}/orders" as the settings nearest to the code say it; what nobody says is a hole.
std::string Observer::with_settings(const std::string& text, const Unit& unit) const {
  if (text.find("${") == std::string::npos) return text;
  std::string said = resolve_placeholders(text, [&](std::string_view name) -> std::optional<std::string> {
    const std::string value = settings_.value(unit.path(), name);
    return value.empty() ? std::nullopt : std::optional(value);
  });
  for (std::size_t at; (at = said.find("${")) != std::string::npos;) {
    said.replace(at, 2, 1, sql::hole_begin);
    if (const std::size_t end = said.find('}', at); end != std::string::npos) said[end] = sql::hole_end;
  }
  return said;
}

void Observer::observe_route_settings() {
  for (const auto& library : program_.models().libraries()) {
    std::map<std::string, Effect> of_file;
    for (const std::vector<std::string>& keys : library->route_settings)
      for (const std::string& key : keys)
        for (const SettingsLookup::Said& said : settings_.all(key)) {
          Effect& e = of_file[said.place.file];
          if (e.file.empty()) {
            e.kind = EffectKind::Mount;
            e.via = library->name;
            e.mark = "setting";
            e.file = said.place.file;
            e.place = said.place;
            e.parts["target"] = {{EffectPart::Kind::Text, "*"}};
            e.parts["path"] = {{EffectPart::Kind::Text, ""}};
          }
          std::string& path = e.parts["path"].front().text;
          path = below(path, resolve_placeholders(said.value, [](std::string_view) { return std::nullopt; }));
        }
    for (auto& [file, effect] : of_file) out_.effects.push_back(std::move(effect));
  }
}

// What stands on the methods of a type that is a client are the routes of the service it asks.
void Observer::settle_effects() {
  // requests.get(...).transform(it -> breaker.run(it, fallback)): what the lambda does is done to the chain before it.
  auto hand = [&](std::vector<std::size_t>& around, NodeRef at) {
    for (const NodeRef& call : calls_around(program_.unit(at.unit), at.node, false))
      if (auto handed = handed_to_.find(call); handed != handed_to_.end())
        for (std::size_t protect : handed->second)
          if (std::find(around.begin(), around.end(), protect) == around.end()) around.push_back(protect);
  };
  if (!handed_to_.empty()) {
    for (const auto& [request, at] : requests_) hand(out_.effects[request].around, at);
    for (std::size_t i = 0; i < calls_at_.size(); ++i) hand(out_.calls[i].around, calls_at_[i]);
  }
  std::set<CodeKey> clients;
  for (const Effect& e : out_.effects)
    if (e.kind == EffectKind::Client && e.mark == "type") clients.insert(e.type_key);
  std::vector<std::size_t> moved(out_.effects.size(), SIZE_MAX);
  std::vector<Effect> kept;
  auto settle = [&](std::vector<std::size_t>& around) {
    std::erase_if(around, [&](std::size_t outer) { return moved[outer] == SIZE_MAX; });
    for (std::size_t& outer : around) outer = moved[outer];
  };
  for (std::size_t i = 0; i < out_.effects.size(); ++i) {
    Effect& e = out_.effects[i];
    if (e.unreached || ((e.kind == EffectKind::Route || e.kind == EffectKind::Mount) && clients.count(e.type_key)))
      continue;
    moved[i] = kept.size();
    kept.push_back(std::move(e));
  }
  for (Effect& e : kept) settle(e.around);
  for (CodeCall& call : out_.calls) settle(call.around);
  out_.effects = std::move(kept);
}

}  // namespace onewriter::link
