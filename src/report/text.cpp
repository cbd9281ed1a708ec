#include "report/text.h"

#include <algorithm>

#include "report/terminal.h"

namespace onewriter::report {
namespace {

// A finding on a big system has hundreds of places; the machine-readable formats have them all.
constexpr std::size_t most_places = 12;
constexpr std::size_t most_blind_spots = 20;

namespace style {
constexpr std::string_view bold = "\x1b[1m", red = "\x1b[1;31m", yellow = "\x1b[1;33m", cyan = "\x1b[1;36m",
                           blue = "\x1b[1;34m";
}

class Writer {
 public:
  explicit Writer(const TextOptions& options) : options_(options) {}

  std::string write(const check::Outcome& outcome) {
    for (const check::Finding& f : outcome.findings)
      if (stands(f) || (options_.baselined && f.status == "baselined") ||
          (options_.suppressed && f.status == "suppressed"))
        finding(f);
    if (options_.summary) {
      blind_spots(outcome);
      summary(outcome);
    }
    return std::move(out_);
  }

 private:
  std::string paint(std::string_view style, std::string_view text) const {
    if (!options_.color) return std::string(text);
    return std::string(style) + std::string(text) + "\x1b[0m";
  }

  void finding(const check::Finding& f) {
    const std::string_view style = f.severity == check::Severity::Error     ? style::red
                                   : f.severity == check::Severity::Warning ? style::yellow
                                                                            : style::cyan;
    std::size_t digits = 1;
    for (std::size_t i = 0; i < std::min(f.places.size(), most_places); ++i)
      digits = std::max(digits, std::to_string(f.places[i].line).size());
    margin_ = std::string(digits, ' ');

    const std::string head =
        std::string(to_string(f.severity)) + "[" + f.rule + "]" + (stands(f) ? "" : " (" + f.status + ")");
    out_ += paint(style, head) + paint(style::bold, ": " + printable(f.message)) + "\n";
    std::string_view last_file;
    for (std::size_t i = 0; i < std::min(f.places.size(), most_places); ++i) {
      place(f.places[i], f.places[i].file == last_file);
      last_file = f.places[i].file;
    }
    if (f.places.size() > most_places)
      out_ += margin_ + paint(style::blue, "...") + " and " +
              counted(f.places.size() - most_places, "more place", "more places") + " (--format json has all)\n";
    note("why", f.why);
    note("help", f.help);
    if (f.confidence != facts::Confidence::Certain) note("confidence", to_string(f.confidence));
    if (!f.suppressed_places.empty())
      note("suppressed", counted(f.suppressed_places.size(), "more place: ", "more places: ") + f.reason);
    else if (f.status == "suppressed")
      note("suppressed", f.reason);
    out_ += "\n";
  }

  // A place in the file of the place before stands under the same arrow.
  void place(const facts::Place& p, bool same_file) {
    std::string spot = printable(p.file);
    if (p.line > 0) spot += ":" + std::to_string(p.line);
    if (p.line > 0 && p.column > 0) spot += ":" + std::to_string(p.column);
    out_ += margin_ + paint(style::blue, same_file ? "::: " : "--> ") + spot + "\n";
    if (p.line == 0 || !options_.source_line) return;
    const auto line = options_.source_line(p.file, p.line);
    if (!line) return;
    const std::string number = std::to_string(p.line);
    const std::string source = cut(printable(*line), number.size() + 3);
    out_ += margin_ + paint(style::blue, " |") + "\n";
    out_ += paint(style::blue, std::string(margin_.size() - number.size(), ' ') + number + " | ") + source + "\n";
  }

  std::string cut(std::string source, std::size_t taken) const {
    const auto first = source.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    // Deep indentation says nothing here, and a minified line would fill the screen.
    source.erase(0, first > 4 ? first - 4 : 0);
    const std::size_t most = options_.width > taken + 20 ? options_.width - taken : 200;
    if (source.size() > most) {
      std::size_t end = most - 3;
      while (end > 0 && (static_cast<unsigned char>(source[end]) & 0xC0) == 0x80) --end;
      source = source.substr(0, end) + "...";
    }
    return source.substr(0, source.find_last_not_of(' ') + 1);
  }

  void note(std::string_view name, std::string_view text) {
    const std::string head = "= " + std::string(name) + ": ";
    const std::size_t indent = margin_.size() + 1 + head.size();
    const auto lines = wrap(printable(text), options_.width > indent + 20 ? options_.width - indent : 0);
    for (std::size_t i = 0; i < lines.size(); ++i)
      out_ += (i == 0 ? margin_ + " " + paint(style::bold, head) : std::string(indent, ' ')) + lines[i] + "\n";
  }

  void blind_spots(const check::Outcome& outcome) {
    std::vector<const facts::BlindSpot*> seen;
    for (const facts::BlindSpot& b : outcome.blind_spots)
      if (b.scope == facts::Scope::Main) seen.push_back(&b);
    if (seen.empty()) return;
    out_ += paint(style::bold, counted(seen.size(), "blind spot", "blind spots")) +
            ": data is used here, and what data could not be told\n";
    for (std::size_t i = 0; i < std::min(seen.size(), most_blind_spots); ++i) {
      const facts::BlindSpot& b = *seen[i];
      out_ += "  " + printable(b.place.file) + ":" + std::to_string(b.place.line) + ": " + printable(b.what);
      if (!b.detail.empty()) out_ += " (" + cut(printable(b.detail), 40) + ")";
      if (!b.service.empty()) out_ += " in " + printable(b.service);
      out_ += "\n";
    }
    if (seen.size() > most_blind_spots)
      out_ += "  ... and " + std::to_string(seen.size() - most_blind_spots) + " more\n";
    out_ += "\n";
  }

  void summary(const check::Outcome& outcome) {
    const check::Summary& s = outcome.summary;
    out_ += counted(s.services, "service", "services") + ", " + counted(s.tables, "table", "tables") + ", " +
            counted(s.accesses, "access", "accesses") + ", " + counted(s.blind_spots, "blind spot", "blind spots") +
            " in " + counted(s.files, "file", "files") + "\n";
    std::string found = counted(s.errors, "error", "errors") + ", " + counted(s.warnings, "warning", "warnings");
    if (s.infos > 0) found += ", " + counted(s.infos, "info", "infos");
    if (s.baselined > 0 || outcome.has_baseline) found += ", " + std::to_string(s.baselined) + " baselined";
    if (s.suppressed > 0) found += ", " + std::to_string(s.suppressed) + " suppressed";
    if (s.unsure > 0) found += ", " + std::to_string(s.unsure) + " too unsure to show (see --min-confidence)";
    out_ += paint(s.errors > 0 ? style::red : s.warnings > 0 ? style::yellow : style::bold, found) + "\n";
    if (outcome.change)
      out_ += "Only what was caused since " + printable(outcome.change->since) + ": " +
              counted(outcome.change->before, "finding was", "findings were") + " there before, " +
              (outcome.change->gone == 1 ? "1 is" : std::to_string(outcome.change->gone) + " are") + " gone\n";
    if (s.tables == 0)
      out_ +=
          paint(style::yellow,
                "NOTHING WAS CHECKED: no tables were found, so no rule could object. Is this the root of the system?") +
          "\n";
  }

  const TextOptions& options_;
  std::string out_;
  std::string margin_;
};

}  // namespace

std::string text(const check::Outcome& outcome, const TextOptions& options) { return Writer(options).write(outcome); }

}  // namespace onewriter::report
