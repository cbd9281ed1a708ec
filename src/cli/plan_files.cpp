#include "cli/plan_files.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <ostream>
#include <set>

#include "cli/output.h"

namespace onewriter::cli {
namespace {

namespace fs = std::filesystem;

// "0007-orders.md" -> 7 and "orders"; 0 for another file.
std::pair<unsigned long, std::string> parts_of(const std::string& file) {
  const std::size_t digits = std::min(file.find_first_not_of("0123456789"), file.size());
  if (digits == 0 || digits > 6 || digits >= file.size() || file[digits] != '-' || !file.ends_with(".md"))
    return {0, ""};
  return {std::stoul(file.substr(0, digits)), file.substr(digits + 1, file.size() - digits - 4)};
}

std::string numbered(unsigned long number) {
  const std::string text = std::to_string(number);
  return std::string(text.size() < 4 ? 4 - text.size() : 0, '0') + text;
}

}  // namespace

facts::Result<facts::Done> write_records(const std::string& folder, const std::vector<report::DecisionRecord>& records,
                                         const Streams& streams) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return facts::Error{"cannot make " + folder + ": " + failed.message(), {}};
  unsigned long last = 0;
  std::set<std::string> there;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    const auto [number, slug] = parts_of(it->path().filename().string());
    last = std::max(last, number);
    if (!slug.empty()) there.insert(slug);
  }
  if (failed) return facts::Error{"cannot read " + folder + ": " + failed.message(), {}};
  for (const report::DecisionRecord& record : records) {
    if (there.contains(record.slug)) {
      streams.err << "left as it is: the record " << record.slug << "\n";
      continue;
    }
    const std::string number = numbered(++last);
    const std::string path = (fs::path(folder) / (number + "-" + record.slug + ".md")).string();
    const auto written = write_output(streams, path, "# " + number + ". " + record.title + "\n\n" + record.text);
    if (!written) return written;
    streams.err << "wrote " << path << "\n";
  }
  return facts::Done{};
}

}  // namespace onewriter::cli
