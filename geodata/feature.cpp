#include "geodata/feature.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <type_traits>

namespace sitmap {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The shortest digits that read back as the same number; with an exponent only where people would use one,
/// not "5e+05".
std::string number_text(double number)
{
    const double size = std::abs(number);
    const bool plain = number == 0 || (size >= 1e-6 && size < 1e15);
    char buffer[64];
    const auto result = plain
                            ? std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed)
                            : std::to_chars(buffer, buffer + sizeof buffer, number);
    return {buffer, result.ptr};
}

} // namespace

std::optional<std::size_t> Layer::field(std::string_view wanted) const
{
    const auto same = [&](const Field& f) {
        return std::equal(f.name.begin(), f.name.end(), wanted.begin(), wanted.end(),
                          [](char a, char b) { return lower(a) == lower(b); });
    };
    const auto found = std::find_if(fields.begin(), fields.end(), same);
    if (found == fields.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - fields.begin());
}

std::string text_of(const Value& value)
{
    return std::visit(
        [](const auto& v) -> std::string {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return {};
            else if constexpr (std::is_same_v<T, bool>)
                return v ? "true" : "false";
            else if constexpr (std::is_same_v<T, std::string>)
                return v;
            else if constexpr (std::is_same_v<T, double>)
                return number_text(v);
            else
                return std::to_string(v);
        },
        value);
}

} // namespace sitmap
