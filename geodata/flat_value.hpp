#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sitmap {

/// An attribute that owns nothing: for features that are written one by one, millions of them. Texts must
/// stay until the feature is written.
struct FlatValue {
    enum class Kind : std::uint8_t {
        null,
        absent, ///< null, and left out altogether where a format lets it
        boolean,
        integer,
        real,
        text,
        json ///< text that is valid JSON already
    };
    Kind kind = Kind::null;
    std::int64_t integer = 0; ///< booleans too
    double real = 0;
    std::string_view text;

    FlatValue() = default;
    FlatValue(std::int64_t number) : kind{Kind::integer}, integer{number} {}
    FlatValue(double number) : kind{Kind::real}, real{number} {}
    FlatValue(std::string_view words) : kind{Kind::text}, text{words} {}
    FlatValue(std::optional<std::int64_t> number)
        : kind{number ? Kind::integer : Kind::null}, integer{number.value_or(0)}
    {}
    [[nodiscard]] static FlatValue of_json(std::string_view json)
    {
        FlatValue value{json};
        value.kind = json.empty() ? Kind::null : Kind::json;
        return value;
    }
    /// Null if it is empty.
    [[nodiscard]] static FlatValue text_or_null(std::string_view words)
    {
        return words.empty() ? FlatValue{} : FlatValue{words};
    }
};

} // namespace sitmap
