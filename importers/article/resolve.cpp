#include "importers/article/resolve.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

/// After "in", "near", "off" a name is believed sooner than elsewhere.
constexpr double least_odds_of_placed = -0.5;

/// The same for NameTrust::at_home, and the share of the text's names that makes a country home.
constexpr double least_odds_at_home = -2.0;
constexpr double at_home = 0.2;

/// The same behind "in", "at" or "near", where half of what the text names lies in the country.
constexpr double least_odds_placed_at_home = -2.7;
constexpr double well_at_home = 0.5;

/// The same where no name of the text is a place for certain: a report of one sentence names its place once.
constexpr double least_odds_alone = -1.1;
constexpr double least_odds_placed_alone = -2;

/// The same behind a deed that is done to towns.
constexpr double least_odds_of_deed = -2.4;

/// What a text's only country gains over others where a name may stand for a place of either.
constexpr double home_gain = 4;

/// Names below this have no vote on places, and no place.
constexpr double least_probability = 0.05;

double probability_of(double log_odds)
{
    return 1 / (1 + std::exp(-log_odds));
}

/// "Chad Boyer" is nobody's country, whatever "Chad" is elsewhere.
double capped(const NameCandidate& candidate, double log_odds)
{
    constexpr double hardly = -1;
    return candidate.evidence.given_name ? std::min(log_odds, hardly) : log_odds;
}

} // namespace

NameResolution::NameResolution(const TokenisedText& text, const Gazetteer& gazetteer, const Lexicon& lexicon,
                               const NameTables& tables, NameTrust trust)
    : text_{text},
      gazetteer_{gazetteer},
      lexicon_{lexicon},
      tables_{tables},
      trust_{trust},
      facts_{gazetteer},
      reading_{find_candidates(text, gazetteer, lexicon, tables.words, facts_)}
{
    look();
    rank();
    look_again();
    if (trust_ == NameTrust::at_home)
        ranking_->prefer_home(home_gain);
    names_a_place_ =
        std::any_of(reading_.candidates.begin(), reading_.candidates.end(),
                    [&](const NameCandidate& name) { return is_certain(name) && !is_model(name); });
    for (const PlaceRanking::Name& name : ranking_->names())
        stray_.push_back(ranking_->is_stray(name, name.best()));
}

void NameResolution::look()
{
    std::vector<Clue> clues;
    for (std::size_t i = 0; i < reading_.candidates.size(); ++i) {
        NameCandidate& candidate = reading_.candidates[i];
        candidate.log_odds = candidate.evidence.score;
        if (!candidate.other_script && !tables_.names.is_empty()) {
            clues.clear();
            add_name_clues(reading_, i, clues);
            candidate.log_odds = capped(candidate, tables_.names.sum(clues));
        }
        first_log_odds_.push_back(candidate.log_odds);
    }
}

PlaceMention NameResolution::mention_of(std::size_t candidate, const Toponym& told) const
{
    const NameCandidate& own = reading_.candidates[candidate];
    const auto& pieces = reading_.pieces(own);
    const Piece& core = pieces[own.match.core];
    PlaceMention mention{.key = own.match.key, .places = own.places};
    mention.first = reading_.first_token(own);
    mention.last = reading_.end_token(own);
    mention.probability = probability_of(own.log_odds);
    const auto type_at = [&](std::uint32_t token) -> std::string_view {
        return token < text_.tokens.size() &&
                       (tables_.words.at(text_.tokens[token].hash) & word_place_type) != 0
                   ? lexicon_.meaning("place_types", text_.tokens[token])
                   : "";
    };
    mention.type = type_at(mention.last);
    // "the city of X" is X, "the capital of X" is not
    const auto may_precede = [&](std::uint32_t token) {
        const auto types = lexicon_.starting_with("place_types", text_.tokens[token].lower);
        return std::none_of(types.begin(), types.end(), [](const Lexicon::Entry& entry) {
            return entry.words.size() == 1 && !entry.more.empty() && entry.more.front() == "after";
        });
    };
    if (mention.type.empty() && mention.first >= 2 && text_.tokens[mention.first - 1].is("of") &&
        may_precede(mention.first - 2))
        mention.type = type_at(mention.first - 2);
    mention.placed = own.evidence.placed;
    mention.dateline = own.dateline;
    mention.acronym = core.upper;
    mention.title = own.sentence == 0;
    mention.measured_from = told.bearing_deg.has_value() || told.distance_m.has_value();
    return mention;
}

