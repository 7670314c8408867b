#include "importers/article/movements.hpp"

#include "geodata/name_fold.hpp"
#include "importers/article/event_place.hpp"
#include "importers/article/flights.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/resolve.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>
#include <set>

namespace sitmap {

namespace {

using std::chrono::days;

constexpr std::size_t most_flows = 500; ///< flows, stocks, sentences on a route of one text

std::string record_id(const Reading& reading, std::string_view kind, std::string_view rest)
{
    return reading.article.document.id.substr(0, 16) + "#" + std::string{kind} + "/" + std::string{rest};
}

/// The time of a sentence's statement: its own, else nothing.
Interval interval_in(const Reading& reading, std::uint32_t sentence)
{
    for (const TimeMention* time : in_sentence(reading.times, sentence))
        if (!time->of_speech && !time->future && time->interval.is_known())
            return time->interval;
    return {};
}

class FlowReader {
public:
    FlowReader(const Reading& reading, const Narrative& narrative) : reading_{reading}, narrative_{narrative}
    {}

    std::vector<Flow> read()
    {
        for (const CountMention& count : reading_.counts)
            if (count.field == ClaimField::displaced && !count.is_part)
                take(count);
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s)
            take_destinations(s);
        return std::move(flows_);
    }

private:
    void take(const CountMention& count)
    {
        const Happening* happening = happening_at(count.sentence);
        Flow flow{.document = reading_.article.document.id,
                  .people = count.quantity,
                  .interval = interval_in(reading_, count.sentence),
                  .speaker = reading_.speakers[count.sentence],
                  .evidence = evidence_of(reading_, count.sentence)};
        const Toponym* named = origin_of_flight(reading_, count.sentence);
        const Toponym* origin =
            place_of_happening(reading_, count.sentence, count.first, TypeGroup::displacement);
        if (named && !(origin && names_finer(reading_, origin, named)))
            origin = named;
        const auto ends = destinations_in(reading_, count.sentence);
        if (std::find(ends.begin(), ends.end(), origin) != ends.end())
            origin = nullptr;
        if (const Toponym* country = country_left(count))
            origin = country;
        if (!origin && happening)
            origin = happening->place;
        if (!flow.interval.is_known() && happening && (!count.cumulative || happening->interval.goes_on()))
            flow.interval = happening->interval;
        if (!origin || is_history(flow.interval))
            return;
        flow.origin = location_of(*origin, reading_.tables.gazetteer);
        flow.destination = destination(count.sentence, *origin);
        flow.title = "Displacement from " + flow.origin->name;
        flow.id =
            record_id(reading_, "flow",
                      flow.origin->place_id + "/" + flow.interval.edtf() + "/" + count.quantity.for_people());
        if (!supersedes_last(flow) && flows_.size() < most_flows)
            flows_.push_back(std::move(flow));
    }

    /// "Over five million Venezuelans have left their country": the nation that the figure counts.
    [[nodiscard]] const Toponym* country_left(const CountMention& count) const
    {
        const Sentence& span = reading_.sentence(count.sentence);
        bool own = false;
        for (std::uint32_t i = count.first; i + 1 < span.last; ++i)
            own = own || (is_one_of(reading_.token(i), {"their", "the"}) &&
                          is_one_of(reading_.token(i + 1), {"country", "homeland"}));
        for (const Toponym* toponym : toponyms_in(reading_, count.sentence))
            if (own && toponym->place && toponym->kind == ToponymKind::demonym &&
                toponym->first >= count.first && toponym->first <= count.last)
                return toponym;
        return nullptr;
    }

    /// "Others have travelled on to Sana'a and Hajjah": where the people of the flight told before have gone.
    void take_destinations(std::uint32_t sentence)
    {
        const Happening* happening = happening_at(sentence);
        if (!happening || happening->group != TypeGroup::displacement || !happening->place ||
            !tells_of_moving(sentence))
            return;
        for (const Toponym* toponym : destinations_in(reading_, sentence)) {
            if (toponym->place == happening->place->place)
                continue;
            Flow flow{.document = reading_.article.document.id,
                      .origin = location_of(*happening->place, reading_.tables.gazetteer),
                      .destination = location_of(*toponym, reading_.tables.gazetteer),
                      .interval = happening->interval,
                      .speaker = reading_.speakers[sentence],
                      .evidence = evidence_of(reading_, sentence)};
            flow.title = "Displacement from " + flow.origin->name + " to " + flow.destination->name;
            flow.id = record_id(reading_, "flow", flow.origin->place_id + "/" + flow.destination->place_id);
            const bool told = std::any_of(flows_.begin(), flows_.end(), [&](const Flow& other) {
                return other.id == flow.id ||
                       (other.destination && other.destination->place_id == flow.destination->place_id);
            });
            if (!told && flows_.size() < most_flows)
                flows_.push_back(std::move(flow));
        }
    }

