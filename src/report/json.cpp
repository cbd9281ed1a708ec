#include "report/json.h"

#include <nlohmann/json.hpp>

#include "report/json_values.h"

namespace onewriter::report {
namespace {

std::string_view word(facts::Level level) {
  return level == facts::Level::Error ? "error" : level == facts::Level::Warning ? "warning" : "note";
}

}  // namespace

Json finding_document(const check::Finding& f) {
  Json places = Json::array();
  for (const facts::Place& p : f.places)
    places.push_back({{"file", p.file},
                      {"line", or_null(p.line)},
                      {"column", or_null(p.column)},
                      {"end_line", or_null(p.end_line)}});
  return {{"rule", f.rule},
          {"severity", to_string(f.severity)},
          {"confidence", to_string(f.confidence)},
          {"service", or_null(f.service)},
          {"owner", or_null(f.owner)},
          {"subject", f.subject},
          {"message", f.message},
          {"help", f.help},
          {"fingerprint", f.fingerprint},
          {"status", f.status},
          {"places", std::move(places)}};
}

std::string json(const check::Outcome& outcome) {
  Json findings = Json::array();
  for (const check::Finding& f : outcome.findings) findings.push_back(finding_document(f));
  Json diagnostics = Json::array();
  for (const facts::Diagnostic& d : outcome.diagnostics)
    diagnostics.push_back({{"level", word(d.level)},
                           {"file", or_null(d.place.file)},
                           {"line", or_null(d.place.line)},
                           {"message", d.message}});
  const check::Summary& s = outcome.summary;
  const Json document = {{"version", 1},
                         {"findings", std::move(findings)},
                         {"summary",
                          {{"services", s.services},
                           {"tables", s.tables},
                           {"accesses", s.accesses},
                           {"blind_spots", s.blind_spots},
                           {"files", s.files},
                           {"errors", s.errors},
                           {"warnings", s.warnings},
                           {"infos", s.infos},
                           {"suppressed", s.suppressed},
                           {"baselined", s.baselined}}},
                         {"diagnostics", std::move(diagnostics)}};
  return print(document);
}

}  // namespace onewriter::report
