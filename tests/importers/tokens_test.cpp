#include "importers/article/tokens.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace sitmap;

namespace {

std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    for (const Token& token : tokenise(text).tokens)
        words.emplace_back(token.text);
    return words;
}

std::vector<std::string> sentences_of(const std::string& text)
{
    std::vector<std::string> sentences;
    for (const Sentence& s : tokenise(text).sentences)
        sentences.push_back(text.substr(s.begin, s.end - s.begin));
    return sentences;
}

using Words = std::vector<std::string>;

/// Letters, marks, line breaks, broken UTF-8: whatever a file may hold.
std::string random_text(unsigned seed, std::size_t pieces)
{
    static const std::vector<std::string> stock = {
        "Tripoli", "ali",      "U.S.",         "D.C",         ".", ". ", "\n",   "\n\n", " ",   "’s",
        "'",       "-",        "3,300",        "12-year-old", "“", "”",  "\"",   "é",    "حلب", "Київ",
        "\xff",    "\xe2\x80", "\xf0\x9f\x98", "😀",           "(", "…",  "Gen.", "p.m.", "…”",
    };
    std::mt19937 random{seed};
    std::uniform_int_distribution<std::size_t> pick{0, stock.size() - 1};
    std::string text;
    for (std::size_t i = 0; i < pieces; ++i)
        text += stock[pick(random)];
    return text;
}

} // namespace

TEST_CASE("abbreviations with full stops are one token", "[importers][tokens]")
{
    CHECK(words_of("Gen. Khalifa Haftar") == Words{"Gen.", "Khalifa", "Haftar"});
    CHECK(words_of("the U.S. and Charleston, W.Va., at 5 p.m. on") ==
          Words{"the", "U.S.", "and", "Charleston", ",", "W.Va.", ",", "at", "5", "p.m.", "on"});
    CHECK(words_of("Hattiesburg, Miss. (AP)") == Words{"Hattiesburg", ",", "Miss.", "(", "AP", ")"});
    CHECK(words_of("the U.N.-backed deal") == Words{"the", "U.N.-backed", "deal"});
}

TEST_CASE("a word that is an abbreviation elsewhere keeps its full stop apart", "[importers][tokens]")
{
    CHECK(words_of("They said no. He left.") == Words{"They", "said", "no", ".", "He", "left", "."});
    CHECK(words_of("a great mass. Then") == Words{"a", "great", "mass", ".", "Then"});
}

TEST_CASE("numbers keep their inner marks and words their hyphens", "[importers][tokens]")
{
    CHECK(words_of("105,000 people, 2.5 km; 25-30 men, 40km, the 21st, a 12-year-old") ==
          Words{"105,000", "people", ",", "2.5", "km", ";", "25", "-", "30", "men", ",", "40", "km", ",",
                "the", "21st", ",", "a", "12-year-old"});
    const auto text = tokenise("In 2018, 12 fell, and 3,300.");
    CHECK(text.tokens[1].kind == Token::Kind::number);
    CHECK(text.tokens[1].text == "2018");
    CHECK(text.tokens.end()[-2].text == "3,300");
}

TEST_CASE("a possessive is split off, an inner apostrophe is not", "[importers][tokens]")
{
    CHECK(words_of("Libya’s navy in Sana'a didn’t") ==
          Words{"Libya", "’s", "navy", "in", "Sana'a", "didn’t"});
    CHECK(tokenise("Libya’s").tokens[1].lower == "'s");
    CHECK(tokenise("Libya’s").tokens[1].kind == Token::Kind::word);
}

TEST_CASE("scripts without case count as capitalised", "[importers][tokens]")
{
    const auto text = tokenise("قصف في تاجوراء يوم 3. Обстріл у Харкові");
    CHECK(text.tokens[2].text == "تاجوراء");
    CHECK(text.tokens[2].capitalised);
    CHECK(text.tokens.back().lower == "харкові");
    CHECK(text.tokens.back().capitalised);
    CHECK(text.sentences.size() == 2);
}

TEST_CASE("a sentence does not end at a title, an initial or a decimal point", "[importers][tokens]")
{
    CHECK(sentences_of("US Sen. Bob Menendez met Gen. K. Haftar. He left at 5 p.m. Monday. It was 3.5 km.") ==
          Words{"US Sen. Bob Menendez met Gen. K. Haftar.", "He left at 5 p.m. Monday.", "It was 3.5 km."});
    CHECK(sentences_of("They live in the U.S. The rest fled.") ==
          Words{"They live in the U.S.", "The rest fled."});
}

