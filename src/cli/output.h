#pragma once
// Where a command's results and complaints go.

#include <cstddef>
#include <string>
#include <vector>

#include "cli/command.h"
#include "facts/diagnostic.h"
#include "facts/result.h"

namespace onewriter::cli {

// "error: file:3: message"
void print_error(const Streams& streams, const facts::Error& error);

// "warning: file:3: message", a line each; `quiet` leaves out all but errors.
void print_diagnostics(const Streams& streams, const std::vector<facts::Diagnostic>& diagnostics, bool quiet);

// Writes to the file, or to `out` when the name is empty or "-". A file is written whole or not at all.
facts::Result<facts::Done> write_output(const Streams& streams, const std::string& file, const std::string& text);

// A command's answer: writes it as write_output does, or says why there is none. The exit code.
int deliver(const Streams& streams, const std::string& file, const facts::Result<std::string>& text);

// What the terminal behind `out` can do; nothing special when `out` is no terminal.
struct Terminal {
  bool color = false;     // also off for NO_COLOR (no-color.org) and TERM=dumb
  std::size_t width = 0;  // 0: not a terminal
};
Terminal terminal(const std::ostream& out);

// Is stderr a terminal on which a line can be written over?
bool can_redraw(const std::ostream& err);

}  // namespace onewriter::cli
