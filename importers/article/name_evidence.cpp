#include "importers/article/name_evidence.hpp"

#include "geodata/name_fold.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sitmap {

namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr double unknown_name = -2.7; ///< prior of a name that the gazetteer does not have
constexpr double never = 20;

// Between a preposition and the name: "in the besieged city of Homs", "in northern Mali".
constexpr std::array<std::string_view, 26> transparent = {
    "the",          "northern",    "southern", "eastern", "western",      "central",      "nearby",
    "neighbouring", "neighboring", "downtown", "rural",   "mainland",     "coastal",      "besieged",
    "north",        "south",       "east",     "west",    "northeastern", "northwestern", "southeastern",
    "southwestern", "upper",       "lower",    "greater", "mid"};
// "city of", "près de", "недалеко от"
constexpr std::array<std::string_view, 8> of_words = {"of", "de", "d'", "du", "от", "від", "من", "عن"};
constexpr std::array<std::string_view, 16> street_words = {
    "street", "st",        "st.",  "road",  "rd",   "rd.",   "avenue",  "ave",
    "ave.",   "boulevard", "blvd", "blvd.", "lane", "drive", "highway", "hwy"};
constexpr std::array<std::string_view, 14> name_particles = {"al",  "el",  "ben", "bin", "ibn",  "abu", "de",
                                                             "van", "von", "der", "den", "bint", "da",  "di"};

/// Written in a script where nothing tells a name from another word.
bool has_no_case(const Piece& piece)
{
    constexpr unsigned char first_without_case = 0xD6; // Hebrew, Arabic and what follows, in UTF-8
    return static_cast<unsigned char>(piece.lower.front()) >= first_without_case;
}

bool is_particle(const Piece& piece)
{
    return is_one_of(name_particles, piece.lower);
}

bool is_any(const Piece& piece, std::uint32_t classes)
{
    return (piece.classes & classes) != 0;
}

bool is_first_name(const Piece& piece)
{
    return is_any(piece, word_first_name);
}

bool is_title(const Piece& piece)
{
    return is_any(piece, word_title) || (is_any(piece, word_role) && !piece.capitalised);
}

bool is_head(const Piece& piece)
{
    return piece.capitalised && is_any(piece, word_organisation);
}

bool is_initial(const Piece& piece)
{
    return piece.capitalised && piece.lower.size() == 2 && piece.lower.back() == '.';
}

constexpr std::array<std::string_view, 3> articles = {"a", "an", "the"};
constexpr std::array<std::string_view, 19> behind_place_type = {
    "in",    "of",      "on",    "near",  "outside", "where", "that", "which", "close", "some",
    "about", "between", "north", "south", "east",    "west",  "at",   "by",    "to"};

/// "Merawi, a market town in the Amhara region": behind the comma `at` begins what kind of place it is.
bool is_described(const std::vector<Piece>& pieces, std::size_t at)
{
    constexpr std::size_t longest = 5;
    if (!is_one_of(articles, pieces[at].lower))
        return false;
    for (std::size_t i = at + 1; i < std::min(at + longest, pieces.size()); ++i) {
        if (pieces[i].capitalised || !pieces[i].before.empty())
            return false;
        if (is_any(pieces[i], word_place_type))
            return i + 1 == pieces.size() || !pieces[i + 1].before.empty() ||
                   is_one_of(behind_place_type, pieces[i + 1].lower);
    }
    return false;
}

} // namespace

/// The sentence at hand, with the match that covers each piece.
struct NameJudge::Sentence {
    const TokenisedText& text;
    const std::vector<Piece>& pieces;
    const std::vector<NameMatch>& matches;
    bool all_capitals = false;

    const Piece* piece(std::int64_t i) const
    {
        return i < 0 || i >= static_cast<std::int64_t>(pieces.size()) ? nullptr
                                                                      : &pieces[static_cast<std::size_t>(i)];
    }
    /// The piece before `i` with nothing but a space between.
    const Piece* joined_before(std::int64_t i) const { return pieces_joined(i) ? piece(i - 1) : nullptr; }
    /// The piece at `i`, if it follows the one before with nothing but a space between.
    const Piece* joined_at(std::int64_t i) const { return pieces_joined(i) ? piece(i) : nullptr; }
    bool pieces_joined(std::int64_t i) const
    {
        const Piece* at = piece(i);
        return at != nullptr && i > 0 && at->before.empty();
    }
    /// The match that begins at this piece.
    const NameMatch* match_at(std::uint32_t first) const
    {
        const auto found = std::lower_bound(matches.begin(), matches.end(), first,
                                            [](const NameMatch& m, std::uint32_t f) { return m.first < f; });
        return found != matches.end() && found->first == first ? &*found : nullptr;
    }
};

