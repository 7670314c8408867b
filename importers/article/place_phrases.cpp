#include "importers/article/place_phrases.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sitmap {

namespace {

struct Unit {
    std::string_view word;
    double metres;
};
// The mile and the nautical mile are exact by definition (International yard and pound 1959; SI brochure).
constexpr std::array units = {
    Unit{"km", 1000},        Unit{"kms", 1000},        Unit{"kilometre", 1000}, Unit{"kilometres", 1000},
    Unit{"kilometer", 1000}, Unit{"kilometers", 1000}, Unit{"mile", 1609.344},  Unit{"miles", 1609.344},
    Unit{"mi", 1609.344},    Unit{"metres", 1},        Unit{"meters", 1},       Unit{"nautical", 1852},
};

struct NumberWord {
    std::string_view word;
    double value;
};
constexpr std::array number_words = {
    NumberWord{"a", 1},       NumberWord{"one", 1},       NumberWord{"two", 2},
    NumberWord{"three", 3},   NumberWord{"four", 4},      NumberWord{"five", 5},
    NumberWord{"six", 6},     NumberWord{"seven", 7},     NumberWord{"eight", 8},
    NumberWord{"nine", 9},    NumberWord{"ten", 10},      NumberWord{"eleven", 11},
    NumberWord{"twelve", 12}, NumberWord{"fifteen", 15},  NumberWord{"twenty", 20},
    NumberWord{"thirty", 30}, NumberWord{"forty", 40},    NumberWord{"fifty", 50},
    NumberWord{"sixty", 60},  NumberWord{"seventy", 70},  NumberWord{"eighty", 80},
    NumberWord{"ninety", 90}, NumberWord{"hundred", 100},
};

std::optional<double> unit_named(std::string_view lower)
{
    const auto* const found =
        std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.word == lower; });
    return found == units.end() ? std::nullopt : std::optional{found->metres};
}

std::optional<double> number_of(std::string lower)
{
    lower.erase(std::remove(lower.begin(), lower.end(), ','), lower.end());
    double value = 0;
    const auto [end, failed] = std::from_chars(lower.data(), lower.data() + lower.size(), value);
    if (failed == std::errc{} && end == lower.data() + lower.size())
        return value;
    for (const NumberWord& word : number_words)
        if (word.word == lower)
            return word.value;
    return std::nullopt;
}

/// Walks back from a name over what belongs to its phrase.
class PhraseReader {
public:
    PhraseReader(Toponym& toponym, const std::vector<Piece>& pieces, std::uint32_t first, std::uint32_t last,
                 const Lexicon& lexicon)
        : toponym_{toponym}, pieces_{pieces}, first_{first}, last_{last}, lexicon_{lexicon}, at_{first}
    {}

    void read()
    {
        toponym_.phrase_begin = toponym_.begin;
        toponym_.phrase_end = toponym_.end;
        if (facility_after() || facility_before() || off_its_coast())
            return;
        skip_back("the");
        skip_town();
        relative_before();
        between_before();
    }

private:
    bool is(std::int64_t i, std::string_view word) const
    {
        return i >= 0 && i < static_cast<std::int64_t>(pieces_.size()) &&
               pieces_[static_cast<std::size_t>(i)].lower == word;
    }
    std::int64_t before() const { return static_cast<std::int64_t>(at_) - 1; }
    bool joined() const { return at_ > 0 && pieces_[at_].before.empty(); }
    bool skip_back(std::string_view word)
    {
        if (!joined() || !is(before(), word))
            return false;
        --at_;
        return true;
    }

    /// "the town of", "the city of", "the capital,", "the coastal town of".
    void skip_town()
    {
        if (!joined() || !is(before(), "of") || at_ < 2 ||
            lexicon_.meaning("place_types", pieces_[at_ - 2].lower) != "city" ||
            !pieces_[at_ - 1].before.empty())
            return;
        at_ -= 2;
        if (joined() && !pieces_[at_ - 1].capitalised && !is(before(), "the") && at_ >= 2 &&
            is(before() - 1, "the"))
            --at_;
        skip_back("the");
    }

    /// Words of a facility's phrase that begin at piece `i`; 0 for none.
    std::uint32_t facility_length(std::uint32_t i, std::string& meaning) const
    {
        if (i >= pieces_.size())
            return 0;
        for (const Lexicon::Entry& entry : lexicon_.starting_with("facilities", pieces_[i].lower)) {
            const auto length = static_cast<std::uint32_t>(entry.words.size());
            bool same = i + length <= pieces_.size();
            for (std::uint32_t k = 1; same && k < length; ++k)
                same = pieces_[i + k].lower == entry.words[k] && pieces_[i + k].before.empty();
            if (same) {
                meaning = entry.meaning;
                return length;
            }
        }
        return 0;
    }

