#include "workspace/ignore.h"

#include <algorithm>
#include <cctype>

namespace onewriter::workspace {
namespace {

constexpr std::size_t max_pattern = 4096;

bool in_class(std::string_view name, unsigned char c) {
  if (name == "alnum") return std::isalnum(c);
  if (name == "alpha") return std::isalpha(c);
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "cntrl") return std::iscntrl(c);
  if (name == "digit") return std::isdigit(c);
  if (name == "graph") return std::isgraph(c);
  if (name == "lower") return std::islower(c);
  if (name == "print") return std::isprint(c);
  if (name == "punct") return std::ispunct(c);
  if (name == "space") return std::isspace(c);
  if (name == "upper") return std::isupper(c);
  if (name == "xdigit") return std::isxdigit(c);
  return false;
}

bool is_class_name(std::string_view name) {
  for (std::string_view known :
       {"alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "xdigit"})
    if (name == known) return true;
  return false;
}

// Reads "[...]" from glob[at], which is '['. Moves `at` behind the ']'; false when there is none.
bool read_set(std::string_view glob, std::size_t& at, std::bitset<256>& set) {
  std::size_t i = at + 1;
  bool negated = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
  if (negated) ++i;
  int previous = -1;
  for (bool first = true;; first = false) {
    if (i >= glob.size()) return false;
    unsigned char c = static_cast<unsigned char>(glob[i]);
    if (c == ']' && !first) break;
    if (c == '-' && previous >= 0 && i + 1 < glob.size() && glob[i + 1] != ']') {
      ++i;
      if (glob[i] == '\\' && ++i >= glob.size()) return false;
      for (int x = previous; x <= static_cast<unsigned char>(glob[i]); ++x) set.set(static_cast<std::size_t>(x));
      previous = -1;
      ++i;
      continue;
    }
    if (c == '[' && i + 1 < glob.size() && glob[i + 1] == ':') {
      std::size_t close = glob.find(']', i + 2);
      if (close == std::string_view::npos) return false;
      if (close >= i + 3 && glob[close - 1] == ':') {
        std::string_view name = glob.substr(i + 2, close - i - 3);
        if (!is_class_name(name)) return false;
        for (int x = 0; x < 256; ++x)
          if (in_class(name, static_cast<unsigned char>(x))) set.set(static_cast<std::size_t>(x));
        previous = -1;
        i = close + 1;
        continue;
      }
    }
    if (c == '\\') {
      if (++i >= glob.size()) return false;
      c = static_cast<unsigned char>(glob[i]);
    }
    set.set(c);
    previous = c;
    ++i;
  }
  if (negated) set.flip();
  set.reset('/');
  at = i + 1;
  return true;
}

}  // namespace

IgnorePatterns::IgnorePatterns(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    add(line);
  }
}

void IgnorePatterns::add(std::string_view line) {
  if (line.empty() || line[0] == '#' || line.size() > max_pattern) return;
  // Blanks at the end do not count unless a backslash stands before them.
  std::size_t keep = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    bool escaped = line[i] == '\\';
    i += escaped;
    if (escaped || line[i] != ' ') keep = i + 1;
  }
  line = line.substr(0, std::min(keep, line.size()));

  Pattern pattern;
  if (line.starts_with('!')) {
    pattern.negated = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.folders_only = true;
    line.remove_suffix(1);
  }
  if (line.empty()) return;
  pattern.base_name = line.find('/') == std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  pattern.literal = line.find_first_of("*?[\\") == std::string_view::npos;
  pattern.suffix =
      pattern.base_name && line.starts_with('*') && line.find_first_of("*?[\\", 1) == std::string_view::npos;
  if (pattern.literal || pattern.suffix)
    pattern.text = std::string(line.substr(pattern.suffix ? 1 : 0));
  else if (!compile(line, pattern))
    return;
  patterns_.push_back(std::move(pattern));
}

