#include "importers/article/place_relations.hpp"

#include "importers/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include <unicode/uchar.h>

namespace sitmap {

namespace {

std::optional<double> number_in(std::string_view text)
{
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

/// A row of the table of distances by its kind of use.
std::optional<double> listed(const Lexicon& lexicon, std::string_view word, std::string_view use)
{
    for (const Lexicon::Entry& entry : lexicon.starting_with("distances", word))
        if (entry.words.size() == 1 && !entry.more.empty() && entry.more.front() == use)
            return number_in(entry.meaning);
    return std::nullopt;
}

/// "120", "1,200", "٢٠", "twenty".
std::optional<double> number_of(const Lexicon& lexicon, std::string_view lower)
{
    std::string digits;
    for (std::size_t i = 0; i < lower.size();) {
        const DecodedCodePoint c = decode_utf8(lower, i);
        const int digit = u_charDigitValue(static_cast<UChar32>(c.value));
        if (digit >= 0)
            digits += static_cast<char>('0' + digit);
        else if (c.value == U'.')
            digits += '.';
        else if (c.value != U',')
            return listed(lexicon, lower, "number");
        i = c.next;
    }
    return number_in(digits);
}

class RelationReader {
public:
    RelationReader(const std::vector<Piece>& pieces, std::uint32_t first, const Lexicon& lexicon)
        : pieces_{pieces}, first_{first}, lexicon_{lexicon}
    {}

    std::optional<PlaceRelation> read()
    {
        const Found direct = ending_before(first_);
        if (direct.entry == nullptr)
            return second_end();
        if (direct.entry->meaning != "town")
            return relation(direct);
        const Found behind_type = ending_before(direct.begin);
        return behind_type.entry != nullptr && behind_type.entry->meaning != "town" ? relation(behind_type)
                                                                                    : std::nullopt;
    }

private:
    struct Found {
        const Lexicon::Entry* entry = nullptr;
        std::uint32_t begin = 0;
    };

    bool joined(std::uint32_t i) const { return i > 0 && i < pieces_.size() && pieces_[i].before.empty(); }

    /// The longest row of the table whose last word is the piece before `end`.
    Found ending_before(std::uint32_t end) const
    {
        constexpr std::uint32_t longest = 7;
        std::uint32_t reach = 0;
        while (reach < longest && joined(end - reach))
            ++reach;
        for (std::uint32_t length = reach; length > 0; --length) {
            const std::uint32_t begin = end - length;
            for (const Lexicon::Entry& entry :
                 lexicon_.starting_with("place_relations", pieces_[begin].hash)) {
                bool same = entry.words.size() == length;
                for (std::uint32_t k = 1; same && k < length; ++k)
                    same = pieces_[begin + k].lower == entry.words[k];
                if (same)
                    return {&entry, begin};
            }
        }
        return {};
    }

    std::optional<PlaceRelation> relation(const Found& found) const
    {
        PlaceRelation relation{.begin = found.begin};
        const std::string& kind = found.entry->meaning;
        relation.near = kind == "near" || kind == "between";
        relation.off_shore = kind == "off";
        relation.bearing_deg = number_in(kind);
        if (!relation.near)
            take_distance(relation);
        const bool known = relation.near || relation.off_shore || relation.bearing_deg;
        if (!known && (kind != "from" || !relation.distance_m))
            return std::nullopt;
        const bool arabic = !found.entry->more.empty() && found.entry->more.front() == "ar";
        if (arabic && relation.bearing_deg && !relation.distance_m) {
            relation.bearing_deg.reset();
            relation.near = relation.may_be_part = true;
        }
        return relation;
    }

    void take_distance(PlaceRelation& relation) const
    {
        constexpr double farthest = 2'000'000;
        const auto measure = measure_before(pieces_, relation.begin, lexicon_);
        if (!measure || measure->metres > farthest)
            return;
        relation.distance_m = measure->metres;
        relation.begin = measure->begin;
        constexpr std::array<std::string_view, 14> leading = {"à",   "environ",  "quelque",   "une",   "в",
                                                              "за",  "примерно", "приблизно", "около", "بعد",
                                                              "على", "مسافة",    "نحو",       "حوالي"};
        while (joined(relation.begin) &&
               std::find(leading.begin(), leading.end(), pieces_[relation.begin - 1].lower) != leading.end())
            --relation.begin;
    }

    /// "entre A et B", "между A и B", "بين A وB": B.
    std::optional<PlaceRelation> second_end() const
    {
        constexpr std::array<std::string_view, 5> conjunctions = {"et", "и", "і", "та", "й"};
        constexpr std::string_view joined_and = "و";
        const bool apart = joined(first_) && std::find(conjunctions.begin(), conjunctions.end(),
                                                       pieces_[first_ - 1].lower) != conjunctions.end();
        if (!apart && !(joined(first_) && pieces_[first_].lower.starts_with(joined_and)))
            return std::nullopt;
        constexpr std::uint32_t widest = 7;
        for (std::uint32_t back = 2; back < widest && back <= first_; ++back) {
            for (const Lexicon::Entry& entry :
                 lexicon_.starting_with("place_relations", pieces_[first_ - back].hash))
                if (entry.words.size() == 1 && entry.meaning == "between")
                    return PlaceRelation{.near = true, .begin = first_ - 1};
        }
        return std::nullopt;
    }

    const std::vector<Piece>& pieces_;
    std::uint32_t first_;
    const Lexicon& lexicon_;
};

} // namespace

std::optional<Measure> measure_before(const std::vector<Piece>& pieces, std::uint32_t end,
                                      const Lexicon& lexicon)
{
    if (end < 2)
        return std::nullopt;
    std::optional<double> unit = listed(lexicon, pieces[end - 1].lower, "unit");
    if (!unit)
        return std::nullopt;
    std::uint32_t number = end - 2;
    if (number > 0 && pieces[number].lower == "nautical") {
        unit = listed(lexicon, "nautical", "unit");
        --number;
    } else if (number > 0 && pieces[number].lower == "de") { // "une vingtaine de kilomètres"
        --number;
    }
    std::optional<double> value = number_of(lexicon, pieces[number].lower);
    if (!value)
        return std::nullopt;
    if (number > 0 && pieces[number].lower == "hundred")
        if (const auto times = number_of(lexicon, pieces[number - 1].lower)) {
            value = *value * *times;
            --number;
        }
    return Measure{*value * *unit, number};
}

std::optional<PlaceRelation> relation_before(const std::vector<Piece>& pieces, std::uint32_t first,
                                             const Lexicon& lexicon)
{
    return RelationReader{pieces, first, lexicon}.read();
}

} // namespace sitmap
