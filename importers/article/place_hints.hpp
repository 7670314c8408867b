#pragma once

#include "importers/article/happenings.hpp"
#include "importers/article/named_places.hpp"
#include "importers/article/reading.hpp"

namespace sitmap {

/// The happening has this place now.
[[nodiscard]] bool is_place_now(const Happening& happening, const Toponym& toponym);

/// What the words themselves say for and against a place of a happening, beside the clues whose weight is
/// learnt (place_choice.hpp).
class PlaceHints {
public:
    struct Of {
        bool elsewhere = false;      ///< by their words all its mentions say where else somebody was
        bool of_other_entry = false; ///< only other numbered or dated entries of a report name it
        /// Only what is told of another day, or another deed of the sentence, was there.
        bool of_other_day = false;
        bool finds_told = false; ///< says where the place lies that a sentence on the deed names
        bool was_in_it = false;  ///< "The bus was in Andar district", of the bus that was hit
        bool struck = false;     ///< the deed is done to it: "Aleppo was bombed", "shelled Nyala"
    };

    /// Keeps references.
    PlaceHints(const Reading& reading, const Narrative& narrative, const Happening& happening)
        : reading_{reading}, narrative_{narrative}, happening_{happening}
    {}

    /// The place's mentions times the narrative's tellings.
    [[nodiscard]] Of of(const NamedPlaces::Named& named) const;

private:
    [[nodiscard]] bool is_now(const Toponym& toponym) const { return is_place_now(happening_, toponym); }
    [[nodiscard]] std::uint32_t paragraph(std::uint32_t s) const { return reading_.sentence(s).paragraph; }
    [[nodiscard]] bool is_of_other_year(const Toponym& toponym) const;
    [[nodiscard]] bool is_elsewhere(const NamedPlaces::Named& named) const;
    [[nodiscard]] bool is_of_other_entry(const NamedPlaces::Named& named) const;
    [[nodiscard]] bool is_of_other_day(const NamedPlaces::Named& named) const;
    [[nodiscard]] bool finds_place_of_telling(const NamedPlaces::Named& named) const;
    [[nodiscard]] bool is_of_other_clause_deed(const NamedPlaces::Named& named) const;
    [[nodiscard]] bool stands_near_telling(std::uint32_t s) const;
    [[nodiscard]] bool is_struck(const NamedPlaces::Named& named) const;
    [[nodiscard]] bool is_where_it_was(const NamedPlaces::Named& named) const;

    const Reading& reading_;
    const Narrative& narrative_;
    const Happening& happening_;
};

} // namespace sitmap
