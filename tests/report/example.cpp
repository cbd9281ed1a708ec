#include "golden.h"

namespace onewriter::report {

check::Outcome example() {
  check::Outcome o;
  check::Finding f;
  f.rule = "foreign-writer";
  f.severity = check::Severity::Error;
  f.service = "order";
  f.owner = "customer";
  f.subject = "db/shop:customers";
  f.message = "\"order\" writes \"customers\", which \"customer\" owns because it defines the table";
  f.help =
      "Send the change to customer, as a command on its API or an event that it consumes; or move the ownership to "
      "order.";
  f.why = "Two writers mean two places where the table's rules live, and neither can change it alone.";
  f.fingerprint = "98b53d9e84512a48";
  f.places = {{"order/app.py", 31, 17, 33}, {"order/app.py", 107, 9, 107}, {"order/batch/import.py", 8, 0, 0}};
  o.findings.push_back(f);
  f.rule = "shared-database";
  f.severity = check::Severity::Warning;
  f.confidence = facts::Confidence::Likely;
  f.service = "";
  f.owner = "";
  f.subject = "db/shop";
  f.message = "\"customer\" and \"order\" connect to one database, \"db/shop\"; no table was seen that two of them use";
  f.help = "Give each service a database or a schema of its own.";
  f.why = "Services that share a database share its schema.";
  f.fingerprint = "0123456789abcdef";
  f.places = {{"compose.yaml", 6, 7, 6}, {"gone.yaml", 2, 1, 2}};
  o.findings.push_back(f);
  o.blind_spots = {{"order", "dynamic table name", "table_name", facts::Scope::Main, {"order/app.py", 50, 3, 50}},
                   {"", "dynamic SQL", "", facts::Scope::Test, {"order/tests/a.py", 1, 1, 1}}};
  o.diagnostics = {
      {facts::Level::Warning, {"order/bad.sql", 3, 1, 0}, "unterminated string: the rest of the file is not read"},
      {facts::Level::Note, {}, "no onewriter.yaml"}};
  o.summary = {3, 5, 20, 2, 412, 1, 1, 0, 0, 0, 4};
  check::Rule rule;
  rule.id = "foreign-writer";
  rule.title = "Table written by a service that does not own it";
  rule.checklist = "C1";
  rule.why = "Two writers mean two places where the table's rules live, and neither can change it alone.";
  rule.fix = "Send the change to {owner}.";
  rule.silent_for = "the owner itself.";
  rule.bad = "UPDATE customers";
  rule.good = "PUT /customers";
  o.rules.push_back(rule);
  rule.id = "shared-database";
  rule.title = "One database used by several services";
  rule.severity = check::Severity::Error;
  o.rules.push_back(rule);
  return o;
}

}  // namespace onewriter::report
