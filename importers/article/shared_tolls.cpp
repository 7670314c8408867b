#include "importers/article/shared_tolls.hpp"

#include "importers/article/joining.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/telling_match.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// "Jets hit the outskirts. He accused them of having murdered 40 wounded men": the sentence with the figure
/// tells of the one by words for another kind of deed than the other's.
bool is_of_other_deed(const Happening& a, const Happening& b, std::uint32_t sentence)
{
    return is_told_in(a, sentence) != is_told_in(b, sentence) && !same_kind(a.sub_type, b.sub_type) &&
           !is_only_generic(a) && !is_only_generic(b);
}

bool have_one_toll(const Reading& reading, const Happening& a, const Happening& b)
{
    constexpr double neighbours = 2; // see nearness()
    // a town that changes hands, and a killing in it afterwards
    if (a.group != b.group || is_territory(a.sub_type) != is_territory(b.sub_type) || a.earlier_hit ||
        b.earlier_hit || !a.place || !b.place || nearness(reading, *a.place, *b.place) < neighbours)
        return false;
    return std::any_of(a.counts.begin(), a.counts.end(), [&](const CountMention* count) {
        return count->field == ClaimField::killed && count->quantity.size_by() > 1 &&
               std::find(b.counts.begin(), b.counts.end(), count) != b.counts.end() &&
               !is_of_other_deed(a, b, count->sentence);
    });
}

/// "Minutes later a roadside bomb killed three in Kadhimiya": the nine dead of Karrada are not of that one.
bool is_another_with_dead(const Reading& reading, const Happening& later, const Happening& before)
{
    return later.place && before.place && later.place->place != before.place->place &&
           tells_of_another(reading, later.tellings.front()) &&
           has_killed(reading, later.tellings.front().sentence);
}

/// What only `owner` tells of is no toll of `other`.
void leave_dead_to(const Happening& owner, Happening& other)
{
    std::erase_if(other.counts, [&](const CountMention* count) {
        return count->field == ClaimField::killed && !is_told_in(other, count->sentence) &&
               is_told_in(owner, count->sentence);
    });
}

} // namespace

void join_by_toll(const Reading& reading, Narrative& narrative)
{
    std::vector<Happening> kept;
    std::vector<std::size_t> now;
    for (Happening& happening : narrative.happenings) {
        for (Happening& before : kept)
            if (is_another_with_dead(reading, happening, before)) {
                leave_dead_to(before, happening);
                leave_dead_to(happening, before);
            }
        const auto twin = std::find_if(kept.begin(), kept.end(), [&](const Happening& before) {
            return have_one_toll(reading, before, happening);
        });
        now.push_back(static_cast<std::size_t>(twin - kept.begin()));
        if (twin != kept.end()) {
            if (happening.place_lead.value_or(0) > twin->place_lead.value_or(0))
                std::swap(*twin, happening);
            take_in(*twin, happening);
        } else
            kept.push_back(std::move(happening));
    }
    narrative.happenings = std::move(kept);
    for (std::optional<std::size_t>& current : narrative.current)
        if (current)
            current = now[*current];
}

} // namespace sitmap
