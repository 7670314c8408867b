// What the reader takes from the articles in tests/data/articles/own, against what a careful person takes
// from them.
#include "geodata/measure.hpp"

#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace sitmap {

namespace {

using Json = nlohmann::json;

std::string contents_of(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    REQUIRE(in);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<Incident> incidents_of(const Json& gold, const std::filesystem::path& folder)
{
    const auto file = gold["file"].get<std::string>();
    ArticleOptions options;
    if (gold["source"]["published_given"].get<bool>())
        options.published = parse_day(gold["source"]["published"].get<std::string>());
    return test::incidents_of(read_article(contents_of(folder / file), file, options));
}

/// Of the gold's type, or of another that is as right.
bool is_of_group(TypeGroup group, const Json& gold)
{
    if (group == group_of(type_of(*sub_event_type_named(gold["sub_event_type"].get<std::string>()))))
        return true;
    const Json others = gold.value("alt_event_types", Json::array());
    return std::any_of(others.begin(), others.end(), [&](const Json& name) {
        const auto type = event_type_named(name.get<std::string>());
        return type && group == group_of(*type);
    });
}

/// The gold's days; unknown when it leaves them open.
Interval days_of(const Json& gold)
{
    const auto day = [](const Json& value) {
        return value.is_string() && value.get<std::string>().size() == 10
                   ? parse_day(value.get<std::string>())
                   : std::nullopt;
    };
    if (gold.contains("date_interval"))
        return Interval::between(*day(gold["date_interval"][0]), *day(gold["date_interval"][1]));
    const auto first = day(gold["date"]);
    if (!first)
        return {};
    return Interval::between(*first, gold.contains("date_end") ? *day(gold["date_end"]) : *first);
}

bool is_of(const Incident& incident, const Json& gold)
{
    const Json& place = gold["place"];
    if (!incident.location || !is_of_group(group_of(incident.type()), gold))
        return false;
    const LonLat point{.lon = place["lon"].get<double>(), .lat = place["lat"].get<double>()};
    if (distance_m(incident.location->point, point) > 1000 * place["tol_km"].get<double>())
        return false;
    const Interval days = days_of(gold);
    return !days.is_known() || !incident.interval.is_known() ||
           incident.interval.may_touch(days.first(), days.last());
}

/// Right ones of so many.
struct Share {
    int right = 0, all = 0;
    void count(bool is_right)
    {
        right += is_right;
        ++all;
    }
    [[nodiscard]] double value() const { return all == 0 ? 0 : static_cast<double>(right) / all; }
};

struct Tally {
    Share found, type, day, killed;
    int false_events = 0;
};

bool has_best(const std::optional<Quantity>& quantity, const Json& gold)
{
    if (!quantity)
        return false;
    const auto is_best = [&](const Json& value) {
        return value.is_null() ? !quantity->best() : quantity->best() == value.get<Quantity::Count>();
    };
    if (is_best(gold["best"]))
        return true;
    return gold.contains("accept_best") &&
           std::any_of(gold["accept_best"].begin(), gold["accept_best"].end(), is_best);
}

void compare(const Incident& incident, const Json& gold, Tally& tally)
{
    const Json others = gold.value("alt_event_types", Json::array());
    tally.type.count(name_of(incident.type()) == gold["event_type"].get<std::string>() ||
                     std::any_of(others.begin(), others.end(), [&](const Json& other) {
                         return name_of(incident.type()) == other.get<std::string>();
                     }));
    if (const Interval days = days_of(gold); days.is_known())
        tally.day.count(incident.interval.first() && *incident.interval.first() >= *days.first() &&
                        *incident.interval.first() <= *days.last());
    if (!gold["killed"].is_null())
        tally.killed.count(has_best(incident.killed, gold["killed"]));
}

/// Of those that are the gold's event by group, place and days the one that is most like it; their number
/// where there is none.
std::size_t likest(const std::vector<Incident>& incidents, const Json& event,
                   const std::set<std::size_t>& used)
{
    std::size_t best = incidents.size();
    int most = -1;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (used.count(i) > 0 || !is_of(incidents[i], event))
            continue;
        const int like = 2 * (name_of(incidents[i].type()) == event["event_type"].get<std::string>()) +
                         (event["killed"].is_null() ? !incidents[i].killed
                                                    : has_best(incidents[i].killed, event["killed"]));
        if (like > most) {
            most = like;
            best = i;
        }
    }
    return best;
}

void score(const Json& gold, const std::filesystem::path& folder, Tally& tally)
{
    const auto incidents = incidents_of(gold, folder);
    std::set<std::size_t> used;
    for (const bool optional : {false, true})
        for (const Json& event : gold["events"]) {
            if (event.value("optional", false) != optional)
                continue;
            const std::size_t i = likest(incidents, event, used);
            if (!optional)
                tally.found.count(i < incidents.size());
            if (i == incidents.size())
                continue;
            used.insert(i);
            if (!optional)
                compare(incidents[i], event, tally);
        }
    tally.false_events += static_cast<int>(incidents.size() - used.size());
}

} // namespace

// The bounds lie a little under what the reader reaches, so that a change that costs much is seen.
TEST_CASE("the reader takes from our own articles what a careful person does", "[importers][articles]")
{
    const auto folder = std::filesystem::path{SITMAP_TEST_DATA} / "articles" / "own";
    Tally tally;
    for (const auto& entry : std::filesystem::directory_iterator{folder})
        if (entry.path().extension() == ".json")
            score(Json::parse(contents_of(entry.path())), folder, tally);
    CAPTURE(tally.found.right, tally.found.all, tally.false_events);

    CHECK(tally.found.value() > 0.8);
    CHECK(tally.false_events <= 18);
    CHECK(tally.type.value() > 0.93);
    CHECK(tally.day.value() > 0.94);
    CHECK(tally.killed.value() > 0.85);
}

TEST_CASE("articles without an event give none", "[importers][articles]")
{
    const auto name = GENERATE(as<std::string>{}, "chess_war_words", "mine_statistics", "rwanda_anniversary",
                               "guinea_stadium_no", "adazi_exercise_2018", "guernica_anniversary_2017");
    CAPTURE(name);
    const auto folder = std::filesystem::path{SITMAP_TEST_DATA} / "articles" / "own";
    const Json gold = Json::parse(contents_of(folder / (name + ".json")));

    CHECK(incidents_of(gold, folder).empty());
}

} // namespace sitmap
