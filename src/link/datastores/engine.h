#pragma once
// What databases are called: by drivers, URL schemes, images and settings; and what kind of store each is.

#include <string>
#include <string_view>

#include "facts/engines.h"

namespace onewriter::link {

// The engine that a word names (a URL scheme, a driver, a dialect, a class, an image's name): "org.postgresql.Driver",
// "postgresql+psycopg2", "mysqli", "django.db.backends.mysql" ... ; empty when it names none.
std::string engine_from(std::string_view word);

using facts::family_of;

// The engine that listens on that port by default ("5432" -> postgresql), and the port of an engine; empty when there
// is none.
std::string_view engine_at_port(std::string_view port);
std::string_view default_port(std::string_view engine);

// Do clients of one speak to servers of the other (mysql and mariadb, redis and valkey)? An unknown engine fits all.
bool compatible(std::string_view a, std::string_view b);

// Lives in one process or one file: nobody else connects to it (H2 and HSQLDB in memory, SQLite).
bool is_embedded(std::string_view engine);

}  // namespace onewriter::link
