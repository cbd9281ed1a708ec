// Small services as people write them, one for each framework and client: fixtures/interfaces/<name>/ holds the tree,
// and expected.txt the routes and events that are told of it.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "../tree.h"
#include "link/link.h"

namespace {

namespace fs = std::filesystem;
using namespace onewriter;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string at(const facts::Place& place, facts::Confidence confidence) {
  const std::string sure(facts::to_string(confidence));
  return " " + place.file + ":" + std::to_string(place.line) + (sure == "certain" ? "" : " (" + sure + ")") + "\n";
}

std::string told_of(const fs::path& folder) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename() != "expected.txt")
      texts.emplace_back(entry.path().lexically_relative(folder).generic_string(), read_file(entry.path()));
  const auto files = link_test::tree(std::move(texts));
  const facts::Facts told = link::link(files);
  std::set<std::string> lines;
  for (const facts::Route& r : told.routes)
    lines.insert(r.service + " answers " + r.method + " " + r.path + (r.answers.empty() ? "" : " with a " + r.answers) +
                 at(r.place, r.confidence));
  for (const facts::EventUse& e : told.event_uses)
    lines.insert(e.service + (e.role == "publish" ? " publishes " : " hears ") + e.event +
                 (e.channel.empty() ? "" : " on " + e.channel) + " by " + e.via + at(e.place, e.confidence));
  std::string out;
  for (const std::string& line : lines) out += line;
  return out;
}

}  // namespace

TEST_CASE("of each small service the routes and events are told that it has") {
  for (const auto& each : fs::directory_iterator(fs::path(SOURCE_ROOT) / "fixtures/interfaces")) {
    CAPTURE(each.path().filename().string());
    const std::string told = told_of(each.path());
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(each.path() / "expected.txt", std::ios::binary) << told;
    CHECK(told == read_file(each.path() / "expected.txt"));
  }
}
