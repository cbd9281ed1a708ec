#include "workspace/git.h"

#include <algorithm>
#include <cstdint>

namespace onewriter::workspace {
namespace {

constexpr std::uint64_t max_index = 256u << 20;

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < size; ++i) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

std::string join(const std::string& folder, const std::string& name) {
  return folder.empty() || name.starts_with('/') ? name : folder + "/" + name;
}

std::string first_line(std::string text) {
  text.resize(std::min(text.find_first_of("\r\n"), text.size()));
  return text;
}

}  // namespace

std::vector<std::string> read_git_index(std::string_view bytes) {
  std::vector<std::string> out;
  if (bytes.size() < 12 || !bytes.starts_with("DIRC")) return out;
  std::uint32_t version = big_endian(bytes, 4, 4);
  std::uint32_t count = big_endian(bytes, 8, 4);
  if (version < 2 || version > 4) return out;
  std::size_t at = 12;
  std::string path;
  for (std::uint32_t i = 0; i < count; ++i) {
    std::size_t start = at;
    constexpr std::size_t fixed = 62;  // times, ids, mode, owner, size, SHA-1, flags
    if (at + fixed > bytes.size()) return {};
    std::uint32_t flags = big_endian(bytes, at + 60, 2);
    at += fixed + (version >= 3 && (flags & 0x4000) != 0 ? 2 : 0);
    if (version == 4) {  // a count of bytes to drop from the path before, and the new end
      std::size_t drop = 0;
      for (bool first = true; at < bytes.size(); first = false) {
        unsigned char c = static_cast<unsigned char>(bytes[at++]);
        drop = first ? c & 0x7F : ((drop + 1) << 7 | (c & 0x7F));
        if ((c & 0x80) == 0 || drop > path.size()) break;
      }
      if (drop > path.size()) return {};
      path.resize(path.size() - drop);
    } else {
      path.clear();
    }
    std::size_t end = bytes.find('\0', std::min(at, bytes.size()));
    if (end == std::string_view::npos) return {};
    path += bytes.substr(at, end - at);
    out.push_back(path);
    at = version == 4 ? end + 1 : start + ((end - start) / 8 + 1) * 8;
  }
  std::sort(out.begin(), out.end());
  return out;
}

GitRepository read_git(const FileSystem& files, const std::string& top) {
  GitRepository out;
  std::string folder = join(top, ".git");
  if (files.is_file(folder)) {
    facts::Result<std::string> link = files.read(folder, 64 * 1024);
    if (!link || !link->starts_with("gitdir: ")) return out;
    folder = join(top, first_line(link->substr(8)));
  }
  // A linked work tree has an index of its own and shares the rest.
  std::string common = folder;
  if (facts::Result<std::string> named = files.read(join(folder, "commondir"), 64 * 1024))
    common = join(folder, first_line(*named));
  if (facts::Result<std::string> exclude = files.read(join(common, "info/exclude"), 1 << 20))
    out.exclude = IgnorePatterns(*exclude);
  if (facts::Result<std::string> index = files.read(join(folder, "index"), max_index))
    out.tracked = read_git_index(*index);
  return out;
}

}  // namespace onewriter::workspace
