// HCL (Terraform) by tree-sitter. A block's type and labels become nested keys; blocks of one type and label repeat the
// key:
//
//   resource "aws_db_instance" "main" { engine = "postgres" }      resource.aws_db_instance.main.engine = postgres
//
// https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md, "Structural Elements".

#include <tree_sitter/api.h>

#include <memory>

#include "extract/config/builder.h"

extern "C" const TSLanguage* tree_sitter_hcl();

namespace onewriter::extract::config {
namespace {

struct Free {
  void operator()(TSParser* p) const { ts_parser_delete(p); }
  void operator()(TSTree* t) const { ts_tree_delete(t); }
};

class Reader {
 public:
  Reader(std::string_view text, Builder& out) : text_(text), out_(out) {}

  void read() {
    std::unique_ptr<TSParser, Free> parser(ts_parser_new());
    if (!ts_parser_set_language(parser.get(), tree_sitter_hcl())) return;
    std::unique_ptr<TSTree, Free> tree(
        ts_parser_parse_string(parser.get(), nullptr, text_.data(), static_cast<std::uint32_t>(text_.size())));
    if (!tree) return;
    TSNode root = ts_tree_root_node(tree.get());
    if (ts_node_has_error(root)) out_.warn(error_place(root), "HCL: a part of the file could not be read");
    if (ts_node_named_child_count(root) == 0) return;
    ConfigId document = out_.add(0, ConfigNode::Kind::Map, "", at(ts_node_named_child(root, 0)));
    body(root, document, 1);
    if (out_.node(document).first_child == no_config) out_.node(document).kind = ConfigNode::Kind::Null;
  }

 private:
  static std::string_view type(TSNode node) { return ts_node_type(node); }
  std::string_view text(TSNode node) const {
    return text_.substr(ts_node_start_byte(node), ts_node_end_byte(node) - ts_node_start_byte(node));
  }
  static At at(TSNode node) {
    TSPoint p = ts_node_start_point(node);
    return {p.row + 1, p.column + 1};
  }

  // Named children in one pass: asking for each by its number is quadratic in a file of many blocks.
  static std::vector<TSNode> children(TSNode node) {
    std::vector<TSNode> out;
    TSTreeCursor cursor = ts_tree_cursor_new(node);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      do {
        TSNode child = ts_tree_cursor_current_node(&cursor);
        if (ts_node_is_named(child)) out.push_back(child);
      } while (ts_tree_cursor_goto_next_sibling(&cursor));
    }
    ts_tree_cursor_delete(&cursor);
    return out;
  }

  static At error_place(TSNode node) {
    for (std::size_t depth = 0; depth < max_depth; ++depth) {
      TSNode next = node;
      for (TSNode child : children(node)) {
        if (type(child) == "ERROR" || ts_node_is_missing(child)) return at(child);
        if (ts_node_has_error(child)) {
          next = child;
          break;
        }
      }
      if (ts_node_eq(next, node)) break;
      node = next;
    }
    return at(node);
  }

  void body(TSNode node, ConfigId parent, std::size_t depth) {
    if (depth > max_depth) return;
    for (TSNode child : children(node)) {
      if (out_.full()) return;
      std::string_view kind = type(child);
      if (kind == "attribute")
        attribute(child, parent, depth);
      else if (kind == "block")
        block(child, parent, depth);
      else if (kind == "body" || kind == "ERROR" || kind == "object")
        kind == "object" ? object(child, parent, depth) : body(child, parent, depth + 1);
    }
  }

  void attribute(TSNode node, ConfigId parent, std::size_t depth) {
    std::vector<TSNode> parts = children(node);
    if (parts.size() < 2) return;
    expression(parts.back(), std::string(text(parts[0])), at(parts[0]), parent, depth + 1);
  }

  void block(TSNode node, ConfigId parent, std::size_t depth) {
    ConfigId id = parent;
    for (TSNode part : children(node)) {
      std::string_view kind = type(part);
      if (kind == "identifier")
        id = below(id, std::string(text(part)), at(node));
      else if (kind == "string_lit")
        id = below(id, unquoted(text(part)), at(node));
      else if (kind == "body")
        body(part, id, depth + 1);
    }
  }

  ConfigId below(ConfigId parent, std::string key, At place) {
    return out_.add(parent, ConfigNode::Kind::Map, std::move(key), place);
  }

  // expression, literal_value, collection_value and template_expr only wrap.
  TSNode unwrapped(TSNode node) const {
    for (int i = 0; i < 8; ++i) {
      std::string_view kind = type(node);
      if (kind != "expression" && kind != "literal_value" && kind != "collection_value" && kind != "template_expr")
        break;
      if (ts_node_named_child_count(node) != 1) break;
      node = ts_node_named_child(node, 0);
    }
    return node;
  }

  void expression(TSNode node, std::string key, At place, ConfigId parent, std::size_t depth) {
    if (depth > max_depth || out_.full()) return;
    node = unwrapped(node);
    std::string_view kind = type(node);
    std::uint32_t line = at(node).line;
    if (kind == "object") {
      object(node, out_.add(parent, ConfigNode::Kind::Map, std::move(key), place, line), depth);
    } else if (kind == "tuple") {
      ConfigId id = out_.add(parent, ConfigNode::Kind::List, std::move(key), place, line);
      for (TSNode element : children(node))
        if (type(element) == "expression") expression(element, "", at(element), id, depth + 1);
    } else if (kind == "null_lit") {
      out_.add(parent, ConfigNode::Kind::Null, std::move(key), place, line);
    } else if (kind == "string_lit" || kind == "quoted_template") {
      out_.scalar(parent, std::move(key), unquoted(text(node)), place, line);
    } else if (kind == "heredoc_template") {
      std::string_view whole = text(node);
      std::size_t first = whole.find('\n');
      std::size_t last = whole.rfind('\n', whole.find_last_not_of(" \t\r\n"));
      std::string value;
      if (first != std::string_view::npos && last != std::string_view::npos && last > first)
        value = std::string(whole.substr(first + 1, last - first));
      out_.scalar(parent, std::move(key), std::move(value), place, line + 1);
    } else {
      out_.scalar(parent, std::move(key), std::string(text(node)), place, line);
    }
  }

  void object(TSNode node, ConfigId id, std::size_t depth) {
    for (TSNode element : children(node)) {
      if (type(element) != "object_elem") continue;
      std::vector<TSNode> parts = children(element);
      if (parts.size() < 2) continue;
      TSNode key = unwrapped(parts[0]);
      expression(parts.back(), type(key) == "string_lit" ? unquoted(text(key)) : std::string(text(key)), at(key), id,
                 depth + 1);
    }
  }

  static std::string unquoted(std::string_view s) {
    if (s.size() >= 2 && s.front() == '"' && s.back() == '"') s = s.substr(1, s.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (s[i] != '\\' || i + 1 >= s.size()) {
        out += s[i];
        continue;
      }
      char c = s[++i];
      out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
    return out;
  }

  std::string_view text_;
  Builder& out_;
};

}  // namespace

void read_hcl(std::string_view text, Builder& out) { Reader(text, out).read(); }

}  // namespace onewriter::extract::config
