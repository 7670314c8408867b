#include "render/sheet/column.hpp"
#include "render/layers/density.hpp"
#include "render/layers/stocks.hpp"
#include "render/px_geometry.hpp"
#include "render/sheet/furniture.hpp"
#include "render/sheet/sheet_parts.hpp"
#include "render/symbols.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace sitmap {

namespace {

const Font head_font{12.5, FontWeight::bold, false, 0}, row_font{12.5, FontWeight::regular, false, 0},
    note_font{11, FontWeight::regular, true, 0}, small_font{11, FontWeight::regular, false, 0};
constexpr double loose_row_px = 23, tight_row_px = 19.5, note_px = 14.5, small_px = 14.5, head_px = 20,
                 block_gap_px = 11, tight_gap_px = 8, dense_gap_px = 6, mark_px = 18, dense_row_px = 17.5,
                 dense_head_px = 17.5;

/// Writes downwards; what would pass the bottom is not written, so that nothing runs over the foot.
class Pen {
public:
    /// Requires a box.
    Pen(DrawList& list, const Palette& palette, std::span<const PxRect> boxes, const ColumnFacts& facts)
        : list_{list},
          palette_{palette},
          box_{boxes.front()},
          later_{boxes.subspan(1)},
          y_{box_.y},
          row_font_{facts.dense ? small_font : row_font},
          is_dense_{facts.dense},
          row_px_{facts.dense   ? dense_row_px
                  : facts.tight ? tight_row_px
                                : loose_row_px},
          gap_px_{facts.dense   ? dense_gap_px
                  : facts.tight ? tight_gap_px
                                : block_gap_px}
    {}

    /// Goes on in the next box where this one has no room for that much and the next has.
    void make_room(double height)
    {
        if (has_room(height) || later_.empty() || y_ == box_.y)
            return;
        box_ = later_.front();
        later_ = later_.subspan(1);
        y_ = box_.y;
    }
    [[nodiscard]] bool is_at_top() const { return y_ == box_.y; }

    [[nodiscard]] double y() const { return y_; }
    [[nodiscard]] double row_px() const { return row_px_; }
    [[nodiscard]] bool is_dense() const { return is_dense_; }
    [[nodiscard]] bool has_room(double height) const { return y_ + height <= box_.y + box_.height; }

    void rule(double width_px)
    {
        const double at = y_ + width_px / 2;
        list_.commands.push_back(StrokePath{{{{box_.x, at}, {box_.x + box_.width, at}}},
                                            false,
                                            width_px > 1 ? palette_.ink : palette_.rule,
                                            width_px,
                                            {},
                                            Cap::butt});
        y_ += gap_px_;
    }
    void head(const std::string& text)
    {
        const FittedText set = fitted(text, head_font, {head_font.size_px, 11.5, 11}, box_.width);
        add_text(list_, set.text, {set.size_px, head_font.weight, false, 0}, {box_.x, y_ + 12}, palette_.ink);
        y_ += is_dense_ ? dense_head_px : head_px;
    }
    void row(const LegendEntry& entry)
    {
        const auto lines = wrapped(entry.label, row_font_, box_.width - mark_px - 14);
        for (DrawCommand command : entry.mark.commands)
            list_.commands.push_back(moved(std::move(command), {box_.x + 2, y_ + 2}));
        for (std::size_t i = 0; i < lines.size(); ++i)
            add_text(list_, lines[i], row_font_,
                     {box_.x + mark_px + 14, y_ + 15.5 - (is_dense_ ? 0.5 : 0) + 15 * static_cast<double>(i)},
                     palette_.ink);
        y_ += row_px_ + 15 * static_cast<double>(lines.size() - 1);
    }
    /// Two short rows side by side.
    void pair(const LegendEntry& left, const LegendEntry& right)
    {
        const double top = y_;
        row(left);
        y_ = top;
        const PxRect whole = box_;
        box_.x += box_.width / 2;
        box_.width /= 2;
        row(right);
        box_ = whole;
    }
    [[nodiscard]] bool is_short(const LegendEntry& entry) const
    {
        return measure(entry.label, row_font_).advance <= box_.width / 2 - mark_px - 20;
    }
    [[nodiscard]] double paragraph_height(const std::string& text, const Font& font, double line_px) const
    {
        return line_px * static_cast<double>(wrapped(text, font, box_.width).size());
    }
    void paragraph(const std::string& text, const Font& font, double line_px, Rgba colour)
    {
        for (const std::string& line : wrapped(text, font, box_.width)) {
            if (!has_room(line_px))
                return;
            add_text(list_, line, font, {box_.x, y_ + 11}, colour);
            y_ += line_px;
        }
    }
    void skip(double by) { y_ += by; }