    [[nodiscard]] bool tells_of_moving(std::uint32_t sentence) const
    {
        const Sentence& span = reading_.sentence(sentence);
        return has_word_of(reading_.text, reading_.tables.lexicon, "moves", span.first, span.last);
    }

    [[nodiscard]] const Happening* happening_at(std::uint32_t sentence) const
    {
        const auto current = narrative_.current[sentence];
        return current ? &narrative_.happenings[*current] : nullptr;
    }

    /// A figure of a year or more ago is history, not somebody's flight now.
    [[nodiscard]] bool is_history(const Interval& interval) const
    {
        const auto published = reading_.article.document.published;
        return published && interval.last() && *published - *interval.last() > days{366};
    }

    /// "5,200 families (about 26,000 people)": one flow, told in people where they are counted.
    [[nodiscard]] bool supersedes_last(const Flow& flow)
    {
        if (flows_.empty() || flows_.back().evidence != flow.evidence || flows_.back().origin != flow.origin)
            return false;
        if (flows_.back().people->unit() == Quantity::Unit::households &&
            flow.people->unit() == Quantity::Unit::people)
            flows_.back() = flow;
        return true;
    }

    [[nodiscard]] std::optional<Location> destination(std::uint32_t sentence, const Toponym& origin) const
    {
        const auto found = destinations_in(reading_, sentence);
        for (const Toponym* toponym : found)
            if (toponym->place != origin.place)
                return location_of(*toponym, reading_.tables.gazetteer);
        return std::nullopt;
    }

    const Reading& reading_;
    const Narrative& narrative_;
    std::vector<Flow> flows_;
};

/// "The centre, where 600 migrants were being held": the place told of before.
bool names_place_of_holding(const Reading& reading, std::uint32_t sentence)
{
    const Sentence& span = reading.sentence(sentence);
    for (std::uint32_t i = span.first; i + 1 < span.last; ++i)
        if (is_one_of(reading.token(i), {"the", "this", "that"}) &&
            reading.tables.lexicon.is_in("holding_place", reading.token(i + 1)))
            return true;
    return false;
}

/// "the central Mediterranean migrant route" is asked for as "central mediterranean route".
std::optional<PlaceIndex> route_before(const Reading& reading, std::uint32_t first, std::uint32_t route)
{
    std::vector<std::string> words;
    for (std::uint32_t i = route; i > first && route - i < 6;) {
        --i;
        const Token& word = reading.token(i);
        if (word.kind == Token::Kind::punctuation)
            break;
        if (reading.tables.lexicon.is_in("of_route", word))
            continue;
        words.insert(words.begin(), word.lower);
        std::string name;
        for (const std::string& part : words)
            name += part + ' ';
        for (const Candidate& candidate : reading.tables.gazetteer.find(fold_name(name + "route")))
            if (reading.tables.gazetteer.brief(candidate.place).kind == PlaceKind::route)
                return candidate.place;
    }
    return std::nullopt;
}

} // namespace

namespace {

/// "Kongoussi received two thirds of them", "Goma hosts", "Adré has taken in".
bool takes_in(const Reading& reading, const Toponym& toponym, std::uint32_t last)
{
    for (std::uint32_t i = toponym.last; i < std::min(toponym.last + 3, last); ++i) {
        if (reading.tables.lexicon.is_in("takes_in", reading.token(i)))
            return true;
        if (!is_auxiliary(reading.token(i)))
            return false;
    }
    return false;
}

/// "... and Kaya the rest": of the same sentence's verb.
bool takes_rest(const Reading& reading, const Toponym& toponym, const Sentence& span)
{
    return toponym.first > span.first && reading.token(toponym.first - 1).is("and") &&
           toponym.last + 1 < span.last && reading.token(toponym.last).is("the") &&
           is_one_of(reading.token(toponym.last + 1), {"rest", "others", "remainder"});
}

} // namespace

