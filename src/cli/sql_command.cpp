#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/sql_batch.h"
#include "sql/reader.h"

namespace onewriter::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string dialect;
  std::string format = "text";
  bool batch = false;
};

void print_text(const sql::Reading& reading, const std::string& file, bool several, std::ostream& out) {
  if (several) out << file << ":\n";
  if (!reading.error.empty()) {
    out << reading.error << "\n";
    return;
  }
  for (const std::string& line : sql_lines(reading)) out << line << "\n";
}

int run_sql(const Options& options, const Streams& streams) {
  if (options.batch) {
    answer_batch(std::cin, streams.out, sql::dialect_from(options.dialect));
    return exit_clean;
  }
  std::vector<std::string> files = options.files;
  if (files.empty()) files.push_back("-");
  int code = exit_clean;
  for (const std::string& file : files) {
    std::string text;
    if (file == "-") {
      text.assign(std::istreambuf_iterator<char>(std::cin), {});
    } else {
      std::ifstream in(file, std::ios::binary);
      if (!in) {
        print_error(streams, {file + " cannot be read", {}});
        code = exit_failed;
        continue;
      }
      text.assign(std::istreambuf_iterator<char>(in), {});
    }
    sql::Options how;
    how.dialect = sql::dialect_from(options.dialect);
    how.script = true;
    const sql::Reading reading = sql::read(text, how);
    if (options.format == "json") {
      streams.out << batch_answer(file == "-" ? "" : file, reading) << "\n";
    } else {
      print_text(reading, file, files.size() > 1, streams.out);
    }
  }
  return code;
}

}  // namespace

Command sql_command() {
  return {"sql", "What a piece of SQL reads, writes and defines", [](CLI::App& app) -> Action {
            auto options = std::make_shared<Options>();
            app.add_option("file", options->files, "Files of SQL; - or none is the standard input");
            app.add_option("--dialect", options->dialect,
                           "postgres, mysql, mariadb, sqlite, tsql, oracle, ansi, snowflake, bigquery, redshift, "
                           "spark, hive, clickhouse, "
                           "db2 or an engine's other name; absent or unknown: worked out from the text");
            app.add_option("--format", options->format, "How to write it")
                ->check(CLI::IsMember({"text", "json"}))
                ->capture_default_str();
            app.add_flag("--batch", options->batch, "JSON lines in, JSON lines out: {\"id\", \"dialect\", \"sql\"}");
            return [options](const Streams& streams) { return run_sql(*options, streams); };
          }};
}

}  // namespace onewriter::cli
