// Library models that a workspace brings itself.

#include <doctest/doctest.h>

#include "program.h"

using namespace onewriter::cli;

TEST_CASE("a workspace's own library model is read, and a wrong word in it is told with its place") {
  const Folder folder;
  folder.write("shop/Dockerfile", "FROM python\n");
  folder.write("shop/requirements.txt", "acme\n");
  folder.write("shop/app.py", "import acme\n\n\ndef close(id):\n    acme.save_row('orders', id)\n");
  const std::string model = ".onewriter/libraries/python/acme.yaml";
  folder.write(model,
               "library: acme\nlanguage: python\ndocumentation: \"Acme: Rows\"\nfunctions:\n"
               "  acme.save_row: { writes: 0 }\n");
  const Seen seen = call({"graph", "--format", "json", folder.path()});
  CHECK(seen.exit_code == 0);
  CHECK(seen.out.find("\"via\": \"acme\"") != std::string::npos);

  folder.write(model,
               "library: acme\nlanguage: python\ndocumentation: \"Acme: Rows\"\nfunctions:\n"
               "  acme.save_row: { wrties: 0 }\n");
  const Seen wrong = call({"graph", "--format", "json", folder.path()});
  CHECK(wrong.err.find("acme.yaml:5") != std::string::npos);
  CHECK(wrong.err.find("wrties") != std::string::npos);
}
