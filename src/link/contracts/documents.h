#pragma once
// Documents that are split over files by `$ref` (JSON Reference; OpenAPI "Reference Object", JSON Schema "$ref"): where
// a reference leads, and nodes read through their references. Only files of the workspace are met, and only as they
// have been read already: nothing is opened here, nothing fetched.

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/extract.h"
#include "link/services/file_tree.h"

namespace onewriter::link {

// A node of some file's tree. An empty one stands for what is not there.
struct SpecNode {
  const extract::SourceFile* file = nullptr;
  extract::ConfigId id = extract::no_config;

  explicit operator bool() const { return file && id != extract::no_config; }
  const extract::ConfigNode& operator*() const { return file->outline.config.node(id); }
  const extract::ConfigNode* operator->() const { return &**this; }
  bool is(extract::ConfigNode::Kind kind) const { return *this && (**this).kind == kind; }
  facts::Place place() const { return place_of(*file, **this); }

  auto operator<=>(const SpecNode&) const = default;
};

// Where one reference leads.
struct Lead {
  enum class Kind {
    Found,
    Remote,   // a URL
    Unread,   // a file that is there, or may be, and that is not read: a package's, text of another kind, one with
              // faults
    NoFile,   // no such file in the workspace
    NoPart,   // the file has no such part
    Outside,  // out of the workspace
  } kind = Kind::Found;
  SpecNode node;     // Found
  std::string part;  // NoPart: the first step that leads nowhere
};

class Documents {
 public:
  explicit Documents(const FileTree& tree) : tree_(tree) {}

  // The reference that a map holds; an empty node when it holds none.
  SpecNode reference(SpecNode map) const;
  Lead lead(SpecNode reference) const;

  // The node behind all references; an empty one when they lead nowhere.
  SpecNode behind(SpecNode node) const;
  // The children, behind their references when the node itself is one. In source order.
  std::vector<SpecNode> children(SpecNode node) const;
  // A child by its key, behind its own references.
  SpecNode get(SpecNode from, std::string_view key) const { return behind(child(behind(from), key)); }
  // The scalar of that key; empty when there is none.
  std::string_view text(SpecNode from, std::string_view key) const;
  // The child as it is written.
  SpecNode child(SpecNode map, std::string_view key) const;

 private:
  Lead part_of(const extract::SourceFile& file, extract::ConfigId document, std::string_view fragment) const;

  const FileTree& tree_;
  mutable int depth_ = 0;  // of pointers that lead through references
  // Maps with many children, by key: looking one up must not cost as much as the map is long.
  mutable std::map<SpecNode, std::unordered_map<std::string_view, extract::ConfigId>> wide_;
};

// The document of its file that a node stands in.
extract::ConfigId document_of(const extract::ConfigTree& config, extract::ConfigId node);
// Was the file read as a whole?
bool is_whole(const extract::SourceFile& file);

}  // namespace onewriter::link
