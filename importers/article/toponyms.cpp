#include "importers/article/toponyms.hpp"

#include "importers/article/name_candidates.hpp"
#include "importers/article/place_phrases.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Says what kind of mention a candidate is.
class Describer {
public:
    Describer(const NameReading& reading, const NameCandidate& candidate, const Lexicon& lexicon)
        : reading_{reading}, candidate_{candidate}, pieces_{reading.pieces(candidate)}, lexicon_{lexicon}
    {}

    Toponym describe()
    {
        const NameMatch& match = candidate_.match;
        Toponym toponym;
        toponym.first = pieces_[match.first].token;
        toponym.last = pieces_[match.last - 1].token + 1;
        toponym.begin = pieces_[match.first].begin;
        toponym.end = pieces_[match.last - 1].end;
        toponym.name = reading_.text.text.substr(toponym.begin, toponym.end - toponym.begin);
        toponym.key = match.key;
        read_phrase(toponym, pieces_, match.first, match.last, lexicon_, is_area());
        const bool affiliation = match.first > 0 && pieces_[match.first].hyphen; // "D-New Jersey"
        if (candidate_.evidence.organisation || affiliation)
            toponym.kind = ToponymKind::embedded;
        else if (candidate_.evidence.demonym && !toponym.off_shore)
            toponym.kind = ToponymKind::demonym; // "near the Libyan capital" is not near Libya
        else if (toponym.kind == ToponymKind::literal && is_metonym(match))
            toponym.kind = ToponymKind::metonym;
        if (toponym.kind == ToponymKind::embedded || toponym.kind == ToponymKind::demonym)
            forget_phrase(toponym);
        if (candidate_.dateline || reading_.sentences[candidate_.sentence].credit)
            toponym.kind = ToponymKind::dateline;
        return toponym;
    }

private:
    /// A country or region is the likeliest: "the north of" it lies inside.
    bool is_area() const
    {
        const auto& facts = *candidate_.places;
        return !facts.empty() &&
               (facts.front().kind == PlaceKind::country || facts.front().kind == PlaceKind::continent ||
                facts.front().kind == PlaceKind::region);
    }

    static void forget_phrase(Toponym& toponym)
    {
        toponym.facility.clear();
        toponym.distance_m.reset();
        toponym.bearing_deg.reset();
        toponym.near = toponym.off_shore = false;
        toponym.phrase_begin = toponym.begin;
        toponym.phrase_end = toponym.end;
    }

    /// "Moscow said", "Italy's Foreign Ministry", "accused Jordan, Turkey ... of".
    bool is_metonym(const NameMatch& match) const
    {
        const auto& facts = *candidate_.places;
        const bool governs = std::any_of(facts.begin(), facts.end(), [](const PlaceFacts& f) {
            return f.kind == PlaceKind::country || f.kind == PlaceKind::continent || f.rank == 1;
        });
        if (!governs)
            return false;
        if (match.last < pieces_.size()) {
            const Piece& next = pieces_[match.last];
            const bool possessive = next.before == "'s" || next.before == "’s";
            if (possessive && names_government(match.last))
                return true;
            if (next.before.empty() && acts(match.last) && !follows_preposition(match.first))
                return true;
        }
        return is_accused(match.first);
    }

    bool names_government(std::uint32_t i) const { return lexicon_.is_in("government", pieces_[i].lower); }

    static bool is_actor_verb(const Piece& piece) { return (piece.classes & word_actor_verb) != 0; }

    bool acts(std::uint32_t i) const
    {
        const std::string& verb = pieces_[i].lower;
        if (verb == "has" || verb == "have" || verb == "had" || verb == "also" || verb == "and")
            return verb != "and" && i + 1 < pieces_.size() && is_actor_verb(pieces_[i + 1]);
        return is_actor_verb(pieces_[i]);
    }

    bool follows_preposition(std::uint32_t first) const
    {
        constexpr std::array<std::string_view, 12> prepositions = {
            "in", "at", "near", "from", "outside", "around", "across", "of", "to", "into", "off", "for"};
        std::uint32_t i = first;
        while (i > 0 && pieces_[i].before.empty() &&
               (pieces_[i - 1].lower == "the" || pieces_[i - 1].lower.ends_with("ern")))
            --i;
        return i > 0 && pieces_[i].before.empty() && is_one_of(prepositions, pieces_[i - 1].lower);
    }

    /// Within the list after "accused" or "blamed".
    bool is_accused(std::uint32_t first) const
    {
        constexpr std::uint32_t farthest = 10;
        for (std::uint32_t back = 1; back <= std::min(first, farthest); ++back) {
            const Piece& piece = pieces_[first - back];
            if (piece.lower == "accused" || piece.lower == "accuses" || piece.lower == "blamed" ||
                piece.lower == "blames" || piece.lower == "accusing" || piece.lower == "blaming")
                return true;
            if (!piece.capitalised && piece.lower != "and" && piece.lower != "the")
                return false;
        }
        return false;
    }

    const NameReading& reading_;
    const NameCandidate& candidate_;
    const std::vector<Piece>& pieces_;
    const Lexicon& lexicon_;
};

} // namespace

std::string_view name_of(ToponymKind kind)
{
    constexpr std::array<std::string_view, 7> names = {"literal",  "demonym",  "metonym", "embedded",
                                                       "dateline", "facility", "relative"};
    return names[static_cast<std::size_t>(kind)];
}

Toponym toponym_of(const NameReading& reading, const NameCandidate& candidate, const Lexicon& lexicon)
{
    return Describer{reading, candidate, lexicon}.describe();
}

} // namespace sitmap
