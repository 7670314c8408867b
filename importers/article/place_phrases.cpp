#include "importers/article/place_phrases.hpp"

#include "importers/article/place_relations.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sitmap {

namespace {

std::optional<double> number_of(const std::string& text)
{
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

/// Walks back from a name over what belongs to its phrase.
class PhraseReader {
public:
    PhraseReader(Toponym& toponym, const std::vector<Piece>& pieces, std::uint32_t first, std::uint32_t last,
                 const Lexicon& lexicon, bool is_area)
        : toponym_{toponym},
          pieces_{pieces},
          first_{first},
          last_{last},
          lexicon_{lexicon},
          is_area_{is_area},
          at_{first}
    {}

    void read()
    {
        toponym_.phrase_begin = toponym_.begin;
        toponym_.phrase_end = toponym_.end;
        if (facility_after() || off_its_coast())
            return;
        if (facility_before()) {
            way_from_facility();
            return;
        }
        skip_back("the");
        skip_town();
        relative_before();
        between_before();
        if (toponym_.kind != ToponymKind::relative)
            relation_of_other_language();
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

    /// "the town of", "the city of", "the capital,", "the coastal town of", "the Italian island of".
    void skip_town()
    {
        if (!joined() || !is(before(), "of") || at_ < 2 ||
            (lexicon_.meaning("place_types", pieces_[at_ - 2].lower) != "city" &&
             !lexicon_.is_in("of_island", pieces_[at_ - 2].lower)) ||
            !pieces_[at_ - 1].before.empty())
            return;
        at_ -= 2;
        if (joined() && !is(before(), "the") && at_ >= 2 && is(before() - 1, "the"))
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

    /// "killed by a mine near X", "struck a land mine": not one where people dig.
    [[nodiscard]] bool is_weapon(std::uint32_t begin, std::uint32_t length) const
    {
        return length == 1 && pieces_[begin].lower == "mine" && begin > 0 &&
               (pieces_[begin - 1].lower == "a" || pieces_[begin - 1].lower == "land" ||
                pieces_[begin - 1].lower == "roadside" || pieces_[begin - 1].lower == "anti-personnel" ||
                pieces_[begin - 1].lower == "anti-tank");
    }

    /// "Chandragadhi, the headquarters of Jhapa district": a town, from where the district is run.
    [[nodiscard]] bool is_seat(std::uint32_t begin) const
    {
        return pieces_[begin].lower == "headquarters" && last_ < pieces_.size() &&
               pieces_[last_].before.empty() &&
               lexicon_.meaning("place_types", pieces_[last_].lower).starts_with("admin");
    }

    /// "near Jableh, south of the port of Latakia": the facility only says which way it is from there.
    void way_from_facility()
    {
        if (toponym_.near)
            return;
        at_ = facility_at_;
        skip_back("the");
        if (!joined() || !is(before(), "of"))
            return;
        --at_;
        if (!joined() || !bearing_before())
            return;
        distance_before();
        toponym_.facility.clear();
        set_relative(at_);
    }

    /// Takes the facility whose name ends before piece `end`.
    bool facility_ending(std::uint32_t end, bool near)
    {
        constexpr std::uint32_t longest = 4;
        for (std::uint32_t length = std::min(longest, end); length > 0; --length) {
            std::string meaning;
            const bool whole = facility_length(end - length, meaning) == length;
            if (!whole || !pieces_[end].before.empty() || is_weapon(end - length, length) ||
                is_seat(end - length))
                continue;
            set_facility(meaning, end - length, last_);
            toponym_.near = near;
            facility_at_ = end - length;
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
        constexpr std::uint32_t farthest = 2; // "off Libya's western coast"
        for (std::uint32_t i = last_; i < pieces_.size() && i < last_ + farthest; ++i)
            if (joined() && is(before(), "off") && lexicon_.is_in("coast", pieces_[i].lower)) {
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
        const bool not_far = word == "from" && is(before() - 1, "far") && is(before() - 2, "not");
        const bool close_to = word == "to" && (is(before() - 1, "close") || is(before() - 1, "next") ||
                                               is(before() - 1, "closer"));
        if (not_far || close_to)
            at_ -= not_far ? 2 : 1;
        if (not_far || close_to ||
            std::find(near_words.begin(), near_words.end(), word) != near_words.end()) {
            toponym_.off_shore = (not_far || close_to || word == "near") && is_on_coast_off();
            toponym_.near = !toponym_.off_shore;
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

    /// "off the Libyan coast near Zuwara", "off the coast of Libya, near Zuwara": the boat is off Zuwara.
    [[nodiscard]] bool is_on_coast_off() const
    {
        constexpr std::uint32_t farthest = 9;
        bool coast = false;
        for (std::uint32_t back = 2; back <= farthest && back <= at_; ++back) {
            const Piece& piece = pieces_[at_ - back];
            const std::string_view between = pieces_[at_ - back + 1].before;
            if (!between.empty() && between != "," && between != "'s" && between != "’s")
                return false;
            coast = coast || lexicon_.is_in("coast_off", piece.lower);
            if (piece.lower == "off")
                return coast;
        }
        return false;
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
        const std::string& word = pieces_[at_ - 1].lower;
        const bool edge = lexicon_.is_in("outskirts", word);
        const bool shore = lexicon_.is_in("coast_of", word);
        if (!edge && !shore)
            return;
        --at_;
        toponym_.near = edge;
        while (joined() && at_ > 0 &&
               (is(before(), "the") || lexicon_.has("directions", pieces_[at_ - 1].lower)))
            --at_;
        const bool off = joined() && is(before(), "off");
        if (shore && !off) {
            far_from_shore();
            return;
        }
        toponym_.off_shore = off;
        at_ -= joined() ? 1U : 0U;
        if (off)
            distance_before();
        set_relative(at_);
    }

    /// "285 miles from the coast of Myanmar".
    void far_from_shore()
    {
        if (!joined() || !is(before(), "from"))
            return;
        --at_;
        if (!distance_before())
            return;
        toponym_.off_shore = true;
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

    /// "120 km (75 miles)", "some 20 miles away", "two hundred kilometres"; `at_` stands behind it. Of two
    /// measures the first counts.
    bool distance_before()
    {
        constexpr double farthest = 2'000'000;
        bool found = false;
        if (at_ > 0 && (is(before(), "away") || is(before(), "offshore")))
            --at_;
        for (int measures = 0; measures < 2; ++measures) {
            const std::optional<Measure> measure = measure_before(pieces_, at_, lexicon_);
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

    void relation_of_other_language()
    {
        const std::optional<PlaceRelation> relation = relation_before(pieces_, first_, lexicon_);
        if (!relation || (relation->may_be_part && is_area_))
            return;
        toponym_.near = relation->near;
        toponym_.off_shore = relation->off_shore;
        toponym_.distance_m = relation->distance_m;
        toponym_.bearing_deg = relation->bearing_deg;
        set_relative(relation->begin);
    }

    Toponym& toponym_;
    const std::vector<Piece>& pieces_;
    std::uint32_t first_, last_;
    const Lexicon& lexicon_;
    bool is_area_;
    std::uint32_t at_;              ///< the phrase begins here, as far as read
    std::uint32_t facility_at_ = 0; ///< where the name of the facility does that stands before
};

} // namespace

void read_phrase(Toponym& toponym, const std::vector<Piece>& pieces, std::uint32_t first, std::uint32_t last,
                 const Lexicon& lexicon, bool is_area)
{
    PhraseReader{toponym, pieces, first, last, lexicon, is_area}.read();
}

} // namespace sitmap
