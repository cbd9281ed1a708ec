#include "extract/config/read_config.h"

#include <exception>

#include "extract/config/builder.h"
#include "extract/spec/schema_text.h"

namespace onewriter::extract {
namespace {

// What stands between "---" on the first line and the next such line; nothing when there is no such head.
std::string_view front_matter(std::string_view text) {
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return {};
  const std::size_t end = text.find("\n---", 3);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

}  // namespace

ConfigTree read_config(workspace::FileKind kind, std::string_view text, std::vector<facts::Diagnostic>& diagnostics) {
  using workspace::FileKind;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  config::Builder out(diagnostics);
  try {
    switch (kind) {
      case FileKind::FrontMatter:
      case FileKind::Yaml: {
        ConfigTree tree;
        config::read_yaml(kind == FileKind::Yaml ? text : front_matter(text), tree, diagnostics);
        return tree;
      }
      case FileKind::Json:
      case FileKind::Avro: config::read_json(text, out); break;
      case FileKind::Xml: config::read_xml(text, out); break;
      case FileKind::Properties: config::read_properties(text, out); break;
      case FileKind::Env: config::read_env(text, out); break;
      case FileKind::Ini: config::read_ini(text, out); break;
      case FileKind::Toml: config::read_toml(text, out); break;
      case FileKind::Dockerfile: config::read_dockerfile(text, out); break;
      case FileKind::Hcl: config::read_hcl(text, out); break;
      case FileKind::Prisma: config::read_prisma(text, out); break;
      case FileKind::Dbml: config::read_dbml(text, out); break;
      case FileKind::Proto: spec::read_proto(text, out); break;
      case FileKind::GraphQl: spec::read_graphql(text, out); break;
      default: break;
    }
  } catch (const std::exception& e) {  // a library's own limits, or memory
    out.warn({}, std::string("the file could not be read: ") + e.what());
  }
  return out.take();
}

}  // namespace onewriter::extract
