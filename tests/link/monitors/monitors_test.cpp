#include "link/monitors/monitors.h"

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"
#include "link/monitors/age_words.h"

using namespace onewriter;

namespace {

std::string monitors_of(std::vector<std::pair<std::string, std::string>> texts) {
  std::string compose = "services:\n";
  for (const char* service : {"customer-service", "order"}) {
    compose += "  " + std::string(service) + ":\n    build: ./" + service + "\n";
    texts.push_back({std::string(service) + "/Dockerfile", "FROM python:3.12\nCMD [\"python\", \"app.py\"]\n"});
    texts.push_back({std::string(service) + "/app.py", "print(1)\n"});
  }
  texts.push_back({"compose.yaml", compose});
  std::string out;
  for (const facts::Monitor& m : link::link(link_test::tree(std::move(texts)), {}).monitors)
    out += "'" + m.service + "' " + m.name + " (" + m.via + ") at " + m.place.file + ":" +
           std::to_string(m.place.line) + "\n";
  return out;
}

}  // namespace

TEST_CASE("alert rules are monitors of the service that they name, or of nobody's") {
  const std::string rules =
      "groups:\n  - name: copies\n    rules:\n      - alert: CopyTooOld\n        expr: "
      "time() - customer_copy_freshness_seconds > 60\n      - alert: Down\n        expr: up == 0\n      - alert: "
      "ConsumerLag\n        expr: sum(kafka_consumergroup_lag) > 1000\n";
  const std::string seen =
      "'customer-service' CopyTooOld (prometheus) at ops/rules.yml:4\n'' ConsumerLag (prometheus) at "
      "ops/rules.yml:8\n";
  CHECK(monitors_of({{"ops/rules.yml", rules}}) == seen);
  std::string inside;
  for (std::size_t at = 0, end; at < rules.size(); at = end + 1) {
    end = rules.find('\n', at);
    inside += "    " + rules.substr(at, end + 1 - at);
  }
  CHECK(monitors_of({{"ops/map.yml", "kind: ConfigMap\ndata:\n  rules.yml: |\n" + inside}}) ==
        "'customer-service' CopyTooOld (prometheus) at ops/map.yml:7\n'' ConsumerLag (prometheus) at ops/map.yml:11\n");
  CHECK(monitors_of({{"order/alerts.yaml",
                      "kind: PrometheusRule\nspec:\n  groups:\n    - rules:\n        - alert: Old\n          expr: "
                      "order_view_staleness > 5\n"}}) == "'order' Old (prometheus) at order/alerts.yaml:5\n");
}

TEST_CASE("dashboards, alarms and monitors of the clouds are monitors") {
  CHECK(monitors_of({{"ops/dashboard.json",
                      "{\"panels\": [{\"targets\": [{\"expr\": \"max(debezium_metrics_MilliSecondsBehindSource)\"}, "
                      "{\"expr\": \"rate(http_requests_total[5m])\"}]}]}"},
                     {"ops/alarms.tf",
                      "resource \"aws_cloudwatch_metric_alarm\" \"age\" {\n  alarm_name = \"order-queue\"\n  "
                      "comparison_operator = \"GreaterThanThreshold\"\n  metric_name = "
                      "\"ApproximateAgeOfOldestMessage\"\n}\nresource \"datadog_monitor\" \"lag\" {\n  name = "
                      "\"projection\"\n  type = \"query alert\"\n  query = \"max:kafka.consumer_lag{*} > 5\"\n}\n"},
                     {"ops/stack.yaml",
                      "Resources:\n  A:\n    Type: AWS::CloudWatch::Alarm\n    Properties: { MetricName: "
                      "IteratorAgeMilliseconds, ComparisonOperator: GreaterThanThreshold }\n  B:\n    Properties: { "
                      "MetricName: CPUUtilization, ComparisonOperator: GreaterThanThreshold }\n  C:\n    Properties:\n      "
                      "AlarmName: order-stream\n      ComparisonOperator: GreaterThanThreshold\n      Metrics:\n        - "
                      "MetricStat: { Metric: { MetricName: GetRecords.IteratorAgeMilliseconds } }\n"}}) ==
        "'order' ApproximateAgeOfOldestMessage (cloudwatch) at ops/alarms.tf:1\n"
        "'' projection (datadog) at ops/alarms.tf:6\n"
        "'' max(debezium_metrics_MilliSecondsBehindSource) (grafana) at ops/dashboard.json:1\n"
        "'' IteratorAgeMilliseconds (cloudwatch) at ops/stack.yaml:4\n"
        "'order' GetRecords.IteratorAgeMilliseconds (cloudwatch) at ops/stack.yaml:8\n");
}

TEST_CASE("what a data contract promises of the age of its data is told of its service") {
  CHECK(
      monitors_of({{"customer-service/contract.odcs.yaml",
                    "apiVersion: v3.0.0\nkind: DataContract\nslaProperties:\n  - property: latency\n    value: 4\n    "
                    "unit: h\n  - property: retention\n    value: 3\n    unit: y\n"}}) ==
      "'customer-service' latency 4 h (data-contract) at customer-service/contract.odcs.yaml:4\n");
}

TEST_CASE("names speak of the age of data, or of something else that is late") {
  for (const char* name : {"customer_projection_lag_seconds", "CacheEntryAge", "ReadModelStale", "view_freshness",
                           "pg_replication_slots_lag_bytes", "MilliSecondsBehindSource", "CDCLatencyTarget"})
    CHECK_MESSAGE(link::speaks_of_age(name), name);
  for (const char* name : {"nodejs_eventloop_lag_seconds", "pg_replication_lag", "certificate_age_days", "page_views",
                           "mysql_slave_lag_seconds", "process_age_seconds", "flag_enabled", "message_usage"})
    CHECK_FALSE_MESSAGE(link::speaks_of_age(name), name);
}
