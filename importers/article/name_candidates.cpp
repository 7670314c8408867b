#include "importers/article/name_candidates.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace sitmap {

namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// True if the sentence is a byline or a credit: "By A. Name in Warsaw", "... contributed to this report".
bool is_credit(const TokenisedText& text, const Sentence& sentence)
{
    std::string_view first = text.tokens[sentence.first].lower;
    constexpr std::array<std::string_view, 6> openings = {"by",      "reporting", "writing",
                                                          "editing", "compiled",  "additional"};
    const bool next_is_name =
        sentence.first + 1 < sentence.last && text.tokens[sentence.first + 1].capitalised;
    const bool next_is_by = sentence.first + 1 < sentence.last && text.tokens[sentence.first + 1].is("by");
    constexpr std::uint32_t longest_byline = 40;
    const bool short_enough = sentence.last - sentence.first <= longest_byline;
    const bool ends_open = text.tokens[sentence.last - 1].text != ".";
    if (first == "(" && sentence.first + 1 < sentence.last)
        first = text.tokens[sentence.first + 1].lower;
    if (short_enough &&
        ((first == "by" && next_is_name && ends_open) ||
         (first != "by" && is_one_of(openings, first) && (next_is_by || first == "additional"))))
        return true;
    for (std::uint32_t t = sentence.first; t + 1 < sentence.last; ++t)
        if (text.tokens[t].is("contributed") && text.tokens[t + 1].is("to") && t + 3 < sentence.last &&
            (text.tokens[t + 3].is("report") || text.tokens[t + 3].is("story") ||
             text.tokens[t + 3].is("article")))
            return true;
    return false;
}

/// One past the token that closes a dateline at the head of a paragraph ("KYIV, Ukraine (AP) —"); `first` if
/// there is none.
std::uint32_t end_of_dateline(const TokenisedText& text, const Sentence& sentence)
{
    constexpr std::uint32_t farthest = 16;
    constexpr std::array<std::string_view, 6> dashes = {"-", "--", "–", "—", "\xEF\xBF\xBD", ":"};
    bool bracket = false, only_names = true;
    for (std::uint32_t t = sentence.first; t < std::min(sentence.last, sentence.first + farthest); ++t) {
        const Token& token = text.tokens[t];
        if (is_one_of(dashes, token.text))
            return t > sentence.first && (bracket || only_names) ? t + 1 : sentence.first;
        const bool in_place = token.capitalised || token.kind != Token::Kind::word || token.is("of") ||
                              token.is("al") || token.is("de");
        only_names = only_names && in_place;
        if (token.text == "(")
            bracket = only_names;
        if (token.text == ")" && bracket && t + 1 < sentence.last && text.tokens[t + 1].capitalised)
            return t + 1; // "BEIRUT (AP) The army ..."
    }
    return sentence.first;
}

/// "CAIRO, Saturday", "TUNIS, 5 June 2018.", "SAN PEDRO SULA, Honduras, Dec 24, 2004 (Agency)": names, and
/// when, alone on a line near the head of the text.
bool is_dateline_alone(const TokenisedText& text, std::size_t at, const Lexicon& lexicon)
{
    constexpr std::uint32_t longest = 20, last_paragraph = 5;
    constexpr std::array<std::string_view, 4> joining = {"of", "al", "de", "and"};
    const Sentence& sentence = text.sentences[at];
    if (sentence.paragraph == 0 || sentence.paragraph > last_paragraph ||
        sentence.last - sentence.first > longest || sentence.last - sentence.first < 3 ||
        (at + 1 < text.sentences.size() && text.sentences[at + 1].paragraph == sentence.paragraph))
        return false;
    std::uint32_t names = 0;
    bool dated = false, aside = false;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        const Token& token = text.tokens[t];
        if (token.is("(") || token.is(")")) {
            aside = token.is("(");
            if (names == 0)
                return false;
        } else if (aside)
            continue;
        else if (token.kind == Token::Kind::number || lexicon.has("weekdays", token) ||
                 lexicon.has("months", token))
            dated = names > 0 && (dated || token.kind == Token::Kind::number || token.capitalised);
        else if (token.kind == Token::Kind::word && token.capitalised && !dated)
            ++names;
        else if (token.kind != Token::Kind::punctuation && !is_one_of(joining, token.lower))
            return false;
    }
    return dated;
}

/// A word in capitals that is too long for an acronym.
bool shouts(const std::vector<Piece>& pieces, std::size_t i)
{
    constexpr std::size_t longest_acronym = 5;
    return i < pieces.size() && pieces[i].upper && pieces[i].lower.size() > longest_acronym;
}

bool is_all_capitals(const std::vector<Piece>& pieces)
{
    constexpr std::ptrdiff_t fewest = 3;
    const auto letters =
        std::count_if(pieces.begin(), pieces.end(), [](const Piece& p) { return p.lower.size() > 1; });
    const auto upper = std::count_if(pieces.begin(), pieces.end(), [](const Piece& p) { return p.upper; });
    return letters >= fewest && upper * 10 >= letters * 8;
}

