#pragma once

#include "geodata/geometry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sitmap {

/// An attribute; `std::monostate` is NULL. Dates and times travel as ISO 8601 text.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

enum class FieldType : std::uint8_t { boolean, integer, real, text };

struct Field {
    std::string name;
    FieldType type = FieldType::text;
    bool operator==(const Field&) const = default;
};

/// A geometry with attributes; `values` runs parallel to the layer's `fields`.
struct Feature {
    Geometry geometry;
    std::vector<Value> values;
    bool operator==(const Feature&) const = default;
};

/// Features of one kind.
struct Layer {
    std::string name;
    std::vector<Field> fields;
    std::vector<Feature> features;

    /// Position of the field called `name`, letter case ignored (ASCII).
    [[nodiscard]] std::optional<std::size_t> field(std::string_view name) const;
};

/// The value as text: "" for NULL, shortest round-trip form for numbers, without an exponent from 1e-6 to
/// 1e15.
[[nodiscard]] std::string text_of(const Value& value);

} // namespace sitmap
