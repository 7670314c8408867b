#include "importers/article/toponyms.hpp"

#include "importers/article/name_evidence.hpp"
#include "importers/article/name_match.hpp"
#include "importers/article/place_facts.hpp"
#include "importers/article/place_phrases.hpp"

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

/// What a match is held for until the whole document is known.
struct Judged {
    NameMatch match;
    NameEvidence evidence;
};

/// True if the sentence is a byline or a credit: "By A. Name in Warsaw", "... contributed to this report".
bool is_credit(const TokenisedText& text, const Sentence& sentence)
{
    std::string_view first = text.tokens[sentence.first].lower;
    constexpr std::array<std::string_view, 6> openings = {"by",      "reporting", "writing",
                                                          "editing", "compiled",  "additional"};
    const bool next_is_name =
        sentence.first + 1 < sentence.last && text.tokens[sentence.first + 1].capitalised;
    const bool next_is_by =
        sentence.first + 1 < sentence.last && text.tokens[sentence.first + 1].lower == "by";
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
        if (text.tokens[t].lower == "contributed" && text.tokens[t + 1].lower == "to" &&
            t + 3 < sentence.last &&
            (text.tokens[t + 3].lower == "report" || text.tokens[t + 3].lower == "story" ||
             text.tokens[t + 3].lower == "article"))
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
        const bool in_place = token.capitalised || token.kind != Token::Kind::word || token.lower == "of" ||
                              token.lower == "al" || token.lower == "de";
        only_names = only_names && in_place;
        if (token.text == "(")
            bracket = only_names;
        if (token.text == ")" && bracket && t + 1 < sentence.last && text.tokens[t + 1].capitalised)
            return t + 1; // "BEIRUT (AP) The army ..."
    }
    // "CAIRO, Saturday" alone on its line.
    constexpr std::uint32_t longest_line = 5;
    const Token& last = text.tokens[sentence.last - 1];
    const bool dated = last.lower.ends_with("day") || last.kind == Token::Kind::number;
    const bool short_line =
        sentence.last - sentence.first <= longest_line && sentence.last - sentence.first > 2;
    return only_names && dated && short_line && sentence.paragraph > 0 ? sentence.last : sentence.first;
}

class Finder {
public:
    Finder(const TokenisedText& text, const Gazetteer& gazetteer, const Lexicon& lexicon)
        : text_{text}, gazetteer_{gazetteer}, lexicon_{lexicon}, facts_{gazetteer}, judge_{facts_, lexicon}
    {}

    std::vector<Toponym> find()
    {
        for (const Sentence& sentence : text_.sentences)
            judge_.gather(text_, pieces_of(text_, sentence), use_);
        std::vector<std::vector<Judged>> judged;
        judged.reserve(text_.sentences.size());
        for (const Sentence& sentence : text_.sentences)
            judged.push_back(judge_sentence(sentence));
        std::vector<Toponym> toponyms;
        for (std::size_t i = 0; i < judged.size(); ++i)
            accept(text_.sentences[i], judged[i], toponyms);
        return toponyms;
    }

private:
    std::vector<Judged> judge_sentence(const Sentence& sentence)
    {
        const std::vector<Piece> pieces = pieces_of(text_, sentence);
        std::vector<NameMatch> matches = match_names(pieces, gazetteer_, lexicon_);
        std::vector<NameMatch> unknown = unknown_names(pieces, matches);
        std::vector<Judged> judged = judge_matches(pieces, std::move(matches));
        std::vector<Judged> others = judge_matches(pieces, std::move(unknown));
        std::move(others.begin(), others.end(), std::back_inserter(judged));
        std::sort(judged.begin(), judged.end(),
                  [](const Judged& a, const Judged& b) { return a.match.first < b.match.first; });
        return judged;
    }

