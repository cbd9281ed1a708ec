#include <map>

#include "link/cdc/capture.h"
#include "link/datastores/connection.h"
#include "link/services/words.h"

namespace onewriter::link {

std::vector<Capture> subscription_captures(const std::vector<extract::SourceFile>& files) {
  std::map<std::string, std::vector<std::string>> published;  // publication -> patterns of tables
  for (const extract::SourceFile& f : files)
    for (const sql::Statement& statement : f.outline.sql.reading.statements)
      for (const sql::Replication& r : statement.replications)
        if (r.kind == sql::Replication::Kind::Publication)
          for (const sql::TableName& t : r.tables)
            published[r.name].push_back((t.schema.empty() ? "" : t.schema + ".") + t.name);
  std::vector<Capture> out;
  for (const extract::SourceFile& f : files) {
    if (f.scope == facts::Scope::Test) continue;
    for (const sql::Statement& statement : f.outline.sql.reading.statements)
      for (const sql::Replication& r : statement.replications) {
        if (r.kind != sql::Replication::Kind::Subscription) continue;
        Capture capture;
        capture.name = r.name;
        capture.kind = "logical-replication";
        capture.engine = "postgresql";
        ConnectionText text;
        text.url = r.connection;
        text.engine = capture.engine;
        const Connection connection = parse_connection(text);
        capture.host = connection.host;
        if (!connection.implied && !connection.database.empty()) capture.databases = {connection.database};
        for (const std::string& publication : r.publications)
          if (const auto tables = published.find(publication); tables != published.end())
            capture.include.insert(capture.include.end(), tables->second.begin(), tables->second.end());
        capture.readable = !capture.include.empty();
        capture.place = {f.path, r.at.line, r.at.column, 0};
        out.push_back(std::move(capture));
      }
  }
  return out;
}

}  // namespace onewriter::link
