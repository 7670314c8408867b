#include "importers/article/name_match.hpp"

#include "geodata/name_fold.hpp"
#include "importers/article/abbreviations.hpp"
#include "importers/article/name_forms.hpp"
#include "importers/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <unicode/uchar.h>

namespace sitmap {

namespace {

constexpr std::size_t most_words = 6;
constexpr std::size_t longest_word = 60; ///< bytes; no place name has a longer one

struct Part {
    std::uint32_t begin = 0, end = 0; ///< bytes of the token
};

/// The stretches between hyphens; an elided article of so many bytes is one of its own.
std::vector<Part> parts_of(std::string_view word, std::uint32_t article)
{
    std::vector<Part> parts;
    if (article > 0)
        parts.push_back({0, article});
    std::uint32_t begin = article;
    const auto size = static_cast<std::uint32_t>(word.size());
    for (std::uint32_t i = article; i <= size; ++i) {
        const std::string_view rest = word.substr(i);
        const std::uint32_t hyphen = rest.starts_with('-')                            ? 1
                                     : rest.starts_with("‐") || rest.starts_with("‑") ? 3
                                                                                      : 0;
        if (i < size && hyphen == 0)
            continue;
        if (i > begin)
            parts.push_back({begin, i});
        begin = i + hyphen;
        i += hyphen == 0 ? 0 : hyphen - 1;
    }
    return parts;
}

bool is_capital(std::string_view text)
{
    const auto c = static_cast<UChar32>(decode_utf8(text, 0).value);
    return u_isupper(c) || u_istitle(c) || u_charType(c) == U_OTHER_LETTER;
}

bool opens_with_capital(std::string_view word)
{
    if (word.empty())
        return false;
    const char first = word.front();
    if (first >= 'A' && first <= 'Z')
        return true;
    const bool small = (first >= 'a' && first <= 'z') || (first >= '0' && first <= '9');
    return !small && is_capital(word);
}

/// Bytes of an article that is elided before a capital: "d'Alep", "l'Algérie"; 0 for none. A capital one is
/// an article only where it opens a sentence: "L'Aquila" is a name.
std::uint32_t elided_article(const Token& token)
{
    const std::string_view word = token.text;
    const bool small = word.starts_with('d') || word.starts_with('l');
    const bool capital = (word.starts_with('D') || word.starts_with('L')) && token.sentence_start;
    if (!small && !capital)
        return 0;
    for (const std::string_view mark : {"'", "’"})
        if (word.substr(1).starts_with(mark) && word.size() > mark.size() + 1 &&
            is_capital(word.substr(mark.size() + 1)))
            return static_cast<std::uint32_t>(mark.size() + 1);
    return 0;
}

bool is_upper(std::string_view word)
{
    if (!word.empty() && word.front() >= 'a' && word.front() <= 'z')
        return false;
    int letters = 0;
    for (std::size_t i = 0; i < word.size();) {
        const DecodedCodePoint c = decode_utf8(word, i);
        if (u_islower(static_cast<UChar32>(c.value)))
            return false;
        letters += u_isupper(static_cast<UChar32>(c.value)) ? 1 : 0;
        i = c.next;
    }
    return letters > 1;
}

bool may_be_hyphenated(const Token& token)
{
    constexpr char opens_other_hyphens = '\xE2';
    return !token.plain && (token.text.find('-') != token.text.npos ||
                            token.text.find(opens_other_hyphens) != token.text.npos);
}

/// Fills in what follows from `part` of the token and the piece's lower case.
void describe(Piece& piece, std::uint32_t number, const Token& token, Part part, const WordClasses& words)
{
    const std::string_view word = token.text.substr(part.begin, part.end - part.begin);
    piece.token = number;
    piece.begin = token.begin + part.begin;
    piece.end = token.begin + part.end;
    const bool in_no_table = token.tables == 0 && piece.hash == token.hash; // see Lexicon::mark
    piece.classes = in_no_table ? 0 : words.at(piece.hash);
    constexpr std::size_t longest_short_form = 3; // "St"
    if (token.plain && piece.lower.size() > longest_short_form)
        piece.folded = piece.lower;
    else if (piece.folded = fold_name(piece.lower); piece.folded != piece.lower)
        piece.classes |= words.at(piece.folded) & word_first_name;
    piece.capitalised = token.kind == Token::Kind::word && opens_with_capital(word);
    piece.upper = word.size() <= longest_word && is_upper(word);
}

/// An Arabic article written apart or with a hyphen before a capital: "el-Arish", "al Bab".
bool is_article(std::string_view lower)
{
    constexpr std::array<std::string_view, 12> articles = {"al",  "el", "ad", "an", "ar", "as",
                                                           "ash", "at", "az", "es", "ed", "ez"};
    constexpr std::size_t longest = 3;
    return lower.size() <= longest && std::find(articles.begin(), articles.end(), lower) != articles.end();
}

class Matcher {
public:
    Matcher(const std::vector<Piece>& pieces, const Gazetteer& gazetteer, const Lexicon& lexicon)
        : pieces_{pieces}, gazetteer_{gazetteer}, lexicon_{lexicon}
    {}

