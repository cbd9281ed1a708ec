#include "link/services/helm.h"

#include <algorithm>
#include <set>

#include "link/services/words.h"

namespace onewriter::link {
namespace {

constexpr int max_charts = 6;
constexpr int max_depth = 8;  // of brackets, and of templates in values
constexpr std::size_t max_rounds = 200;
constexpr std::size_t max_texts = 5000;  // of a document, in which fields are looked for

std::string in_folder(std::string_view folder, std::string_view name) {
  return folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
}

const extract::SourceFile* chart_file(const FileTree& tree, const std::string& folder) {
  const extract::SourceFile* f = tree.file(in_folder(folder, "Chart.yaml"));
  return f ? f : tree.file(in_folder(folder, "Chart.yml"));
}

// Words and quoted strings of an expression; what stands in brackets is one.
std::vector<std::string> terms_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    std::size_t end = i + 1;
    if (c == ' ' || c == '\t') {
      ++i;
      continue;
    }
    if (c == '"' || c == '`') {
      while (end < text.size() && text[end] != c) ++end;
      ++end;
    } else if (c == '(') {
      for (int depth = 1; end < text.size() && depth > 0; ++end)
        depth += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
    } else {
      while (end < text.size() && text[end] != ' ' && text[end] != '\t' && text[end] != '(') ++end;
    }
    out.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

std::string tidy(std::string text) {
  while (text.starts_with('-')) text.erase(0, 1);
  while (text.ends_with('-')) text.pop_back();
  return text;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

// The first fields of what is asked of a loop's element: "{{ .name }}", "{{ $service.image.tag }}".
void add_fields(std::string_view text, std::set<std::string>& fields) {
  for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open + 2)) {
    const std::size_t close = std::min(text.find("}}", open), text.size());
    for (const std::string& term : terms_of(text.substr(open + 2, close - open - 2))) {
      std::string_view at = term;
      if (at.starts_with('$')) {
        at.remove_prefix(1);
        while (!at.empty() && is_word(at.front())) at.remove_prefix(1);
      }
      if (!at.starts_with('.')) continue;
      at.remove_prefix(1);
      std::size_t end = 0;
      while (end < at.size() && is_word(at[end])) ++end;
      const std::string field(at.substr(0, end));
      for (std::string_view other : {"Values", "Chart", "Release", "Capabilities", "Template", "Files"})
        if (field == other) end = 0;
      if (end > 0) fields.insert(field);
    }
  }
}

}  // namespace

std::optional<Chart> Chart::of(const FileTree& tree, std::string_view template_path) {
  const std::string marked = "/" + std::string(template_path);
  const std::size_t at = marked.rfind("/templates/");
  if (at == std::string::npos) return std::nullopt;
  std::string root = at == 0 ? "" : marked.substr(1, at - 1);
  const extract::SourceFile* file = chart_file(tree, root);
  if (!file) return std::nullopt;
  Chart chart;
  chart.root_ = root;
  for (extract::ConfigId d : file->outline.config.documents()) chart.name_ = file->outline.config.scalar(d, "name");
  if (chart.name_.empty()) chart.name_ = base_name(root);
  std::string prefix;
  for (int i = 0; i < max_charts; ++i) {
    if (const extract::SourceFile* values = tree.file(in_folder(root, "values.yaml")))
      chart.values_.insert(chart.values_.begin(), {values, prefix});
    if (root.empty() || base_name(parent_of(root)) != "charts") break;
    prefix = std::string(base_name(root)) + (prefix.empty() ? "" : "." + prefix);
    root = parent_of(parent_of(root));
    if (!chart_file(tree, root)) break;
  }
  return chart;
}

std::optional<std::string> Chart::from_values(std::string_view path) const {
  for (const Values& v : values_) {
    const extract::ConfigTree& config = v.file->outline.config;
    for (extract::ConfigId document : config.documents()) {
      extract::ConfigId at = document;
      const bool global = path.starts_with("global.");
      if (!global)
        for (const std::string& key : split(v.prefix, ".")) at = config.get(at, key);
      for (const std::string& key : split(path, ".")) at = config.get(at, key);
      if (at != extract::no_config && config.node(at).kind == extract::ConfigNode::Kind::Scalar)
        return config.node(at).value;
    }
  }
  return std::nullopt;
}

