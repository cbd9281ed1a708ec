#include "link/services/helm.h"

#include "link/services/words.h"

namespace onewriter::link {
namespace {

constexpr int max_charts = 6;
constexpr int max_depth = 8;  // of brackets, and of templates in values

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

std::optional<std::string> Chart::term(std::string_view text, int depth) const {
  if (depth > max_depth) return std::nullopt;
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '`'))
    return std::string(text.substr(1, text.size() - 2));
  if (text.size() >= 2 && text.front() == '(') return value_of(text.substr(1, text.size() - 2), depth + 1);
  if (text.starts_with('$')) text.remove_prefix(1);
  if (text.starts_with(".Values.")) return from_values(text.substr(8));
  if (text == ".Release.Name" || text == ".Release.Namespace") return "";
  if (text == ".Chart.Name") return name_;
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
