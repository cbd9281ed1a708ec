#include "workspace/source_class.h"

#include <algorithm>
#include <array>

#include "facts/ascii.h"

namespace onewriter::workspace {
namespace {

using ascii::is_digit;
using ascii::lower;

struct Named {
  std::string_view name;
  SourceClass source_class;
  std::string_view reason;
};

// Folders by their whole name, in lower case.
constexpr std::array folders = {
    Named{"test", SourceClass::Test, "a folder of tests"},
    Named{"tests", SourceClass::Test, "a folder of tests"},
    Named{"__tests__", SourceClass::Test, "tests of Jest"},
    Named{"__mocks__", SourceClass::Test, "mocks of Jest"},
    Named{"__fixtures__", SourceClass::Test, "fixtures of tests"},
    Named{"fixtures", SourceClass::Test, "fixtures of tests"},
    Named{"testdata", SourceClass::Test, "test data of Go"},
    Named{"test-data", SourceClass::Test, "test data"},
    Named{"test_data", SourceClass::Test, "test data"},
    Named{"test_helpers", SourceClass::Test, "helpers of tests"},
    Named{"testing_support", SourceClass::Test, "helpers of tests"},
    Named{"testutil", SourceClass::Test, "helpers of tests"},
    Named{"testutils", SourceClass::Test, "helpers of tests"},
    Named{"datafixtures", SourceClass::Test, "fixtures of Doctrine"},
    Named{"e2e", SourceClass::Test, "end-to-end tests"},
    Named{"cypress", SourceClass::Test, "tests of Cypress"},
    Named{"unit-tests", SourceClass::Test, "a folder of tests"},
    Named{"unittests", SourceClass::Test, "a folder of tests"},
    Named{"integration-test", SourceClass::Test, "integration tests"},
    Named{"integration-tests", SourceClass::Test, "integration tests"},
    Named{"integration_tests", SourceClass::Test, "integration tests"},
    Named{"integrationtests", SourceClass::Test, "integration tests"},
    Named{"functional-tests", SourceClass::Test, "functional tests"},
    Named{"functionaltests", SourceClass::Test, "functional tests"},
    Named{"acceptance-tests", SourceClass::Test, "acceptance tests"},
    Named{"step_definitions", SourceClass::Test, "steps of Cucumber"},
    Named{"testcontainers", SourceClass::Test, "containers of tests"},
    Named{"loadgenerator", SourceClass::Load, "a load generator"},
    Named{"load-generator", SourceClass::Load, "a load generator"},
    Named{"load_generator", SourceClass::Load, "a load generator"},
    Named{"load-gen", SourceClass::Load, "a load generator"},
    Named{"loadgen", SourceClass::Load, "a load generator"},
    Named{"load-test", SourceClass::Load, "load tests"},
    Named{"load-tests", SourceClass::Load, "load tests"},
    Named{"loadtest", SourceClass::Load, "load tests"},
    Named{"loadtests", SourceClass::Load, "load tests"},
    Named{"perf-tests", SourceClass::Load, "load tests"},
    Named{"performance-tests", SourceClass::Load, "load tests"},
    Named{"locust", SourceClass::Load, "a load generator (Locust)"},
    Named{"gatling", SourceClass::Load, "a load generator (Gatling)"},
    Named{"jmeter", SourceClass::Load, "a load generator (JMeter)"},
    Named{"k6", SourceClass::Load, "a load generator (k6)"},
    Named{"benchmark", SourceClass::Load, "benchmarks"},
    Named{"benchmarks", SourceClass::Load, "benchmarks"},
    Named{"jmh", SourceClass::Load, "benchmarks of JMH"},
    Named{"example", SourceClass::Sample, "a folder of examples"},
    Named{"examples", SourceClass::Sample, "a folder of examples"},
    Named{"sample", SourceClass::Sample, "a folder of samples"},
    Named{"samples", SourceClass::Sample, "a folder of samples"},
    Named{"demo", SourceClass::Sample, "a folder of demonstrations"},
    Named{"demos", SourceClass::Sample, "a folder of demonstrations"},
    Named{"tutorial", SourceClass::Sample, "a tutorial"},
    Named{"tutorials", SourceClass::Sample, "tutorials"},
    Named{"generated", SourceClass::Generated, "a folder of generated code"},
    Named{"generated-sources", SourceClass::Generated, "a folder of generated code"},
    Named{"node_modules", SourceClass::Vendored, "packages of npm"},
    Named{"bower_components", SourceClass::Vendored, "packages of Bower"},
    Named{"site-packages", SourceClass::Vendored, "packages of Python"},
    Named{"third_party", SourceClass::Vendored, "third-party code"},
    Named{"third-party", SourceClass::Vendored, "third-party code"},
};

// Ends of a folder's name: a test project of .NET ("Ordering.UnitTests"), of others ("shop-tests").
constexpr std::array<std::string_view, 8> test_project_ends = {
    ".Tests", ".Test", ".UnitTests", ".IntegrationTests", ".FunctionalTests", ".E2ETests", "-tests", "_tests"};
constexpr std::array<std::string_view, 3> test_project_words = {"UnitTests", "IntegrationTests", "FunctionalTests"};

// Names of files written by generators.
constexpr std::array generated_ends = {
    Named{".pb.go", SourceClass::Generated, "written by protoc"},
    Named{"_pb2.py", SourceClass::Generated, "written by protoc"},
    Named{"_pb2_grpc.py", SourceClass::Generated, "written by protoc"},
    Named{"_pb.js", SourceClass::Generated, "written by protoc"},
    Named{"_pb.ts", SourceClass::Generated, "written by protoc"},
    Named{".pb.cc", SourceClass::Generated, "written by protoc"},
    Named{".pb.h", SourceClass::Generated, "written by protoc"},
    Named{".g.cs", SourceClass::Generated, "written by a generator of .NET"},
    Named{".g.i.cs", SourceClass::Generated, "written by a generator of .NET"},
    Named{".generated.cs", SourceClass::Generated, "written by a generator of .NET"},
    Named{".gen.go", SourceClass::Generated, "written by a generator of Go"},
    Named{"_gen.go", SourceClass::Generated, "written by a generator of Go"},
    Named{"_generated.go", SourceClass::Generated, "written by a generator of Go"},
    Named{".generated.ts", SourceClass::Generated, "written by a generator"},
};

bool ends_in_any(std::string_view s, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return s.size() > end.size() && s.ends_with(end); });
}

