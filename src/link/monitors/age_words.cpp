#include "link/monitors/age_words.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

bool any_of(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

}  // namespace

bool speaks_of_age(std::string_view name) {
  if (name.size() > 300) return false;
  const std::vector<std::string> words = words_of(name);
  const bool of_machine =
      any_of(words, {"loop", "eventloop", "scheduler", "clock", "gc", "ntp", "cert", "certificate"});
  const bool of_replica = any_of(words, {"replica", "replicas", "replay", "wal", "standby", "slave", "follower"}) ||
                          (any_of(words, {"replication"}) && !any_of(words, {"slot", "slots"}));
  if (of_machine || of_replica) return false;
  if (any_of(words, {"lag", "lags", "lagging", "stale", "staleness", "freshness"})) return true;
  const bool of_data = any_of(
      words, {"message", "messages",   "event", "events", "data",     "cache", "cached", "record",   "records", "row",
              "rows",    "projection", "view",  "copy",   "snapshot", "sync",  "oldest", "iterator", "entry",   "cdc"});
  // MilliSecondsBehindSource (Debezium), IteratorAgeMilliseconds, ApproximateAgeOfOldestMessage, CDCLatencySource (AWS)
  return (any_of(words, {"age"}) && of_data) || (any_of(words, {"behind"}) && any_of(words, {"source", "live"})) ||
         (any_of(words, {"latency", "delay"}) && any_of(words, {"cdc", "projection"}));
}

bool expression_speaks_of_age(std::string_view expression) {
  expression = expression.substr(0, 10'000);
  constexpr std::string_view of_names = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:.";
  for (std::size_t at = expression.find_first_of(of_names); at != std::string_view::npos;) {
    const std::size_t end = std::min(expression.find_first_not_of(of_names, at), expression.size());
    if (speaks_of_age(expression.substr(at, end - at))) return true;
    at = expression.find_first_of(of_names, end);
  }
  return false;
}

}  // namespace onewriter::link
