#pragma once

#include "render/scene.hpp"
#include "render/ui/timeline_model.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// How far the window moves from picture to picture.
struct FilmStep {
    enum class Unit : std::uint8_t { days, months } unit = Unit::days;
    int count = 1; ///< at least 1
    bool operator==(const FilmStep&) const = default;
};
/// "day", "week", "month", "year", "10d", "3 months"; nothing for anything else.
[[nodiscard]] std::optional<FilmStep> film_step_named(std::string_view text);

/// What one picture shows: all that may have happened from `since` to `until`, both included.
struct FilmWindow {
    Day since{}, until{};
    bool operator==(const FilmWindow&) const = default;
};

/// Windows over the days from `range.first` to `range.last`. The end moves by `step` and comes to stand on
/// the last day; `window_days` before it begins the window, or the step before where that is 0. `cumulative`:
/// every window begins on the first day. Months end with their last day. Requires range.first <= range.last.
[[nodiscard]] std::vector<FilmWindow> film_windows(const DayRange& range, FilmStep step, int window_days,
                                                   bool cumulative);

struct FilmOptions {
    double width_px = 1280, height_px = 720; ///< at least 800 × 450
    std::string title;                       ///< empty: made from the contents
    std::optional<Extent> extent;            ///< empty: all that is shown in the whole period
    std::string crs;                         ///< empty: Web Mercator, as the window has it
    std::string chosen_by; ///< "country LBY, at least 25 killed", for the head; empty: all incidents
    DayRange range;
    bool cumulative = false;
};

/// A map over time as pictures: the window's map of each step (`build_scene` with the window of time as its
/// query), between a head with title and date and a foot with the timeline, sources and disclaimer. The
/// legend is that of the whole period, so that it does not jump.
class Film {
public:
    /// `map` outlives the film; `view.query` without its days filters. Throws Error: too small.
    Film(const Map& map, const ViewState& view, FilmOptions options);

    /// The map's part of a picture.
    [[nodiscard]] const Camera& camera() const { return camera_; }
    /// The view whose scene the picture's map is.
    [[nodiscard]] ViewState view_of(const FilmWindow& window) const;
    [[nodiscard]] DrawList picture(const FilmWindow& window);

private:
    void draw_head(DrawList& list, const FilmWindow& window, const Scene& scene) const;
    void draw_legend(DrawList& list) const;
    void add_legend_of_control();
    void draw_foot(DrawList& list, const FilmWindow& window) const;

    const Map& map_;
    ViewState view_;
    FilmOptions options_;
    Camera camera_;
    SceneCache cache_;
    Scene whole_; ///< of the whole period: legend and title
    Histogram histogram_;
    std::string title_, sources_;
};

} // namespace sitmap