    DrawList& list() { return list_; }
    [[nodiscard]] const Palette& palette() const { return palette_; }
    [[nodiscard]] const PxRect& box() const { return box_; }

private:
    DrawList& list_;
    const Palette& palette_;
    PxRect box_;
    std::span<const PxRect> later_;
    double y_;
    Font row_font_;
    bool is_dense_;
    double row_px_, gap_px_;
};

std::string thousands(std::int64_t n)
{
    return Quantity::exactly(n).for_people();
}

/// Marks of round numbers on one base line, from the smallest.
void size_row(Pen& pen, const ColumnFacts& facts, const Scene& map)
{
    if (facts.most_killed <= 0)
        return;
    const auto seen = std::find_if(map.shown.begin(), map.shown.end(), [&](const Incident& i) {
        return i.killed && i.killed->size_by() == facts.most_killed;
    });
    const SubEventType shape = seen != map.shown.end() ? seen->sub_type : SubEventType::armed_clash;
    const std::int64_t largest = largest_told(facts.sizes);
    std::vector<std::int64_t> numbers = round_sizes(std::min(facts.most_killed, largest));
    numbers.insert(numbers.begin(), 0);
    constexpr double small_mark_r = 9.5;
    if (facts.scales == ColumnFacts::Scales::small_marks)
        while (numbers.size() > 2 && mark_radius(numbers.back(), facts.sizes) > small_mark_r)
            numbers.pop_back();
    const auto words = [](std::int64_t n) { return n == 0 ? "none or not known" : thousands(n); };
    const auto width = [&] {
        double sum = 4;
        for (const std::int64_t n : numbers)
            sum += 2 * mark_reach({shape, mark_radius(n, facts.sizes), MarkFill::filled, false, {}}) + 18 +
                   measure(words(n), small_font).advance;
        return sum;
    };
    while (numbers.size() > 2 && width() > pen.box().width)
        numbers.erase(numbers.begin() + 1);
    if (facts.scales == ColumnFacts::Scales::none)
        numbers.clear();
    const double tallest = numbers.empty() ? 0 : mark_radius(numbers.back(), facts.sizes);
    double x = pen.box().x + 4;
    for (const std::int64_t n : numbers) {
        const Mark mark{shape, mark_radius(n, facts.sizes), MarkFill::filled, false, {}};
        x += mark_reach(mark);
        draw_mark(pen.list(), pen.palette(), {x, pen.y() + 2.7 * tallest - mark.r * 1.3}, mark);
        x += mark_reach(mark) + 4;
        const std::string text = words(n);
        add_text(pen.list(), text, small_font, {x, pen.y() + 2.7 * tallest - 2}, pen.palette().ink);
        x += measure(text, small_font).advance + 14;
    }
    pen.skip(numbers.empty() ? 0 : 2.7 * tallest + 6);
    std::string note = "Size: people reported killed, by the lowest figure";
    if (facts.most_killed > largest)
        note += "; marks of more than " + thousands(largest) + " grow no more";
    pen.paragraph(note, note_font, note_px, pen.palette().muted_ink);
}

void density_row(Pen& pen, const Scene& map)
{
    if (!map.density)
        return;
    pen.skip(6);
    const double width = std::min(240.0, pen.box().width);
    pen.skip(draw_density_key(pen.list(), pen.palette(), *map.density, {pen.box().x, pen.y()}, width) + 4);
}

void stock_row(Pen& pen, const ColumnFacts& facts)
{
    if (facts.stock_factor <= 0 || facts.most_in_stock <= 0)
        return;
    std::vector<std::int64_t> numbers = round_sizes(facts.most_in_stock);
    const auto radius = [&](std::int64_t n) {
        return std::max(4.0, facts.stock_factor * std::sqrt(static_cast<double>(n)));
    };
    constexpr double small_ring_r = 14;
    if (facts.scales == ColumnFacts::Scales::small_marks)
        while (numbers.size() > 1 && radius(numbers.back()) > small_ring_r)
            numbers.pop_back();
    if (facts.scales == ColumnFacts::Scales::none)
        numbers.clear();
    const double tallest = numbers.empty() ? 0 : radius(numbers.back());
    double x = pen.box().x + 4;
    for (const std::int64_t n : numbers) {
        const double r = radius(n);
        draw_stock_ring(pen.list(), pen.palette(), {x + r, pen.y() + 2 * tallest - r + 2}, r);
        x += 2 * r + 6;
        add_text(pen.list(), thousands(n), small_font, {x, pen.y() + 2 * tallest}, pen.palette().ink);
        x += measure(thousands(n), small_font).advance + 16;
    }
    pen.skip(numbers.empty() ? 0 : 2 * tallest + 8);
    pen.paragraph("A count on a day, never added to the dead.", note_font, note_px, pen.palette().muted_ink);
}

struct Block {
    const char* head;
    std::vector<LegendEntry::Group> groups;
};

const std::array<Block, 6>& blocks()
{
    using Group = LegendEntry::Group;
    static const std::array<Block, 6> all{
        {{"Reported incidents", {Group::incidents, Group::precision, Group::attribution}},
         {"People on the move", {Group::moves}},
         {"People held, displaced, in need (stock)", {Group::stands}},
         {"Control", {Group::control}},
         {"Other layers", {Group::own}},
         {"Base map", {Group::base}}}};
    return all;
}

/// Each short row followed by the next short one of its block, so that they stand side by side.
std::vector<const LegendEntry*> in_pairs(const Pen& pen, std::vector<const LegendEntry*> rows)
{
    const auto is_short = [&](const LegendEntry* entry) { return pen.is_short(*entry); };
    for (auto at = rows.begin(); at != rows.end(); ++at) {
        if (!is_short(*at))
            continue;
        const auto other = std::find_if(at + 1, rows.end(), is_short);
        if (other == rows.end())
            break;
        std::rotate(at + 1, other, other + 1);
        ++at;
    }
    return rows;
}

/// How many had room.
std::size_t write_rows(Pen& pen, std::vector<const LegendEntry*> rows)
{
    if (pen.is_dense())
        rows = in_pairs(pen, std::move(rows));
    std::size_t i = 0;
    for (; i < rows.size() && pen.has_room(pen.row_px()); ++i) {
        const bool two = i + 1 < rows.size() && (pen.is_dense() || rows[i]->group == rows[i + 1]->group) &&
                         pen.is_short(*rows[i]) && pen.is_short(*rows[i + 1]);
        if (two) {
            pen.pair(*rows[i], *rows[i + 1]);
            ++i;
        } else {
            pen.row(*rows[i]);
        }
    }
    return i;
}

/// What a block has to say, as far as anything was drawn.
struct BlockRows {
    std::vector<const LegendEntry*> rows;
    std::vector<std::string> notes;
};

BlockRows rows_of(const Block& block, const Scene& map)
{
    BlockRows found;
    for (const LegendEntry::Group group : block.groups)
        for (const LegendEntry& entry : map.legend)
            if (entry.group == group) {
                found.rows.push_back(&entry);
                if (!entry.note.empty() &&
                    std::find(found.notes.begin(), found.notes.end(), entry.note) == found.notes.end())
                    found.notes.push_back(entry.note);
            }
    return found;
}

/// How many rows had no room.
std::size_t write_block(Pen& pen, const Block& block, const Scene& map, const ColumnFacts& facts)
{
    const BlockRows found = rows_of(block, map);
    if (found.rows.empty() ||
        !pen.has_room(pen.is_dense() ? dense_gap_px + dense_head_px + dense_row_px : 60))
        return found.rows.size();
    pen.rule(pen.is_at_top() ? 1.5 : 1.0);
    pen.head(block.head);
    const std::size_t written = write_rows(pen, found.rows);
    if (block.groups.front() == LegendEntry::Group::incidents)
        density_row(pen, map);
    if (block.groups.front() == LegendEntry::Group::incidents)
        size_row(pen, facts, map);
    if (block.groups.front() == LegendEntry::Group::stands)
        stock_row(pen, facts);
    for (std::string note : found.notes) {
        if (note[0] >= 'a' && note[0] <= 'z')
            note[0] = static_cast<char>(note[0] - 32);
        pen.paragraph(note, note_font, note_px, pen.palette().muted_ink);
    }
    pen.skip(pen.is_dense() ? 2 : 4);
    return found.rows.size() - written;
}

double block_height(const Palette& palette, double width, const Block& block, const Scene& map,
                    const ColumnFacts& facts)
{
    DrawList thrown_away;
    const PxRect box{0, 0, width, 1e6};
    Pen pen{thrown_away, palette, {&box, 1}, facts};
    write_block(pen, block, map, facts);
    return pen.y();
}

/// False where some were left out.
bool write_sources(Pen& pen, const Scene& map, const ColumnFacts& facts)
{
    if (facts.sources.empty() && map.notes.empty())
        return true;
    if (!pen.has_room(block_gap_px + head_px + small_px))
        return false;
    pen.rule(1.0);
    pen.head("Sources and notes");
    std::vector<std::pair<std::string, Rgba>> texts;
    for (const std::string& text : facts.sources)
        texts.emplace_back(text, pen.palette().ink);
    for (const std::string& note : map.notes)
        texts.emplace_back(note + ".", pen.palette().muted_ink);
    for (const auto& [text, colour] : texts) {
        const double height = pen.paragraph_height(text, small_font, small_px);
        pen.make_room(height);
        if (!pen.has_room(height))
            return false;
        pen.paragraph(text, small_font, small_px, colour);
    }
    return true;
}

/// Where room is short, what the map itself does not name comes first: own layers before arrows, rings and
/// areas, which have their names beside them.
std::array<const Block*, 6> blocks_in_order(const ColumnFacts& facts)
{
    std::array<const Block*, 6> order{};
    std::transform(blocks().begin(), blocks().end(), order.begin(), [](const Block& b) { return &b; });
    if (facts.scales != ColumnFacts::Scales::whole)
        std::rotate(order.begin() + 1, order.begin() + 4, order.begin() + 5);
    return order;
}

struct Written {
    double y = 0;
    bool whole = true; ///< the sources and notes
    std::size_t rows_left_out = 0;
};

Written write_columns(DrawList& list, const Palette& palette, std::span<const PxRect> boxes, const Scene& map,
                      const ColumnFacts& facts)
{
    constexpr double least_sources_px = 90;
    Pen pen{list, palette, boxes, facts};
    std::size_t left_out = 0;
    for (const Block* block : blocks_in_order(facts)) {
        pen.make_room(block_height(palette, pen.box().width, *block, map, facts));
        left_out += write_block(pen, *block, map, facts);
    }
    pen.make_room(least_sources_px);
    const bool whole = write_sources(pen, map, facts);
    return {pen.y(), whole, left_out};
}

} // namespace

