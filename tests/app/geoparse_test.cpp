#include "app/geoparse.hpp"

#include "geodata/error.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>
#include <string>

using namespace sitmap;
using Catch::Matchers::Contains;

namespace {

std::string answer(const std::string& lines, bool demonyms)
{
    static const Gazetteer gazetteer = Gazetteer::load(std::string{SITMAP_ASSETS} + "/gazetteer");
    static const Lexicon lexicon = Lexicon::load(std::string{SITMAP_ASSETS} + "/lexicon");
    static const NameTables names = NameTables::load(std::string{SITMAP_ASSETS} + "/models", lexicon);
    std::istringstream in{lines};
    std::ostringstream out;
    run_geoparse(in, out, {gazetteer, lexicon, names}, {.demonyms = demonyms});
    return out.str();
}

} // namespace

TEST_CASE("offsets are code points and spell the name", "[app][geoparse]")
{
    const std::string line = R"({"id": "a", "text": "“Größe” – shells fell on Homs, Syria."})";
    const auto json = nlohmann::json::parse(answer(line, true));
    CHECK(json["id"] == "a");
    REQUIRE(json["toponyms"].size() == 2);
    const auto& homs = json["toponyms"][0];
    CHECK(homs["name"] == "Homs");
    CHECK(homs["start"] == 25);
    CHECK(homs["end"] == 29);
    CHECK(homs["country"] == "SYR");
    CHECK(homs["lat"].get<double>() == Approx(34.7).margin(0.2));
}

TEST_CASE("nationality words are left out when asked", "[app][geoparse]")
{
    const std::string line = R"({"id": 7, "text": "Libyan fishermen sailed to Malta."})";
    CHECK(nlohmann::json::parse(answer(line, true))["toponyms"].size() == 2);
    CHECK(nlohmann::json::parse(answer(line, false))["toponyms"].size() == 1);
    CHECK(nlohmann::json::parse(answer(line, false))["id"] == 7);
}

TEST_CASE("each line has one answer, blank lines none", "[app][geoparse]")
{
    const std::string lines = answer("{\"id\":1,\"text\":\"\"}\n\n{\"id\":2,\"text\":\"x\"}\n", true);
    CHECK(lines == "{\"id\":1,\"toponyms\":[]}\n{\"id\":2,\"toponyms\":[]}\n");
}

TEST_CASE("a line that is no document is named in the error", "[app][geoparse]")
{
    CHECK_THROWS_WITH(answer("{\"id\":1,\"text\":\"x\"}\n[1]\n", true), Contains("line 2"));
    CHECK_THROWS_WITH(answer("{\"id\":1}", true), Contains("line 1"));
    CHECK_THROWS_WITH(answer(std::string(100'000, '['), true), Contains("line 1"));
}
