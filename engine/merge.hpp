#pragma once

#include "engine/ledger.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

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

/// False where two events cannot be of one happening, whatever a third says: of one document, or apart in
/// type, place or days, or with figures or parties that contradict each other. The same for (a, b) and (b,
/// a).
[[nodiscard]] bool may_be_one(const Event& a, const Event& b);

/// Finds the events that are alike. Reads the ledger it was made from, which must outlive it and stay where
/// it is; tell it of the events of each document that is added after. Made anew when events are taken out.
class Matcher {
public:
    explicit Matcher(const Ledger& ledger);
    ~Matcher();
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;

    struct Alike {
        std::uint32_t event = 0; ///< position in the ledger
        double score = 0;        ///< see Likeness
    };
    /// All events like this one, ascending. O(log events + events near by in place and time).
    [[nodiscard]] std::vector<Alike> alike(const Event& event) const;
    /// The ledger's event at `index` can be found from now on.
    void put(std::uint32_t index);

private:
    struct Cells;
    std::unique_ptr<Cells> cells_;
};

} // namespace sitmap
