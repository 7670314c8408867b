#include "render/sheet/toll_chart.hpp"

#include "render/layers/frame.hpp"
#include "render/px_geometry.hpp"
#include "render/sheet/furniture.hpp"
#include "render/sheet/sheet_parts.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

constexpr double head_px = 38, below_px = 48, bar_share = 0.72;
const Font head_font{12.5, FontWeight::bold, false, 0}, small_font{11, FontWeight::regular, false, 0},
    note_font{11, FontWeight::regular, true, 0};

struct Bars {
    PxRect box; ///< of the bars alone
    double slot = 0, px_a_person = 0;
    [[nodiscard]] double middle(std::size_t i) const { return box.x + slot * (static_cast<double>(i) + 0.5); }
    [[nodiscard]] double top(double people) const { return box.y + box.height - people * px_a_person; }
    [[nodiscard]] PxRect bar(std::size_t i, double from, double to) const
    {
        const double width = slot * bar_share;
        return {middle(i) - width / 2, top(to), width, (to - from) * px_a_person};
    }
};

Bars bars_for(const PxRect& box, const Tolls& tolls)
{
    std::int64_t most = 1;
    for (const TollPeriod& period : tolls.periods)
        most = std::max(most, period.killed.high);
    Bars bars{{box.x, box.y + head_px, box.width, box.height - head_px - below_px}};
    bars.slot = box.width / static_cast<double>(tolls.periods.size());
    bars.px_a_person = bars.box.height / static_cast<double>(most);
    return bars;
}

bool have_room(const Bars& bars, const Tolls& tolls)
{
    return std::all_of(tolls.periods.begin(), tolls.periods.end(), [&](const TollPeriod& period) {
        return measure(period.killed.for_people(), small_font).advance <= bars.slot - 3;
    });
}

void write_centred(DrawList& list, const std::string& text, Px at, Rgba colour)
{
    add_text(list, text, small_font, {at.x - measure(text, small_font).advance / 2, at.y}, colour);
}

/// Round numbers at the right, with a line through the bars.
void draw_scale(DrawList& list, const Palette& p, const Bars& bars)
{
    const double most = bars.box.height / bars.px_a_person;
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    const double step = power * (most / power >= 5 ? 2.5 : most / power >= 2 ? 1 : 0.5);
    for (double people = std::max(1.0, std::floor(step)); people <= most;
         people += std::max(1.0, std::floor(step))) {
        const double y = bars.top(people);
        add_stroke(list, {{{bars.box.x, y}, {bars.box.x + bars.box.width, y}}}, p.rule, 0.8);
        const std::string text = grouped_number(static_cast<std::int64_t>(people));
        add_text(list, text, small_font,
                 {bars.box.x + bars.box.width - measure(text, small_font).advance, y - 3}, p.muted_ink);
    }
}

/// Initials of months, and each year below its first; or years.
void write_periods(DrawList& list, const Palette& p, const Bars& bars, const Tolls& tolls)
{
    constexpr const char* initials = "JFMAMJJASOND";
    const double y = bars.box.y + bars.box.height;
    for (std::size_t i = 0; i < tolls.periods.size(); ++i) {
        const GroupKey key = tolls.periods[i].key;
        if (tolls.by == Dimension::year) {
            const std::string year = std::to_string(1970 + key);
            const double width = measure(year, small_font).advance;
            if (width <= bars.slot - 4 || i % 2 == 0)
                write_centred(list, width <= 2 * bars.slot - 4 ? year : "’" + year.substr(2),
                              {bars.middle(i), y + 14}, p.muted_ink);
            continue;
        }
        const GroupKey month = ((key % 12) + 12) % 12;
        write_centred(list, std::string(1, initials[month]), {bars.middle(i), y + 14}, p.muted_ink);
        if (i == 0 || month == 0)
            write_centred(list, std::to_string(1970 + (key - month) / 12), {bars.middle(i) + 6, y + 28},
                          p.muted_ink);
    }
}

} // namespace

void draw_toll_chart(DrawList& list, const Palette& p, const PxRect& box, const Tolls& tolls)
{
    const std::string period = tolls.by == Dimension::month ? "month" : "year";
    add_text(list, "Reported killed by " + period + ", low to high", head_font, {box.x, box.y + 12}, p.ink);
    const Bars bars = bars_for(box, tolls);
    const bool figures = have_room(bars, tolls);
    if (!figures)
        draw_scale(list, p, bars);
    const Rgba ink = tolls.only_type ? p.types[static_cast<std::size_t>(*tolls.only_type)].fill : p.stock;
    for (std::size_t i = 0; i < tolls.periods.size(); ++i) {
        const CountSum& killed = tolls.periods[i].killed;
        const auto low = static_cast<double>(killed.low), high = static_cast<double>(killed.high);
        if (high > low)
            add_fill(list, {rect_px(bars.bar(i, low, high))}, faded(ink, 0.30));
        if (low > 0)
            add_fill(list, {rect_px(bars.bar(i, 0, low))}, ink);
        if (figures && killed.stated > 0)
            write_centred(list, killed.for_people(), {bars.middle(i), bars.top(high) - 4}, p.ink);
    }
    const double foot = bars.box.y + bars.box.height;
    add_stroke(list, {{{box.x, foot}, {box.x + box.width, foot}}}, p.ink, 1);
    write_periods(list, p, bars, tolls);
    std::string note = "In all " + tolls.total.for_people();
    if (tolls.incidents_apart > 0)
        note += "; " + tolls.apart.for_people() + " of them not known to the " + period;
    add_text(list, note, note_font, {box.x, box.y + box.height - 4}, p.muted_ink);
}

} // namespace sitmap