std::vector<Chart> Chart::rounds(const extract::ConfigTree& config, extract::ConfigId document,
                                 std::string_view name) const {
  using extract::ConfigId;
  using Kind = extract::ConfigNode::Kind;
  std::set<std::string> fields, of_name;
  add_fields(name, of_name);
  std::vector<ConfigId> open = {document};
  for (std::size_t i = 0; i < open.size() && i < max_texts; ++i) {
    add_fields(config.node(open[i]).value, fields);
    for (ConfigId child : config.children(open[i])) open.push_back(child);
  }
  const Values* best_values = nullptr;
  ConfigId best = extract::no_config;
  std::size_t best_score = 0;
  for (const Values& v : values_) {
    const extract::ConfigTree& tree = v.file->outline.config;
    std::vector<ConfigId> lists = tree.documents();
    for (std::size_t i = 0; i < lists.size() && i < max_texts; ++i) {
      const std::vector<ConfigId> items = tree.children(lists[i]);
      lists.insert(lists.end(), items.begin(), items.end());
      const bool keyed = tree.node(lists[i]).kind == Kind::Map;
      if (items.empty() || i < tree.documents().size()) continue;
      std::size_t score = 0;
      bool all = true;
      for (ConfigId item : items) {
        all = all && tree.node(item).kind == Kind::Map;
        for (const std::string& field : of_name) all = all && tree.get(item, field) != extract::no_config;
      }
      if (!all || (of_name.empty() && !keyed)) continue;
      for (const std::string& field : fields)
        score += std::any_of(items.begin(), items.end(),
                             [&](ConfigId item) { return tree.get(item, field) != extract::no_config; });
      if (score > best_score) best_score = score, best = lists[i], best_values = &v;
    }
  }
  std::vector<Chart> out;
  if (!best_values) return out;
  for (ConfigId item : best_values->file->outline.config.children(best)) {
    if (out.size() == max_rounds) break;
    Chart& round = out.emplace_back(*this);
    round.round_file_ = best_values->file;
    round.round_ = item;
    if (of_name.empty())
      for (const std::string& part : split(name, " {}|\t"))
        if (part.starts_with('$') && round.round_key_.empty()) round.round_key_ = part;
  }
  return out;
}

std::optional<std::string> Chart::from_round(std::string_view path) const {
  if (!round_file_) return std::nullopt;
  const extract::ConfigTree& config = round_file_->outline.config;
  if (path.empty()) return config.node(round_).key;
  extract::ConfigId at = round_;
  for (const std::string& key : split(path, ".")) at = config.get(at, key);
  if (at == extract::no_config || config.node(at).kind != extract::ConfigNode::Kind::Scalar) return std::nullopt;
  return config.node(at).value;
}

std::vector<Setting> Chart::environment() const {
  std::vector<Setting> out;
  auto read = [&](const extract::SourceFile& file, extract::ConfigId from) {
    const extract::ConfigTree& config = file.outline.config;
    for (std::string_view key : {"env", "environment", "envVars", "extraEnv", "extraEnvVars"})
      for (extract::ConfigId e : config.children(config.get(from, key))) {
        const extract::ConfigNode& node = config.node(e);
        const bool listed = node.key.empty();
        const std::string name = listed ? std::string(config.scalar(e, "name")) : node.key;
        const std::string value = listed ? std::string(config.scalar(e, "value")) : node.value;
        if (!name.empty()) out.push_back({name, rendered(value, max_depth - 2), "", place_of(file, node)});
      }
  };
  if (round_file_) read(*round_file_, round_);
  for (const Values& v : values_)
    for (extract::ConfigId document : v.file->outline.config.documents()) {
      extract::ConfigId at = document;
      for (const std::string& key : split(v.prefix, ".")) at = v.file->outline.config.get(at, key);
      read(*v.file, at);
    }
  return out;
}

