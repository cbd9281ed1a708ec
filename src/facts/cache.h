#pragma once
// What earlier runs worked out, by the digest of all that it was worked out of: an SQLite file in a folder of the
// user's. A cache may always be without: whatever goes wrong with it (no space, no permission, another run that writes,
// a damaged file) makes a run slower and nothing else.
//
// Entries hold for the very program that wrote them, with the same rules and models. A damaged file is dropped and
// built anew. A run that is killed loses what it had not written; what is written is whole. Beyond `most` bytes, what
// was used least recently goes.

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/digest.h"
#include "facts/sqlite.h"

namespace onewriter::facts {

class Cache {
 public:
  static constexpr std::uint64_t usual_most = std::uint64_t{1} << 30;

  // Makes the folder and the file where they are missing. nullptr when neither works, or nothing tells this program
  // from another build of it.
  static std::unique_ptr<Cache> open(const std::string& folder, std::uint64_t most = usual_most);
  ~Cache();

  // `kind` keeps the digests of different things apart. Thread-safe.
  std::optional<std::string> get(std::string_view kind, const Digest& of);
  void put(std::string_view kind, const Digest& of, std::string value);

  // Writes what was put. The destructor does so too.
  void flush();

  // True once, when the file was found damaged and was dropped.
  bool was_damaged();

 private:
  struct Entry {
    Digest key;
    std::string value;
  };

  Cache(std::string file, std::uint64_t most, Digest program)
      : file_(std::move(file)), most_(most), program_(program) {}

  Digest key_of(std::string_view kind, const Digest& of) const;
  bool open_file();
  void drop();  // the file, not what is to be written
  void write();
  bool make_room(std::uint64_t wanted);

  std::string file_;
  std::uint64_t most_;
  Digest program_;
  std::mutex mutex_;
  DatabaseHandle db_;
  StatementHandle select_;
  std::vector<Entry> pending_;
  std::vector<Digest> touched_;  // entries that were not used for a while
  std::uint64_t pending_size_ = 0, put_size_ = 0;
  std::int64_t run_ = 0;
  bool damaged_ = false;
};

}  // namespace onewriter::facts
