#include "report/markup.h"
#include "report/plan/formats.h"
#include "report/plan/wording.h"
#include "report/terminal.h"

namespace onewriter::report {
namespace {

using plan::Plan;
using plan::TablePlan;

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& c : cells) line += " " + c + " |";
  return line + "\n";
}

std::string head(const std::vector<std::string>& cells) {
  return row(cells) + row(std::vector<std::string>(cells.size(), "---"));
}

std::string phase_name(int phase) { return std::to_string(phase) + " " + plan::phase_title(phase); }

std::string numbers(const Plan& p, const PlanContext& context) {
  const plan::Totals& t = p.totals;
  const plan::Totals* before = context.progress ? &context.progress->before : nullptr;
  std::string text = before ? head({"", "Before", "Now"}) : head({"", "Now"});
  const auto line = [&](const std::string& what, std::size_t now, std::size_t then) {
    text += before ? row({what, std::to_string(then), std::to_string(now)}) : row({what, std::to_string(now)});
  };
  const auto of = [&](std::size_t plan::Totals::*number) { return before ? before->*number : 0; };
  line("tables", t.tables, of(&plan::Totals::tables));
  line("tables whose owner nobody is told to be", t.without_owner, of(&plan::Totals::without_owner));
  line("tables that others than their owner use", t.shared, of(&plan::Totals::shared));
  line("places to change", t.places, of(&plan::Totals::places));
  line("of them writes", t.writes, of(&plan::Totals::writes));
  line("blockers", t.blockers, of(&plan::Totals::blockers));
  const auto in = [](const plan::Totals& sum, int phase) {
    const auto at = sum.in_phase.find(phase);
    return at == sum.in_phase.end() ? std::size_t{0} : at->second;
  };
  for (int phase = 0; phase <= 5; ++phase)
    line("in phase " + phase_name(phase), in(t, phase), before ? in(*before, phase) : 0);
  return text;
}

std::string moved(const std::string& title, const std::vector<plan::Progress::Moved>& list) {
  std::string text;
  for (const auto& m : list)
    text += "- " + code(m.table) + ": from " + phase_name(m.before) + " to " + phase_name(m.now) + "\n";
  return text.empty() ? "" : "\n**" + title + "**\n\n" + text;
}

std::string names(const std::string& title, const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& name : list) text += "- " + code(name) + "\n";
  return text.empty() ? "" : "\n**" + title + "**\n\n" + text;
}

std::string progress(const plan::Progress& p) {
  const std::string text = moved("Gained", p.gained) + moved("Lost", p.lost) + names("New tables", p.new_tables) +
                           names("Gone", p.gone_tables);
  return "\n## Since the earlier facts\n" + (text.empty() ? "\nNo table is in another phase.\n" : text);
}

std::string assumed(const PlanContext& context) {
  std::string text = "\n## Assumed\n\n";
  for (const std::string& a : context.assumptions) text += "- " + code(a) + "\n";
  if (!context.changes) return text;
  for (const auto& [title, list] : {std::pair{"Findings that would go", &context.changes->closed},
                                    std::pair{"Findings that would come", &context.changes->opened}}) {
    if (list->empty()) continue;
    text += "\n**" + std::string(title) + "**\n\n";
    for (const check::Finding& f : *list) text += "- " + escaped(f.message) + " (" + code(f.rule) + ")\n";
  }
  return text;
}

std::string order(const Plan& p) {
  std::string text =
      "\n## Order\n\nTables of a line move together. First what others use least and nothing blocks.\n\n" +
      head({"Turn", "Data domain", "Owner", "Tables", "Why"});
  bool any = false;
  for (const plan::Domain& d : p.domains) {
    if (d.turn == 0) continue;
    any = true;
    std::string tables;
    for (const std::string& id : d.tables) tables += (tables.empty() ? "" : ", ") + code(p.table(id)->name);
    text += row({std::to_string(d.turn), escaped(d.name), escaped(d.owner), tables, escaped(d.why)});
  }
  if (!any) return "\n## Order\n\nNothing is left to move.\n";
  std::string ties;
  for (const plan::Domain& d : p.domains) {
    if (d.turn == 0 || d.ties.empty()) continue;
    ties += "- **" + escaped(d.name) + "**: ";
    for (std::size_t i = 0; i < d.ties.size() && i < 12; ++i) ties += (i == 0 ? "" : "; ") + escaped(d.ties[i]);
    ties += d.ties.size() > 12 ? "; and " + counted(d.ties.size() - 12, "more tie", "more ties") + "\n" : "\n";
  }
  return text + (ties.empty() ? "" : "\nWhat holds them together:\n\n" + ties);
}

