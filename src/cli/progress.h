#pragma once
// What a run is busy with, for a person who waits: one line on the terminal, which is gone at the end.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "cli/command.h"

namespace onewriter::cli {

class Progress {
 public:
  // Silent unless stderr is a terminal.
  explicit Progress(const Streams& streams, bool quiet = false);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // "reading files"
  void step(std::string_view name);
  // How far the step is: "reading files: 120 of 4000". Shown a few times a second, however often it is called.
  void count(std::size_t done, std::size_t all);
  // A sentence that stays, for whoever watches or not.
  void say(std::string_view sentence);
  // Takes the line away, so that something else can be said.
  void clear();

 private:
  void draw(const std::string& text);

  std::ostream& err_;
  const bool quiet_, shown_;
  std::string step_;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace onewriter::cli
