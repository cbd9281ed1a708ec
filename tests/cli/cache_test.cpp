// What earlier runs kept makes a run faster and changes nothing else.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "program.h"

using namespace onewriter::cli;
namespace fs = std::filesystem;

namespace {

// A copy of a system that was not touched for a while, and a cache of its own.
class Kept {
 public:
  explicit Kept(const std::string& system) {
    fs::copy(fs::path(SOURCE_ROOT) / system, folder_.path("system"), fs::copy_options::recursive);
    ::setenv("ONEWRITER_CACHE", folder_.path("cache").c_str(), 1);
  }
  ~Kept() { ::setenv("ONEWRITER_CACHE", "", 1); }

  fs::path cache() const { return folder_.path("cache/cache.db"); }
  void write(const std::string& path, const std::string& text) const { folder_.write("system/" + path, text); }
  std::string read(const std::string& path) const { return folder_.read("system/" + path); }

  // All that a user can ask of a system, in one text.
  std::string told(bool with_cache) const {
    std::string all;
    for (std::vector<std::string> args :
         {std::vector<std::string>{"check", "--format", "json", "--today", "2025-06-01"},
          {"check", "--format", "text", "--today", "2025-06-01"},
          {"graph", "--format", "json"},
          {"report", "--format", "json"}}) {
      args.push_back(folder_.path("system"));
      if (!with_cache) args.emplace_back("--no-cache");
      const Seen seen = call(args);
      all += std::to_string(seen.exit_code) + "\n" + seen.out + seen.err;
    }
    return all;
  }

 private:
  Folder folder_;
};

}  // namespace

TEST_CASE("what the cache gives is byte for byte what a run without it gives") {
  for (const char* system : {"fixtures/shop/broken", "fixtures/shop/healthy"}) {
    const Kept kept(system);
    const std::string expected = kept.told(false);
    CHECK_FALSE(fs::exists(kept.cache()));
    CHECK(kept.told(true) == expected);  // fills it
    CHECK(fs::exists(kept.cache()));
    CHECK(kept.told(true) == expected);  // is answered by it
  }
}

TEST_CASE("a change is seen at once, and so is its taking back") {
  const Kept kept("fixtures/shop/broken");
  const std::string before = kept.told(true);
  kept.write("order/more.sql", "CREATE TABLE more_orders (id int);\nDELETE FROM customers;\n");
  const std::string more = kept.told(true);
  CHECK(more == kept.told(false));
  CHECK(more != before);
  kept.write("order/more.sql", "CREATE TABLE more_orders (id int);\nDELETE FROM payments; \n");  // as long as before
  CHECK(kept.told(true) == kept.told(false));
  kept.write("order/more.sql", "CREATE TABLE more_orders (id int);\nDELETE FROM customers;\n");
  CHECK(kept.told(true) == more);
}

TEST_CASE("settings, models of one's own and what is excluded count as what the files say does") {
  const Kept kept("fixtures/shop/healthy");
  (void)kept.told(true);
  kept.write("onewriter.yaml", "exclude: [order]\n");
  CHECK(kept.told(true) == kept.told(false));
  kept.write(".onewriter/libraries/java/broken.yaml", "library: 3\n");
  CHECK(kept.told(true) == kept.told(false));
}

TEST_CASE("a damaged cache is dropped, which is said once, and the answer is the same") {
  const Kept kept("fixtures/shop/broken");
  const std::string expected = kept.told(true);
  std::ofstream(kept.cache()) << std::string(10000, 'x');
  const std::string told = kept.told(true);
  const std::string note = "note: the cache of earlier runs was damaged; it was dropped and is built anew\n";
  const auto at = told.find(note);
  REQUIRE(at != std::string::npos);
  CHECK(std::string(told).erase(at, note.size()) == expected);
  CHECK(kept.told(true) == expected);
}
