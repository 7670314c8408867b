#include "made_records.hpp"
#include "small_map.hpp"

#include "render/ui/table_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace {

std::shared_ptr<const Records> records()
{
    static const auto made = std::make_shared<Records>(
        test::made_records(3000, test::settlements_in({12.2, 31.9, 14.6, 32.6}, 40, 4), 5));
    return made;
}

const std::vector<Incident>& ledger()
{
    static const std::vector<Incident> made = incidents(test::small_map().ledger);
    return made;
}

} // namespace

TEST_CASE("the table has the incidents and records that pass, each once", "[render][ui][table]")
{
    TableQuery query;
    query.query.min_killed = 1;
    const TableContents table{ledger(), records(), query};
    std::vector<IncidentId> expected, found;
    for (const Incident& incident : ledger())
        if (passes(incident, query.query))
            expected.push_back(incident.id);
    for (std::uint32_t row = 0; row < records()->size(); ++row)
        if (passes(records()->table().incident(row), query.query))
            expected.push_back(records()->table().id[row]);
    for (std::size_t row = 0; row < table.size(); ++row)
        found.push_back(table.id(row));
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    CHECK(found == expected);
}

TEST_CASE("every column sorts both ways, and what is not known comes last", "[render][ui][table]")
{
    for (std::size_t i = 0; i < table_column_count; ++i)
        for (const bool descending : {false, true}) {
            TableQuery query;
            query.column = static_cast<TableColumn>(i);
            query.descending = descending;
            CAPTURE(std::string{heading_of(query.column)}, descending);
            const TableContents table{ledger(), records(), query};
            REQUIRE(table.size() == ledger().size() + records()->size());
            bool unknown_seen = false;
            for (std::size_t row = 1; row < table.size(); ++row) {
                const Incident a = table.incident(row - 1), b = table.incident(row);
                unknown_seen = unknown_seen || cell(a, query.column).empty();
                if (unknown_seen)
                    CHECK(cell(b, query.column).empty());
                if (query.column == TableColumn::killed && a.killed && b.killed)
                    CHECK((descending ? a.killed->size_by() >= b.killed->size_by()
                                      : a.killed->size_by() <= b.killed->size_by()));
                if (query.column == TableColumn::when && a.interval.first() && b.interval.first())
                    CHECK((descending ? *a.interval.first() >= *b.interval.first()
                                      : *a.interval.first() <= *b.interval.first()));
            }
        }
}

TEST_CASE("only those chosen, found again by their id", "[render][ui][table]")
{
    TableQuery query;
    query.only =
        std::vector<IncidentId>{ledger()[1].id, records()->table().id[7], records()->table().id[2000]};
    const TableContents table{ledger(), records(), query};
    REQUIRE(table.size() == 3);
    for (const IncidentId id : *query.only) {
        const auto row = table.row_of(id);
        REQUIRE(row);
        CHECK(table.id(*row) == id);
        CHECK(table.incident(*row).id == id);
    }
    CHECK_FALSE(table.row_of(ledger()[0].id));
}
