#include "importers/article/deed_frames.hpp"

#include "importers/article/phrases.hpp"

#include <charconv>

namespace sitmap {

namespace {

constexpr std::uint32_t subject_reach = 14; ///< tokens between who does it and the deed
constexpr std::uint32_t object_reach = 14;  ///< tokens between a rescue and the craft that it is from
constexpr int fewest_in_crowd = 10;

/// "some 250 nationalists", "2,000 marched": so many that they are a crowd.
bool is_crowd_size(const Token& token)
{
    if (token.kind != Token::Kind::number)
        return false;
    int size = 0;
    for (const char c : token.text)
        if (c >= '0' && c <= '9' && size < 1'000'000)
            size = size * 10 + (c - '0');
    return size >= fewest_in_crowd;
}

bool ends_clause(const Token& token)
{
    return is_one_of(token, {";", ":", "—", "–", "(", ")", "while", "when", "after", "before", "because",
                             "but", "said", "says", "if", "although", "though", "where"}) ||
           is_quote_mark(token);
}

class Frame {
public:
    Frame(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence, std::uint32_t at,
          std::uint32_t behind)
        : text_{text}, lexicon_{lexicon}, sentence_{sentence}, at_{at}, behind_{behind}
    {}

    [[nodiscard]] bool has_subject(std::string_view role) const
    {
        for (std::uint32_t back = 1; back <= subject_reach && at_ >= sentence_.first + back; ++back) {
            const std::uint32_t i = at_ - back;
            const Token& token = text_.tokens[i];
            if (ends_clause(token))
                return false;
            const PhraseMatch match = match_phrase(lexicon_, "frame_roles", text_, i, at_);
            if (match && has_part(match.meaning(), role))
                return true;
            if ((role == "crowd" || role == "people") && is_crowd_size(token) && is_followed_by_name(i))
                return true;
            if ((role == "crowd" || role == "property" || role == "craft") &&
                match_phrase(lexicon_, "armed_roles", text_, i, at_))
                return false; // "troops blocked"
        }
        return false;
    }

    /// "some 35,000 people crossed": a flight is told with how many fled.
    [[nodiscard]] bool counts_many() const
    {
        for (std::uint32_t i = sentence_.first; i < at_; ++i)
            if (is_crowd_size(text_.tokens[i]) ||
                is_one_of(text_.tokens[i],
                          {"thousands", "hundreds", "dozens", "thousand", "hundred", "families"}))
                return true;
        return false;
    }

    /// A rescue is one where a boat, a raft, the sea or its shore is spoken of, or a ship by its name.
    [[nodiscard]] bool is_at_sea() const
    {
        for (std::uint32_t i = sentence_.first; i < sentence_.last; ++i)
            if (lexicon_.meaning("senses", text_.tokens[i]) == "vessel" ||
                lexicon_.is_in("shore", text_.tokens[i]))
                return true;
        return has_subject("afloat");
    }

    /// "picked up 61 people": whom it is done to.
    [[nodiscard]] bool has_people_behind() const
    {
        for (std::uint32_t i = behind_; i < std::min(behind_ + object_reach, sentence_.last); ++i)
            if (text_.tokens[i].kind == Token::Kind::number || lexicon_.has("numbers", text_.tokens[i]) ||
                lexicon_.meaning("senses", text_.tokens[i]) == "vessel")
                return true;
        return false;
    }

private:
    /// "1,500 Christians and Muslims", "200 with paper boats": the number counts people, and no kilometres.
    [[nodiscard]] bool is_followed_by_name(std::uint32_t number) const
    {
        return number + 1 < at_ && text_.tokens[number + 1].capitalised &&
               text_.tokens[number + 1].kind == Token::Kind::word &&
               !lexicon_.has("months", text_.tokens[number + 1]);
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    const Sentence& sentence_;
    std::uint32_t at_, behind_;
};

} // namespace

std::optional<FramedDeed> framed_deed_at(const TokenisedText& text, const Lexicon& lexicon,
                                         const Sentence& sentence, std::uint32_t at)
{
    const PhraseMatch deed = match_phrase(lexicon, "frames", text, at, sentence.last);
    if (!deed)
        return std::nullopt;
    const Frame frame{text, lexicon, sentence, at, at + deed.length};
    // The same words may be a crowd's and a ship's deed: each stands in a row of its own.
    for (const Lexicon::Entry& entry : lexicon.starting_with("frames", text.tokens[at])) {
        if (entry.words != deed.entry->words || entry.more.size() < 2)
            continue;
        const std::string_view role = entry.meaning;
        const auto kind = sub_event_type_named(entry.more.front());
        const bool sea = role == "rescuer" || role == "craft";
        if (!kind || (sea && !frame.is_at_sea()) || (role == "rescuer" && !frame.has_people_behind()) ||
            (*kind == SubEventType::forced_displacement && !frame.counts_many()) || !frame.has_subject(role))
            continue;
        int weight = 1;
        std::from_chars(entry.more[1].data(), entry.more[1].data() + entry.more[1].size(), weight);
        return FramedDeed{.length = deed.length, .sub_type = *kind, .weight = weight};
    }
    return std::nullopt;
}

} // namespace sitmap
