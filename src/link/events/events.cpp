#include "link/events/events.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "link/events/event_names.h"
#include "link/services/whose_code.h"
#include "link/services/words.h"
#include "link/sorted.h"

namespace onewriter::link {
namespace {

using facts::Confidence;
using facts::EventUse;

// A list of Redis is a queue when one service fills it and another empties it, and else data (Redis docs, "Lists").
constexpr std::string_view list_as_queue = "redis-list";
constexpr std::string_view forwarding = "dead-letter";
constexpr std::string_view binding = "binding";
constexpr std::string_view functional = "stream-";
constexpr std::string_view own_bus = "bus";
constexpr std::string_view answered = "request";  // what is heard is a request, and no event
const std::string unnamed_queue = "\n";           // before the service's name
constexpr std::string_view all_of_library = "*";
constexpr std::size_t most_topic_words = 32;
constexpr std::size_t most_topic_pairs = 100'000;  // of keys with wildcards and keys that are sent

// RabbitMQ, Tutorials, "Topics": * stands for one word, # for any number of them.
bool fits_topic(std::span<const std::string> pattern, std::span<const std::string> key) {
  if (pattern.size() > most_topic_words || key.size() > most_topic_words) return false;
  // Only the last # need ever take one word more: what an earlier one could give up, this one takes as well.
  std::size_t p = 0, k = 0, after_hash = 0, taken = 0;
  while (k < key.size()) {
    if (p < pattern.size() && pattern[p] == "#") {
      after_hash = ++p;
      taken = k;
    } else if (p < pattern.size() && (pattern[p] == "*" || pattern[p] == key[k])) {
      ++p;
      ++k;
    } else if (after_hash > 0) {
      p = after_hash;
      k = ++taken;
    } else {
      return false;
    }
  }
  return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(),
                     [](const std::string& word) { return word == "#"; });
}

class Teller {
 public:
  Teller(const System& system, const Observations& observations, const SettingsFiles& settings, facts::Facts& facts)
      : system_(system), effects_(observations.effects), names_(settings), facts_(facts) {}

  void run() {
    note_bindings();
    for (const Effect& e : effects_)
      if (e.kind == EffectKind::Publish || e.kind == EffectKind::Subscribe)
        for (const Deployable* d : whose_code(system_, e.file, e.services)) tell(e, *d);
    for (std::size_t i = 0; i < libraries_.size(); ++i)
      if (EventUse& use = facts_.event_uses[i]; stored_first_.count({use.service, libraries_[i]})) use.via = "outbox";
    tell_outboxes();
    drop_unheard_delays();
    drop_lists_of_one();
    drop_buses_of_one();
    drop_carriers();
    name_by_type();
    sort();
  }

 private:
  void tell(const Effect& e, const Deployable& service) {
    const EventNames names = names_.of(e, service);
    // MassTransit's AddEntityFrameworkOutbox and its like: whatever the library sends for this service.
    if (e.text("event") == all_of_library) {
      stored_first_.insert({service.name(), e.via});
      return;
    }
    if (e.text("via") == answered || e.text("via") == binding) return;
    if (e.text("via") == forwarding) {
      // Without a time to live it is a work queue, whose failed messages go elsewhere.
      if (e.has("group") && e.has("event")) forwarding_.insert(names.channels.begin(), names.channels.end());
      return;
    }
    // A bean is a function of the stream only when settings bind it.
    if (e.text("via").starts_with(functional) && names.channels.empty()) return;
    EventUse use;
    use.service = service.name();
    use.role = e.kind == EffectKind::Publish ? "publish" : "subscribe";
    use.via = e.text("via").empty() ? e.via : e.text("via");
    if (use.via.starts_with(functional)) use.via = "stream";
    use.scope = service.scope_of(e.scope);
    use.confidence = e.confidence;
    use.place = e.place;
    use.function = e.function;
    if (use.role == "subscribe" && tell_bound(e, use, names)) return;
    if (!names.channels.empty()) use.channel = names.channels.front();
    const auto& told = !names.types.empty()   ? names.types
                       : !names.texts.empty() ? names.texts
                       : !names.keys.empty()  ? names.keys
                                              : names.channels;
    for (const std::string& name : told) {
      use.event = name;
      if (&told == &names.channels) use.channel = name;
      facts_.event_uses.push_back(use);
      libraries_.push_back(e.via);
    }
    // publish(request): the request says it where it is made.
    const auto channel = e.parts.find("channel");
    const bool elsewhere = channel != e.parts.end() && channel->second.front().kind == EffectPart::Kind::Type;
    if (told.empty() && use.via != list_as_queue && use.via != own_bus && !elsewhere &&
        (e.has("event") || e.has("channel")))
      facts_.blind_spots.push_back({service.name(), "dynamic event name", e.text("event"), use.scope, e.place});
  }

