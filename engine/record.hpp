#pragma once

#include "engine/claim.hpp"
#include "engine/event.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace sitmap {

/// A count as a dataset gives it: any of the three may be absent, and they may be out of order. Kept as
/// given; `quantity_of` mends it for display.
struct GivenCount {
    static constexpr std::int32_t absent = -1;
    std::int32_t low = absent, best = absent, high = absent;

    [[nodiscard]] bool is_given() const { return low != absent || best != absent || high != absent; }
    /// One number without bounds, as `Quantity` has it.
    [[nodiscard]] bool is_plain() const { return best != absent && low == absent && high == absent; }
    bool operator==(const GivenCount&) const = default;
};

/// The count in order: where low <= best <= high is broken, the lowest and highest of the three become the
/// bounds and best stays. Nothing if none is given.
[[nodiscard]] std::optional<Quantity> quantity_of(const GivenCount& count);

/// What a dataset says of the parties that it names.
enum class PartyRole : std::uint8_t {
    opponents, ///< both took part; nobody is accused (ACLED's actors, UCDP's state-based and non-state types)
    perpetrator, ///< side_a did it to side_b (UCDP's one-sided violence)
};

/// What one row of a dataset says of one happening: an event in a flat form, of which millions are kept. Its
/// claims are made from it when asked for; see claims_of. All views hold only while the callee runs.
struct Record {
    std::string_view id;   ///< the dataset's own, unique in its scheme: "LBY1234"; never empty
    std::uint64_t row = 0; ///< 1-based among the file's rows
    SubEventType sub_type = SubEventType::other;
    bool type_given = true; ///< false: the dataset does not say what kind of event it was
    Interval interval;
    std::optional<LonLat> point; ///< nothing: not placed
    PlacePrecision precision = PlacePrecision::unknown;
    double radius_m = 0;             ///< 0: the usual one of the precision
    std::string_view place;          ///< name for people; may be empty
    std::string_view admin1;         ///< name for people; may be empty
    std::string_view country;        ///< ISO 3166-1 alpha-3 or empty
    std::string_view side_a, side_b; ///< parties as the dataset names them; may be empty
    PartyRole roles = PartyRole::opponents;
    std::string_view victims; ///< "civilians"; may be empty
    GivenCount killed;
    struct OtherCount {
        ClaimField field = ClaimField::injured; ///< a count other than killed
        GivenCount count;
    };
    std::span<const OtherCount> other_counts;
    std::string_view source;    ///< who says so, as the dataset names them: "Reuters; Libya Observer"
    std::optional<Day> said_on; ///< knowledge time: when the row was coded or its source published
    std::string_view title;     ///< a few words for people; may be empty, then made from type and place
    std::string_view quotation; ///< the sentence: ACLED's notes, UCDP's headline; empty: `raw`
    std::string_view raw;       ///< the row as it stands in the file, so that nothing is lost
};

/// A dataset's rows come in batches; each batch is dropped when the callee returns.
using TakeRecords = std::function<void(std::span<const Record>)>;

/// A record as an event with claims, all of them resting on its row. `document` is the dataset's; speaker is
/// the record's source, and the stance is `relays` where it has one.
[[nodiscard]] Event event_of(const Record& record, const Document& document);

} // namespace sitmap
