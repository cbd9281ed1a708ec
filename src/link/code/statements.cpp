#include "link/code/statements.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace onewriter::link {
namespace {

std::string verb_name(sql::Verb verb) {
  switch (verb) {
    case sql::Verb::Select: return "select";
    case sql::Verb::Insert: return "insert";
    case sql::Verb::Upsert: return "upsert";
    case sql::Verb::Update: return "update";
    case sql::Verb::Delete: return "delete";
    case sql::Verb::Merge: return "merge";
    case sql::Verb::Truncate: return "truncate";
    case sql::Verb::Copy: return "copy";
    case sql::Verb::Load: return "load";
    case sql::Verb::Create: return "create";
    case sql::Verb::Alter: return "alter";
    case sql::Verb::Drop: return "drop";
    case sql::Verb::Rename: return "rename";
    case sql::Verb::Reference: return "reference";
  }
  return "";
}

std::string role_name(sql::ColumnRole role) {
  switch (role) {
    case sql::ColumnRole::Read: return "read";
    case sql::ColumnRole::Written: return "written";
    case sql::ColumnRole::Filtered: return "filtered";
    case sql::ColumnRole::Joined: return "joined";
    case sql::ColumnRole::Grouped: return "grouped";
    case sql::ColumnRole::Ordered: return "ordered";
  }
  return "";
}

std::string shape_words(const sql::Shape& shape) {
  std::string words;
  auto word = [&](bool set, const char* name) {
    if (set) words += (words.empty() ? "" : " ") + std::string(name);
  };
  word(shape.aggregate, "aggregate");
  word(shape.join, "join");
  word(shape.key, "key");
  word(shape.locking, "locking");
  word(shape.range, "range");
  word(shape.search, "search");
  word(shape.single, "single");
  return words;
}

facts::Mode mode_of(sql::Mode mode) {
  switch (mode) {
    case sql::Mode::Read: return facts::Mode::Read;
    case sql::Mode::Write: return facts::Mode::Write;
    case sql::Mode::Ddl: return facts::Mode::Ddl;
  }
  return facts::Mode::Read;
}

// JDBC's escape {? = call close_order(?)} (JDBC 4.3, 13.4.4 "Stored Procedures and Functions"), as a call alone; places
// stay.
std::string without_call_escape(const std::string& text) {
  const auto open = text.find_first_not_of(" \t\r\n"), close = text.find_last_not_of(" \t\r\n");
  if (open == std::string::npos || text[open] != '{' || text[close] != '}') return text;
  std::string plain = text;
  plain[open] = plain[close] = ' ';
  const auto equals = plain.find('=');
  if (equals != std::string::npos && plain.find_first_not_of(" \t\r\n?", open) == equals)
    std::fill(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(equals) + 1, ' ');
  return plain;
}

bool is_one_word(std::string_view text, std::size_t begin, std::size_t end) {
  return text.substr(begin, end - begin).find_first_of(" \t\r\n") == std::string_view::npos;
}

bool is_in_one_assignment(const Unit& unit, NodeRef a, NodeRef b) {
  const NodeId assignment = a.unit == b.unit ? unit.enclosing(a.node, Kind::Assign) : no_node;
  return assignment != no_node && assignment == unit.enclosing(b.node, Kind::Assign);
}

// Does a text stand in the function in which the statement is run?
bool is_said_around(const Unit& unit, NodeId text, const StatementSite& site) {
  const NodeId method = unit.enclosing(text, Kind::Method);
  if (method == no_node || unit.path() != site.place.file) return false;
  const extract::Span span = unit.outline().nodes[method].span;
  return span.line <= site.place.line && site.place.line <= span.end_line;
}

// PREPARE TRANSACTION, XA START, BEGIN DISTRIBUTED TRANSACTION: said by the statement alone.
Effect two_phase(const StatementSite& site, facts::Place place) {
  Effect e;
  e.kind = EffectKind::Transaction;
  e.parts["kind"].push_back({EffectPart::Kind::Text, "two-phase", "", 0, 0});
  e.via = site.via;
  e.file = site.file;
  e.function = site.function;
  e.scope = site.scope;
  e.services = site.services;
  e.unreached = site.unreached;
  e.confidence = site.confidence;
  e.place = std::move(place);
  return e;
}

}  // namespace