// "20240131120000_add_orders", "0001_initial", "V1_2__orders": a version stands before the name.
bool starts_with_version(std::string_view name) {
  std::size_t digits = 0;
  if (!name.empty() && (name[0] == 'V' || name[0] == 'U')) name.remove_prefix(1);
  while (digits < name.size() && (is_digit(name[digits]) || name[digits] == '.' || (digits > 0 && name[digits] == '-')))
    ++digits;
  return digits >= 1 && digits < name.size() && (name[digits] == '_' || name[digits - 1] == '-');
}

struct Path {
  std::vector<std::string_view> folders;
  std::string_view name;  // with its extension
  std::string_view stem;  // up to the last dot
  FileKind kind = FileKind::Other;

  explicit Path(std::string_view path) : kind(kind_of(path)) {
    std::size_t start = 0;
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', start)) {
      folders.push_back(path.substr(start, slash - start));
      start = slash + 1;
    }
    name = path.substr(start);
    stem = name.substr(0, name.rfind('.'));
  }
  bool has_folder(std::string_view folder) const {
    return std::find(folders.begin(), folders.end(), folder) != folders.end();
  }
  bool below(std::string_view upper, std::string_view folder) const {
    for (std::size_t i = 1; i < folders.size(); ++i)
      if (folders[i - 1] == upper && folders[i] == folder) return true;
    return false;
  }
};

bool is_jvm(FileKind kind) { return kind == FileKind::Java || kind == FileKind::Kotlin || kind == FileKind::Scala; }
bool is_script(FileKind kind) {
  return kind == FileKind::JavaScript || kind == FileKind::TypeScript || kind == FileKind::Tsx;
}

