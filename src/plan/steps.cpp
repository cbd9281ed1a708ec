#include "plan/steps.h"

#include <algorithm>

#include "plan/words.h"

namespace onewriter::plan {
namespace {

std::vector<std::string> users_of(const TablePlan& table, const std::set<std::string>& patterns) {
  std::set<std::string> users;
  for (const Work& w : table.work)
    if (patterns.contains(w.pattern)) users.insert(w.service);
  return {users.begin(), users.end()};
}

std::string columns_of(const TablePlan& table, const std::set<std::string>& patterns) {
  std::set<std::string> missing;
  for (const Work& w : table.work)
    if (patterns.contains(w.pattern))
      for (const NeededColumn& c : w.columns) missing.insert(c.name);
  return listed({missing.begin(), missing.end()}, 12);
}

// An API or events: done when the owner offers one, open when somebody needs one.
Step contract(int number, const TablePlan& table, const std::vector<std::string>& offered,
              const std::set<std::string>& patterns, const std::string& what) {
  const std::vector<std::string> users = users_of(table, patterns);
  if (!offered.empty())
    return {number, phase_title(number), "done", table.proposed + " offers " + listed(offered, 4) + "."};
  if (users.empty())
    return {number, phase_title(number), "unneeded", "What others do with it calls for no " + what + "."};
  return {number, phase_title(number), "open",
          "No " + what + " of " + table.proposed + " carries it, and " + listed(users) +
              (users.size() == 1 ? " needs it." : " need it.")};
}

Step own_database(const TablePlan& table, const Seen& seen) {
  if (seen.neighbours.empty())
    return {4, phase_title(4), "done", "No other service connects to " + table.datastore + "."};
  if (!seen.copy.empty())
    return {4, phase_title(4), "done", table.proposed + " keeps it in " + seen.copy + " as well."};
  const std::vector<std::string> names(seen.neighbours.begin(), seen.neighbours.end());
  return {4, phase_title(4), "open",
          listed(names) + (names.size() == 1 ? " connects to " : " connect to ") + table.datastore + " as well."};
}

Step cut_over(const TablePlan& table, const Seen& seen) {
  if (!table.users.empty())
    return {5, phase_title(5), "open",
            listed(table.users) + (table.users.size() == 1 ? " uses " : " use ") + "it directly at " +
                number_of(table.places_left(), "place", "places") + "."};
  if (!seen.neighbours.empty())
    return {5, phase_title(5), "open", "Nobody else uses it, but it is still in a database that others reach."};
  return {5, phase_title(5), "done", "Only " + table.proposed + " uses it, in a database of its own."};
}

std::string what_to_do(const TablePlan& table, const Seen& seen) {
  switch (table.next) {
    case 1:
      return table.proposed.empty() ? "Find out who should own it: nothing that is seen speaks for a service."
                                    : "Declare " + table.proposed + " its owner: owns: [" + table.name +
                                          "] in its service.yaml, or owners in onewriter.yaml.";
    case 2: {
      const std::string columns = columns_of(table, {"api", "command"});
      return "Let " + table.proposed + " offer operations on it for " + listed(users_of(table, {"api", "command"})) +
             (columns.empty() ? "." : ", with " + columns + ".");
    }
    case 3: {
      const std::string columns = columns_of(table, {"events", "cqrs"});
      return "Let " + table.proposed + " publish an event for each change of it, through an outbox, for " +
             listed(users_of(table, {"events", "cqrs"})) + (columns.empty() ? "." : ", with " + columns + ".");
    }
    case 4:
      return "Give " + table.proposed + " a database of its own and copy it there" +
             (table.users.empty() ? "; nobody else uses it."
                                  : "; change data capture keeps both in step until the others have moved.");
    case 5:
      return table.users.empty()
                 ? "Take the old one out of " + table.datastore + "."
                 : "Move " + listed(table.users) + " off " + table.datastore + ", then revoke their rights" +
                       (seen.copy.empty() ? "." : " and drop the old table.");
    default: return "";
  }
}

}  // namespace

void take_steps(TablePlan& table, const Seen& seen) {
  Step first{1, phase_title(1), table.owner.empty() ? "open" : "done", ""};
  first.why = !table.owner.empty()     ? table.owner + " owns it: " + table.because + "."
              : table.proposed.empty() ? "Nothing tells who owns it."
                                       : "Nothing tells who owns it; most speaks for " + table.proposed + ".";
  table.steps = {std::move(first), contract(2, table, seen.operations, {"api", "command"}, "operation"),
                 contract(3, table, seen.events, {"events", "cqrs"}, "event"), own_database(table, seen),
                 cut_over(table, seen)};
  for (const Step& s : table.steps) {
    if (s.state == "open") {
      table.next = s.number;
      break;
    }
    if (s.state == "done") table.phase = s.number;
  }
  table.next_step = what_to_do(table, seen);
}

const std::string& phase_title(int number) {
  static const std::string titles[] = {"Owner not told", "Ownership identified", "API exists",
                                       "Events exist",   "Own database",         "Cut over"};
  return titles[number < 0 || number > 5 ? 0 : number];
}

}  // namespace onewriter::plan
