#include "cli/progress.h"

#include <ostream>

#include "cli/output.h"

namespace onewriter::cli {
namespace {

constexpr std::string_view wiped = "\r\x1b[K";
constexpr std::chrono::milliseconds pause(100);

}  // namespace

Progress::Progress(const Streams& streams, bool quiet)
    : err_(streams.err), quiet_(quiet), shown_(!quiet && can_redraw(streams.err)) {}

Progress::~Progress() { clear(); }

void Progress::step(std::string_view name) {
  step_ = name;
  if (shown_) draw(step_);
}

void Progress::count(std::size_t done, std::size_t all) {
  if (shown_ && std::chrono::steady_clock::now() - drawn_ >= pause)
    draw(step_ + ": " + std::to_string(done) + " of " + std::to_string(all));
}

void Progress::say(std::string_view sentence) {
  clear();
  if (!quiet_) err_ << sentence << '\n';
}

void Progress::clear() {
  if (shown_) draw("");
}

void Progress::draw(const std::string& text) {
  drawn_ = std::chrono::steady_clock::now();
  err_ << wiped << text << std::flush;
}

}  // namespace onewriter::cli