// Names of test files, each by the runner that collects them.
std::string_view test_file(const Path& path) {
  std::string_view name = path.name, stem = path.stem;
  switch (path.kind) {
    case FileKind::Go: return name.ends_with("_test.go") ? "a test file of Go" : "";
    case FileKind::Python:
      // pytest, "Conventions for Python test discovery"; Django's startapp makes tests.py
      return name.starts_with("test_") || name.ends_with("_test.py") || name == "conftest.py" || name == "tests.py"
                 ? "a test file of pytest or unittest"
                 : "";
    case FileKind::JavaScript:
    case FileKind::TypeScript:
    case FileKind::Tsx:
      if (ends_in_any(stem, {".spec", ".test", ".cy", ".e2e", ".e2e-spec", ".test-d"}))
        return "a test file of Jest and its like";
      return ends_in_any(stem, {".stories"}) ? "stories of Storybook" : "";
    case FileKind::Java:
    case FileKind::Kotlin:
    case FileKind::Scala:
      // Maven Surefire and Failsafe, "Inclusions and Exclusions of Tests"; ScalaTest and MUnit for Spec and Suite.
      // "Test*" alone may be anything, and what lies in src/main was placed there on purpose.
      if (path.below("src", "main")) return "";
      if (ends_in_any(stem, {"Test", "Tests", "TestCase", "IT", "ITCase"})) return "a test class of JUnit";
      return path.kind != FileKind::Java && ends_in_any(stem, {"Spec", "Suite"}) ? "a test class" : "";
    case FileKind::CSharp: return ends_in_any(stem, {"Tests"}) ? "a test class of .NET" : "";
    case FileKind::Php:
      if (path.below("database", "factories")) return "factories of Laravel's tests";
      return ends_in_any(stem, {"Test"}) ? "a test class of PHPUnit" : "";
    case FileKind::Ruby: return ends_in_any(stem, {"_spec", "_test"}) ? "a test file of RSpec or Minitest" : "";
    case FileKind::Cpp: return ends_in_any(stem, {"_test", "_unittest"}) ? "a test file of GoogleTest" : "";
    default: return "";
  }
}

std::string_view test_folder(const Path& path, std::size_t i) {
  std::string_view folder = path.folders[i];
  if (i > 0 && path.folders[i - 1] == "src") {
    // Maven, "Introduction to the Standard Directory Layout" (src/it is the Failsafe convention); Gradle's test suites
    // are src/<name>Test, also written src/component-test
    if (folder == "test" || folder == "it" || folder == "testFixtures") return "src/test of Maven and Gradle";
    if ((folder.ends_with("Test") || folder.ends_with("-test")) && (is_jvm(path.kind) || !is_code(path.kind)))
      return "a test source set of Gradle";
  }
  for (std::string_view end : test_project_ends)
    if (folder.size() > end.size() && folder.ends_with(end)) return "a test project";
  if (path.kind == FileKind::CSharp)
    for (std::string_view word : test_project_words)
      if (folder.ends_with(word)) return "a test project of .NET";
  if (folder == "spec" && (path.kind == FileKind::Ruby || is_script(path.kind))) return "specs of RSpec or Jasmine";
  if (folder == "features" &&
      (path.name.ends_with(".feature") || path.has_folder("steps") || path.has_folder("support")))
    return "features of Cucumber or Behave";
  return "";
}

