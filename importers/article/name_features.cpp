#include "importers/article/name_features.hpp"

#include "importers/article/name_clue_kinds.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

std::uint16_t step(double value, double lowest, double width, std::uint16_t count)
{
    const double at = std::floor((value - lowest) / width);
    return static_cast<std::uint16_t>(std::clamp(at, 0.0, count - 1.0));
}

std::uint16_t size_of(std::int64_t people)
{
    constexpr std::array<std::int64_t, people_sizes - 1> limits = {1,      1'500,   5'000,    15'000,
                                                                   50'000, 200'000, 1'000'000};
    std::uint16_t size = 0;
    while (size < limits.size() && people >= limits[size])
        ++size;
    return size;
}

std::uint16_t few(std::size_t count, std::size_t most)
{
    return static_cast<std::uint16_t>(std::min(count, most));
}

/// Reads the surroundings of one candidate.
class Surroundings {
public:
    Surroundings(const NameReading& reading, std::size_t candidate, std::vector<Clue>& clues)
        : reading_{reading},
          at_{candidate},
          candidate_{reading.candidates[candidate]},
          sentence_{reading.sentences[candidate_.sentence]},
          pieces_{sentence_.pieces},
          clues_{clues}
    {}

    void read()
    {
        add(f_bias);
        add_gazetteer();
        add_evidence();
        add_neighbours();
        add_words();
        add_shape();
        add_use();
        add_run();
    }

private:
    void add(std::uint16_t kind, std::uint16_t value = 0) { clues_.push_back({kind, value, 1, {}}); }
    void add_number(std::uint16_t kind, double amount)
    {
        clues_.push_back({kind, 0, static_cast<float>(amount), {}});
    }
    void add_word(std::uint16_t kind, const Piece& piece)
    {
        // Capitalised words would teach the model names; only those of the tables stand for a kind of word.
        constexpr std::uint32_t telling = word_organisation | word_place_type | word_facility | word_generic |
                                          word_title | word_role | word_direction;
        constexpr std::size_t longest = 24;
        if ((!piece.capitalised || (piece.classes & telling) != 0) && piece.lower.size() <= longest)
            clues_.push_back({kind, 0, 1, piece.lower});
    }
    const Piece* piece(std::int64_t i) const
    {
        return i < 0 || i >= static_cast<std::int64_t>(pieces_.size())
                   ? nullptr
                   : &pieces_[static_cast<std::size_t>(i)];
    }

    void add_gazetteer();
    void add_evidence();
    void add_neighbours();
    void add_words();
    void add_shape();
    void add_use();
    void add_run();
    [[nodiscard]] const NameCandidate* neighbour(bool before) const;
    [[nodiscard]] Beside beside(std::int64_t i, std::string_view mark, const NameCandidate* name) const;
    [[nodiscard]] Beside word_class(const Piece& piece) const;

    const NameReading& reading_;
    std::size_t at_;
    const NameCandidate& candidate_;
    const NameSentence& sentence_;
    const std::vector<Piece>& pieces_;
    std::vector<Clue>& clues_;
};

void Surroundings::add_gazetteer()
{
    const auto& places = *candidate_.places;
    const PlaceFacts* best = nullptr;
    double most = -1;
    for (const PlaceFacts& place : places) {
        const bool wide = is_well_known(place.kind) || place.demonym;
        constexpr double above_any_town = 100, main_name = 0.9, seat = 2;
        const double worth = std::log(static_cast<double>(place.population) + 10) +
                             (wide ? above_any_town : 0) + (place.rank != 0 ? seat : 0) +
                             (static_cast<double>(place.weight) < main_name ? -4 : 0);
        if (worth > most) {
            most = worth;
            best = &place;
        }
    }
    std::uint16_t kind = unknown_kind;
    if (best != nullptr && !candidate_.unknown)
        kind = best->demonym ? static_cast<std::uint16_t>(PlaceKind::demonym)
                             : static_cast<std::uint16_t>(best->kind);
    const bool alternate = best != nullptr && best->weight < 0.9F;
    add(f_best, static_cast<std::uint16_t>(2 * kind + (alternate ? 1 : 0)));
    add(f_best_people,
        static_cast<std::uint16_t>(people_sizes * kind + (best ? size_of(best->population) : 0)));
    if (best != nullptr)
        add(f_rank, best->rank);
    const std::size_t n = places.size();
    add(f_candidates, n <= 2 ? few(n, 2) : n <= 5 ? 3 : n <= 12 ? 4 : 5);
    add(f_words, few(candidate_.match.last - candidate_.match.core - 1, 3));
}

