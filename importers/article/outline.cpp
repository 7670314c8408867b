// What part of a document a sentence stands in: under which heading, in which entry.
#include "importers/article/outline.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>
#include <string_view>

namespace sitmap {

namespace {

constexpr std::uint32_t longest_heading = 10; ///< tokens
constexpr std::uint32_t longest_head = 14;    ///< tokens of an entry's head: "Kalehe, 12 May:"
constexpr std::uint32_t few_words = 3;        ///< that a head or heading may have beside its place and day

/// A line of the text: a paragraph, or a line of a list.
struct Line {
    std::uint32_t first_sentence = 0, last_sentence = 0; ///< [first, last)
    std::uint32_t first = 0, last = 0;                   ///< tokens behind bullets and numbers
    bool bullet = false, number = false, hour = false;
};

bool is_bullet(const Token& token)
{
    return is_one_of(token, {"•",   "*", "-",  "–", "—", "·", "▪", "‣", "/", "//", "#", "##",
                             "###", "=", "==", ">", "■", "●", "○", "►", "|", "+",  "[", "_"});
}

/// "1", "12", "a", "iv": what numbers an item, with a point or bracket behind it.
bool is_enumerator(const Token& token)
{
    constexpr std::size_t longest = 3;
    if (token.text.size() > longest)
        return false;
    if (token.kind == Token::Kind::number)
        return true;
    return token.text.size() == 1 ? token.kind == Token::Kind::word
                                  : token.lower.find_first_not_of("ivx") == std::string::npos;
}

/// Tokens of an hour at this token: "18:40", "9.30am", "7 pm", "1430 GMT"; 0 if there is none.
std::uint32_t hour_at(const TokenisedText& text, std::uint32_t i, std::uint32_t last)
{
    const auto is_half = [&](std::uint32_t k) {
        return k < last && is_one_of(text.tokens[k], {"am", "pm", "a.m.", "p.m.", "gmt", "utc", "local",
                                                      "bst", "cet", "est"});
    };
    if (i >= last)
        return 0;
    constexpr std::size_t two_digits = 2;
    const bool parted =
        i + 2 < last && text.tokens[i].kind == Token::Kind::number &&
        text.tokens[i].text.size() <= two_digits && text.tokens[i + 1].text == ":" &&
        text.tokens[i + 2].kind == Token::Kind::number && text.tokens[i + 2].text.size() == two_digits &&
        text.tokens[i + 1].begin == text.tokens[i].end && text.tokens[i + 2].begin == text.tokens[i + 1].end;
    std::uint32_t end = i + (parted ? 3 : 1);
    const bool clock = parted || is_clock(text.tokens[i]);
    const bool joined = !clock && text.tokens[i].text.size() >= 3 && text.tokens[i].text.size() <= 7 &&
                        text.tokens[i].text.front() >= '0' && text.tokens[i].text.front() <= '9' &&
                        (text.tokens[i].lower.ends_with("am") || text.tokens[i].lower.ends_with("pm"));
    while (is_half(end))
        ++end;
    const bool alone = text.tokens[i].kind == Token::Kind::number && end > i + 1;
    return clock || joined || alone ? end - i : 0;
}

std::vector<Line> lines_of(const TokenisedText& text)
{
    std::vector<Line> lines;
    const auto count = static_cast<std::uint32_t>(text.sentences.size());
    for (std::uint32_t s = 0; s < count;) {
        Line line{.first_sentence = s, .first = text.sentences[s].first};
        const bool opens_item = is_bullet(text.tokens[line.first]);
        for (++s; s < count && text.sentences[s].paragraph == text.sentences[line.first_sentence].paragraph &&
                  !(opens_item && is_bullet(text.tokens[text.sentences[s].first]));)
            ++s;
        line.last_sentence = s;
        line.last = text.sentences[s - 1].last;
        while (line.first < line.last && is_bullet(text.tokens[line.first])) {
            line.bullet = true;
            ++line.first;
        }
        if (line.first + 1 < line.last && is_enumerator(text.tokens[line.first]) &&
            is_one_of(text.tokens[line.first + 1], {".", ")"})) {
            line.number = true;
            line.first += 2;
        }
        line.hour = hour_at(text, line.first, line.last) > 0;
        if (line.first < line.last)
            lines.push_back(line);
    }
    return lines;
}

bool ends_statement(const Token& token)
{
    return is_one_of(token, {".", "!", ",", ";", "…", "...", "\"", "”"});
}

bool has_letters(const TokenisedText& text, const Line& line, bool lower)
{
    for (std::uint32_t i = line.first; i < line.last; ++i)
        for (const char c : text.tokens[i].text)
            if (lower ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z')
                return true;
    return false;
}

class OutlineReader {
public:
    OutlineReader(const TokenisedText& text, const Lexicon& lexicon, const std::vector<Toponym>& toponyms,
                  const std::vector<TimeMention>& times)
        : text_{text}, lexicon_{lexicon}, toponyms_{toponyms}, times_{times}, lines_{lines_of(text)}
    {}

    std::vector<Standing> read()
    {
        std::vector<Standing> standings(text_.sentences.size());
        by_places_ = std::count_if(lines_.begin(), lines_.end(),
                                   [&](const Line& line) { return opens_with_place(line); }) > 1;
        for (std::size_t l = 0; l < lines_.size(); ++l) {
            const Standing standing = standing_of(l);
            for (std::uint32_t s = lines_[l].first_sentence; s < lines_[l].last_sentence; ++s)
                standings[s] = standing;
        }
        return standings;
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    Standing standing_of(std::size_t l)
    {
        const Line& line = lines_[l];
        if (line.first_sentence == 0)
            return {};
        if (in_front_ && (is_front_matter(line) || is_masthead(l)))
            return {};
        if (is_heading(l)) {
            open_section(line);
            in_front_ = false;
            Standing standing = section_;
            standing.heading = true;
            return standing;
        }
        in_front_ = false;
        if (is_aside(line))
            return {.mood = Mood::silent, .entry = entry_.entry};
        if (line.bullet || line.number || line.hour || opens_with_day(line) ||
            (by_places_ && opens_with_place(line)))
            open_entry(line);
        else if (!lasting_)
            entry_ = section_;
        return entry_;
    }

    /// Between headline and text: "CAIRO, 25 November", "By our staff", "Covering 1 to 11 May".
    [[nodiscard]] bool is_front_matter(const Line& line) const
    {
        if (line.bullet || line.number || line.hour || line.last - line.first > 2 * longest_heading ||
            (ends_statement(token(line.last - 1)) && !token(line.last - 1).is(")")) || names_mood(line))
            return false;
        for (std::uint32_t i = line.first; i < line.last; ++i)
            if (token(i).kind == Token::Kind::number || token(i).is(",") ||
                is_one_of(token(i), {"by", "/", "(", "-", "–", "—"}))
                return true;
        return has_letters(text_, line, true);
    }

    /// "THE EXAMPLE GAZETTE", above a line of its day.
    [[nodiscard]] bool is_masthead(std::size_t l) const
    {
        const Line& line = lines_[l];
        return l + 1 < lines_.size() && line.last - line.first <= longest_heading &&
               !ends_statement(token(line.last - 1)) && !names_mood(line) && is_front_matter(lines_[l + 1]) &&
               opens_with_day(lines_[l + 1]);
    }

    // -- headings

    [[nodiscard]] bool is_heading(std::size_t l) const
    {
        const Line& line = lines_[l];
        const bool long_one = line.last - line.first > longest_heading;
        if (long_one || line.last_sentence - line.first_sentence > 1 || l + 1 >= lines_.size() ||
            ends_statement(token(line.last - 1)) || line.hour || !has_letters(text_, line, false))
            return false;
        if (is_one_of(token(line.first), {"by", "from", "photo", "photograph", "source", "sources"}))
            return false;
        if (!has_letters(text_, line, true) || (names_mood(line) && !line.bullet))
            return true;
        const Line& next = lines_[l + 1];
        const bool text_follows = next.bullet || next.number || next.hour ||
                                  is_one_of(token(next.last - 1), {".", "!", "?", "”", "\""}) ||
                                  next.last - next.first > longest_heading;
        return !line.bullet && text_follows && token(line.first).capitalised &&
               !is_one_of(token(line.last - 1), {":"});
    }

    [[nodiscard]] bool names_mood(const Line& line) const { return !mood_named(line).empty(); }

    /// What the table says of a heading: of it as a whole, but for a few words.
    [[nodiscard]] std::string_view mood_named(const Line& line) const
    {
        std::string_view found;
        std::uint32_t named = 0, words = 0;
        for (std::uint32_t i = line.first; i < line.last;) {
            const PhraseMatch match = match_phrase(lexicon_, "headings", text_, i, line.last);
            const bool of_section = match && match.meaning() != "aside";
            if (of_section) {
                if (found.empty() || match.meaning() == "unconfirmed")
                    found = match.meaning();
                named += match.length;
            }
            const std::uint32_t step = of_section ? match.length : 1;
            for (std::uint32_t k = i; k < i + step; ++k)
                words += token(k).kind == Token::Kind::punctuation ? 0U : 1U;
            i += step;
        }
        return words <= named + few_words ? found : std::string_view{};
    }

    void open_section(const Line& line)
    {
        const std::string_view mood = mood_named(line);
        section_ = {};
        if (mood == "background")
            section_.mood = Mood::background;
        else if (!mood.empty() && mood != "reported")
            section_.mood = Mood::silent;
        note_head(line.first, line.last, section_);
        if (section_.place || section_.time)
            section_.entry = ++entries_;
        entry_ = section_;
        lasting_ = false;
    }

    /// "Read more: ...", "Correction: ...": one line that is no part of the text around it.
    [[nodiscard]] bool is_aside(const Line& line) const
    {
        const PhraseMatch match = match_phrase(lexicon_, "headings", text_, line.first, line.last);
        return match && match.meaning() == "aside" && line.first + match.length < line.last &&
               is_one_of(token(line.first + match.length), {":", "|", "-", "–", "—", "("});
    }

    // -- entries

    void open_entry(const Line& line)
    {
        const bool strong = line.number || line.hour || opens_with_day(line);
        entry_ = section_;
        const std::uint32_t end = end_of_head(line);
        note_head(line.first, end, entry_);
        if (const auto day = day_at(line))
            entry_.time = day;
        if (strong || entry_.place)
            entry_.entry = ++entries_;
        lasting_ = line.number || line.hour || end == line.last;
    }

    /// "7 May:", "On 12 February, the mission", "Monday 14 March, about 1 a.m.": the mention that opens a
    /// line of a list, or a line where a mark sets it off.
    [[nodiscard]] std::optional<std::uint32_t> day_at(const Line& line) const
    {
        std::uint32_t at = line.first;
        if (is_one_of(token(at), {"on", "overnight", "early", "late"}) && at + 1 < line.last)
            ++at;
        for (std::uint32_t t = first_time_from(line.first); t < times_.size() && times_[t].first <= at; ++t)
            if (is_day(times_[t]))
                return t;
        return std::nullopt;
    }

    [[nodiscard]] bool opens_with_day(const Line& line) const
    {
        const auto day = day_at(line);
        if (!day || token(line.first).is("on"))
            return false;
        const std::uint32_t behind = times_[*day].last;
        return behind >= line.last || is_one_of(token(behind), {":", "-", "–", "—", ".", "(", "|", ")"});
    }

    /// "BASRA: In the south ...", "HILLA — A bomb ...", "LVIV. Two substations ...": of a round-up from place
    /// to place.
    [[nodiscard]] bool opens_with_place(const Line& line) const
    {
        const auto named = std::lower_bound(toponyms_.begin(), toponyms_.end(), line.first,
                                            [](const Toponym& t, std::uint32_t i) { return t.first < i; });
        return named != toponyms_.end() && named->first == line.first && named->place &&
               named->last + 1 < line.last &&
               (is_one_of(token(named->last), {":", "—", "–", "-"}) ||
                (token(named->last)
                     .is(".") && // "SURAT THANI. Two devices", "Davao. Explosions in two cinemas"
                 (is_in_capitals(*named) || named->last + shortest_entry < line.last)));
    }

    static constexpr std::uint32_t shortest_entry = 4; ///< tokens behind the place that an entry opens with

    [[nodiscard]] bool is_in_capitals(const Toponym& name) const
    {
        for (std::uint32_t i = name.first; i < name.last; ++i)
            for (const char c : token(i).text)
                if (c >= 'a' && c <= 'z')
                    return false;
        return true;
    }

    [[nodiscard]] static bool is_day(const TimeMention& time)
    {
        return !time.future && time.anchor == TimeMention::Anchor::calendar &&
               (time.interval.precision() == TimePrecision::day ||
                time.interval.precision() == TimePrecision::range);
    }

    [[nodiscard]] std::uint32_t first_time_from(std::uint32_t at) const
    {
        return static_cast<std::uint32_t>(
            std::lower_bound(times_.begin(), times_.end(), at,
                             [](const TimeMention& t, std::uint32_t i) { return t.first < i; }) -
            times_.begin());
    }

    [[nodiscard]] std::uint32_t end_of_head(const Line& line) const
    {
        const std::uint32_t stop = std::min(line.last, line.first + longest_head);
        for (std::uint32_t i = line.first; i < stop; ++i)
            if (is_one_of(token(i), {":", "-", "–", "—", ".", "|"}))
                return i + 1 >= line.last ? line.last : i;
        return line.last <= stop && !ends_statement(token(line.last - 1)) ? line.last : line.first;
    }

    /// Takes place and day of a head or heading that has few words beside them.
    void note_head(std::uint32_t first, std::uint32_t last, Standing& standing) const
    {
        std::uint32_t words = 0, covered = 0;
        for (std::uint32_t i = first; i < last; ++i)
            words += token(i).kind == Token::Kind::punctuation ? 0U : 1U;
        std::optional<std::uint32_t> place, time;
        auto named = std::lower_bound(toponyms_.begin(), toponyms_.end(), first,
                                      [](const Toponym& t, std::uint32_t i) { return t.first < i; });
        for (; named != toponyms_.end() && named->first < last; ++named) {
            covered += named->last - named->first;
            // "Tessit, Mali": what follows the first only says where it lies
            if (named->place && !place && named->kind != ToponymKind::demonym &&
                named->kind != ToponymKind::embedded && !(in_front_ && named->kind == ToponymKind::dateline))
                place = static_cast<std::uint32_t>(named - toponyms_.begin());
        }
        for (std::uint32_t t = first_time_from(first); t < times_.size() && times_[t].first < last; ++t) {
            covered += times_[t].last - times_[t].first;
            if (is_day(times_[t]) && !time)
                time = t;
        }
        if (words > covered + few_words)
            return;
        standing.place = place ? place : standing.place;
        standing.time = time ? time : standing.time;
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    const std::vector<Toponym>& toponyms_;
    const std::vector<TimeMention>& times_;
    std::vector<Line> lines_;
    Standing section_, entry_;
    bool in_front_ = true;   ///< no running text so far
    bool by_places_ = false; ///< several lines open with a place
    bool lasting_ = false;   ///< the entry goes on over the lines that follow
    std::uint32_t entries_ = 0;
};

} // namespace

std::vector<Standing> outline_of(const TokenisedText& text, const Lexicon& lexicon,
                                 const std::vector<Toponym>& toponyms, const std::vector<TimeMention>& times)
{
    return OutlineReader{text, lexicon, toponyms, times}.read();
}

std::vector<TimeMention> hours_of_entries(const TokenisedText& text, const std::vector<TimeMention>& times,
                                          std::optional<Day> published)
{
    std::vector<TimeMention> hours;
    Interval day = published ? Interval::on(*published) : Interval{};
    auto next = times.begin();
    for (const Line& line : lines_of(text)) {
        while (next != times.end() && next->first < line.first)
            ++next;
        const bool dated = next != times.end() && next->first == line.first;
        if (dated && line.last - line.first <= longest_head &&
            next->interval.precision() == TimePrecision::day && !next->future) {
            day = next->interval;
            continue;
        }
        const std::uint32_t length = dated ? 0 : hour_at(text, line.first, line.last);
        if (length == 0 || !day.is_known())
            continue;
        hours.push_back(
            {.first = line.first,
             .last = line.first + length,
             .sentence = static_cast<std::uint32_t>(text.sentence_of(text.tokens[line.first].begin)),
             .interval = day});
    }
    return hours;
}

} // namespace sitmap