    void set_facility(std::string meaning, std::uint32_t begin_piece, std::uint32_t end_piece)
    {
        toponym_.facility = std::move(meaning);
        toponym_.kind = ToponymKind::facility;
        toponym_.phrase_begin = std::min(toponym_.phrase_begin, pieces_[begin_piece].begin);
        toponym_.phrase_end = std::max(toponym_.phrase_end, pieces_[end_piece - 1].end);
    }

    bool facility_after()
    {
        std::string meaning;
        if (last_ >= pieces_.size() ||
            !(pieces_[last_].before.empty() || pieces_[last_].before.ends_with("s")))
            return false;
        for (std::uint32_t skipped = 0; skipped < 2; ++skipped) { // "Tajoura migrant detention center"
            const std::uint32_t length = facility_length(last_ + skipped, meaning);
            const bool joined_all =
                skipped == 0 || (last_ + 1 < pieces_.size() && pieces_[last_ + 1].before.empty());
            if (length > 0 && joined_all) {
                set_facility(meaning, first_, last_ + skipped + length);
                return true;
            }
        }
        return false;
    }

    /// Where a facility's name ends that is followed by whom it is for: "centre for migrants", "camp for
    /// displaced people".
    std::uint32_t before_whom(std::uint32_t end) const
    {
        if (end < 3 || !lexicon_.has("people", pieces_[end - 1].lower))
            return end;
        for (const std::uint32_t words : {2U, 3U})
            if (end > words && is(static_cast<std::int64_t>(end - words), "for"))
                return end - words;
        return end;
    }

    /// Takes the facility whose name ends before piece `end`.
    bool facility_ending(std::uint32_t end, bool near)
    {
        constexpr std::uint32_t longest = 4;
        for (std::uint32_t length = std::min(longest, end); length > 0; --length) {
            std::string meaning;
            const bool whole = facility_length(end - length, meaning) == length;
            if (!whole || !pieces_[end].before.empty())
                continue;
            set_facility(meaning, end - length, last_);
            toponym_.near = near;
            return true;
        }
        return false;
    }

    /// "detention centre in [the town of] X", "railway station of X", "camp for refugees near X".
    bool facility_before()
    {
        const std::uint32_t start = at_;
        skip_back("the");
        skip_town();
        const bool joins = joined() && (is(before(), "in") || is(before(), "at") || is(before(), "of") ||
                                        is(before(), "near") || is(before(), "outside"));
        if (joins && at_ >= 2) {
            const bool near = is(before(), "near") || is(before(), "outside");
            for (const std::uint32_t end : {at_ - 1, before_whom(at_ - 1)})
                if (facility_ending(end, near))
                    return true;
        }
        at_ = start;
        return false;
    }

    /// "off the Libyan coast", "off Libya's shores".
    bool off_its_coast()
    {
        const std::uint32_t start = at_;
        skip_back("the");
        while (joined() && lexicon_.has("directions", pieces_[at_ - 1].lower))
            --at_;
        skip_back("the");
        constexpr std::array<std::string_view, 6> shores = {"coast", "coasts", "coastline",
                                                            "shore", "shores", "waters"};
        constexpr std::uint32_t farthest = 2; // "off Libya's western coast"
        for (std::uint32_t i = last_; i < pieces_.size() && i < last_ + farthest; ++i)
            if (joined() && is(before(), "off") &&
                std::find(shores.begin(), shores.end(), pieces_[i].lower) != shores.end()) {
                --at_;
                toponym_.off_shore = true;
                toponym_.phrase_end = pieces_[i].end;
                distance_before();
                set_relative(at_);
                return true;
            }
        at_ = start;
        return false;
    }

    void set_relative(std::uint32_t begin_piece)
    {
        toponym_.kind = ToponymKind::relative;
        toponym_.phrase_begin = std::min(toponym_.phrase_begin, pieces_[begin_piece].begin);
    }

    void relative_before()
    {
        if (!joined())
            return;
        constexpr std::array<std::string_view, 5> near_words = {"near", "outside", "around", "nearby",
                                                                "surrounding"};
        const std::string& word = pieces_[at_ - 1].lower;
        if (word == "around" && is(before() - 1, "and") && is(before() - 2, "in"))
            return; // "in and around Tripoli" is Tripoli
        if (std::find(near_words.begin(), near_words.end(), word) != near_words.end()) {
            toponym_.near = true;
            set_relative(at_ - 1);
        } else if (word == "off") {
            toponym_.off_shore = true;
            set_relative(at_ - 1);
            --at_;
            distance_before();
        } else if (word == "of") {
            of_before();
        } else if (word == "from") {
            --at_;
            if (distance_before())
                set_relative(at_);
        }
    }

