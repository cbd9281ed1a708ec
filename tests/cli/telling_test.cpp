// What a run tells beside its report: what was not looked at, and how far it is.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

#include "legacy.h"

using namespace onewriter::cli;

namespace {

// A terminal of the test's own. Its window on what was written stays open as long as it lives.
class FakeTerminal {
 public:
  FakeTerminal() : end_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    if (end_ < 0 || ::grantpt(end_) != 0 || ::unlockpt(end_) != 0) return;
    name_ = ::ptsname(end_);
    ::fcntl(end_, F_SETFL, O_NONBLOCK);
    other_ = ::open(name_.c_str(), O_RDWR | O_NOCTTY);
  }
  ~FakeTerminal() {
    ::close(other_);
    ::close(end_);
  }
  const std::string& name() const { return name_; }
  std::string seen() const {
    std::string text;
    char buffer[4096];
    for (ssize_t n; (n = ::read(end_, buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(n));
    return text;
  }

 private:
  int end_ = -1, other_ = -1;
  std::string name_;
};

}  // namespace

TEST_CASE("--verbose tells what was not looked at, and why") {
  const Legacy legacy;
  legacy.folder.write("order/node_modules/pg/index.js", "exports.x = 1;\n");
  legacy.folder.write("customer/static/app.min.js", "x\n");
  legacy.folder.write("attic/old.py", "x = 1\n");
  legacy.folder.write("onewriter.yaml", legacy.folder.read("onewriter.yaml") + "exclude: [attic]\n");
  CHECK(legacy.check({"--verbose"}).err ==
        "left out: attic (excluded by the settings)\n"
        "left out: customer/static/app.min.js (minified)\n"
        "left out: order/node_modules (packages of npm)\n");
  CHECK(legacy.check().err.empty());
}

TEST_CASE("progress is shown on a terminal only, and is gone at the end") {
  const Legacy legacy;
  const FakeTerminal terminal;
  REQUIRE(!terminal.name().empty());
  const std::string check = "TERM=xterm '" ONEWRITER_BINARY "' check '" + legacy.folder.path() + "'";
  const Seen without = shell(check + " --no-baseline");
  const Seen with = shell(check + " --no-baseline 2>" + terminal.name());
  CHECK(with.exit_code == 1);
  CHECK(with.out == without.out);
  const std::string shown = terminal.seen();
  CHECK(shown.find("\r\x1b[Kreading files\r\x1b[K") != std::string::npos);
  CHECK(shown.ends_with("\r\x1b[K"));
  CHECK(without.out.find("reading files") == std::string::npos);
  shell(check + " --quiet 2>" + terminal.name());
  CHECK(terminal.seen().empty());
}
