// Where the boats of sea incidents had set out and where they were bound for.
#include "importers/article/movements.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/resolve.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t link_reach = 6; ///< tokens of "the northern coast of" between the words and the place

struct Crossing {
    const Toponym *from = nullptr, *to = nullptr;
    std::uint32_t sentence = 0; ///< the first that names an end
    [[nodiscard]] bool empty() const { return !from && !to; }
};

class CrossingReader {
public:
    CrossingReader(const Reading& reading, const Narrative& narrative, std::size_t happening)
        : reading_{reading}, narrative_{narrative}, index_{happening}
    {}

    Crossing read()
    {
        const Happening& happening = narrative_.happenings[index_];
        for (const Telling& telling : happening.tellings)
            take(telling.sentence);
        const std::uint32_t first = happening.tellings.front().sentence;
        const auto count = static_cast<std::uint32_t>(reading_.text.sentences.size());
        for (std::uint32_t s = first; s < std::min(first + most_sentences, count); ++s)
            if (narrative_.current[s] == index_)
                take(s);
        add_shore(happening);
        return crossing_;
    }

private:
    static constexpr std::uint32_t most_sentences = 12;

    void take(std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        for (const Toponym* toponym : toponyms_in(reading_, s)) {
            if (!toponym->place || toponym->kind == ToponymKind::demonym ||
                toponym->kind == ToponymKind::dateline)
                continue;
            const std::string_view end = end_named_before(sentence.first, toponym->first);
            const bool follows_from = crossing_.from && crossing_.from->last == toponym->first - 1 &&
                                      reading_.token(toponym->first - 1).is("to");
            const bool finer = crossing_.from && names_finer(reading_, toponym, crossing_.from) &&
                               contains(place_of(reading_, *crossing_.from), place_of(reading_, *toponym));
            const bool opens_range = !crossing_.from && is_from_to(*toponym, sentence);
            if ((end == "from" && (!crossing_.from || finer)) || opens_range)
                note(crossing_.from, toponym, s);
            else if ((end == "to" || follows_from) && !crossing_.to)
                note(crossing_.to, toponym, s);
        }
    }

    /// "carrying migrants from Turkey to Italy".
    [[nodiscard]] bool is_from_to(const Toponym& toponym, const Sentence& sentence) const
    {
        return toponym.first > sentence.first && reading_.token(toponym.first - 1).is("from") &&
               toponym.last + 1 < sentence.last && reading_.token(toponym.last).is("to") &&
               reading_.token(toponym.last + 1).capitalised;
    }

    void note(const Toponym*& end, const Toponym* toponym, std::uint32_t s)
    {
        if (crossing_.empty())
            crossing_.sentence = s;
        end = toponym;
    }

    /// "from" or "to" where the table's words lead to the place at `at`.
    [[nodiscard]] std::string_view end_named_before(std::uint32_t first, std::uint32_t at) const
    {
        const std::uint32_t reach = link_reach + 3;
        for (std::uint32_t i = at > first + reach ? at - reach : first; i < at; ++i) {
            const PhraseMatch words = match_phrase(reading_.tables.lexicon, "journeys", reading_.text, i, at);
            if (words && only_links(i + words.length, at))
                return words.meaning();
        }
        return {};
    }

    [[nodiscard]] bool only_links(std::uint32_t from, std::uint32_t until) const
    {
        for (std::uint32_t i = from; i < until; ++i)
            if (!is_one_of(reading_.token(i), {"the", "at", "a", "of", "near", "in"}) &&
                !reading_.tables.lexicon.is_in("coast_link", reading_.token(i)))
                return false;
        return until - from <= link_reach;
    }

    /// A boat off a coast that was bound elsewhere, with no other word on where it came from, had left there.
    void add_shore(const Happening& happening)
    {
        if (!happening.place)
            return;
        const Place& shore = place_of(reading_, *happening.place);
        const bool on_coast = happening.place->off_shore || happening.place->kind == ToponymKind::facility ||
                              happening.place->kind == ToponymKind::relative;
        if (!on_coast || shore.country.empty() || shore.kind == PlaceKind::sea)
            return;
        if (!crossing_.from && crossing_.to && place_of(reading_, *crossing_.to).country != shore.country)
            crossing_.from = happening.place;
        // That had set out from another country was bound for the coast where it was lost, unless it says
        // more.
        else if (crossing_.from && !crossing_.to &&
                 place_of(reading_, *crossing_.from).country != shore.country)
            crossing_.to = happening.place;
    }

    const Reading& reading_;
    const Narrative& narrative_;
    std::size_t index_;
    Crossing crossing_;
};

/// The anchor itself, without the distance at sea.
Location shore_of(const Toponym& toponym, const Gazetteer& gazetteer)
{
    Toponym plain = toponym;
    plain.off_shore = plain.near = false;
    plain.distance_m.reset();
    plain.bearing_deg.reset();
    plain.facility.clear();
    plain.kind = ToponymKind::literal;
    return location_of(plain, gazetteer);
}

} // namespace

std::vector<Flow> crossings_of(const Reading& reading, const Narrative& narrative)
{
    constexpr std::size_t most = 50;
    std::vector<Flow> flows;
    for (std::size_t h = 0; h < narrative.happenings.size() && flows.size() < most; ++h) {
        const Happening& happening = narrative.happenings[h];
        if (happening.group != TypeGroup::sea)
            continue;
        const Crossing crossing = CrossingReader{reading, narrative, h}.read();
        if (crossing.empty())
            continue;
        Flow flow{.document = reading.article.document.id,
                  .title = "Crossing",
                  .interval = happening.interval,
                  .speaker = reading.speakers[crossing.sentence],
                  .evidence = evidence_of(reading, crossing.sentence)};
        if (crossing.from) {
            flow.origin = shore_of(*crossing.from, reading.tables.gazetteer);
            flow.title += " from " + flow.origin->name;
        }
        if (crossing.to) {
            flow.destination = shore_of(*crossing.to, reading.tables.gazetteer);
            flow.title += " to " + flow.destination->name;
        }
        flow.id = crossing_id(reading, happening);
        flows.push_back(std::move(flow));
    }
    return flows;
}

std::string crossing_id(const Reading& reading, const Happening& happening)
{
    return reading.article.document.id.substr(0, 16) + "#crossing/" +
           std::to_string(evidence_of(reading, sentence_of_kind(happening)).begin);
}

} // namespace sitmap