    std::vector<Judged> judge_matches(const std::vector<Piece>& pieces, std::vector<NameMatch> matches)
    {
        const std::vector<NameEvidence> evidence = judge_.judge(text_, pieces, matches, use_);
        std::vector<Judged> judged;
        judged.reserve(matches.size());
        for (std::size_t i = 0; i < matches.size(); ++i) {
            DocumentUse::Key& key = use_.keys[matches[i].key];
            ++key.count;
            key.placed += evidence[i].placed || evidence[i].contained ? 1U : 0U;
            judged.push_back({std::move(matches[i]), evidence[i]});
        }
        return judged;
    }

    void accept(const Sentence& sentence, const std::vector<Judged>& judged, std::vector<Toponym>& toponyms)
    {
        if (judged.empty())
            return;
        const std::vector<Piece> pieces = pieces_of(text_, sentence);
        const std::uint32_t dateline_end = opens_paragraph(sentence) || shouts(pieces, 0)
                                               ? end_of_dateline(text_, sentence)
                                               : sentence.first;
        const bool credit = is_credit(text_, sentence);
        for (const Judged& j : judged) {
            const std::uint32_t token = pieces[j.match.first].token;
            const bool bare = opens_paragraph(sentence) && j.match.first == 0 && shouts(pieces, 0) &&
                              j.match.last < pieces.size() && !pieces[j.match.last].upper &&
                              pieces[j.match.last].capitalised && pieces[j.match.last].before.empty();
            const bool dateline = token < dateline_end || bare; // "WASHINGTON The president ..."
            constexpr double dateline_score = 2;
            double score = j.evidence.score + judge_.document_score(j.match, j.evidence, use_);
            score += dateline ? dateline_score : 0;
            if (score <= 0 || is_currency(j.match, pieces))
                continue;
            Toponym toponym = toponym_of(j, pieces);
            if (dateline || credit)
                toponym.kind = ToponymKind::dateline;
            toponyms.push_back(std::move(toponym));
        }
    }

    /// A word in capitals that is too long for an acronym.
    static bool shouts(const std::vector<Piece>& pieces, std::size_t i)
    {
        constexpr std::size_t longest_acronym = 5;
        return i < pieces.size() && pieces[i].upper && pieces[i].lower.size() > longest_acronym;
    }

    /// "US$543 million"
    bool is_currency(const NameMatch& match, const std::vector<Piece>& pieces) const
    {
        const std::uint32_t end = pieces[match.last - 1].end;
        return end < text_.text.size() && text_.text[end] == '$';
    }

    bool opens_paragraph(const Sentence& sentence) const
    {
        const std::size_t i = text_.sentence_of(sentence.begin);
        return i == 0 || text_.sentences[i - 1].paragraph != sentence.paragraph;
    }

    Toponym toponym_of(const Judged& judged, const std::vector<Piece>& pieces)
    {
        const NameMatch& match = judged.match;
        Toponym toponym;
        toponym.first = pieces[match.first].token;
        toponym.last = pieces[match.last - 1].token + 1;
        toponym.begin = pieces[match.first].begin;
        toponym.end = pieces[match.last - 1].end;
        toponym.name = text_.text.substr(toponym.begin, toponym.end - toponym.begin);
        toponym.key = match.key;
        read_phrase(toponym, pieces, match.first, match.last, lexicon_);
        const bool affiliation = match.first > 0 && pieces[match.first].hyphen; // "D-New Jersey"
        if (judged.evidence.organisation || affiliation)
            toponym.kind = ToponymKind::embedded;
        else if (judged.evidence.demonym && !toponym.off_shore)
            toponym.kind = ToponymKind::demonym; // "near the Libyan capital" is not near Libya
        else if (toponym.kind == ToponymKind::literal && is_metonym(match, pieces))
            toponym.kind = ToponymKind::metonym;
        if (toponym.kind == ToponymKind::embedded || toponym.kind == ToponymKind::demonym)
            forget_phrase(toponym);
        return toponym;
    }

    static void forget_phrase(Toponym& toponym)
    {
        toponym.facility.clear();
        toponym.distance_m.reset();
        toponym.bearing_deg.reset();
        toponym.near = toponym.off_shore = false;
        toponym.phrase_begin = toponym.begin;
        toponym.phrase_end = toponym.end;
    }

