#pragma once
// The one error vocabulary: a value or an Error. Only the command line turns an Error into an exit code.

#include <string>
#include <utility>
#include <variant>

#include "facts/place.h"

namespace onewriter::facts {

// What went wrong and what to do about it, in a sentence that a user can act on. `place.file` is empty when no file is
// to blame.
struct Error {
  std::string message;
  Place place;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  // Only when ok().
  T& value() { return std::get<T>(state_); }
  const T& value() const { return std::get<T>(state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // Only when not ok().
  const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

// For operations that yield nothing but success.
struct Done {};

}  // namespace onewriter::facts
