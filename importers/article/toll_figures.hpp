#pragma once

#include "importers/article/event_kind.hpp"
#include "importers/article/happenings.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace sitmap {

/// What holds of a figure whichever happening it is beside.
struct TollFigure {
    const CountMention* count = nullptr;
    std::vector<const Toponym*> places; ///< of its sentence
    std::vector<const TimeMention*> times;
    std::optional<std::size_t> last_told; ///< the happening told last before it, its own sentence left out
    std::uint32_t told_here = 0;          ///< happenings told in its sentence
    std::uint32_t owners = 0;             ///< happenings that the rules gave it
    bool repeated = false;                ///< another sentence gives the same number
    bool largest = false;
    const Toponym* town = nullptr; ///< "five in Dakar, three in Ziguinchor": of one of several such figures
    const KindModel::Verdict* kind = nullptr; ///< of its sentence
    bool sums = false;                        ///< "in all", "combined"
    bool grows = false;                       ///< "rose to", "revised"
    bool of_several = false;                  ///< "in two attacks", "twin blasts"
    bool compares = false;                    ///< "the worst since", "a similar raid"
    bool points_there = false;                ///< "there", "that day"
    bool bare = false;                        ///< its sentence names neither place nor day nor another deed
    std::uint32_t order = 0;                  ///< among the text's figures
};

/// The rules gave the figure to the happening.
[[nodiscard]] bool is_given(const Happening& happening, const CountMention& count);

/// The text's figures of dead but the attackers' own, in its order; none where there are more than 200, which
/// is a list, or no happenings. Figures times tellings.
[[nodiscard]] std::vector<TollFigure> toll_figures(const Reading& reading, const Narrative& narrative);

} // namespace sitmap
