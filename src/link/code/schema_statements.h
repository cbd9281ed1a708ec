#pragma once
// What schema files that are no SQL say of tables, as the statements that would say the same in SQL.

#include <optional>
#include <string_view>
#include <vector>

#include "extract/config_tree.h"
#include "extract/extract.h"
#include "sql/reading.h"

namespace onewriter::link {

sql::Position position_of(const extract::ConfigNode& node);

// "shop.orders", "orders". Quotes are taken off.
sql::TableName table_name(std::string_view written);

// CREATE, ALTER, DROP and RENAME of `definition`, by its change.
sql::Statement definition_statement(sql::Definition definition);
// A foreign key on its own: ALTER TABLE ... ADD FOREIGN KEY.
sql::Statement reference_statement(sql::ForeignKey key);

// A schema in Atlas' HCL or in DBML: each table is created as it is in the end. Nothing for other files.
std::optional<sql::Reading> described_schema(const extract::SourceFile& file);

}  // namespace onewriter::link
