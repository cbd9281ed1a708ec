#include "link/services/words.h"

#include "extract/characters.h"

namespace onewriter::link {
namespace {

using ascii::is_digit;
using ascii::is_lower;
using ascii::is_upper;

}  // namespace

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = i + 2 < text.size() && text[i] == '%' ? extract::hex_digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : extract::hex_digit(text[i + 2]);
    out += low < 0 ? text[i] : static_cast<char>(high * 16 + low);
    if (low >= 0) i += 2;
  }
  return out;
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (at <= text.size()) {
    std::size_t end = text.find_first_of(separators, at);
    if (end == std::string_view::npos) end = text.size();
    if (end > at) parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string folded(std::string_view name) {
  std::string out;
  for (char c : name)
    if (is_upper(c) || is_lower(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80) out += lower(c);
  return out;
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_upper(c) && !is_lower(c) && !is_digit(c) && static_cast<unsigned char>(c) < 0x80) {
      flush();
      continue;
    }
    const bool after_lower = i > 0 && is_lower(name[i - 1]);
    const bool last_of_capitals = i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (is_upper(c) && (after_lower || last_of_capitals)) flush();
    word += lower(c);
  }
  flush();
  return words;
}

std::string without_workload_kind(std::string name) {
  for (std::string_view tail : {"-deployment", "-deploy", "-statefulset", "-pod"})
    if (name.size() > tail.size() && name.ends_with(tail)) name.resize(name.size() - tail.size());
  return name;
}

bool is_setup(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return false;
  for (std::string_view setup : {"seed", "seeder", "seeding", "migrate", "migration", "migrations", "migrator",
                                 "dbmigrator", "initdb", "flyway", "liquibase", "populate", "init"})
    if (words.front() == setup || words.back() == setup) return true;
  return false;
}

std::string parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool inside(std::string_view path, std::string_view folder) {
  if (folder.empty()) return true;
  return path.size() >= folder.size() && path.substr(0, folder.size()) == folder &&
         (path.size() == folder.size() || path[folder.size()] == '/');
}

std::optional<std::string> join(std::string_view folder, std::string_view path) {
  if (!path.empty() && (path.front() == '/' || path.front() == '~')) return std::nullopt;
  std::vector<std::string> parts = split(folder, "/");
  for (std::string& part : split(path, "/\\")) {
    if (part == ".") continue;
    if (part != "..") {
      parts.push_back(std::move(part));
    } else if (parts.empty()) {
      return std::nullopt;
    } else {
      parts.pop_back();
    }
  }
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "/") + part;
  return out;
}

std::size_t shared_segments(std::string_view a, std::string_view b) {
  const std::vector<std::string> left = split(a, "/"), right = split(b, "/");
  std::size_t n = 0;
  while (n < left.size() && n < right.size() && left[n] == right[n]) ++n;
  return n;
}

}  // namespace onewriter::link