// Each by the tool that runs them. Sources stand at the conditions.
std::string_view migration(const Path& path) {
  bool in_migrations = false;
  for (std::string_view folder : path.folders) {
    std::string l = lower(folder);
    in_migrations = in_migrations || l == "migrations" || l == "migration" || l == "migrate";
  }
  if (path.kind == FileKind::Sql) {
    // Flyway, "Migrations / Naming"; golang-migrate MIGRATIONS.md
    bool flyway =
        starts_with_version(path.name) && path.name.find("__") != std::string_view::npos && !is_digit(path.name[0]);
    if (flyway || (path.name.starts_with("R__"))) return "a migration of Flyway";
    if (ends_in_any(path.stem, {".up", ".down"})) return "a migration of golang-migrate";
    if (in_migrations) return "a migration";
    if (path.below("db", "changelog") || path.has_folder("liquibase")) return "a change log of Liquibase";
    return "";
  }
  // Liquibase with Spring Boot: db/changelog is where the master file is looked for
  bool change_log = path.kind == FileKind::Xml || path.kind == FileKind::Yaml || path.kind == FileKind::Json;
  if (change_log)
    return path.below("db", "changelog") || path.stem.find("changelog") != std::string_view::npos
               ? "a change log of Liquibase"
               : "";
  switch (path.kind) {
    case FileKind::Python:
      if (path.below("alembic", "versions") || path.below("migrations", "versions")) return "a migration of Alembic";
      return in_migrations && starts_with_version(path.name) ? "a migration of Django" : "";
    case FileKind::Ruby:
      // Rails guides: Active Record Migrations, "Migrations and Seed Data"
      if ((path.name == "seeds.rb" && path.has_folder("db")) || path.below("db", "seeds")) return "seeds of Rails";
      return path.below("db", "migrate")                         ? "a migration of Rails"
             : path.name == "schema.rb" && path.has_folder("db") ? "the schema of Rails"
                                                                 : "";
    case FileKind::Php:
      // Laravel: Database, "Seeding"
      if (path.below("database", "seeders") || path.below("database", "seeds")) return "seeds of Laravel";
      return in_migrations && (starts_with_version(path.name) || path.name.starts_with("Version"))
                 ? "a migration of Laravel or Doctrine"
                 : "";
    case FileKind::CSharp:
      return in_migrations && (starts_with_version(path.name) || path.name.ends_with("ModelSnapshot.cs"))
                 ? "a migration of EF Core"
                 : "";
    case FileKind::JavaScript:
    case FileKind::TypeScript:
      return in_migrations && (starts_with_version(path.name) || path.has_folder("migrations"))
                 ? "a migration of Knex, Sequelize or TypeORM"
                 : "";
    case FileKind::Go: return in_migrations && starts_with_version(path.name) ? "a migration of goose" : "";
    case FileKind::Java:
    case FileKind::Kotlin:
      return path.below("db", "migration") && starts_with_version(path.name) ? "a migration of Flyway" : "";
    default: return "";
  }
}

std::string up_to(const std::vector<std::string_view>& parts, std::size_t last) {
  std::string out;
  for (std::size_t i = 0; i <= last; ++i) out += (i > 0 ? "/" : "") + std::string(parts[i]);
  return out;
}

bool requires_hooks(std::string_view text) {
  return text.find("require('hooks')") != std::string_view::npos ||
         text.find("require(\"hooks\")") != std::string_view::npos;
}

}  // namespace

std::string_view to_string(SourceClass source_class) {
  switch (source_class) {
    case SourceClass::Main: return "main";
    case SourceClass::Test: return "test";
    case SourceClass::Migration: return "migration";
    case SourceClass::Load: return "load";
    case SourceClass::Sample: return "sample";
    case SourceClass::Generated: return "generated";
    case SourceClass::Vendored: return "vendored";
  }
  return "main";
}

SourceClassifier::SourceClassifier(const std::vector<SourceEntry>& files, std::vector<std::string> deployables)
    : deployables_(std::move(deployables)) {
  for (const SourceEntry& file : files) {
    if (file.kind != FileKind::Dockerfile) continue;
    std::size_t slash = file.path.rfind('/');
    if (slash != std::string::npos) deployables_.push_back(file.path.substr(0, slash));
  }
  std::sort(deployables_.begin(), deployables_.end());
  bool any_sample = false, any_main = false;
  for (const SourceEntry& file : files) {
    if (!is_code(file.kind)) continue;
    SourceClass found = by_path(file.path).source_class;
    any_sample = any_sample || found == SourceClass::Sample;
    any_main = any_main || found == SourceClass::Main;
  }
  samples_are_main_ = any_sample && !any_main;
}

bool SourceClassifier::holds_deployable(std::string_view folder) const {
  std::string below = std::string(folder) + "/";
  auto next = std::lower_bound(deployables_.begin(), deployables_.end(), folder);
  if (next != deployables_.end() && *next == folder) return true;
  next = std::lower_bound(deployables_.begin(), deployables_.end(), below);
  return next != deployables_.end() && next->starts_with(below);
}

