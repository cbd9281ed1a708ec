#pragma once
// The one seam to other programs: git, which knows the older states of a tree.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "facts/result.h"

namespace onewriter::workspace {

struct ProcessOutput {
  int exit_code = 0;
  std::string out;  // at most `limit` bytes; what is beyond is an Error
  std::string err;  // its head
};

// Runs a program of the PATH to its end, without a shell, with nothing on its standard input. Errors: it is not there,
// or says more than `limit` bytes. An exit code other than 0 is no Error. `environment` holds "NAME=value" pairs that
// come on top of ours; a "NAME" alone is taken away.
facts::Result<ProcessOutput> run_process(const std::vector<std::string>& arguments,
                                         const std::vector<std::string>& environment, std::uint64_t limit);

// A program that is asked and answers, line after line, until this ends. Not thread-safe.
class Conversation {
 public:
  static facts::Result<std::unique_ptr<Conversation>> start(const std::vector<std::string>& arguments,
                                                            const std::vector<std::string>& environment);
  ~Conversation();
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  facts::Result<facts::Done> say(std::string_view text);
  facts::Result<std::string> hear_line();  // without its end
  facts::Result<std::string> hear_bytes(std::uint64_t count);

 private:
  Conversation(int pid, int to, int from) : pid_(pid), to_(to), from_(from) {}
  facts::Result<facts::Done> fill();

  int pid_, to_, from_;
  std::string heard_;
  std::size_t at_ = 0;
};

}  // namespace onewriter::workspace
