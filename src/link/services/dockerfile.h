#pragma once
// What a Dockerfile tells of the image it makes: docs.docker.com/reference/dockerfile

#include <string>
#include <vector>

#include "link/services/file_tree.h"
#include "link/services/workload.h"

namespace onewriter::link {

struct Dockerfile {
  std::string base_image;            // of the last stage, through "FROM stage" to the image that it began with
  std::vector<Setting> environment;  // of the last stage
  std::vector<std::string> copied;   // what COPY and ADD take from the build context, as written
  std::string text;                  // COPY, RUN, WORKDIR, CMD, ENTRYPOINT values, for names that they mention
};

Dockerfile read_dockerfile(const extract::SourceFile& file);
bool is_dockerfile(const extract::SourceFile& file);

// One workload per Dockerfile in a folder that is not set aside.
std::vector<Workload> read_dockerfiles(const FileTree& tree);

}  // namespace onewriter::link
