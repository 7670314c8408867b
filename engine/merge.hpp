#pragma once

#include "engine/ledger.hpp"

#include <memory>
#include <optional>
#include <string>

namespace sitmap {

/// Types that reports may take for one another: a shelling for an air strike, but not a battle for a protest.
enum class TypeGroup : std::uint8_t { armed, demonstration, strategic, displacement, sea };
[[nodiscard]] TypeGroup group_of(EventType type);

/// Why two events tell of one happening.
struct Likeness {
    double score = 0;   ///< 0 to 1; the higher the closer in place, days, type and figures
    std::string reason; ///< for people: "1.2 km apart, both 3 Jul 2019, both Air/drone strike"
};

/// Whether two events tell of one happening: nothing unless their places, days and types agree and neither
/// figures nor parties contradict. The same for (a, b) and (b, a). Two events of one document never do.
///
/// Places agree within the larger of their radii. Days agree where both are known and touch; a span of over a
/// week on either side, or a place no better than a province, must be borne out by an equal figure, party or
/// sub-type.
[[nodiscard]] std::optional<Likeness> likeness(const Event& a, const Event& b);

/// Finds the incident that a new event belongs to. Reads the ledger it was made from, which must outlive it
/// and stay where it is; tell it of every event that is added after, in order. Made anew when events are
/// taken out.
class Matcher {
public:
    explicit Matcher(const Ledger& ledger);
    ~Matcher();
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;

    struct Match {
        IncidentId incident = 0;
        Likeness likeness;
    };
    /// The incident with the most alike event, of which no event contradicts this one or is of the same
    /// document; of equals the lowest id. Nothing if there is none. O(log events + events near by in place
    /// and time).
    [[nodiscard]] std::optional<Match> find(const Event& event);
    /// The ledger's event at `index` has its incident now.
    void added(std::uint32_t index);

private:
    struct Cells;
    std::unique_ptr<Cells> cells_;
};

} // namespace sitmap
