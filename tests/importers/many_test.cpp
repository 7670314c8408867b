// Many articles, few happenings: which reports become one incident, and what is known of it when.

#include "engine/ledger.hpp"
#include "importers/article/reader.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <sstream>

using namespace sitmap;

namespace {

namespace fs = std::filesystem;

const ReaderTables& tables()
{
    static const ReaderTables loaded = ReaderTables::load(SITMAP_ASSETS);
    return loaded;
}

std::vector<Intake> reports(const std::string& of = {})
{
    std::vector<Intake> all;
    for (const auto& entry : fs::directory_iterator{fs::path{SITMAP_TEST_DATA} / "articles" / "many"}) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".txt" || !name.starts_with(of))
            continue;
        std::ifstream in{entry.path(), std::ios::binary};
        std::ostringstream text;
        text << in.rdbuf();
        all.push_back(read_events(read_article(text.str(), name, {}), tables()));
    }
    std::sort(all.begin(), all.end(),
              [](const Intake& a, const Intake& b) { return a.document.location < b.document.location; });
    return all;
}

Ledger ledger_of(const std::vector<Intake>& intakes)
{
    Ledger ledger;
    for (const Intake& intake : intakes)
        add(ledger, intake);
    return ledger;
}

/// Pairs of documents of which an event is in one incident.
std::set<std::pair<std::string, std::string>> joined_pairs(const Ledger& ledger)
{
    std::map<IncidentId, std::set<std::string>> documents;
    for (std::size_t i = 0; i < ledger.events.size(); ++i)
        documents[ledger.incident_of[i]].insert(ledger.document(ledger.events[i].document)->location);
    std::set<std::pair<std::string, std::string>> pairs;
    for (const auto& [incident, names] : documents)
        for (const std::string& a : names)
            for (const std::string& b : names)
                if (a < b)
                    pairs.emplace(a, b);
    return pairs;
}

std::string happening_of(const std::string& file)
{
    return file.substr(0, file.rfind('_'));
}

std::string killed_as_of(const Ledger& ledger, std::optional<std::string> day)
{
    const auto known = incidents(ledger, Rule::range, day ? parse_day(*day) : std::nullopt);
    if (known.size() != 1)
        return std::to_string(known.size()) + " incidents";
    return known[0].killed ? known[0].killed->for_people() : "no number";
}

} // namespace

TEST_CASE("reports of one happening become one incident, and of two never", "[importers][many]")
{
    const std::vector<Intake> all = reports();
    REQUIRE(all.size() == 28);
    std::size_t gold = 0, right = 0;
    const auto pairs = joined_pairs(ledger_of(all));
    for (const Intake& a : all)
        for (const Intake& b : all) {
            const auto pair = std::pair{a.document.location, b.document.location};
            if (pair.first >= pair.second || happening_of(pair.first) != happening_of(pair.second))
                continue;
            ++gold;
            right += pairs.contains(pair) ? 1U : 0U;
            if (!pairs.contains(pair))
                std::cout << "not joined: " << pair.first << ", " << pair.second << '\n';
        }
    for (const auto& [a, b] : pairs)
        if (happening_of(a) != happening_of(b))
            std::cout << "wrongly joined: " << a << ", " << b << '\n';
    std::cout << "pairs: precision " << right << "/" << pairs.size() << ", recall " << right << "/" << gold
              << '\n';
    CHECK(right == pairs.size());
    CHECK(right * 10 >= gold * 6);
}

TEST_CASE("the order in which articles come does not matter", "[importers][many]")
{
    std::vector<Intake> all = reports();
    const auto pairs = joined_pairs(ledger_of(all));
    std::mt19937 random{7};
    for (int round = 0; round < 20; ++round) {
        std::shuffle(all.begin(), all.end(), random);
        CHECK(joined_pairs(ledger_of(all)) == pairs);
    }
}

TEST_CASE("a toll that rises over three days is one incident, known as it was on each", "[importers][many]")
{
    std::vector<Intake> three = reports("aden");
    REQUIRE(three.size() == 3);
    const auto by_name = [](const Intake& a, const Intake& b) {
        return a.document.location < b.document.location;
    };
    do {
        const Ledger ledger = ledger_of(three);
        CHECK(killed_as_of(ledger, "2021-03-02") == "0 incidents");
        CHECK(killed_as_of(ledger, "2021-03-03") == "5+");
        CHECK(killed_as_of(ledger, "2021-03-04") == "5–9");
        CHECK(killed_as_of(ledger, std::nullopt) == "5–14");
        std::size_t tolls = 0; // the earlier ones stay as claims
        for (const Event& event : ledger.events)
            tolls += first_claim(event, ClaimField::killed) ? 1U : 0U;
        CHECK(tolls == 3);
    } while (std::next_permutation(three.begin(), three.end(), by_name));
}
