#include <nlohmann/json.hpp>
#include <set>

#include "report/impact.h"
#include "report/json_values.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

std::string because(const std::string& reason) {
  return reason == "manifest"             ? "its manifest says so"
         : reason == "config"             ? "onewriter.yaml says so"
         : reason == "sole-database-user" ? "no other service connects to the database"
         : reason == "defines"            ? "it defines the table"
         : reason == "sole-writer"        ? "it alone writes the table"
                                          : reason;
}

std::string place(const facts::Place& p) {
  return printable(p.file) + (p.line > 0 ? ":" + std::to_string(p.line) : "");
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string line(const Effect& e) {
  std::string text = "  " + padded(e.certain ? "certain" : "possible", 10) +
                     padded(e.through + " (" + printable(e.via) + ")", 24) + padded(e.mode, 7) + place(e.place);
  return text + (e.note.empty() ? "" : "  " + printable(e.note)) + "\n";
}

std::string one(const Impact& i) {
  std::string text = printable(i.name + (i.column.empty() ? "" : "." + i.column)) + " in " + printable(i.datastore);
  text += i.owner.empty() ? ", which nobody can be told to own\n"
                          : ", which " + printable(i.owner) + " owns because " + because(i.reason) + "\n";
  std::set<std::string> others;
  std::string service;
  bool first = true;
  for (const Effect& e : i.effects) {
    if (first || e.service != service)
      text += "\n" + (e.service.empty() ? std::string("no service") : printable(e.service)) +
              (!i.owner.empty() && e.service == i.owner ? " (the owner)" : "") + "\n";
    first = false;
    service = e.service;
    if (e.service != i.owner && !e.service.empty()) others.insert(e.service);
    text += line(e);
  }
  if (i.effects.empty()) return text + "\nnothing that depends on it was seen\n";
  return text + "\n" + counted(others.size(), "other service", "other services") + ", " +
         counted(i.effects.size(), "place", "places") + "\n";
}

}  // namespace

std::string impact_text(const std::vector<Impact>& impacts) {
  std::string text;
  for (const Impact& i : impacts) text += (text.empty() ? "" : "\n") + one(i);
  return text;
}

std::string impact_json(const std::vector<Impact>& impacts) {
  Json list = Json::array();
  for (const Impact& i : impacts) {
    Json effects = Json::array();
    for (const Effect& e : i.effects)
      effects.push_back({{"service", or_null(e.service)},
                         {"through", e.through},
                         {"via", e.via},
                         {"mode", e.mode},
                         {"certainty", e.certain ? "certain" : "possible"},
                         {"columns", e.columns},
                         {"note", or_null(e.note)},
                         {"file", e.place.file},
                         {"line", or_null(e.place.line)}});
    list.push_back({{"table", i.table},
                    {"column", or_null(i.column)},
                    {"datastore", i.datastore},
                    {"owner", or_null(i.owner)},
                    {"owner_reason", or_null(i.reason)},
                    {"effects", std::move(effects)}});
  }
  return print({{"version", 1}, {"impacts", std::move(list)}});
}

}  // namespace onewriter::report
