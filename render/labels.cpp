#include "render/labels.hpp"
#include "render/px_geometry.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double cell_px = 2.0;
constexpr double ascent_em = 0.80,
                 descent_em = 0.26; ///< of Noto Sans capitals and tails, less the font's own leading
constexpr double leading_em = 1.14;

bool is_right(Side s)
{
    return s == Side::right || s == Side::above_right || s == Side::below_right;
}
bool is_left(Side s)
{
    return s == Side::left || s == Side::above_left || s == Side::below_left;
}
bool is_above(Side s)
{
    return s == Side::above || s == Side::above_left || s == Side::above_right;
}
bool is_below(Side s)
{
    return s == Side::below || s == Side::below_left || s == Side::below_right;
}

Px corner_for(Side side, Px at, double offset, BlockSize size)
{
    const bool level = is_right(side) || is_left(side), upright = is_above(side) || is_below(side);
    const double away = level && upright ? offset * 0.7 : offset;
    const double x = is_right(side)  ? at.x + away
                     : is_left(side) ? at.x - away - size.width
                                     : at.x - size.width / 2;
    const double y = is_above(side)   ? at.y - away - size.height
                     : is_below(side) ? at.y + away
                                      : at.y - size.height / 2;
    return {x, y};
}

Align align_for(Side side)
{
    return is_right(side) ? Align::left : is_left(side) ? Align::right : Align::centre;
}

char32_t code_point(std::string_view text, std::size_t at, std::size_t& length)
{
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const unsigned first = byte(at);
    if (first < 0x80) {
        length = 1;
        return first;
    }
    length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    length = std::min(length, text.size() - at);
    char32_t c = first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i)
        c = (c << 6) | (byte(at + i) & 0x3Fu);
    return c;
}

struct PlacedLetter {
    std::string_view text;
    Px baseline;
    double angle_deg;
    PxRect box;
};

PxRect turned_box(Px baseline, Px along, double advance, double size)
{
    const Px up{along.y, -along.x};
    const Contour corners{baseline + up * (-descent_em * size), baseline + up * (ascent_em * size),
                          baseline + along * advance + up * (-descent_em * size),
                          baseline + along * advance + up * (ascent_em * size)};
    return bounds(corners);
}

std::vector<PlacedLetter> letters_along(const Contour& curve, const TextLine& line, double from_px)
{
    std::vector<PlacedLetter> placed;
    Font plain = line.font;
    plain.letter_spacing_px = 0;
    double at = from_px;
    for (const std::string_view letter : letters_of(line.text)) {
        const double advance = measure(letter, plain).advance;
        const auto middle = point_along(curve, at + advance / 2.0);
        const Px down{-middle->along.y, middle->along.x}; // the curve runs through the middle of the capitals
        const Px baseline = middle->at - middle->along * (advance / 2.0) + down * (0.36 * plain.size_px);
        const double angle = -std::atan2(middle->along.y, middle->along.x) * 180.0 / std::numbers::pi;
        placed.push_back(
            {letter, baseline, angle, turned_box(baseline, middle->along, advance, plain.size_px)});
        at += advance + line.font.letter_spacing_px;
    }
    return placed;
}

} // namespace

Occupancy::Occupancy(const PxRect& frame)
    : frame_{frame},
      text_part_{frame},
      columns_{static_cast<int>(std::ceil(std::max(frame.width, 0.0) / cell_px))},
      rows_{static_cast<int>(std::ceil(std::max(frame.height, 0.0) / cell_px))},
      taken_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), false)
{}

Occupancy::Cells Occupancy::cells(const PxRect& rect) const
{
    const auto cell = [](double from, double v, int most) {
        return static_cast<int>(std::clamp(std::floor((v - from) / cell_px), 0.0, static_cast<double>(most)));
    };
    const auto last = [](double from, double v, int most) {
        return static_cast<int>(
            std::clamp(std::floor((v - from) / cell_px) + 1.0, 0.0, static_cast<double>(most)));
    };
    return {cell(frame_.x, rect.x, columns_), cell(frame_.y, rect.y, rows_),
            last(frame_.x, rect.x + rect.width, columns_), last(frame_.y, rect.y + rect.height, rows_),
            !holds(frame_, rect)};
}

void Occupancy::take(const PxRect& rect)
{
    const Cells c = cells(rect);
    for (int row = c.top; row < c.bottom; ++row)
        for (int column = c.left; column < c.right; ++column)
            taken_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                   static_cast<std::size_t>(column)] = true;
}

void Occupancy::take_disc(Px centre, double radius_px)
{
    // Row by row, so that labels may come near to a round mark's corners.
    for (double y = -radius_px; y < radius_px + cell_px; y += cell_px) {
        const double at = std::clamp(y, -radius_px, radius_px);
        const double nearest = std::max(std::abs(at) - cell_px, 0.0);
        const double half = std::sqrt(std::max(radius_px * radius_px - nearest * nearest, 0.0));
        take({centre.x - half, centre.y + at, 2.0 * half, 0});
    }
}

