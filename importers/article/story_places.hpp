#pragma once

#include "importers/article/happenings.hpp"

#include <map>
#include <optional>

namespace sitmap {

/// A name and the sentence that it stands in.
struct Placed {
    const Toponym* toponym = nullptr;
    std::uint32_t sentence = 0;
};

/// "in Titao", "outside the town of Titao", "entered Titao": not "the bishop of Titao", "Titao, which".
[[nodiscard]] bool stands_as_place(const Reading& reading, const Toponym& toponym);

/// "PALGHAR: The hamlet was deserted on Sunday": the town that a report was sent from, and no capital,
/// stands for a place near it that the gazetteer lacks.
[[nodiscard]] std::optional<Placed> town_of_dateline(const Reading& reading);

/// A happening was told last in this sentence. Linear in the happenings, which are few.
[[nodiscard]] bool is_told_in(const Narrative& narrative, std::uint32_t sentence);

/// Where what a sentence tells without naming a place has happened: what its paragraph, the story or the
/// text as a whole says. Keeps a reference to the reading.
class StoryPlaces {
public:
    explicit StoryPlaces(const Reading& reading);

    /// Its own place, or that of what was told before (`current`, null if nothing was), or the text's first.
    /// `background`: told of days that lie back.
    [[nodiscard]] std::optional<Placed> place_for(const Telling& telling, const Happening* current,
                                                  bool background) const;
    /// "7 November: armed men entered Titao. The clinic was ransacked": named before it in its paragraph,
    /// by a sentence that itself tells of no happening; nothing where one was told since.
    [[nodiscard]] std::optional<Placed> before_in_paragraph(const Telling& telling,
                                                            const Narrative& narrative) const;

private:
    [[nodiscard]] std::optional<Placed> last_named_place(const Telling& telling,
                                                         const Happening* current) const;
    [[nodiscard]] bool is_abroad(const Toponym& named, const Happening* current) const;
    [[nodiscard]] const Toponym* find_focus() const;
    [[nodiscard]] std::optional<Placed> first_place(const Telling& telling) const;
    [[nodiscard]] std::optional<Placed> capital_of_dateline() const;
    /// The first places of a text's first sentences.
    struct FirstNamed {
        std::uint32_t looked_at = 0; ///< sentences
        std::optional<Placed> exact, coarse;
    };
    [[nodiscard]] FirstNamed first_named(TypeGroup group, std::uint32_t end) const;

    const Reading& reading_;
    const Toponym* focus_; ///< the place that the text is about; null: it has none
    mutable std::map<TypeGroup, FirstNamed> first_named_; ///< so that a long text is gone through once
};

} // namespace sitmap