std::string readiness(const Plan& p) {
  std::string text = "\n## Readiness\n\n";
  for (const plan::Readiness& r : p.services) {
    text += "- **" + escaped(r.service) + "**: ";
    if (r.waiting.empty()) {
      text += "none of its tables has to move";
    } else {
      std::string left;
      const auto add = [&](std::size_t count, const char* one, const char* more) {
        if (count > 0) left += (left.empty() ? "" : ", ") + counted(count, one, more);
      };
      add(r.outside_places, "place in other services", "places in other services");
      add(r.blockers, "blocker", "blockers");
      add(r.exemptions, "exemption", "exemptions");
      text += (left.empty() ? "nothing is left before its database can move"
                            : left + " left before its database can move") +
              " (" + counted(r.waiting.size(), "table", "tables") + ")";
    }
    if (r.own_places > 0) text += "; has to change " + counted(r.own_places, "place", "places") + " of its own code";
    text += ".\n";
  }
  return p.services.empty() ? "" : text;
}

std::string owner(const TablePlan& t) {
  if (t.candidates.empty()) return "Nothing that is seen speaks for an owner.\n\n";
  const plan::Candidate& best = t.candidates.front();
  std::string text = (t.owner.empty() ? "**Proposed owner**: " : "**Owner**: ") + escaped(t.proposed) + ". It " +
                     evidence_in_words(best) + ".\n";
  if (t.candidates.size() > 1)
    text += "Runner-up: " + escaped(t.candidates[1].service) + ". It " + evidence_in_words(t.candidates[1]) + ".\n";
  return text + "\n";
}

std::string table(const TablePlan& t) {
  std::string text = "\n### " + code(t.id) + "\n\n" + owner(t);
  text +=
      "**Phase " + phase_name(t.phase) + "**; next: " + std::to_string(t.next) + ". " + escaped(t.next_step) + "\n\n";
  for (const plan::Step& s : t.steps)
    text += std::string("- [") + (s.state == "open" ? " " : "x") + "] " + std::to_string(s.number) + " " + s.title +
            (s.state == "unneeded" ? " (not needed)" : "") + ": " + escaped(s.why) + "\n";
  if (!t.work.empty()) text += "\n**Work**\n\n";
  for (const plan::Work& w : t.work) text += work_in_words(w);
  if (!t.blockers.empty()) text += "\n**Blockers**\n\n";
  for (const plan::Blocker& b : t.blockers) text += "- " + blocker_in_words(b) + "\n";
  if (!t.options.empty()) text += "\n**Options**\n\n";
  for (const plan::Option& o : t.options)
    text += "- " + o.title + " (fits: " + o.fits + "): " + escaped(o.what) + " Brings: " + o.pros +
            ". Costs: " + o.cons + ".\n";
  return text;
}

// What is not its owner's alone, or not told to be anybody's, has a section; of the rest a list is enough.
std::string tables(const Plan& p) {
  std::string text = "\n## Tables\n", rest, done;
  for (const TablePlan& t : p.tables) {
    if (t.next != 0 && (!t.users.empty() || !t.blockers.empty() || t.owner.empty()))
      text += table(t);
    else if (t.next != 0)
      rest += "- " + code(t.id) + " (" + escaped(t.proposed) + "), phase " + phase_name(t.phase) + ". " +
              escaped(t.next_step) + "\n";
    else
      done += "- " + code(t.id) + " (" + escaped(t.proposed) + ")\n";
  }
  if (!rest.empty()) text += "\n### Used by their owners alone\n\n" + rest;
  if (!done.empty()) text += "\n### Cut over\n\n" + done;
  return text;
}

std::string work_by_service(const Plan& p) {
  std::string text;
  for (const plan::Readiness& r : p.services) {
    if (r.own_places == 0) continue;
    text += "\n### " + escaped(r.service) + "\n\n" + head({"Table", "Of", "Does", "Way", "Places"});
    for (const TablePlan& t : p.tables)
      for (const plan::Work& w : t.work)
        if (w.service == r.service)
          text += row({code(t.name), escaped(w.owner), w.mode == "write" ? "writes" : "reads", escaped(w.title),
                       places_in_words(w)});
  }
  return text.empty() ? "" : "\n## Work by service\n" + text;
}

}  // namespace

std::string plan_markdown(const Plan& p, const PlanContext& context) {
  std::string text = "# " + escaped(context.title.empty() ? "From shared to owned tables" : context.title) + "\n\n";
  if (p.tables.empty())
    return text + "No tables were found: there is nothing to plan, which is not the same as nothing being shared.\n";
  return text + numbers(p, context) + (context.assumptions.empty() ? "" : assumed(context)) +
         (context.progress ? progress(*context.progress) : "") + order(p) + readiness(p) + tables(p) +
         work_by_service(p);
}

}  // namespace onewriter::report
