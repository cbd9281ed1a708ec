#pragma once
// Migrations as history: definitions applied in their order give the tables there are in the end.

#include <string>
#include <string_view>

#include "sql/catalog.h"
#include "sql/reading.h"

namespace onewriter::sql {

// Applies what the reading's statements create, change, rename and drop, in their order, to the catalog.
void apply(const Reading& reading, Catalog& catalog);
void apply(const Statement& statement, Catalog& catalog);

// Does the file only undo another one? By its name: *.down.sql, *_down.sql, down.sql, U1__name.sql (Flyway's undo
// migrations), *.undo.sql,
// *.rollback.sql.
bool is_down_migration(std::string_view file_name);

// The text with its sections that undo blanked out (offsets and lines stay): "-- +goose Down", "-- +migrate Down"
// (sql-migrate),
// "-- migrate:down" (dbmate), "--//@UNDO" (MyBatis Migrations), "-- rollback" lines (Liquibase's formatted SQL), "--
// +micrate Down". A later "Up" section counts again.
std::string without_down_sections(std::string_view text);

}  // namespace onewriter::sql
