#pragma once
// The objects of all manifests, and what ConfigMaps and Secrets hold, Kustomize's generated ones included.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "link/services/file_tree.h"
#include "link/services/helm.h"
#include "link/services/workload.h"

namespace onewriter::link {

struct KubernetesObject {
  const extract::SourceFile* file = nullptr;
  extract::ConfigId node = extract::no_config;
  std::shared_ptr<const Chart> chart;  // of a template
  std::string api, kind, name, folder;

  std::string rendered(std::string_view text) const { return chart ? chart->rendered(text) : std::string(text); }
};

class KubernetesValues {
 public:
  explicit KubernetesValues(const FileTree& tree);

  const std::vector<KubernetesObject>& objects() const { return objects_; }
  // What the ConfigMap or Secret of that name holds that is nearest to the object that asks. A Secret that is not in
  // the tree has none.
  std::vector<Setting> all_of(bool secret, const std::string& name, const KubernetesObject& asker) const;
  // The value of one key, or a reference to it when it is not in the tree.
  void fill(Setting& setting, bool secret, const std::string& name, const std::string& key,
            const KubernetesObject& asker) const;

 private:
  struct Map {
    bool secret = false;
    std::string name, folder;
    std::vector<Setting> entries;
  };
  void read_object(const extract::SourceFile& file, extract::ConfigId node, const std::shared_ptr<const Chart>& chart,
                   int depth);
  void read_generators(const FileTree& tree, const extract::SourceFile& file);
  const Map* nearest(bool secret, const std::string& name, const KubernetesObject& asker) const;

  std::vector<KubernetesObject> objects_;
  std::vector<Map> maps_;
};

}  // namespace onewriter::link
