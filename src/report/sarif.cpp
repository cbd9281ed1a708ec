// SARIF 2.1.0 (OASIS, errata 01). A result has one location, where the finding shows first; its other places are
// related locations, since `locations` with several entries means "change all of these" (section 3.27.12). Columns are
// left out: ours count bytes, SARIF's count characters (3.30.5).

#include <map>
#include <nlohmann/json.hpp>

#include "report/formats.h"
#include "report/json_values.h"

namespace onewriter::report {
namespace {

std::string_view level(check::Severity s) {
  return s == check::Severity::Error ? "error" : s == check::Severity::Warning ? "warning" : "note";
}

// A relative URI reference (RFC 3986): all but unreserved characters and '/' is percent-encoded.
std::string uri(const std::string& path) {
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~' || c == '/';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += "0123456789ABCDEF"[byte >> 4];
      out += "0123456789ABCDEF"[byte & 15];
    }
  }
  return out;
}

Json location(const facts::Place& p) {
  Json physical = {{"artifactLocation", {{"uri", uri(p.file)}, {"uriBaseId", "%SRCROOT%"}}}};
  if (p.line > 0) {
    physical["region"] = {{"startLine", p.line}};
    if (p.end_line > p.line) physical["region"]["endLine"] = p.end_line;
  }
  return {{"physicalLocation", std::move(physical)}};
}

Json rule(const check::Rule& r) {
  const std::string markdown = r.why + "\n\n**Fix:** " + (r.fix.starts_with("{") ? "told with each finding." : r.fix) +
                               "\n\n**Silent for:** " + r.silent_for + "\n\nBad:\n\n```\n" + r.bad +
                               "\n```\n\nGood:\n\n```\n" + r.good + "\n```\n";
  return {{"id", r.id},
          {"shortDescription", {{"text", r.title}}},
          {"fullDescription", {{"text", r.why}}},
          {"help", {{"text", r.why + " Silent for: " + r.silent_for}, {"markdown", markdown}}},
          {"defaultConfiguration", {{"level", level(r.severity)}}},
          {"properties", {{"tags", {"data-ownership", r.checklist}}}}};
}

Json result(const check::Finding& f, const std::map<std::string, std::size_t>& indexes, bool answered) {
  Json json = {{"ruleId", f.rule}};
  if (const auto index = indexes.find(f.rule); index != indexes.end()) json["ruleIndex"] = index->second;
  json["level"] = level(f.severity);
  json["message"] = {{"text", f.message + ". " + f.help}};
  if (!f.places.empty()) json["locations"] = Json::array({location(f.places.front())});
  Json related = Json::array();
  for (std::size_t i = 1; i < f.places.size(); ++i) {
    related.push_back(location(f.places[i]));
    related.back()["id"] = i;
  }
  if (!related.empty()) json["relatedLocations"] = std::move(related);
  json["partialFingerprints"] = {{"onewriter/v1", f.fingerprint}};
  if (!stands(f)) {
    Json suppression = {{"kind", f.in_source ? "inSource" : "external"}, {"status", "accepted"}};
    suppression["justification"] = f.status == "baselined" ? "in the baseline" : f.reason;
    json["suppressions"] = Json::array({std::move(suppression)});
  } else if (answered) {
    json["suppressions"] = Json::array();  // section 3.27.23: when some results have them, all say so
  }
  json["properties"] = {{"confidence", to_string(f.confidence)}, {"subject", f.subject}};
  if (!f.service.empty()) json["properties"]["service"] = f.service;
  if (!f.owner.empty()) json["properties"]["owner"] = f.owner;
  return json;
}

Json notification(const facts::Diagnostic& d) {
  Json json = {{"level", d.level == facts::Level::Error     ? "error"
                         : d.level == facts::Level::Warning ? "warning"
                                                            : "note"},
               {"message", {{"text", d.message}}}};
  if (!d.place.file.empty()) json["locations"] = Json::array({location(d.place)});
  return json;
}

}  // namespace

std::string sarif(const check::Outcome& outcome, const Tool& tool, bool answered) {
  Json rules = Json::array();
  std::map<std::string, std::size_t> indexes;
  for (const check::Rule& r : outcome.rules) {
    indexes[r.id] = rules.size();
    rules.push_back(rule(r));
  }
  Json results = Json::array();
  for (const check::Finding& f : outcome.findings)
    if (answered || stands(f)) results.push_back(result(f, indexes, answered));
  Json notifications = Json::array();
  for (const facts::Diagnostic& d : outcome.diagnostics) notifications.push_back(notification(d));
  Json driver = {{"name", "onewriter"}, {"version", tool.version}};
  if (!tool.homepage.empty()) driver["informationUri"] = tool.homepage;
  driver["rules"] = std::move(rules);
  const Json document = {
      {"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", Json::array({{{"tool", {{"driver", std::move(driver)}}},
                             {"automationDetails", {{"id", "onewriter/check/"}}},
                             {"invocations", Json::array({{{"executionSuccessful", true},
                                                           {"toolExecutionNotifications", std::move(notifications)}}})},
                             {"results", std::move(results)}}})}};
  return print(document);
}

}  // namespace onewriter::report
