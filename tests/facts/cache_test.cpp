#include "facts/cache.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "facts/bytes.h"
#include "facts/facts.h"

using namespace onewriter::facts;
namespace fs = std::filesystem;

namespace {

class Home {
 public:
  Home() : folder_(fs::temp_directory_path() / ("onewriter-cache-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
  }
  ~Home() { fs::remove_all(folder_); }

  std::unique_ptr<Cache> open(std::uint64_t most = Cache::usual_most) const {
    return Cache::open(folder_.string(), most);
  }
  fs::path file() const { return folder_ / "cache.db"; }
  void overwrite(std::uintmax_t at, const std::string& bytes) const {
    std::fstream out(file(), std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(at));
    out << bytes;
  }

 private:
  fs::path folder_;
};

const Digest first = digest_of("first"), second = digest_of("second");

// What a process that may do less than this one makes of the cache: true when it did its work to the end.
template <typename Lose, typename Work>
bool ends_well_without(const Lose& lose, const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    lose();
    ::_exit(work() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// What a cache holds for the two, and whether it said that the file was damaged.
std::string seen(Cache& cache) {
  const std::string held = cache.get("test", first).value_or("-") + " " + cache.get("test", second).value_or("-");
  return held + (cache.was_damaged() ? " damaged" : "");  // only asking finds the damage
}

}  // namespace

TEST_CASE("the next run finds what was put, under the same kind and digest only") {
  const Home home;
  home.open()->put("test", first, "one");
  const auto cache = home.open();
  CHECK(seen(*cache) == "one -");
  CHECK_FALSE(cache->get("other", first));
}

TEST_CASE("what is no cache is dropped, said once, and built anew") {
  const Home home;
  home.open()->put("test", first, "one");
  SUBCASE("a text") { home.overwrite(0, "this is no database at all"); }
  SUBCASE("pages of something else") { home.overwrite(4096, std::string(8192, 'x')); }
  SUBCASE("a file that was cut") { fs::resize_file(home.file(), fs::file_size(home.file()) / 2); }
  const auto damaged = home.open();
  REQUIRE(damaged);
  CHECK(seen(*damaged) == "- - damaged");
  CHECK(seen(*damaged) == "- -");
  damaged->put("test", first, "again");
  damaged->flush();
  CHECK(seen(*home.open()) == "again -");
}

TEST_CASE("an entry whose bytes changed is not given") {
  const Home home;
  home.open()->put("test", first, std::string(20000, 'a'));
  home.overwrite(fs::file_size(home.file()) - 100, "b");
  CHECK_FALSE(home.open()->get("test", first));
}

TEST_CASE("several runs use one cache at the same time") {
  const Home home;
  const auto one = home.open(), other = home.open();
  one->put("test", first, "one");
  other->put("test", second, "two");
  one->flush();
  CHECK(seen(*other) == "one -");
  other->flush();
  CHECK(seen(*one) == "one two");
}

TEST_CASE("a run that is killed while it writes leaves whole entries") {
  const Home home;
  home.open()->put("test", first, "one");
  for (int pause : {100, 3000, 10000, 30000}) {
    const pid_t child = ::fork();
    if (child == 0) {
      const auto cache = home.open();
      for (int i = 0;; ++i) {
        for (int j = 0; j < 50; ++j)
          cache->put("killed", digest_of(std::to_string(i * 50 + j)),
                     std::string(5000, static_cast<char>('a' + j % 26)));
        cache->flush();
      }
    }
    ::usleep(static_cast<useconds_t>(pause));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const auto cache = home.open();
    REQUIRE(cache);
    CHECK(seen(*cache) == "one -");
    for (int i = 0; i < 200; ++i)
      if (const auto value = cache->get("killed", digest_of(std::to_string(i))))
        CHECK(*value == std::string(5000, static_cast<char>('a' + i % 50 % 26)));
  }
}

TEST_CASE("a disk that is full costs what was not written, and nothing else") {
  const Home home;
  home.open()->put("test", first, "one");
  const auto fill_disk = [&] {
    const ::rlimit none{fs::file_size(home.file()), fs::file_size(home.file())};
    ::setrlimit(RLIMIT_FSIZE, &none);
    ::signal(SIGXFSZ, SIG_IGN);
  };
  CHECK(ends_well_without(fill_disk, [&] {
    const auto cache = home.open();
    if (!cache) return false;
    cache->put("test", second, std::string(1 << 20, 'x'));
    cache->flush();
    return seen(*cache) == "one -";
  }));
  CHECK(seen(*home.open()) == "one -");
  home.open()->put("test", second, "two");
  CHECK(seen(*home.open()) == "one two");
}

TEST_CASE("what a run may only read it reads, and leaves as it is") {
  const Home home;
  home.open()->put("test", first, "one");
  fs::permissions(home.file(), fs::perms(0444));
  fs::permissions(home.file().parent_path(), fs::perms(0555));
  const auto become_nobody = [] {
    if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
  };
  CHECK(ends_well_without(become_nobody, [&] {
    const auto cache = home.open();
    if (!cache) return false;  // a cache may always be without
    cache->put("test", second, "two");
    cache->flush();
    return seen(*cache) == "one -";
  }));
  fs::permissions(home.file().parent_path(), fs::perms(0755));
  fs::permissions(home.file(), fs::perms(0644));
  CHECK(seen(*home.open()) == "one -");
}

TEST_CASE("what was used least recently goes when the room ends") {
  const Home home;
  constexpr std::uint64_t most = 4 << 20;
  for (int run = 0; run < 30; ++run)
    for (const auto cache = home.open(most); int i : {0, 1})
      cache->put("test", digest_of(std::to_string(2 * run + i)), std::string(300000, 'x'));
  CHECK(fs::file_size(home.file()) <= most);
  const auto cache = home.open(most);
  CHECK_FALSE(cache->get("test", digest_of("0")));
  CHECK(cache->get("test", digest_of("59")));
}

TEST_CASE("without a folder there is no cache") {
  CHECK(Cache::open("") == nullptr);
  const Home home;
  std::ofstream(home.file().parent_path()) << "a file where the folder should be";
  CHECK(home.open() == nullptr);
}

TEST_CASE("structures come back from their bytes as they were, and never from a part of them") {
  Facts facts;
  facts.files = 300;
  facts.services = {{"order", "order", "service", {{"compose.yaml", 3, 3, 3}}, "sales", {"orders"}}};
  Access access;
  access.table = "db/shop:orders";
  access.mode = Mode::Write;
  access.columns = {{"id", "written", Confidence::Possible}};
  access.place = {"order/app.py", 70000, 5, 70001};
  facts.accesses = {access, {}};
  const std::string bytes = to_bytes(facts);
  const auto again = from_bytes<Facts>(bytes);
  REQUIRE(again);
  CHECK(to_bytes(*again) == bytes);
  CHECK(again->accesses[0].place == access.place);
  CHECK(again->accesses[0].columns == access.columns);
  CHECK(again->services[0].aliases == facts.services[0].aliases);
  CHECK(again->files == 300);
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(from_bytes<Facts>(bytes.substr(0, size)));
  CHECK_FALSE(from_bytes<Facts>(bytes + "x"));
  CHECK_FALSE(from_bytes<Facts>(std::string(100, '\xFF')));
}