Observation observed(const StatementSite& site, facts::Place place) {
  Observation o;
  o.file = site.file;
  o.function = site.function;
  o.connection = site.connection;
  o.engine_family = site.family;
  o.scope = site.scope;
  o.services = site.services;
  o.unreached = site.unreached;
  o.via = site.via;
  o.confidence = site.confidence;
  o.place = std::move(place);
  return o;
}

template <typename PlaceOf>
void Statements::add_rights(const sql::Statement& statement, const StatementSite& site, PlaceOf place_of,
                            Observations& out) {
  for (const sql::Definition& definition : statement.definitions) {
    using What = sql::Definition::Kind;
    if (definition.kind == What::ForeignTable && definition.change == sql::Definition::Change::Create &&
        !definition.server.empty()) {
      Observation o = observed(site, place_of(definition.at));
      o.kind = Observation::Kind::View;
      o.table = {definition.name.catalog, definition.name.schema, definition.name.name};
      const std::string& database = definition.remote.catalog;
      o.references = {database.empty() ? definition.server : database, definition.remote.schema,
                      definition.remote.name};
      o.mode = facts::Mode::Ddl;
      out.items.push_back(std::move(o));
    }
    if (definition.change != sql::Definition::Change::Create ||
        (definition.kind != What::View && definition.kind != What::MaterializedView &&
         definition.kind != What::Synonym))
      continue;
    for (const sql::TableName& base : statement.view_reads) {
      if (base == definition.name) continue;
      Observation o = observed(site, place_of(definition.at));
      o.kind = Observation::Kind::View;
      o.table = {definition.name.catalog, definition.name.schema, definition.name.name};
      o.references = {base.catalog, base.schema, base.name};
      o.mode = facts::Mode::Ddl;
      out.items.push_back(std::move(o));
    }
  }
  for (const sql::Grant& grant : statement.grants)
    for (const std::string& grantee : grant.grantees) {
      Observation o = observed(site, place_of(grant.at));
      o.kind = Observation::Kind::Grant;
      o.table = {grant.table.catalog, grant.table.schema, grant.table.name};
      o.mode = facts::Mode::Ddl;
      o.verb = grant.revoke ? "revoke" : "grant";
      o.what = grantee;
      for (const std::string& privilege : grant.privileges) o.detail += (o.detail.empty() ? "" : ",") + privilege;
      out.items.push_back(std::move(o));
    }
}

void Statements::add_access(const sql::Access& access, const StatementSite& site, facts::Place place,
                            Observations& out) {
  Observation o = observed(site, std::move(place));
  o.kind = access.mode == sql::Mode::Ddl ? Observation::Kind::Definition : Observation::Kind::Access;
  o.table = {access.table.catalog, access.table.schema, access.table.name};
  o.mode = mode_of(access.mode);
  o.verb = verb_name(access.verb);
  o.shape = shape_words(access.shape);
  for (const sql::ColumnUse& column : access.columns)
    o.columns.push_back({column.name, role_name(column.role), column.confidence});
  out.items.push_back(std::move(o));
}

bool is_routine_name(std::string_view text) {
  return !text.empty() && text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '[' || c == ']' || c == '$';
  });
}

bool Statements::call(const std::string& name, const StatementSite& site, Observations& out) {
  sql::TableName routine;
  std::string plain = name;
  std::erase_if(plain, [](char c) { return c == '[' || c == ']' || c == '"' || c == '`'; });
  const auto dot = plain.rfind('.');
  routine.name = dot == std::string::npos ? plain : plain.substr(dot + 1);
  if (dot != std::string::npos && dot > 0) {
    const std::size_t from = plain.rfind('.', dot - 1) + 1;
    routine.schema = plain.substr(from, dot - from);
  }
  return add_routine(routine, site, site.place, out);
}

