#include "workspace/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

extern char** environ;

namespace onewriter::workspace {
namespace {

constexpr std::size_t most_complaints = 64 * 1024;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  void set(int fd) { close(), fd_ = fd; }
  int get() const { return fd_; }
  int release() {
    const int fd = fd_;
    fd_ = -1;
    return fd;
  }

 private:
  int fd_;
};

// Both ends are closed in programs started meanwhile by other threads.
bool make_pipe(Descriptor& read_end, Descriptor& write_end) {
  int ends[2];
  if (::pipe(ends) != 0) return false;
  for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  read_end.set(ends[0]);
  write_end.set(ends[1]);
  return true;
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> list;
  for (const std::string& word : words) list.push_back(const_cast<char*>(word.c_str()));
  list.push_back(nullptr);
  return list;
}

std::vector<std::string> with_ours(const std::vector<std::string>& more) {
  std::vector<std::string> all;
  for (const std::string& entry : more)
    if (entry.find('=') != std::string::npos) all.push_back(entry);
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view ours = *entry;
    const std::string_view name = ours.substr(0, ours.find('='));
    bool replaced = false;
    for (const std::string& other : more) replaced = replaced || other.substr(0, other.find('=')) == name;
    if (!replaced) all.emplace_back(ours);
  }
  return all;
}

facts::Error not_there(const std::string& program, int code) {
  return {"cannot run `" + program + "`: " + std::strerror(code), {}};
}

// -1 for a descriptor: /dev/null.
facts::Result<int> spawn(const std::vector<std::string>& arguments, const std::vector<std::string>& environment, int in,
                         int out, int err) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  const std::array<int, 3> ours = {in, out, err};
  for (int i = 0; i < 3; ++i) {
    const int fd = ours[static_cast<std::size_t>(i)];
    if (fd >= 0)
      ::posix_spawn_file_actions_adddup2(&actions, fd, i);
    else
      ::posix_spawn_file_actions_addopen(&actions, i, "/dev/null", i == 0 ? O_RDONLY : O_WRONLY, 0);
  }
  const std::vector<std::string> all = with_ours(environment);
  std::vector<char*> argv = pointers(arguments), envp = pointers(all);
  pid_t pid = 0;
  const int code = ::posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), envp.data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (code != 0) return not_there(arguments[0], code);
  return static_cast<int>(pid);
}

int wait_for(int pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace

facts::Result<ProcessOutput> run_process(const std::vector<std::string>& arguments,
                                         const std::vector<std::string>& environment, std::uint64_t limit) {
  Descriptor out, out_end, err, err_end;
  if (!make_pipe(out, out_end) || !make_pipe(err, err_end)) return not_there(arguments[0], errno);
  const auto pid = spawn(arguments, environment, -1, out_end.get(), err_end.get());
  if (!pid) return pid.error();
  out_end.close();
  err_end.close();
  ProcessOutput result;
  std::array<char, 65536> buffer;
  bool too_much = false;
  while (out.get() >= 0 || err.get() >= 0) {
    std::array<pollfd, 2> open = {pollfd{out.get(), POLLIN, 0}, pollfd{err.get(), POLLIN, 0}};
    if (::poll(open.data(), open.size(), -1) < 0 && errno != EINTR) break;
    for (std::size_t i = 0; i < open.size(); ++i) {
      if ((open[i].revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
      const ssize_t count = ::read(open[i].fd, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) {
        (i == 0 ? out : err).close();
      } else if (i == 0) {
        result.out.append(buffer.data(), static_cast<std::size_t>(count));
        too_much = result.out.size() > limit;
      } else if (result.err.size() < most_complaints) {
        result.err.append(buffer.data(), static_cast<std::size_t>(count));
      }
    }
    if (too_much) break;
  }
  out.close();
  err.close();
  result.exit_code = wait_for(*pid);
  if (too_much) return facts::Error{"`" + arguments[0] + "` says more than " + std::to_string(limit) + " bytes", {}};
  return result;
}

// A socket instead of a pipe for what we say: writing to a program that has ended must not end us with SIGPIPE.
facts::Result<std::unique_ptr<Conversation>> Conversation::start(const std::vector<std::string>& arguments,
                                                                 const std::vector<std::string>& environment) {
  Descriptor to, to_end, from, from_end;
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return not_there(arguments[0], errno);
  for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  to.set(ends[0]);
  to_end.set(ends[1]);
  if (!make_pipe(from, from_end)) return not_there(arguments[0], errno);
  const auto pid = spawn(arguments, environment, to_end.get(), from_end.get(), -1);
  if (!pid) return pid.error();
  return std::unique_ptr<Conversation>(new Conversation(*pid, to.release(), from.release()));
}

Conversation::~Conversation() {
  ::close(to_);
  ::close(from_);
  wait_for(pid_);
}

facts::Result<facts::Done> Conversation::say(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::send(to_, text.data(), text.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return facts::Error{"the program has ended", {}};
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return facts::Done{};
}

facts::Result<facts::Done> Conversation::fill() {
  if (at_ > 0) heard_.erase(0, std::exchange(at_, 0));
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t count = ::read(from_, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return facts::Error{"the program has ended", {}};
    heard_.append(buffer.data(), static_cast<std::size_t>(count));
    return facts::Done{};
  }
}

facts::Result<std::string> Conversation::hear_line() {
  for (;;) {
    const auto end = heard_.find('\n', at_);
    if (end != std::string::npos) {
      std::string line = heard_.substr(at_, end - at_);
      at_ = end + 1;
      return line;
    }
    if (auto done = fill(); !done) return done.error();
  }
}

facts::Result<std::string> Conversation::hear_bytes(std::uint64_t count) {
  while (heard_.size() - at_ < count)
    if (auto done = fill(); !done) return done.error();
  std::string bytes = heard_.substr(at_, count);
  at_ += count;
  return bytes;
}

}  // namespace onewriter::workspace
