// What kind of statement it is, and the statements too small for a file of their own.

#include <unordered_map>
#include <utility>

#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {
namespace {

enum class Is {
  Select,
  Insert,
  Update,
  Delete,
  Merge,
  Copy,
  Truncate,
  CreateTable,
  CreateTableAs,
  View,
  Index,
  Sequence,
  ForeignTable,
  Schema,
  AlterTable,
  Drop,
  Rename,
  SetSchema,
  Grant,
  CreatePublication,
  AlterPublication,
  Subscription,
  ImportForeignSchema,
  Function,
  Do,
  Trigger,
  Rule,
  Policy,
  Explain,
  Transaction,
  SetVariable,
  Prepare,
  DeclareCursor,
  Call,
  Refresh,
  Return,
  Dcl,
  Ddl,
  Replication,
  Session,
  Other,
};

const std::unordered_map<std::string_view, Is>& statement_types() {
  static const std::unordered_map<std::string_view, Is> types = {
      {"SelectStmt", Is::Select},
      {"InsertStmt", Is::Insert},
      {"UpdateStmt", Is::Update},
      {"DeleteStmt", Is::Delete},
      {"MergeStmt", Is::Merge},
      {"CopyStmt", Is::Copy},
      {"TruncateStmt", Is::Truncate},
      {"CreateStmt", Is::CreateTable},
      {"CreateTableAsStmt", Is::CreateTableAs},
      {"ViewStmt", Is::View},
      {"IndexStmt", Is::Index},
      {"CreateSeqStmt", Is::Sequence},
      {"CreateForeignTableStmt", Is::ForeignTable},
      {"CreateSchemaStmt", Is::Schema},
      {"AlterTableStmt", Is::AlterTable},
      {"DropStmt", Is::Drop},
      {"RenameStmt", Is::Rename},
      {"AlterObjectSchemaStmt", Is::SetSchema},
      {"GrantStmt", Is::Grant},
      {"CreatePublicationStmt", Is::CreatePublication},
      {"AlterPublicationStmt", Is::AlterPublication},
      {"CreateSubscriptionStmt", Is::Subscription},
      {"AlterSubscriptionStmt", Is::Subscription},
      {"DropSubscriptionStmt", Is::Replication},
      {"ImportForeignSchemaStmt", Is::ImportForeignSchema},
      {"CreateFunctionStmt", Is::Function},
      {"DoStmt", Is::Do},
      {"CreateTrigStmt", Is::Trigger},
      {"RuleStmt", Is::Rule},
      {"CreatePolicyStmt", Is::Policy},
      {"AlterPolicyStmt", Is::Policy},
      {"ExplainStmt", Is::Explain},
      {"TransactionStmt", Is::Transaction},
      {"VariableSetStmt", Is::SetVariable},
      {"PrepareStmt", Is::Prepare},
      {"DeclareCursorStmt", Is::DeclareCursor},
      {"CallStmt", Is::Call},
      {"RefreshMatViewStmt", Is::Refresh},
      {"ReturnStmt", Is::Return},
      {"GrantRoleStmt", Is::Dcl},
      {"AlterDefaultPrivilegesStmt", Is::Dcl},
      {"CreateRoleStmt", Is::Dcl},
      {"AlterRoleStmt", Is::Dcl},
      {"AlterRoleSetStmt", Is::Dcl},
      {"DropRoleStmt", Is::Dcl},
      {"DropOwnedStmt", Is::Dcl},
      {"ReassignOwnedStmt", Is::Dcl},
      {"AlterOwnerStmt", Is::Ddl},
      {"CreateExtensionStmt", Is::Ddl},
      {"AlterExtensionStmt", Is::Ddl},
      {"AlterExtensionContentsStmt", Is::Ddl},
      {"CreateFdwStmt", Is::Ddl},
      {"AlterFdwStmt", Is::Ddl},
      {"CreateForeignServerStmt", Is::Ddl},
      {"AlterForeignServerStmt", Is::Ddl},
      {"CreateUserMappingStmt", Is::Ddl},
      {"AlterUserMappingStmt", Is::Ddl},
      {"DropUserMappingStmt", Is::Ddl},
      {"CreateEventTrigStmt", Is::Ddl},
      {"AlterEventTrigStmt", Is::Ddl},
      {"AlterSeqStmt", Is::Ddl},
      {"DefineStmt", Is::Ddl},
      {"CreateDomainStmt", Is::Ddl},
      {"AlterDomainStmt", Is::Ddl},
      {"CompositeTypeStmt", Is::Ddl},
      {"CreateEnumStmt", Is::Ddl},
      {"AlterEnumStmt", Is::Ddl},
      {"CreateRangeStmt", Is::Ddl},
      {"CreateStatsStmt", Is::Ddl},
      {"AlterStatsStmt", Is::Ddl},
      {"AlterFunctionStmt", Is::Ddl},
      {"CreatedbStmt", Is::Ddl},
      {"DropdbStmt", Is::Ddl},
      {"AlterDatabaseStmt", Is::Ddl},
      {"AlterDatabaseSetStmt", Is::Ddl},
      {"CreateCastStmt", Is::Ddl},
      {"CreateOpClassStmt", Is::Ddl},
      {"CreateOpFamilyStmt", Is::Ddl},
      {"AlterTypeStmt", Is::Ddl},
      {"CreateTableSpaceStmt", Is::Ddl},
      {"DropTableSpaceStmt", Is::Ddl},
      {"CommentStmt", Is::Ddl},
      {"VariableShowStmt", Is::Session},
      {"DiscardStmt", Is::Session},
      {"DeallocateStmt", Is::Session},
      {"LoadStmt", Is::Session},
      {"LockStmt", Is::Transaction},
      {"ConstraintsSetStmt", Is::Transaction},
  };
  return types;
}

}  // namespace

