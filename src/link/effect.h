#pragma once
// What code does other than reading and writing tables: it answers and makes requests, publishes and hears events,
// fills and empties caches, opens transactions, protects its calls. Library models tell it in the words below
// (rules/libraries/README.md, "Effects"); link's other rooms make facts of them.

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "facts/confidence.h"
#include "facts/facts.h"
#include "facts/place.h"

namespace onewriter::link {

enum class EffectKind : std::uint8_t {
  Route,    // requests for this path are answered here
  Mount,    // the routes of `target` (or of the type that is marked) lie under this path
  Version,  // of the API: of the marked type's or method's routes, or of all that say none
  Client,   // on a type: calling its methods makes requests to this service; a call: makes or registers a client of it
  Request,  // another service is asked, and waited for
  Publish,  // an event (a message, a command) is sent
  Subscribe,    // events are heard
  Cache,        // a cache entry is filled
  LookUp,       // a cache is asked
  Evict,        // cache entries are taken out
  Transaction,  // a transaction begins or surrounds
  Protect,      // calls inside have a timeout, retries, a circuit breaker or a fallback
  Measure,      // a metric or gauge of this name
  Schedule,     // is run at times
};

struct EffectWord {
  std::string_view name;  // in models
  EffectKind kind;
  std::array<std::string_view, 8> parts;  // empty ones do not count
};

inline constexpr std::array<EffectWord, 14> effect_words = {{
    {"route", EffectKind::Route, {"method", "path", "below", "handler", "operation", "version"}},
    {"mount", EffectKind::Mount, {"path", "target"}},
    {"versions", EffectKind::Version, {"version", "prefix", "kind"}},
    {"client", EffectKind::Client, {"service", "url", "path", "fallback", "timeout", "type", "via"}},
    {"requests", EffectKind::Request, {"service", "url", "base", "path", "method", "operation", "timeout", "via"}},
    {"publishes", EffectKind::Publish, {"event", "channel", "key", "via"}},
    {"subscribes", EffectKind::Subscribe, {"event", "channel", "group", "via"}},
    {"caches", EffectKind::Cache, {"name", "key", "ttl", "value", "load", "header", "via"}},
    {"looks_up", EffectKind::LookUp, {"name", "key", "via"}},
    {"evicts", EffectKind::Evict, {"name", "key", "via"}},
    {"transaction", EffectKind::Transaction, {"kind", "manager"}},
    {"protects", EffectKind::Protect, {"name", "fallback", "timeout", "retries", "breaker", "scope"}},
    {"measures", EffectKind::Measure, {"name"}},
    {"schedules", EffectKind::Schedule, {"every"}},
}};

// What `keeps` may remember.
inline constexpr std::array<std::string_view, 15> kept_words = {"base",    "path",     "url",     "method",  "service",
                                                                "timeout", "ttl",      "name",    "key",     "event",
                                                                "channel", "fallback", "retries", "breaker", "version"};

// One thing that a part may be worth.
struct EffectPart {
  enum class Kind : std::uint8_t {
    Text,      // `text`, with holes (sql/reader.h) where it is unknown
    Type,      // an object or class: `text` is the simple name of its type, `qualified` the whole
    Function,  // `text` is its name, `unit`/`node` where it stands
    Thing,     // a router, client or cache: `unit`/`node` is the call that made it
    Written,   // worth nothing that is known: `text` is the expression as written, may be empty
  } kind = Kind::Text;
  std::string text, qualified;
  std::uint32_t unit = 0, node = 0;
  std::vector<std::string> services = {};  // in whose code the text stands; empty: it may be anybody's
  auto operator<=>(const EffectPart&) const = default;
};

// A time limit that is none: "0", "never", wherever it is written.
bool is_endless(std::string_view limit);

// Where something stands in the program: two effects with equal keys stand in the same function or type. 0: none.
using CodeKey = std::uint64_t;
constexpr std::uint32_t no_code = 0xFFFFFFFF;  // as extract::no_node
constexpr CodeKey code_key(std::uint32_t unit, std::uint32_t node) {
  return node == no_code ? 0 : ((static_cast<CodeKey>(unit) << 32) | node) + 1;
}

// A function of the workspace calls another.
struct CodeCall {
  CodeKey caller = 0, callee = 0;
  bool in_try = false;
  std::vector<std::size_t> around;  // as Effect::around
};

// Lines of a file in which a function of this name does something.
struct CodeSpan {
  std::string file, function;
  std::uint32_t first_line = 0, last_line = 0;
  bool whole = true;  // all of the function
};

struct Effect {
  EffectKind kind = EffectKind::Request;
  std::map<std::string, std::vector<EffectPart>, std::less<>> parts;
  std::string via;  // the library
  std::string file;
  facts::Place place;
  facts::Scope scope = facts::Scope::Main;
  std::vector<std::string> services;  // as Observation::services
  bool unreached = false;
  std::string type;      // qualified name of the class around it; empty: none
  std::string function;  // Class.method; empty: at file or class level
  CodeKey type_key = 0, function_key = 0;
  std::string mark;  // type, method, field, parameter: said by an annotation there; setting; empty: by a call
  std::uint32_t receiver_unit = 0, receiver_node = no_code;  // the call that made the receiver, for `handle`s
  std::uint32_t call_unit = 0, call_node = no_code;          // the call that says it
  bool in_loop = false, in_try = false;
  std::vector<std::size_t> around;  // indexes of effects in whose call (arguments or receiver chain) this one stands
  facts::Confidence confidence = facts::Confidence::Certain;
  // Of a transaction, for each function that has it (a class that is marked: each of its methods): the code that it
  // surrounds, the function's own first; then the functions that are called there, by one another too, as far as no
  // other can be meant and none stays apart from its caller's transaction.
  std::vector<std::vector<CodeSpan>> surrounds;

  // The first text of a part, empty when there is none.
  std::string text(std::string_view part) const;
  // Of a part that says how long something may take or live: as written, "yes" when that is not known, empty when it is
  // not said or says for ever.
  std::string limit(std::string_view part) const;
  bool has(std::string_view part) const { return parts.find(part) != parts.end(); }
};

}  // namespace onewriter::link
