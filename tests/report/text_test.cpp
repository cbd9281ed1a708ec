#include "report/text.h"

#include "golden.h"

using namespace onewriter;

namespace {

std::optional<std::string> source(std::string_view file, std::uint32_t line) {
  if (file == "order/app.py" && line == 31)
    return "        cursor.execute(\"UPDATE customers SET status = %s WHERE id = %s\", (status, customer_id))";
  if (file == "order/app.py" && line == 107)
    return "\t\tcursor.execute(\"DELETE FROM customers\")  # \x1b[2J clears the screen";
  if (file == "order/batch/import.py") return "copy_into(\"customers\")";
  if (file == "compose.yaml") return "      DATABASE_URL: postgres://shop@db/shop";
  return std::nullopt;
}

}  // namespace

TEST_CASE("text: findings with their places and source lines, blind spots, summary") {
  report::check_golden("text.txt", report::text(report::example(), {source}));
}

TEST_CASE("text: coloured and wrapped to a narrow terminal") {
  report::TextOptions options{source};
  options.color = true;
  options.width = 60;
  report::check_golden("text-narrow-colour.txt", report::text(report::example(), options));
}

TEST_CASE("text: without summary, and without sources") {
  report::TextOptions options;
  options.summary = false;
  report::check_golden("text-findings-only.txt", report::text(report::example(), options));
}

TEST_CASE("text: a finding with many places shows the first and counts the rest") {
  check::Outcome o = report::example();
  o.findings.resize(1);
  o.findings[0].places.clear();
  for (std::uint32_t line = 1; line <= 30; ++line) o.findings[0].places.push_back({"a.py", line, 1, line});
  report::check_golden("text-many-places.txt", report::text(o, {}));
}

TEST_CASE("text: nothing seen is not told as clean") {
  check::Outcome nothing;
  nothing.summary.files = 12;
  CHECK(report::text(nothing, {}) ==
        "no services, no tables, no accesses, no blind spots in 12 files\n"
        "no errors, no warnings\n"
        "NOTHING WAS CHECKED: no tables were found, so no rule could object. Is this the root of the system?\n");
}