StatementKind Walk::statement(Node node, const Scope* outer, const With* with, Columns* columns) {
  const Level level(depth_);
  if (depth_ > deepest_level || !spend()) {
    gave_up_ = true;
    return StatementKind::Other;
  }
  const auto found = statement_types().find(node.tag());
  const Node n = node.body();
  switch (found == statement_types().end() ? Is::Other : found->second) {
    case Is::Select: {
      Columns given = select(n, outer, with);
      if (columns) *columns = std::move(given);
      // A WITH that changes data was met as a write.
      return StatementKind::Query;
    }
    case Is::Insert: return insert(n, outer, with, columns);
    case Is::Update: return update(n, outer, with, columns);
    case Is::Delete: return remove(n, outer, with, columns);
    case Is::Merge: return merge(n, outer, with);
    case Is::Copy: return copy(n);
    case Is::Truncate: return truncate(n);
    case Is::CreateTable: return create_table(n);
    case Is::CreateTableAs: return create_table_as(n);
    case Is::View: return create_view(n);
    case Is::Index: return create_index(n);
    case Is::Sequence: return create_sequence(n);
    case Is::ForeignTable: return create_foreign_table(n);
    case Is::Schema: return create_schema(n);
    case Is::AlterTable: return alter_table(n);
    case Is::Drop: return drop(n);
    case Is::Rename: return rename(n);
    case Is::SetSchema: return set_schema(n);
    case Is::Grant: return grant(n);
    case Is::CreatePublication: return publication(n, true);
    case Is::AlterPublication: return publication(n, false);
    case Is::Subscription: return subscription(n);
    case Is::ImportForeignSchema: return import_foreign_schema(n);
    case Is::Function: return create_function(n);
    case Is::Do: return run_block(n);
    case Is::Trigger: return create_trigger(n);
    case Is::Rule: return create_rule(n);
    case Is::Policy: return create_policy(n);
    case Is::Explain: return explain(n, with);
    case Is::Transaction: return transaction(n);
    case Is::SetVariable: return set_variable(n);
    // Their accesses happen when the name is executed or fetched; here is where they can be read.
    case Is::Prepare:
    case Is::DeclareCursor: return statement(n["query"], outer, with);
    case Is::Call: {
      Scope scope{outer, with};
      add_call(routine_name(n["funccall"]["funcname"]), n["funccall"]);
      expressions(n["funccall"]["args"], scope);
      return StatementKind::Call;
    }
    case Is::Refresh: target(n["relation"], Verb::Load); return StatementKind::Dml;
    case Is::Return: {
      Scope scope{outer, with};
      expression(n["returnval"], scope);
      return StatementKind::Query;
    }
    case Is::Dcl: return StatementKind::Dcl;
    case Is::Ddl: return StatementKind::Ddl;
    case Is::Replication: return StatementKind::Replication;
    case Is::Session: return StatementKind::Session;
    case Is::Other: break;
  }
  return StatementKind::Other;
}

// EXPLAIN ANALYZE executes what it explains; a plain EXPLAIN tells only what a query would read.
StatementKind Walk::explain(Node n, const With* with) {
  bool analyze = false;
  for (Node option : n["options"]) {
    const Node o = option.body();
    if (o["defname"].text() != "analyze") continue;
    const std::string_view value = o["arg"].body()["sval"].text();
    analyze = value != "false" && value != "off" && value != "0";
  }
  const Node query = n["query"];
  if (analyze || query.tag() == "SelectStmt") return statement(query, nullptr, with);
  Accesses planned;
  Accesses* outside = std::exchange(accesses_, &planned);
  const std::size_t definitions = out_.definitions.size();
  statement(query, nullptr, with);
  accesses_ = outside;
  out_.definitions.resize(definitions);
  for (const Access& access : std::move(planned).finish()) {
    if (access.mode != Mode::Read) continue;
    const int read = accesses_->add(access.table, Mode::Read, access.verb, access.at.offset);
    for (const ColumnUse& column : access.columns) accesses_->use(read, column.name, column.role, column.confidence);
    accesses_->shape(read) = access.shape;
  }
  return StatementKind::Query;
}

StatementKind Walk::transaction(Node n) {
  const std::string_view kind = n["kind"].text();
  const bool two_phase =
      kind == "TRANS_STMT_PREPARE" || kind == "TRANS_STMT_COMMIT_PREPARED" || kind == "TRANS_STMT_ROLLBACK_PREPARED";
  return two_phase ? StatementKind::TwoPhase : StatementKind::Transaction;
}

StatementKind Walk::set_variable(Node n) {
  if (n["name"].text() == "search_path" && n["kind"].text() == "VAR_SET_VALUE" && text_depth_ <= 1) {
    out_.search_path.clear();
    for (Node argument : n["args"]) out_.search_path.emplace_back(argument.body()["sval"]["sval"].text());
  }
  return StatementKind::Session;
}

// set_config('search_path', 'a, "B"', ...): as pg_dump writes it.
void Walk::set_search_path(std::string_view list) {
  out_.search_path.clear();
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view name = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (!name.empty() && (name.front() == ' ' || name.front() == '"')) name.remove_prefix(1);
    while (!name.empty() && (name.back() == ' ' || name.back() == '"')) name.remove_suffix(1);
    if (!name.empty()) out_.search_path.emplace_back(name);
  }
}

}  // namespace onewriter::sql::postgres
