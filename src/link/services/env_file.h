#pragma once
// Variables of .env files, in whatever kind of tree they were read.

#include <string>
#include <string_view>
#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

// The entries of one file, in order.
std::vector<Setting> env_entries(const extract::SourceFile& file);
// The file of that path, or the example that is committed in its place (.env.example, .env.sample, .env.dist,
// .env.template).
const extract::SourceFile* env_file_at(const FileTree& tree, std::string_view path);

// "NAME=value" as lists in compose and Kustomize write it; no '=' gives an empty value.
Setting env_pair(std::string_view text, facts::Place place);

const Setting* find_setting(const std::vector<Setting>& settings, std::string_view name);
// Adds, or replaces the value of an entry of that name.
void set_setting(std::vector<Setting>& settings, Setting setting);
// Adds when there is none of that name.
void add_setting(std::vector<Setting>& settings, Setting setting);

}  // namespace onewriter::link
