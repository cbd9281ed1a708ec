#include "check/baseline.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace onewriter::check {
namespace {

using facts::BaselineEntry;
using facts::Used;
using Json = nlohmann::ordered_json;

constexpr std::size_t max_line = 100'000;

facts::Error malformed(const std::string& file, std::uint32_t line, const std::string& what) {
  return {"the baseline is malformed: " + what, {file, line, 0, 0}};
}

facts::Result<BaselineEntry> parse_line(std::string_view text, const std::string& file, std::uint32_t line) {
  for (std::string_view sign : {"<<<<<<<", "=======", ">>>>>>>", "|||||||"})
    if (text.starts_with(sign))
      return malformed(file, line, "a merge conflict was left in it; keep the lines of both sides");
  if (text.size() > max_line) return malformed(file, line, "the line is too long");
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return malformed(file, line, "expected one JSON object on each line");
  BaselineEntry entry;
  entry.place = {file, line, 1, line};
  const std::map<std::string, std::string*> fields = {{"fingerprint", &entry.fingerprint},
                                                      {"rule", &entry.rule},
                                                      {"service", &entry.service},
                                                      {"owner", &entry.owner},
                                                      {"subject", &entry.subject}};
  for (const auto& [key, value] : json.items()) {
    const auto field = fields.find(key);
    if (field == fields.end()) return malformed(file, line, "unknown key `" + key + "`");
    if (!value.is_string()) return malformed(file, line, "`" + key + "` must be a text");
    *field->second = value.get<std::string>();
  }
  if (entry.rule.empty() || entry.subject.empty() || entry.fingerprint.empty())
    return malformed(file, line, "`fingerprint`, `rule` and `subject` must be there");
  // Bytes that are no UTF-8 were replaced when the line was written.
  const bool replaced = text.find("\xEF\xBF\xBD") != std::string_view::npos;
  if (!replaced && entry.fingerprint != fingerprint_of(entry.rule, entry.service, entry.subject, entry.owner))
    return malformed(file, line, "the fingerprint is not that of the finding; write it with --update-baseline");
  return entry;
}

BaselineEntry entry_for(const Finding& f) {
  return {f.fingerprint, f.rule, f.service, f.owner, f.subject, Used::Yes, {}};
}

}  // namespace

// FNV-1a, 64 bits, over the parts with a separator that no name holds. Kept in baselines: never change it.
std::string fingerprint_of(const std::string& rule, const std::string& service, const std::string& subject,
                           const std::string& owner) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const std::string* part : {&rule, &service, &subject, &owner}) {
    for (const char c : *part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    hash = (hash ^ 0x1f) * 1099511628211ull;
  }
  std::string hex(16, '0');
  for (std::size_t i = 0; i < 16; ++i) hex[15 - i] = "0123456789abcdef"[(hash >> (4 * i)) & 15];
  return hex;
}

facts::Result<std::vector<BaselineEntry>> parse_baseline(std::string_view text, const std::string& file) {
  std::vector<BaselineEntry> entries;
  std::set<std::string> seen;
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const auto end = text.find('\n');
    std::string_view here = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (here.ends_with('\r')) here.remove_suffix(1);
    if (here.find_first_not_of(" \t") == std::string_view::npos) continue;
    auto entry = parse_line(here, file, line);
    if (!entry) return entry.error();
    if (seen.insert(entry->fingerprint).second) entries.push_back(std::move(*entry));
  }
  return entries;
}

std::string write_baseline(std::vector<BaselineEntry> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const BaselineEntry& a, const BaselineEntry& b) { return a.fingerprint < b.fingerprint; });
  std::string text;
  std::string_view last;
  for (const BaselineEntry& e : entries) {
    if (e.fingerprint == last) continue;
    last = e.fingerprint;
    Json json = {{"fingerprint", e.fingerprint}, {"rule", e.rule}};
    if (!e.service.empty()) json["service"] = e.service;
    if (!e.owner.empty()) json["owner"] = e.owner;
    json["subject"] = e.subject;
    text += json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  return text;
}

void apply_baseline(std::vector<Finding>& findings, const std::vector<Finding>& unsure,
                    std::vector<BaselineEntry>& baseline, const std::vector<std::string>& ran) {
  std::map<std::string, BaselineEntry*> known;
  for (BaselineEntry& entry : baseline) {
    known[entry.fingerprint] = &entry;
    if (entry.used == Used::Unknown && std::find(ran.begin(), ran.end(), entry.rule) != ran.end())
      entry.used = Used::No;
  }
  for (const Finding& f : unsure)
    if (const auto entry = known.find(f.fingerprint); entry != known.end()) entry->second->used = Used::Yes;
  for (Finding& f : findings)
    if (const auto entry = known.find(f.fingerprint); entry != known.end()) {
      entry->second->used = Used::Yes;
      if (f.status == "new") f.status = "baselined";
    }
}

BaselineUpdate update_baseline(const std::vector<BaselineEntry>& baseline, const std::vector<Finding>& findings,
                               bool admit) {
  BaselineUpdate update;
  for (const BaselineEntry& entry : baseline) {
    if (entry.used == Used::No)
      ++update.removed;
    else
      update.entries.push_back(entry);
  }
  for (const Finding& f : findings) {
    // A stale entry leaves with the update; it is no debt to take in.
    if (f.status != "new" || f.rule == "stale-baseline-entry") continue;
    if (!admit) {
      ++update.refused;
      continue;
    }
    update.entries.push_back(entry_for(f));
    ++update.added;
  }
  return update;
}

}  // namespace onewriter::check
