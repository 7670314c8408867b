#pragma once

#include "importers/article/count_sums.hpp"

#include <cstddef>
#include <vector>

namespace sitmap {

/// Those who died after the others, of wounds or where they were taken: they raise the figure told before.
/// Each call is linear in a few sentences' figures; false where nothing of that kind is told.
class LaterDeaths {
    using Found = CountHarm::Found;
    using Origin = CountHarm::Origin;

public:
    /// As CountSums; all must outlive it.
    LaterDeaths(const TokenisedText& text, std::uint32_t sentence, std::vector<CountMention>& counts,
                const CountSums::LastTold& told)
        : text_{text},
          sentence_{sentence},
          last_{text.sentences[sentence].last},
          out_{counts},
          out_start_{counts.size()},
          told_{told}
    {}

    /// "killing nine. A tenth victim died in hospital on Tuesday": the toll told before is ten now.
    bool raises_toll_to_nth(const CountMention& mention);
    /// "Thirty-one died at once, a 32nd in hospital", "Three men died that day and a fourth, shot in the
    /// head".
    bool adds_nth_in_hospital(const NumberMention& number);
    /// "Three of the wounded have died since": so many more than the dead told before.
    bool died_of_wounds(const NumberMention& number, const Counted& counted);
    /// "Seven were killed outright; five succumbed to their injuries", "three more died", "killed the
    /// general. His driver also died": no other count of those told before, but more of them.
    bool succumbs_after(const CountMention& mention, const Found& found);

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    const TokenisedText& text_;
    std::uint32_t sentence_, last_;
    std::vector<CountMention>& out_;
    std::size_t out_start_;
    const CountSums::LastTold& told_;
};

} // namespace sitmap
