// Go packages: every folder with Go files is one; a package main is a deployable. go.dev/ref/mod,
// go.dev/doc/modules/layout

#include <algorithm>
#include <map>
#include <set>

#include "link/services/modules.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

using extract::SourceFile;

bool is_standard(std::string_view path) {
  static const std::set<std::string, std::less<>> standard = {
      "archive", "bufio",    "bytes",  "cmp",     "compress", "container", "context", "crypto",  "database", "debug",
      "embed",   "encoding", "errors", "expvar",  "flag",     "fmt",       "go",      "hash",    "html",     "image",
      "index",   "io",       "iter",   "log",     "maps",     "math",      "mime",    "net",     "os",       "path",
      "plugin",  "reflect",  "regexp", "runtime", "slices",   "sort",      "strconv", "strings", "sync",     "syscall",
      "testing", "text",     "time",   "unicode", "unsafe",   "C"};
  return standard.count(path.substr(0, path.find('/'))) > 0;
}

// How many segments, from the right, the import's path and the folder share.
std::size_t shared_tail(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  return n;
}

// Answers requests: net/http (ListenAndServe), grpc (NewServer), or a framework that does nothing else.
bool serves(const extract::CodeOutline& code) {
  static const std::set<std::string, std::less<>> frameworks = {"github.com/gin-gonic/gin", "github.com/labstack/echo",
                                                                "github.com/gofiber/fiber", "github.com/go-chi/chi",
                                                                "github.com/gorilla/mux"};
  for (std::string_view call : {"ListenAndServe", "ListenAndServeTLS", "NewServer"})
    if (calls(code, call)) return true;
  for (const std::string& import : imports_of(code)) {
    const std::vector<std::string> parts = split(import, "/");
    if (parts.size() > 2 && frameworks.count(parts[0] + "/" + parts[1] + "/" + parts[2])) return true;
  }
  return false;
}

}  // namespace

std::vector<Module> find_go_modules(const FileTree& tree) {
  struct Package {
    bool main = false;
    std::set<std::string> imports;
    std::string file;
  };
  std::map<std::string, Package> packages;
  for (const SourceFile& f : tree.files()) {
    if (f.outline.kind != workspace::FileKind::Go || f.path.ends_with("_test.go")) continue;
    Package& p = packages[parent_of(f.path)];
    if (p.file.empty()) p.file = f.path;
    if (package_of(f.outline.code) == "main" && has_main(f.outline.code)) p.main = true, p.file = f.path;
    for (std::string& i : imports_of(f.outline.code)) p.imports.insert(std::move(i));
  }
  std::multimap<std::string, std::string> by_last;  // last segment -> folder
  for (const auto& [folder, package] : packages) by_last.emplace(std::string(base_name(folder)), folder);
  std::vector<Module> out;
  for (const auto& [folder, package] : packages) {
    Module m;
    m.root = folder;
    m.build = "go";
    m.name = base_name(folder);
    m.place = {package.file, 0, 0, 0};
    m.recursive = false;
    if (package.main) m.entry = Module::Entry::Certain;
    if (package.main && !folder.empty())
      for (const SourceFile* f : tree.below(folder))
        if (f->outline.kind == workspace::FileKind::Go && f->scope != facts::Scope::Test && serves(f->outline.code))
          m.kind = "service";
    for (const std::string& import : package.imports) {
      if (is_standard(import)) continue;
      const std::vector<std::string> wanted = split(import, "/");
      if (wanted.empty()) continue;
      const std::string* best = nullptr;
      std::size_t best_tail = 0, best_near = 0;
      auto [from, to] = by_last.equal_range(wanted.back());
      for (; from != to; ++from) {
        const std::vector<std::string> has = split(from->second, "/");
        const std::size_t tail = shared_tail(wanted, has);
        const std::size_t near = shared_segments(from->second, folder);
        // One common segment alone may be chance ("github.com/gorilla/mux" and a folder mux): the module's name must
        // lead to it.
        if (tail < 2 && !(tail == has.size() && wanted.size() <= 4 && wanted.size() - tail >= 1 &&
                          (wanted.size() - tail == 1 || near > 0 || contains(wanted[0], "."))))
          continue;
        if (tail < 2 && wanted.size() == 3 && contains(wanted[0], "."))
          continue;  // host/owner/repository: another repository's root
        if (!best || tail > best_tail || (tail == best_tail && near > best_near))
          best = &from->second, best_tail = tail, best_near = near;
      }
      if (best) m.uses.push_back("/" + *best);
    }
    out.push_back(std::move(m));
  }
  return out;
}

}  // namespace onewriter::link
