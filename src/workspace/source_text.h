#pragma once
// The text of a source file, as the extractors take it: UTF-8 (UTF-16 is converted; other bytes are kept), within the
// size limits, and not what only looks like source.

#include <cstdint>
#include <string>
#include <vector>

#include "facts/diagnostic.h"
#include "workspace/discovery.h"

namespace onewriter::workspace {

inline constexpr std::uint64_t max_source_size = 4u
                                                 << 20;   // code and configuration: larger is data or output of a tool
inline constexpr std::uint64_t max_sql_size = 64u << 20;  // dumps: read up to here

enum class Unread : std::uint8_t { No, Unreadable, TooLarge, Binary, Minified, Published };

struct SourceText {
  std::string text;            // empty unless `unread` is No
  Unread unread = Unread::No;  // each reason has its diagnostic
};

// Thread-safe. Appends to `diagnostics` what the user should know of the file.
SourceText read_source(const FileSystem& files, const SourceEntry& file, std::vector<facts::Diagnostic>& diagnostics);

// UTF-16 with a byte order mark to UTF-8; UTF-8 loses its mark; all else stays as it is.
std::string to_utf8(std::string bytes);

}  // namespace onewriter::workspace