class Finder {
public:
    Finder(NameReading& reading, const Gazetteer& gazetteer, const Lexicon& lexicon, FactsTable& facts)
        : reading_{reading}, gazetteer_{gazetteer}, lexicon_{lexicon}, facts_{facts}, judge_{facts}
    {}

    void find(const WordClasses& words)
    {
        const TokenisedText& text = reading_.text;
        reading_.sentences.reserve(text.sentences.size());
        for (std::size_t i = 0; i < text.sentences.size(); ++i) {
            const Sentence& sentence = text.sentences[i];
            NameSentence& names = reading_.sentences.emplace_back();
            names.pieces = pieces_of(text, sentence, words);
            names.opens_paragraph = i == 0 || text.sentences[i - 1].paragraph != sentence.paragraph;
            names.all_capitals = is_all_capitals(names.pieces);
            names.credit = is_credit(text, sentence);
            names.dateline_end = names.opens_paragraph || shouts(names.pieces, 0)
                                     ? end_of_dateline(text, sentence)
                                     : sentence.first;
            if (names.dateline_end == sentence.first && is_dateline_alone(text, i, lexicon_))
                names.dateline_end = sentence.last;
            NameJudge::gather(text, names.pieces, reading_.use);
        }
        for (std::uint32_t i = 0; i < reading_.sentences.size(); ++i)
            add_sentence(i);
        for (NameCandidate& candidate : reading_.candidates)
            finish(candidate);
    }

private:
    void add_sentence(std::uint32_t sentence)
    {
        const NameSentence& names = reading_.sentences[sentence];
        std::vector<NameMatch> known = match_names(names.pieces, gazetteer_, lexicon_);
        std::vector<NameMatch> unknown = unknown_names(names.pieces, known);
        const std::size_t begin = reading_.candidates.size();
        add(sentence, std::move(known));
        add(sentence, std::move(unknown));
        std::sort(
            reading_.candidates.begin() + static_cast<std::ptrdiff_t>(begin), reading_.candidates.end(),
            [](const NameCandidate& a, const NameCandidate& b) { return a.match.first < b.match.first; });
    }

    void add(std::uint32_t sentence, std::vector<NameMatch> matches)
    {
        const NameSentence& names = reading_.sentences[sentence];
        const std::vector<NameEvidence> evidence =
            judge_.judge(reading_.text, names.pieces, matches, reading_.use, names.all_capitals);
        for (std::size_t i = 0; i < matches.size(); ++i) {
            DocumentUse::Key& key = reading_.use.keys[matches[i].key];
            ++key.count;
            key.placed += evidence[i].placed || evidence[i].contained ? 1U : 0U;
            key.person += evidence[i].person ? 1U : 0U;
            NameCandidate candidate{std::move(matches[i]), evidence[i], sentence};
            candidate.places = &facts_.of(candidate.match.key);
            candidate.unknown = candidate.match.key.starts_with(unknown_mark);
            constexpr unsigned char first_beyond_ascii = 0x80;
            candidate.other_script =
                static_cast<unsigned char>(candidate.match.key.back()) >= first_beyond_ascii;
            if (!is_currency(candidate))
                reading_.candidates.push_back(std::move(candidate));
        }
    }

    /// "US$543 million"
    bool is_currency(const NameCandidate& candidate) const
    {
        const std::uint32_t end = reading_.pieces(candidate)[candidate.match.last - 1].end;
        return end < reading_.text.text.size() && reading_.text.text[end] == '$';
    }

    /// What needs the whole document.
    void finish(NameCandidate& candidate) const
    {
        const NameSentence& sentence = reading_.sentences[candidate.sentence];
        const auto& pieces = sentence.pieces;
        const NameMatch& match = candidate.match;
        const bool bare = sentence.opens_paragraph && match.first == 0 && shouts(pieces, 0) &&
                          match.last < pieces.size() && !pieces[match.last].upper &&
                          pieces[match.last].capitalised && pieces[match.last].before.empty();
        candidate.dateline =
            pieces[match.first].token < sentence.dateline_end || bare; // "WASHINGTON The ..."
        constexpr double dateline_score = 2;
        candidate.evidence.score += judge_.document_score(match, candidate.evidence, reading_.use);
        candidate.evidence.score += candidate.dateline ? dateline_score : 0;
    }

    NameReading& reading_;
    const Gazetteer& gazetteer_;
    const Lexicon& lexicon_;
    FactsTable& facts_;
    NameJudge judge_;
};

} // namespace

NameReading find_candidates(const TokenisedText& text, const Gazetteer& gazetteer, const Lexicon& lexicon,
                            const WordClasses& words, FactsTable& facts)
{
    NameReading reading{text, {}, {}, {}};
    Finder{reading, gazetteer, lexicon, facts}.find(words);
    return reading;
}

} // namespace sitmap
