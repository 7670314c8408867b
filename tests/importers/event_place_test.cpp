#include "importers/article/event_place.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace sitmap {

namespace {

struct Told {
    std::string sentence, verb, place; ///< `place` is empty where the sentence names none
};

std::string place_at(const Told& told)
{
    static const ReaderTables tables = ReaderTables::load(SITMAP_ASSETS);
    ArticleText article;
    article.document.text = told.sentence;
    const Reading reading = find_mentions(article, tables);
    const auto& tokens = reading.text.tokens;
    const auto verb =
        std::find_if(tokens.begin(), tokens.end(), [&](const Token& t) { return t.lower == told.verb; });
    REQUIRE(verb != tokens.end());
    const Toponym* place =
        place_of_happening(reading, static_cast<std::uint32_t>(reading.text.sentence_of(verb->begin)),
                           static_cast<std::uint32_t>(verb - tokens.begin()), TypeGroup::armed);
    return place ? place->name : "";
}

} // namespace

TEST_CASE("the place of an event is where its verb's clause puts it")
{
    const std::vector<Told> all{
        {"Four people were killed in Mosul on Friday, a doctor in Erbil said.", "killed", "Mosul"},
        {"Jets bombed Taiz on Monday.", "bombed", "Taiz"},
        {"The army captured the village of Kafr Nabl overnight.", "captured", "Kafr Nabl"},
        {"Shells killed six shepherds in Ethiopia's northern Tigray region at noon.", "killed", "Tigray"},
        {"A mine wounded two drivers in the quiet Yoro department, north of Tegucigalpa.", "wounded", "Yoro"},
        {"In Bouake, a teacher was shot at home, and in the north of Abidjan two shops were burnt.", "shot",
         "Bouake"},
        {"A boat broke up off the Greek island of Rhodes, and three people were killed.", "killed", "Rhodes"},
        {"\"A parcel exploded beside the queue in Bogota,\" said Maria Ruiz.", "exploded", "Bogota"},
    };
    for (const Told& told : all) {
        INFO(told.sentence);
        CHECK(place_at(told) == told.place);
    }
}

TEST_CASE("a country that says whose or against whom is not where something happened")
{
    const std::vector<Told> all{
        {"U.S. marines detained the two brothers last night.", "detained", ""},
        {"Some 300 students marched against Belarus at the weekend.", "marched", ""},
        {"His nephew, too, died in a U.S. raid, neighbours think.", "died", ""},
        {"France has killed dozens of the group's leaders.", "killed", ""},
        {"Two men were killed in Mali by France, officials said.", "killed", "Mali"},
    };
    for (const Told& told : all) {
        INFO(told.sentence);
        CHECK(place_at(told) == told.place);
    }
}

TEST_CASE("a headline needs no preposition")
{
    CHECK(place_at({"Mogadishu bombing kills 20", "kills", ""}) == "Mogadishu");
    CHECK(place_at({"Libya air strike kills 40", "kills", ""}) == "Libya");
}

} // namespace sitmap
