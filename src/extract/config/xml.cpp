// XML by pugixml: never fetches anything, knows no entities but the five of XML itself, so that there is nothing to
// expand.

#include <algorithm>
#include <pugixml.hpp>

#include "extract/config/builder.h"
#include "facts/ascii.h"

namespace onewriter::extract::config {
namespace {

using ascii::is_space;

class Reader {
 public:
  Reader(std::string_view text, Builder& out) : text_(text), lines_(text), out_(out) {}

  void read() {
    pugi::xml_document document;
    pugi::xml_parse_result result = document.load_buffer(
        text_.data(), text_.size(), pugi::parse_default | pugi::parse_fragment, pugi::encoding_utf8);
    ConfigId root = no_config;
    for (pugi::xml_node child = document.first_child(); child; child = child.next_sibling()) {
      if (child.type() != pugi::node_element) continue;
      if (root == no_config) root = out_.add(0, ConfigNode::Kind::Map, "", at(child));
      element(child, root, 1);
    }
    if (!result)
      out_.warn(lines_.at(std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)), text_.size())),
                std::string("XML: ") + result.description());
  }

 private:
  std::size_t offset(pugi::xml_node node) const {
    std::ptrdiff_t at = node.offset_debug();
    return at < 0 ? 0 : std::min(static_cast<std::size_t>(at), text_.size());
  }
  At at(pugi::xml_node node) const {
    return lines_.at(offset(node) - std::min<std::size_t>(offset(node), 1));
  }  // its '<'

  void element(pugi::xml_node node, ConfigId parent, std::size_t depth) {
    if (out_.full()) return;
    if (depth > max_depth) {
      if (!too_deep_)
        out_.warn(at(node),
                  "XML: nested deeper than " + std::to_string(max_depth) + " levels; what is below is not read");
      too_deep_ = true;
      return;
    }
    ConfigId id = out_.add(parent, ConfigNode::Kind::Map, node.name(), at(node));
    attributes(node, id);
    ConfigId text_node = no_config;  // pieces that only a comment parts are one text
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
      if (child.type() == pugi::node_element) {
        element(child, id, depth + 1);
        text_node = no_config;
      } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        std::string_view whole = child.value();
        std::string_view content = trim(whole);
        if (content.empty()) continue;
        std::size_t start = offset(child);
        while (start < text_.size() && is_space(text_[start])) ++start;
        if (text_node != no_config) {
          ConfigNode& before =
              out_.node(text_node);  // line breaks are kept: places inside the text are counted by them
          std::size_t line =
              before.value_line + static_cast<std::size_t>(std::count(before.value.begin(), before.value.end(), '\n'));
          std::size_t breaks = lines_.at(start).line - std::min<std::size_t>(line, lines_.at(start).line);
          before.value += breaks == 0 ? std::string(" ") : std::string(breaks, '\n');
          before.value += content;
        } else {
          text_node = out_.scalar(id, "#text", std::string(content), lines_.at(start));
        }
      }
    }
  }

  // pugixml keeps no places of attributes: their names are found again in the tag, in the same order.
  void attributes(pugi::xml_node node, ConfigId id) {
    std::size_t i = offset(node) + std::string_view(node.name()).size();
    for (pugi::xml_attribute attribute : node.attributes()) {
      while (i < text_.size() && is_space(text_[i])) ++i;
      out_.scalar(id, std::string("@") + attribute.name(), attribute.value(), lines_.at(std::min(i, text_.size())));
      i = text_.find_first_of("\"'", std::min(i, text_.size()));
      if (i != std::string_view::npos) i = text_.find(text_[i], i + 1);
      i = i == std::string_view::npos ? text_.size() : i + 1;
    }
  }

  std::string_view text_;
  Lines lines_;
  Builder& out_;
  bool too_deep_ = false;
};

}  // namespace

void read_xml(std::string_view text, Builder& out) { Reader(text, out).read(); }

}  // namespace onewriter::extract::config
