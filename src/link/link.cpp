#include "link/link.h"

#include "link/assemble.h"
#include "link/caches/caches.h"
#include "link/calls/calls.h"
#include "link/cdc/cdc.h"
#include "link/code/observe.h"
#include "link/contracts/contracts.h"
#include "link/contracts/offers.h"
#include "link/contracts/routes.h"
#include "link/datastores/settings.h"
#include "link/events/events.h"
#include "link/models/built_in.h"
#include "link/monitors/monitors.h"
#include "link/services/system.h"
#include "link/transactions/transactions.h"

namespace onewriter::link {
namespace {

// The models of the binary and the user's. A broken one of the user's is told and left out.
Models models_for(const std::vector<extract::SourceFile>& files, const Options& options,
                  std::vector<facts::Diagnostic>& diagnostics) {
  Models models;
  std::set<extract::Language> spoken;
  for (const extract::SourceFile& file : files) spoken.insert(file.outline.code.language);
  auto built_in = built_in_models(spoken);
  if (built_in)
    models = std::move(*built_in);
  else
    diagnostics.push_back({facts::Level::Error, built_in.error().place, built_in.error().message});
  for (const LibraryModelText& text : options.library_models) {
    auto library = read_library(text.text, text.path);
    if (library)
      models.add(*library);
    else
      diagnostics.push_back({facts::Level::Error, library.error().place, library.error().message});
  }
  return models;
}

}  // namespace

facts::Facts link(const std::vector<extract::SourceFile>& files, const Options& options) {
  std::vector<facts::Diagnostic> diagnostics;
  const Models models = models_for(files, options, diagnostics);
  // From here on every library that anybody described is known.
  const System system = find_system(files);
  // Deployables, their folders and settings are known; not yet what they do.
  const Observations observations = observe(files, models, [&](const std::string& path) {
    Owners owners = system.services_of(path);
    return FileOwners{std::move(owners.services), owners.library};
  });
  // Every access is seen; not yet whose database it meets.
  const SettingsFiles settings(system, files);
  facts::Facts facts = assemble(system, observations, settings, files);
  // Every table has its owner; now whom the services ask.
  tell_calls(system, observations, settings, files, facts);
  tell_transactions(system, observations, facts);
  tell_caches(system, observations, settings, files, facts);
  tell_cdc(system, files, facts);
  tell_routes(system, observations, files, facts);
  tell_events(system, observations, settings, facts);
  facts.function_steps = observations.steps;
  tell_monitors(system, observations, files, facts);
  tell_contracts(system, files, facts);
  tell_offers(facts);
  facts.diagnostics.insert(facts.diagnostics.end(), diagnostics.begin(), diagnostics.end());
  return facts;
}

}  // namespace onewriter::link
