#include "facts/cache.h"

#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <utility>

#include "facts/bytes.h"
#include "facts/program_identity.h"
#include "facts/resources.h"

namespace onewriter::facts {
namespace {

constexpr int application_id = 0x31777463;  // "1wtc"
constexpr int layout = 1;                   // of the file; another one is dropped
constexpr int patience = 2000;              // milliseconds that another run may hold the file
constexpr std::uint64_t batch_size = 16u << 20;
constexpr std::uint64_t largest_entry = 256u << 20;
constexpr std::int64_t idle_runs = 16;  // an entry's last use is written down again after so many runs

std::optional<Digest> program() {
  const std::string identity = program_identity();
  if (identity.empty()) return std::nullopt;
  ByteWriter all;
  all.add(identity);
  for (const Resource& resource : resources_under("")) {
    all.add(resource.path);
    all.add(resource.text);
  }
  return digest_of(all.bytes());
}

std::int64_t row_of(const Digest& key) { return static_cast<std::int64_t>(key.low); }

bool is_damage(int code) { return (code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB; }

std::optional<std::int64_t> number(sqlite3* db, const char* sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &raw, nullptr) != SQLITE_OK) return std::nullopt;
  const StatementHandle statement(raw);
  if (sqlite3_step(raw) != SQLITE_ROW) return std::nullopt;
  return sqlite3_column_int64(raw, 0);
}

std::string raw(const Digest& digest) {
  std::string bytes(sizeof digest.high + sizeof digest.low, '\0');
  std::memcpy(bytes.data(), &digest.high, sizeof digest.high);
  std::memcpy(bytes.data() + sizeof digest.high, &digest.low, sizeof digest.low);
  return bytes;
}

// The key and the value's digest stand in front of the value: whatever got mixed up or was cut is found out.
std::string sealed(const Digest& key, const std::string& value) { return raw(key) + raw(digest_of(value)) + value; }

std::optional<std::string> unsealed(const Digest& key, std::string_view bytes) {
  const std::string seal = raw(key);
  if (bytes.size() < 2 * seal.size() || !bytes.starts_with(seal)) return std::nullopt;
  const std::string_view value = bytes.substr(2 * seal.size());
  if (bytes.substr(seal.size(), seal.size()) != raw(digest_of(value))) return std::nullopt;
  return std::string(value);
}

}  // namespace

std::unique_ptr<Cache> Cache::open(const std::string& folder, std::uint64_t most) {
  namespace fs = std::filesystem;
  const auto identity = program();
  if (!identity || folder.empty()) return nullptr;
  std::error_code failed;
  fs::create_directories(folder, failed);
  std::unique_ptr<Cache> cache(new Cache((fs::path(folder) / "cache.db").string(), most, *identity));
  if (!cache->open_file()) return nullptr;
  return cache;
}

Cache::~Cache() { flush(); }

bool Cache::open_file() {
  for (int attempt = 0; attempt < 2; ++attempt) {
    sqlite3* raw = nullptr;
    int code =
        sqlite3_open_v2(file_.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    db_.reset(raw);
    if (code != SQLITE_OK) {
      code = sqlite3_open_v2(file_.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
      db_.reset(raw);
    }
    if (code != SQLITE_OK) break;
    sqlite3_busy_timeout(raw, patience);
    sqlite3_extended_result_codes(raw, 1);
    // A machine that loses its power may damage the file: that is found out, and the file is no loss.
    sqlite3_exec(raw, "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
    const auto version = number(raw, "PRAGMA user_version");
    const auto application = number(raw, "PRAGMA application_id");
    if (version == 0 && application == 0) {
      const std::string create =
          "BEGIN IMMEDIATE; PRAGMA application_id=" + std::to_string(application_id) +
          "; PRAGMA user_version=" + std::to_string(layout) +
          "; CREATE TABLE IF NOT EXISTS entry(id INTEGER PRIMARY KEY, used INTEGER NOT NULL, sealed BLOB NOT NULL);"
          " CREATE INDEX IF NOT EXISTS entry_used ON entry(used); COMMIT";
      code = sqlite3_exec(raw, create.c_str(), nullptr, nullptr, nullptr);
    } else if (!version) {
      code = sqlite3_errcode(raw);
    } else if (version != layout || application != application_id) {
      code = SQLITE_NOTADB;
    }
    sqlite3_stmt* select = nullptr;
    if (code == SQLITE_OK)
      code = sqlite3_prepare_v2(raw, "SELECT sealed, used FROM entry WHERE id = ?", -1, &select, nullptr);
    if (code == SQLITE_OK) {
      select_.reset(select);
      run_ = number(raw, "SELECT coalesce(max(used), 0) FROM entry").value_or(0) + 1;
      return true;
    }
    if (!is_damage(code)) break;
    drop();
  }
  db_.reset();
  return false;
}

void Cache::drop() {
  select_.reset();
  db_.reset();
  damaged_ = true;
  std::error_code failed;
  std::filesystem::remove(file_, failed);
  std::filesystem::remove(file_ + "-journal", failed);
}

bool Cache::was_damaged() {
  const std::lock_guard lock(mutex_);
  return std::exchange(damaged_, false);
}

Digest Cache::key_of(std::string_view kind, const Digest& of) const {
  ByteWriter all;
  all.add(program_);
  all.add(kind);
  all.add(of);
  return digest_of(all.bytes());
}

std::optional<std::string> Cache::get(std::string_view kind, const Digest& of) {
  const Digest key = key_of(kind, of);
  const std::lock_guard lock(mutex_);
  if (!select_) return std::nullopt;
  sqlite3_reset(select_.get());
  sqlite3_bind_int64(select_.get(), 1, row_of(key));
  const int code = sqlite3_step(select_.get());
  std::optional<std::string> value;
  if (code == SQLITE_ROW) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(select_.get(), 0));
    value = unsealed(key, {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(select_.get(), 0))});
    if (value && sqlite3_column_int64(select_.get(), 1) + idle_runs < run_) touched_.push_back(key);
  }
  sqlite3_reset(select_.get());
  if (is_damage(code)) drop(), open_file();
  return value;
}

