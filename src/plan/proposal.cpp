#include "plan/proposal.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "plan/scratch.h"

namespace onewriter::plan {
namespace {

std::size_t places_of(const Candidate& c) {
  std::size_t places = 0;
  for (const Evidence& e : c.evidence) places += e.places;
  return places;
}

}  // namespace

facts::Result<Candidates> candidates(const facts::Store& store) {
  const auto rows = ask(store, "evidence");
  if (!rows) return rows.error();
  Candidates found;
  for (const auto& row : *rows) {
    std::vector<Candidate>& list = found[row[0]];
    // Rows come by table and service.
    if (list.empty() || list.back().service != row[1]) list.push_back({row[1], 0, {}});
    const int weight = std::atoi(row[3].c_str());
    const auto number = [](const std::string& text) { return std::strtoul(text.c_str(), nullptr, 10); };
    list.back().score += weight;
    list.back().evidence.push_back(
        {row[2], weight, number(row[4]), {row[5], static_cast<std::uint32_t>(number(row[6])), 0, 0}});
  }
  for (auto& [table, list] : found)
    std::sort(list.begin(), list.end(), [](const Candidate& a, const Candidate& b) {
      return std::make_tuple(-a.score, -static_cast<long>(places_of(a)), a.service) <
             std::make_tuple(-b.score, -static_cast<long>(places_of(b)), b.service);
    });
  return found;
}

bool is_contested(const std::vector<Candidate>& candidates) {
  return candidates.size() > 1 && candidates[1].score * 2 > candidates[0].score;
}

}  // namespace onewriter::plan
