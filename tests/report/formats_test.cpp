#include "report/formats.h"

#include "golden.h"

using namespace onewriter;

TEST_CASE("GitHub annotations") { report::check_golden("github.txt", report::github(report::example())); }

TEST_CASE("GitLab Code Quality") { report::check_golden("gitlab.json", report::gitlab(report::example())); }

TEST_CASE("JUnit: a case for each finding, and for each rule that found nothing") {
  check::Outcome o = report::example();
  check::Rule quiet;
  quiet.id = "shared-writer";
  quiet.title = "Table written by <several>";
  o.rules.push_back(quiet);
  report::check_golden("junit.xml", report::junit(o, check::Severity::Error));
}

TEST_CASE("Markdown for a pull request") {
  report::check_golden("pull-request.md", report::markdown(report::example()));
}

TEST_CASE("SARIF 2.1.0") {
  report::check_golden("sarif.json", report::sarif(report::example(), {"0.1.0", "https://onewriter.example/"}));
}

TEST_CASE("a file name cannot end an annotation or a URI") {
  check::Outcome o = report::example();
  o.findings.resize(1);
  o.findings[0].places = {{"a b,c:d%\n.py", 1, 1, 1}};
  CHECK(report::github(o).starts_with("::error file=a b%2Cc%3Ad%25?.py,line=1,title=foreign-writer::"));
  CHECK(report::sarif(o, {"1", ""}).find("\"uri\": \"a%20b%2Cc%3Ad%25%0A.py\"") != std::string::npos);
}