    std::vector<NameMatch> match()
    {
        std::vector<NameMatch> matches;
        const auto count = static_cast<std::uint32_t>(pieces_.size());
        for (std::uint32_t i = 0; i < count;) {
            NameMatch match = longest_at(i);
            if (match.last != 0)
                take_route(match, matches.empty() ? 0 : matches.back().last);
            if (match.last == 0) {
                ++i;
                continue;
            }
            i = match.last;
            matches.push_back(std::move(match));
        }
        return matches;
    }

private:
    bool may_open(std::uint32_t i) const
    {
        const Piece& piece = pieces_[i];
        if (piece.capitalised)
            return true;
        const bool has_next = i + 1 < pieces_.size() && pieces_[i + 1].before.empty();
        return is_article(piece.lower) && has_next && pieces_[i + 1].hyphen && pieces_[i + 1].capitalised;
    }

    NameMatch longest_at(std::uint32_t i)
    {
        NameMatch none;
        if (!may_open(i) || pieces_[i].lower.size() > longest_word)
            return none;
        if (NameMatch match = division_at(i); match.last != 0)
            return match;
        NameMatch match = key_at(i);
        if (match.last == i + 1 && is_relation(pieces_[i]))
            return none; // "غرب" before a name is no name
        if (match.last <= i + 1)
            if (NameMatch adjective = adjective_at(i); adjective.last != 0)
                return adjective;
        if (match.last == 0)
            match = inflected_at(i);
        if (match.last != i + 1 && match.last != 0)
            return match;
        NameMatch directed = after_direction(i);
        return directed.last != 0 ? directed : match;
    }

    /// "the central Mediterranean migrant route": a route that the gazetteer has under direction, name and
    /// "route".
    void take_route(NameMatch& match, std::uint32_t earliest) const
    {
        constexpr std::uint32_t farthest = 3;
        for (std::uint32_t i = match.last; i < pieces_.size() && i < match.last + farthest; ++i) {
            if (!pieces_[i].before.empty())
                return;
            if (pieces_[i].lower != "route" && pieces_[i].lower != "routes")
                continue;
            const bool directed = match.first > earliest && pieces_[match.first].before.empty() &&
                                  lexicon_.has("directions", pieces_[match.first - 1].lower);
            const bool central = match.first > earliest && pieces_[match.first - 1].lower == "central";
            const std::string key = match.key + " route";
            const std::string full = directed || central ? pieces_[match.first - 1].folded + " " + key : key;
            for (const std::string& candidate : {full, key}) {
                if (gazetteer_.find(candidate).empty())
                    continue;
                if (candidate.size() > key.size())
                    --match.first;
                match.core = match.first;
                match.last = i + 1;
                match.key = candidate;
                return;
            }
            return;
        }
    }

    /// A word of a script without case that says how a place lies to the next name.
    bool is_relation(const Piece& piece) const
    {
        constexpr unsigned char first_without_case = 0xD6; // Hebrew, Arabic and what follows
        return static_cast<unsigned char>(piece.lower.front()) >= first_without_case &&
               lexicon_.has("place_relations", piece.lower);
    }

