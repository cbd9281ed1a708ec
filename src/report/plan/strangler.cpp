#include <map>
#include <set>

#include "report/markup.h"
#include "report/plan/formats.h"
#include "report/plan/wording.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

using plan::TablePlan;
using plan::Work;

struct Redirection {
  const Work* work;
  const TablePlan* table;
};

// In the order in which the tables move.
std::map<std::string, std::vector<Redirection>> redirections(const plan::Plan& p) {
  std::map<std::string, std::vector<Redirection>> by_service;
  const auto add = [&](const TablePlan& t) {
    for (const Work& w : t.work) by_service[w.service].push_back({&w, &t});
  };
  for (const plan::Domain& d : p.domains)
    for (const std::string& id : d.tables) add(*p.table(id));
  return by_service;
}

// A command that is red as long as the service uses the table in such a way.
std::string check_of(const Redirection& r) {
  return std::string("onewriter check --rule ") + (r.work->mode == "write" ? "foreign-writer" : "cross-service-query") +
         " --service " + r.work->service + " --subject " + r.table->id;
}

std::string keeps(const plan::Plan& p, const std::string& service) {
  std::string text;
  for (const TablePlan& t : p.tables)
    if (t.proposed == service) text += (text.empty() ? "" : ", ") + code(t.name);
  return text.empty() ? "It owns no table." : text + ".";
}

std::string redirect(const std::string& service, const std::vector<Redirection>& list) {
  std::string text;
  std::size_t number = 0;
  for (const Redirection& r : list) {
    const Work& w = *r.work;
    text += std::to_string(++number) + ". " + (w.mode == "write" ? "Writes to " : "Reads of ") + code(r.table->name) +
            " of " + escaped(w.owner) + " go to: **" + escaped(w.title) + "**. " + escaped(w.advice) + "\n";
    if (const std::string needed = offers_in_words(w); !needed.empty()) text += "   - Needed first: " + needed + "\n";
    text += "   - Change: " + places_in_words(w) + "\n";
    text += "   - Done when this is green" + std::string(r.table->owner.empty() ? ", once the owner is declared" : "") +
            ": " + code(check_of(r)) + "\n";
  }
  return text.empty() ? escaped(service) + " uses no table of others.\n" : text;
}

std::string own_database(const plan::Plan& p, const plan::Readiness& r) {
  if (r.waiting.empty()) return "";
  std::string text = "\n**Its database** can be its own when ";
  text += r.outside_places == 0
              ? "it is made: nobody else uses its tables.\n\n"
              : "the others have left its tables (" + counted(r.outside_places, "place", "places") + ").\n\n";
  std::set<std::string> datastores;
  for (const std::string& id : r.waiting) {
    const TablePlan& t = *p.table(id);
    datastores.insert(t.datastore);
    if (t.owner.empty())
      text += "- Declare " + escaped(r.service) + " the owner of " + code(t.name) + ". Done when this is green: " +
              code("onewriter check --rule shared-writer --rule unowned-table --fail-on warning --subject " + id) +
              "\n";
  }
  for (const std::string& d : datastores)
    text += "- Done when this is green: " +
            code("onewriter check --rule shared-database --fail-on warning --subject " + d) + "\n";
  return text;
}

}  // namespace

std::string strangler_plan(const plan::Plan& p) {
  std::string text =
      "# Strangler plan\n\nEach step is small, can be released alone, and has a command that goes from red to green.\n";
  const auto by_service = redirections(p);
  for (const plan::Readiness& r : p.services) {
    const auto list = by_service.find(r.service);
    text += "\n## " + escaped(r.service) + "\n\n**Stays**: " + keeps(p, r.service) +
            "\n\n**Is redirected**, in this order:\n\n";
    text += redirect(r.service, list == by_service.end() ? std::vector<Redirection>() : list->second);
    text += own_database(p, r);
  }
  return text;
}

}  // namespace onewriter::report