void NameResolution::rank()
{
    std::vector<PlaceMention> mentions;
    mention_of_candidate_.assign(reading_.candidates.size(), PlaceRanking::no_name);
    told_.resize(reading_.candidates.size());
    for (std::size_t i = 0; i < reading_.candidates.size(); ++i)
        if (probability_of(reading_.candidates[i].log_odds) >= least_probability) {
            mention_of_candidate_[i] = mentions.size();
            told_[i] = toponym_of(reading_, reading_.candidates[i], lexicon_);
            mentions.push_back(mention_of(i, *told_[i]));
        }
    ranking_.emplace(std::move(mentions), text_, tables_.places, tables_.places_again);
    ranking_->rank();
}

void NameResolution::look_again()
{
    standings_.resize(reading_.candidates.size());
    for (std::size_t i = 0; i < standings_.size(); ++i) {
        const auto position = name_of(i);
        if (!position)
            continue;
        const PlaceRanking::Name& name = ranking_->names()[*position];
        const std::size_t best = name.best();
        const PlaceRanking::Votes& votes = name.votes[best];
        standings_[i] = {.probability = name.probability[best],
                         .country_share = votes.country_share,
                         .admin1_share = votes.admin1_share,
                         .nearness = votes.close,
                         .place = &(*name.places)[best]};
    }
    if (tables_.names_again.is_empty())
        return;
    const NamesAgain again{reading_, first_log_odds_, standings_};
    std::vector<double> log_odds;
    std::vector<Clue> clues;
    for (std::size_t i = 0; i < reading_.candidates.size(); ++i) {
        clues.clear();
        again.add_clues(i, clues);
        log_odds.push_back(capped(reading_.candidates[i], tables_.names_again.sum(clues)));
    }
    std::vector<double> probabilities;
    for (std::size_t i = 0; i < log_odds.size(); ++i) {
        if (!reading_.candidates[i].other_script)
            reading_.candidates[i].log_odds = log_odds[i];
        if (mention_of_candidate_[i] != PlaceRanking::no_name)
            probabilities.push_back(is_toponym(i) ? 1 : probability_of(reading_.candidates[i].log_odds));
    }
    ranking_->reweigh(probabilities);
}

std::optional<std::size_t> NameResolution::name_of(std::size_t candidate) const
{
    const std::size_t mention = mention_of_candidate_[candidate];
    if (mention == PlaceRanking::no_name)
        return std::nullopt;
    const std::size_t name = ranking_->name_of_mention(mention);
    return name == PlaceRanking::no_name ? std::nullopt : std::optional{name};
}

bool NameResolution::is_certain(const NameCandidate& name)
{
    return name.log_odds > (name.evidence.placed ? least_odds_of_placed : 0);
}

bool NameResolution::is_model(const NameCandidate& name) const
{
    const std::uint32_t next = reading_.end_token(name);
    return next < text_.tokens.size() && lexicon_.meaning("bearers", text_.tokens[next]) == "thing";
}

bool NameResolution::is_town_of_deed(const NameCandidate& name) const
{
    const std::uint32_t at = reading_.first_token(name);
    if (at < 2)
        return false;
    const Token& before = text_.tokens[at - 1];
    if (!before.is("on"))
        return lexicon_.is_in("takes_town", before);
    return lexicon_.is_in("falls_on", text_.tokens[at - 2]);
}

bool NameResolution::is_toponym(std::size_t candidate) const
{
    const NameCandidate& name = reading_.candidates[candidate];
    if (is_certain(name))
        return true;
    const NameStanding& standing = standings_[candidate];
    if (trust_ != NameTrust::at_home || name.evidence.given_name || standing.place == nullptr)
        return false;
    return (name.log_odds > least_odds_at_home && standing.country_share >= at_home) ||
           (name.log_odds > least_odds_placed_at_home && name.evidence.placed &&
            standing.country_share >= well_at_home) ||
           (name.log_odds > (name.evidence.placed ? least_odds_placed_alone : least_odds_alone) &&
            !names_a_place_) ||
           (name.log_odds > least_odds_of_deed && (!names_a_place_ || standing.country_share >= at_home) &&
            is_town_of_deed(name));
}

