#include "render/layers/attribution.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>

namespace sitmap {

namespace {

Rgba colour_of(const Frame& frame, const std::vector<std::string>& names)
{
    return names.empty() ? frame.palette.stock : frame.parties.colour(frame.palette, names.front());
}

bool is_same_party(const std::string& a, const std::string& b)
{
    return a == b;
}

/// Does the accused itself say that it was not?
bool denies(const Incident& incident, const Ledger& ledger)
{
    return std::any_of(incident.claims.begin(), incident.claims.end(), [&](ClaimRef ref) {
        const Claim& claim = ledger.claim(ref);
        return claim.field == ClaimField::perpetrator && claim.stance == Stance::denies;
    });
}

void draw_claimed_ring(DrawList& list, const Palette& palette, Px at, const Mark& mark, Rgba party)
{
    constexpr double width = 2.2, outside = 3;
    const Contour ring = circle_px(at, mark_reach(mark) + outside);
    add_rings(list, {ring}, faded(palette.casing, 0.85), width + 1.8);
    add_rings(list, {ring}, party, width);
}

} // namespace

std::string attribution_words(const Incident& incident, const Ledger& ledger)
{
    if (incident.accused.empty())
        return "";
    const std::string& accused = incident.accused.front();
    if (incident.attribution == Attribution::claimed)
        return "Claimed by " + accused;
    std::string words;
    const auto accuser = std::find_if(incident.accusers.begin(), incident.accusers.end(),
                                      [&](const std::string& name) { return !is_same_party(name, accused); });
    words = accused + ", accused" + (accuser != incident.accusers.end() ? " by " + *accuser : "");
    if (denies(incident, ledger))
        words += "; denied";
    return words;
}

void draw_attribution_ring(Frame& frame, const Incident& incident, Px at, const Mark& mark)
{
    constexpr std::size_t most_rows = 4;
    const bool disputed = mark.fill == MarkFill::split;
    const Rgba accused = colour_of(frame, incident.accused), accuser = colour_of(frame, incident.accusers);
    if (disputed)
        draw_dispute_ring(frame.list(), frame.palette, at, mark, accused, accuser);
    else
        draw_claimed_ring(frame.list(), frame.palette, at, mark, accused);
    const std::string words = attribution_words(incident, frame.map.ledger);
    const auto rows =
        std::count_if(frame.scene.legend.begin(), frame.scene.legend.end(), [](const LegendEntry& e) {
            return e.group == LegendEntry::Group::attribution && !e.note.empty();
        });
    if (words.empty() || static_cast<std::size_t>(rows) >= most_rows)
        return;
    frame.legend(
        LegendEntry::Group::attribution, words,
        [&](DrawList& list) {
            const Mark sample{incident.sub_type, 3.6, mark.fill, false, {}};
            draw_mark(list, frame.palette, {9, 9}, sample);
            if (disputed)
                draw_dispute_ring(list, frame.palette, {9, 9}, sample, accused, accuser);
            else
                draw_claimed_ring(list, frame.palette, {9, 9}, sample, accused);
        },
        disputed ? "ring: the accused on the left, the accuser on the right" : "ring: who claims the deed");
}

} // namespace sitmap
