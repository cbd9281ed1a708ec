#include "extract/extract.h"

#include "extract/code/code.h"
#include "extract/code/grammar.h"

namespace onewriter::extract {

Outline extract(workspace::FileKind kind, std::string_view, std::string_view text) {
  Outline outline;
  outline.kind = kind;
  if (language_of(kind) != Language::None) outline.code = outline_code(kind, text, outline.diagnostics);
  return outline;
}

}  // namespace onewriter::extract