    void of_before()
    {
        --at_;
        if (!joined())
            return;
        if (bearing_before()) {
            distance_before();
            set_relative(at_);
            return;
        }
        constexpr std::array<std::string_view, 6> edges = {"outskirts", "edge",     "suburbs",
                                                           "suburb",    "vicinity", "surroundings"};
        constexpr std::array<std::string_view, 5> shores = {"coast", "coasts", "shore", "shores", "waters"};
        const std::string& word = pieces_[at_ - 1].lower;
        const bool edge = std::find(edges.begin(), edges.end(), word) != edges.end();
        const bool shore = std::find(shores.begin(), shores.end(), word) != shores.end();
        if (!edge && !shore)
            return;
        --at_;
        toponym_.near = edge;
        while (joined() && at_ > 0 &&
               (is(before(), "the") || lexicon_.has("directions", pieces_[at_ - 1].lower)))
            --at_;
        const bool off = joined() && is(before(), "off");
        if (shore && !off)
            return;
        toponym_.off_shore = off;
        at_ -= joined() ? 1U : 0U;
        if (off)
            distance_before();
        set_relative(at_);
    }

    /// "east of", "to the north-east of", "due west of"; `at_` stands on "of".
    bool bearing_before()
    {
        constexpr std::uint32_t longest = 2;
        for (std::uint32_t length = longest; length > 0; --length) {
            if (at_ < length)
                continue;
            const std::uint32_t start = at_ - length;
            for (const Lexicon::Entry& entry :
                 lexicon_.starting_with("directions", joined_word(start, length))) {
                const bool is_of = !entry.more.empty() && entry.more.front() == "of";
                if (!is_of || !matches_words(entry, start, length))
                    continue;
                toponym_.bearing_deg = number_of(entry.meaning);
                at_ = start;
                if (skip_back("the"))
                    skip_back("to");
                return true;
            }
        }
        return false;
    }

    std::string joined_word(std::uint32_t start, std::uint32_t length) const
    {
        const bool hyphened = length == 2 && pieces_[start + 1].hyphen;
        return hyphened ? pieces_[start].lower + "-" + pieces_[start + 1].lower : pieces_[start].lower;
    }

    bool matches_words(const Lexicon::Entry& entry, std::uint32_t start, std::uint32_t length) const
    {
        const bool hyphened = length == 2 && pieces_[start + 1].hyphen;
        if (hyphened)
            return entry.words.size() == 1;
        if (entry.words.size() != length)
            return false;
        for (std::uint32_t k = 0; k < length; ++k)
            if (pieces_[start + k].lower != entry.words[k])
                return false;
        return true;
    }

    struct Measure {
        double metres = 0;
        std::uint32_t begin = 0; ///< piece
    };

    /// One number with its unit that ends before piece `end`.
    std::optional<Measure> measure_before(std::uint32_t end) const
    {
        if (end < 2)
            return std::nullopt;
        std::optional<double> unit = unit_named(pieces_[end - 1].lower);
        std::uint32_t number = end - 2;
        if (unit && number > 0 && pieces_[number].lower == "nautical") {
            unit = unit_named("nautical");
            --number;
        }
        std::optional<double> value = number_of(pieces_[number].lower);
        if (!unit || !value)
            return std::nullopt;
        if (number > 0 && pieces_[number].lower == "hundred")
            if (const auto times = number_of(pieces_[number - 1].lower)) {
                value = *value * *times;
                --number;
            }
        return Measure{*value * *unit, number};
    }

    /// "120 km (75 miles)", "some 20 miles away", "two hundred kilometres"; `at_` stands behind it. Of two
    /// measures the first counts.
    bool distance_before()
    {
        constexpr double farthest = 2'000'000;
        bool found = false;
        if (at_ > 0 && (is(before(), "away") || is(before(), "offshore")))
            --at_;
        for (int measures = 0; measures < 2; ++measures) {
            const std::optional<Measure> measure = measure_before(at_);
            if (!measure || measure->metres > farthest)
                break;
            toponym_.distance_m = measure->metres;
            at_ = measure->begin;
            found = true;
        }
        return found;
    }

    /// "between A and B": both ends count as near.
    void between_before()
    {
        const bool first_end = joined() && is(before(), "between");
        bool second_end = false;
        constexpr std::uint32_t widest = 8;
        if (joined() && is(before(), "and"))
            for (std::uint32_t back = 2; back < widest && back <= at_; ++back)
                second_end = second_end || is(static_cast<std::int64_t>(at_) - back, "between");
        if ((!first_end && !second_end) || toponym_.kind == ToponymKind::relative)
            return;
        toponym_.near = true;
        set_relative(at_ - 1);
    }

    Toponym& toponym_;
    const std::vector<Piece>& pieces_;
    std::uint32_t first_, last_;
    const Lexicon& lexicon_;
    std::uint32_t at_; ///< the phrase begins here, as far as read
};

} // namespace

void read_phrase(Toponym& toponym, const std::vector<Piece>& pieces, std::uint32_t first, std::uint32_t last,
                 const Lexicon& lexicon)
{
    PhraseReader{toponym, pieces, first, last, lexicon}.read();
}

} // namespace sitmap
