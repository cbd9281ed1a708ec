#include "facts/program_identity.h"

#if defined(__linux__)
#include <elf.h>
#include <link.h>
#endif

#include <cstring>

namespace onewriter::facts {

#if defined(__linux__)
namespace {

// elf(5), "Notes (Nhdr)": name and description follow the header, each padded to 4 bytes.
int find_build_id(dl_phdr_info* info, std::size_t, void* found) {
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = info->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    const auto* at = reinterpret_cast<const char*>(info->dlpi_addr + segment.p_vaddr);
    const char* const end = at + segment.p_memsz;
    while (at + sizeof(ElfW(Nhdr)) <= end) {
      ElfW(Nhdr) note;
      std::memcpy(&note, at, sizeof note);
      const char* const name = at + sizeof note;
      const char* const text = name + ((note.n_namesz + 3) & ~3u);
      if (text + note.n_descsz > end) break;
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0)
        static_cast<std::string*>(found)->assign(text, note.n_descsz);
      at = text + ((note.n_descsz + 3) & ~3u);
    }
  }
  return 1;  // the program comes first; its libraries do not count
}

}  // namespace

std::string program_identity() {
  std::string id;
  ::dl_iterate_phdr(find_build_id, &id);
  return id;
}
#else
std::string program_identity() { return ""; }
#endif

}  // namespace onewriter::facts
