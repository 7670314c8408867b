#include "importers/article/reader.hpp"

#include "importers/article/assemble.hpp"
#include "importers/article/crowd_choice.hpp"
#include "importers/article/deed_words.hpp"
#include "importers/article/explain.hpp"
#include "importers/article/happening_worth.hpp"
#include "importers/article/happenings.hpp"
#include "importers/article/movements.hpp"
#include "importers/article/place_choice.hpp"
#include "importers/article/reading.hpp"
#include "importers/article/resolve.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/toll_owners.hpp"
#include "importers/article/twins.hpp"

#include <numeric>

namespace sitmap {

namespace {

/// Without a publication day, "early Wednesday" names no day: says so once, with the words.
void note_missing_day(const Reading& reading, Intake& intake)
{
    if (reading.article.document.published)
        return;
    for (const TimeMention& time : reading.times)
        if (!time.interval.is_known() && time.anchor == TimeMention::Anchor::calendar && !time.future) {
            const auto begin = reading.token(time.first).begin, end = reading.token(time.last - 1).end;
            intake.issues.push_back(
                {.weight = Issue::Weight::note,
                 .source = reading.article.document.location,
                 .line = 0,
                 .what = "the day of '" + std::string{reading.text.text.substr(begin, end - begin)} +
                         "' is not known without a publication date; give it with --published"});
            return;
        }
}

} // namespace

ReaderTables ReaderTables::load(const std::filesystem::path& assets)
{
    ReaderTables tables{.gazetteer = Gazetteer::load(assets / "gazetteer"),
                        .lexicon = Lexicon::load(assets / "lexicon"),
                        .names = {},
                        .actors = ActorTable::load(assets / "actors" / "actors.tsv"),
                        .actor_names = {},
                        .kinds = KindModel::load(assets / "models" / "event_types.tsv"),
                        .places = PlaceWeights::load(assets / "models" / "event_places.tsv"),
                        .worth = ClueWeights::load(assets / "models" / "event_worth.tsv"),
                        .crowds = ClueWeights::load(assets / "models" / "crowds.tsv"),
                        .twins = ClueWeights::load(assets / "models" / "twins.tsv"),
                        .tolls = ClueWeights::load(assets / "models" / "tolls.tsv"),
                        .second_tolls = ClueWeights::load(assets / "models" / "second_tolls.tsv"),
                        .deeds = DeedWeights::load(assets / "models" / "deed_words.tsv"),
                        .texts = TextWords::load(assets / "models" / "event_texts.tsv")};
    tables.names = NameTables::load(assets / "models", tables.lexicon);
    tables.actor_names = ActorNames{tables.actors};
    return tables;
}

void ReaderTables::put_over(ActorTable own)
{
    own.add_missing(actors);
    actors = std::move(own);
    actor_names = ActorNames{actors};
}

std::vector<std::string> kind_features_of(const ArticleText& article, const Lexicon& lexicon)
{
    const TokenisedText text = tokenise(article.document.text);
    std::vector<std::uint32_t> sentences(text.sentences.size());
    std::iota(sentences.begin(), sentences.end(), 0U);
    return kind_features(text, lexicon, sentences);
}

std::vector<SentenceFeatures> deed_features_of(const ArticleText& article, const ReaderTables& tables)
{
    const Reading reading = find_mentions(article, tables);
    std::vector<SentenceFeatures> out;
    for (std::uint32_t s = 0; s < reading.text.sentences.size(); ++s) {
        const auto triggers = in_sentence(reading.triggers, s);
        out.push_back(
            {.begin = reading.text.code_point(reading.sentence(s).begin),
             .end = reading.text.code_point(reading.sentence(s).end),
             .told = std::any_of(triggers.begin(), triggers.end(),
                                 [](const TriggerMention* trigger) { return trigger->learnt == 0; }),
             .features = deed_features(reading, s)});
    }
    return out;
}

namespace {

enum class Reasons : std::uint8_t { left_out, given };

Intake read(const ArticleText& article, const ReaderTables& tables, Reasons reasons)
{
    const Reading reading = find_mentions(article, tables);
    const Narrative narrative = find_happenings(reading);
    Intake intake{.document = article.document, .issues = article.issues};
    intake.events = events_of(reading, narrative);
    intake.flows = flows_of(reading, narrative);
    for (Flow& crossing : crossings_of(reading, narrative))
        intake.flows.push_back(std::move(crossing));
    intake.stocks = stocks_of(reading, narrative);
    intake.routes = routes_of(reading);
    note_missing_day(reading, intake);
    if (reasons == Reasons::given)
        intake.reasons = explain(reading, narrative, intake.events);
    return intake;
}

} // namespace

namespace {

WeighedHappening weighed(const Reading& reading, const Happening& happening)
{
    WeighedHappening out{.sub_type = happening.sub_type,
                         .interval = happening.interval,
                         .point = {},
                         .places = {},
                         .clues = {}};
    if (happening.place)
        out.point = location_of(*happening.place, reading.tables.gazetteer).point;
    return out;
}

std::vector<WeighedHappening> all_weighed(const Reading& reading, const Narrative& narrative)
{
    std::vector<WeighedHappening> out;
    for (const Happening& happening : narrative.happenings)
        out.push_back(weighed(reading, happening));
    return out;
}

} // namespace

std::vector<WeighedHappening> weighed_places_of(const ArticleText& article, const ReaderTables& tables)
{
    const Reading reading = find_mentions(article, tables);
    const Narrative narrative = find_happenings(reading, Weighing::left_out);
    const NamedPlaces named{reading};
    std::vector<WeighedHappening> out;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        out.push_back(weighed(reading, narrative.happenings[h]));
        for (const PlaceCandidate& candidate : place_candidates(named, narrative, h)) {
            WeighedPlace place{.name = {}, .point = {}, .clues = candidate.clues};
            if (candidate.toponym) {
                place.name = candidate.toponym->name;
                place.point = brief_of(reading, *candidate.toponym).point;
            }
            out.back().places.push_back(std::move(place));
        }
    }
    return out;
}

