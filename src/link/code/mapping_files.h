#pragma once
// What XML files beside the classes say of entities: Hibernate's and NHibernate's hbm.xml (Hibernate ORM 5 User Guide,
// "Legacy hbm.xml mappings"; NHibernate reference, "Basic O/R Mapping"), and Jakarta Persistence's orm.xml (Jakarta
// Persistence 3.1, chapter 12 "XML Object/Relational Mapping Descriptor"), Doctrine's.

#include <string>
#include <vector>

#include "extract/extract.h"
#include "facts/place.h"
#include "link/observation.h"

namespace onewriter::link {

struct MappedClass {
  // A table with rows of its own besides the class's: of a collection, of pairs of entities, of further columns.
  struct Part {
    std::string property;  // empty: of the class itself
    TableReference table;  // name empty: by the default of the property
    std::string target;    // the class at the other end; empty: values
    bool pairs = false;    // rows that join two entities
    bool written = true;   // the other side of the association writes the rows
  };
  std::string root;  // the file's element: "hibernate-mapping", "entity-mappings", "doctrine-mapping"
  std::string file;
  std::string type;  // with its package or namespace
  TableReference table;
  std::string
      hierarchy;      // of a subclass, or of the subclasses of an entity: single | joined | separate; empty: not said
  std::string above;  // the class that a subclass extends
  std::string query;  // what the class stands for instead of a table
  std::vector<std::string> reads_by, writes_by;  // SQL that is run when an object is read or written
  std::vector<Part> parts;
};

struct MappedQuery {
  std::string name, text;
  bool native = false;
  facts::Place place;
};

struct MappingFiles {
  std::vector<MappedClass> classes;
  std::vector<MappedQuery> queries;
};

// Adds what a file of Doctrine's says; any other is left alone.
void read_doctrine_mapping(const extract::SourceFile& file, MappingFiles& out);

MappingFiles read_mapping_files(const std::vector<extract::SourceFile>& files);

}  // namespace onewriter::link
