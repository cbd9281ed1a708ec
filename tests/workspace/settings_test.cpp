#include "workspace/settings.h"

#include <doctest/doctest.h>

#include <set>

#include "workspace/manifest.h"
#include "workspace/schema_check.h"

using namespace onewriter;
using namespace onewriter::workspace;

namespace {

std::string at(const facts::Place& p) { return p.file + ":" + std::to_string(p.line) + ":" + std::to_string(p.column); }

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& t : texts) out += (out.empty() ? "" : " ") + t;
  return out;
}

std::string joined(const std::vector<PlacedText>& texts) {
  std::string out;
  for (const PlacedText& t : texts) out += (out.empty() ? "" : " ") + t.text + "@" + std::to_string(t.place.line);
  return out;
}

std::string shown(const std::vector<facts::Error>& errors) {
  std::string out;
  for (const facts::Error& e : errors) out += "! " + at(e.place) + " " + e.message + "\n";
  return out;
}

std::string shown(const SettingsReading& reading) {
  std::string out;
  const Settings& s = reading.settings;
  for (const auto& x : s.services)
    out += "service " + x.name + " root=" + x.root + " paths=" + joined(x.paths) + " " + at(x.place) + "\n";
  for (const auto& x : s.owners) out += "owner " + x.tables + " -> " + x.service + " " + at(x.place) + "\n";
  out += "external " + joined(s.external) + "\nshared " + joined(s.shared) + "\nexclude " + joined(s.exclude) + "\n";
  out += "extends " + joined(s.extends) + "\n";
  for (const auto& x : s.rules) {
    out += "rule " + x.id + " " + x.severity + " " + at(x.place) + "\n";
    for (const auto& o : x.options) out += "  " + o.name + "=" + joined(o.values) + " " + at(o.place) + "\n";
  }
  for (const auto& x : s.suppress)
    out += "suppress " + x.rule + "|" + x.service + "|" + x.table + "|" + x.reason + "|" + x.link + "|" + x.until +
           " " + at(x.place) + "\n";
  return out + shown(reading.errors);
}

std::string shown(const std::optional<ManifestReading>& reading) {
  if (!reading) return "not ours\n";
  const Manifest& m = reading->manifest;
  std::string out = "service " + m.service + " team=" + m.team + " " + at(m.place) + "\n";
  out += "database " + joined(m.databases) + "\nowns " + joined(m.owns) + "\n";
  for (const Manifest::Use& u : m.reads_from) {
    out += "reads " + u.service + " data=" + joined(u.data) + " via=" + u.via + " consistency=" + u.consistency +
           " fallback=" + u.fallback;
    out += std::string(" cached=") + (u.cached ? "yes" : "no") + " ttl=" + u.cache_ttl +
           " invalidated_by=" + joined(u.cache_invalidated_by);
    out += " monitor=" + u.freshness_monitor + " max_lag=" + u.freshness_max_lag +
           " decommission_by=" + u.cdc_decommission_by + " " + at(u.place) + "\n";
  }
  out += "apis " + joined(m.apis) + "\nevents " + joined(m.events) + "\n";
  return out + shown(reading->errors);
}