void Surroundings::add_evidence()
{
    const NameEvidence& e = candidate_.evidence;
    constexpr double lowest = -7, width = 0.75, scale = 4;
    add_number(f_hand, std::clamp(e.score, lowest, -lowest) / scale);
    add(f_hand_step, step(e.score, lowest, width, hand_steps));
    const std::array<bool, evidence_names.size()> flags = {
        e.placed,        e.weakly_placed, e.typed,        e.contained, e.contains_previous, e.demonym,
        e.known_acronym, e.person,        e.organisation, e.street,    e.in_longer_name,    e.well_known};
    for (std::uint16_t i = 0; i < flags.size(); ++i)
        if (flags[i]) {
            add(f_is, i);
            if (candidate_.unknown)
                add(f_unknown_is, i);
        }
}

const NameCandidate* Surroundings::neighbour(bool before) const
{
    if (before ? at_ == 0 : at_ + 1 >= reading_.candidates.size())
        return nullptr;
    const NameCandidate& other = reading_.candidates[before ? at_ - 1 : at_ + 1];
    const bool adjacent =
        before ? other.match.last == candidate_.match.first : other.match.first == candidate_.match.last;
    return other.sentence == candidate_.sentence && adjacent && !other.unknown ? &other : nullptr;
}

Beside Surroundings::word_class(const Piece& p) const
{
    if (p.lower.front() >= '0' && p.lower.front() <= '9')
        return Beside::number;
    if (p.capitalised && p.lower.size() == 2 && p.lower.back() == '.')
        return Beside::initial;
    if ((p.classes & word_title) != 0 || ((p.classes & word_role) != 0 && !p.capitalised))
        return Beside::title;
    if (p.lower == "the" || p.lower == "a" || p.lower == "an")
        return Beside::article;
    if (p.lower == "and" || p.lower == "or")
        return Beside::conjunction;
    constexpr std::array<std::pair<std::uint32_t, Beside>, 10> classes = {
        {{word_placing, Beside::placing},
         {word_weakly_placing, Beside::weakly_placing},
         {word_place_type, Beside::place_type},
         {word_facility, Beside::facility},
         {word_organisation, Beside::organisation},
         {word_direction, Beside::direction},
         {word_calendar, Beside::calendar},
         {word_person, Beside::person},
         {word_actor_verb, Beside::actor_verb},
         {word_generic, Beside::generic}}};
    for (const auto& [bits, result] : classes) {
        const bool spelt = !p.capitalised || (bits != word_person && bits != word_actor_verb);
        if ((p.classes & bits) != 0 && spelt)
            return result;
    }
    if (!p.capitalised)
        return Beside::word;
    if ((p.classes & word_first_name) != 0)
        return Beside::first_name;
    return (p.classes & word_common) != 0 ? Beside::common_name : Beside::name;
}

/// The class of piece `i`, parted from the name by `mark`; `name` is the candidate that stands there.
Beside Surroundings::beside(std::int64_t i, std::string_view mark, const NameCandidate* name) const
{
    const Piece* p = piece(i);
    if (p == nullptr)
        return Beside::nothing;
    if (mark == ",")
        return name != nullptr ? Beside::comma_place : p->capitalised ? Beside::comma_name : Beside::comma;
    if (mark == "(" || mark == ")")
        return Beside::bracket;
    if (mark == "'s" || mark == "’s" || mark == "'" || mark == "’")
        return Beside::possessive;
    if (mark == "\"" || mark == "“" || mark == "”" || mark == "‘")
        return Beside::quote;
    if (mark == "-" || mark == "--" || mark == "–" || mark == "—")
        return Beside::dash;
    if (mark == "." || mark == ";" || mark == ":" || mark == "!" || mark == "?")
        return Beside::stop;
    if (!mark.empty())
        return Beside::other_mark;
    if (name != nullptr)
        return name->evidence.well_known ? Beside::well_known : Beside::place;
    return word_class(*p);
}

void Surroundings::add_neighbours()
{
    const NameMatch& match = candidate_.match;
    const auto first = static_cast<std::int64_t>(match.first), last = static_cast<std::int64_t>(match.last);
    const auto mark_at = [&](std::int64_t i) {
        const Piece* p = piece(i);
        return p == nullptr ? std::string_view{} : p->before;
    };
    Beside before = beside(first - 1, mark_at(first), neighbour(true));
    if (first > 0 && pieces_[match.first].hyphen)
        before = Beside::hyphen;
    Beside after = beside(last, mark_at(last), neighbour(false));
    if (piece(last) != nullptr && piece(last)->hyphen)
        after = Beside::hyphen;
    const auto value = [](Beside b) { return static_cast<std::uint16_t>(b); };
    add(f_before, value(before));
    add(f_after, value(after));
    add(f_around, static_cast<std::uint16_t>(value(before) * beside_count + value(after)));
    add(f_before2, value(beside(first - 2, mark_at(first - 1), nullptr)));
    add(f_after2, value(beside(last + 1, mark_at(last + 1), nullptr)));
    if (candidate_.unknown) {
        add(f_unknown_before, value(before));
        add(f_unknown_after, value(after));
    }
}

