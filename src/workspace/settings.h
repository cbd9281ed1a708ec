#pragma once
// onewriter.yaml: what users say about their workspace. Its keys, with their meaning, stand in
// rules/schema/onewriter.schema.json.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/place.h"
#include "facts/result.h"
#include "workspace/file_system.h"

namespace onewriter::workspace {

struct PlacedText {
  std::string text;
  facts::Place place;
};

struct Settings {
  struct Owner {
    std::string tables;  // a pattern
    std::string service;
    facts::Place place;
  };
  struct Option {
    std::string name;
    std::vector<std::string> values;  // one, unless the option is a list
    facts::Place place;
  };
  struct Rule {
    std::string id;
    std::string severity;  // error, warning, info, off; empty: the rule's own
    std::vector<Option> options;
    facts::Place place;  // where the severity stands, if one does
  };
  struct Service {
    std::string name;
    std::string root;                // empty when only paths are given
    std::vector<std::string> paths;  // globs
    facts::Place place;
    std::vector<Rule> rules;  // severities and options for this service's findings
  };
  struct Suppression {
    std::string rule, service, table, reason, link;  // service and table are empty where any will do
    std::string owner;                               // who answers for it
    std::string until;                               // YYYY-MM-DD, the last day; empty: without end
    facts::Place place;
  };

  std::vector<Service> services;
  std::vector<Owner> owners;
  std::vector<PlacedText> external;
  std::vector<PlacedText> shared;
  std::vector<PlacedText> exclude;
  std::vector<Rule> rules;
  std::vector<PlacedText> extends;  // already merged in by load_settings()
  std::vector<std::string> bases;   // paths of the files that load_settings() has merged in
  std::vector<Suppression> suppress;
  PlacedText report_title;       // empty: "Data ownership"
  PlacedText report_source_url;  // with {path} and {line}; empty: no links
};

struct SettingsReading {
  Settings settings;                 // what could be read in spite of errors
  std::vector<facts::Error> errors;  // in the order of the text
};

// `file` is what places say. An empty text is valid.
SettingsReading parse_settings(std::string_view text, const std::string& file);

// The settings file that holds for the file system's root: onewriter.yaml or onewriter.yml there or in the nearest
// folder above
// ("../../onewriter.yaml"), no farther than the top of the git work tree.
std::optional<std::string> find_settings(const FileSystem& files);

// Reads a settings file and what it extends, at most 16 files deep; entries of the extending file stand first, and win
// where a name stands twice. Of a rule or a service that stands in both, the base still tells what the extending file
// does not: a severity, an option, a folder. Errors are those of all files.
SettingsReading load_settings(const FileSystem& files, const std::string& path);

// The text of the JSON Schema.
std::string_view settings_schema();

}  // namespace onewriter::workspace