std::vector<WeighedHappening> weighed_happenings_of(const ArticleText& article, const ReaderTables& tables)
{
    const Reading reading = find_mentions(article, tables);
    const Narrative narrative = find_happenings(reading, Weighing::of_groups);
    std::vector<WeighedHappening> out;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        out.push_back(weighed(reading, narrative.happenings[h]));
        out.back().clues = worth_clues(reading, narrative, h);
    }
    return out;
}

std::vector<WeighedHappening> weighed_crowds_of(const ArticleText& article, const ReaderTables& tables)
{
    const Reading reading = find_mentions(article, tables);
    const Narrative narrative = find_happenings(reading, Weighing::of_places);
    std::vector<WeighedHappening> out;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h)
        if (may_be_of_crowd(narrative.happenings[h])) {
            out.push_back(weighed(reading, narrative.happenings[h]));
            out.back().clues = crowd_clues(reading, narrative, h);
        }
    return out;
}

WeighedTwins weighed_twins_of(const ArticleText& article, const ReaderTables& tables)
{
    const Reading reading = find_mentions(article, tables);
    const Narrative narrative = find_happenings(reading, Weighing::but_of_twins);
    WeighedTwins out;
    out.happenings = all_weighed(reading, narrative);
    for (TwinPair& pair : twin_pairs(reading, narrative))
        out.pairs.push_back({.first = pair.first, .second = pair.second, .clues = std::move(pair.clues)});
    return out;
}

WeighedTolls weighed_tolls_of(const ArticleText& article, const ReaderTables& tables)
{
    const Reading reading = find_mentions(article, tables);
    const Narrative narrative = find_happenings(reading, Weighing::but_of_tolls);
    WeighedTolls out;
    out.happenings = all_weighed(reading, narrative);
    for (TollPair& pair : toll_pairs(reading, narrative))
        out.tolls.push_back({.happening = pair.happening,
                             .figure = static_cast<std::size_t>(pair.count - reading.counts.data()),
                             .quantity = pair.count->quantity,
                             .given = pair.given,
                             .clues = std::move(pair.clues)});
    for (SecondToll& second : second_tolls(reading, narrative))
        out.seconds.push_back({.happening = second.happening,
                               .best = second.best->quantity,
                               .other = second.other->quantity,
                               .clues = std::move(second.clues)});
    return out;
}

Intake read_events(const ArticleText& article, const ReaderTables& tables)
{
    return read(article, tables, Reasons::left_out);
}

Intake read_events_with_reasons(const ArticleText& article, const ReaderTables& tables)
{
    return read(article, tables, Reasons::given);
}

} // namespace sitmap