    NameMatch key_at(std::uint32_t i)
    {
        NameMatch match;
        std::string key;
        for (std::uint32_t j = i; j < pieces_.size() && j < i + most_words; ++j) {
            const Piece& piece = pieces_[j];
            const bool possessive = j > i && is_possessive(piece) && gazetteer_.is_prefix(key + "s");
            if ((j > i && !piece.before.empty() && !possessive) || piece.lower.size() > longest_word)
                break;
            key += possessive ? "s" : ""; // "Cox's Bazar"
            const bool article = j + 1 < pieces_.size() && pieces_[j + 1].elided;
            if (j > i && !piece.capitalised && !article && (piece.classes & word_joining) == 0 &&
                !u_isdigit(piece.lower.front()))
                break;
            const std::string& folded = piece.folded;
            if (folded.empty())
                break;
            key += (key.empty() || piece.elided ? "" : " ") + folded;
            if (article) // "Côte d'Ivoire" folds to "cote divoire"
                continue;
            const Gazetteer::Names names = gazetteer_.look_up(key);
            if (piece.capitalised && may_be_key(i, j, key) && !names.candidates.empty()) {
                match.first = match.core = i;
                match.last = j + 1;
                match.key = key;
            }
            if (!names.is_prefix && !(has_possessive(j + 1) && gazetteer_.is_prefix(key + "s")))
                break;
        }
        return match;
    }

    static bool is_possessive(const Piece& piece) { return piece.before == "'s" || piece.before == "’s"; }
    bool has_possessive(std::uint32_t i) const { return i < pieces_.size() && is_possessive(pieces_[i]); }

    /// Short keys must be written in capitals: "US", not "us".
    bool may_be_key(std::uint32_t first, std::uint32_t last, const std::string& key) const
    {
        if (first != last)
            return true;
        constexpr std::size_t shortest = 3;
        const std::string& word = pieces_[first].lower;
        if (word.ends_with('.') &&
            abbreviation(std::string_view{word}.substr(0, word.size() - 1)) != Abbreviation::none)
            return false; // "Sen." is no Senegal
        if (word.starts_with("i'") || word.ends_with("'ll") || word.ends_with("'ve") || word.ends_with("'re"))
            return false; // "I'll" folds to a name
        const bool latin = static_cast<unsigned char>(key.front()) < 0x80;
        return !latin || key.size() >= shortest || (key.size() == 2 && pieces_[first].upper);
    }

    /// "La.", "TX" after a comma or a bracket, or after a party's letter: "D-N.J.".
    NameMatch division_at(std::uint32_t i) const
    {
        NameMatch match;
        const Piece& piece = pieces_[i];
        const bool party =
            piece.hyphen && i > 0 && (pieces_[i - 1].lower == "d" || pieces_[i - 1].lower == "r");
        if (piece.before != "," && piece.before != "(" && !party)
            return match;
        for (const Lexicon::Entry& entry : lexicon_.starting_with("divisions", piece.lower)) {
            const bool bare_letters = piece.lower.find('.') == std::string::npos;
            if ((bare_letters && !piece.upper) || entry.more.empty())
                continue;
            match.first = match.core = i;
            match.last = i + 1;
            match.key = fold_name(entry.meaning) + "|" + entry.more.front();
        }
        return match;
    }

    /// "European", "Kurdish": adjectives of regions, which the gazetteer has under their nouns.
    NameMatch adjective_at(std::uint32_t i) const
    {
        NameMatch match;
        if ((pieces_[i].classes & word_opens_adjective) == 0)
            return match;
        for (const Lexicon::Entry& entry : lexicon_.starting_with("region_adjectives", pieces_[i].lower)) {
            const auto length = static_cast<std::uint32_t>(entry.words.size());
            bool same = i + length <= pieces_.size() && pieces_[i].lower.size() >= 2;
            for (std::uint32_t k = 1; same && k < length; ++k)
                same = pieces_[i + k].lower == entry.words[k] && pieces_[i + k].before.empty();
            const std::string key = fold_name(entry.meaning);
            if (!same || gazetteer_.find(key).empty())
                continue;
            match.first = match.core = i;
            match.last = i + length;
            match.key = key + std::string{adjective_mark};
            break;
        }
        return match;
    }

