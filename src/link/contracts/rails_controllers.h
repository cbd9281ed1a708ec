#pragma once
// The controllers of Rails applications, by the name that a route gives them: "api/orders" is
// app/controllers/api/orders_controller.rb (Rails Guides, "Action Controller Overview", "Controller Naming
// Convention").

#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"

namespace onewriter::link {

class RailsControllers {
 public:
  // `files` sorted by path; they outlive this.
  explicit RailsControllers(const std::vector<extract::SourceFile>& files) : files_(files) {}

  // "api/orders" is Api::OrdersController.
  static std::string type_of(std::string_view controller);

  // Does the action give data: is its controller an ActionController::API, or does it render JSON or XML, or an answer
  // without a body? False where the controller is not in the application of the `routes` file.
  bool answers_data(std::string_view routes, std::string_view controller, std::string_view action) const;

 private:
  const std::vector<extract::SourceFile>& files_;
};

}  // namespace onewriter::link
