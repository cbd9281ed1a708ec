#pragma once
// What a service is told, by its deployment and by the configuration files in its folder, under one roof: names are
// compared folded, so that SPRING_DATASOURCE_URL answers for spring.datasource.url and ConnectionStrings__Orders for
// ConnectionStrings:Orders.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "link/datastores/placeholders.h"
#include "link/services/system.h"

namespace onewriter::link {

struct ServiceSetting {
  std::string name;  // as written, parts joined with '.'
  std::string value;
  std::string reference;  // see Setting
  std::string profile;    // of the file or document that says so; empty: always
  // How near to production it is said: 0 the deployment, 1 the profile that the deployment names, 2 a production
  // profile, 3 no profile, 4 a profile of unknown purpose, 5 development.
  int rank = 3;
  facts::Place place;
};

class ServiceSettings {
 public:
  // Best first: by rank, then as they were added. Of equal names and ranks the first counts.
  void add(ServiceSetting setting);
  void settle();  // after the last add

  const std::vector<ServiceSetting>& all() const { return entries_; }
  const ServiceSetting* find(std::string_view name) const;
  // Names are looked up here; the answer may hold placeholders again.
  Lookup lookup() const;

 private:
  std::vector<ServiceSetting> entries_;  // one per folded name, best first
  std::map<std::string, std::size_t> by_name_;
};

// The settings files of the tree, each flattened once.
class SettingsFiles {
 public:
  SettingsFiles(const System& system, const std::vector<extract::SourceFile>& files);

  // The settings of a service in one of its environments (nullptr: none).
  ServiceSettings of(const Deployable& service, const Environment* environment) const;
  // In each of its environments; without any, what its files alone say. Never empty.
  const std::vector<ServiceSettings>& each_of(const Deployable& service) const;

 private:
  struct Entry {
    std::string name, value, profile;
    facts::Place place;
  };
  std::map<std::string, std::vector<Entry>> by_service_;
  mutable std::map<std::string, std::vector<ServiceSettings>> asked_;  // each_of, by service
};

inline constexpr int development_rank = 5;  // told for the machine of a developer

// "prod", "docker", "k8s" -> 2; "" -> 3; "dev" -> 5; "test" -> 9 (not to be used); others 4.
int profile_rank(std::string_view profile);

}  // namespace onewriter::link