    /// "South Tripoli", "Greater Toronto": one span that the name alone resolves.
    NameMatch after_direction(std::uint32_t i)
    {
        NameMatch match;
        const bool has_next = i + 1 < pieces_.size() && pieces_[i + 1].before.empty();
        const bool directs = (pieces_[i].classes & word_direction) != 0 || pieces_[i].lower == "greater" ||
                             pieces_[i].lower == "central";
        if (!has_next || !directs || !pieces_[i + 1].capitalised)
            return match;
        match = key_at(i + 1);
        if (match.last != 0)
            match.first = i;
        return match;
    }

    /// Single words of languages that change a name's ends: Arabic prefixes, Slavic case endings.
    NameMatch inflected_at(std::uint32_t i) const
    {
        NameMatch match;
        for (const std::string& stem : name_stems(pieces_[i].lower)) {
            const std::string key = fold_name(stem);
            if (key.empty() || gazetteer_.find(key).empty())
                continue;
            match.first = match.core = i;
            match.last = i + 1;
            match.key = key;
            break;
        }
        return match;
    }

    const std::vector<Piece>& pieces_;
    const Gazetteer& gazetteer_;
    const Lexicon& lexicon_;
};

} // namespace

std::vector<Piece> pieces_of(const TokenisedText& text, const Sentence& sentence, const WordClasses& words)
{
    std::vector<Piece> pieces;
    pieces.reserve(sentence.last - sentence.first);
    std::string_view before;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        const Token& token = text.tokens[t];
        if (token.kind == Token::Kind::punctuation || token.is("'s")) {
            before = token.text;
            continue;
        }
        const std::uint32_t article = token.plain ? 0 : elided_article(token);
        if (article > 0 || may_be_hyphenated(token)) {
            constexpr std::uint32_t lower_article = 2; // its apostrophe is made straight
            const std::vector<Part> spelt = parts_of(token.text, article);
            const std::vector<Part> lower = parts_of(token.lower, article > 0 ? lower_article : 0);
            for (std::size_t k = 0; k < std::min(spelt.size(), lower.size()); ++k) {
                Piece& piece = pieces.emplace_back();
                piece.lower = token.lower.substr(lower[k].begin, lower[k].end - lower[k].begin);
                piece.hash = hash_text(piece.lower);
                describe(piece, t, token, spelt[k], words);
                piece.elided = article > 0 && k == 1;
                piece.hyphen = k > 0 && !piece.elided;
                piece.before = std::exchange(before, {});
            }
        } else {
            Piece& piece = pieces.emplace_back();
            piece.lower = token.lower;
            piece.hash = token.hash;
            describe(piece, t, token, {0, static_cast<std::uint32_t>(token.text.size())}, words);
            piece.before = std::exchange(before, {});
        }
    }
    return pieces;
}

std::vector<NameMatch> match_names(const std::vector<Piece>& pieces, const Gazetteer& gazetteer,
                                   const Lexicon& lexicon)
{
    return Matcher{pieces, gazetteer, lexicon}.match();
}

std::vector<NameMatch> unknown_names(const std::vector<Piece>& pieces, const std::vector<NameMatch>& known)
{
    constexpr std::uint32_t longest_name = 3;
    std::vector<NameMatch> unknown;
    std::size_t next = 0;
    const auto count = static_cast<std::uint32_t>(pieces.size());
    for (std::uint32_t i = 0; i < count;) {
        while (next < known.size() && known[next].last <= i)
            ++next;
        const std::uint32_t limit = next < known.size() ? known[next].first : count;
        if (i >= limit) {
            i = known[next].last;
            continue;
        }
        std::uint32_t end = i;
        std::string key{unknown_mark};
        while (end < limit && pieces[end].capitalised && (end == i || pieces[end].before.empty()) &&
               pieces[end].lower.size() <= longest_word) {
            key += (end == i ? "" : " ") + pieces[end].folded;
            ++end;
        }
        constexpr std::size_t shortest = 5; // with the mark
        if (end > i && end - i <= longest_name && key.size() >= shortest)
            unknown.push_back({i, end, i, std::move(key)});
        i = std::max(end, i + 1);
    }
    return unknown;
}

} // namespace sitmap
