#include "importers/article/ways_between.hpp"

#include "geodata/measure.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

namespace sitmap {

bool are_sides(const Reading& reading, const Toponym& a, const Toponym& b)
{
    if (b.first != a.last + 1 || !reading.token(a.last).is("and") || a.first == 0 ||
        !reading.token(a.first - 1).is("between") || b.last >= reading.text.tokens.size())
        return false;
    const Token& who = reading.token(b.last);
    return reading.tables.lexicon.has("armed_roles", who) || reading.tables.lexicon.is_in("sides", who);
}

namespace {

constexpr double farthest_m = 400'000;

bool is_way(const Lexicon& lexicon, const Token& word)
{
    return lexicon.is_in("way", word);
}

/// "between A", "between the islands of A".
bool stands_behind_between(const Reading& reading, std::uint32_t name)
{
    if (reading.token(name - 1).is("between"))
        return true;
    return name >= 4 && reading.token(name - 1).is("of") && reading.token(name - 3).is("the") &&
           reading.token(name - 4).is("between") && reading.token(name - 2).lower.ends_with("s");
}

/// "A boat carrying 60 migrants from Zuwara to Lampedusa sank", "a dinghy that had left Calais for Dover":
/// what befalls a boat on its way does so between its ends.
bool is_voyage(const Reading& reading, const Toponym& a, const Token& joint)
{
    const Token& before = reading.token(a.first - 1);
    const bool leaves = is_one_of(before, {"left", "leaving", "departed"}) && joint.is("for");
    if (!leaves && !(before.is("from") && joint.is("to")))
        return false;
    const auto s = static_cast<std::uint32_t>(reading.text.sentence_of(a.begin));
    for (std::uint32_t i = reading.sentence(s).first; i < a.first; ++i)
        if (reading.tables.lexicon.meaning("senses", reading.token(i)) == "vessel")
            return true;
    return false;
}

/// "between A and B", "on the road from A to B", "on the road between A and B".
bool are_joined(const Reading& reading, const Toponym& a, const Toponym& b)
{
    constexpr std::uint32_t reach = 3; // "on the main road that leads from"
    if (b.first != a.last + 1 || a.first < 3)
        return false;
    if (are_sides(reading, a, b))
        return false;
    const Token& joint = reading.token(a.last);
    const Token& before = reading.token(a.first - 1);
    if (stands_behind_between(reading, a.first))
        return joint.is("and");
    if (is_voyage(reading, a, joint))
        return true;
    if (!before.is("from") || !is_one_of(joint, {"to", "towards"}))
        return false;
    for (std::uint32_t back = 2; back <= reach && a.first >= back; ++back)
        if (is_way(reading.tables.lexicon, reading.token(a.first - back)))
            return true;
    return false;
}

bool is_end_of_way(const Reading& reading, const Toponym& toponym)
{
    return toponym.place && !toponym.off_shore && !toponym.distance_m &&
           toponym.kind != ToponymKind::dateline && toponym.kind != ToponymKind::demonym &&
           !is_coarse(brief_of(reading, toponym).kind);
}

} // namespace

void find_ways_between(Reading& reading)
{
    for (std::size_t k = 0; k + 1 < reading.toponyms.size(); ++k) {
        Toponym &a = reading.toponyms[k], &b = reading.toponyms[k + 1];
        if (!are_joined(reading, a, b) || !is_end_of_way(reading, a) || !is_end_of_way(reading, b) ||
            a.place == b.place ||
            distance_m(brief_of(reading, a).point, brief_of(reading, b).point) > farthest_m)
            continue;
        a.other_end = b.place;
        b.other_end = a.place;
        for (Toponym* end : {&a, &b}) {
            end->kind = ToponymKind::relative;
            end->near = true;
        }
    }
}

} // namespace sitmap
