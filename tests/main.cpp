#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdlib>

int main(int argc, char** argv) {
  ::setenv("ONEWRITER_CACHE", "", 1);  // what is tested is worked out, not remembered
  return doctest::Context(argc, argv).run();
}