ColumnFacts facts_of(const Map& map, const ViewState& view, const Scene& scene)
{
    ColumnFacts facts{view.style == StyleName::print ? sheet_sizes : screen_sizes, 0, 0, 0, {}};
    for (const HitTarget& target : scene.targets) {
        if (const auto* chosen = std::get_if<IncidentSelection>(&target.what))
            for (const Incident& i : scene.shown)
                if (i.id == chosen->id && i.killed)
                    facts.most_killed = std::max(facts.most_killed, i.killed->size_by());
        if (const auto* stock = std::get_if<StockSelection>(&target.what)) {
            const auto& people = map.ledger.stocks[stock->index].people;
            if (people && people->size_by() > facts.most_in_stock) {
                facts.most_in_stock = people->size_by();
                facts.stock_factor = target.radius_px / std::sqrt(static_cast<double>(people->size_by()));
            }
        }
    }
    return facts;
}

double draw_columns(DrawList& list, const Palette& palette, std::span<const PxRect> boxes, const Scene& map,
                    const ColumnFacts& facts)
{
    return write_columns(list, palette, boxes, map, facts).y;
}

bool holds_sources(const Palette& palette, std::span<const PxRect> boxes, const Scene& map,
                   const ColumnFacts& facts)
{
    DrawList thrown_away;
    return write_columns(thrown_away, palette, boxes, map, facts).whole;
}

