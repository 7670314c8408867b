// Names that say where somebody or something else was.
#include "importers/article/told_elsewhere.hpp"

#include "geodata/within.hpp"
#include "importers/article/bystander_places.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/place_roles.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

class NameContext {
public:
    NameContext(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
        : reading_{reading},
          toponym_{toponym},
          first_{reading.sentence(sentence).first},
          last_{reading.sentence(sentence).last},
          head_{head_of_list(toponym.first)}
    {}

    /// "who had come from Boma", "hailed from Mardan and Swabi".
    [[nodiscard]] bool is_origin() const
    {
        return head_ >= first_ + 2 && token(head_ - 1).is("from") &&
               reading_.tables.lexicon.is_in("comes", token(head_ - 2));
    }

    /// "In Al-Our, the village on the Nile from which 13 of the victims came".
    [[nodiscard]] bool is_home_of_those() const
    {
        constexpr std::uint32_t to_which = 8, to_verb = 8;
        if (toponym_.last >= last_ || !token(toponym_.last).is(","))
            return false;
        for (std::uint32_t i = toponym_.last + 1; i + 1 < std::min(toponym_.last + to_which, last_); ++i) {
            if (token(i).kind == Token::Kind::punctuation)
                return false;
            if (!token(i).is("from") || !is_one_of(token(i + 1), {"which", "where"}))
                continue;
            for (std::uint32_t k = i + 2; k < std::min(i + 2 + to_verb, last_); ++k)
                if (reading_.tables.lexicon.is_in("comes", token(k)))
                    return true;
        }
        return false;
    }

    /// "drove the cattle towards Pibor".
    [[nodiscard]] bool is_destination() const
    {
        return head_ > first_ && is_one_of(token(head_ - 1), {"towards", "toward"});
    }

    /// "The pirogue left the beach of Mbour on Saturday", "sailed from Zuwara": where the voyage began.
    [[nodiscard]] bool is_left_by_boat() const
    {
        constexpr std::uint32_t reach = 6; // "left the beach of"
        bool boat = false;
        for (std::uint32_t i = first_; i < toponym_.first; ++i) {
            boat = boat || match_phrase(reading_.tables.lexicon, "voyages", reading_.text, i, toponym_.first)
                                   .meaning() == "boat";
            const PhraseMatch words =
                match_phrase(reading_.tables.lexicon, "journeys", reading_.text, i, toponym_.first);
            if (boat && words.meaning() == "from" && toponym_.first - i <= reach &&
                only_links(i + words.length, toponym_.first))
                return true;
        }
        return false;
    }

    /// "after wading across the marshes of Lake Chad", "came over the Ruvuma".
    [[nodiscard]] bool is_water_crossed() const
    {
        constexpr std::uint32_t reach = 4; // "across the marshes of"
        if (!toponym_.place || brief_of(reading_, toponym_).kind != PlaceKind::water)
            return false;
        for (std::uint32_t back = 1; back <= reach && toponym_.first >= first_ + back; ++back) {
            const Token& word = token(toponym_.first - back);
            if (is_one_of(word, {"across", "over", "crossing", "crossed"}))
                return true;
            if (!is_one_of(word, {"the", "of"}) && back > 2)
                return false;
        }
        return false;
    }

    /// "A dozen went to hospitals in Kumba, Limbe and Mutengene", "treated at the clinic of Mora".
    [[nodiscard]] bool is_where_hurt_are() const
    {
        constexpr std::uint32_t to_house = 3, to_verb = 7;
        for (std::uint32_t back = 1; back <= to_house && head_ >= first_ + back; ++back) {
            const std::uint32_t i = head_ - back;
            if (!reading_.tables.lexicon.is_in("care", token(i)))
                continue;
            for (std::uint32_t k = 1; k <= to_verb && i >= first_ + k; ++k)
                if (reading_.tables.lexicon.is_in("into_care", token(i - k)))
                    return true;
            return false;
        }
        return false;
    }

    /// "In Washington, President Bill Clinton called the bombings inhuman", "In Cairo the foreign minister
    /// condemned": the first verb behind the place is one by which somebody takes it up.
    [[nodiscard]] bool is_where_one_reacts() const
    {
        constexpr std::uint32_t longest = 9; // "the president of the republic, Joao Lourenco,"
        const Lexicon& lexicon = reading_.tables.lexicon;
        if (toponym_.first != first_ + 1 || !is_one_of(token(first_), {"in", "from"}))
            return false;
        std::uint32_t i = toponym_.last;
        if (i < last_ && token(i).is(","))
            ++i;
        for (const std::uint32_t stop = std::min(i + longest, last_); i < stop; ++i) {
            const Token& word = token(i);
            if (is_one_of(word, {"condemned", "denounced", "deplored", "called", "vowed", "promised",
                                 "pledged", "welcomed", "regretted", "mourned", "hailed"}))
                return true;
            if (is_auxiliary(word) || is_form_of_be(word) || lexicon.has("verbs", word) ||
                lexicon.has("triggers", word) || lexicon.has("harm", word) ||
                is_one_of(word, {"who", "where", ";"}))
                return false;
        }
        return false;
    }

    /// "The army in Port Sudan accused the RSF", "the ministry in Niamey said".
    [[nodiscard]] bool is_where_it_is_said() const
    {
        constexpr std::uint32_t to_verb = 3; // "in Niamey has since confirmed"
        if (toponym_.first < first_ + 2 || !is_one_of(token(toponym_.first - 1), {"in", "at"}) ||
            !reading_.tables.lexicon.is_in("seat_of_speech", token(toponym_.first - 2)))
            return false;
        std::uint32_t i = toponym_.last;
        for (; i < std::min(toponym_.last + to_verb, last_); ++i)
            if (!reading_.tables.lexicon.meaning("speech", token(i)).empty())
                return true;
            else if (!is_auxiliary(token(i)))
                break;
        // "..., said the commander in Bosaso"
        for (std::uint32_t back = 3; back <= 6 && toponym_.first >= first_ + back; ++back)
            if (reading_.tables.lexicon.meaning("speech", token(toponym_.first - back)) == "says")
                return true;
        return false;
    }

    /// "the shell was fired from Serb positions on Mount Ozren", "had been launched from Taiz and Dhamar":
    /// what was hit is told elsewhere.
    [[nodiscard]] bool is_said_launch_site() const
    {
        constexpr std::uint32_t longest = 5;       // "Bosnian Serb positions on"
        const bool beside = head_ >= first_ + 2 && // "positions on Mount Ozren"; "near" may be of the name
                            is_one_of(token(head_ - 1), {"on", "near", "in", "around", "outside", "at"}) &&
                            reading_.tables.lexicon.is_in("post", token(head_ - 2));
        const bool posts =
            beside || (head_ > first_ && reading_.tables.lexicon.is_in("post", token(head_ - 1)));
        std::uint32_t from = head_;
        for (std::uint32_t back = 0; posts && back < longest && from > first_ && !token(from - 1).is("from");
             ++back)
            --from;
        return from >= first_ + 3 && token(from - 1).is("from") &&
               is_one_of(token(from - 2), {"fired", "launched"}) &&
               is_one_of(token(from - 3), {"was", "were", "been"});
    }

    /// "A rocket fired in Gaza came down on a shed in Ganei Tal": where it came from.
    [[nodiscard]] bool is_where_it_was_fired() const
    {
        constexpr std::uint32_t reach = 14; // tokens to where it came down
        if (head_ < first_ + 2 || !is_one_of(token(head_ - 1), {"in", "from", "inside", "across"}) ||
            !is_one_of(token(head_ - 2), {"fired", "launched", "shot"}))
            return false;
        for (std::uint32_t i = toponym_.last; i < std::min(toponym_.last + reach, last_); ++i)
            if (is_one_of(token(i), {"hit", "hits", "struck", "strikes", "landed", "fell", "crashed", "came",
                                     "exploded", "killed", "reached", "slammed"}))
                return true;
        return false;
    }

    /// "said the colonel, a spokesman for the operation, in Banda Aceh": where he spoke.
    [[nodiscard]] bool is_end_of_attribution() const
    {
        constexpr std::uint32_t reach = 16; // tokens from the verb to the name
        if (toponym_.first < first_ + 4 || !is_one_of(token(toponym_.first - 1), {"in", "at"}) ||
            !token(toponym_.first - 2).is(",") ||
            (toponym_.last < last_ && !is_one_of(token(toponym_.last), {".", ",", ";"})))
            return false;
        for (std::uint32_t back = 3; back <= reach && toponym_.first > first_ + back; ++back) {
            const std::uint32_t i = toponym_.first - back;
            if (reading_.tables.lexicon.has("deeds", token(i)) || is_one_of(token(i), {"that", ";", ":"}))
                return false;
            // ", said the colonel", not "the colonel said"
            if (reading_.tables.lexicon.meaning("speech", token(i)) == "says")
                return token(i - 1).kind == Token::Kind::punctuation;
        }
        return false;
    }

    /// "in Tajoura, on Tripoli's eastern edge", "at Kafolo, north-east of the park".
    [[nodiscard]] bool finds_the_one_before() const
    {
        constexpr std::uint32_t reach = 3; // "'s eastern edge"
        if (toponym_.first < first_ + 3 || !is_one_of(token(toponym_.first - 1), {"on", "at"}) ||
            !token(toponym_.first - 2).is(",") || toponym_.last + 1 >= last_ ||
            !is_one_of(token(toponym_.last), {"'s", "’s"}))
            return false;
        const auto named =
            toponyms_in(reading_, static_cast<std::uint32_t>(reading_.text.sentence_of(toponym_.begin)));
        const bool behind_a_name = std::any_of(named.begin(), named.end(), [&](const Toponym* other) {
            return other->last + 2 == toponym_.first && other->place;
        });
        for (std::uint32_t i = toponym_.last + 1; i < std::min(toponym_.last + 1 + reach, last_); ++i)
            if (is_one_of(token(i), {"edge", "outskirts", "side", "flank", "fringe", "doorstep", "rim"}))
                return behind_a_name;
        return false;
    }

    /// "in the Darbha valley of Bastar", "the Gazi Baba quarter of Skopje": what the part that is named lies
    /// in.
    [[nodiscard]] bool holds_the_part_before() const
    {
        constexpr double near_m = 60'000;
        if (toponym_.first < first_ + 3 || !token(toponym_.first - 1).is("of") || !toponym_.place)
            return false;
        const Token& noun = token(toponym_.first - 2);
        const auto named =
            toponyms_in(reading_, static_cast<std::uint32_t>(reading_.text.sentence_of(toponym_.begin)));
        const auto part = std::find_if(named.begin(), named.end(), [&](const Toponym* other) {
            return other->last + 2 == toponym_.first && other->place && other->place != toponym_.place;
        });
        if (part == named.end())
            return false;
        const PlaceBrief &in = brief_of(reading_, **part), &whole = brief_of(reading_, toponym_);
        const bool of_town = (in.kind == PlaceKind::section || in.kind == PlaceKind::admin2) &&
                             is_one_of(noun, {"quarter", "neighbourhood", "neighborhood", "suburb"});
        if (!of_town && !noun.is("valley") && !(in.kind == PlaceKind::region && noun.is("region")))
            return false;
        return in.country == whole.country &&
               lie_within(in.point, whole.point,
                          std::max<double>(near_m, reading_.place(*toponym_.place).radius_m));
    }

    /// "the city, which lies 520 km north-west of São Paulo".
    [[nodiscard]] bool says_where_another_lies() const
    {
        std::uint32_t begin = toponym_.first;
        while (begin > first_ && token(begin).begin > toponym_.phrase_begin)
            --begin;
        if (toponym_.kind == ToponymKind::relative && begin > first_ + 1 &&
            (follows_name_it_finds(begin) || follows_the_town(begin)))
            return true;
        if ((begin > first_ + 1 && is_in_aside_on_a_place(begin)) || is_sea_that_is_halved())
            return true;
        return toponym_.kind == ToponymKind::relative && begin > first_ &&
               is_one_of(token(begin - 1), {"lies", "lay", "lying", "situated", "located", "sits"});
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return reading_.token(i); }

    [[nodiscard]] bool only_links(std::uint32_t from, std::uint32_t until) const
    {
        for (std::uint32_t i = from; i < until; ++i)
            if (!is_one_of(token(i), {"the", "at", "a", "of", "near", "in"}) &&
                !reading_.tables.lexicon.is_in("coast_link", token(i)))
                return false;
        return true;
    }

    /// "Sanaa, the Yemeni capital, some 180 miles north of Aden": behind a name and what is said of it.
    [[nodiscard]] bool follows_name_it_finds(std::uint32_t begin) const
    {
        constexpr std::uint32_t longest = 5; // "the capital of the province"
        while (begin > first_ && is_one_of(token(begin - 1), {"some", "about", "around", "roughly"}))
            --begin;
        if (begin < first_ + 5 || !token(begin - 1).is(","))
            return false;
        for (std::uint32_t i = begin - 2; i > first_ + 1 && begin - i <= longest + 1; --i) {
            if (token(i).kind != Token::Kind::word && !token(i).is(","))
                return false;
            if (token(i).is(","))
                return token(i + 1).is("the") && names_a_town(i + 2, begin - 1) && ends_a_town(i);
        }
        return false;
    }

    /// "drove them out of the city in the desert northeast of Damascus": says where the city lies that was
    /// named before.
    [[nodiscard]] bool follows_the_town(std::uint32_t begin) const
    {
        constexpr std::uint32_t reach = 5; // "city in the eastern desert"
        for (std::uint32_t back = 1; back <= reach && begin > first_ + back + 1; ++back) {
            const std::uint32_t i = begin - back;
            if (token(i).kind != Token::Kind::word)
                return false;
            if (reading_.tables.lexicon.is_in("the_town", token(i)))
                return token(i - 1).is("the") && back > 1 && token(i + 1).is("in") && has_town_before(i);
        }
        return false;
    }

    /// "in Mpeketoni, a farming town in Lamu county, when gunmen came", "Plaine Savo, a site near Bule in
    /// Djugu territory": where the place before the comma lies.
    [[nodiscard]] bool is_in_aside_on_a_place(std::uint32_t begin) const
    {
        constexpr std::uint32_t longest = 10, to_noun = 4; // "a small farming town some miles north of"
        for (std::uint32_t i = begin; i > first_ + 1 && begin - i <= longest; --i) {
            const Token& word = token(i - 1);
            if (is_one_of(word, {",", "and"}) && i < begin && token(i).capitalised)
                continue; // "Tuz Khurmatu, a town of Turkmens, Kurds and Arabs north of Baghdad"
            if (word.is(","))
                return i + 2 < begin && is_one_of(token(i), {"a", "an"}) && ends_a_town(i - 1) &&
                       names_a_kind_of_place(i + 1, std::min(i + 1 + to_noun, begin));
            if (word.kind == Token::Kind::punctuation ||
                is_one_of(word, {"where", "which", "that", "who", "whose", "when", "and", "but"}))
                return false;
        }
        return false;
    }

    /// "At the other end of the Mediterranean, off Antalya, a boat went down": another name says where.
    [[nodiscard]] bool is_sea_that_is_halved() const
    {
        if (!toponym_.place || toponym_.first < first_ + 4 || toponym_.last + 1 >= last_ ||
            !token(toponym_.last).is(",") ||
            !is_one_of(token(toponym_.last + 1), {"off", "near", "close", "in"}))
            return false;
        const PlaceKind kind = brief_of(reading_, toponym_).kind;
        return (kind == PlaceKind::sea || kind == PlaceKind::water) && token(toponym_.first - 1).is("the") &&
               token(toponym_.first - 2).is("of") &&
               is_one_of(token(toponym_.first - 3), {"end", "side", "shore", "half", "part"});
    }

    [[nodiscard]] bool names_a_kind_of_place(std::uint32_t from, std::uint32_t until) const
    {
        for (std::uint32_t i = from; i < until; ++i)
            if (reading_.tables.lexicon.is_in("the_town", token(i)) || token(i).is("site") ||
                reading_.tables.lexicon.has("place_types", token(i)))
                return true;
        return false;
    }

    [[nodiscard]] bool names_a_town(std::uint32_t from, std::uint32_t until) const
    {
        return has_word_of(reading_.text, reading_.tables.lexicon, "the_town", from, until);
    }

    /// A place that is known ends before the token.
    [[nodiscard]] bool ends_a_town(std::uint32_t at) const
    {
        const auto named =
            toponyms_in(reading_, static_cast<std::uint32_t>(reading_.text.sentence_of(toponym_.begin)));
        return std::any_of(named.begin(), named.end(), [&](const Toponym* other) {
            return other->last == at && other->place && !is_coarse(brief_of(reading_, *other).kind);
        });
    }

    [[nodiscard]] bool has_town_before(std::uint32_t at) const
    {
        const auto named =
            toponyms_in(reading_, static_cast<std::uint32_t>(reading_.text.sentence_of(toponym_.begin)));
        return std::any_of(named.begin(), named.end(), [&](const Toponym* other) {
            return other->last <= at && other->place && is_placeable(*other) &&
                   !is_coarse(brief_of(reading_, *other).kind);
        });
    }

    /// The first token of the names that are told in a row with this one: "in Kumba, Limbe and Mutengene".
    [[nodiscard]] std::uint32_t head_of_list(std::uint32_t from) const
    {
        constexpr int longest = 6;
        for (int links = 0; links < longest; ++links) {
            std::uint32_t i = from;
            while (i > first_ && is_one_of(token(i - 1), {",", "and", "or"}))
                --i;
            if (i == from)
                break;
            std::uint32_t name = i;
            while (name > first_ && token(name - 1).kind == Token::Kind::word && token(name - 1).capitalised)
                --name;
            if (name == i)
                break;
            from = name;
        }
        return from;
    }

    const Reading& reading_;
    const Toponym& toponym_;
    std::uint32_t first_, last_, head_;
};

} // namespace

bool only_finds_another(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    const NameContext context{reading, toponym, sentence};
    return context.finds_the_one_before() || context.holds_the_part_before() ||
           context.says_where_another_lies();
}

bool is_launch_site(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    return NameContext{reading, toponym, sentence}.is_said_launch_site();
}

bool is_told_elsewhere(const Reading& reading, const Toponym& toponym, std::uint32_t sentence,
                       TypeGroup group)
{
    const NameContext context{reading, toponym, sentence};
    const bool moves = group == TypeGroup::displacement || group == TypeGroup::sea;
    if (group == TypeGroup::sea && context.is_left_by_boat())
        return true;
    return (!moves && (context.is_where_it_was_fired() || context.is_origin() || context.is_home_of_those() ||
                       context.is_destination() || context.is_water_crossed())) ||
           context.is_where_hurt_are() || context.is_where_it_is_said() || context.is_where_one_reacts() ||
           is_where_speaker_was(reading, toponym, reading.sentence(sentence).first) ||
           context.is_end_of_attribution() || context.finds_the_one_before() ||
           context.says_where_another_lies() || is_of_bystander(reading, toponym, sentence);
}

} // namespace sitmap