  // What queues are bound to (RabbitMQ, "Queues", "Bindings"); whoever declares a binding need not consume the queue.
  void note_bindings() {
    for (const Effect& e : effects_) {
      if (e.kind == EffectKind::Publish)
        for (const Deployable* d : whose_code(system_, e.file, e.services)) {
          const EventNames names = names_.of(e, *d);
          if (names.texts.empty()) sent_.insert(names.channels.begin(), names.channels.end());
          if (names.channels.empty()) sent_.insert(names.texts.begin(), names.texts.end());
          for (const std::string& exchange : names.channels)
            for (const std::string& key : names.texts) routed_[exchange].try_emplace(key, split(key, "."));
        }
      if (e.kind == EffectKind::Subscribe && e.text("via") == binding)
        for (const Deployable* d : whose_code(system_, e.file, e.services)) {
          const EventNames names = names_.of(e, *d);
          const std::string exchange = names.channels.empty() ? "" : names.channels.front();
          for (const std::string& key : names.texts) bound_[queue_of(e, *d)].insert({key, exchange});
          if (names.texts.empty() && !exchange.empty()) bound_[queue_of(e, *d)].insert({exchange, exchange});
        }
    }
    for (auto& [queue, keys] : bound_) expand(keys);
  }

  // A key with wildcards stands for the keys that are sent to its exchange and that it fits.
  void expand(std::set<std::pair<std::string, std::string>>& keys) {
    std::set<std::pair<std::string, std::string>> fitting;
    std::erase_if(keys, [&](const auto& bound) {
      const auto& [pattern, exchange] = bound;
      if (pattern.find_first_of("*#") == std::string::npos) return false;
      const auto sent = routed_.find(exchange);
      if (sent == routed_.end() || sent->second.size() > topic_pairs_left_) return false;
      topic_pairs_left_ -= sent->second.size();
      const std::vector<std::string> words = split(pattern, ".");
      const std::size_t before = fitting.size();
      for (const auto& [key, key_words] : sent->second)
        if (fits_topic(words, key_words)) fitting.emplace(key, exchange);
      return fitting.size() > before;
    });
    keys.merge(fitting);
  }

  // A queue whose name is not told, because the broker makes it up, is known in its own service alone.
  std::string queue_of(const Effect& binding_effect, const Deployable& service) const {
    const std::string queue = names_.group_of(binding_effect, service);
    return queue.empty() ? unnamed_queue + service.name() : queue;
  }

  // Consuming a bound queue is hearing what it is bound to.
  bool tell_bound(const Effect& e, EventUse use, const EventNames& names) {
    if (use.via != "rabbitmq" || !names.types.empty() || !names.texts.empty() || names.channels.size() > 1)
      return false;
    const auto bound = bound_.find(names.channels.empty() ? unnamed_queue + use.service : names.channels.front());
    if (bound == bound_.end()) return false;
    for (const auto& [key, exchange] : bound->second) {
      use.event = key;
      use.channel = exchange;
      facts_.event_uses.push_back(use);
      libraries_.push_back(e.via);
    }
    // The default exchange brings it what is sent to the queue by name.
    return names.channels.empty() || !sent_.count(names.channels.front());
  }

  void tell_outboxes() {
    std::map<std::string, std::string> names;
    for (const facts::Table& t : facts_.tables) names[t.id] = t.name;
    for (const facts::Access& a : facts_.accesses) {
      const std::string& table = names[a.table];
      if (a.mode != facts::Mode::Write || a.service.empty() || !contains(lower(table), "outbox")) continue;
      // Deleting and marking as sent is what a relay does.
      if (a.verb == "delete" || a.verb == "update") continue;
      EventUse use;
      use.service = a.service;
      use.role = "publish";
      use.via = "outbox";
      use.scope = a.scope;
      use.confidence = facts::lowest(a.confidence, Confidence::Likely);
      use.place = a.place;
      std::set<std::string> channels = routed_from(a.table);
      if (channels.empty()) channels.insert(table);
      for (const std::string& channel : channels) {
        use.event = use.channel = channel;
        facts_.event_uses.push_back(use);
      }
    }
  }

  // The channels that somebody hears and that a connector's event router serves out of the outbox.
  std::set<std::string> routed_from(const std::string& outbox) const {
    std::set<std::string> channels;
    for (const facts::CdcConnector& c : facts_.cdc_connectors)
      for (const facts::CapturedTable& t : c.tables) {
        if (!c.outbox || t.table != outbox || !contains(t.topic, "*")) continue;
        const std::size_t star = t.topic.find('*');
        const std::string head = t.topic.substr(0, star), tail = t.topic.substr(star + 1);
        for (const EventUse& u : facts_.event_uses)
          if (u.role == "subscribe" && u.channel.size() > head.size() + tail.size() && u.channel.starts_with(head) &&
              u.channel.ends_with(tail))
            channels.insert(u.channel);
      }
    return channels;
  }

