#pragma once
// Golden files: what a report prints, whole. To accept a change on purpose: UPDATE_GOLDEN=1
// build/debug/tests/test-report, then read the diff.

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "check/finding.h"

namespace onewriter::report {

inline void check_golden(const std::string& name, const std::string& text) {
  const std::string path = SOURCE_ROOT "/tests/report/golden/" + name;
  if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << text;
  std::ifstream in(path, std::ios::binary);
  CHECK_MESSAGE(text == std::string(std::istreambuf_iterator<char>(in), {}),
                "refresh: UPDATE_GOLDEN=1 build/debug/tests/test-report");
}

// Two findings, a blind spot and a diagnostic: one example for all formats.
check::Outcome example();

}  // namespace onewriter::report
