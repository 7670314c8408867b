// Whether a text as a whole tells of events, as its words say.
#include "importers/article/text_words.hpp"

#include "geodata/error.hpp"
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

fs::path written(const std::string& name, const std::string& contents)
{
    const fs::path folder = fs::path{SITMAP_TEST_OUT} / "text_words";
    fs::create_directories(folder);
    std::ofstream{folder / name} << contents;
    return folder / name;
}

double chance(const TextWords& words, const std::string& text)
{
    return words.chance_of_event(tokenise(text));
}

double logistic(double sum)
{
    return 1 / (1 + std::exp(-sum));
}

std::string refusal(const std::string& name, const std::string& contents)
{
    try {
        static_cast<void>(TextWords::load(written(name, contents)));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

struct Sample {
    std::string_view name, text;
};

const std::vector<Sample> tell_of_none{
    {"court report",
     "Court hears of quarrel over orchard\n\nA judge in Limerick on Monday heard the closing arguments in "
     "the "
     "trial of a retired teacher who is accused of having shot his neighbour dead in 2009.\n\nThe prosecutor "
     "asked the jury to weigh the evidence with care. The defence lawyer argued that his client had an alibi "
     "and that the witness had lied under oath. The defendant pleaded not guilty.\n\nHe denies the charge of "
     "murder. The case has been before three courts, and an appeal was rejected last year. A verdict is "
     "expected in the autumn. If convicted, he could be sentenced to life in prison.\n"},
    {"film review",
     "A siege without heroes\n\nThe director's second film opens with a bomb that explodes in a cinema in "
     "Trieste and kills a projectionist, and it never quite recovers from that scene.\n\nThe actors do what "
     "they can with a thin script. The camera loves the young actress who plays the sister, and the music is "
     "splendid. The novel on which the story is based was funnier and darker.\n\nThe audience at the "
     "festival "
     "laughed in the wrong places. There is a love story, too, and a dream that goes on for ever. Fans of "
     "the "
     "genre will enjoy it, but it is no masterpiece.\n"},
    {"match report",
     "Late strike sinks visitors\n\nHarbour Rovers shot down the league leaders in Bergen on Saturday with "
     "two goals in the last minutes of a match that they had never looked like winning.\n\nThe visitors "
     "attacked from the start, and their captain fired a free kick against the post. The goalkeeper saved a "
     "penalty before the break. The coach changed his formation in the second half.\n\nIt was the third "
     "victory in a row for the team, which climbs to fourth in the table. The season ends in three weeks. "
     "The "
     "fans sang long after the final whistle.\n"},
    {"aid appeal",
     "A bowl of millet a day\n\nOur organisation has worked with families in Zinder for eleven years, and "
     "the "
     "need has never been greater than it is now after years of conflict and drought.\n\nChildren who lost "
     "their parents in attacks need school books, blankets and clean water. A gift of twenty euros pays for "
     "a month of meals. Our programme trains midwives and gives seeds to farmers.\n\nYour support can change "
     "a "
     "life. Please give what you can. Donations can be made on our website, and every donor receives a "
     "letter "
     "from the project that the money helps.\n"},
    {"anniversary",
     "Bells for the dead of the mill\n\nThe town of Ypres on Monday marked the anniversary of the day a "
     "century ago on which shells killed forty weavers at their looms.\n\nThe mayor laid a wreath, and a "
     "choir "
     "of children sang. A historian spoke of the memory that the town keeps, and of what the war did to the "
     "generation of his grandfather. A museum shows letters and photographs.\n\nThe monument was designed by "
     "a "
     "sculptor who had been born in the year of the battle. Visitors come from many countries. The book on "
     "its "
     "history will be published in the spring.\n"},
};

const std::string_view news =
    "Four dead in attack on market in Zinder\n\nGunmen shot dead four traders at a market in Zinder late on "
    "Monday, police and residents said.\n\nSix people were wounded, two of them seriously, a doctor at the "
    "hospital said. The attackers fled on motorbikes towards the border.\n\nNo group claimed the attack. "
    "Soldiers searched the town in the evening, and a spokesman for the governor said that a curfew had been "
    "imposed. Residents said that they had heard shots since the afternoon.\n";

} // namespace

TEST_CASE("the words of a text add up to a chance, each once", "[importers][text_words]")
{
    const TextWords words =
        TextWords::load(written("whole.tsv", "# word, weight\nshells\t1.5\nactor\t-2\n\t-0.5\n"));

    // The constant counts in full from 120 known words on.
    constexpr double one_word = -0.5 / 120, two_words = 2 * one_word;
    CHECK(chance(words, "") == Approx(logistic(0)));
    CHECK(chance(words, "The shells fell.") == Approx(logistic(1.5 + one_word)));
    CHECK(chance(words, "The shells fell on shells.") == Approx(logistic(1.5 + one_word)));
    CHECK(chance(words, "An actor heard shells.") == Approx(logistic(-0.5 + two_words)));
    CHECK(chance(words, "Shells fell.") == Approx(logistic(1.5 + one_word))); // opens its sentence
    CHECK(chance(words, "She read Shells again.") == Approx(logistic(0)));    // a name
}

TEST_CASE("a damaged table of words is refused with file and line", "[importers][text_words]")
{
    CHECK(refusal("word.tsv", "# head\nshells\t1\nactor\n").find("word.tsv:3:") != std::string::npos);
    CHECK(refusal("much.tsv", "shells\tmuch\n").find("much.tsv:1:") != std::string::npos);
    CHECK(refusal("large.tsv", "shells\t1\n\nactor\t1e9\n").find("large.tsv:3:") != std::string::npos);
    CHECK(refusal("rest.tsv", "shells\t1 2\n").find("rest.tsv:1:") != std::string::npos);
    CHECK(refusal("none.tsv", "# head\n").find("none.tsv") != std::string::npos);
    CHECK_THROWS_AS(TextWords::load(fs::path{SITMAP_TEST_OUT} / "no_such_words.tsv"), Error);
}

TEST_CASE("news of an attack is likelier to tell of events than a book review", "[importers][text_words]")
{
    const TextWords words = TextWords::load(SITMAP_ASSETS "/models/event_texts.tsv");
    const double review = chance(
        words,
        "The novel is a slow book. Its author writes well of childhood, and the story of the painter and "
        "his daughter has charm, but the second volume repeats the first. Readers who love history will "
        "enjoy the chapters on the theatre.");
    const double attack = chance(words, news.data());

    CHECK(attack > 0.5);
    CHECK(review < 0.3);
    for (const Sample& sample : tell_of_none) {
        CAPTURE(sample.name);
        CHECK(chance(words, std::string{sample.text}) < attack);
    }
}

TEST_CASE("texts that only sound like events are given none", "[importers][text_words]")
{
    for (const Sample& sample : tell_of_none) {
        CAPTURE(sample.name);
        CHECK(test::incidents_of(std::string{sample.text}).empty());
    }
}

TEST_CASE("a short report of an attack keeps its event", "[importers][text_words]")
{
    const auto incidents = test::incidents_of(std::string{news});

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().sub_type == SubEventType::attack);
    REQUIRE(incidents.front().location);
    CHECK(incidents.front().location->name.find("Zinder") != std::string::npos);
    REQUIRE(incidents.front().killed);
    CHECK(incidents.front().killed->best() == 4);
}

TEST_CASE("words that speak against a text take what is not beyond doubt", "[importers][text_words]")
{
    ReaderTables tables = ReaderTables::load(SITMAP_ASSETS);
    const ArticleText report = test::article(std::string{news});
    const auto events = [&](const std::string& rows) {
        tables.texts = TextWords::load(written("bent.tsv", rows));
        tables.worth = ClueWeights::load(written("worth.tsv", "always\t0.8\nbrief always\t0.8\n"));
        return read_events(report, tables).events.size();
    };

    CHECK(events("the\t5\n") > 0);
    CHECK(events("the\t-5\n") == 0);
}

} // namespace sitmap
