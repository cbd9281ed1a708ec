#include "extract/extract.h"

#include "extract/code/code.h"
#include "extract/code/grammar.h"
#include "extract/config/read_config.h"
#include "sql/reader.h"

namespace onewriter::extract {

Outline extract(workspace::FileKind kind, std::string_view, std::string_view text) {
  Outline outline;
  outline.kind = kind;
  if (language_of(kind) != Language::None) {
    outline.code = outline_code(kind, text, outline.diagnostics);
  } else if (kind == workspace::FileKind::Sql) {
    outline.sql.text = std::string(text);
    sql::Options options;
    options.script = true;
    outline.sql.reading = sql::read(text, options);
  } else if (kind != workspace::FileKind::Other) {
    outline.config = read_config(kind, text, outline.diagnostics);
  }
  return outline;
}

}  // namespace onewriter::extract