std::optional<std::string> Chart::term(std::string_view text, int depth) const {
  if (depth > max_depth) return std::nullopt;
  if (text.size() > 1 && text.front() == '$' && text[1] != '.') {  // a loop's variable
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos && text != round_key_) return std::nullopt;
    return from_round(dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1));
  }
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '`'))
    return std::string(text.substr(1, text.size() - 2));
  if (text.size() >= 2 && text.front() == '(') return value_of(text.substr(1, text.size() - 2), depth + 1);
  if (text.starts_with('$')) text.remove_prefix(1);
  if (text.starts_with(".Values.")) return from_values(text.substr(8));
  if (text == ".Release.Name" || text == ".Release.Namespace") return "";
  if (text == ".Chart.Name") return name_;
  if (text.size() > 1 && text.front() == '.' && round_file_)
    if (std::optional<std::string> value = from_round(text.substr(1))) return value;
  if (text == ".Chart.Version" || text == ".Chart.AppVersion") return "0";
  return std::nullopt;
}

std::optional<std::string> Chart::value_of(std::string_view expression, int depth) const {
  if (depth > max_depth || expression.size() > 4096) return std::nullopt;
  std::optional<std::string> value;
  bool first = true;
  for (const std::string& stage : split(expression, "|")) {
    const std::vector<std::string> terms = terms_of(trim(stage));
    if (terms.empty()) continue;
    const std::string& head = terms[0];
    if (!first) {
      if (head == "default" && terms.size() > 1 && (!value || value->empty())) value = term(terms[1], depth + 1);
      if (head == "lower" && value) value = lower(*value);
      continue;
    }
    first = false;
    if (head == "default" && terms.size() > 2) {
      value = term(terms[2], depth + 1);
      if (!value || value->empty()) value = term(terms[1], depth + 1);
    } else if ((head == "include" || head == "template" || head == "tpl") && terms.size() > 1) {
      const std::string name = term(terms[1], depth + 1).value_or("");
      if (head == "tpl") {
        // A template in a value, once: what it renders is not rendered again.
        if (depth == 0 && name.size() <= 2048) value = rendered(name, max_depth - 2);
      } else if (name.ends_with(".fullname") || name.ends_with(".name")) {
        value = from_values("fullnameOverride");
        if (!value || value->empty()) value = from_values("nameOverride");
        if (!value || value->empty()) value = name_;
      }
    } else if (head == "printf" && terms.size() > 1) {
      std::string out = term(terms[1], depth + 1).value_or("");
      for (std::size_t i = 2; i < terms.size(); ++i) {
        const std::size_t hole = out.find('%');
        const std::optional<std::string> argument = term(terms[i], depth + 1);
        if (hole == std::string::npos || !argument) return std::nullopt;
        out.replace(hole, 2, *argument);
      }
      value = tidy(out);
    } else if (head == "required" && terms.size() > 2) {
      value = term(terms[2], depth + 1);
    } else if ((head == "quote" || head == "toString" || head == "b64enc" || head == "int" || head == "lower") &&
               terms.size() > 1) {
      value = term(terms[1], depth + 1);
    } else {
      value = term(head, depth + 1);
    }
  }
  return value;
}

std::string Chart::rendered(std::string_view text, int depth) const {
  std::string out;
  bool empty_piece = false;
  while (true) {
    const std::size_t open = text.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) break;
    out += text.substr(0, open);
    std::string_view body = text.substr(open + 2, close - open - 2);
    if (body.starts_with('-')) body.remove_prefix(1);
    if (body.ends_with('-')) body.remove_suffix(1);
    const std::optional<std::string> value = value_of(trim(body), depth);
    if (value) {
      empty_piece = empty_piece || value->empty();
      out += *value;
    } else {
      out += text.substr(open, close + 2 - open);
    }
    text.remove_prefix(close + 2);
  }
  out += text;
  // "{{ .Release.Name }}-db" without a release's name; inside a URL too: "//-db:5432".
  if (empty_piece) {
    for (std::string_view before : {"//-", "@-"})
      for (std::size_t at = out.find(before); at != std::string::npos; at = out.find(before))
        out.erase(at + before.size() - 1, 1);
    out = tidy(out);
  }
  return out;
}

}  // namespace onewriter::link
