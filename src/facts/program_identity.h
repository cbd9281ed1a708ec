#pragma once
// What tells this build of the program from any other.

#include <string>

namespace onewriter::facts {

// The build id that the linker wrote into the program; empty where there is none (a linker that was not asked for it,
// or a format other than ELF).
std::string program_identity();

}  // namespace onewriter::facts
