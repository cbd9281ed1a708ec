#include "link/framework_tables.h"

#include <algorithm>
#include <set>
#include <string>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

// Each with the tool that creates it.
const std::set<std::string, std::less<>> names = {
    "schema_migrations",
    "ar_internal_metadata",  // Rails Active Record; golang-migrate, Ecto, dbmate
    "flyway_schema_history",
    "schema_version",  // Flyway
    "databasechangelog",
    "databasechangeloglock",  // Liquibase
    "alembic_version",        // Alembic
    "__efmigrationshistory",
    "__migrationhistory",  // Entity Framework
    "django_migrations",
    "django_content_type",
    "django_session",
    "django_admin_log",
    "django_site",  // Django
    "migrations",
    "failed_jobs",
    "jobs_batches",
    "job_batches",
    "personal_access_tokens",
    "password_resets",
    "password_reset_tokens",  // Laravel
    "doctrine_migration_versions",
    "migration_versions",
    "messenger_messages",  // Doctrine, Symfony
    "sequelizemeta",
    "sequelizedata",  // Sequelize
    "knex_migrations",
    "knex_migrations_lock",  // Knex
    "typeorm_metadata",
    "_prisma_migrations",
    "__drizzle_migrations",
    "mikro_orm_migrations",
    "goose_db_version",
    "gorp_migrations",
    "atlas_schema_revisions",
    "_sqlx_migrations",
    "__diesel_schema_migrations",
    "refinery_schema_history",
    "play_evolutions",
    "play_evolutions_lock",
    "schemaversions",  // Play; DbUp
    "spring_session",
    "spring_session_attributes",  // Spring Session
    "shedlock",
    "int_lock",
    "int_message",
    "int_group_to_message",
    "int_message_group",
    "int_metadata_store",
    "event_publication",  // ShedLock, Spring Integration, Spring Modulith
    "hibernate_sequence",
    "hibernate_sequences",
    "revinfo",   // Hibernate, Envers
    "undo_log",  // Seata
    "oauth_access_token",
    "oauth_refresh_token",
    "oauth_code",
    "oauth_approvals"  // Spring Security OAuth
};

constexpr std::string_view prefixes[] = {"qrtz_",   "hangfire", "batch_job_", "batch_step_", "act_ru_",
                                         "act_re_", "act_hi_",  "act_ge_",    "act_id_",     "aggregatedcounter"};

}  // namespace

bool is_framework_table(std::string_view name) {
  const std::string low = lower(name);
  if (names.count(low)) return true;
  return std::any_of(std::begin(prefixes), std::end(prefixes), [&](std::string_view p) { return low.starts_with(p); });
}

}  // namespace onewriter::link
