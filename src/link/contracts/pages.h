#pragma once
// Does the handler of a route give markup or a file to a browser? An API is what other programs call: forms and pages
// are none.

#include "extract/extract.h"
#include "link/effect.h"

namespace onewriter::link {

// The handler is the method that the route's annotation stands on, the lambda in its call, or the function of the same
// file that the call names. False where the handler is not found.
bool answers_page(const extract::SourceFile& file, const Effect& route);

}  // namespace onewriter::link