// False when the glob can match nothing ("a[", "a\").
bool IgnorePatterns::compile(std::string_view glob, Pattern& pattern) {
  // Git compares the text before the first wildcard by itself and begins to match behind it: "bar**/x" means "bar/**/x"
  // too.
  std::size_t first_wildcard = glob.find_first_of("*?[\\");
  for (std::size_t i = 0; i < glob.size();) {
    Token token;
    char c = glob[i];
    if (c == '*') {
      std::size_t end = i;
      while (end < glob.size() && glob[end] == '*') ++end;
      bool whole = end - i >= 2 && !pattern.base_name && (i == first_wildcard || glob[i - 1] == '/') &&
                   (end == glob.size() || glob[end] == '/');
      token.kind = !whole ? Token::Kind::Star : end == glob.size() ? Token::Kind::Rest : Token::Kind::Folders;
      i = end + (token.kind == Token::Kind::Folders ? 1 : 0);
      ++pattern.stars;
    } else if (c == '?') {
      token.kind = Token::Kind::Any;
      ++i;
    } else if (c == '[') {
      std::bitset<256> set;
      if (!read_set(glob, i, set)) return false;
      token.kind = Token::Kind::Class;
      token.set = static_cast<std::uint32_t>(pattern.sets.size());
      pattern.sets.push_back(set);
    } else {
      if (c == '\\') {
        if (++i >= glob.size()) return false;
        c = glob[i];
      }
      token.c = c;
      ++i;
    }
    pattern.tokens.push_back(token);
  }
  return true;
}

// `failed` remembers from which star and where the rest did not match, so that no pair is tried twice.
bool IgnorePatterns::glob(const Pattern& pattern, std::string_view text, std::size_t token, std::size_t at,
                          std::vector<bool>& failed) {
  for (; token < pattern.tokens.size(); ++token) {
    const Token& t = pattern.tokens[token];
    if (t.kind == Token::Kind::Rest) return true;
    if (t.kind == Token::Kind::Star || t.kind == Token::Kind::Folders) {
      if (failed.empty()) failed.resize(pattern.tokens.size() * (text.size() + 1));
      while (true) {
        std::size_t slot = token * (text.size() + 1) + at;
        if (failed[slot]) return false;  // and so from all places behind it
        failed[slot] = true;
        if (glob(pattern, text, token + 1, at, failed)) return true;
        if (t.kind == Token::Kind::Star) {
          if (at >= text.size() || text[at] == '/') return false;
          ++at;
        } else {
          at = text.find('/', at);
          if (at == std::string_view::npos) return false;
          ++at;
        }
      }
    }
    if (at >= text.size()) return false;
    char c = text[at++];
    if (t.kind == Token::Kind::Char  ? c != t.c
        : t.kind == Token::Kind::Any ? c == '/'
                                     : !pattern.sets[t.set][static_cast<unsigned char>(c)])
      return false;
  }
  return at == text.size();
}

bool IgnorePatterns::matches(const Pattern& pattern, std::string_view path, bool is_folder) {
  if (pattern.folders_only && !is_folder) return false;
  if (pattern.base_name) path = path.substr(path.rfind('/') + 1);
  if (pattern.suffix) return path.ends_with(pattern.text);
  if (pattern.literal) return path == pattern.text;
  // Most patterns do not match, and most of those tell by their ends.
  const Token& first = pattern.tokens.front();
  const Token& last = pattern.tokens.back();
  if (first.kind == Token::Kind::Char && !path.starts_with(first.c)) return false;
  if (last.kind == Token::Kind::Char && !path.ends_with(last.c)) return false;
  std::vector<bool> failed;
  return glob(pattern, path, 0, 0, failed);
}

std::optional<bool> IgnorePatterns::match(std::string_view path, bool is_folder) const {
  for (std::size_t i = patterns_.size(); i-- > 0;)
    if (matches(patterns_[i], path, is_folder)) return !patterns_[i].negated;
  return std::nullopt;
}

}  // namespace onewriter::workspace
