#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace sitmap {

/// The name at the value's place in a table that lists one name for each enumerator, in order.
template <class Enum, std::size_t count>
[[nodiscard]] std::string_view name_in(const std::array<std::string_view, count>& names, Enum value)
{
    return names[static_cast<std::size_t>(value)];
}

/// The enumerator whose name in the table is exactly `name`.
template <class Enum, std::size_t count>
[[nodiscard]] std::optional<Enum> named_in(const std::array<std::string_view, count>& names,
                                           std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

} // namespace sitmap