    /// "Moscow said", "Italy's Foreign Ministry", "accused Jordan, Turkey ... of".
    bool is_metonym(const NameMatch& match, const std::vector<Piece>& pieces)
    {
        const auto& facts = facts_.of(match.key);
        const bool governs = std::any_of(facts.begin(), facts.end(), [](const PlaceFacts& f) {
            return f.kind == PlaceKind::country || f.kind == PlaceKind::continent || f.rank == 1;
        });
        if (!governs)
            return false;
        if (match.last < pieces.size()) {
            const Piece& next = pieces[match.last];
            const bool possessive = next.before == "'s" || next.before == "’s";
            if (possessive && names_government(pieces, match.last))
                return true;
            if (next.before.empty() && acts(pieces, match.last) && !follows_preposition(pieces, match.first))
                return true;
        }
        return is_accused(pieces, match.first);
    }

    bool names_government(const std::vector<Piece>& pieces, std::uint32_t i) const
    {
        constexpr std::array<std::string_view, 27> words = {
            "ministry",    "minister", "government", "president",    "army",     "navy",    "parliament",
            "chancellor",  "premier",  "king",       "prime",        "military", "cabinet", "foreign",
            "defence",     "defense",  "interior",   "ambassador",   "envoy",    "leader",  "leaders",
            "president's", "forces",   "police",     "intelligence", "senate",   "supreme"};
        return is_one_of(words, pieces[i].lower);
    }

    bool acts(const std::vector<Piece>& pieces, std::uint32_t i) const
    {
        const std::string& verb = pieces[i].lower;
        if (verb == "has" || verb == "have" || verb == "had" || verb == "also" || verb == "and")
            return verb != "and" && i + 1 < pieces.size() && lexicon_.has("actor_verbs", pieces[i + 1].lower);
        return lexicon_.has("actor_verbs", verb);
    }

    static bool follows_preposition(const std::vector<Piece>& pieces, std::uint32_t first)
    {
        constexpr std::array<std::string_view, 12> prepositions = {
            "in", "at", "near", "from", "outside", "around", "across", "of", "to", "into", "off", "for"};
        std::uint32_t i = first;
        while (i > 0 && pieces[i].before.empty() &&
               (pieces[i - 1].lower == "the" || pieces[i - 1].lower.ends_with("ern")))
            --i;
        return i > 0 && pieces[i].before.empty() && is_one_of(prepositions, pieces[i - 1].lower);
    }

    /// Within the list after "accused" or "blamed".
    static bool is_accused(const std::vector<Piece>& pieces, std::uint32_t first)
    {
        constexpr std::uint32_t farthest = 10;
        for (std::uint32_t back = 1; back <= std::min(first, farthest); ++back) {
            const Piece& piece = pieces[first - back];
            if (piece.lower == "accused" || piece.lower == "accuses" || piece.lower == "blamed" ||
                piece.lower == "blames" || piece.lower == "accusing" || piece.lower == "blaming")
                return true;
            if (!piece.capitalised && piece.lower != "and" && piece.lower != "the")
                return false;
        }
        return false;
    }

    const TokenisedText& text_;
    const Gazetteer& gazetteer_;
    const Lexicon& lexicon_;
    FactsTable facts_;
    NameJudge judge_;
    DocumentUse use_;
};

} // namespace

std::string_view name_of(ToponymKind kind)
{
    constexpr std::array<std::string_view, 7> names = {"literal",  "demonym",  "metonym", "embedded",
                                                       "dateline", "facility", "relative"};
    return names[static_cast<std::size_t>(kind)];
}

std::vector<Toponym> find_toponyms(const TokenisedText& text, const Gazetteer& gazetteer,
                                   const Lexicon& lexicon)
{
    return Finder{text, gazetteer, lexicon}.find();
}

} // namespace sitmap
