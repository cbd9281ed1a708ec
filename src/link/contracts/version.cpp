#include "link/contracts/version.h"

#include <set>
#include <vector>

#include "facts/ascii.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using ascii::is_digit;

std::size_t digits_from(std::string_view text, std::size_t at) {
  std::size_t n = 0;
  while (at + n < text.size() && is_digit(text[at + n])) ++n;
  return n;
}

// "1", "1.2", "1_2_3": how much of the text it takes.
std::size_t number_from(std::string_view text, std::size_t at) {
  std::size_t n = digits_from(text, at);
  while (n > 0 && at + n < text.size() && (text[at + n] == '.' || text[at + n] == '_')) {
    const std::size_t more = digits_from(text, at + n + 1);
    if (more == 0) break;
    n += 1 + more;
  }
  return n;
}

// An API version that is a day, as Azure and GitHub write it: 2022-11-28.
bool is_day(std::string_view word) {
  return word.size() >= 10 && digits_from(word, 0) == 4 && word[4] == '-' && digits_from(word, 5) == 2 &&
         word[7] == '-' && digits_from(word, 8) >= 2;
}

}  // namespace

bool is_version_word(std::string_view word, bool numbers) {
  const std::string text = lower(word);
  if (is_day(text)) return true;
  const std::size_t from = text.starts_with("version") ? 7
                           : text.starts_with("ver")   ? 3
                           : text.starts_with("v")     ? 1
                                                       : 0;
  const std::size_t size = number_from(text, from);
  if (size == 0 || size > 12) return false;
  std::string_view rest = std::string_view(text).substr(from + size);
  if (from == 0) return rest.empty() && (numbers ? size <= 3 : contains(text, "."));
  // google.aip.dev/185: v1alpha, v1beta1
  for (std::string_view stage : {"alpha", "beta", "rc", "preview"}) {
    if (!rest.starts_with(stage) && !rest.starts_with("-" + std::string(stage))) continue;
    rest.remove_prefix(rest.find(stage) + stage.size());
    rest.remove_prefix(digits_from(rest, 0));
    break;
  }
  return rest.empty();
}

bool has_version_segment(std::string_view path, bool numbers) {
  for (const std::string& segment : split(path, "/")) {
    if (is_version_word(segment, numbers)) return true;
    if (segment.front() == '{' && contains(folded(segment), "version")) return true;
  }
  return false;
}

std::string version_word_of(std::string_view name) {
  for (const std::string& part : split(name, "./-_:#+ "))
    if (part.size() > 1 && (part[0] == 'v' || part[0] == 'V') && is_version_word(part)) return part;
  // OrderPlacedV2
  std::size_t end = name.size();
  while (end > 0 && is_digit(name[end - 1])) --end;
  const bool tail = end < name.size() && end > 1 && name[end - 1] == 'V';
  return tail ? std::string(name.substr(end - 1)) : std::string();
}

bool has_version_in_host(std::string_view host) {
  for (const std::string& label : split(host, ".")) {
    const std::size_t dash = label.rfind('-');
    if (label[0] == 'v' && is_version_word(label)) return true;
    if (dash != std::string::npos && dash + 1 < label.size() && label[dash + 1] == 'v' &&
        is_version_word(std::string_view(label).substr(dash + 1)))
      return true;
  }
  return false;
}

bool has_version_in_media_type(std::string_view type) {
  const std::string text = lower(type);
  for (const std::string& part : split(text, ".+-;/ ")) {
    if (part.starts_with("version=") || part.starts_with("v=") || part.starts_with("api-version=")) return true;
    if (part.size() > 1 && part[0] == 'v' && is_version_word(part)) return true;
  }
  return false;
}

bool is_version_name(std::string_view name) {
  const std::string text = folded(name);
  if (text == "v" || text == "schemaid") return true;
  for (const std::string& word : words_of(name))
    if (word == "version" || word == "ver" || word == "revision") return true;
  // "apiversion", "schemaversion", and no conversion
  for (std::string_view other : {"conversion", "inversion", "diversion", "aversion"})
    if (text.ends_with(other)) return false;
  return text.ends_with("version");
}

bool is_time_name(std::string_view name) {
  static const std::set<std::string, std::less<>> whole = {"time",    "date",    "ts",        "datetime", "when",
                                                           "created", "updated", "published", "occurred", "emitted"};
  static const std::set<std::string, std::less<>> ends = {"at", "time", "ts", "datetime", "date", "on", "ms"};
  // Times of the thing that it is about, not of the event.
  static const std::set<std::string, std::less<>> others = {
      "birth",  "due",  "expiry", "expires", "expire", "expiration", "valid",   "start", "end",
      "starts", "ends", "until",  "from",    "to",     "departure",  "arrival", "lead",  "life"};
  const std::string text = folded(name);
  if (whole.count(text) || contains(text, "timestamp")) return true;
  const std::vector<std::string> words = words_of(name);
  if (words.size() < 2) return false;
  for (const std::string& word : words)
    if (others.count(word)) return false;
  return ends.count(words.back()) > 0;
}

}  // namespace onewriter::link