void Occupancy::take_line(const Contour& line, double half_width_px)
{
    const double whole = length_px(line);
    if (line.size() < 2 || whole > 1e6)
        return;
    const double step = std::max(half_width_px, cell_px);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double part = distance(line[i], line[i + 1]);
        const Px along = unit(line[i + 1] - line[i]);
        for (double at = 0; at <= part + step; at += step) {
            const Px p = line[i] + along * std::min(at, part);
            take({p.x - half_width_px, p.y - half_width_px, 2.0 * half_width_px, 2.0 * half_width_px});
        }
    }
}

bool Occupancy::is_free(const PxRect& rect) const
{
    const Cells c = cells(rect);
    if (c.cut)
        return false;
    for (int row = c.top; row < c.bottom; ++row)
        for (int column = c.left; column < c.right; ++column)
            if (taken_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                       static_cast<std::size_t>(column)])
                return false;
    return true;
}

bool Occupancy::is_for_text(const PxRect& rect) const
{
    return holds(text_part_, rect);
}

bool Occupancy::has_room(const PxRect& text) const
{
    return is_for_text(text) && is_free(text);
}

double Occupancy::taken_share(const PxRect& rect) const
{
    const Cells c = cells(rect);
    const double all = std::max(1.0, std::ceil(rect.width / cell_px) * std::ceil(rect.height / cell_px));
    double open = 0;
    for (int row = c.top; row < c.bottom; ++row)
        for (int column = c.left; column < c.right; ++column)
            open += !taken_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                            static_cast<std::size_t>(column)];
    return std::clamp(1.0 - open / all, 0.0, 1.0);
}

BlockSize size_of(const TextBlock& block)
{
    BlockSize size;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const TextLine& line = block.lines[i];
        size.width = std::max(size.width, measure(line.text, line.font).advance);
        size.height += i == 0 ? ascent_em * line.font.size_px
                              : leading_em * std::max(block.lines[i - 1].font.size_px, line.font.size_px);
    }
    if (!block.lines.empty())
        size.height += descent_em * block.lines.back().font.size_px;
    return size;
}

void draw_block(DrawList& list, const TextBlock& block, Px corner, BlockSize size, Align align)
{
    double y = corner.y;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const TextLine& line = block.lines[i];
        y += i == 0 ? ascent_em * line.font.size_px
                    : leading_em * std::max(block.lines[i - 1].font.size_px, line.font.size_px);
        const double room = size.width - measure(line.text, line.font).advance;
        const double x = corner.x + (align == Align::left ? 0.0 : align == Align::right ? room : room / 2.0);
        list.commands.push_back(
            GlyphRun{line.text, line.font, {x, y}, 0, line.colour, block.halo, block.halo_px});
    }
}

const std::vector<Side>& all_sides()
{
    static const std::vector<Side> sides{Side::right,      Side::left,        Side::above,
                                         Side::below,      Side::above_right, Side::below_right,
                                         Side::above_left, Side::below_left};
    return sides;
}

std::optional<PxRect> place_beside(DrawList& list, Occupancy& taken, Px at, double offset_px,
                                   const TextBlock& block)
{
    return place_beside(list, taken, at, offset_px, block,
                        {Side::right, Side::left, Side::above, Side::below});
}

std::optional<Beside> room_beside(const Occupancy& taken, Px at, double offset_px, BlockSize size,
                                  const std::vector<Side>& sides)
{
    if (!taken.may_name(at))
        return std::nullopt;
    for (const Side side : sides) {
        const Px corner = corner_for(side, at, offset_px, size);
        const PxRect box{corner.x, corner.y, size.width, size.height};
        if (taken.has_room(grown(box, 1.0)))
            return Beside{side, box};
    }
    return std::nullopt;
}

std::optional<PxRect> place_beside(DrawList& list, Occupancy& taken, Px at, double offset_px,
                                   const TextBlock& block, const std::vector<Side>& sides)
{
    const BlockSize size = size_of(block);
    const auto room = room_beside(taken, at, offset_px, size, sides);
    if (!room)
        return std::nullopt;
    draw_block(list, block, {room->box.x, room->box.y}, size, align_for(room->side));
    taken.take(room->box);
    return room->box;
}

std::optional<PxRect> place_centred(DrawList& list, Occupancy& taken, Px at, const TextBlock& block)
{
    const BlockSize size = size_of(block);
    const PxRect box{at.x - size.width / 2.0, at.y - size.height / 2.0, size.width, size.height};
    if (!taken.has_room(grown(box, 1.0)))
        return std::nullopt;
    draw_block(list, block, {box.x, box.y}, size, Align::centre);
    taken.take(box);
    return box;
}