void Cache::put(std::string_view kind, const Digest& of, std::string value) {
  const Digest key = key_of(kind, of);
  const std::lock_guard lock(mutex_);
  // One run fills half of the cache at most: the other half is what others left.
  if (value.size() > largest_entry || put_size_ + value.size() > most_ / 2) return;
  put_size_ += value.size();
  pending_size_ += value.size();
  pending_.push_back({key, std::move(value)});
  if (pending_size_ > batch_size) write();
}

void Cache::flush() {
  const std::lock_guard lock(mutex_);
  if (!pending_.empty() || !touched_.empty()) write();
}

void Cache::write() {
  const auto pending = std::exchange(pending_, {});
  const auto touched = std::exchange(touched_, {});
  const std::uint64_t size = std::exchange(pending_size_, 0);
  sqlite3* db = db_.get();
  if (!db || sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK) return;
  int code = SQLITE_OK;
  const auto run = [&](const char* sql, auto&& bind_each) {
    sqlite3_stmt* raw = nullptr;
    code = sqlite3_prepare_v2(db, sql, -1, &raw, nullptr);
    const StatementHandle statement(raw);
    if (code == SQLITE_OK) bind_each(raw);
  };
  const auto step = [&](sqlite3_stmt* statement) {
    code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE;
  };
  bool good = make_room(size);
  run("INSERT OR REPLACE INTO entry(id, used, sealed) VALUES(?, ?, ?)", [&](sqlite3_stmt* insert) {
    for (const Entry& entry : pending) {
      const std::string blob = sealed(entry.key, entry.value);
      sqlite3_bind_int64(insert, 1, row_of(entry.key));
      sqlite3_bind_int64(insert, 2, run_);
      sqlite3_bind_blob64(insert, 3, blob.data(), blob.size(), SQLITE_STATIC);
      good = good && step(insert);
    }
  });
  run("UPDATE entry SET used = ? WHERE id = ?", [&](sqlite3_stmt* update) {
    for (const Digest& key : touched) {
      sqlite3_bind_int64(update, 1, run_);
      sqlite3_bind_int64(update, 2, row_of(key));
      good = good && step(update);
    }
  });
  const int problem = good ? SQLITE_OK : code;
  if (good) code = sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  if (!good || code != SQLITE_OK) sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
  if (is_damage(problem) || is_damage(code)) drop(), open_file();
}

// What was used least recently goes, until a quarter of the room is free.
bool Cache::make_room(std::uint64_t wanted) {
  sqlite3* db = db_.get();
  const auto size = [&] {
    const auto pages = number(db, "PRAGMA page_count"), unused = number(db, "PRAGMA freelist_count"),
               each = number(db, "PRAGMA page_size");
    return pages && unused && each ? static_cast<std::uint64_t>((*pages - *unused) * *each) : 0;
  };
  if (size() + wanted <= most_ / 2) return true;
  while (size() > most_ / 4) {
    const auto oldest = number(db, "SELECT min(used) FROM entry");
    if (!oldest || *oldest >= run_) break;
    const std::string remove = "DELETE FROM entry WHERE used <= " + std::to_string(*oldest);
    if (sqlite3_exec(db, remove.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return false;
  }
  return true;
}

}  // namespace onewriter::facts