void Surroundings::add_words()
{
    const auto first = static_cast<std::int64_t>(candidate_.match.first);
    const auto last = static_cast<std::int64_t>(candidate_.match.last);
    if (first > 0 && pieces_[candidate_.match.first].before.empty()) {
        add_word(w_before, *piece(first - 1));
        if (const Piece* two = piece(first - 2); two != nullptr && piece(first - 1)->before.empty())
            add_word(w_before2, *two);
    }
    const Piece* after = piece(last);
    if (after == nullptr)
        return;
    const bool joined = after->before.empty() || after->before.ends_with("s");
    if (!joined) {
        if (after->before == ",")
            add_word(w_after_comma, *after);
        return;
    }
    add_word(w_after, *after);
    if (const Piece* two = piece(last + 1); two != nullptr && two->before.empty())
        add_word(w_after2, *two);
}

void Surroundings::add_shape()
{
    const Piece& own = pieces_[candidate_.match.core];
    constexpr std::size_t longest_acronym = 5;
    const bool dotted = own.lower.find('.') != std::string::npos;
    add(f_shape, !own.capitalised                      ? 0
                 : dotted                              ? 1
                 : !own.upper                          ? 2
                 : sentence_.all_capitals              ? 3
                 : own.lower.size() <= longest_acronym ? 4
                                                       : 5);
    if (reading_.text.tokens[pieces_[candidate_.match.first].token].sentence_start)
        add(f_sentence, 0);
    if (candidate_.sentence == 0)
        add(f_sentence, 1);
    if (candidate_.dateline)
        add(f_sentence, 2);
    if (sentence_.credit)
        add(f_sentence, 3);
    if (sentence_.all_capitals)
        add(f_sentence, 4);
    if (reading_.text.sentences[candidate_.sentence].quoted)
        add(f_sentence, 5);
}

void Surroundings::add_use()
{
    const NameMatch& match = candidate_.match;
    const Piece& own = pieces_[match.core];
    constexpr std::array<std::uint32_t, 8> classes = {
        word_first_name, word_role | word_title, word_organisation, word_generic,
        word_place_type, word_facility,          word_common,       word_very_common};
    const bool single = match.last - match.core == 1;
    for (std::uint16_t i = 0; i < classes.size(); ++i) {
        const Piece& last = pieces_[match.last - 1];
        if (((single ? own : last).classes & classes[i]) != 0)
            add(f_own_word, static_cast<std::uint16_t>(single ? i : i + classes.size()));
    }
    if (const DocumentUse::Word* word = reading_.use.words.find(own.hash); single && word != nullptr) {
        const auto [lower, capital] = *word;
        add(f_lower_use, lower == 0 ? 0 : lower > 2 * capital ? 3 : lower > capital ? 2 : 1);
    }
    if (reading_.use.surnames.contains(match.key))
        add(f_surname);
    if (const auto key = reading_.use.keys.find(match.key); key != reading_.use.keys.end()) {
        const DocumentUse::Key& use = key->second;
        const bool placed = candidate_.evidence.placed || candidate_.evidence.contained;
        add(f_mentions, few(use.count - 1, 4));
        add(f_placed_elsewhere, few(use.placed - (placed ? 1U : 0U), 2));
        add(f_person_elsewhere, few(use.person - (candidate_.evidence.person ? 1U : 0U), 2));
    }
}

/// Where the name stands in a run of capitalised words, and what opens and ends the run.
void Surroundings::add_run()
{
    constexpr std::int64_t longest = 6;
    const auto first = static_cast<std::int64_t>(candidate_.match.first);
    const auto last = static_cast<std::int64_t>(candidate_.match.last);
    std::int64_t open = first, end = last;
    while (open > 0 && first - open < longest && pieces_[static_cast<std::size_t>(open)].before.empty() &&
           pieces_[static_cast<std::size_t>(open - 1)].capitalised)
        --open;
    const auto size = static_cast<std::int64_t>(pieces_.size());
    while (end < size && end - last < longest && pieces_[static_cast<std::size_t>(end)].before.empty() &&
           pieces_[static_cast<std::size_t>(end)].capitalised)
        ++end;
    add(f_run, static_cast<std::uint16_t>(4 * few(static_cast<std::size_t>(first - open), 3) +
                                          few(static_cast<std::size_t>(end - last), 3)));
    if (end > last) {
        const Piece& word = pieces_[static_cast<std::size_t>(end - 1)];
        add(f_run_end, static_cast<std::uint16_t>(word_class(word)));
        add_word(w_run_end, word);
    }
    if (open < first)
        add(f_run_open, static_cast<std::uint16_t>(word_class(pieces_[static_cast<std::size_t>(open)])));
}

} // namespace

ClueScheme name_scheme()
{
    return name_clue_kinds;
}

void add_name_clues(const NameReading& reading, std::size_t candidate, std::vector<Clue>& clues)
{
    Surroundings{reading, candidate, clues}.read();
}

} // namespace sitmap
