#include "cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/run.h"
#include "report/terminal.h"

namespace onewriter::cli {
namespace {

std::string at(const facts::Place& place) {
  if (place.file.empty()) return "";
  std::string text = report::printable(place.file) + ":";
  if (place.line > 0) text += std::to_string(place.line) + ":";
  return text + " ";
}

bool knows_escapes() {
  const char* term = std::getenv("TERM");
  return term && *term && std::string_view(term) != "dumb";
}

}  // namespace

void print_error(const Streams& streams, const facts::Error& error) {
  streams.err << "error: " << at(error.place) << error.message << "\n";
}

void print_diagnostics(const Streams& streams, const std::vector<facts::Diagnostic>& diagnostics, bool quiet) {
  for (const facts::Diagnostic& d : diagnostics) {
    if (quiet && d.level != facts::Level::Error) continue;
    const char* word = d.level == facts::Level::Error     ? "error: "
                       : d.level == facts::Level::Warning ? "warning: "
                                                          : "note: ";
    streams.err << word << at(d.place) << report::printable(d.message) << "\n";
  }
}

facts::Result<facts::Done> write_output(const Streams& streams, const std::string& file, const std::string& text) {
  if (file.empty() || file == "-") {
    streams.out << text;
    streams.out.flush();
    if (!streams.out) return facts::Error{"cannot write to standard output", {}};
    return facts::Done{};
  }
  const std::string draft = file + ".part";
  {
    std::ofstream out(draft, std::ios::binary | std::ios::trunc);
    out << text;
    out.flush();
    if (!out) return facts::Error{"cannot write " + file + ": is its folder there and writable?", {}};
  }
  std::error_code failed;
  std::filesystem::rename(draft, file, failed);
  if (failed) return facts::Error{"cannot write " + file + ": " + failed.message(), {}};
  return facts::Done{};
}

int deliver(const Streams& streams, const std::string& file, const facts::Result<std::string>& text) {
  if (!text) return print_error(streams, text.error()), exit_failed;
  const auto written = write_output(streams, file, *text);
  if (!written) return print_error(streams, written.error()), exit_failed;
  return exit_clean;
}

Terminal terminal(const std::ostream& out) {
  if (&out != &std::cout || ::isatty(STDOUT_FILENO) == 0) return {};
  Terminal t;
  const char* no_color = std::getenv("NO_COLOR");
  t.color = !(no_color && *no_color) && knows_escapes();
  winsize size{};
  t.width = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
  return t;
}

bool can_redraw(const std::ostream& err) {
  return &err == &std::cerr && ::isatty(STDERR_FILENO) == 1 && knows_escapes();
}

}  // namespace onewriter::cli
