#include "render/ui/word_filter.hpp"

#include "engine/row_filter.hpp"
#include "made_records.hpp"
#include "render/record_filter.hpp"
#include "render/record_summary.hpp"
#include "render/ui/panel_model.hpp"
#include "small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace {

std::vector<IncidentId> found(const Map& map, std::string_view words)
{
    WordFilter filter;
    return *filter.find(map, incidents(map.ledger), words);
}

} // namespace

TEST_CASE("words are found in titles and sentences, spelling folded", "[render][ui][words]")
{
    const Map map = test::small_map();
    const auto all = incidents(map.ledger);
    const auto depot = std::find_if(
        all.begin(), all.end(), [](const Incident& i) { return i.title == "Air strike on the Sahra depot"; });
    REQUIRE(depot != all.end());
    CHECK(found(map, "sáhra DEPOT") == std::vector<IncidentId>{depot->id});
    CHECK(found(map, "depot sahra") == found(map, "sahra depot")); // each anywhere
    CHECK(found(map, "depot nowhere-at-all").empty());
    for (const Incident& incident : all)
        for (const ClaimRef ref : incident.claims) {
            const auto ids = found(map, map.ledger.claim(ref).evidence.quotation);
            if (!map.ledger.claim(ref).evidence.quotation.empty())
                CHECK(std::binary_search(ids.begin(), ids.end(), incident.id));
        }
    WordFilter filter;
    CHECK_FALSE(filter.find(map, all, " ' "));
}

TEST_CASE("more words find no more, and the panel counts what they find", "[render][ui][words]")
{
    const Map map = test::small_map();
    const auto all = incidents(map.ledger);
    Query query;
    query.ids = std::make_shared<const std::vector<IncidentId>>(found(map, "strike"));
    const PanelCounts counts = count(all, query);
    CHECK(counts.passing == query.ids->size());
    CHECK(counts.passing > 0);
    CHECK(counts.passing < counts.all);
    std::size_t of_types = 0;
    for (const std::size_t n : counts.types)
        of_types += n;
    CHECK(of_types == counts.passing); // no type is off
    const auto fewer = found(map, "strike depot");
    CHECK(std::includes(query.ids->begin(), query.ids->end(), fewer.begin(), fewer.end()));
}

TEST_CASE("with many records words are looked for when the typing has come to rest", "[render][ui][words]")
{
    const std::size_t rows = GENERATE(std::size_t{300}, WordFilter::most_at_once + 1);
    const bool many = rows > WordFilter::most_at_once;
    Map map = test::small_map();
    map.records = std::make_shared<const Records>(
        test::made_records(rows, test::settlements_in({12, 31, 15, 33}, 20, 1), 1));
    const auto all = incidents(map.ledger);
    WordFilter filter;
    ViewState view;
    const auto renew = [&](const char* words, double seconds) {
        return filter.renew(
            view, words, map, [&] { return std::span<const Incident>{all}; }, seconds);
    };
    CHECK_FALSE(renew("", 0.1));
    CHECK(renew("s", 0.1) == many);
    CHECK(renew("st", 0.1) == many);
    CHECK(renew("st", 0.2) == many);
    CHECK((view.query.ids == nullptr) == many);
    CHECK(renew("sta", 0.2) == many); // another key: it begins again
    CHECK(renew("sta", 0.2) == many);
    CHECK_FALSE(renew("sta", 0.2));
    REQUIRE(view.query.ids);
    CHECK(*view.query.ids == found(map, "sta"));
    CHECK_FALSE(renew("", 0.01)); // all come back at once
    CHECK(view.query.ids == nullptr);
}

TEST_CASE("clearing the filters comes back to what the command line asked for", "[render][ui]")
{
    Query asked;
    asked.condition = Condition::parse("killed_best >= 10");
    asked.types = {EventType::battles};
    CHECK(has_beyond_panels(asked));
    Query now = asked;
    now.since = parse_day("2019-07-01");
    now.min_killed = 3;
    const Query left = cleared(now, asked);
    CHECK(left.condition == asked.condition);
    CHECK(left.since == now.since);
    CHECK(left.types.empty()); // their panel can bring them back
    CHECK_FALSE(left.min_killed);
    CHECK(cleared(with_beyond_panels(left, {}), asked) == left);
    Query plain;
    plain.min_killed = 3;
    CHECK_FALSE(has_beyond_panels(plain));
    CHECK(cleared(plain, {}) == Query{});
}

TEST_CASE("every filter lets the same records pass by their ids", "[render][ui][words]")
{
    Map map = test::small_map();
    map.records = std::make_shared<const Records>(
        test::made_records(300, test::settlements_in({12, 31, 15, 33}, 20, 1), 1));
    const IncidentTable& table = map.records->table();
    Query query;
    std::string name;
    for (std::uint32_t row = 0; row < table.size() && name.empty(); ++row)
        name = table.names.name(table.side_a[row]);
    REQUIRE_FALSE(name.empty());
    query.ids = std::make_shared<const std::vector<IncidentId>>(found(map, name));
    const RowFilter rows{table, query};
    const RecordFilter records{table, query, {}};
    std::size_t passing = 0;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const bool passed = passes(table, row, query);
        CHECK(rows(row) == passed);
        CHECK(records.passes(row) == passed);
        CHECK(passes(table.incident(row), query) == passed);
        if (table.names.name(table.side_a[row]) == name)
            CHECK(passed);
        passing += passed ? 1 : 0;
    }
    CHECK(passing > 0);
    query.ids = std::make_shared<const std::vector<IncidentId>>();
    CHECK(count(table, query, {}).passing == 0);
}
