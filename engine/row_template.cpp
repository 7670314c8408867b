#include "engine/row_template.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

namespace sitmap::store {

namespace {

struct Column {
    std::string_view name; ///< in braces
    std::string_view Record::*text;
};
constexpr std::array<Column, 7> columns{{{"{quotation}", &Record::quotation},
                                         {"{source}", &Record::source},
                                         {"{side_a}", &Record::side_a},
                                         {"{side_b}", &Record::side_b},
                                         {"{place}", &Record::place},
                                         {"{admin1}", &Record::admin1},
                                         {"{title}", &Record::title}}};
constexpr std::string_view doubled_name = "{quotation:doubled}";

struct Cut {
    std::size_t at, size;
    std::string_view name;
};

std::string doubled(std::string_view text)
{
    std::string twice;
    twice.reserve(text.size() + 16);
    while (!text.empty()) {
        const auto mark = text.find('"');
        if (mark == std::string_view::npos)
            return twice.append(text);
        twice.append(text.substr(0, mark + 1)) += '"';
        text.remove_prefix(mark + 1);
    }
    return twice;
}

/// Where `part` lies in the very buffer of `whole`.
std::optional<std::size_t> place_in(std::string_view whole, std::string_view part)
{
    const auto begin = std::bit_cast<std::uintptr_t>(whole.data());
    const auto at = std::bit_cast<std::uintptr_t>(part.data());
    if (at < begin || at + part.size() > begin + whole.size())
        return std::nullopt;
    return at - begin;
}

/// Where `part` stands in `whole`. Looks for its beginning only: memmem prepares for a whole quotation as
/// long as it takes to find it.
std::optional<std::size_t> offset_of(std::string_view whole, std::string_view part)
{
    constexpr std::size_t enough = 24;
    const std::string_view head = part.substr(0, enough);
    for (std::size_t from = 0; from + part.size() <= whole.size();) {
        const void* found = memmem(whole.data() + from, whole.size() - from, head.data(), head.size());
        if (found == nullptr)
            return std::nullopt;
        const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - whole.data());
        if (whole.substr(at, part.size()) == part)
            return at;
        from = at + 1;
    }
    return std::nullopt;
}

std::optional<Cut> cut_of_quotation(const Record& record)
{
    const std::string_view quotation = record.quotation;
    if (const auto at = place_in(record.raw, quotation))
        return Cut{*at, quotation.size(), columns.front().name};
    if (quotation.find('"') != std::string_view::npos) {
        const std::string twice = doubled(quotation);
        if (const auto at = offset_of(record.raw, twice))
            return Cut{*at, twice.size(), doubled_name};
    }
    if (const auto at = offset_of(record.raw, quotation))
        return Cut{*at, quotation.size(), columns.front().name};
    return std::nullopt;
}

/// What is left out of a row, in its order.
struct Cuts {
    std::array<Cut, columns.size()> all;
    std::size_t count = 0;

    explicit Cuts(const Record& record)
    {
        for (const Column& column : columns) {
            const std::string_view text = record.*column.text;
            if (text.size() <= column.name.size())
                continue;
            if (&column == &columns.front()) {
                if (const auto cut = cut_of_quotation(record))
                    add(*cut);
            } else if (const auto at = place_in(record.raw, text)) {
                add({*at, text.size(), column.name});
            }
        }
    }

private:
    void add(const Cut& cut)
    {
        std::size_t at = count++;
        for (; at > 0 && cut.at < all[at - 1].at; --at)
            all[at] = all[at - 1];
        all[at] = cut;
    }
};

} // namespace

bool make_row_template(std::string& to, const Record& record)
{
    const Cuts cuts{record};
    to.clear();
    std::size_t next = 0;
    const auto keep = [&](std::size_t size) {
        const std::string_view part = record.raw.substr(next, size);
        to += part;
        next += part.size();
        return part.find('{') == std::string_view::npos;
    };
    for (std::size_t i = 0; i < cuts.count; ++i) {
        const Cut& cut = cuts.all[i];
        if (cut.at < next) // two columns of one cell
            continue;
        if (!keep(cut.at - next))
            return false;
        to += cut.name;
        next += cut.size;
    }
    return keep(record.raw.size()) && cuts.count > 0;
}

bool fill_row_template(std::string& to, const Record& record)
{
    to.clear();
    for (std::string_view left = record.raw; !left.empty();) {
        const auto brace = left.find('{');
        to += left.substr(0, brace);
        if (brace == std::string_view::npos)
            return true;
        left.remove_prefix(brace);
        if (left.starts_with(doubled_name)) {
            to += doubled(record.quotation);
            left.remove_prefix(doubled_name.size());
            continue;
        }
        const auto column = std::find_if(columns.begin(), columns.end(),
                                         [&](const Column& c) { return left.starts_with(c.name); });
        if (column == columns.end())
            return false;
        to += record.*column->text;
        left.remove_prefix(column->name.size());
    }
    return true;
}

} // namespace sitmap::store
