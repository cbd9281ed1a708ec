#include "link/code/mapper_xml.h"

#include <algorithm>
#include <array>

#include "extract/config/read_config.h"
#include "facts/ascii.h"
#include "link/code/names.h"

namespace onewriter::link {
namespace {

using extract::ConfigId;
using extract::ConfigNode;
using extract::ConfigTree;
using extract::no_config;

constexpr int max_depth = 24;
constexpr std::size_t max_statement = 256 * 1024;
constexpr std::size_t max_variants = 6;
constexpr std::size_t max_elements = 4000;

using ascii::is_space;

bool equal_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return ascii::lower(x) == ascii::lower(y); });
}

// The texts of "AND |OR ,": what prefixOverrides and suffixOverrides list.
std::vector<std::string> overrides_of(std::string_view list) {
  std::vector<std::string> result;
  while (!list.empty()) {
    const auto bar = list.find('|');
    if (std::string_view each = ascii::trim(list.substr(0, bar)); !each.empty()) result.emplace_back(each);
    list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
  }
  return result;
}

// iBATIS 2 writes a tag for each condition (Developer Guide: "Dynamic Mapped Statements").
bool is_condition(std::string_view tag) {
  constexpr std::array<std::string_view, 14> tags = {"isNull",
                                                     "isNotNull",
                                                     "isEmpty",
                                                     "isNotEmpty",
                                                     "isEqual",
                                                     "isNotEqual",
                                                     "isGreaterThan",
                                                     "isLessThan",
                                                     "isLessEqual",
                                                     "isPropertyAvailable",
                                                     "isGreaterEqual",
                                                     "isParameterPresent",
                                                     "isNotPropertyAvailable",
                                                     "isNotParameterPresent"};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

}  // namespace

facts::Place PlacedText::place_at(std::size_t offset) const {
  const Piece* best = nullptr;
  for (const Piece& piece : pieces)
    if (piece.offset <= offset && piece.file) best = &piece;
  if (!best && !pieces.empty()) best = &pieces.front();
  if (!best || !best->file) return {};
  facts::Place place{*best->file, best->line, best->column, 0};
  for (std::size_t i = best->offset; i < std::min(offset, value.size()); ++i) {
    if (value[i] == '\n')
      ++place.line, place.column = 1;
    else
      ++place.column;
  }
  place.end_line = place.line;
  return place;
}

// Builds one text out of an element's children.
struct MapperXml::Reading {
  const MapperXml* all = nullptr;
  std::string name_space;
  std::size_t branch = 0;              // which alternative of each <choose>
  bool conditional = true;             // with the parts of <if>
  std::size_t only = ~std::size_t{0};  // of the <if>s, the one that is kept when they are left out
  std::size_t ifs = 0;                 // seen so far
  std::size_t branches = 1;            // the most that a <choose> has
  std::size_t elements = 0;            // opened so far: fragments may include each other many times
  PlacedText out;

  void text(const Element& element, const ConfigNode& node, const Properties& properties) {
    if (out.value.size() > max_statement) return;
    if (!out.value.empty()) out.value += ' ';
    if (properties.empty()) {
      out.pieces.push_back({out.value.size(), node.value_line, node.column, &element.file->path});
      out.value += node.value;
      return;
    }
    out.pieces.push_back({out.value.size(), node.value_line, node.column, &element.file->path});
    // ${name} of an include's properties
    std::string_view rest = node.value;
    while (!rest.empty()) {
      const auto open = rest.find("${");
      const auto close = open == std::string_view::npos ? open : rest.find('}', open);
      if (close == std::string_view::npos) break;
      auto known = properties.find(std::string(ascii::trim(rest.substr(open + 2, close - open - 2))));
      out.value += rest.substr(0, open);
      out.value += known == properties.end() ? std::string(rest.substr(open, close - open + 1)) : known->second;
      rest.remove_prefix(close + 1);
    }
    out.value += rest;
  }

  void word(std::string_view text) {
    if (text.empty()) return;
    if (!out.value.empty()) out.value += ' ';
    out.value += text;
  }

