#pragma once
// Plain structures as bytes and back, field by field without a list of the fields: numbers in as few bytes as they
// need (7 bits each, the lowest first), texts and lists with their length in front, what may be missing with whether it
// is there, structures as their fields in order. What is read may be damaged: every length is held against what is left.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace onewriter::facts {
namespace detail {

struct Anything {
  template <typename T>
  constexpr operator T() const noexcept;
};

// How many fields a structure has: as many as it can be made of.
template <typename T, typename... Fields>
constexpr int field_count() {
  if constexpr (requires { T{Fields{}..., Anything{}}; })
    return field_count<T, Fields..., Anything>();
  else
    return sizeof...(Fields);
}

// Calls `use` with all fields of a structure.
template <typename T, typename Use>
void with_fields(T& value, Use&& use) {
  constexpr int count = field_count<std::remove_const_t<T>>();
  static_assert(count >= 1 && count <= 27, "add a line below");
#define ONEWRITER_FIELDS(number, ...) \
  if constexpr (count == (number)) {  \
    auto& [__VA_ARGS__] = value;      \
    use(__VA_ARGS__);                 \
  }
  ONEWRITER_FIELDS(1, a)
  ONEWRITER_FIELDS(2, a, b)
  ONEWRITER_FIELDS(3, a, b, c)
  ONEWRITER_FIELDS(4, a, b, c, d)
  ONEWRITER_FIELDS(5, a, b, c, d, e)
  ONEWRITER_FIELDS(6, a, b, c, d, e, f)
  ONEWRITER_FIELDS(7, a, b, c, d, e, f, g)
  ONEWRITER_FIELDS(8, a, b, c, d, e, f, g, h)
  ONEWRITER_FIELDS(9, a, b, c, d, e, f, g, h, i)
  ONEWRITER_FIELDS(10, a, b, c, d, e, f, g, h, i, j)
  ONEWRITER_FIELDS(11, a, b, c, d, e, f, g, h, i, j, k)
  ONEWRITER_FIELDS(12, a, b, c, d, e, f, g, h, i, j, k, l)
  ONEWRITER_FIELDS(13, a, b, c, d, e, f, g, h, i, j, k, l, m)
  ONEWRITER_FIELDS(14, a, b, c, d, e, f, g, h, i, j, k, l, m, n)
  ONEWRITER_FIELDS(15, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
  ONEWRITER_FIELDS(16, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
  ONEWRITER_FIELDS(17, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)
  ONEWRITER_FIELDS(18, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r)
  ONEWRITER_FIELDS(19, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
  ONEWRITER_FIELDS(20, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)
  ONEWRITER_FIELDS(21, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u)
  ONEWRITER_FIELDS(22, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v)
  ONEWRITER_FIELDS(23, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w)
  ONEWRITER_FIELDS(24, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x)
  ONEWRITER_FIELDS(25, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y)
  ONEWRITER_FIELDS(26, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z)
  ONEWRITER_FIELDS(27, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa)
#undef ONEWRITER_FIELDS
}

}  // namespace detail

class ByteWriter {
 public:
  template <typename T>
  void add(const T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      static_assert(!std::is_floating_point_v<T>);
      auto rest = static_cast<std::uint64_t>(value);
      for (; rest >= 0x80; rest >>= 7) bytes_ += static_cast<char>(rest | 0x80);
      bytes_ += static_cast<char>(rest);
    } else {
      detail::with_fields(value, [this](const auto&... fields) { (add(fields), ...); });
    }
  }
  void add(const std::string& text) { add(std::string_view(text)); }
  void add(std::string_view text) {
    add(text.size());
    bytes_ += text;
  }
  template <typename T>
  void add(const std::vector<T>& list) {
    add(list.size());
    for (const T& each : list) add(each);
  }
  template <typename T>
  void add(const std::optional<T>& value) {
    add(value.has_value());
    if (value) add(*value);
  }

  std::string take() { return std::move(bytes_); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  // False when the bytes ended too early or made no sense, now or before.
  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

  template <typename T>
  void read(T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      value = static_cast<T>(number());
    else
      detail::with_fields(value, [this](auto&... fields) { (read(fields), ...); });
  }
  void read(std::string& text) {
    const std::size_t size = length();
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  template <typename T>
  void read(std::vector<T>& list) {
    list.resize(length());
    for (T& each : list) {
      if (!good_) return;
      read(each);
    }
  }
  template <typename T>
  void read(std::optional<T>& value) {
    bool there = false;
    read(there);
    if (there) read(value.emplace());
  }

 private:
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    good_ = false;
    return 0;
  }
  // Whatever is counted takes a byte at least.
  std::size_t length() {
    const std::uint64_t count = number();
    if (count <= rest_.size()) return static_cast<std::size_t>(count);
    good_ = false;
    return 0;
  }

  std::string_view rest_;
  bool good_ = true;
};

template <typename T>
std::string to_bytes(const T& value) {
  ByteWriter writer;
  writer.add(value);
  return writer.take();
}

// Nothing when the bytes are not those of a T as a whole.
template <typename T>
std::optional<T> from_bytes(std::string_view bytes) {
  T value;
  ByteReader reader(bytes);
  reader.read(value);
  if (!reader.good() || !reader.at_end()) return std::nullopt;
  return value;
}

}  // namespace onewriter::facts
