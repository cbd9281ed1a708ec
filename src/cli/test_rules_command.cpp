#include <CLI/CLI.hpp>
#include <set>

#include "cli/check_command_options.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/run.h"
#include "report/terminal.h"

namespace onewriter::cli {
namespace {

constexpr const char* rules_folder = ".onewriter/rules";

struct Options {
  std::string path = ".";
  bool update = false;
};

// A line for each finding and place: error certain order -> customer db/shop:customers at order/app.py:12
using Lines = std::set<std::string>;

facts::Result<Lines> report_of(const check::Rule& rule, const std::string& folder, const Streams& streams) {
  const auto extent = extent_alone(folder);
  if (!extent) return extent.error();
  Progress progress(streams);
  const System system = read_extent(*extent, {}, progress);
  check::CheckOptions options;
  options.min_confidence = facts::Confidence::Possible;
  const auto outcome = check::check(system.facts, {rule}, options);
  if (!outcome) return outcome.error();
  Lines lines;
  const auto word = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
  for (const check::Finding& f : outcome->findings) {
    const std::string head = std::string(to_string(f.severity)) + " " + std::string(to_string(f.confidence)) + " " +
                             word(f.service) + " -> " + word(f.owner) + " " + word(f.subject);
    if (f.places.empty()) lines.insert(head);
    for (const facts::Place& p : f.places)
      lines.insert(head + " at " + p.file + ":" + (p.line > 0 ? std::to_string(p.line) : "-"));
  }
  return lines;
}

Lines expected_lines(const std::string& text) {
  Lines lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty() && !line.starts_with("#")) lines.insert(std::move(line));
    at = end + 1;
  }
  return lines;
}

// What is wrong with a rule's fixtures, a line each; empty: nothing.
facts::Result<std::string> test_rule(const check::Rule& rule, const workspace::FileSystem& files,
                                     const Options& options, const Streams& streams) {
  const std::string folder = std::string(rules_folder) + "/" + rule.id;
  std::string wrong;
  for (const char* part : {"/bad", "/good"})
    if (!files.is_folder(folder + part))
      wrong += "  " + folder + part + "/ is missing: a small system to try the rule on\n";
  if (!wrong.empty()) return wrong;
  const auto bad = report_of(rule, files.root() + "/" + folder + "/bad", streams);
  if (!bad) return bad.error();
  const auto good = report_of(rule, files.root() + "/" + folder + "/good", streams);
  if (!good) return good.error();
  if (bad->empty()) wrong += "  bad/: the rule does not fire\n";
  for (const std::string& line : *good) wrong += "  good/: noisy: " + line + "\n";
  const std::string file = folder + "/expected.txt";
  if (options.update) {
    std::string text;
    for (const std::string& line : *bad) text += line + "\n";
    const auto written = write_output(streams, files.root() + "/" + file, text);
    if (!written) return written.error();
  } else if (const auto text = files.read(file, 1 << 20)) {
    const Lines wanted = expected_lines(*text);
    for (const std::string& line : wanted)
      if (!bad->contains(line)) wrong += "  bad/: missing: " + line + "\n";
    for (const std::string& line : *bad)
      if (!wanted.contains(line)) wrong += "  bad/: noisy: " + line + "\n";
  }
  return wrong;
}

int run_tests(const Options& options, const Streams& streams) {
  const auto root = find_root({options.path});
  if (!root) return print_error(streams, root.error()), exit_failed;
  const auto rules = all_rules(**root);
  if (!rules) return print_error(streams, rules.error()), exit_failed;
  std::string text;
  std::size_t tested = 0, failed = 0;
  for (const check::Rule& rule : *rules) {
    if (!rule.file.starts_with(rules_folder)) continue;
    ++tested;
    const auto wrong = test_rule(rule, **root, options, streams);
    if (!wrong) return print_error(streams, wrong.error()), exit_failed;
    text += (wrong->empty() ? "ok      " : "FAILED  ") + rule.id + "\n" + report::printable_lines(*wrong);
    failed += wrong->empty() ? 0 : 1;
  }
  if (tested == 0)
    return print_error(
               streams,
               {std::string("there is no rule in ") + rules_folder + "; the README shows how to write one", {}}),
           exit_failed;
  text += report::counted(tested, "rule", "rules") + ", " +
          (failed == 0 ? "all as expected" : std::to_string(failed) + " failed") + "\n";
  const auto written = write_output(streams, "", text);
  if (!written) return print_error(streams, written.error()), exit_failed;
  return failed == 0 ? exit_clean : exit_findings;
}

}  // namespace

Command test_rules_command() {
  return {"test-rules", "Try the rules of .onewriter/rules on their fixtures", [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            app.add_option("PATH", options->path, "The workspace (default: the current folder)");
            app.add_flag("--update", options->update, "Write what each rule reports in bad/ as its expected.txt");
            return [options](const Streams& streams) { return run_tests(*options, streams); };
          }};
}

}  // namespace onewriter::cli