  // What children give, less the overrides at its ends, between prefix and suffix; nothing when they give nothing.
  void trim(const Element& element, const Properties& properties, int depth, std::string_view prefix,
            const std::vector<std::string>& prefixes, std::string_view suffix,
            const std::vector<std::string>& suffixes) {
    const std::size_t before = out.value.size(), pieces_before = out.pieces.size();
    word(prefix);
    const std::size_t start = out.value.size();
    children(element, properties, depth);
    std::string_view inside = ascii::trim(std::string_view(out.value).substr(start));
    if (inside.empty()) {
      out.value.resize(before);
      out.pieces.resize(pieces_before);
      return;
    }
    for (const std::string& each : prefixes) {
      if (inside.size() <= each.size() || !equal_word(inside.substr(0, each.size()), each)) continue;
      const bool name = ascii::is_letter(each.back());
      if (name && !is_space(inside[each.size()]) && inside[each.size()] != '(') continue;
      // Blanks keep the offsets of the pieces.
      const std::size_t at = static_cast<std::size_t>(inside.data() - out.value.data());
      std::fill_n(out.value.begin() + static_cast<std::ptrdiff_t>(at), each.size(), ' ');
      break;
    }
    while (!out.value.empty() && is_space(out.value.back())) out.value.pop_back();
    for (const std::string& each : suffixes) {
      if (out.value.size() < each.size() ||
          !equal_word(std::string_view(out.value).substr(out.value.size() - each.size()), each))
        continue;
      out.value.resize(out.value.size() - each.size());
      break;
    }
    word(suffix);
  }

  void include(const Element& element, const Properties& properties, int depth) {
    const ConfigTree& tree = element.file->outline.config;
    std::string reference(tree.scalar(element.id, "@refid"));
    if (reference.starts_with("${") && reference.ends_with("}"))
      if (auto known = properties.find(reference.substr(2, reference.size() - 3)); known != properties.end())
        reference = known->second;
    std::string found_in;
    const Element* fragment = all ? all->fragment(name_space, reference, element.file->path, found_in) : nullptr;
    if (!fragment) return;
    Properties inner = properties;
    for (ConfigId child : tree.children(element.id))
      if (tree.node(child).key == "property")
        inner[std::string(tree.scalar(child, "@name"))] = std::string(tree.scalar(child, "@value"));
    std::swap(name_space, found_in);
    children(*fragment, inner, depth + 1);
    std::swap(name_space, found_in);
  }

  void children(const Element& element, const Properties& properties, int depth) {
    if (depth > max_depth || out.value.size() > max_statement || ++elements > max_elements) return;
    const ConfigTree& tree = element.file->outline.config;
    for (ConfigId child : tree.children(element.id)) {
      const ConfigNode& node = tree.node(child);
      const Element inner{element.file, child};
      if (node.key == "#text") {
        text(element, node, properties);
      } else if (node.key == "include") {
        include(inner, properties, depth);
      } else if (node.key == "if" || is_condition(node.key)) {
        const std::size_t index = ifs++;
        if (!conditional && index != only) continue;
        word(tree.scalar(child, "@prepend"));
        children(inner, properties, depth + 1);
      } else if (node.key == "dynamic") {
        trim(inner, properties, depth + 1, tree.scalar(child, "@prepend"), {"AND", "OR", ","}, "", {});
      } else if (node.key == "where") {
        trim(inner, properties, depth + 1, "WHERE", {"AND", "OR"}, "", {});
      } else if (node.key == "set") {
        trim(inner, properties, depth + 1, "SET", {}, "", {","});
      } else if (node.key == "trim") {
        auto prefixes = overrides_of(tree.scalar(child, "@prefixOverrides"));
        auto suffixes = overrides_of(tree.scalar(child, "@suffixOverrides"));
        trim(inner, properties, depth + 1, tree.scalar(child, "@prefix"), prefixes, tree.scalar(child, "@suffix"),
             suffixes);
      } else if (node.key == "foreach" || node.key == "iterate") {
        word(tree.scalar(child, "@prepend"));
        word(tree.scalar(child, "@open"));
        const std::size_t before = out.value.size();
        children(inner, properties, depth + 1);
        if (out.value.size() == before) word("?");
        word(tree.scalar(child, "@close"));
      } else if (node.key == "choose") {
        std::vector<ConfigId> ways;
        for (ConfigId way : tree.children(child))
          if (tree.node(way).key == "when" || tree.node(way).key == "otherwise") ways.push_back(way);
        branches = std::max(branches, ways.size());
        if (!ways.empty()) children({element.file, ways[std::min(branch, ways.size() - 1)]}, properties, depth + 1);
      }
    }
  }