  // A queue that only holds messages back until they are dead-lettered (RabbitMQ, "Dead Letter Exchanges",
  // "Time-To-Live and Expiration") is no event: what is sent there is heard where it is forwarded to.
  void drop_unheard_delays() {
    std::set<std::string> heard;
    for (const EventUse& u : facts_.event_uses)
      if (u.role == "subscribe") heard.insert({u.event, u.channel});
    std::erase_if(facts_.event_uses, [&](const EventUse& u) {
      return u.role == "publish" && forwarding_.count(u.event) && !heard.count(u.event);
    });
  }

  void drop_lists_of_one() {
    std::map<std::pair<std::string, std::string>, std::set<std::string>> whose;  // channel and role -> services
    for (const EventUse& u : facts_.event_uses)
      if (u.via == list_as_queue) whose[{u.channel, u.role}].insert(u.service);
    std::erase_if(facts_.event_uses, [&](const EventUse& u) {
      if (u.via != list_as_queue) return false;
      const auto others = whose.find({u.channel, u.role == "publish" ? "subscribe" : "publish"});
      return others == whose.end() || others->second.count(u.service) > 0;
    });
  }

  // What has the shape of a bus may stay within its process: an event counts when one service alone sends it and others
  // alone hear it. Where the code below the bus tells the same event, nothing is added.
  void drop_buses_of_one() {
    std::map<std::string, std::set<std::string>> senders, hearers;  // event -> services
    std::set<std::tuple<std::string, std::string, std::string>> told;
    for (const EventUse& u : facts_.event_uses) {
      (u.role == "publish" ? senders : hearers)[u.event].insert(u.service);
      if (u.via != own_bus) told.insert({u.service, u.event, u.role});
    }
    const auto crosses = [&](const std::string& event) {
      const auto from = senders.find(event), to = hearers.find(event);
      return from != senders.end() && to != hearers.end() &&
             std::none_of(from->second.begin(), from->second.end(),
                          [&](const std::string& service) { return to->second.count(service) > 0; });
    };
    std::erase_if(facts_.event_uses, [&](const EventUse& u) {
      return u.via == own_bus && (!crosses(u.event) || told.count({u.service, u.event, u.role}) > 0);
    });
  }

  // What a bus of the system's own is built on, in code that services share, carries its events and is none itself: one
  // exchange for all of them.
  void drop_carriers() {
    std::set<std::string> on_bus;
    for (const EventUse& u : facts_.event_uses)
      if (u.via == own_bus) on_bus.insert(u.service);
    std::erase_if(facts_.event_uses, [&](const EventUse& u) {
      return u.via != own_bus && u.event == u.channel && on_bus.count(u.service) > 0 &&
             system_.services_of(u.place.file).library;
    });
  }

  // One side tells the event by its type, the other by the topic alone: where a channel has but one type, they are one.
  void name_by_type() {
    std::map<std::string, std::set<std::string>> types;
    for (const EventUse& u : facts_.event_uses)
      if (!u.channel.empty() && u.event != u.channel) types[u.channel].insert(u.event);
    for (EventUse& u : facts_.event_uses)
      if (u.event == u.channel)
        if (const auto at = types.find(u.channel); at != types.end() && at->second.size() == 1)
          u.event = *at->second.begin();
  }

  void sort() {
    sort_unique_by(facts_.event_uses, [](const EventUse& u) {
      return std::tie(u.service, u.event, u.role, u.place, u.channel, u.via, u.function, u.scope);
    });
  }

  const System& system_;
  const std::vector<Effect>& effects_;
  NamesOfEvents names_;
  facts::Facts& facts_;
  std::vector<std::string> libraries_;  // of facts_.event_uses, while effects are told
  std::set<std::string> forwarding_;    // queues with a dead letter exchange and a time to live
  std::set<std::string> sent_;          // queues and channels that something is sent to by their names alone
  // exchange -> routing keys that are sent to it -> their words
  std::map<std::string, std::map<std::string, std::vector<std::string>>> routed_;
  std::size_t topic_pairs_left_ = most_topic_pairs;
  std::map<std::string, std::set<std::pair<std::string, std::string>>> bound_;  // queue -> routing keys and exchanges
  // Services and the libraries whose events an outbox takes.
  std::set<std::pair<std::string, std::string>> stored_first_;
};

}  // namespace

void tell_events(const System& system, const Observations& observations, const SettingsFiles& settings,
                 facts::Facts& facts) {
  Teller(system, observations, settings, facts).run();
}

}  // namespace onewriter::link
