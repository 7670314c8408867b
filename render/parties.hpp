#pragma once

#include "engine/control.hpp"
#include "engine/incident.hpp"
#include "render/style.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace sitmap {

/// The parties of a map in order of appearance: control areas first, then who is named in incidents. Colour
/// and hatch go by that order, never by name.
class Parties {
public:
    Parties(const std::vector<ControlArea>& areas, std::span<const Incident> incidents);

    /// Position of the party, also under another of its names: "LNA" is "LNA and allies" and "Libyan National
    /// Army".
    [[nodiscard]] std::optional<std::size_t> index(std::string_view name) const;
    /// Party colours repeat after the fifth, as do hatches; a name that is not known is slate.
    [[nodiscard]] Rgba colour(const Palette& palette, std::string_view name) const;
    /// A: none; B: 45°, C: 135°, D: 0°, E: dots.
    [[nodiscard]] std::optional<Hatch> hatch(const Palette& palette, std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

private:
    void add(std::string_view name);
    std::vector<std::string> names_;
};

} // namespace sitmap