  static std::vector<PlacedText> of(const MapperXml* all, const std::string& name_space, const Element& element,
                                    std::vector<PlacedText>& alternatives) {
    std::vector<PlacedText> texts;
    std::size_t ifs = 0, branches = 1;
    auto read = [&](std::size_t branch, bool conditional, std::size_t only) {
      Reading reading;
      reading.all = all;
      reading.name_space = name_space;
      reading.branch = branch;
      reading.conditional = conditional;
      reading.only = only;
      reading.children(element, {}, 0);
      ifs = std::max(ifs, reading.ifs);
      branches = std::max(branches, reading.branches);
      return std::move(reading.out);
    };
    for (std::size_t branch = 0; branch < std::min(branches, max_variants); ++branch)
      texts.push_back(read(branch, true, 0));
    if (ifs == 0) return texts;
    alternatives.push_back(read(0, false, ~std::size_t{0}));
    for (std::size_t i = 0; i < std::min(ifs, max_variants); ++i) alternatives.push_back(read(0, false, i));
    return texts;
  }
};

MapperXml::MapperXml(const std::vector<extract::SourceFile>& files) {
  for (const extract::SourceFile& file : files) {
    if (file.outline.kind != workspace::FileKind::Xml || file.scope == facts::Scope::Test) continue;
    const ConfigTree& tree = file.outline.config;
    for (ConfigId document : tree.documents()) {
      const ConfigId older = tree.get(document, "sqlMap");  // of iBATIS 2
      const ConfigId root = older == no_config ? tree.get(document, "mapper") : older;
      const std::string name_space(root == no_config ? std::string_view() : tree.scalar(root, "@namespace"));
      if (name_space.empty() && older == no_config) continue;
      for (ConfigId child : tree.children(root)) {
        const std::string& key = tree.node(child).key;
        std::string id(tree.scalar(child, "@id")), space = name_space;
        if (id.empty()) continue;
        if (const auto dot = id.rfind('.'); space.empty() && dot != std::string::npos)
          space = id.substr(0, dot), id = id.substr(dot + 1);
        Mapper& mapper = mappers_[space];
        if (key == "select" || key == "insert" || key == "update" || key == "delete" || key == "statement" ||
            key == "procedure")
          mapper.statements.emplace(id, Element{&file, child});
        if (key == "sql") mapper.fragments.emplace(id, Element{&file, child});
        if (key == "resultMap") mapper.result_maps.emplace(id, Element{&file, child});
      }
    }
  }
}

const MapperXml::Element* MapperXml::fragment(const std::string& name_space, std::string_view reference,
                                              std::string_view from, std::string& found_in) const {
  auto nearest = [&](const std::string& space, std::string_view id) -> const Element* {
    auto mapper = mappers_.find(space);
    if (mapper == mappers_.end()) return nullptr;
    const Element* best = nullptr;
    std::size_t shared = 0;
    auto [first, last] = mapper->second.fragments.equal_range(id);
    for (auto it = first; it != last; ++it)
      if (std::size_t common = 1 + shared_prefix(it->second.file->path, from); common > shared)
        best = &it->second, shared = common;
    if (best) found_in = space;
    return best;
  };
  if (const Element* found = nearest(name_space, reference)) return found;
  if (const Element* found = nearest("", reference)) return found;  // of a file without a namespace
  const auto dot = reference.rfind('.');
  if (dot == std::string_view::npos) return nullptr;
  return nearest(std::string(reference.substr(0, dot)), reference.substr(dot + 1));
}

bool MapperXml::has(std::string_view name_space, std::string_view id) const {
  auto mapper = mappers_.find(name_space);
  return mapper != mappers_.end() && mapper->second.statements.find(id) != mapper->second.statements.end();
}

