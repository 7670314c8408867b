#pragma once

#include "geodata/gazetteer.hpp"
#include "importers/article/lexicon.hpp"
#include "importers/article/tokens.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sitmap {

enum class ToponymKind : std::uint8_t {
    literal,
    demonym,  ///< "Libyan"
    metonym,  ///< "Moscow said"
    embedded, ///< inside an organisation's or person's name
    dateline, ///< also bylines
    facility, ///< "the Tajoura detention centre"
    relative  ///< "20 km west of X", "off the coast of X", "near X"
};
[[nodiscard]] std::string_view name_of(ToponymKind kind);

struct NameReading;
struct NameCandidate;

/// A name of a place in a text, and what it stands for if that is known.
struct Toponym {
    std::uint32_t first = 0, last = 0; ///< tokens [first, last)
    std::uint32_t begin = 0, end = 0;  ///< bytes of the text
    std::string name;                  ///< as the text spells it
    std::string key; ///< folded, as the gazetteer is asked: without "South" in "South Tripoli"
    ToponymKind kind = ToponymKind::literal;
    std::optional<PlaceIndex> place; ///< nothing: not resolved
    double score = 0;                ///< 0 to 1, of the chosen candidate
    // What the words around the name add: a facility, a distance and bearing, "off", "near".
    std::string facility; ///< "detention centre", else empty
    std::optional<double> distance_m;
    std::optional<double> bearing_deg;   ///< from the anchor, clockwise from north
    bool near = false;                   ///< "near", "outside", "on the outskirts of", "between A and B"
    bool implied = false;                ///< no name itself: the "capital" of "the Somali capital"
    bool off_shore = false;              ///< "off", "off the coast of"
    std::optional<PlaceIndex> other_end; ///< "between A and B", "on the road from A to B": of A, where B is
    std::uint32_t phrase_begin = 0,
                  phrase_end = 0; ///< bytes of the whole phrase, facility and distance words with it
};

/// The toponym that an accepted candidate is: its span, kind and the phrase around it; nothing is resolved
/// (`place` is empty). Uses the tables facilities, directions, place_types and actor_verbs of the lexicon.
[[nodiscard]] Toponym toponym_of(const NameReading& reading, const NameCandidate& candidate,
                                 const Lexicon& lexicon);

} // namespace sitmap
