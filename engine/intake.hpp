#pragma once

#include "engine/control.hpp"
#include "engine/event.hpp"
#include "engine/flow.hpp"
#include "geodata/issue.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// What one source gave: the one value that importers hand to the engine.
struct Intake {
    Document document;
    std::vector<Event> events;
    std::vector<Flow> flows;
    std::vector<Stock> stocks;
    std::vector<Route> routes;
    std::vector<ControlArea> control_areas;
    Issues issues;
    /// For each event, for each of its claims in order, why the reader holds it to be so, in words for
    /// people; empty unless the reader was asked to explain.
    std::vector<std::vector<std::string>> reasons;
};

} // namespace sitmap
