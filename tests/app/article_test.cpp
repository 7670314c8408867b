// One article through the whole program: import, list, show, draw, export.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

namespace fs = std::filesystem;

namespace {

const std::string article = SITMAP_TEST_DATA "/app/market_strike.txt";

nlohmann::json listed(const fs::path& store, std::vector<std::string> more = {})
{
    std::vector<std::string> arguments{"list", store.string(), "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run_sitmap(arguments);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return nlohmann::json::parse(outcome.out);
}

fs::path imported(const std::string& name)
{
    const fs::path store = fresh_folder(name) / "store.gpkg";
    const Outcome outcome = run_sitmap({"import", article, store.string()});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return store;
}

} // namespace

TEST_CASE("an article becomes an incident with its place, day, figures and parties", "[app]")
{
    const auto all = listed(imported("app-article"));
    REQUIRE(all["incidents"].size() == 1);
    const auto& incident = all["incidents"][0];
    CHECK(incident["sub_event_type"] == "Shelling/artillery/missile attack");
    CHECK(incident["date_edtf"] == "2021-03-11");
    CHECK(incident["country"] == "YEM");
    CHECK(incident["point"][0].get<double>() == Approx(42.95).margin(0.1));
    CHECK(incident["point"][1].get<double>() == Approx(14.80).margin(0.1));
    CHECK(incident["killed_low"] == 14);
    CHECK(incident["killed_high"].is_null());
    CHECK(incident["injured_low"] == 31);
    CHECK(incident["attribution"] == "disputed");

    REQUIRE(all["stocks"].size() == 1);
    CHECK(all["stocks"][0]["people_best"] == 900);
}

TEST_CASE("every claim quotes the words of its document", "[app]")
{
    const std::string text = read_text(article);
    const auto all = listed(imported("app-quotes"));
    std::size_t claims = 0;
    for (const auto& claim : all["incidents"][0]["claims"]) {
        CHECK(text.find(claim["quotation"].get<std::string>()) != std::string::npos);
        ++claims;
    }
    CHECK(claims >= 6);
}

TEST_CASE("importing the same article again changes nothing", "[app]")
{
    const fs::path store = imported("app-again");
    const auto before = listed(store);
    const Outcome again = run_sitmap({"import", article, store.string()});
    CHECK(again.code == 0);
    CHECK(again.err.find("nothing new") != std::string::npos);
    CHECK(listed(store) == before);
}

TEST_CASE("what was not said yet is not known as of an earlier day", "[app]")
{
    const fs::path store = imported("app-as-of");
    CHECK(listed(store, {"--as-of", "2021-03-11"})["incidents"].empty());
    CHECK(listed(store, {"--as-of", "2021-03-12"})["incidents"].size() == 1);
}

TEST_CASE("show prints who says what, with the sentence", "[app]")
{
    const Outcome shown = run_sitmap({"show", imported("app-show").string(), "1"});
    REQUIRE(shown.code == 0);
    CHECK(shown.out.find("14+") != std::string::npos);
    CHECK(shown.out.find("health official") != std::string::npos);
    CHECK(shown.out.find("denies") != std::string::npos);
    CHECK(shown.out.find("The Houthis denied responsibility") != std::string::npos);
    CHECK(run_sitmap({"show", imported("app-show").string(), "99"}).code == 1);
}

TEST_CASE("reports that were joined are split by hand, and show says why", "[app]")
{
    const std::string many = SITMAP_TEST_DATA "/articles/many/";
    const fs::path store = fresh_folder("app-split") / "store.gpkg";
    const std::vector<std::string> import{"import", many + "aden_1.txt", many + "aden_2.txt", store.string()};
    REQUIRE(run_sitmap(import).code == 0);
    const Outcome shown = run_sitmap({"show", store.string(), "1"});
    CHECK(shown.out.find("both 3 Mar 2021") != std::string::npos);
    const auto at = shown.out.find("#remote-explosive");
    REQUIRE(at != std::string::npos);
    const std::string event = shown.out.substr(at - 16, 16);

    CHECK(run_sitmap({"split", store.string(), event, "--note", "two gates"}).code == 0);
    CHECK(listed(store)["incidents"].size() == 2);
    CHECK(run_sitmap(import).code == 0);
    CHECK(listed(store)["incidents"].size() == 2);
    CHECK(run_sitmap({"show", store.string(), "1"}).out.find("two gates") != std::string::npos);
    CHECK(run_sitmap({"split", store.string(), event}).code == 1);
    CHECK(run_sitmap({"split", "--undo", store.string(), event}).code == 0);
    CHECK(listed(store)["incidents"].size() == 1);
    CHECK(run_sitmap({"join", store.string(), "1", "9"}).code == 1);
    CHECK(run_sitmap({"split", (store.parent_path() / "none.gpkg").string(), "x"}).code == 1);
}

TEST_CASE("extract tells for each value why it belongs to its event", "[app]")
{
    CHECK(run_sitmap({"extract", "--jsonl", article}).out.find("\"why\"") == std::string::npos);
    const auto json = nlohmann::json::parse(run_sitmap({"extract", "--explain", article}).out);
    std::size_t values = 0;
    for (const auto& incident : json["incidents"])
        for (const auto& value : incident["values"]) {
            CHECK(value["why"].get<std::string>().size() > 10);
            ++values;
        }
    CHECK(values >= 6);
    CHECK(json["incidents"][0]["values"][0]["why"].get<std::string>().find("“Shelling”") !=
          std::string::npos);
}

TEST_CASE("extract tells which places a name may stand for, the losing ones too", "[app]")
{
    const std::string sample = SITMAP_ASSETS "/samples/tajoura-strike.txt";
    const auto json = nlohmann::json::parse(run_sitmap({"extract", "--explain", sample}).out);
    const auto place = json["incidents"][0]["place"];
    std::size_t losing = 0;
    bool found = false;
    for (const auto& toponym : json["toponyms"]) {
        const auto& candidates = toponym["explanation"]["candidates"];
        double sum = 0, before = 1;
        for (const auto& candidate : candidates) {
            const double probability = candidate["probability"];
            CHECK(probability <= before);
            before = probability;
            sum += probability;
        }
        CHECK(sum < 1.001);
        losing += candidates.size() > 1 ? candidates.size() - 1 : 0;
        found = found || (toponym["name"] == place["toponym"] && !candidates.empty() &&
                          candidates[0]["place_id"] == place["place_id"]);
    }
    CHECK(found);
    CHECK(losing > 0);
    CHECK_FALSE(nlohmann::json::parse(run_sitmap({"extract", article}).out).contains("toponyms"));
}

TEST_CASE("a user's own parties are known by name", "[app]")
{
    const fs::path folder = fresh_folder("app-actors");
    std::ofstream{folder / "a.txt"}
        << "Raid on Taiz kills three\n\nTAIZ, Yemen, March 12, 2021 - Fighters of the "
           "Lantern Keepers raided a village near Taiz on Thursday and killed three "
           "people, the Lantern Keepers said. The Yemeni army accused the Lantern "
           "Keepers of the attack.\n";
    std::ofstream{folder / "own.tsv"} << "# id name side kind country aliases\n"
                                         "keepers\tBrotherhood of Light\t\tmilitia\tYEM\tLantern Keepers\n";
    std::ofstream{folder / "bad.tsv"} << "keepers\n";
    const std::string text = (folder / "a.txt").string();
    const std::string own = (folder / "own.tsv").string();
    CHECK(run_sitmap({"extract", text}).out.find("Brotherhood of Light") == std::string::npos);
    CHECK(run_sitmap({"extract", text, "--actors", own}).out.find("Brotherhood of Light") !=
          std::string::npos);
    const Outcome bad = run_sitmap({"extract", text, "--actors", (folder / "bad.tsv").string()});
    CHECK(bad.code == 1);
    CHECK(bad.err.find("line 1") != std::string::npos);
}

TEST_CASE("a packed feed is imported item by item, and again without change", "[app]")
{
    const fs::path folder = fresh_folder("app-feed");
    const std::string feed =
        "<rss><channel><title>Wire</title>"
        "<item><title>Market shelled</title><pubDate>Fri, 12 Mar 2021 09:00:00 +0300</pubDate>"
        "<description>Shells hit a market in Hodeidah, Yemen, on Thursday and killed 14 "
        "people, a medic said.</description></item><item><title>Broken</b></item>"
        "<item><title>Bus bombed</title><pubDate>Sat, 13 Mar 2021 09:00:00 +0300</pubDate>"
        "<description>A bomb hit a bus in Taiz, Yemen, on Friday and killed three people, "
        "police said.</description></item></channel></rss>";
    std::ofstream{folder / "wire.xml"} << feed;
    const std::vector<std::string> import{"import", (folder / "wire.xml").string(),
                                          (folder / "s.gpkg").string()};
    const Outcome first = run_sitmap(import);
    CHECK(first.code == 0);
    CHECK(first.err.find("wire.xml:1: dropped") != std::string::npos);
    CHECK(listed(folder / "s.gpkg")["incidents"].size() == 2);
    CHECK(run_sitmap(import).err.find("nothing new") != std::string::npos);
    const Outcome extracted = run_sitmap({"extract", "--jsonl", (folder / "wire.xml").string()});
    CHECK(extracted.out.find("\"id\":\"wire.xml#3\"") != std::string::npos);
}

TEST_CASE("draw makes each kind of picture, and never over another file by itself", "[app]")
{
    const fs::path store = imported("app-draw");
    for (const auto* const name : {"map.png", "map.svg", "map.pdf"}) {
        const fs::path picture = store.parent_path() / name;
        const Outcome drawn = run_sitmap({"draw", store.string(), picture.string()});
        INFO(drawn.err);
        CHECK(drawn.code == 0);
        CHECK(fs::file_size(picture) > 20000);
        CHECK(run_sitmap({"draw", store.string(), picture.string()}).code == 1);
    }
    const fs::path twin = store.parent_path() / "map-again.png";
    REQUIRE(run_sitmap({"draw", store.string(), twin.string()}).code == 0);
    // The foot names the file, so only a picture of the same name can be the same.
    fs::create_directories(store.parent_path() / "again");
    const fs::path same = store.parent_path() / "again" / "map.png";
    REQUIRE(run_sitmap({"draw", store.string(), same.string()}).code == 0);
    CHECK(read_text(same) == read_text(store.parent_path() / "map.png"));
}

TEST_CASE("an exported layer reads back with the same incidents", "[app]")
{
    const fs::path store = imported("app-export");
    const std::string format = GENERATE("geojson", "gpkg", "fgb", "kml", "shp", "csv");
    CAPTURE(format);
    const fs::path out = store.parent_path() / ("out." + format);
    const Outcome written = run_sitmap({"export", store.string(), out.string(), "--layer", "incidents"});
    INFO(written.err);
    REQUIRE(written.code == 0);
    const Outcome info = run_sitmap({"info", out.string()});
    CHECK(info.out.find("1 feature\n") != std::string::npos);
    CHECK(run_sitmap({"export", store.string(), out.string(), "--layer", "incidents"}).code == 1);
}

TEST_CASE("GeoJSON goes to standard output as one document of every layer", "[app]")
{
    const Outcome written = run_sitmap({"export", imported("app-stdout").string(), "-"});
    REQUIRE(written.code == 0);
    const auto json = nlohmann::json::parse(written.out);
    CHECK(json["type"] == "FeatureCollection");
    CHECK_FALSE(json.contains("crs"));
    CHECK(json.contains("bbox"));
    CHECK(json["features"].size() >= 2);
}
