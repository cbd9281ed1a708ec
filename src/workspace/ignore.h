#pragma once
// Patterns of the .gitignore format (git's gitignore(5), "PATTERN FORMAT"), for .gitignore files, .git/info/exclude and
// the `exclude` list of onewriter.yaml.

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onewriter::workspace {

class IgnorePatterns {
 public:
  IgnorePatterns() = default;
  explicit IgnorePatterns(std::string_view text);

  // What the patterns say of a path relative to their folder: true ignored, false re-included ("!"), nothing when none
  // matches. The last matching pattern decides. That a folder above is ignored is for the caller to know.
  std::optional<bool> match(std::string_view path, bool is_folder) const;

  bool empty() const { return patterns_.empty(); }

 private:
  struct Token {
    enum class Kind : std::uint8_t { Char, Any, Class, Star, Folders, Rest } kind = Kind::Char;
    char c = 0;
    std::uint32_t set = 0;  // of Class, in Pattern::sets
  };
  struct Pattern {
    bool negated = false;
    bool folders_only = false;
    bool base_name = false;  // has no '/': matches the last part of a path
    bool literal = false;    // has no wildcard
    std::string text;        // of a literal; of "*.ext" the ".ext"
    bool suffix = false;     // is "*" and then plain text
    std::vector<Token> tokens;
    std::vector<std::bitset<256>> sets;
    std::size_t stars = 0;
  };

  void add(std::string_view line);
  static bool compile(std::string_view glob, Pattern& pattern);
  static bool matches(const Pattern& pattern, std::string_view path, bool is_folder);
  static bool glob(const Pattern& pattern, std::string_view text, std::size_t token, std::size_t at,
                   std::vector<bool>& failed);

  std::vector<Pattern> patterns_;
};

}  // namespace onewriter::workspace
