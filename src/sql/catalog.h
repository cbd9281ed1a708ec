#pragma once
// The tables that a workspace knows, with their columns, and the views over them.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sql/reading.h"

namespace onewriter::sql {

class Catalog {
 public:
  struct Table {
    std::vector<ColumnDefinition> columns;
    std::vector<std::string> key;
    Definition::Kind kind = Definition::Kind::Table;
    std::vector<TableName> reads;  // of a view: its base tables
    bool partial = false;          // as of Definition: what is not among the columns may still be one
  };

  void put(TableName name, Table table);
  void drop(const TableName& name);
  void rename(const TableName& from, const TableName& to);

  // The exact name; else, when one of both names has no schema, the only table that has that name. Null when there is
  // none or several.
  const Table* find(const TableName& name) const;
  Table* find(const TableName& name);

  // Yes, no, or not known (the table or its columns are not known).
  enum class Has { No, Yes, Unknown };
  Has has_column(const TableName& table, std::string_view column) const;

  // The tables that a view reads, through views over views; empty when `name` is no view.
  std::vector<TableName> base_tables(const TableName& name) const;

  bool empty() const { return tables_.empty(); }
  const std::map<TableName, Table>& tables() const { return tables_; }

 private:
  std::map<TableName, Table>::iterator locate(const TableName& name);

  std::map<TableName, Table> tables_;
  std::multimap<std::string, TableName, std::less<>> by_name_;
};

// Replaces each access to a view of the catalog by accesses to its base tables (through_view), in place; merged and
// sorted again.
void resolve_views(std::vector<Access>& accesses, const Catalog& catalog);

// Finds the accesses of a growing list by table and mode.
class AccessIndex {
 public:
  // As the list's access of this table and mode, or as a part of it.
  void add(std::vector<Access>& accesses, Access access);

 private:
  std::unordered_multimap<std::size_t, std::uint32_t> places_;  // by a hash of table and mode
};

// Merges accesses with the same table and mode (the first verb and place stay), joins their columns, sorts by table,
// then mode.
void merge_accesses(std::vector<Access>& accesses);

}  // namespace onewriter::sql