bool Statements::add_routine(const sql::TableName& name, const StatementSite& site, const facts::Place& place,
                             Observations& out) {
  std::set<const sql::Routine*> run;
  return add_routine(name, site, place, out, run);
}

bool Statements::add_routine(const sql::TableName& name, const StatementSite& site, const facts::Place& place,
                             Observations& out, std::set<const sql::Routine*>& run) {
  const std::vector<const sql::Routine*> known = schemas_.routines(site.file, name);
  StatementSite where = site;
  if (known.size() > 1) where.confidence = facts::lowest(where.confidence, facts::Confidence::Likely);
  constexpr std::size_t most_run = 64;
  for (const sql::Routine* routine : known) {
    if (run.size() >= most_run || !run.insert(routine).second) continue;
    for (const sql::Access& access : routine->accesses)
      if (access.mode != sql::Mode::Ddl) add_access(access, where, place, out);
    for (const sql::RoutineCall& next : routine->calls) add_routine(next.name, where, place, out, run);
  }
  return !known.empty();
}

template <typename PlaceOf>
void Statements::add_reading(const sql::Reading& reading, const StatementSite& site, PlaceOf place_of, bool holes,
                             Observations& out) {
  for (const sql::Statement& statement : reading.statements) {
    const std::string id = site.file + "#" + std::to_string(++statements_);
    for (const sql::Access& access : statement.accesses) {
      add_access(access, site, place_of(access.at), out);
      Observation& o = out.items.back();
      o.statement = id;
      o.confidence = facts::lowest(o.confidence, statement.confidence);
      if (access.mode == sql::Mode::Ddl)
        for (const sql::Definition& definition : statement.definitions)
          if (definition.name == access.table)
            for (const sql::ColumnDefinition& column : definition.columns)
              o.columns.push_back({column.name, "defined", facts::Confidence::Certain});
    }
    // A function that nobody defines may come with the database; a procedure is somebody's.
    for (const sql::RoutineCall& call : statement.calls)
      if (!add_routine(call.name, site, place_of(call.at), out) && statement.kind == sql::StatementKind::Call &&
          site.scope != facts::Scope::Migration) {
        Observation o = observed(site, place_of(call.at));
        o.kind = Observation::Kind::BlindSpot;
        o.what = "unknown procedure";
        o.detail = call.name.name;
        out.items.push_back(std::move(o));
      }
    for (const sql::ForeignKey& key : statement.foreign_keys) {
      Observation o = observed(site, place_of(key.at));
      o.kind = Observation::Kind::Reference;
      o.table = {key.from.catalog, key.from.schema, key.from.name};
      o.references = {key.to.catalog, key.to.schema, key.to.name};
      o.mode = facts::Mode::Ddl;
      o.statement = id;
      for (const std::string& column : key.columns) o.columns.push_back({column, "joined", facts::Confidence::Certain});
      out.items.push_back(std::move(o));
    }
    add_rights(statement, site, place_of, out);
    if (statement.kind == sql::StatementKind::TwoPhase) out.effects.push_back(two_phase(site, place_of(statement.at)));
    for (const sql::BlindSpot& blind : statement.blind_spots) {
      // A text with holes that can't be read was perhaps no statement at all: what has no table to tell is said only
      // for whole ones.
      if (holes && statement.kind == sql::StatementKind::Unreadable) continue;
      Observation o = observed(site, place_of(blind.at));
      o.kind = Observation::Kind::BlindSpot;
      o.what = blind.what;
      o.detail = blind.detail;
      out.items.push_back(std::move(o));
    }
  }
}

const sql::Reading& Statements::read(const std::string& written, const StatementSite& site) {
  const std::string text = without_call_escape(written);
  const sql::Dialect dialect = sql::dialect_from(site.engine);
  const auto [known, first] = catalogs_.try_emplace(site.file);
  if (first) known->second = schemas_.of(site.file);
  auto& reading = read_[{text, dialect, known->second}];
  if (!reading) {
    sql::Options options;
    options.dialect = dialect;
    options.catalog = known->second;
    reading = std::make_shared<const sql::Reading>(sql::read(text, options));
  }
  return *reading;
}

