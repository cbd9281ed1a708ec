#include "workspace/file_kind.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "facts/ascii.h"

namespace onewriter::workspace {
namespace {

using Entry = std::pair<std::string_view, FileKind>;

// By extension, in lower case, sorted.
constexpr std::array by_extension = {
    Entry{"avsc", FileKind::Avro},
    Entry{"bash", FileKind::Shell},
    Entry{"c", FileKind::Cpp},
    Entry{"cc", FileKind::Cpp},
    Entry{"cfg", FileKind::Ini},
    Entry{"cjs", FileKind::JavaScript},
    Entry{"conf", FileKind::Ini},
    Entry{"config", FileKind::Xml},  // app.config, web.config, nuget.config of .NET
    Entry{"cpp", FileKind::Cpp},
    Entry{"cs", FileKind::CSharp},
    Entry{"csproj", FileKind::Xml},
    Entry{"cts", FileKind::TypeScript},
    Entry{"cxx", FileKind::Cpp},
    Entry{"dbml", FileKind::Dbml},
    Entry{"ddl", FileKind::Sql},
    Entry{"dml", FileKind::Sql},
    Entry{"edmx", FileKind::Xml},
    Entry{"env", FileKind::Env},
    Entry{"fsproj", FileKind::Xml},
    Entry{"go", FileKind::Go},
    Entry{"gql", FileKind::GraphQl},
    Entry{"gradle", FileKind::Properties},  // Groovy, of which each line's first word and the rest are wanted
    Entry{"graphql", FileKind::GraphQl},
    Entry{"graphqls", FileKind::GraphQl},
    Entry{"h", FileKind::Cpp},
    Entry{"hcl", FileKind::Hcl},
    Entry{"hh", FileKind::Cpp},
    Entry{"hpp", FileKind::Cpp},
    Entry{"hxx", FileKind::Cpp},
    Entry{"ini", FileKind::Ini},
    Entry{"java", FileKind::Java},
    Entry{"js", FileKind::JavaScript},
    Entry{"json", FileKind::Json},
    Entry{"json5", FileKind::Json},
    Entry{"jsonc", FileKind::Json},
    Entry{"jsx", FileKind::JavaScript},
    Entry{"ksh", FileKind::Shell},
    Entry{"kt", FileKind::Kotlin},
    Entry{"kts", FileKind::Kotlin},
    Entry{"mjs", FileKind::JavaScript},
    Entry{"mts", FileKind::TypeScript},
    Entry{"mysql", FileKind::Sql},
    Entry{"nomad", FileKind::Hcl},
    Entry{"nuspec", FileKind::Xml},
    Entry{"pgsql", FileKind::Sql},
    Entry{"php", FileKind::Php},
    Entry{"phtml", FileKind::Php},
    Entry{"pkb", FileKind::Sql},
    Entry{"pks", FileKind::Sql},
    Entry{"plsql", FileKind::Sql},
    Entry{"prisma", FileKind::Prisma},
    Entry{"properties", FileKind::Properties},
    Entry{"props", FileKind::Xml},
    Entry{"proto", FileKind::Proto},
    Entry{"psql", FileKind::Sql},
    Entry{"py", FileKind::Python},
    Entry{"pyi", FileKind::Other},  // types only: nothing in it runs
    Entry{"rake", FileKind::Ruby},
    Entry{"rb", FileKind::Ruby},
    Entry{"rs", FileKind::Rust},
    Entry{"ru", FileKind::Ruby},
    Entry{"sc", FileKind::Scala},
    Entry{"scala", FileKind::Scala},
    Entry{"sh", FileKind::Shell},
    Entry{"sql", FileKind::Sql},
    Entry{"targets", FileKind::Xml},
    Entry{"tf", FileKind::Hcl},
    Entry{"tfvars", FileKind::Hcl},
    Entry{"toml", FileKind::Toml},
    Entry{"ts", FileKind::TypeScript},
    Entry{"tsql", FileKind::Sql},
    Entry{"tsx", FileKind::Tsx},
    Entry{"vbproj", FileKind::Xml},
    Entry{"xml", FileKind::Xml},
    Entry{"yaml", FileKind::Yaml},
    Entry{"yml", FileKind::Yaml},
    Entry{"zsh", FileKind::Shell},
};
static_assert(std::is_sorted(by_extension.begin(), by_extension.end(),
                             [](const Entry& a, const Entry& b) { return a.first < b.first; }));

// Whole names, in lower case. What resolvers of packages write is long and says nothing.
constexpr std::array by_name = {
    Entry{"dockerfile", FileKind::Dockerfile},
    Entry{"containerfile", FileKind::Dockerfile},
    Entry{"gemfile", FileKind::Ruby},
    Entry{"rakefile", FileKind::Ruby},
    Entry{"pipfile", FileKind::Toml},
    Entry{".flaskenv", FileKind::Env},
    Entry{"procfile", FileKind::Properties},  // devcenter.heroku.com/articles/procfile: "<type>: <command>"
    Entry{"codeowners", FileKind::Properties},
    Entry{"requirements.txt", FileKind::Properties},  // pip, "Requirements File Format": a package and what of it
    Entry{"go.mod", FileKind::Properties},            // go.dev/ref/mod, "go.mod files": a word and what it says
    Entry{"tiltfile", FileKind::Python},              // Starlark: docs.tilt.dev/tiltfile_concepts.html
    Entry{".editorconfig", FileKind::Other},
    Entry{"index.md", FileKind::FrontMatter},  // EventCatalog, "Resources": a folder with index.mdx for each entry
    Entry{"index.mdx", FileKind::FrontMatter},
    Entry{"nginx.conf", FileKind::Other},
    Entry{"package-lock.json", FileKind::Other},
    Entry{"npm-shrinkwrap.json", FileKind::Other},
    Entry{"pnpm-lock.yaml", FileKind::Other},
    Entry{"packages.lock.json", FileKind::Other},
    Entry{".terraform.lock.hcl", FileKind::Other},
};

using ascii::lower;

FileKind kind_of_extension(std::string_view extension) {
  auto found = std::lower_bound(by_extension.begin(), by_extension.end(), extension,
                                [](const Entry& e, std::string_view x) { return e.first < x; });
  return found != by_extension.end() && found->first == extension ? found->second : FileKind::Other;
}

}  // namespace

FileKind kind_of(std::string_view path) {
  std::string name = lower(path.substr(path.rfind('/') + 1));
  for (const Entry& entry : by_name)
    if (entry.first == name) return entry.second;
  // Dockerfile.dev, dockerfile-orders, dev.Dockerfile; .env, .env.production
  if (name.starts_with("dockerfile.") || name.starts_with("containerfile.") || name.starts_with("dockerfile-"))
    return name.ends_with(".dockerignore") ? FileKind::Other : FileKind::Dockerfile;
  if (name.ends_with(".dockerfile")) return FileKind::Dockerfile;
  if (name.starts_with("procfile.")) return FileKind::Properties;
  if (name == ".env" || name.starts_with(".env.")) return FileKind::Env;
  if (name.ends_with(".blade.php") || name.ends_with(".d.ts")) return FileKind::Other;  // a template, a file of types

  std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return FileKind::Other;
  std::string_view extension = std::string_view(name).substr(dot + 1);
  // What configuration tools render or copy keeps its kind: application.yml.j2, config.php.dist, values.yaml.tpl,
  // .env.example
  for (std::string_view wrapper :
       {"j2", "jinja", "jinja2", "tpl", "tmpl", "template", "dist", "example", "sample", "erb"}) {
    if (extension != wrapper) continue;
    std::string inner = name.substr(0, dot);
    std::size_t inner_dot = inner.rfind('.');
    FileKind kind = inner_dot == std::string::npos ? FileKind::Other
                                                   : kind_of_extension(std::string_view(inner).substr(inner_dot + 1));
    return is_code(kind) ? FileKind::Other : kind;
  }
  return kind_of_extension(extension);
}

bool is_code(FileKind kind) {
  switch (kind) {
    case FileKind::Python:
    case FileKind::JavaScript:
    case FileKind::TypeScript:
    case FileKind::Tsx:
    case FileKind::Java:
    case FileKind::CSharp:
    case FileKind::Go:
    case FileKind::Php:
    case FileKind::Ruby:
    case FileKind::Kotlin:
    case FileKind::Rust:
    case FileKind::Scala:
    case FileKind::Cpp: return true;
    default: return false;
  }
}

}  // namespace onewriter::workspace
