#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/workspace_options.h"
#include "facts/schema.h"
#include "facts/select.h"
#include "facts/store.h"
#include "report/rows.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::string sql;
  std::string facts_file;
  std::string format = "table";
  bool schema = false;
  std::shared_ptr<SystemOptions> system;
};

facts::Result<facts::Store> open_store(const Options& options, const Streams& streams) {
  if (!options.facts_file.empty()) return facts::Store::open(options.facts_file);
  const auto system = read_system(*options.system, streams);
  if (!system) return system.error();
  print_diagnostics(streams, system->facts.diagnostics, false);
  return facts::Store::in_memory(system->facts);
}

facts::Result<std::string> answer(const Options& options, const Streams& streams) {
  if (options.schema) return report::schema_text(facts::describe_schema());
  if (options.sql.empty())
    return facts::Error{"a SELECT is missing; `onewriter query --schema` shows what there is to select from", {}};
  const auto store = open_store(options, streams);
  if (!store) return store.error();
  const auto rows = facts::select(*store, options.sql);
  if (!rows) return rows.error();
  return options.format == "json"  ? report::rows_json(*rows)
         : options.format == "csv" ? report::rows_csv(*rows)
                                   : report::rows_table(*rows);
}

int run_query(const Options& options, const Streams& streams) { return deliver(streams, "", answer(options, streams)); }

}  // namespace

Command query_command() {
  return {"query", "Run a SELECT over the facts", [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            app.add_option("SELECT", options->sql, "The query; read-only, one statement");
            options->system = add_workspace_options(app);
            app.add_option("--facts", options->facts_file,
                           "Query a file written by `onewriter facts` instead of a workspace")
                ->type_name("FILE");
            app.add_option("--format", options->format, "How to write the rows")
                ->check(CLI::IsMember({"table", "json", "csv"}))
                ->capture_default_str();
            app.add_flag("--schema", options->schema,
                         "Print the tables, views and columns with their meaning, and do nothing else");
            return [options](const Streams& streams) { return run_query(*options, streams); };
          }};
}

}  // namespace onewriter::cli