SourceScope SourceClassifier::by_path(std::string_view text) const {
  Path path(text);
  // Packages below src/main are names of the trade: "com/example/sample/test".
  std::size_t end = path.folders.size();
  for (std::size_t i = 0; i + 1 < path.folders.size(); ++i)
    if (path.folders[i] == "src" && path.folders[i + 1] == "main") end = std::min(end, i + 1);

  SourceScope sample;
  for (std::size_t i = 0; i < end; ++i) {
    if (std::string_view reason = test_folder(path, i); !reason.empty())
      return {SourceClass::Test, std::string(reason)};
    std::string name = lower(path.folders[i]);
    for (const Named& folder : folders) {
      if (folder.name != name) continue;
      if (folder.source_class != SourceClass::Sample) return {folder.source_class, std::string(folder.reason)};
      // Another sample folder above decides first, and one that holds a deployable is none.
      if (sample.reason.empty() && !holds_deployable(up_to(path.folders, i)))
        sample = {SourceClass::Sample, std::string(folder.reason)};
    }
  }
  if (std::string_view reason = test_file(path); !reason.empty()) return {SourceClass::Test, std::string(reason)};
  if (path.name == "locustfile.py" || path.name.ends_with(".jmx")) return {SourceClass::Load, "a load generator"};
  if (std::string_view reason = migration(path); !reason.empty() && sample.reason.empty())
    return {SourceClass::Migration, std::string(reason)};
  for (const Named& generated : generated_ends)
    if (path.name.ends_with(generated.name)) return {SourceClass::Generated, std::string(generated.reason)};
  // sqlite.org/amalgamation.html: the library and its shell, each in one file.
  if (path.name == "sqlite3.c" || (path.name == "shell.c" && (path.has_folder("sqlite") || path.has_folder("sqlite3"))))
    return {SourceClass::Vendored, "SQLite's own code"};
  if (path.name.starts_with("zz_generated")) return {SourceClass::Generated, "written by a generator of Go"};
  return sample;
}

SourceScope SourceClassifier::classify(std::string_view path) const {
  SourceScope scope = by_path(path);
  if (samples_are_main_ && scope.source_class == SourceClass::Sample) return {};
  return scope;
}

SourceScope SourceClassifier::classify(std::string_view path, std::string_view text) const {
  SourceScope scope = classify(path);
  if (scope.source_class != SourceClass::Main) return scope;
  // Dredd, "Writing Hooks In JavaScript": the module `hooks` exists only for its test runs.
  if (is_script(kind_of(path)) && requires_hooks(text)) return {SourceClass::Test, "hooks of Dredd"};
  if (std::optional<std::string> mark = generated_mark(text)) return {SourceClass::Generated, "it says: " + *mark};
  return scope;
}

std::optional<std::string> generated_mark(std::string_view text) {
  constexpr std::size_t head = 2048;
  constexpr std::size_t max_lines = 30;
  text = text.substr(0, head);
  for (std::size_t number = 0; number < max_lines && !text.empty(); ++number) {
    std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::size_t start = line.find_first_not_of(" \t\r");
    if (start == std::string_view::npos) continue;
    line = line.substr(start, line.find_last_not_of(" \t\r") - start + 1);
    bool comment = false;
    for (std::string_view mark : {"//", "#", "/*", "*", "--", "<!--", "\"\"\"", ";"})
      comment = comment || line.starts_with(mark);
    if (!comment) continue;
    std::string small = lower(line);
    auto says = [&](std::string_view words) { return small.find(words) != std::string::npos; };
    std::size_t at = small.find("@generated");
    bool tag =
        at != std::string::npos && (at == 0 || small[at - 1] == ' ' || small[at - 1] == '*' || small[at - 1] == '/');
    // Go, "go generate": ^// Code generated .* DO NOT EDIT\.$; .NET: <auto-generated; Thrift, jOOQ, OpenAPI Generator,
    // protoc in Java
    if ((says("generated") && says("do not edit")) || tag || says("<auto-generated") || says("autogenerated by") ||
        says("auto-generated by") || says("this file is generated by") ||
        says("generated by the protocol buffer compiler"))
      return std::string(line.substr(0, 120));
  }
  return std::nullopt;
}

std::string telling_part(std::string_view text) {
  return std::string(generated_mark(text) ? "// @generated\n" : "") + (requires_hooks(text) ? "require('hooks')" : "");
}

}  // namespace onewriter::workspace
