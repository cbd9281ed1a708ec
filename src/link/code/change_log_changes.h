#pragma once
// One file of Liquibase's changes: how its format writes things, and what each change does to tables.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/config_tree.h"
#include "sql/reading.h"

namespace onewriter::link {

// XML writes a property as an attribute, YAML and JSON as an entry.
std::string_view change_property(const extract::ConfigTree& tree, extract::ConfigId id, std::string_view name);
// The elements inside one: XML's children; the entries of YAML's lists of maps with one key each.
std::vector<extract::ConfigId> change_elements(const extract::ConfigTree& tree, extract::ConfigId id);
// The changes of a change set: its elements in XML, in YAML those of its list `changes`.
std::vector<extract::ConfigId> changes_of(const extract::ConfigTree& tree, extract::ConfigId change_set);

// Appends what a change does; a change that concerns no table appends nothing. `properties`: what ${name} stands for.
void add_change(const extract::ConfigTree& tree, extract::ConfigId change,
                const std::map<std::string, std::string>& properties, sql::Reading& reading);

}  // namespace onewriter::link