bool NameJudge::names_well_known(const std::string& key) const
{
    const auto& facts = facts_.of(key);
    return std::any_of(facts.begin(), facts.end(), [](const PlaceFacts& f) {
        return (is_well_known(f.kind) && f.kind != PlaceKind::admin1) || f.demonym || f.rank == 1;
    });
}

void NameJudge::gather(const TokenisedText& text, const std::vector<Piece>& pieces, DocumentUse& use)
{
    constexpr std::size_t longest_word = 40;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        if (piece.lower.size() > longest_word)
            continue;
        DocumentUse::Word& word = use.words.of(piece.hash);
        if (!piece.capitalised)
            ++word.lower;
        else if (!text.tokens[piece.token].sentence_start)
            ++word.capital;
    }
    for (std::size_t i = 0; i < pieces.size();) {
        std::size_t end = i + 1;
        while (end < pieces.size() && pieces[end].before.empty() &&
               (pieces[end].capitalised || is_particle(pieces[end])))
            ++end;
        constexpr std::size_t longest_name = 5;
        const bool titled = is_title(pieces[i]);
        const bool named = pieces[i].capitalised && is_first_name(pieces[i]);
        const bool person = (titled || named) && end - i >= 2 && end - i <= longest_name;
        const auto explains_otherwise = [&](const Piece& p) {
            return is_head(p) || is_any(p, word_generic | word_place_type);
        };
        if (person && pieces[end - 1].capitalised &&
            std::none_of(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                         pieces.begin() + static_cast<std::ptrdiff_t>(end), explains_otherwise))
            use.surnames.insert(pieces[end - 1].folded);
        i = end;
    }
}

double NameJudge::prior(const NameMatch& match, const std::vector<PlaceFacts>& facts,
                        NameEvidence& evidence) const
{
    double best = -10;
    for (const PlaceFacts& f : facts) {
        double score = 0;
        switch (f.kind) {
        case PlaceKind::country:
        case PlaceKind::continent:
            score = 3.2;
            break;
        case PlaceKind::demonym:
            score = 3;
            break;
        case PlaceKind::admin1:
            score = 2;
            break;
        case PlaceKind::region:
        case PlaceKind::sea:
        case PlaceKind::route:
            score = 1.8;
            break;
        case PlaceKind::admin2:
            score = -0.6;
            break;
        case PlaceKind::section:
            score = -1.2;
            break;
        case PlaceKind::water:
        case PlaceKind::airport:
        case PlaceKind::facility:
            score = -0.5;
            break;
        case PlaceKind::city:
            score = -1.9 + 0.9 * std::log10(static_cast<double>(f.population) / 100 + 1);
            score += f.rank == 1 ? 1.5 : f.rank == 2 ? 0.5 : 0;
            break;
        }
        constexpr double main_name = 0.9;
        score += f.weight < main_name ? -1.0 : f.weight > 1.4 ? 0.3 : 0;
        score += f.demonym && f.kind != PlaceKind::demonym ? 0.2 : 0;
        if (score > best) {
            best = score;
            evidence.demonym = f.demonym;
            evidence.well_known = is_well_known(f.kind) || f.demonym || f.rank == 1;
        }
        evidence.known_acronym =
            evidence.known_acronym || f.kind == PlaceKind::country || f.kind == PlaceKind::continent ||
            f.kind == PlaceKind::region ||
            (f.kind == PlaceKind::admin1 && (match.key.size() > 2 || f.country != facts_.united_states()));
    }
    if (match.key.starts_with(unknown_mark))
        return std::max(unknown_name, std::min(best, 0.0) - 1.4) + (evidence.typed ? 1.2 : 0);
    const bool several_words = match.last - match.core > 1;
    return best + (several_words ? 1.1 : 0);
}

void NameJudge::judge_before(const Sentence& s, std::size_t m, NameEvidence& evidence) const
{
    std::int64_t i = static_cast<std::int64_t>(s.matches[m].first) - 1;
    if (i < 0 || !s.piece(i + 1)->before.empty())
        return;
    bool type_of = false;
    for (int steps = 0; steps < 5; ++steps, --i) {
        const Piece* piece = s.piece(i);
        if (piece == nullptr)
            return;
        const bool is_of = is_one_of(of_words, piece->lower);
        const Piece* type = is_of ? s.piece(i - 1) : nullptr;
        const bool english = piece->lower == "of";
        if (type != nullptr && piece->before.empty() &&
            is_any(*type, english ? word_place_type : word_place_type | word_placing)) {
            type_of = true;
            --i;
        } else if (!is_one_of(transparent, piece->lower)) {
            break;
        }
        if (!s.piece(i)->before.empty())
            break;
    }
    evidence.placed = evidence.placed || type_of;
    evidence.typed = evidence.typed || type_of;
    if (const Piece* piece = s.piece(i); piece != nullptr && (!piece->capitalised || has_no_case(*piece))) {
        evidence.placed = evidence.placed || is_any(*piece, word_placing);
        evidence.weakly_placed = evidence.weakly_placed || is_any(*piece, word_weakly_placing);
    } else if (piece != nullptr && s.text.tokens[piece->token].sentence_start) {
        evidence.placed = evidence.placed || is_any(*piece, word_placing);
    }
}

