#include "workspace/schema_check.h"

#include <algorithm>

namespace onewriter::workspace {
namespace {

std::string listed(const std::vector<std::string_view>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

bool is_date(std::string_view s) {
  if (s.size() != 10 || s[4] != '-' || s[7] != '-') return false;
  for (std::size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u})
    if (s[i] < '0' || s[i] > '9') return false;
  int month = (s[5] - '0') * 10 + (s[6] - '0');
  int day = (s[8] - '0') * 10 + (s[9] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

class Checker {
 public:
  Checker(const YamlDocument& document, const YamlDocument& schema, const std::string& file,
          std::vector<facts::Error>& errors)
      : document_(document), schema_(schema), file_(file), errors_(errors) {}

  void check(YamlId node, YamlId schema, const std::string& name) {
    schema = resolved(schema);
    if (schema == no_yaml) return;
    if (YamlId any = schema_.get(schema, "anyOf"); any != no_yaml) {
      std::vector<std::string_view> types;
      for (YamlId option : schema_.children(any)) {
        YamlId target = resolved(option);
        if (fits(node, text(target, "type"))) return check(node, target, name);
        types.push_back(type_name(text(target, "type")));
      }
      return error(node, name + " must be " + listed(types));
    }
    std::string_view type = text(schema, "type");
    if (!type.empty() && !fits(node, type)) return error(node, name + " must be " + std::string(type_name(type)));
    switch (document_.node(node).kind) {
      case YamlNode::Kind::Map: return check_map(node, schema, name);
      case YamlNode::Kind::List:
        for (YamlId element : document_.children(node))
          check(element, schema_.get(schema, "items"), "an entry of " + name);
        return;
      case YamlNode::Kind::Scalar: return check_scalar(node, schema, name);
      case YamlNode::Kind::Null: return;
    }
  }

 private:
  YamlId resolved(YamlId schema) const {
    std::string_view ref = text(schema, "$ref");
    if (!ref.starts_with("#/$defs/")) return schema;
    return schema_.get(schema_.get(schema_.node(0).first_child, "$defs"), ref.substr(8));
  }

  std::string_view text(YamlId schema, std::string_view key) const {
    YamlId id = schema_.get(schema, key);
    return id == no_yaml ? std::string_view() : std::string_view(schema_.node(id).value);
  }

  bool fits(YamlId node, std::string_view type) const {
    const YamlNode& n = document_.node(node);
    if (n.kind == YamlNode::Kind::Map) return type == "object";
    if (n.kind == YamlNode::Kind::List) return type == "array";
    if (n.kind == YamlNode::Kind::Null) return false;
    if (type == "integer") return !n.value.empty() && n.value.find_first_not_of("0123456789") == std::string::npos;
    if (type == "boolean") return n.value == "true" || n.value == "false";
    return type == "string";
  }

  static std::string_view type_name(std::string_view type) {
    if (type == "object") return "a map";
    if (type == "array") return "a list";
    if (type == "integer") return "a number";
    if (type == "boolean") return "true or false";
    return "a text";
  }

  void check_map(YamlId node, YamlId schema, const std::string& name) {
    YamlId properties = schema_.get(schema, "properties");
    YamlId others = schema_.get(schema, "additionalProperties");
    bool closed = others != no_yaml && schema_.node(others).value == "false";
    std::vector<std::string_view> known;
    for (YamlId property : schema_.children(properties)) known.push_back(schema_.node(property).key);
    std::vector<std::string_view> seen;
    for (YamlId entry : document_.children(node)) {
      const std::string& key = document_.node(entry).key;
      if (std::find(seen.begin(), seen.end(), key) != seen.end())
        error(entry, "the key \"" + key + "\" stands twice in " + name);
      seen.push_back(key);
      YamlId property = schema_.get(properties, key);
      if (property != no_yaml) {
        check(entry, property, '"' + key + '"');
      } else if (closed) {
        std::string_view near = nearest(key, known);
        error(entry,
              "unknown key \"" + key + "\" in " + name +
                  (near.empty() ? "; known are " + listed(known) : "; did you mean \"" + std::string(near) + "\"?"));
      } else if (others != no_yaml) {
        check(entry, others, '"' + key + '"');
      }
    }
    for (YamlId required : schema_.children(schema_.get(schema, "required"))) {
      const std::string& key = schema_.node(required).value;
      if (document_.get(node, key) == no_yaml) error(node, name + " needs the key \"" + key + '"');
    }
  }

  void check_scalar(YamlId node, YamlId schema, const std::string& name) {
    const std::string& value = document_.node(node).value;
    if (YamlId allowed = schema_.get(schema, "enum"); allowed != no_yaml) {
      std::vector<std::string_view> words;
      for (YamlId word : schema_.children(allowed)) words.push_back(schema_.node(word).value);
      if (std::find(words.begin(), words.end(), value) == words.end())
        return error(node, name + " must be " + listed(words) + ", not \"" + value + '"');
    }
    if (value.empty() && !text(schema, "minLength").empty()) return error(node, name + " must not be empty");
    if (text(schema, "format") == "date" && !is_date(value))
      error(node, name + " must be a day as YYYY-MM-DD, not \"" + value + '"');
  }

  void error(YamlId node, std::string message) {
    const YamlNode& n = document_.node(node);
    errors_.push_back({std::move(message), {file_, n.line, n.column, 0}});
  }

  const YamlDocument& document_;
  const YamlDocument& schema_;
  const std::string& file_;
  std::vector<facts::Error>& errors_;
};

}  // namespace

void check_schema(const YamlDocument& document, YamlId node, std::string_view schema, const std::string& file,
                  std::vector<facts::Error>& errors) {
  YamlDocument rules = read_yaml(schema);  // JSON is YAML
  std::string name = file.substr(file.rfind('/') + 1);
  Checker(document, rules, file, errors).check(node, rules.node(0).first_child, name);
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  if (word.size() > 200) return best;
  for (std::string_view candidate : known) {
    std::size_t d = distance(word, candidate);
    if (d < least && d < candidate.size()) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace onewriter::workspace