double leader_cost(const Occupancy& taken, Px from, Px to)
{
    constexpr double every_px = 6, each = 0.22;
    const double far = distance(from, to);
    const Px along = unit(to - from);
    double crossed = 0;
    for (double at = every_px; at < far; at += every_px) {
        const Px p = from + along * at;
        crossed += taken.is_free({p.x - 1, p.y - 1, 2, 2}) ? 0.0 : each;
    }
    return crossed;
}

std::optional<LedLabel> room_with_leader(const Occupancy& taken, Px at, double offset_px, BlockSize size)
{
    constexpr double margin_px = 4, most_cost = 1.6;
    constexpr int directions = 24;
    std::optional<LedLabel> best;
    if (!taken.may_name(at))
        return best;
    for (const double gap : {40.0, 60.0, 85.0, 110.0, 140.0}) {
        for (int i = 0; i < directions; ++i) {
            const double angle = 2 * std::numbers::pi * i / directions;
            const Px along{std::cos(angle), -std::sin(angle)};
            // The leader meets the box in the middle of a side, so that the words do not hide it.
            const bool beside = std::abs(along.x) > 0.5;
            const Px end = at + along * (offset_px + gap);
            const PxRect box{beside ? (along.x > 0 ? end.x : end.x - size.width) : end.x - size.width / 2,
                             beside ? end.y - size.height / 2 : (along.y > 0 ? end.y : end.y - size.height),
                             size.width, size.height};
            if (!taken.has_room(grown(box, margin_px)))
                continue;
            const Px from = at + along * offset_px;
            const double cost = leader_cost(taken, from, end) + gap / 160.0;
            if (cost < (best ? best->cost - 1e-9 : most_cost))
                best = {box, from, end, cost};
        }
    }
    return best;
}

bool place_along(DrawList& list, Occupancy& taken, const Contour& given, const TextLine& line, Rgba halo,
                 double halo_px)
{
    if (given.size() < 2)
        return false;
    Contour curve = given;
    if (curve.back().x < curve.front().x)
        std::reverse(curve.begin(), curve.end());
    Font plain = line.font;
    plain.letter_spacing_px = 0;
    double wide = -line.font.letter_spacing_px;
    for (const std::string_view letter : letters_of(line.text))
        wide += measure(letter, plain).advance + line.font.letter_spacing_px;
    const double room = length_px(curve) - wide;
    if (room < 0)
        return false;
    // The middle first, then a little to either side.
    for (const double share : {0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95}) {
        const auto placed = letters_along(curve, line, room * share);
        const bool free = std::all_of(placed.begin(), placed.end(), [&](const PlacedLetter& l) {
            return taken.has_room(grown(l.box, 2.0));
        });
        if (!free)
            continue;
        for (const PlacedLetter& l : placed) {
            list.commands.push_back(
                GlyphRun{std::string{l.text}, plain, l.baseline, l.angle_deg, line.colour, halo, halo_px});
            taken.take(l.box);
        }
        return true;
    }
    return false;
}

std::vector<std::string> wrapped(std::string_view text, const Font& font, double width_px)
{
    std::vector<std::string> lines;
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t space = std::min(text.find(' ', at), text.size());
        const std::string word{text.substr(at, space - at)};
        at = space + 1;
        if (word.empty())
            continue;
        const std::string longer = line.empty() ? word : line + " " + word;
        if (!line.empty() && measure(longer, font).advance > width_px) {
            lines.push_back(line);
            line = word;
        } else {
            line = longer;
        }
    }
    if (!line.empty())
        lines.push_back(line);
    return lines;
}

std::vector<std::string_view> letters_of(std::string_view text)
{
    std::vector<std::string_view> letters;
    std::size_t begin = 0;
    for (std::size_t i = 0, n = 0; i < text.size(); i += n) {
        const char32_t c = code_point(text, i, n);
        const bool combining = (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
                               (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
        if (i > begin && !combining) {
            letters.push_back(text.substr(begin, i - begin));
            begin = i;
        }
    }
    if (begin < text.size())
        letters.push_back(text.substr(begin));
    return letters;
}

std::string capitals(std::string_view text)
{
    std::string out{text};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto byte = static_cast<unsigned char>(out[i]);
        if (byte >= 'a' && byte <= 'z')
            out[i] = static_cast<char>(byte - 32);
        // U+00E0 to U+00FE are the bytes C3 A0 to C3 BE, their capitals C3 80 to C3 9E; U+00F7 is a division
        // sign.
        if (byte == 0xC3 && i + 1 < out.size()) {
            const auto second = static_cast<unsigned char>(out[i + 1]);
            if (second >= 0xA0 && second <= 0xBE && second != 0xB7)
                out[i + 1] = static_cast<char>(second - 0x20);
            ++i;
        }
    }
    return out;
}

} // namespace sitmap
