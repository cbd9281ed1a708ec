#include <vector>
#include "a/b.h"

namespace shop::order {
using X = a::Y<int>;

template <typename T>
class Order : public Base<T>, private I {
 public:
  Order(int a, const std::string& b = "x") : a_(a), b_{b} { go(); }
  virtual std::vector<Order> find(const char* id) const override {
    return db_->query("select " + std::string(id) + "x")->rows();
  }
  static int f();
  int a_ = 1;
  std::unique_ptr<Db> db_;
};

struct S { int x, *y; };
enum class E { A, B = 2 };

std::string Store::g(int a, Order<int>& o) {
  auto q = R"sql(select * from t)sql" "more";
  std::string s("x"), t{"y"};
  pqxx::work tx(conn);
  const auto [u, v] = h();
  for (auto& x : xs) { x.y(); }
  for (int i = 0; i < 3; ++i) {}
  tx.exec_params("insert into t values ($1)", 1);
  s += "b";
  sql << "select count(*) from person", into(count);
  auto l = [&](int x) { return x; };
  new Foo(1);
  std::make_unique<Foo>(2)->z();
  a[0] = c ? -1 : (int)x;
  try { f(nullptr, true, {1, 2}); } catch (const E& e) { throw X("y\n"); }
  // onewriter:ignore shared-writer moved in March
  return s;
}
}