std::vector<const Toponym*> destinations_in(const Reading& reading, std::uint32_t sentence)
{
    std::vector<const Toponym*> found;
    const Sentence& span = reading.sentence(sentence);
    bool row = false; // "to A, B and C"
    std::uint32_t last_end = 0;
    for (const Toponym* toponym : toponyms_in(reading, sentence)) {
        if (!is_placeable(*toponym))
            continue;
        if (takes_in(reading, *toponym, span.last) || (row && takes_rest(reading, *toponym, span))) {
            found.push_back(toponym);
            row = true;
            continue;
        }
        if (toponym->first == span.first)
            continue;
        const Token& before = reading.token(toponym->first - 1);
        const bool into = is_one_of(before, {"to", "into", "towards", "toward", "reach", "reached"});
        const bool joined = row && toponym->first - last_end <= 2 && is_one_of(before, {",", "and"});
        const bool shelter = is_one_of(before, {"around", "in", "at", "near"}) &&
                             toponym->first >= span.first + 2 &&
                             reading.tables.lexicon.is_in("refuge", reading.token(toponym->first - 2));
        row = into || joined || shelter;
        last_end = toponym->last;
        if (row)
            found.push_back(toponym);
    }
    return found;
}

std::vector<Flow> flows_of(const Reading& reading, const Narrative& narrative)
{
    return FlowReader{reading, narrative}.read();
}

std::vector<Stock> stocks_of(const Reading& reading, const Narrative& narrative)
{
    std::vector<Stock> stocks;
    for (const CountMention& count : reading.counts) {
        if (count.field != ClaimField::held || stocks.size() >= most_flows)
            continue;
        const Toponym* place = place_of_happening(reading, count.sentence, count.first, TypeGroup::armed);
        if (!place && names_place_of_holding(reading, count.sentence) && narrative.current[count.sentence])
            place = narrative.happenings[*narrative.current[count.sentence]].place;
        if (!place)
            continue;
        Stock stock{.document = reading.article.document.id,
                    .kind = stock_kind_named(count.stock).value_or(Stock::Kind::held),
                    .location = location_of(*place, reading.tables.gazetteer),
                    .people = count.quantity,
                    .speaker = reading.speakers[count.sentence],
                    .evidence = evidence_of(reading, count.sentence)};
        if (const auto day = said_on(reading, count.sentence))
            stock.interval = Interval::on(*day);
        stock.id = record_id(reading, name_of(stock.kind),
                             stock.location.place_id + "/" + count.quantity.for_people());
        const bool told =
            std::any_of(stocks.begin(), stocks.end(), [&](const Stock& s) { return s.id == stock.id; });
        if (!told)
            stocks.push_back(std::move(stock));
    }
    return stocks;
}

std::vector<Route> routes_of(const Reading& reading)
{
    std::vector<Route> routes;
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    for (std::uint32_t s = 0; s < reading.text.sentences.size(); ++s) {
        std::set<PlaceIndex> named;
        const Sentence& sentence = reading.sentence(s);
        for (const Toponym* toponym : toponyms_in(reading, s))
            if (toponym->place && gazetteer.brief(*toponym->place).kind == PlaceKind::route)
                named.insert(*toponym->place);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (reading.token(i).is("route"))
                if (const auto place = route_before(reading, sentence.first, i))
                    named.insert(*place);
        for (const PlaceIndex index : named) {
            const Place& place = reading.place(index);
            auto known =
                std::find_if(routes.begin(), routes.end(), [&](const Route& r) { return r.id == place.id; });
            if (known == routes.end()) {
                routes.push_back({.id = place.id,
                                  .name = place.name,
                                  .line = gazetteer.shape(index),
                                  .interval = Interval::ongoing()});
                known = std::prev(routes.end());
            }
            if (known->evidence.size() < most_flows)
                known->evidence.push_back(evidence_of(reading, s));
        }
    }
    return routes;
}

} // namespace sitmap
