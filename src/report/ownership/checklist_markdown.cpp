#include "report/markup.h"
#include "report/ownership/formats.h"

namespace onewriter::report {
namespace {

std::string_view verdict(const ChecklistState& state) {
  return state.word == "open"       ? "**broken**"
         : state.word == "accepted" ? "broken, and accepted"
         : state.word == "none"     ? "not applicable"
         : state.word == "ok"       ? "met"
         : state.word == "unsure"   ? "met as far as seen"
                                    : "not checked";
}

// What runs beside the system or instead of it answers for no data.
bool counts(const facts::Service& service) {
  return service.kind != "infrastructure" && service.kind != "loadgen" && service.kind != "alternative";
}

}  // namespace

std::string checklist_markdown(const Ownership& model) {
  const auto& items = checklist_items();
  std::string names = "| Service |", rule = "| --- |", legend, rows;
  for (const ChecklistItem& item : items) {
    if (!item.id.starts_with("C")) continue;
    names += " " + item.id + " |";
    rule += " --- |";
    legend += (legend.empty() ? "" : "; ") + item.id + " " + escaped(item.title);
  }
  for (const ServiceRow& row : model.services) {
    if (!counts(*row.service)) continue;
    rows += "| " + code(row.service->name) + " |";
    for (std::size_t i = 0; i < items.size(); ++i)
      if (items[i].id.starts_with("C"))
        rows += " " + std::string(verdict(row.checklist[i])) + ": " + escaped(row.checklist[i].reason) + " |";
    rows += "\n";
  }
  if (rows.empty()) return {};
  return "### Checklist\n\n" + names + "\n" + rule + "\n" + rows + "\n" + legend + ".\n";
}

}  // namespace onewriter::report
