// What a model says of entities and their associations.

#include "link/models/words.h"

namespace onewriter::link {
namespace {

NameSource name_source(const YAML::Node& node) {
  NameSource source;
  read_map(node, "a name source",
           {
               {"annotation", [&](const YAML::Node& n) { source.annotations = texts_of(n, "annotation"); }},
               {"argument", [&](const YAML::Node& n) { source.arguments = texts_of(n, "argument"); }},
               {"schema", [&](const YAML::Node& n) { source.schema_argument = text_of(n, "schema"); }},
               {"catalog", [&](const YAML::Node& n) { source.catalog_argument = text_of(n, "catalog"); }},
               {"field", [&](const YAML::Node& n) { source.field = text_of(n, "field"); }},
               {"method", [&](const YAML::Node& n) { source.method = text_of(n, "method"); }},
               {"tag", [&](const YAML::Node& n) { source.tag = text_of(n, "tag"); }},
               {"entry", [&](const YAML::Node& n) { source.entry = text_of(n, "entry"); }},
               {"of", [&](const YAML::Node& n) { source.tagged_field = text_of(n, "of"); }},
               {"prefix", [&](const YAML::Node& n) { source.prefix = text_of(n, "prefix"); }},
               {"prefix_field", [&](const YAML::Node& n) { source.prefix_field = text_of(n, "prefix_field"); }},
               {"base", [&](const YAML::Node& n) { source.base = n.as<int>(); }},
               {"companion", [&](const YAML::Node& n) { source.companion = n.as<bool>(); }},
               {"set", [&](const YAML::Node& n) { source.set = texts_of(n, "set"); }},
               {"in", [&](const YAML::Node& n) { source.set_in = texts_of(n, "in"); }},
               {"named_by", [&](const YAML::Node& n) { source.set_named_by = texts_of(n, "named_by"); }},
               {"type", [&](const YAML::Node& n) { source.type = n.as<bool>(); }},
           });
  return source;
}

NamingRule naming_rule(const YAML::Node& node) {
  NamingRule rule;
  if (node.IsScalar()) {
    rule.use = naming_word(node);
    return rule;
  }
  read_map(node, "naming",
           {
               {"use", [&](const YAML::Node& n) { rule.use = naming_word(n); }},
               {"setting", [&](const YAML::Node& n) { rule.setting = text_of(n, "setting"); }},
               {"is", [&](const YAML::Node& n) { rule.setting_pattern = text_of(n, "is"); }},
               {"written", [&](const YAML::Node& n) { rule.written = text_of(n, "written"); }},
               {"called", [&](const YAML::Node& n) { rule.called = text_of(n, "called"); }},
               {"mentioned", [&](const YAML::Node& n) { rule.mentioned = text_of(n, "mentioned"); }},
               {"imported", [&](const YAML::Node& n) { rule.imported = text_of(n, "imported"); }},
           });
  return rule;
}

}  // namespace

EntityRule entity_rule(const YAML::Node& node, const Library* library) {
  EntityRule rule;
  rule.library = library;
  read_map(node, "an entity rule",
           {
               {"annotated", [&](const YAML::Node& n) { rule.annotated = texts_of(n, "annotated"); }},
               {"extends", [&](const YAML::Node& n) { rule.extends = texts_of(n, "extends"); }},
               {"declared_with", [&](const YAML::Node& n) { rule.declared_with = text_of(n, "declared_with"); }},
               {"tracked", [&](const YAML::Node& n) { rule.tracked = n.as<bool>(); }},
               {"configured_by", [&](const YAML::Node& n) { rule.configured_by = texts_of(n, "configured_by"); }},
               {"embedded", [&](const YAML::Node& n) { rule.embedded_annotations = texts_of(n, "embedded"); }},
               {"by_navigation", [&](const YAML::Node& n) { rule.by_navigation = n.as<bool>(); }},
               {"any", [&](const YAML::Node& n) { rule.any = n.as<bool>(); }},
               {"abstract",
                [&](const YAML::Node& n) {
                  for (const std::string& each : texts_of(n, "abstract"))
                    (each.find('.') != std::string::npos && !each.starts_with("Meta.") && !each.starts_with("self.")
                         ? rule.abstract_annotations.push_back(each)
                         : void(rule.abstract_field = each));
                }},
               {"name",
                [&](const YAML::Node& n) {
                  for (const YAML::Node& item : list_of(n)) rule.names.push_back(name_source(item));
                }},
               {"naming",
                [&](const YAML::Node& n) {
                  for (const YAML::Node& item : list_of(n)) rule.naming.push_back(naming_rule(item));
                }},
               {"prefix", [&](const YAML::Node& n) { rule.prefix_settings = texts_of(n, "prefix"); }},
               {"prefix_written", [&](const YAML::Node& n) { rule.prefix_written = text_of(n, "prefix_written"); }},
               {"naming_on_given", [&](const YAML::Node& n) { rule.naming_on_given = n.as<bool>(); }},
               {"inheritance", [&](const YAML::Node& n) { rule.inheritance = text_of(n, "inheritance"); }},
               {"inheritance_annotation",
                [&](const YAML::Node& n) { rule.inheritance_annotations = texts_of(n, "inheritance_annotation"); }},
               {"pairs",
                [&](const YAML::Node& n) {
                  rule.pairs = text_of(n, "pairs");
                  if (rule.pairs != "alphabetical" && rule.pairs != "reached")
                    wrong(n, "pairs are alphabetical or reached");
                }},
               {"own_when_named", [&](const YAML::Node& n) { rule.own_when_named = n.as<bool>(); }},
               {"related_in",
                [&](const YAML::Node& n) {
                  read_map(n, "related_in",
                           {{"member", [&](const YAML::Node& t) { rule.related_in = text_of(t, "member"); }},
                            {"to", [&](const YAML::Node& t) { rule.related_to = text_of(t, "to"); }},
                            {"along", [&](const YAML::Node& t) { rule.related_along = text_of(t, "along"); }}});
                }},
               {"mapped_in", [&](const YAML::Node& n) { rule.mapped_in = texts_of(n, "mapped_in"); }},
               {"query", [&](const YAML::Node& n) { rule.query = texts_of(n, "query"); }},
               {"reads_by", [&](const YAML::Node& n) { rule.reads_by = texts_of(n, "reads_by"); }},
               {"writes_by", [&](const YAML::Node& n) { rule.writes_by = texts_of(n, "writes_by"); }},
               {"aggregate", [&](const YAML::Node& n) { rule.aggregate = texts_of(n, "aggregate"); }},
               {"collections", [&](const YAML::Node& n) { rule.collections = texts_of(n, "collections"); }},
               {"unless_marked", [&](const YAML::Node& n) { rule.unless_marked = texts_of(n, "unless_marked"); }},
               {"secondary", [&](const YAML::Node& n) { rule.secondary = texts_of(n, "secondary"); }},
           });
  return rule;
}

CopyRule copy_rule(const YAML::Node& node, const Library* library) {
  CopyRule rule;
  rule.library = library;
  read_map(node, "a copy rule",
           {
               {"annotated", [&](const YAML::Node& n) { rule.annotated = texts_of(n, "annotated"); }},
               {"named_by", [&](const YAML::Node& n) { rule.named_by = texts_of(n, "named_by"); }},
               {"prefix", [&](const YAML::Node& n) { rule.prefix = text_of(n, "prefix"); }},
               {"suffix", [&](const YAML::Node& n) { rule.suffix = text_of(n, "suffix"); }},
               {"prefix_setting", [&](const YAML::Node& n) { rule.prefix_settings = texts_of(n, "prefix_setting"); }},
               {"suffix_setting", [&](const YAML::Node& n) { rule.suffix_settings = texts_of(n, "suffix_setting"); }},
               {"revisions", [&](const YAML::Node& n) { rule.revisions = text_of(n, "revisions"); }},
               {"revisions_by", [&](const YAML::Node& n) { rule.revisions_by = texts_of(n, "revisions_by"); }},
           });
  return rule;
}

AssociationRule association_rule(const YAML::Node& node, const Library* library) {
  AssociationRule rule;
  rule.library = library;
  read_map(node, "an association rule",
           {
               {"annotation", [&](const YAML::Node& n) { rule.annotations = texts_of(n, "annotation"); }},
               {"join_table", [&](const YAML::Node& n) { rule.join_table = n.as<bool>(); }},
               {"element_table", [&](const YAML::Node& n) { rule.element_table = n.as<bool>(); }},
               {"eager", [&](const YAML::Node& n) { rule.eager = n.as<bool>(); }},
               {"table", [&](const YAML::Node& n) { rule.table_annotations = texts_of(n, "table"); }},
               {"owner_names_table", [&](const YAML::Node& n) { rule.owner_names_table = n.as<bool>(); }},
               {"table_argument", [&](const YAML::Node& n) { rule.table_arguments = texts_of(n, "table_argument"); }},
               {"joined", [&](const YAML::Node& n) { rule.joined = joined_word(n); }},
               {"by_navigation", [&](const YAML::Node& n) { rule.by_navigation = n.as<bool>(); }},
               {"tag", [&](const YAML::Node& n) { rule.tag = text_of(n, "tag"); }},
               {"entry", [&](const YAML::Node& n) { rule.entry = text_of(n, "entry"); }},
               {"said_by", [&](const YAML::Node& n) { rule.said_by = texts_of(n, "said_by"); }},
               {"loaded_by", [&](const YAML::Node& n) { rule.loaded_by = texts_of(n, "loaded_by"); }},
               {"written_when_set", [&](const YAML::Node& n) { rule.written_when_set = n.as<bool>(); }},
           });
  return rule;
}

RunRule run_rule(const YAML::Node& node) {
  RunRule rule;
  read_map(node, "what is run",
           {
               {"annotated", [&](const YAML::Node& n) { rule.annotated = texts_of(n, "annotated"); }},
               {"extends", [&](const YAML::Node& n) { rule.extends = texts_of(n, "extends"); }},
               {"unless_called", [&](const YAML::Node& n) { rule.unless_called = n.as<bool>(); }},
           });
  return rule;
}

}  // namespace onewriter::link
