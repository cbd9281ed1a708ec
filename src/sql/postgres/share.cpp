// What is given to others and taken from them: grants, publications, subscriptions, foreign schemas.

#include "sql/postgres/walk.h"

namespace onewriter::sql::postgres {

StatementKind Walk::grant(Node n) {
  if (n["objtype"].text() != "OBJECT_TABLE") return StatementKind::Dcl;
  Grant model;
  model.revoke = !n["is_grant"].truth();
  for (Node privilege : n["privileges"]) model.privileges.emplace_back(privilege.body()["priv_name"].text());
  if (model.privileges.empty()) model.privileges.emplace_back("all");
  // Of columns only: GRANT SELECT, ALL (a)
  for (std::string& privilege : model.privileges) {
    if (privilege.empty()) privilege = "all";
  }
  for (Node wrapped : n["grantees"]) {
    const Node role = wrapped.body();
    const std::string_view type = role["roletype"].text();
    model.grantees.emplace_back(type == "ROLESPEC_PUBLIC"         ? "public"
                                : type == "ROLESPEC_CURRENT_USER" ? "current_user"
                                : type == "ROLESPEC_SESSION_USER" ? "session_user"
                                                                  : role["rolename"].text());
  }
  const bool all_in_schema = n["targtype"].text() == "ACL_TARGET_ALL_IN_SCHEMA";
  std::size_t searched = 0;
  for (Node object : n["objects"]) {
    Grant grant = model;
    if (all_in_schema) {
      grant.table = {{}, std::string(object.body()["sval"].text()), "*"};
      grant.at.offset = find_token(grant.table.schema, &searched);
    } else {
      grant.table = name_of(object.body());
      grant.at.offset = place(object.body());
      if (hole(grant.table, grant.at.offset)) continue;
    }
    out_.grants.push_back(std::move(grant));
  }
  return StatementKind::Dcl;
}

StatementKind Walk::publication(Node n, bool create) {
  Replication& publication = out_.replications.emplace_back();
  publication.name = n["pubname"].text();
  publication.at.offset = find_token(publication.name);
  if (n["for_all_tables"].truth()) publication.tables.push_back({{}, {}, "*"});
  if (!create && n["action"].text() == "AP_DropObjects") return StatementKind::Replication;
  for (Node wrapped : n["pubobjects"]) {
    const Node object = wrapped.body();
    const std::string_view type = object["pubobjtype"].text();
    if (type == "PUBLICATIONOBJ_TABLE") {
      const TableName table = name_of(object["pubtable"]["relation"]);
      if (!hole(table, place(object["pubtable"]["relation"]))) publication.tables.push_back(table);
    } else if (type == "PUBLICATIONOBJ_TABLES_IN_SCHEMA") {
      publication.tables.push_back({{}, std::string(object["name"].text()), "*"});
    }
  }
  return StatementKind::Replication;
}

StatementKind Walk::subscription(Node n) {
  Replication& subscription = out_.replications.emplace_back();
  subscription.kind = Replication::Kind::Subscription;
  subscription.name = n["subname"].text();
  subscription.at.offset = find_token(subscription.name);
  subscription.connection = n["conninfo"].text();
  for (Node name : n["publication"]) subscription.publications.emplace_back(name.body()["sval"].text());
  return StatementKind::Replication;
}

// Named tables become foreign tables here; without their names nobody knows which.
StatementKind Walk::import_foreign_schema(Node n) {
  const std::string local(n["local_schema"].text()), remote(n["remote_schema"].text());
  if (n["list_type"].text() != "FDW_IMPORT_SCHEMA_LIMIT_TO") {
    blind_spot("foreign schema", remote, find_token(remote));
    return StatementKind::Ddl;
  }
  for (Node wrapped : n["table_list"]) {
    const Node relation = wrapped.body();
    Definition& definition = out_.definitions.emplace_back();
    definition.kind = Definition::Kind::ForeignTable;
    definition.name = {{}, local, std::string(relation["relname"].text())};
    definition.at.offset = place(relation);
    definition.server = n["server_name"].text();
    definition.remote = {{}, remote, definition.name.name};
    ddl(definition.name, Verb::Create, place(relation));
  }
  return StatementKind::Ddl;
}

}  // namespace onewriter::sql::postgres
