#include "engine/control.hpp"

#include "engine/names.hpp"

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 3> kind_names{"assessed", "claimed", "contested"};

} // namespace

std::string_view name_of(ControlArea::Kind kind)
{
    return name_in(kind_names, kind);
}

std::optional<ControlArea::Kind> control_kind_named(std::string_view name)
{
    return named_in<ControlArea::Kind>(kind_names, name);
}

} // namespace sitmap
