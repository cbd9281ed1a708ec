#pragma once
// What kind of file it is, by name and, where the name does not tell, by its first bytes.

#include <cstdint>
#include <string_view>

namespace onewriter::workspace {

enum class FileKind : std::uint8_t {
  Other,
  // code
  Python,
  JavaScript,
  TypeScript,
  Tsx,
  Java,
  CSharp,
  Go,
  Php,
  Ruby,
  Kotlin,
  Rust,
  Scala,
  Cpp,
  // statements
  Sql,
  // configuration of all kinds
  Yaml,
  Json,
  Xml,
  Properties,
  Toml,
  Ini,
  Env,
  Dockerfile,
  Hcl,
  // contracts and schemas with a language of their own
  Proto,
  GraphQl,
  Prisma,
  Dbml,
  Avro,
  FrontMatter,  // Markdown with YAML at its head, where a catalogue keeps its entries (EventCatalog's index.mdx)
  // shell scripts and other text that may hold SQL
  Shell,
};

// By name alone ("Dockerfile", "compose.yaml", "a.py"). `path` is relative to the workspace root.
FileKind kind_of(std::string_view path);

bool is_code(FileKind kind);

}  // namespace onewriter::workspace