const char* const full_settings = R"(extends: base.yaml
services:
  order: services/order
  payment: [pay/**, lib/pay/*.py]
  customer: {root: customer,
    paths: [shared/customer/**],
    rules: {shared-database: "off"}}
owners:
  orders: order
  "pay_*": payment
external: [legacy_customer]
shared: [my_locks]
exclude:
  - legacy/
rules:
  foreign-writer: warning
  sync-call-chain:
    severity: info
    options: {max_hops: 3, ignore: [gateway, bff]}
suppress:
  - rule: cross-service-query
    service: payment
    table: orders
    reason: moves to events this quarter
    link: ADR-12
    until: 2027-01-31
    owner: team-order
report:
  title: The shop
  source_url: "https://git.example.com/shop/blob/main/{path}#L{line}"
)";

const char* const full_manifest = R"(service: payment
team: payments
database: shop-db/payments
owns: [payments, outbox]
reads_from:
  - service: customer
    data: [customers]
    via: api
    consistency: eventual
    fallback: waits
    cache: {ttl: 300s, invalidated_by: CustomerChanged}
    freshness: {monitor: lag_seconds, max_lag: 60s}
    cdc: {decommission_by: 2027-01-31}
apis: openapi.yaml
events: [asyncapi.yaml]
)";

// All keys that a schema names, with their path.
void keys_of_schema(const YamlDocument& schema, YamlId id, const std::string& path, std::set<std::string>& out) {
  for (YamlId property : schema.children(schema.get(id, "properties"))) {
    std::string here = path + "." + schema.node(property).key;
    out.insert(here);
    keys_of_schema(schema, property, here, out);
  }
  for (const char* inner : {"additionalProperties", "items"})
    if (YamlId next = schema.get(id, inner); next != no_yaml) keys_of_schema(schema, next, path + ".*", out);
  for (YamlId option : schema.children(schema.get(id, "anyOf"))) keys_of_schema(schema, option, path, out);
}

// All keys that stand in a text, with their path; names that the user chose are "*".
void keys_of_text(const YamlDocument& text, YamlId id, const std::string& path, const std::set<std::string>& known,
                  std::set<std::string>& out) {
  for (YamlId child : text.children(id)) {
    std::string here = path + "." + text.node(child).key;
    bool named = text.node(id).kind == YamlNode::Kind::Map && known.count(here) > 0;
    if (named) out.insert(here);
    keys_of_text(text, child, named ? here : path + ".*", known, out);
  }
}

void check_covers(std::string_view schema_text, const char* example) {
  YamlDocument schema = read_yaml(schema_text);
  std::set<std::string> known, used;
  keys_of_schema(schema, schema.node(0).first_child, "", known);
  YamlDocument text = read_yaml(example);
  keys_of_text(text, text.node(0).first_child, "", known, used);
  CHECK(known == used);
  CHECK(known.size() >= 16);
}

}  // namespace

TEST_CASE("settings with every key are read whole") {
  check_covers(settings_schema(), full_settings);
  CHECK(shown(parse_settings(full_settings, "onewriter.yaml")) ==
        R"(service order root=services/order paths= onewriter.yaml:3:3
service payment root= paths=pay/** lib/pay/*.py onewriter.yaml:4:3
service customer root=customer paths=shared/customer/** onewriter.yaml:5:3
owner orders -> order onewriter.yaml:9:3
owner pay_* -> payment onewriter.yaml:10:3
external legacy_customer@11
shared my_locks@12
exclude legacy/@14
extends base.yaml@1
rule foreign-writer warning onewriter.yaml:16:3
rule sync-call-chain info onewriter.yaml:17:3
  max_hops=3 onewriter.yaml:19:15
  ignore=gateway bff onewriter.yaml:19:28
suppress cross-service-query|payment|orders|moves to events this quarter|ADR-12|2027-01-31 onewriter.yaml:21:5
)");
}

TEST_CASE("faults of settings are told with their place and the nearest key") {
  CHECK(shown(parse_settings(R"(service: {}
owner: {orders: order}
owners: [orders]
zzzzzzzzzz: 1
rules:
  foreign-writer: loud
  sync-call-chain: {severty: info}
suppress:
  - rule: x
    until: tomorrow
  - just text
exclude: legacy
exclude: [a]
)",
                             "onewriter.yaml")
                  .errors) ==
        R"(! onewriter.yaml:1:1 unknown key "service" in onewriter.yaml; did you mean "services"?
! onewriter.yaml:2:1 unknown key "owner" in onewriter.yaml; did you mean "owners"?
! onewriter.yaml:3:1 "owners" must be a map
! onewriter.yaml:4:1 unknown key "zzzzzzzzzz" in onewriter.yaml; known are extends, services, owners, external, shared, exclude, rules, suppress or report
! onewriter.yaml:6:3 "foreign-writer" must be error, warning, info or off, not "loud"
! onewriter.yaml:7:21 unknown key "severty" in "sync-call-chain"; did you mean "severity"?
! onewriter.yaml:9:5 an entry of "suppress" needs the key "reason"
! onewriter.yaml:10:5 "until" must be a day as YYYY-MM-DD, not "tomorrow"
! onewriter.yaml:11:5 an entry of "suppress" must be a map
! onewriter.yaml:12:1 "exclude" must be a list
! onewriter.yaml:13:1 the key "exclude" stands twice in onewriter.yaml
)");
  CHECK(shown(parse_settings("a: [\n", "onewriter.yaml").errors).starts_with("! onewriter.yaml:"));
  CHECK(shown(parse_settings("just text", "onewriter.yaml").errors) ==
        "! onewriter.yaml:1:1 onewriter.yaml must be a map\n");
  CHECK(parse_settings("", "onewriter.yaml").errors.empty());
  CHECK(parse_settings("# nothing yet\n", "onewriter.yaml").errors.empty());
}

TEST_CASE("settings build on others, and what stands nearer wins") {
  MemoryFileSystem files;
  files.add("onewriter.yaml", "extends: conf/base.yaml\nrules: {a: off}\nexclude: [x]\n");
  files.add("conf/base.yaml", "extends: [more.yaml]\nrules: {a: error, b: info}\nexclude: [x, y]\n");
  files.add("conf/more.yaml", "extends: [base.yaml, none.yaml]\nowners: {t: s}\n");
  CHECK(find_settings(files) == "onewriter.yaml");
  CHECK(shown(load_settings(files, "onewriter.yaml")) == R"(owner t -> s conf/more.yaml:2:10
external 
shared 
exclude x@3 y@3
extends 
rule a off onewriter.yaml:2:9
rule b info conf/base.yaml:2:19
! conf/more.yaml:1:11 "base.yaml" extends itself, or too many files extend each other
! conf/more.yaml:1:22 "extends" names "none.yaml", and there is no such file
)");
  CHECK(find_settings(MemoryFileSystem()) == std::nullopt);
}

TEST_CASE("a manifest with every key is read whole") {
  check_covers(manifest_schema(), full_manifest);
  CHECK(shown(parse_manifest(full_manifest, "pay/service.yaml")) ==
        R"(service payment team=payments pay/service.yaml:1:1
database shop-db/payments@3
owns payments@4 outbox@4
reads customer data=customers@7 via=api consistency=eventual fallback=waits cached=yes ttl=300s invalidated_by=CustomerChanged monitor=lag_seconds max_lag=60s decommission_by=2027-01-31 pay/service.yaml:6:5
apis openapi.yaml@14
events asyncapi.yaml@15
)");
}

TEST_CASE("only our manifests are manifests") {
  CHECK(may_be_manifest("a/service.yaml"));
  CHECK(may_be_manifest("service.yml"));
  CHECK_FALSE(may_be_manifest("a/my-service.yaml"));
  CHECK(shown(parse_manifest("apiVersion: v1\nkind: Service\nmetadata: {name: x}\n", "service.yaml")) == "not ours\n");
  CHECK(shown(parse_manifest("apiVersion: v1\nkind: Service\nservice: x\n", "service.yaml")) == "not ours\n");
  CHECK(shown(parse_manifest("{{- if .Values.on }}\nkind: Service\n{{- end }}\n", "templates/service.yaml")) ==
        "not ours\n");
  CHECK(shown(parse_manifest("service:\n  type: ClusterIP\n", "values/service.yaml")) == "not ours\n");
  CHECK(shown(parse_manifest("", "service.yaml")) == "not ours\n");
  CHECK(shown(parse_manifest("- a\n", "service.yaml")) == "not ours\n");
}

TEST_CASE("the service.yaml of another tool is left alone") {
  for (const char* text :
       {"service: shop-api\nprovider: {name: aws}\nfunctions: {a: {handler: b.c}}\n",  // Serverless Framework
        "service: web\nport: 8080\nimage: shop/web\n", "service: web\nenv: [A=1]\nteam: shop\n",
        "name: web\nservices: [a]\n", "service: [a\nprovider: {\n", "kind: Service\n  broken: [\n"}) {
    CAPTURE(text);
    CHECK(shown(parse_manifest(text, "service.yaml")) == "not ours\n");
  }
}

TEST_CASE("a manifest of ours that cannot be read, or names no service, is told") {
  for (const char* text : {"servce: a\nowns: [x\n", "service: [a\nowns: [b\n", "owns: [x]\n", "service: a\nown: [x]\n",
                           "servcie: a\nreads_from: []\n"}) {
    CAPTURE(text);
    const auto reading = parse_manifest(text, "service.yaml");
    REQUIRE(reading.has_value());
    CHECK(!reading->errors.empty());
  }
}

TEST_CASE("faults of a manifest are told, and the rest is read") {
  CHECK(shown(parse_manifest("service: a\nown: [x]\nowns: [t, {u: v}]\nreads_from:\n  - service: b\n    via: rest\n",
                             "a/service.yaml")) ==
        R"(service a team= a/service.yaml:1:1
database 
owns t@3
reads b data= via=rest consistency= fallback= cached=no ttl= invalidated_by= monitor= max_lag= decommission_by= a/service.yaml:5:5
apis 
events 
! a/service.yaml:2:1 unknown key "own" in service.yaml; did you mean "owns"?
! a/service.yaml:3:11 an entry of "owns" must be a text
! a/service.yaml:6:5 "via" must be api, events, cqrs or cdc, not "rest"
)");
}