void NameJudge::judge_neighbours(const Sentence& s, std::size_t m, NameEvidence& evidence) const
{
    const NameMatch& match = s.matches[m];
    if (match.last < s.pieces.size()) {
        const std::string_view mark = s.pieces[match.last].before;
        const NameMatch* next = s.match_at(match.last);
        if (next != nullptr && (mark == "," || mark == "(") && facts_.may_contain(next->key, match.key))
            evidence.contained = true;
        const Piece& after = s.pieces[match.last];
        if ((mark.empty() && is_any(after, word_place_type)) ||
            (mark == "," && is_described(s.pieces, match.last)))
            evidence.placed = evidence.typed = true;
    }
    if (m == 0)
        return;
    const NameMatch& previous = s.matches[m - 1];
    const std::string_view mark = s.pieces[match.first].before;
    if (previous.last == match.first && (mark == "," || mark == "(") &&
        facts_.may_contain(match.key, previous.key))
        evidence.contains_previous = true;
}

void NameJudge::judge_person(const Sentence& s, std::size_t m, NameEvidence& evidence) const
{
    const NameMatch& match = s.matches[m];
    const auto first = static_cast<std::int64_t>(match.first);
    if (const Piece* before = s.joined_before(first); before != nullptr) {
        const bool part_of_place = m > 0 && s.matches[m - 1].last == match.first;
        if (is_title(*before) || is_initial(*before))
            evidence.person = true;
        if (before->capitalised && !part_of_place && is_first_name(*before))
            evidence.person = true;
        const Piece* two_before = s.joined_before(first - 1);
        const bool middle_name = two_before != nullptr && before->capitalised && two_before->capitalised;
        if ((is_particle(*before) || middle_name) && two_before != nullptr && two_before->capitalised &&
            is_first_name(*two_before) && !part_of_place)
            evidence.person = true;
    }
    const Piece* after = s.joined_at(match.last);
    const bool single = match.last - match.first == 1;
    if (!single || after == nullptr || !(after->capitalised || is_particle(*after)) ||
        !is_first_name(s.pieces[match.first]))
        return;
    bool explained = is_head(*after) || is_title(*after) ||
                     is_any(*after, word_place_type | word_generic | word_facility | word_common);
    if (evidence.placed)
        return;
    const NameMatch* next = s.match_at(match.last);
    const bool known_place = next != nullptr && names_well_known(next->key);
    explained = explained || known_place;
    if (!explained || is_initial(*after))
        evidence.person = evidence.given_name = true;
}

void NameJudge::judge_run(const Sentence& s, std::size_t m, NameEvidence& evidence) const
{
    const NameMatch& match = s.matches[m];
    constexpr std::int64_t longest_run = 6;
    std::int64_t i = match.last;
    for (; i < match.last + longest_run; ++i) {
        const Piece* piece = s.joined_at(i);
        const bool connects =
            piece != nullptr && (piece->lower == "of" || piece->lower == "for" || piece->lower == "and");
        const Piece* next = connects ? s.joined_at(i + 1) : nullptr;
        if (piece == nullptr || !(piece->capitalised || (next != nullptr && next->capitalised)))
            break;
        if (i == match.last && is_one_of(street_words, piece->lower))
            evidence.street = true;
        evidence.organisation = evidence.organisation || is_head(*piece);
    }
    const auto first = static_cast<std::int64_t>(match.first);
    const Piece* of = s.joined_before(first);
    std::int64_t head = first - 1;
    if (of != nullptr && of->lower == "the") {
        of = s.joined_before(first - 1);
        --head;
    }
    if (of != nullptr && (of->lower == "of" || of->lower == "for"))
        if (const Piece* before = s.joined_before(head); before != nullptr && is_head(*before))
            evidence.organisation = true;
    const auto unexplained = [&](const Piece* piece) {
        return piece != nullptr && piece->capitalised && !piece->hyphen && !s.all_capitals &&
               !is_head(*piece) &&
               !is_any(*piece, word_place_type | word_generic | word_facility | word_direction) &&
               !s.text.tokens[piece->token].sentence_start && !is_title(*piece);
    };
    const bool after = unexplained(s.joined_at(match.last)) && s.match_at(match.last) == nullptr;
    const bool before =
        unexplained(s.joined_before(first)) && !(m > 0 && s.matches[m - 1].last == match.first);
    evidence.in_longer_name = after || before;
}