bool Statements::add(const PlacedText& text, const StatementSite& site, Observations& out) {
  const sql::Reading& reading = read(text.value, site);
  if (!reading.error.empty() || reading.statements.empty()) return false;
  add_reading(
      reading, site,
      [&](const sql::Position& at) {
        facts::Place place = text.place_at(at.offset);
        return place.file.empty() ? site.place : place;
      },
      false, out);
  return true;
}

void Statements::add(const MapperXml& mappers, const MapperStatement& statement, const StatementSite& site,
                     Observations& out, int depth) {
  auto sound = [&](const PlacedText& text) {
    const sql::Reading& reading = read(text.value, site);
    return reading.error.empty() && !reading.statements.empty() &&
           std::none_of(reading.statements.begin(), reading.statements.end(),
                        [](const sql::Statement& s) { return s.kind == sql::StatementKind::Unreadable; });
  };
  StatementSite where = site;
  where.place = statement.place;
  bool any = false;
  for (const PlacedText& text : statement.texts)
    if (sound(text)) any = add(text, where, out) || any;
  if (!any)
    for (const PlacedText& text : statement.alternatives)
      if (sound(text)) any = add(text, where, out) || any;
  if (!any && !statement.texts.empty() && !add(statement.texts.front(), where, out)) {
    Observation blind = observed(where, statement.place);
    blind.kind = Observation::Kind::BlindSpot;
    blind.what = "statement that can't be read";
    out.items.push_back(std::move(blind));
  }
  for (const PlacedText& key : statement.keys) add(key, where, out);
  if (depth > 4) return;
  for (const auto& [name_space, id] : statement.nested)
    for (const MapperStatement& nested : mappers.find(name_space, id, statement.place.file))
      add(mappers, nested, site, out, depth + 1);
}

bool Statements::add(const Text& text, const StatementSite& site, Observations& out) {
  const sql::Reading* reading = &read(text.value, site);
  if (!reading->error.empty() || reading->statements.empty()) return false;
  auto place_of = [&](const sql::Position& at) {
    const Text::Piece* piece = text.piece_at(at.offset);
    if (!piece) return site.place;
    // A table's name that a constant or a field keeps: the statement stands where the words before it do, when these
    // are said in one assignment with it or in the function that runs it, else where it is run.
    const Text::Piece* const told = piece;
    const Text::Piece* const last = &text.pieces.back();
    std::size_t after = piece == last ? text.value.size() : (piece + 1)->offset;
    while (piece != text.pieces.data() && is_one_word(text.value, piece->offset, after)) after = (piece--)->offset;
    const Unit& unit = program_.unit(piece->origin.unit);
    if (piece != told && !is_in_one_assignment(unit, piece->origin, told->origin) &&
        !is_said_around(unit, piece->origin.node, site))
      return site.place;
    const extract::Span span = unit.outline().nodes[piece->origin.node].span;
    facts::Place place{unit.path(), span.line, span.column, 0};
    const std::size_t begin = piece->offset, end = std::min<std::size_t>(at.offset, after);
    for (std::size_t i = begin; i < end; ++i) {
      if (text.value[i] == '\n')
        ++place.line, place.column = 1;
      else
        ++place.column;
    }
    place.line = std::min(place.line, std::max(span.end_line, span.line));
    place.end_line = place.line;
    return place;
  };
  add_reading(*reading, site, place_of, text.has_holes(), out);
  return true;
}

void Statements::add(const sql::Reading& reading, const StatementSite& site, Observations& out) {
  add_reading(
      reading, site,
      [&](const sql::Position& at) {
        return facts::Place{site.file, at.line, at.column, at.line};
      },
      false, out);
}

}  // namespace onewriter::link
