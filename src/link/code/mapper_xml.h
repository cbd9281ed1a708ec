#pragma once
// Statements that MyBatis keeps in XML (MyBatis 3 documentation: "Mapper XML Files"; "Dynamic SQL"), and iBATIS 2
// before it (Data Mapper Developer Guide: "SQL Map XML Files"), put together from their pieces: fragments included,
// dynamic tags opened, each piece with the place it stands at.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "facts/place.h"

namespace onewriter::link {

// A text whose pieces come from lines of a configuration file.
struct PlacedText {
  struct Piece {
    std::size_t offset = 0;  // in value
    std::uint32_t line = 0, column = 0;
    const std::string* file = nullptr;
  };
  std::string value;
  std::vector<Piece> pieces;

  facts::Place place_at(std::size_t offset) const;
};

// One statement: the texts it may be run as, all of which count (branches of <choose>, conditional parts that exclude
// each other).
struct MapperStatement {
  facts::Place place;
  // The whole with every conditional part; the alternatives are to be read when that is no statement.
  std::vector<PlacedText> texts;
  std::vector<PlacedText> alternatives;
  std::vector<PlacedText> keys;                             // <selectKey>
  std::vector<std::pair<std::string, std::string>> nested;  // namespace and id of statements that its result maps run
};

class MapperXml {
 public:
  explicit MapperXml(const std::vector<extract::SourceFile>& files);

  // The statements of that id in a namespace; of several files (a copy for each module) those nearest to `from`. All of
  // one namespace when the files are equally near (a file per database).
  std::vector<MapperStatement> find(std::string_view name_space, std::string_view id, std::string_view from) const;
  // The statement that a session is asked for: "namespace.id", or an id that only one namespace has.
  std::vector<MapperStatement> find_named(std::string_view name, std::string_view from) const;
  bool has(std::string_view name_space, std::string_view id) const;

  // A statement written as text with dynamic tags: an annotation's "<script>" (Java API: "@Select, @Insert ...").
  static std::vector<std::string> script(std::string_view text);

 private:
  struct Element {
    const extract::SourceFile* file = nullptr;
    extract::ConfigId id = extract::no_config;
  };
  struct Mapper {
    std::multimap<std::string, Element, std::less<>> statements, fragments, result_maps;
  };
  using Properties = std::map<std::string, std::string>;
  struct Reading;

  void nested_selects(const std::string& name_space, const Element& element, std::set<extract::ConfigId>& seen,
                      std::vector<std::pair<std::string, std::string>>& out, int depth) const;
  const Element* fragment(const std::string& name_space, std::string_view reference, std::string_view from,
                          std::string& found_in) const;

  std::map<std::string, Mapper, std::less<>> mappers_;  // by namespace
};

}  // namespace onewriter::link
