#include "link/models/model.h"

namespace onewriter::link {

bool matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0, star = std::string_view::npos, resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p, ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

namespace {
std::string_view simple_name(std::string_view qualified) {
  auto dot = qualified.find_last_of("./");
  return dot == std::string_view::npos ? qualified : qualified.substr(dot + 1);
}

// "host/driver/v2/pkg.Type" -> "host/driver/pkg.Type": a module's later versions are meant by its path without the
// suffix (go.dev/ref/mod#major-version-suffixes). Empty: there is none.
std::string without_major_version(extract::Language language, std::string_view name) {
  if (language != extract::Language::Go) return {};
  for (std::size_t at = name.find("/v"); at != std::string_view::npos; at = name.find("/v", at + 1)) {
    std::size_t end = at + 2;
    while (end < name.size() && name[end] >= '0' && name[end] <= '9') ++end;
    if (end > at + 2 && (end == name.size() || name[end] == '/' || name[end] == '.'))
      return std::string(name.substr(0, at)) + std::string(name.substr(end));
  }
  return {};
}

}  // namespace

void Models::add(std::shared_ptr<const Library> library) {
  for (extract::Language language : library->languages) {
    auto remember_prefixes = [&](std::string_view name) {
      for (std::size_t i = 0; i <= name.size(); ++i)
        if (i == name.size() || name[i] == '.' || name[i] == '/')
          prefixes_.emplace(Key(language, std::string(name.substr(0, i))), true);
    };
    for (const auto& [name, callable] : library->functions) {
      const Function function{library.get(), callable.get()};
      functions_.try_emplace(Key(language, name), function);
      if (name.starts_with("?.") && name.find('*') != std::string::npos) shapes_[language].emplace_back(name, function);
      remember_prefixes(name);
    }
    for (const auto& [name, type] : library->types) {
      if (auto [known, added] = types_.try_emplace(Key(language, name), type.get()); !added) {
        auto& more = extensions_[known->second];
        if (known->second != type.get() && (more.empty() || more.back() != type.get())) more.push_back(type.get());
        continue;
      }
      auto& same = by_simple_name_[Key(language, std::string(simple_name(name)))];
      if (same.empty() || same.back() != type.get()) same.push_back(type.get());
      remember_prefixes(name);
    }
  }
  for (extract::Language language : library->languages)
    for (const MarkRule& mark : library->marks) {
      marks_[Key(language, std::string(simple_name(mark.annotation)))].push_back(&mark);
      for (std::size_t i = 0; i <= mark.annotation.size(); ++i)
        if (i == mark.annotation.size() || mark.annotation[i] == '.' || mark.annotation[i] == '/')
          prefixes_.emplace(Key(language, mark.annotation.substr(0, i)), true);
    }
  libraries_.push_back(std::move(library));
}

const std::vector<const MarkRule*>& Models::marks(extract::Language language, std::string_view simple) const {
  static const std::vector<const MarkRule*> none;
  auto found = marks_.find(Key(language, std::string(simple)));
  return found == marks_.end() ? none : found->second;
}

Models::Function Models::function(extract::Language language, std::string_view qualified) const {
  if (auto found = functions_.find(Key(language, std::string(qualified))); found != functions_.end())
    return found->second;
  if (const std::string first = without_major_version(language, qualified); !first.empty())
    return function(language, first);
  if (!qualified.starts_with("?.")) return {};
  if (const auto shapes = shapes_.find(language); shapes != shapes_.end())
    for (const auto& [pattern, function] : shapes->second)
      if (matches(pattern, qualified)) return function;
  return {};
}

const LibraryType* Models::type(extract::Language language, std::string_view qualified) const {
  auto found = types_.find(Key(language, std::string(qualified)));
  if (found != types_.end()) return found->second;
  const std::string first = without_major_version(language, qualified);
  return first.empty() ? nullptr : type(language, first);
}

const LibraryType* Models::type_by_simple_name(extract::Language language, std::string_view simple) const {
  auto found = by_simple_name_.find(Key(language, std::string(simple)));
  return found == by_simple_name_.end() || found->second.size() != 1 ? nullptr : found->second.front();
}

const std::vector<const LibraryType*>& Models::extensions(const LibraryType* type) const {
  static const std::vector<const LibraryType*> none;
  auto found = extensions_.find(type);
  return found == extensions_.end() ? none : found->second;
}

bool Models::knows_prefix(extract::Language language, std::string_view qualified) const {
  if (prefixes_.count(Key(language, std::string(qualified)))) return true;
  const std::string first = without_major_version(language, qualified);
  return !first.empty() && knows_prefix(language, first);
}

}  // namespace onewriter::link
