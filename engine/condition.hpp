#pragma once

#include "engine/incident.hpp"
#include "engine/incident_table.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace sitmap {

/// A condition on the fields of an incident, written as SQL's WHERE is:
///
///     killed_best >= 10 and (country in ('LBY', 'TUN') or place like 'Tri%') and not attribution is null
///
/// Comparisons (= == <> != < <= > >=), [NOT] IN, [NOT] LIKE (% and _), [NOT] BETWEEN, IS [NOT] NULL, NOT,
/// AND, OR and parentheses. Texts stand in single quotes, '' is a quote in them; letters of ASCII are
/// compared whatever their case. Days are texts, such as '2019-07-03'. As in SQL what has no value is neither
/// equal nor unequal to anything, and only what is certainly true passes. Of fields that have several values,
/// such as `accused`, any one will do. Nothing else can be said, so that a condition from anybody is safe to
/// try.
class Condition {
public:
    /// Throws Error that tells where the text is not understood, and which fields there are. At most 10,000
    /// bytes, a hundred levels deep.
    [[nodiscard]] static Condition parse(std::string_view text);

    [[nodiscard]] bool operator()(const Incident& incident) const;
    [[nodiscard]] bool operator()(const IncidentTable& table, std::uint32_t row) const;

    /// True of copies of one; two that were parsed apart are different, whatever their texts.
    bool operator==(const Condition&) const = default;

    struct Node; ///< known to condition.cpp alone

private:
    explicit Condition(std::shared_ptr<const Node> root) : root_{std::move(root)} {}
    std::shared_ptr<const Node> root_; ///< shared by copies; it never changes
};

} // namespace sitmap
