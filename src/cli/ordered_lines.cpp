#include "cli/ordered_lines.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <istream>
#include <mutex>
#include <ostream>
#include <thread>
#include <vector>

namespace onewriter::cli {
namespace {

constexpr std::size_t most_lines = 4096;                        // read ahead
constexpr std::size_t most_bytes = std::size_t{32} << 20;       // of lines that are not answered yet
constexpr std::size_t most_taken = 16;                          // lines that one thread takes at once ...
constexpr std::size_t most_taken_bytes = std::size_t{8} << 10;  // ... so that none waits long for another

class Pipeline {
 public:
  Pipeline(std::ostream& out, const std::function<std::string(const std::string&)>& answer)
      : out_(out), answer_(answer) {}

  void add(std::string line) {
    std::unique_lock lock(mutex_);
    space_.wait(lock, [&] { return lines_.empty() || (lines_.size() < most_lines && bytes_ < most_bytes); });
    bytes_ += line.size();
    lines_.emplace_back().text = std::move(line);
    if (idle_ > 0) work_.notify_one();
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    work_.notify_all();
  }

  // Of each thread: until all is answered.
  void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      while (next_ == written_ + lines_.size()) {
        if (closed_) return;
        ++idle_;
        work_.wait(lock);
        --idle_;
      }
      const std::size_t first = next_;
      std::size_t bytes = 0;
      while (next_ < written_ + lines_.size() && next_ - first < most_taken && bytes < most_taken_bytes)
        bytes += lines_[next_++ - written_].text.size();
      if (idle_ > 0 && next_ < written_ + lines_.size()) work_.notify_one();
      std::vector<Line*> taken;  // a deque's items stay where they are
      for (std::size_t i = first; i < next_; ++i) taken.push_back(&lines_[i - written_]);
      lock.unlock();
      for (Line* line : taken) line->answer = answer_(line->text);
      lock.lock();
      for (Line* line : taken) line->done = true;
      write(lock);
    }
  }

 private:
  struct Line {
    std::string text;
    std::string answer;
    bool done = false;
  };

  void write(std::unique_lock<std::mutex>& lock) {
    if (writing_) return;  // the one who writes will see what was done meanwhile
    writing_ = true;
    while (!lines_.empty() && lines_.front().done) {
      std::string text;
      while (!lines_.empty() && lines_.front().done) {
        if (!lines_.front().answer.empty()) (text += lines_.front().answer) += '\n';
        bytes_ -= lines_.front().text.size();
        lines_.pop_front();
        ++written_;
      }
      space_.notify_one();
      lock.unlock();
      out_ << text << std::flush;
      lock.lock();
    }
    writing_ = false;
  }

  std::ostream& out_;
  const std::function<std::string(const std::string&)>& answer_;
  std::mutex mutex_;
  std::condition_variable work_, space_;
  std::deque<Line> lines_;   // from the first that is not written
  std::size_t written_ = 0;  // lines before those
  std::size_t next_ = 0;     // the first line that nobody took
  std::size_t bytes_ = 0;
  std::size_t idle_ = 0;
  bool writing_ = false;
  bool closed_ = false;
};

}  // namespace

void answer_in_order(std::istream& in, std::ostream& out, const std::function<std::string(const std::string&)>& answer,
                     unsigned threads) {
  constexpr unsigned most_threads = 16;
  if (threads == 0) threads = std::clamp(std::thread::hardware_concurrency(), 1U, most_threads);
  std::ostream* const tied = in.tie(nullptr);  // a tied stream is flushed by who reads, while others write to it
  Pipeline pipeline(out, answer);
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i) workers.emplace_back([&] { pipeline.run(); });
  for (std::string line; std::getline(in, line);) pipeline.add(std::move(line));
  pipeline.close();
  for (std::thread& worker : workers) worker.join();
  in.tie(tied);
}

}  // namespace onewriter::cli