std::size_t rows_without_room(const Palette& palette, std::span<const PxRect> boxes, const Scene& map,
                              const ColumnFacts& facts)
{
    DrawList thrown_away;
    return write_columns(thrown_away, palette, boxes, map, facts).rows_left_out;
}

void make_room_for_rows(ColumnFacts& facts, const Palette& palette, std::span<const PxRect> boxes,
                        const Scene& map)
{
    using Scales = ColumnFacts::Scales;
    const auto missing = [&] { return rows_without_room(palette, boxes, map, facts); };
    std::size_t still = missing();
    if (still == 0)
        return;
    facts.dense = true;
    still = missing();
    for (const Scales scales : {Scales::small_marks, Scales::none}) {
        if (still == 0)
            return;
        const ColumnFacts before = facts;
        facts.scales = scales;
        if (const std::size_t now = missing(); now < still)
            still = now;
        else if (scales == Scales::none) // nothing is won by it
            facts = before;
    }
}

double draw_column(DrawList& list, const Palette& palette, const PxRect& box, const Scene& map,
                   const ColumnFacts& facts)
{
    return draw_columns(list, palette, {&box, 1}, map, facts);
}

double column_height(const Palette& palette, double width, const Scene& map, const ColumnFacts& facts)
{
    DrawList thrown_away;
    return draw_column(thrown_away, palette, {0, 0, width, 1e6}, map, facts);
}

} // namespace sitmap
