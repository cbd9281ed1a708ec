#pragma once
// Whom a request asks: the URL, host or service name of the code, resolved through the asker's settings and the
// deployment's names.

#include <optional>
#include <string>
#include <string_view>

#include "link/datastores/settings.h"
#include "link/effect.h"
#include "link/services/system.h"

namespace onewriter::link {

struct Target {
  const Deployable* service = nullptr;
  facts::Confidence confidence = facts::Confidence::Certain;
  std::string path;  // with {} for what is unknown; empty: not told
};

class Targets {
 public:
  Targets(const System& system, const SettingsFiles& settings) : system_(system), settings_(settings) {}

  // What `text` (a URL, a host, host:port or a service's name, with holes) means for `asker`. Nothing: no service of
  // the workspace, or the asker itself.
  std::optional<Target> find(const Deployable& asker, std::string_view text) const;

 private:
  const Deployable* named(const Deployable& asker, std::string_view host) const;

  const System& system_;
  const SettingsFiles& settings_;
};

// "http://orders/a/{id}?x=1" -> "/a/{}"; a text without a scheme and host is a path already.
std::string path_of(std::string_view url);

}  // namespace onewriter::link