const PlaceFacts* NameResolution::place_of(std::size_t candidate) const
{
    const auto position = name_of(candidate);
    if (!position)
        return nullptr;
    const PlaceRanking::Name& name = ranking_->names()[*position];
    const std::size_t best = name.best();
    return stray_[*position] ? nullptr : &(*name.places)[best];
}

/// "the Somali capital", "Libya's capital", "the capital of Mali": the town, where no name of it follows.
std::optional<Toponym> NameResolution::capital_of(std::size_t candidate, const Toponym& country) const
{
    const PlaceFacts* place = place_of(candidate);
    if (place == nullptr || !(place->kind == PlaceKind::country || place->kind == PlaceKind::demonym))
        return std::nullopt; // "the Chechen capital" is not Russia's
    const NameCandidate& own = reading_.candidates[candidate];
    const auto& pieces = reading_.pieces(own);
    const auto is_capital = [&](std::int64_t i) {
        return i >= 0 && i < static_cast<std::int64_t>(pieces.size()) &&
               pieces[static_cast<std::size_t>(i)].lower == "capital";
    };
    const auto first = static_cast<std::int64_t>(own.match.first),
               last = static_cast<std::int64_t>(own.match.last);
    std::int64_t at = -1;
    if (is_capital(last) &&
        (pieces[own.match.last].before.empty() || pieces[own.match.last].before.ends_with("s")))
        at = last;
    else if (is_capital(first - 2) && pieces[own.match.first - 1].lower == "of" &&
             pieces[own.match.first].before.empty() && pieces[own.match.first - 1].before.empty())
        at = first - 2;
    const auto capital = gazetteer_.capital(place->place);
    if (at < 0 || !capital)
        return std::nullopt;
    const std::size_t after = static_cast<std::size_t>(std::max(at + 1, last));
    const bool named = after < pieces.size() && pieces[after].capitalised &&
                       (pieces[after].before.empty() || pieces[after].before == ",");
    if (named)
        return std::nullopt;
    // "Nukus, capital of Uzbekistan's Karakalpakstan": the name stands before it, and it may not be the
    // country's
    const auto opens = [&](std::int64_t i) {
        return i > 0 && pieces[static_cast<std::size_t>(i)].before == "," &&
               pieces[static_cast<std::size_t>(i - 1)].capitalised;
    };
    if (at < first &&
        (opens(at) || (at > 0 && pieces[static_cast<std::size_t>(at - 1)].lower == "the" && opens(at - 1))))
        return std::nullopt;
    const Piece& word = pieces[static_cast<std::size_t>(at)];
    Toponym toponym;
    toponym.first = word.token;
    toponym.last = word.token + 1;
    toponym.begin = toponym.phrase_begin = word.begin;
    toponym.end = toponym.phrase_end = word.end;
    toponym.name = text_.text.substr(word.begin, word.end - word.begin);
    toponym.key = "capital|" + country.key;
    toponym.place = *capital;
    toponym.score = country.score;
    toponym.implied = true;
    return toponym;
}

Toponym NameResolution::toponym(std::size_t candidate) const
{
    Toponym toponym =
        told_[candidate] ? *told_[candidate] : toponym_of(reading_, reading_.candidates[candidate], lexicon_);
    if (const PlaceFacts* place = place_of(candidate)) {
        const PlaceRanking::Name& name = ranking_->names()[*name_of(candidate)];
        toponym.place = place->place;
        toponym.score = name.probability[name.best()];
    }
    return toponym;
}

std::vector<Toponym> NameResolution::toponyms() const
{
    std::vector<Toponym> result;
    for (std::size_t i = 0; i < reading_.candidates.size(); ++i) {
        if (!is_toponym(i))
            continue;
        Toponym toponym = this->toponym(i);
        std::optional<Toponym> capital = capital_of(i, toponym);
        result.push_back(std::move(toponym));
        if (capital)
            result.push_back(std::move(*capital));
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Toponym& a, const Toponym& b) { return a.first < b.first; });
    return result;
}

} // namespace sitmap