// <association select="...">, <collection select="...">: run for each row of a statement with that result map, and of
// those that extend or contain it ("Result Maps": Nested Select for Association, Advanced Result Maps).
void MapperXml::nested_selects(const std::string& name_space, const Element& element, std::set<ConfigId>& seen,
                               std::vector<std::pair<std::string, std::string>>& out, int depth) const {
  if (depth > 12) return;
  const ConfigTree& tree = element.file->outline.config;
  auto split = [&](std::string_view reference) {
    const auto dot = reference.rfind('.');
    if (dot == std::string_view::npos) return std::pair(name_space, std::string(reference));
    return std::pair(std::string(reference.substr(0, dot)), std::string(reference.substr(dot + 1)));
  };
  auto result_map = [&](std::string_view reference) {
    if (reference.empty()) return;
    const auto [space, id] = split(reference);
    for (const std::string& each : {space, std::string()}) {
      auto mapper = mappers_.find(each);
      if (mapper == mappers_.end()) continue;
      auto [first, last] = mapper->second.result_maps.equal_range(id);
      for (auto it = first; it != last; ++it)
        if (it->second.file != element.file || seen.insert(it->second.id).second)
          nested_selects(space, it->second, seen, out, depth + 1);
    }
  };
  result_map(tree.scalar(element.id, "@resultMap"));
  result_map(tree.scalar(element.id, "@extends"));
  if (const std::string_view select = tree.scalar(element.id, "@select"); !select.empty()) out.push_back(split(select));
  const std::string& key = tree.node(element.id).key;
  if (key != "resultMap" && key != "association" && key != "collection" && key != "discriminator" && key != "case")
    return;
  for (ConfigId child : tree.children(element.id))
    if (tree.node(child).kind == ConfigNode::Kind::Map)
      nested_selects(name_space, {element.file, child}, seen, out, depth + 1);
}

std::vector<MapperStatement> MapperXml::find(std::string_view name_space, std::string_view id,
                                             std::string_view from) const {
  std::vector<MapperStatement> result;
  auto mapper = mappers_.find(name_space);
  if (mapper == mappers_.end()) return result;
  auto [first, last] = mapper->second.statements.equal_range(id);
  std::size_t nearest = 0;
  auto folder_shared = [&](const Element& e) {
    const std::size_t common = shared_prefix(e.file->path, from);
    return std::count(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(common), '/');
  };
  for (auto it = first; it != last; ++it)
    nearest = std::max(nearest, static_cast<std::size_t>(folder_shared(it->second)));
  for (auto it = first; it != last; ++it) {
    if (static_cast<std::size_t>(folder_shared(it->second)) != nearest) continue;
    const ConfigTree& tree = it->second.file->outline.config;
    const ConfigNode& node = tree.node(it->second.id);
    MapperStatement statement;
    statement.place = {it->second.file->path, node.line, node.column, node.line};
    const std::string space(name_space);
    statement.texts = Reading::of(this, space, it->second, statement.alternatives);
    for (ConfigId child : tree.children(it->second.id))
      if (tree.node(child).key == "selectKey") {
        std::vector<PlacedText> none;
        for (PlacedText& text : Reading::of(this, space, {it->second.file, child}, none))
          statement.keys.push_back(std::move(text));
      }
    std::set<ConfigId> seen;
    nested_selects(space, it->second, seen, statement.nested, 0);
    result.push_back(std::move(statement));
  }
  return result;
}

std::vector<MapperStatement> MapperXml::find_named(std::string_view name, std::string_view from) const {
  const auto dot = name.rfind('.');
  if (dot != std::string_view::npos) return find(name.substr(0, dot), name.substr(dot + 1), from);
  std::vector<std::string> spaces;
  for (const auto& [space, mapper] : mappers_)
    if (mapper.statements.find(name) != mapper.statements.end()) spaces.push_back(space);
  return spaces.size() == 1 ? find(spaces.front(), name, from) : std::vector<MapperStatement>();
}

std::vector<std::string> MapperXml::script(std::string_view text) {
  extract::SourceFile file;
  std::vector<facts::Diagnostic> diagnostics;
  file.outline.config = extract::read_config(workspace::FileKind::Xml, text, diagnostics);
  std::vector<std::string> result;
  for (ConfigId document : file.outline.config.documents()) {
    const ConfigId root = file.outline.config.get(document, "script");
    if (root == no_config) continue;
    std::vector<PlacedText> alternatives;
    for (PlacedText& each : Reading::of(nullptr, "", {&file, root}, alternatives)) result.push_back(each.value);
  }
  return result;
}

}  // namespace onewriter::link
