#pragma once

#include "importers/article/tellings.hpp"

namespace sitmap {

/// Told along: its days lie well before publication, or are no better known than a week or a month.
[[nodiscard]] bool lies_back(const Interval& interval, std::optional<Day> published);

/// "had set out from Zuwara on Thursday evening": the day on which a boat or a traveller left, and not that
/// of what befell them.
[[nodiscard]] bool is_of_departure(const Reading& reading, const TimeMention& time);

/// Where and when the text is as it goes from sentence to sentence: what a heading or the opening of a
/// paragraph says for the sentences behind it, and the day that was told last.
class Scene {
public:
    explicit Scene(const Reading& reading) : reading_{reading} {}

    /// Sentences are entered in their order.
    void enter(std::uint32_t sentence);
    /// A happening of these days was told.
    void tell(const Interval& interval) { last_time_ = interval; }

    /// The place that the paragraph's heading names ("Najaf."); null if none.
    [[nodiscard]] const Toponym* heading_for(std::uint32_t sentence) const;
    /// The paragraph opened with a day that is this telling's too: "On Monday there was more. A boat broke
    /// up".
    [[nodiscard]] bool dates(const Telling& telling) const;
    [[nodiscard]] const Interval& day() const { return day_; }
    /// The night that the lead tells of, for what this telling names elsewhere without a day: "Russia
    /// launched 25 drones overnight. In Kryvyi Rih, a missile hit a block of flats". Unknown if it is none of
    /// it.
    [[nodiscard]] Interval night_of(const Telling& telling) const;
    [[nodiscard]] const Interval& last_time() const { return last_time_; }
    /// The last day was named in this sentence or just before it.
    [[nodiscard]] bool is_near(std::uint32_t sentence) const;

private:
    [[nodiscard]] bool opens_paragraph(std::uint32_t sentence) const;
    [[nodiscard]] bool opens_entry(std::uint32_t sentence) const;
    void note_heading(std::uint32_t sentence);
    void note_entry(std::uint32_t sentence);
    void note_times(std::uint32_t sentence);

    const Reading& reading_;
    Interval last_time_, day_, night_;
    std::uint32_t last_time_sentence_ = 0;
    std::uint32_t day_paragraph_ = 0, day_sentence_ = 0;
    const Toponym* heading_ = nullptr;
    std::uint32_t heading_paragraph_ = 0;
};

} // namespace sitmap
