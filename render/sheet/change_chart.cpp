#include "render/sheet/change_chart.hpp"
#include "engine/quantity.hpp"
#include "render/px_geometry.hpp"
#include "render/sheet/furniture.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

namespace sitmap {

namespace {

const Font figure_font{11, FontWeight::regular, false, 0}, lost_font{11, FontWeight::bold, false, 0};
constexpr double figure_px = 17, months_px = 38; // room above, between and below the bars
constexpr double bar_share = 0.72;
constexpr double least_figures_slot_px = 21, figure_gap_px = 3;

std::string whole_words(double km2)
{
    return Quantity::exactly(std::llround(km2)).for_people();
}

std::chrono::year_month_day date_of(const ControlChange& month)
{
    return std::chrono::year_month_day{month.to};
}

struct Bars {
    double zero_y = 0, px_a_km2 = 0, slot = 0, left = 0;
    [[nodiscard]] double middle(std::size_t i) const { return left + slot * (static_cast<double>(i) + 0.5); }
    [[nodiscard]] PxRect bar(std::size_t i, double km2) const
    {
        const double width = slot * bar_share, high = std::abs(km2) * px_a_km2;
        return {middle(i) - width / 2, km2 > 0 ? zero_y - high : zero_y, width, high};
    }
};

Bars bars_for(const PxRect& box, std::span<const ControlChange> months)
{
    double most_gained = 0, most_lost = 0;
    for (const ControlChange& month : months) {
        most_gained = std::max(most_gained, month.parties[0].gained.km2);
        most_lost = std::max(most_lost, month.parties[0].lost.km2);
    }
    Bars bars;
    const double high = box.height - 2 * figure_px - months_px;
    bars.px_a_km2 = high / std::max(1e-9, most_gained + most_lost);
    bars.zero_y = box.y + figure_px + most_gained * bars.px_a_km2;
    bars.slot = box.width / static_cast<double>(months.size());
    bars.left = box.x;
    return bars;
}

void write_months(DrawList& list, const Palette& p, const PxRect& box, const Bars& bars,
                  std::span<const ControlChange> months)
{
    constexpr std::string_view initials = "JFMAMJJASOND";
    const double y = box.y + box.height - 20;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const auto date = date_of(months[i]);
        const auto month = static_cast<unsigned>(date.month());
        if (bars.slot >= 9)
            add_text(list, std::string{initials.substr(month - 1, 1)}, figure_font, {bars.middle(i), y},
                     p.muted_ink, Align::centre);
        const bool new_year = i == 0 || date.year() != date_of(months[i - 1]).year();
        if (!new_year)
            continue;
        const double x = bars.left + bars.slot * static_cast<double>(i);
        if (i > 0)
            list.commands.push_back(
                StrokePath{{{{x, y - 12}, {x, y + 19}}}, false, p.rule, 1.0, {}, Cap::butt});
        add_text(list, std::to_string(static_cast<int>(date.year())), figure_font,
                 {x + (i > 0 ? 5 : (1 - bar_share) / 2 * bars.slot), y + 17}, p.muted_ink);
    }
}

/// "2,917", or "2.9k" where that would run into the next month's.
std::string fitting_words(const std::string& sign, double km2, const Font& font, double slot_px)
{
    constexpr double thousand = 1000;
    std::string words = sign + whole_words(km2);
    if (km2 < thousand || measure(words, font).advance + figure_gap_px <= slot_px)
        return words;
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%.1fk", km2 / thousand);
    return sign + buffer;
}

/// Figures beside the bars' ends: one that would touch another stands a line farther out, and is left out
/// where there is no room for that.
class Figures {
public:
    Figures(DrawList& list, double top, double bottom) : list_{list}, top_{top}, bottom_{bottom} {}

    void add(const std::string& words, const Font& font, Px end, double outwards, Rgba colour)
    {
        constexpr double line_px = 12, capital_px = 9;
        const double width = measure(words, font).advance + figure_gap_px;
        for (const double farther : {0.0, line_px}) {
            const double y = end.y + outwards * farther;
            const PxRect box{end.x - width / 2, y - capital_px, width, capital_px + 1};
            if (box.y < top_ || y > bottom_)
                return;
            if (std::any_of(taken_.begin(), taken_.end(), [&](const PxRect& t) {
                    return t.x < box.x + box.width && box.x < t.x + t.width && t.y < box.y + box.height &&
                           box.y < t.y + t.height;
                }))
                continue;
            taken_.push_back(box);
            add_text(list_, words, font, {end.x, y}, colour, Align::centre);
            return;
        }
    }

private:
    DrawList& list_;
    double top_, bottom_;
    std::vector<PxRect> taken_;
};

} // namespace

void draw_change_chart(DrawList& list, const Palette& p, const PxRect& box,
                       std::span<const ControlChange> months)
{
    if (months.empty())
        return;
    const Bars bars = bars_for(box, months);
    const bool told = bars.slot >= least_figures_slot_px;
    constexpr double initials_px = 30; // the months' initials, from the foot of the box up
    Figures figures{list, box.y - 4, box.y + box.height - initials_px};
    Path gains, losses;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const PartyChange& change = months[i].parties[0];
        const PxRect up = bars.bar(i, change.gained.km2), down = bars.bar(i, -change.lost.km2);
        if (up.height > 0)
            gains.push_back(rect_px(up));
        if (down.height > 0)
            losses.push_back(rect_px(down));
        if (told && change.gained.km2 >= 0.5)
            figures.add(fitting_words("", change.gained.km2, figure_font, bars.slot), figure_font,
                        {bars.middle(i), up.y - 4}, -1, p.ink);
        if (told && change.lost.km2 >= 0.5)
            figures.add(fitting_words("–", change.lost.km2, lost_font, bars.slot), lost_font,
                        {bars.middle(i), down.y + down.height + 13}, 1, text_colour(p, p.losses));
    }
    list.commands.push_back(FillPath{std::move(gains), p.gains, {}, {}});
    list.commands.push_back(FillPath{std::move(losses), p.losses, {}, {}});
    list.commands.push_back(StrokePath{
        {{{box.x, bars.zero_y}, {box.x + box.width, bars.zero_y}}}, false, p.ink, 1.0, {}, Cap::butt});
    write_months(list, p, box, bars, months);
}

} // namespace sitmap