TEST_CASE("closing quotation marks stay with their sentence", "[importers][tokens]")
{
    CHECK(sentences_of("“It failed.” He left. \"Why?\" she asked. Nobody knew.") ==
          Words{"“It failed.”", "He left.", "\"Why?\" she asked.", "Nobody knew."});
    const auto text = tokenise("“The militias lie. They always do,” he said. “So it is.”");
    REQUIRE(text.sentences.size() == 3);
    CHECK(text.sentences[0].quoted);
    CHECK_FALSE(text.sentences[1].quoted);
    CHECK(text.sentences[2].quoted);
}

TEST_CASE("headings, bullets and paragraphs are sentences of their own", "[importers][tokens]")
{
    CHECK(sentences_of("Dozens killed in raid\n\nGunmen came at night\n• one\n• two") ==
          Words{"Dozens killed in raid", "Gunmen came at night", "• one", "• two"});
    const auto text = tokenise("Head\n\nOne. Two.\n\nThree.");
    REQUIRE(text.sentences.size() == 4);
    CHECK(text.sentences[2].paragraph == 1);
    CHECK(text.sentences[3].paragraph == 2);
}

TEST_CASE("line breaks of a wrapped text do not end sentences", "[importers][tokens]")
{
    const std::string wrapped = "The governor of the province said on Monday that the\n"
                                "Army had taken the town back after three days of heavy\n"
                                "Fighting, while people who had fled to the mountains in\n"
                                "North and South were still waiting for news of their own\n"
                                "relatives. Nobody had counted them.";
    CHECK(sentences_of(wrapped).size() == 2);
}

TEST_CASE("tokens and gaps give the text back, whatever the bytes", "[importers][tokens]")
{
    const auto seed = GENERATE(range(1u, 60u));
    CAPTURE(seed);
    const std::string source = random_text(seed, 200);
    const TokenisedText text = tokenise(source);

    std::string rebuilt;
    std::uint32_t at = 0;
    for (const Token& token : text.tokens) {
        REQUIRE(token.begin >= at);
        REQUIRE(token.end > token.begin);
        rebuilt += source.substr(at, token.begin - at);
        rebuilt += token.text;
        at = token.end;
    }
    CHECK(rebuilt + source.substr(at) == source);

    std::uint32_t next = 0;
    for (const Sentence& sentence : text.sentences) {
        CHECK(sentence.first == next);
        CHECK(sentence.last > sentence.first);
        next = sentence.last;
    }
    CHECK(next == text.tokens.size());
}

TEST_CASE("code points agree with a scan", "[importers][tokens]")
{
    const auto seed = GENERATE(1u, 2u, 3u);
    const std::string source = random_text(seed, 400);
    const TokenisedText text = tokenise(source);

    std::uint64_t scanned = 0;
    for (std::size_t byte = 0; byte <= source.size(); ++byte) {
        REQUIRE(text.code_point(static_cast<std::uint32_t>(byte)) == scanned);
        if (byte < source.size() && (static_cast<unsigned char>(source[byte]) & 0xC0U) != 0x80U)
            ++scanned;
    }
}

TEST_CASE("the sentence of a byte is the one that holds it", "[importers][tokens]")
{
    const TokenisedText text = tokenise("  One two.  Three four.\n\nFive.");
    CHECK(text.sentence_of(0) == 0);
    CHECK(text.sentence_of(5) == 0);
    CHECK(text.sentence_of(11) == 0);
    CHECK(text.sentence_of(12) == 1);
    CHECK(text.sentence_of(1000) == 2);
}

TEST_CASE("ten megabytes without a space are one word", "[importers][tokens]")
{
    const std::string source(10'000'000, 'x');
    const TokenisedText text = tokenise(source);
    REQUIRE(text.tokens.size() == 1);
    CHECK(text.tokens[0].text.size() == source.size());
}

TEST_CASE("before the first word and behind the last is no word, so that readers may look there",
          "[importers][tokens]")
{
    const TokenisedText text = tokenise("Two died");
    REQUIRE(text.tokens.size() == 2);
    const std::size_t before = std::size_t{0} - 1; // "the word before the first" wraps around
    for (const std::size_t at : {before, before - 1, std::size_t{2}, std::size_t{99}}) {
        CHECK(text.tokens[at].lower.empty());
        CHECK(text.tokens[at].kind == Token::Kind::punctuation);
        CHECK_FALSE(text.tokens[at].is("died"));
        CHECK(text.tokens[at].tables == 0); // no table of the lexicon has it
        CHECK(text.tokens[at].groups == 0);
    }
    CHECK(tokenise("").tokens.front().lower.empty());
}

TEST_CASE("an empty text and one of blanks have no sentence", "[importers][tokens]")
{
    CHECK(tokenise("").sentences.empty());
    CHECK(tokenise(" \n\n \t").tokens.empty());
    CHECK(tokenise("\xff\xfe\xff").tokens.empty());
    CHECK(tokenise("").code_point(0) == 0);
}
