#pragma once
// What an event and its channel are called, once the settings of the service have answered what the code leaves open.

#include <string>
#include <string_view>
#include <vector>

#include "link/datastores/settings.h"
#include "link/effect.h"
#include "link/services/system.h"

namespace onewriter::link {

struct EventNames {
  std::vector<std::string> types;     // of the objects that are sent or handled
  std::vector<std::string> texts;     // names that are written, of the event itself
  std::vector<std::string> keys;      // routing keys, which name an event where nothing else does
  std::vector<std::string> channels;  // topics, queues, exchanges
};

class NamesOfEvents {
 public:
  explicit NamesOfEvents(const SettingsFiles& settings) : settings_(settings) {}

  // All that the parts of `effect` are called for `service`; what stays open is left out.
  EventNames of(const Effect& effect, const Deployable& service) const;
  // The group or queue that hears it; empty when it is not told.
  std::string group_of(const Effect& effect, const Deployable& service) const;

 private:
  void add_texts(const Effect& effect, std::string_view part, const Deployable& service,
                 std::vector<std::string>& out) const;

  const SettingsFiles& settings_;
};

}  // namespace onewriter::link