double NameJudge::ordinary_word_penalty(const Piece& piece, const DocumentUse& use)
{
    double penalty = 0;
    if (is_any(piece, word_common))
        penalty += is_any(piece, word_very_common) ? 3.0 : 2.2;
    const DocumentUse::Word* word = use.words.find(piece.hash);
    if (word != nullptr && word->lower > 1 && word->lower > 2 * word->capital)
        penalty += 2;
    return penalty + (is_any(piece, word_generic) ? 6 : 0);
}

/// True if some word of an unknown name is an ordinary word, a type of place, a title or an organisation's
/// head.
bool NameJudge::is_explained(const Sentence& s, const NameMatch& match)
{
    constexpr std::uint32_t explaining = word_common | word_generic | word_organisation | word_facility |
                                         word_place_type | word_title | word_role | word_first_name |
                                         word_direction;
    for (std::uint32_t i = match.first; i < match.last; ++i)
        if (is_any(s.pieces[i], explaining))
            return true;
    return s.text.tokens[s.pieces[match.first].token].sentence_start;
}

double NameJudge::score(const Sentence& s, std::size_t m, const NameEvidence& evidence,
                        const DocumentUse& use) const
{
    const NameMatch& match = s.matches[m];
    const Piece& first = s.pieces[match.core];
    const bool single = match.last - match.core == 1;
    constexpr std::size_t longest_acronym = 5;
    double score = 0;
    if (match.key.starts_with(unknown_mark) && is_explained(s, match))
        return -never;
    score += evidence.placed ? 1.6 : evidence.weakly_placed ? 0.5 : 0;
    score += evidence.contained ? 2.5 : 0;
    score += evidence.contains_previous ? 2.5 : 0;
    score -= evidence.person ? 3.5 : 0;
    score -= evidence.street ? 3.5 : 0;
    score -= evidence.organisation ? 0.3 : 0;
    score -= evidence.in_longer_name ? 0.9 : 0;
    if (single) {
        const bool acronym = first.upper && !s.all_capitals;
        if (!acronym)
            score -= (evidence.placed ? 0.6 : 1) * ordinary_word_penalty(first, use);
        else if (!evidence.known_acronym && first.lower.size() <= longest_acronym)
            score -= 2;
        if (!evidence.placed && !evidence.contained && is_first_name(first) && !evidence.well_known)
            score -= 1.5;
        const Piece* before = s.joined_before(match.first);
        if (before != nullptr && before->lower == "the" && !acronym && !evidence.well_known &&
            !evidence.placed)
            score -= 0.8; // "the Toyota"
        if (use.surnames.contains(match.key) && !evidence.contained)
            score -= 2.2;
        if (s.text.tokens[first.token].sentence_start)
            score -= 0.4;
    }
    return score - (s.all_capitals ? 0.5 : 0);
}

std::vector<NameEvidence> NameJudge::judge(const TokenisedText& text, const std::vector<Piece>& pieces,
                                           const std::vector<NameMatch>& matches, const DocumentUse& use,
                                           bool all_capitals)
{
    const Sentence s{text, pieces, matches, all_capitals};
    std::vector<NameEvidence> result(matches.size());
    for (std::size_t m = 0; m < matches.size(); ++m) {
        NameEvidence& evidence = result[m];
        judge_before(s, m, evidence);
        judge_neighbours(s, m, evidence);
        judge_person(s, m, evidence);
        judge_run(s, m, evidence);
        const bool hopeless = matches[m].key.starts_with(unknown_mark) && !evidence.placed;
        evidence.score =
            hopeless ? -never
                     : prior(matches[m], facts_.of(matches[m].key), evidence) + score(s, m, evidence, use);
    }
    return result;
}

double NameJudge::document_score(const NameMatch& match, const NameEvidence& evidence,
                                 const DocumentUse& use) const
{
    const auto key = use.keys.find(match.key);
    if (key == use.keys.end())
        return 0;
    if (match.key.starts_with(unknown_mark))
        return 0;
    const std::uint32_t elsewhere = key->second.placed - (evidence.placed || evidence.contained ? 1U : 0U);
    return elsewhere > 0 ? 1.2 : 0;
}

} // namespace sitmap
