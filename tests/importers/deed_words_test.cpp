// Sentences that tell of a deed by words which no table of deeds knows.
#include "importers/article/deed_words.hpp"

#include "geodata/error.hpp"
#include "geodata/text_hash.hpp"
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

fs::path written(const std::string& contents)
{
    const fs::path folder = fs::path{SITMAP_TEST_OUT} / "deed_words";
    fs::create_directories(folder);
    std::ofstream{folder / "weights.tsv"} << contents;
    return folder / "weights.tsv";
}

} // namespace

TEST_CASE("a table of deed words has rows for words and for pairs", "[importers][deeds]")
{
    const DeedWeights weights = DeedWeights::load(written("# words\nboarded\t1.5\nwere seized\t2\n\t-3\n"));
    CHECK(weights.always() == -3);
    CHECK(weights.of(hash_text("boarded")) == 1.5);
    CHECK(weights.of(DeedWeights::pair_of(hash_text("were"), hash_text("seized"))) == 2);
    CHECK(weights.of(DeedWeights::pair_of(hash_text("seized"), hash_text("were"))) == 0);
    CHECK(weights.of(hash_text("seized")) == 0);
    CHECK_THROWS_AS(DeedWeights::load(written("boarded\tmuch\n")), Error);
}

TEST_CASE("a sentence offers its words, pairs, classes and what was found in it", "[importers][deeds]")
{
    const ArticleText read = test::article("Some headline\n\nOn Tuesday 40 men left Tripoli by bus.\n");
    const auto features = deed_features(find_mentions(read, test::reader_tables()), 1);
    CHECK(std::is_sorted(features.begin(), features.end()));
    for (const std::string feature :
         {"left", "men left", "<number> men", "left <name>", "<place>", "<day>", "<lead>"}) {
        CAPTURE(feature);
        CHECK(std::binary_search(features.begin(), features.end(), feature));
    }
    for (const std::string feature : {"tripoli", "40", "<killed>", "<head>"}) {
        CAPTURE(feature);
        CHECK_FALSE(std::binary_search(features.begin(), features.end(), feature));
    }
}

TEST_CASE("only where no known word tells of a deed do all words together", "[importers][deeds]")
{
    // Table of one word that no other table has for a deed: what is learnt may change, what it does may not.
    ReaderTables tables = ReaderTables::load(SITMAP_ASSETS);
    tables.deeds = DeedWeights::load(written("clambered\t9\n\t-4\n"));
    const auto learnt_in = [&](const std::string& sentence,
                               const std::string& before = "Rebels shelled a market in Misrata on Monday.") {
        const ArticleText read = test::article("Some headline\n\n" + before + "\n\n" + sentence + "\n");
        const Reading reading = find_mentions(read, tables);
        return std::count_if(reading.triggers.begin(), reading.triggers.end(),
                             [](const TriggerMention& trigger) { return trigger.learnt > 0.9F; });
    };
    const std::string deed =
        "On Tuesday rebels clambered over the wall of a camp in Tripoli with rifles and knives.";
    CHECK(learnt_in(deed) == 1);
    CHECK(learnt_in(deed, "Traders opened a market in Misrata on Monday.") == 0);
    CHECK(learnt_in("On Tuesday rebels walked along the wall of a police post in Tripoli.") == 0);
    CHECK(learnt_in("On Tuesday rebels clambered over the wall in Tripoli and shot dead a guard.") == 0);
    CHECK(learnt_in(
              "If rebels had clambered over the wall of the police post in Tripoli, nobody would know.") ==
          0);
    CHECK(learnt_in("\"Rebels clambered over the wall of a police post in Tripoli.\"") == 0);
}

TEST_CASE("the reasons say that all words tell of a deed, and how surely", "[importers][deeds]")
{
    ReaderTables tables = ReaderTables::load(SITMAP_ASSETS);
    tables.deeds = DeedWeights::load(written("clambered\t9\nwith clambered\t1\n\t-4\n"));
    const Intake intake = read_events_with_reasons(
        test::article(
            "Attacks on the coast\n\nRebels shelled a market in Misrata on Monday and killed two people.\n\n"
            "On Tuesday rebels clambered over the wall of a camp in Tripoli with rifles and knives. "
            "Three officers died there.\n"),
        tables);
    std::string reasons;
    for (const auto& of_event : intake.reasons)
        for (const std::string& reason : of_event)
            reasons += reason + '\n';
    CAPTURE(reasons);
    CHECK(reasons.find("all words of the sentence together tell of a deed (chance 0.99)") !=
          std::string::npos);
    CHECK(reasons.find("clambered") != std::string::npos);
}

} // namespace sitmap
