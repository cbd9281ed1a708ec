#pragma once
// A system's facts in a few words, for tests of rules.

#include <string>
#include <utility>
#include <vector>

#include "facts/facts.h"

namespace onewriter::check {

// Builds facts step by step. Each fact stands on a line of its own in "<service>/app.py".
class System {
 public:
  facts::Facts facts;

  System& service(const std::string& name, const std::string& kind = "service") {
    facts.services.push_back({name, name, kind, {}});
    return *this;
  }
  System& datastore(const std::string& id, const std::string& engine = "postgresql") {
    facts.datastores.push_back({id, engine, "", ""});
    return *this;
  }
  System& connects(const std::string& who, const std::string& datastore_id, const std::string& role = "",
                   facts::Confidence confidence = facts::Confidence::Certain) {
    facts.datastore_uses.push_back({who, datastore_id, role, confidence, next(who), ""});
    return *this;
  }
  // "db:schema.name" or "db:name"
  System& table(const std::string& id, const std::string& owner = "", const std::string& reason = "",
                const std::string& kind = "table") {
    const auto colon = id.find(':');
    const auto dot = id.find('.', colon);
    const std::string schema = dot == std::string::npos ? "" : id.substr(colon + 1, dot - colon - 1);
    facts.tables.push_back({id, id.substr(0, colon), schema, id.substr((dot == std::string::npos ? colon : dot) + 1),
                            owner, reason, kind});
    return *this;
  }
  System& reads(const std::string& who, const std::string& table_id, const std::vector<std::string>& columns = {},
                const std::string& shape = "") {
    return access(who, table_id, facts::Mode::Read, columns, shape);
  }
  System& writes(const std::string& who, const std::string& table_id) {
    return access(who, table_id, facts::Mode::Write, {}, "");
  }
  // Changes the access added last.
  System& in(facts::Scope scope) {
    facts.accesses.back().scope = scope;
    return *this;
  }
  System& sure(facts::Confidence confidence) {
    facts.accesses.back().confidence = confidence;
    return *this;
  }

 private:
  System& access(const std::string& who, const std::string& table_id, facts::Mode mode,
                 const std::vector<std::string>& columns, const std::string& shape) {
    facts::Access a;
    a.service = who;
    a.table = table_id;
    a.mode = mode;
    a.via = "sql";
    a.shape = shape;
    for (const std::string& c : columns) a.columns.push_back({c, "read", facts::Confidence::Certain});
    a.place = next(who);
    facts.accesses.push_back(a);
    return *this;
  }
  facts::Place next(const std::string& who) { return {who + "/app.py", ++line_, 1, line_}; }

  std::uint32_t line_ = 0;
};

}  // namespace onewriter::check
