#pragma once
// Connections that code tells as plain data: a map (or keyword arguments) that names a host, a database and a user, in
// whatever language. Django's DATABASES, knexfile.js, ormconfig, sequelize configuration, Laravel's
// config/database.php, createPool({...}), connect(host=...).

#include <vector>

#include "extract/extract.h"
#include "link/observation.h"

namespace onewriter::link {

// place.file is set; values read from the environment stand as ${NAME} or ${NAME:-default}. Test trees are left out.
std::vector<ConnectionText> connections_in_code(const std::vector<extract::SourceFile>& files);

}  // namespace onewriter::link
